/** How the loads of a run stand, as the run sees them. */
import type { DatasetYear, LoadOutcome } from '../activities/references.ts';
import type { LoadStage } from './messages.ts';

/** How one load stands, in the words of the cockpit. */
export const Standing = {
  next: 'to come',
  loading: 'loading',
  elsewhere: 'in another run',
  waits: 'waits for you',
  done: 'done',
  gap: 'gap',
} as const;
export type Standing = (typeof Standing)[keyof typeof Standing];

/** One load of the run. */
export interface LoadRow {
  readonly year: DatasetYear;
  standing: Standing;
  /** What the load said last. */
  told?: LoadStage;
  outcome?: LoadOutcome;
}
