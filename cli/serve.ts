/** `up` and `work`: what runs until somebody says stop. */
import { mkdir } from 'node:fs/promises';
import { CURRENT } from '../datasets/registry.ts';
import { asMachineFault, requireDisk } from '../machine/machine-fault.ts';
import { storeLocation } from '../store/store-location.ts';
import { attachTemporal } from '../temporal-server/open-temporal.ts';
import type { Queue } from '../workers/queue.ts';
import { debug, endInTime, ExitCode, onInterrupt } from './end.ts';
import { type Taken, takeFolder } from './one-up.ts';
import { parseDatasets, planLoads } from './plan.ts';
import { makeSchedules, scheduleLines } from './schedule.ts';
import { type Environment, type Session, closeQuietly, openUnlessInterrupted } from './session.ts';
import { linkLines } from './ui-links.ts';

/** Server, UI and workers. */
export async function stayUp(dataDir: string, env: Environment): Promise<number> {
  const taken = await takeOrFault(dataDir);
  if ('by' in taken) {
    const { pid, host, since } = taken.by;
    const temporal = await attachTemporal(dataDir, env).catch(() => undefined);
    const uiUrl = temporal?.target.uiUrl;
    await temporal?.close();
    console.log(
      `${dataDir} is up already: process ${pid} on ${host}, since ${since.slice(0, 16).replace('T', ' ')} UTC.${uiUrl === undefined ? '' : ` Temporal UI: ${uiUrl}`}\nNothing was started.`,
    );
    return ExitCode.complete;
  }
  try {
    return await serve(dataDir, env);
  } finally {
    // A full disk, for one, must not be what is told at the end.
    await taken.end().catch(debug);
  }
}

async function takeOrFault(dataDir: string): Promise<Taken> {
  try {
    await requireDisk(dataDir);
    await mkdir(dataDir, { recursive: true });
    return await takeFolder(dataDir);
  } catch (error) {
    throw await asMachineFault(error, dataDir);
  }
}

async function serve(dataDir: string, env: Environment): Promise<number> {
  const interrupted = onInterrupt(console.log);
  const session = await openUnlessInterrupted({ dataDir, say: console.log, env }, interrupted);
  if (!session) return ExitCode.interrupted;
  try {
    console.log(
      `Temporal UI: ${session.uiUrl ?? 'see your Temporal server'}\nWorkers are running. Ctrl-C stops everything; history and data stay.`,
    );
    for (const line of await whatToOpen(session)) console.log(line);
    await Promise.race([interrupted.promise, session.failed]);
    return ExitCode.complete;
  } finally {
    await closeQuietly(session);
    interrupted.stop();
  }
}

/** The addresses worth opening, and how the schedules stand; both are made if they are not there. */
async function whatToOpen({ client, uiUrl }: Session): Promise<readonly string[]> {
  const links = uiUrl === undefined ? [] : linkLines(uiUrl, client.options.namespace, latestYear());
  try {
    const made = await makeSchedules(client);
    const fresh = made.length === 0 ? [] : [`Schedules were made, paused: ${made.join(', ')}.`];
    return [...links, ...fresh, ...(await scheduleLines(client))];
  } catch (error) {
    // Another's server may not let us; everything else works without.
    const why = error instanceof Error ? error.message : String(error);
    return [...links, `The schedules could not be made: ${why}`];
  }
}

/** The last year that any publication has. */
function latestYear(): string {
  return planLoads('latest', parseDatasets(undefined)).loads.find(({ fy }) => fy !== CURRENT)?.fy ?? '';
}

/** The workers of one queue alone, for a Temporal server and a store that other machines share. */
export async function work(dataDir: string, queue: Queue, env: Environment): Promise<number> {
  const temporal = await attachTemporal(dataDir, env);
  if (!temporal) {
    console.error(
      'There is no Temporal server to work for. Set TEMPORAL_ADDRESS to its host:port; or, on one machine, keep one running in this data folder with npm start -- up.',
    );
    return ExitCode.failed;
  }
  const interrupted = onInterrupt(console.log);
  try {
    await requireDisk(dataDir);
    await mkdir(dataDir, { recursive: true });
    const { startWorkers } = await import('../workers/start-working.ts');
    if (!storeLocation(env)) {
      console.log(
        `NHS_STORE is not set: files are kept in ${dataDir}, where only workers of this folder find them.`,
      );
    }
    const working = await startWorkers(temporal, [queue], { dataDir, say: console.log, env });
    working.failed.catch(() => endInTime(ExitCode.failed));
    try {
      console.log(
        `Working on ${queue} for ${temporal.target.address}, namespace ${temporal.target.namespace}. Ctrl-C finishes what is begun and stops.`,
      );
      await Promise.race([interrupted.promise, working.failed]);
      return ExitCode.complete;
    } finally {
      await working.stop();
    }
  } catch (error) {
    throw await asMachineFault(error, dataDir);
  } finally {
    await temporal.close();
    interrupted.stop();
  }
}
