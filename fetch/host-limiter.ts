/** Politeness: how often, and how many at a time, one host is asked. */
import type { Clock } from './clock.ts';

/** What one host is asked to bear. */
export interface HostPace {
  /** Between the starts of two requests. */
  readonly intervalMs: number;
  readonly atOnce: number;
}

/** At most one request started a second, and two at a time. */
export const PUBLISHER_PACE: HostPace = { intervalMs: 1000, atOnce: 2 };
/** A mirror is ours to use; the number only keeps sockets and memory within reason. */
export const MIRROR_PACE: HostPace = { intervalMs: 0, atOnce: 8 };

export interface HostLimiter {
  /** Waits for its turn, then runs the request to its end. First come, first served. */
  readonly run: <T>(host: string, signal: AbortSignal | undefined, request: () => Promise<T>) => Promise<T>;
  /** The host asked to be left alone: nothing is started for so long. */
  readonly pause: (host: string, ms: number) => void;
}

interface Lane {
  free: number;
  /** Nothing is started for so long from `since`; a clock that is set back cannot make the wait longer. */
  waitMs: number;
  since: number;
  readonly waiting: (() => void)[];
}

/** A limiter for this process; several processes on one machine each have their own. */
export function createHostLimiter(pace: HostPace, clock: Clock): HostLimiter {
  const lanes = new Map<string, Lane>();

  function laneOf(host: string): Lane {
    const lane = lanes.get(host) ?? { free: pace.atOnce, waitMs: 0, since: 0, waiting: [] };
    lanes.set(host, lane);
    return lane;
  }

  async function takePlace(lane: Lane, signal: AbortSignal | undefined): Promise<void> {
    if (lane.free > 0) {
      lane.free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const turn = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        lane.waiting.splice(lane.waiting.indexOf(turn), 1);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', leave, { once: true });
      lane.waiting.push(turn);
    });
  }

  /** The place goes straight to the next in line, so that nobody can slip in between. */
  function givePlace(lane: Lane): void {
    const next = lane.waiting.shift();
    if (next) next();
    else lane.free += 1;
  }

  /** How long it still is until the next request may start. */
  function toWait(lane: Lane): number {
    const passed = clock.now() - lane.since;
    if (passed >= 0) return lane.waitMs - passed;
    lane.since = clock.now();
    return lane.waitMs;
  }

  function holdBack(lane: Lane, ms: number): void {
    lane.waitMs = ms;
    lane.since = clock.now();
  }

  async function waitForStart(lane: Lane, signal: AbortSignal | undefined): Promise<void> {
    for (let wait = toWait(lane); wait > 0; wait = toWait(lane)) await clock.sleep(wait, signal);
    holdBack(lane, pace.intervalMs);
  }

  return {
    async run(host, signal, request) {
      signal?.throwIfAborted();
      const lane = laneOf(host);
      await takePlace(lane, signal);
      try {
        await waitForStart(lane, signal);
        return await request();
      } finally {
        givePlace(lane);
      }
    },
    pause(host, ms) {
      const lane = laneOf(host);
      holdBack(lane, Math.max(toWait(lane), ms));
    },
  };
}
