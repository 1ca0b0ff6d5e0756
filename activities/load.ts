import { Context } from '@temporalio/activity';
import { systemClock } from '../fetch/clock.ts';
import { findingsOfDecisions } from '../decisions/findings-of-decisions.ts';
import { marksOf } from '../decisions/standing-decisions.ts';
import { loadFile } from '../warehouse/load/load-file.ts';
import { noteSlotLoaded } from '../warehouse/load/slots-seen.ts';
import { withinMemory } from '../warehouse/within-memory.ts';
import type { WarehouseEffects } from './effects.ts';
import type { WarehouseActivities } from './interface.ts';
import { sourceFacts } from './source-facts.ts';
import { asFailure, withHeartbeat } from './step.ts';

/** Replaces each file's slot in one transaction. A file that is in the warehouse already changes nothing. */
export function makeLoad(effects: WarehouseEffects): WarehouseActivities['load'] {
  return async ({ dataset, fy, files }) =>
    await withHeartbeat(async (beat, signal) => {
      let observations = 0;
      for (const { parsed, fallback, decisions = [], accepted = [] } of files) {
        signal.throwIfAborted();
        beat(`loading ${dataset} ${parsed.raw.period}, attempt ${Context.current().info.attempt}`);
        const { slot, period, fileName } = parsed.raw;
        const { directory: parsedDir } = await asFailure(`${dataset} ${period}, file ${fileName}`, () =>
          effects.parsed.fetch(parsed.path),
        );
        const file = {
          ...{ dataset, fy, slot, period, parsedDir },
          source: await sourceFacts(effects.store, parsed.raw),
          parserVersion: parsed.parserVersion,
          ...(fallback !== undefined && { fallback: { reason: fallback } }),
          findings: findingsOfDecisions(decisions, accepted),
          ...(decisions.length > 0 && { decisions: marksOf(decisions) }),
        };
        const { warehouse, clock = systemClock } = effects;
        const loaded = await asFailure(`Loading ${dataset} ${period}`, () =>
          withinMemory(warehouse, () => loadFile(warehouse, file)),
        );
        await noteSlotLoaded(warehouse, file, new Date(clock.now()).toISOString());
        observations += loaded.observations;
      }
      return { observations };
    });
}
