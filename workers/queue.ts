/** The two kinds of work, and who does them. */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { INGEST_QUEUE, WAREHOUSE_QUEUE } from '../workflows/messages.ts';

/** `ingest`: any number of workers, on any number of machines. `warehouse`: one, it writes the DuckDB file. */
export type Queue = typeof INGEST_QUEUE | typeof WAREHOUSE_QUEUE;
export const QUEUES: readonly Queue[] = [INGEST_QUEUE, WAREHOUSE_QUEUE];

/** How a worker calls itself in the Temporal UI and in histories: process and machine. */
export function workerName(): string {
  return `${process.pid}@${hostname()}`;
}

/** Tells one warehouse file from another, also when it is opened on another machine; noted beside the file. */
export async function warehouseName(dataDir: string): Promise<string> {
  const path = join(dataDir, 'warehouse.id');
  const noted = await readFile(path, 'utf8').catch(() => undefined);
  if (noted) return noted.trim();
  const fresh = randomUUID();
  await writeFile(path, `${fresh}\n`, { flag: 'wx' }).catch(() => undefined);
  return (await readFile(path, 'utf8')).trim();
}
