import { publish } from '../warehouse/publish/publish.ts';
import { withinMemory } from '../warehouse/within-memory.ts';
import { asFailure } from './failure.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { WarehouseActivities } from './interface.ts';
import type { WarehouseEffects } from './warehouse-effects.ts';

/** Replaces `published/` and `nhs.duckdb` as a whole. */
export function makePublish({ warehouse, dataDir }: WarehouseEffects): WarehouseActivities['publish'] {
  return async () =>
    await withHeartbeat(async () => {
      const { directory, files } = await asFailure(
        'Publishing',
        async () => await withinMemory(warehouse, async () => await publish(warehouse, dataDir)),
      );
      return { directory, files };
    });
}
