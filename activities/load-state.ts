/** What the warehouse knows of a dataset-year beside its figures: files, refusals, gaps. */
import { isStatedGap } from '../nhs/source-error.ts';
import { clearGap, hasGaps, loadedFiles, recordGaps, refusedFiles } from '../warehouse/load/load-state.ts';
import { recordFile } from '../warehouse/load/record-file.ts';
import type { WarehouseEffects } from './effects.ts';
import type { WarehouseActivities } from './interface.ts';
import { sourceFacts } from './source-facts.ts';
import { withHeartbeat } from './step.ts';

/** What the warehouse holds of a dataset-year, and what was refused before. */
export function makeLoadedFiles({ warehouse }: WarehouseEffects): WarehouseActivities['loadedFiles'] {
  return async ({ dataset, fy }) => ({
    files: await loadedFiles(warehouse, dataset, fy),
    refused: await refusedFiles(warehouse, dataset, fy),
    hasGaps: await hasGaps(warehouse, dataset, fy),
  });
}

/** Replaces the noted gaps of a dataset-year, and notes files refused, with the reasons. */
export function makeRecordGaps({ warehouse, store }: WarehouseEffects): WarehouseActivities['recordGaps'] {
  return async ({ dataset, fy, gaps, refused }) =>
    await withHeartbeat(async () => {
      await clearGap(warehouse, dataset, fy);
      await recordGaps(
        warehouse,
        gaps.map((gap) => ({ dataset, fy, ...gap })),
      );
      for (const { slot, period, url, code, message, raw } of refused) {
        await recordFile(warehouse, {
          key: { dataset, fy, slot, period },
          source: raw ? await sourceFacts(store, raw) : { url },
          status: isStatedGap(code) ? 'skipped' : 'refused',
          reason: message,
        });
      }
    });
}
