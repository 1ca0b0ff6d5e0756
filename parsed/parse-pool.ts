/** Threads that read workbooks, so that the worker's own thread goes on heartbeating. */
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { createMemoryGate } from './memory-gate.ts';
import type { ParseTask, ParseTaskResult } from './parse-task.ts';

export interface ParsePool {
  readonly run: (task: ParseTask, signal: AbortSignal) => Promise<ParseTaskResult>;
  readonly close: () => Promise<void>;
}

/** MiB that the files being read may take together: one of the largest, or a large and a small one, or two months of practices. */
const ROOM = 420;
/** Of a thread at work, whatever it reads. */
const AT_LEAST = 60;
/** MiB per MB of the file, as measured at real sizes (docs/benchmarks.md): zipped text comes to seven times its size and more. */
const PER_MB: Readonly<Record<string, number>> = { zip: 40, xlsx: 8 };
const PER_MB_OF_OTHERS = 5;

/** Two threads at most, and never two of the largest files at once: accounts take 280 MiB while they are read, a year of A&E 300. */
export function openParsePool(): ParsePool {
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./parse-thread.mjs', import.meta.url)),
    minThreads: 1,
    maxThreads: Math.max(1, Math.min(2, availableParallelism())),
    idleTimeout: 10_000,
    // The threads register the TypeScript loader themselves.
    execArgv: [],
  });
  const gate = createMemoryGate(ROOM);
  /** By the folder that is written: a second try waits for the end of the first. */
  const underWay = new Map<string, Promise<unknown>>();
  return {
    run: async (task, signal) => {
      const { size } = await stat(task.path);
      while (underWay.has(task.directory)) await underWay.get(task.directory);
      const running = gate.run(
        expectedMemory(task.fileName, size),
        signal,
        async () => await inThread(pool, task, signal),
      );
      const ended = running.then(
        () => undefined,
        () => undefined,
      );
      underWay.set(task.directory, ended);
      return await running.finally(() => underWay.delete(task.directory));
    },
    close: () => pool.destroy(),
  };
}

/** So long a thread may go on with its file once nobody waits for it; less where the program ends. */
const GRACE_MS = { whenEnding: 4000, else: 120_000 };

/**
 * A thread that is ended in the middle of DuckDB's work takes the whole process with it: it is given the time to finish its file,
 * and ended where it hangs.
 */
async function inThread(pool: Piscina, task: ParseTask, signal: AbortSignal): Promise<ParseTaskResult> {
  signal.throwIfAborted();
  const ending = new AbortController();
  let grace: NodeJS.Timeout | undefined;
  const wait = (): void => {
    const ends = signal.reason instanceof Error && signal.reason.message === 'WORKER_SHUTDOWN';
    grace = setTimeout(() => ending.abort(signal.reason), ends ? GRACE_MS.whenEnding : GRACE_MS.else);
  };
  signal.addEventListener('abort', wait, { once: true });
  try {
    return (await pool.run(task, { signal: ending.signal })) as ParseTaskResult;
  } finally {
    signal.removeEventListener('abort', wait);
    clearTimeout(grace);
  }
}

/** MiB that reading a file is expected to take, by its name and its bytes. */
export function expectedMemory(fileName: string, bytes: number): number {
  const extension = /\.(\w+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return AT_LEAST + (bytes / 1e6) * (PER_MB[extension] ?? PER_MB_OF_OTHERS);
}
