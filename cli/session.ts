/** Everything a command needs running: a Temporal server, the workers, the warehouse. Closed in the right order. */
import type { Client } from '@temporalio/client';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { attachTemporal, openTemporal } from '../workers/open-temporal.ts';

export interface Session {
  readonly client: Client;
  readonly uiUrl: string | undefined;
  /** Rejects when a worker breaks; never resolves. */
  readonly failed: Promise<never>;
  /** Drains the workers, then closes the warehouse, then stops the server if it is ours. */
  readonly close: () => Promise<void>;
}

export interface SessionOptions {
  readonly dataDir: string;
  readonly say: (line: string) => void;
  /** Where files are kept, and how they are fetched: NHS_STORE and its like. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Starts what is not running yet. Where another process works in this data folder, only a client is opened. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  // The server starts in its own process while this one loads the workers' code.
  const [temporal, { startWorking }] = await Promise.all([
    openTemporal({ dataDir, say: options.say }),
    import('../workers/start-working.ts'),
  ]);
  try {
    const working = await startWorking(temporal, { ...options, dataDir });
    return {
      client: temporal.client,
      uiUrl: temporal.target.uiUrl,
      failed: working.failed,
      close: async () => {
        await working.stop();
        await temporal.close();
      },
    };
  } catch (error) {
    await temporal.close();
    throw error;
  }
}

/** Connects to what another process has running for this data folder; undefined when nothing is. */
export async function attach(
  dataDir: string,
): Promise<{ client: Client; uiUrl: string | undefined; close: () => Promise<void> } | undefined> {
  const temporal = await attachTemporal(dataDir);
  return temporal && { client: temporal.client, uiUrl: temporal.target.uiUrl, close: () => temporal.close() };
}
