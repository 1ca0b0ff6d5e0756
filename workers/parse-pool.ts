/** Threads that read workbooks, so that the worker's own thread goes on heartbeating. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { ParseTask, ParseTaskResult } from './parse-task.ts';

export interface ParsePool {
  readonly run: (task: ParseTask, signal: AbortSignal) => Promise<ParseTaskResult>;
  readonly close: () => Promise<void>;
}

/** Two threads at most: a full accounts workbook takes some 300 MB while it is read. */
export function openParsePool(): ParsePool {
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./parse-thread.mjs', import.meta.url)),
    minThreads: 1,
    maxThreads: Math.max(1, Math.min(2, availableParallelism())),
    idleTimeout: 10_000,
    // The threads register the TypeScript loader themselves.
    execArgv: [],
  });
  return {
    run: (task, signal) => pool.run(task, { signal }) as Promise<ParseTaskResult>,
    close: () => pool.destroy(),
  };
}
