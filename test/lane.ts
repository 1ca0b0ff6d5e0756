/** What tests tell the lane that runs them (bootstrap/test-lane.mjs). */
import type { EventEmitter } from 'node:events';

/** Says at the end of the report, once for all lanes, how many tests were left out and why. */
export function skipped(what: string, why: string): void {
  process.send?.({ skipped: { what, why, count: 1 } });
}

/** Called once, after the last file of the lane. */
export function atEndOfLane(end: () => Promise<void>): void {
  (process as EventEmitter).once('lane-ends', (endings: Promise<void>[]) => endings.push(end()));
}
