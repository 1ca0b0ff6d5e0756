/** The Temporal server we bring along: one per data folder, shared by every process that works on that folder. */
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { withFileLock } from './file-lock.ts';
import { firstFault } from './first-fault.ts';
import {
  addUser,
  liveServer,
  removeUser,
  serverFolder,
  writeRecord,
  type ServerFolder,
  type ServerRecord,
} from './server-folder.ts';
import { endProcess, launchServer, serves, type LaunchedServer } from './server-process.ts';
import { portsOf, type Ports } from './ports.ts';
import { watchOver } from './server-watchdog.ts';
import { watchServer } from './watch-server.ts';
import { findTemporalCli, thisMachine } from './temporal-cli-find.ts';
import { clientConnection } from './temporal-connection.ts';
import { localTarget, type TemporalTarget } from './temporal-target.ts';

/** A development server forgets finished workflows after a day; an operator wants to look back at last month's. */
const KEEP_HISTORY_DAYS = 90;

export interface EmbeddedServerOptions {
  /** History, log and record are kept in its folder `temporal`. */
  readonly dataDir: string;
  readonly say: (line: string) => void;
  /** The usual ones when not given. */
  readonly ports?: Ports;
  /** Asked only when a server has to be started; the search of temporal-cli-find.ts when not given. */
  readonly cli?: () => Promise<string>;
}

export interface EmbeddedServer {
  readonly target: TemporalTarget;
  readonly address: string;
  readonly uiUrl: string;
  readonly namespace: string;
  readonly pid: number;
  /** True if another process had it running already. */
  readonly reused: boolean;
  /** Rejects when the server cannot go on; never resolves. */
  readonly failed: Promise<never>;
  /** Ends our use; the last user stops the server. May be called again. */
  readonly stop: () => Promise<void>;
}

/**
 * The server of this data folder, started if it is not running.
 * @throws TemporalUnavailableError when the program cannot be had or does not start
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const files = serverFolder(options.dataDir);
  await mkdir(files.folder, { recursive: true });
  const user = `${process.pid}-${randomUUID()}`;
  return withFileLock(
    files.lock,
    async () => {
      await addUser(files, user);
      try {
        const running = await runningServer(files);
        if (running) {
          options.say(`Using the Temporal server that is running already: ${running.uiUrl}`);
          return await embedded(files, user, running, true);
        }
        const { record, watched } = await start(files, options);
        const server = await embedded(files, user, record, false);
        watched();
        options.say(`Temporal server ready: ${record.uiUrl}`);
        return server;
      } catch (error) {
        await removeUser(files, user);
        throw error;
      }
    },
    () => options.say('Another process is starting or stopping the Temporal server; waiting for it.'),
  );
}

/** The server another process keeps running for this data folder, or undefined. Starts nothing. */
export async function findRunningServer(dataDir: string): Promise<TemporalTarget | undefined> {
  const record = await liveServer(serverFolder(dataDir));
  return record && (await serves(record.address)) ? localTarget(record.address, record.uiUrl) : undefined;
}

/** One that is there but does not answer is ended: two servers on one history would destroy it. */
async function runningServer(files: ServerFolder): Promise<ServerRecord | undefined> {
  const record = await liveServer(files);
  if (!record || (await serves(record.address))) return record;
  await endProcess(record.pid, files);
  return undefined;
}

async function start(files: ServerFolder, options: EmbeddedServerOptions): Promise<LaunchedServer> {
  const cli = await (options.cli ?? (() => findTemporalCli(thisMachine(options.say))))();
  const launched = await launchServer(cli, files, options.ports ?? portsOf({}), options.say);
  try {
    await writeRecord(files, launched.record);
    await keepHistory(launched.record.address);
    return launched;
  } catch (error) {
    await endProcess(launched.record.pid, files);
    launched.watched();
    throw error;
  }
}

async function keepHistory(address: string): Promise<void> {
  const connection = await Connection.connect(clientConnection({ address }));
  try {
    await connection.workflowService.updateNamespace({
      namespace: 'default',
      config: { workflowExecutionRetentionTtl: msToTs(`${KEEP_HISTORY_DAYS} days`) },
    });
  } finally {
    await connection.close();
  }
}

async function embedded(
  files: ServerFolder,
  user: string,
  record: ServerRecord,
  reused: boolean,
): Promise<EmbeddedServer> {
  const endWatch = watchOver(files, user, record.pid);
  const fault = firstFault();
  const stopLooking = await watchServer(files, record.pid, reused ? 'end' : 'beginning', fault.report);
  let stopped: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    if (await removeUser(files, user)) await endProcess(record.pid, files);
    endWatch();
  };
  const stop = async (): Promise<void> => {
    stopLooking();
    // A full disk takes no lock. A server that runs on for nobody is worse than one stopped without it.
    await withFileLock(files.lock, end).catch(end);
  };
  const target = localTarget(record.address, record.uiUrl);
  return {
    target,
    address: record.address,
    uiUrl: record.uiUrl,
    namespace: target.namespace,
    pid: record.pid,
    reused,
    failed: fault.promise,
    stop: () => (stopped ??= stop()),
  };
}
