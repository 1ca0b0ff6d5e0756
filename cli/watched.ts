import type { DatasetYear } from '../activities/references.ts';
import { Stage } from '../workflows/messages.ts';

/** A load and the workflow that does it. */
export interface Watched extends DatasetYear {
  readonly workflowId: string;
}

/** Stages by workflow id, as last seen. */
export type Snapshot = ReadonlyMap<string, Stage>;

/** Stages a load does not leave again. */
export const ENDED: ReadonlySet<Stage> = new Set([Stage.done, Stage.doneWithGaps, Stage.skipped]);

/** How often the server is asked. */
export const EVERY_MS = 400;
