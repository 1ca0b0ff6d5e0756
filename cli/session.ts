/** Everything a command needs running: a Temporal server, the workers, the warehouse. Closed in the right order. */
import type { Client } from '@temporalio/client';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { asMachineFault, requireDisk } from '../machine/machine-fault.ts';
import { attachTemporal, openTemporal } from '../temporal-server/open-temporal.ts';
import { type Interrupt, debug, endInTime, ExitCode } from './end.ts';

export interface Session {
  readonly client: Client;
  readonly uiUrl: string | undefined;
  /** Rejects when a worker breaks or the machine has a fault, a full disk for instance; never resolves. */
  readonly failed: Promise<never>;
  /** Drains the workers, then closes the warehouse, then stops the server if it is ours. */
  readonly close: () => Promise<void>;
}

/** The variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface SessionOptions {
  readonly dataDir: string;
  readonly say: (line: string) => void;
  /** Where files are kept, and how they are fetched: NHS_STORE and its like. */
  readonly env: Environment;
  /** Ends the wait for a warehouse that another program holds. */
  readonly signal: AbortSignal;
}

/**
 * Starts what is not running yet. Where another process works in this data folder, only a client is opened.
 * @throws MachineFault when the disk is full or read-only, or a file of the data folder is damaged
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const dataDir = resolve(options.dataDir);
  try {
    await requireDisk(dataDir);
    return await open(dataDir, options);
  } catch (error) {
    throw await asMachineFault(error, dataDir);
  }
}

async function open(dataDir: string, options: SessionOptions): Promise<Session> {
  await mkdir(dataDir, { recursive: true });
  // The server starts in its own process while this one loads the workers' code.
  const [temporal, { startWorking }] = await Promise.all([
    openTemporal({ dataDir, say: options.say }, options.env),
    import('../workers/start-working.ts'),
  ]);
  try {
    const working = await startWorking(temporal, { ...options, dataDir });
    const failed = Promise.race([working.failed, temporal.failed]);
    // A broken worker, or a server on a full disk, may never finish what it has in hand.
    failed.catch(() => endInTime(ExitCode.failed));
    return {
      client: temporal.client,
      uiUrl: temporal.target.uiUrl,
      failed,
      close: async () => {
        try {
          await working.stop();
        } finally {
          await temporal.close();
        }
      },
    };
  } catch (error) {
    await temporal.close().catch(() => undefined);
    throw error;
  }
}

/** Connects to what another process has running for this data folder; undefined when nothing is. */
export async function attach(
  dataDir: string,
  env: Environment,
): Promise<{ client: Client; uiUrl: string | undefined; close: () => Promise<void> } | undefined> {
  const temporal = await attachTemporal(dataDir, env);
  return temporal && { client: temporal.client, uiUrl: temporal.target.uiUrl, close: () => temporal.close() };
}

/** The session; undefined when somebody interrupts before it is open. */
export async function openUnlessInterrupted(
  options: Omit<SessionOptions, 'signal'>,
  interrupted: Interrupt,
): Promise<Session | undefined> {
  try {
    return await openSession({ ...options, signal: interrupted.signal });
  } catch (error) {
    interrupted.stop();
    if (interrupted.signal.aborted) return undefined;
    throw error;
  }
}

/** Closes a session whose outcome has been said: what cannot be closed in order adds nothing to that. */
export async function closeQuietly(session: Session): Promise<void> {
  await session.close().catch(debug);
}
