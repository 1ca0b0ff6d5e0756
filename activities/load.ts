import { Context } from '@temporalio/activity';
import { loadFile } from '../warehouse/load-file.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { WarehouseActivities } from './interface.ts';
import { sourceFacts } from './source-facts.ts';
import type { WarehouseEffects } from './warehouse-effects.ts';

/** Replaces each file's slot in one transaction. A file that is in the warehouse already changes nothing. */
export function makeLoad({ warehouse, store }: WarehouseEffects): WarehouseActivities['load'] {
  return async ({ dataset, fy, files }) =>
    await withHeartbeat(async (beat, signal) => {
      let observations = 0;
      for (const { parsed, fallback } of files) {
        signal.throwIfAborted();
        beat(`loading ${dataset} ${parsed.raw.period}, attempt ${Context.current().info.attempt}`);
        const loaded = await loadFile(warehouse, {
          dataset,
          fy,
          slot: parsed.raw.slot,
          period: parsed.raw.period,
          source: await sourceFacts(store, parsed.raw),
          parsedDir: parsed.directory,
          parserVersion: parsed.parserVersion,
          ...(fallback !== undefined && { fallback: { reason: fallback } }),
        });
        observations += loaded.observations;
      }
      return { observations };
    });
}
