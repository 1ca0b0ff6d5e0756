/** How much memory the one writer may take: what the person says, or a share of what the machine has free. */
import { readFile } from 'node:fs/promises';
import { freemem } from 'node:os';
import { WarehouseError } from './warehouse-error.ts';

/** Bytes. */
export interface MemoryBudget {
  /** What every step begins with. */
  readonly first: number;
  /** What a step gets once more when that was not enough; undefined where the person has set the limit. */
  readonly larger: (() => Promise<LargerBudget>) | undefined;
}

export interface LargerBudget {
  readonly bytes: number;
  /** What the machine, or the group of processes this one belongs to, had free. */
  readonly free: number;
}

const MB = 1e6;
const GB = 1e9;
/** Seven years of every publication are loaded, joined and published within it (docs/benchmarks.md). */
export const NEEDED = 384 * MB;
/** Files are read beside the writer, and all of it together should stay below 1.5 GB. */
const MOST_AT_FIRST = 448 * MB;

const UNITS: Readonly<Record<string, number>> = {
  '': MB,
  KB: 1e3,
  MB,
  GB,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
};

/**
 * The budget of `NHS_MEMORY`, or else an eighth of what is free, 384 to 448 MB.
 * @throws WarehouseError when NHS_MEMORY is no amount of memory, or too little for seven years
 */
export async function memoryBudget(
  env: Readonly<Record<string, string | undefined>>,
  free: () => Promise<number> = freeMemory,
): Promise<MemoryBudget> {
  const said = env['NHS_MEMORY']?.trim() ?? '';
  if (said !== '') return { first: amountOf(said), larger: undefined };
  return {
    first: Math.min(MOST_AT_FIRST, Math.max(NEEDED, (await free()) / 8)),
    larger: async () => {
      const now = await free();
      return { bytes: Math.max(2 * NEEDED, now / 2), free: now };
    },
  };
}

function amountOf(said: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmg]i?b)?$/i.exec(said);
  const bytes = match ? Number(match[1]) * (UNITS[match[2]?.toUpperCase() ?? ''] ?? MB) : 0;
  if (bytes >= NEEDED) return bytes;
  const why = match ? `less than the ${inWords(NEEDED)} that the tables need` : 'no amount of memory';
  throw new WarehouseError(`NHS_MEMORY is "${said}", ${why}. Say it like this: NHS_MEMORY=2GB.`);
}

/** As DuckDB wants it said. */
export function duckdbSize(bytes: number): string {
  return `${Math.floor(bytes)}B`;
}

/** `512 MB`, `3.2 GB`. */
export function inWords(bytes: number): string {
  return bytes < GB ? `${Math.round(bytes / MB)} MB` : `${(bytes / GB).toFixed(1)} GB`;
}

/** Bytes that this process may still take: of the machine, and of the control group it runs in. */
export async function freeMemory(): Promise<number> {
  const rooms = await Promise.all([freeOfMachine(), freeOfGroup('/sys/fs/cgroup')]);
  return Math.min(...rooms);
}

async function freeOfMachine(): Promise<number> {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const kib = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1];
  return kib === undefined ? freemem() : Number(kib) * 1024;
}

/**
 * The room that the control group has, by its second or its first version; Infinity where it sets no limit. Pages of
 * files that were read are given back when they are asked for.
 * @param folder where the groups are, for tests
 */
export async function freeOfGroup(folder: string): Promise<number> {
  const number = async (file: string): Promise<number> =>
    Number((await readFile(`${folder}/${file}`, 'utf8').catch(() => '')).trim() || Number.NaN);
  for (const [limit, usage, stat] of [
    ['memory.max', 'memory.current', 'memory.stat'],
    ['memory/memory.limit_in_bytes', 'memory/memory.usage_in_bytes', 'memory/memory.stat'],
  ] as const) {
    const [most, used] = [await number(limit), await number(usage)];
    if (Number.isNaN(most) || Number.isNaN(used)) continue;
    const text = await readFile(`${folder}/${stat}`, 'utf8').catch(() => '');
    const pages = Number(/^(?:total_)?inactive_file (\d+)$/m.exec(text)?.[1] ?? 0);
    return Math.max(0, most - used + pages);
  }
  return Number.POSITIVE_INFINITY;
}
