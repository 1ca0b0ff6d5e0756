/** Waits for a warehouse that another process holds, and works in it once that process lets go. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Holder, WarehouseHeldError } from '../warehouse/warehouse-holder.ts';
import { firstFault } from '../temporal-server/first-fault.ts';

const TRY_EVERY_MS = 1000;
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
  const { path, say, signal } = waiting;
  const since = Date.now();
  let { holder } = waiting.held;
  let saidAt = 0;
  for (;;) {
    if (await waiting.works(holder)) return watchAndTakeOver(waiting, holder);
    if (Date.now() - saidAt > SAY_EVERY_MS) {
      const seconds = Math.round((Date.now() - since) / 1000);
      say(
        saidAt === 0
          ? `${path} is open in another program, ${holder.name}, which does no work for this run. Close the file there, or end that program: this run waits, and goes on by itself once it is free. (Ctrl-C stops waiting; to look at results, open nhs.duckdb instead.)`
          : `Still waiting after ${seconds} seconds: ${path} is open in ${holder.name}.`,
      );
      saidAt = Date.now();
    }
    await sleep(TRY_EVERY_MS, undefined, signal ? { signal } : {});
    const started = await startUnlessHeld(waiting.start);
    if ('working' in started) {
      say(`${path} is free: going on.`);
      return started.working;
    }
    holder = started.holder;
  }
}

async function startUnlessHeld(start: TakeOver['start']): Promise<{ working: Working } | { holder: Holder }> {
  try {
    return { working: await start() };
  } catch (error) {
    if (error instanceof WarehouseHeldError) return { holder: error.holder };
    throw error;
  }
}

function watchAndTakeOver({ start, say }: TakeOver, holder: Holder): Working {
  say(
    `Another process, ${holder.name}, is working in this warehouse; this one only watches, and takes over should that one end.`,
  );
  const ending = new AbortController();
  const fault = firstFault();
  const takeOver = async (): Promise<Working | undefined> => {
    for (;;) {
      await sleep(TRY_EVERY_MS, undefined, { signal: ending.signal }).catch(() => undefined);
      if (ending.signal.aborted) return undefined;
      const started = await startUnlessHeld(start);
      if ('holder' in started) continue;
      started.working.failed.catch(fault.report);
      say(`${holder.name} has ended; this process goes on with the work.`);
      return started.working;
    }
  };
  const takingOver = takeOver();
  takingOver.catch(fault.report);
  return {
    failed: fault.promise,
    stop: async () => {
      ending.abort();
      await (await takingOver.catch(() => undefined))?.stop();
    },
  };
}
