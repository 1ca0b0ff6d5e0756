import type { IngestEffects } from './effects.ts';
import type { IngestActivities } from './interface.ts';
import { judgeFiles } from './judge-files.ts';
import { step } from './step.ts';

/** Judges files by their own totals and sizes, and beside the other periods of their year. */
export function makeValidate({ parsed: store }: Pick<IngestEffects, 'parsed'>): IngestActivities['validate'] {
  return async (input) => await step(`${input.dataset} ${input.fy}`, () => judgeFiles(input, store));
}
