/** Peak memory of a process and everything it started, watched from outside (Linux; elsewhere nothing is measured). */
import { readdirSync, readFileSync } from 'node:fs';

const EVERY_MS = 100;

/** What was held at one moment. */
export interface MemorySample {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** MiB by program name. */
  readonly held: ReadonlyMap<string, number>;
}

export interface MemoryWatch {
  /** Every look so far. */
  readonly samples: readonly MemorySample[];
  /** Stops watching: MiB by program name, each the most it ever held; undefined where it cannot be measured. */
  readonly stop: () => ReadonlyMap<string, number> | undefined;
}

export function watchMemory(root: number): MemoryWatch {
  const peaks = new Map<number, { readonly name: string; readonly kib: number }>();
  const samples: MemorySample[] = [];
  const look = (): void => {
    const held = new Map<string, number>();
    for (const pid of familyOf(root)) {
      const status = readStatus(pid);
      if (!status) continue;
      peaks.set(pid, status);
      held.set(status.name, (held.get(status.name) ?? 0) + status.now / 1024);
    }
    samples.push({ at: Date.now(), held });
  };
  const timer = setInterval(look, EVERY_MS);
  look();
  return {
    samples,
    stop: () => {
      clearInterval(timer);
      if (peaks.size === 0) return undefined;
      const byName = new Map<string, number>();
      for (const { name, kib } of peaks.values()) byName.set(name, (byName.get(name) ?? 0) + kib / 1024);
      return byName;
    },
  };
}

function familyOf(root: number): readonly number[] {
  const parents = new Map<number, number>();
  try {
    for (const entry of readdirSync('/proc')) {
      const pid = Number(entry);
      if (Number.isInteger(pid)) parents.set(pid, parentOf(pid));
    }
  } catch {
    return [];
  }
  const isFamily = (pid: number): boolean => pid === root || (pid > 1 && isFamily(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(isFamily);
}

function parentOf(pid: number): number {
  const field = /^PPid:\s+(\d+)/m.exec(statusText(pid));
  return Number(field?.[1] ?? 0);
}

/** The most it ever held, and what it holds now. */
function readStatus(pid: number): { name: string; kib: number; now: number } | undefined {
  const text = statusText(pid);
  const name = /^Name:\s+(.+)$/m.exec(text)?.[1];
  const kib = /^VmHWM:\s+(\d+) kB/m.exec(text)?.[1];
  const now = /^VmRSS:\s+(\d+) kB/m.exec(text)?.[1];
  if (name === undefined || kib === undefined || now === undefined) return undefined;
  return { name, kib: Number(kib), now: Number(now) };
}

/** Empty when the process has just ended. */
function statusText(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}
