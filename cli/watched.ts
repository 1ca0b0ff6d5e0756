import type { DatasetYear } from '../activities/references.ts';

/** A load and the workflow that does it. */
export interface Watched extends DatasetYear {
  readonly workflowId: string;
}

/** How often the server is asked. */
export const EVERY_MS = 400;
