/** `work`: the workers of one queue alone, for a Temporal server and a store that other machines share. */
import { mkdir } from 'node:fs/promises';
import { asMachineFault, requireDisk } from '../machine/machine-fault.ts';
import { storeLocation } from '../store/store-location.ts';
import { attachTemporal } from '../temporal-server/open-temporal.ts';
import type { Queue } from '../workers/queue.ts';
import { endInTime } from './end-now.ts';
import { ExitCode } from './exit-code.ts';
import { onInterrupt } from './interrupt.ts';

export async function work(dataDir: string, queue: Queue): Promise<number> {
  const temporal = await attachTemporal(dataDir);
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
    const options = { dataDir, say: console.log, env: process.env };
    if (!storeLocation(process.env)) {
      console.log(
        `NHS_STORE is not set: files are kept in ${dataDir}, where only workers of this folder find them.`,
      );
    }
    const working = await startWorkers(temporal, [queue], options);
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
