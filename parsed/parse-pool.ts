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
  return {
    run: async (task, signal) => {
      const { size } = await stat(task.path);
      return await gate.run(
        expectedMemory(task.fileName, size),
        signal,
        async () => (await pool.run(task, { signal })) as ParseTaskResult,
      );
    },
    close: () => pool.destroy(),
  };
}

/** MiB that reading a file is expected to take, by its name and its bytes. */
export function expectedMemory(fileName: string, bytes: number): number {
  const extension = /\.(\w+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return AT_LEAST + (bytes / 1e6) * (PER_MB[extension] ?? PER_MB_OF_OTHERS);
}
