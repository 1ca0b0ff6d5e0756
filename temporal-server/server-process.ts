/** Starting and ending the process `temporal server start-dev`. */
import { Connection } from '@temporalio/client';
import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { choosePorts, type Ports } from './ports.ts';
import { processRuns } from './process-identity.ts';
import { putAside } from './rotate-log.ts';
import type { ServerFolder, ServerRecord } from './server-folder.ts';
import { TemporalUnavailableError } from './temporal-cli.ts';
import { clientConnection, SEARCH_ATTRIBUTES } from './temporal-connection.ts';

const STARTS = 5;
/**
 * Somebody took a port between our look and the server's. The server says so above the stack trace of its panic;
 * it also takes ports of its own, for its parts.
 */
const PORT_TAKEN = /address already in use|port .*(in use|not free)|failed (to assign|assigning) .*port/i;
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;
const POLL_MS = 50;

/** Older servers leave tasks of a quiet queue lying in a partition that a worker with one slot does not poll. */
const SETTINGS = ['matching.numTaskqueueReadPartitions=1', 'matching.numTaskqueueWritePartitions=1'];

/**
 * Without these SQLite waits for the disk at every step of every workflow: 48 loads of five steps took ten times
 * as long. A power cut can lose the last steps, which are then done again; it cannot damage the history.
 */
const PRAGMAS = ['journal_mode=wal', 'synchronous=normal'];

/** A server that serves. It ends with this process until `watched` is called: from then on somebody else sees to that. */
export interface LaunchedServer {
  readonly record: ServerRecord;
  readonly watched: () => void;
}

/**
 * Starts the server and waits until it serves.
 * @throws TemporalUnavailableError with what the server printed
 */
export async function launchServer(
  cli: string,
  files: ServerFolder,
  ports: Ports,
  say: (line: string) => void,
): Promise<LaunchedServer> {
  for (let start = 1; ; start += 1) {
    const { server, ui } = await choosePorts(ports, say);
    const child = await spawnServer(cli, files, { ...ports, server, ui });
    const record = {
      pid: child.pid ?? 0,
      address: `127.0.0.1:${server}`,
      uiUrl: `http://${uiName(ports.uiHost)}:${ui}`,
    };
    const endWithUs = (): void => void child.kill();
    process.once('exit', endWithUs);
    const watched = (): void => void process.off('exit', endWithUs);
    const failure = await untilReady(child, record.address, files);
    if (failure === undefined) return { record, watched };
    await endProcess(record.pid, files);
    watched();
    if (start < STARTS && PORT_TAKEN.test(await printed(files))) continue;
    throw new TemporalUnavailableError(
      `The embedded Temporal server (${cli}) did not start: ${failure}\nIts log is ${files.log}.`,
    );
  }
}

/** Where this machine reaches the UI. */
function uiName(host = '127.0.0.1'): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

async function spawnServer(cli: string, files: ServerFolder, ports: Ports): Promise<ChildProcess> {
  const args = ['server', 'start-dev', '--ip', '127.0.0.1'];
  args.push('--port', String(ports.server), '--ui-port', String(ports.ui));
  if (ports.uiHost !== undefined) args.push('--ui-ip', ports.uiHost);
  args.push('--db-filename', files.history, '--log-level', 'error');
  for (const name of SEARCH_ATTRIBUTES) args.push('--search-attribute', `${name}=Keyword`);
  for (const pragma of PRAGMAS) args.push('--sqlite-pragma', pragma);
  for (const setting of SETTINGS) args.push('--dynamic-config-value', setting);
  // A person's TEMPORAL_* settings are about other servers than this one.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')),
  );
  // A file and not a pipe: the server may outlive this process when another one uses it.
  await putAside(files.log);
  // Appending, so that it can be emptied while the server has it open (rotate-log.ts).
  const log = await open(files.log, 'a');
  try {
    const child = spawn(cli, args, {
      env,
      stdio: ['ignore', log.fd, log.fd],
      // A session of its own: Ctrl-C reaches us, and we let the workers finish before the server goes.
      detached: true,
      windowsHide: true,
    });
    child.once('error', () => undefined);
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

/** Undefined once it serves, else why it does not. */
async function untilReady(
  child: ChildProcess,
  address: string,
  files: ServerFolder,
): Promise<string | undefined> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      return (await whatItSaid(files)) || 'it ended at once, without a word.';
    }
    // Its own banner first: another server may be listening on the port it failed to get.
    if ((await readFile(files.log, 'utf8')).includes('Temporal CLI') && (await serves(address)))
      return undefined;
    await pause(POLL_MS);
  }
  return `it was not ready within ${READY_WITHIN_MS / 1000} seconds. ${await whatItSaid(files)}`;
}

/** True if a Temporal server answers there with its default namespace. */
export async function serves(address: string): Promise<boolean> {
  const connection = Connection.lazy(clientConnection({ address, interceptors: [] }));
  try {
    await connection.withDeadline(Date.now() + 2_000, () =>
      connection.workflowService.describeNamespace({ namespace: 'default' }),
    );
    return true;
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}

/** Asks the server to end, and insists after ten seconds. Only a process that runs on this history is touched. */
export async function endProcess(pid: number, files: ServerFolder): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!(await processRuns(pid, files.history))) return;
    process.kill(pid, signal);
    const deadline = Date.now() + STOP_WITHIN_MS;
    while (Date.now() < deadline && (await processRuns(pid, files.history))) await pause(POLL_MS);
  }
}

/** The line of a panic without its stack trace, else the last lines. */
async function whatItSaid(files: ServerFolder): Promise<string> {
  const lines = (await printed(files)).split('\n');
  const panic = lines.find((line) => /^(panic|fatal error): /.test(line));
  return panic ?? lines.slice(-3).join('\n');
}

async function printed(files: ServerFolder): Promise<string> {
  return (await readFile(files.log, 'utf8').catch(() => '')).trim();
}
