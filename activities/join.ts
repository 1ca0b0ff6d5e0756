import { datasets } from '../datasets/registry.ts';
import { isPublished } from '../warehouse/publish/publish.ts';
import { joinYears, publishedCounts } from '../warehouse/join/join-years.ts';
import { withinMemory } from '../warehouse/within-memory.ts';
import { asFailure } from './failure.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { WarehouseActivities } from './interface.ts';
import type { WarehouseEffects } from './warehouse-effects.ts';

/** Matches organisations and builds every trust-year; does nothing when what is published was made from the same loads. */
export function makeJoin({ warehouse, dataDir }: WarehouseEffects): WarehouseActivities['join'] {
  return async () =>
    await withHeartbeat(
      async () =>
        await asFailure('The join', async () => {
          if (await isPublished(warehouse, dataDir, datasets)) {
            return { rebuilt: false, ...(await publishedCounts(warehouse)), takenOut: [] };
          }
          const { trustYears, illustrative, takenOut } = await withinMemory(
            warehouse,
            async () => await joinYears(warehouse, { datasets }),
          );
          return { rebuilt: true, trustYears, illustrative, takenOut };
        }),
    );
}
