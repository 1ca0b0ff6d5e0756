import { withRoomToJoin } from '../warehouse/memory-limit.ts';
import { publish } from '../warehouse/publish.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { WarehouseActivities } from './interface.ts';
import type { WarehouseEffects } from './warehouse-effects.ts';

/** Replaces `published/` and `nhs.duckdb` as a whole. */
export function makePublish({ warehouse, dataDir }: WarehouseEffects): WarehouseActivities['publish'] {
  return async () =>
    await withHeartbeat(async () => {
      const published = await withRoomToJoin(warehouse, async () => await publish(warehouse, dataDir));
      return { directory: published.directory, files: published.files };
    });
}
