import { isStatedGap } from '../nhs/source-error.ts';
import { clearGap, recordGaps } from '../warehouse/load/load-state.ts';
import { recordFile } from '../warehouse/load/record-file.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { WarehouseActivities } from './interface.ts';
import { sourceFacts } from './source-facts.ts';
import type { WarehouseEffects } from './warehouse-effects.ts';

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
