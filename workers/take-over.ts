/** Waiting for a warehouse that another process holds, and working in it once that one lets go. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Holder, WarehouseHeldError } from '../warehouse/warehouse-holder.ts';
import { firstFault } from '../temporal-server/first-fault.ts';

const LOOK_EVERY_MS = 1000;
const SAY_EVERY_MS = 30_000;

export interface Working {
  /** Rejects when a worker breaks or the machine has a fault; never resolves. */
  readonly failed: Promise<never>;
  /** Drains the workers, then closes what they used. */
  readonly stop: () => Promise<void>;
}

export interface TakeOver {
  /** The warehouse file. */
  readonly path: string;
  readonly held: WarehouseHeldError;
  /** Starts working. @throws WarehouseHeldError while another process still has the file. */
  readonly start: () => Promise<Working>;
  /** Whether the holder is a worker of this warehouse, so that the run goes on without us. */
  readonly works: (holder: Holder) => Promise<boolean>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Where the holder works for the same run, this process watches, and takes over when the holder ends. Any other holder, a
 * database browser for one, does nothing for the run: then nothing begins before the file is free.
 * @throws the signal's reason when it aborts while nothing has begun
 */
export async function whenLetGo(waiting: TakeOver): Promise<Working> {
  const since = Date.now();
  let { holder } = waiting.held;
  for (let said = 0; ;) {
    if (await waiting.works(holder)) return watchAndTakeOver(waiting, holder);
    if (Date.now() - said > SAY_EVERY_MS) {
      waiting.say(said === 0 ? first(waiting.path, holder) : again(waiting.path, holder, since));
      said = Date.now();
    }
    await sleep(LOOK_EVERY_MS, undefined, waiting.signal ? { signal: waiting.signal } : {});
    try {
      const working = await waiting.start();
      waiting.say(`${waiting.path} is free: going on.`);
      return working;
    } catch (error) {
      if (!(error instanceof WarehouseHeldError)) throw error;
      ({ holder } = error);
    }
  }
}

function watchAndTakeOver({ start, say }: TakeOver, holder: Holder): Working {
  say(
    `Another process, ${holder.name}, is working in this warehouse; this one only watches, and takes over should that one end.`,
  );
  const ending = new AbortController();
  const fault = firstFault();
  const takingOver = (async (): Promise<Working | undefined> => {
    while (!ending.signal.aborted) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: ending.signal }).catch(() => undefined);
      if (ending.signal.aborted) return undefined;
      try {
        const working = await start();
        working.failed.catch(fault.report);
        say(`${holder.name} has ended; this process goes on with the work.`);
        return working;
      } catch (error) {
        if (!(error instanceof WarehouseHeldError)) throw error;
      }
    }
    return undefined;
  })();
  takingOver.catch(fault.report);
  return {
    failed: fault.promise,
    stop: async () => {
      ending.abort();
      await (await takingOver.catch(() => undefined))?.stop();
    },
  };
}

function first(path: string, { name }: Holder): string {
  return `${path} is open in another program, ${name}, which does no work for this run. Close the file there, or end that program: this run waits, and goes on by itself once it is free. (Ctrl-C stops waiting; to look at results, open nhs.duckdb instead.)`;
}

function again(path: string, { name }: Holder, since: number): string {
  return `Still waiting after ${Math.round((Date.now() - since) / 1000)} seconds: ${path} is open in ${name}.`;
}
