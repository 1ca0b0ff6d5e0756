import { datasetNamed } from '../datasets/registry.ts';
import { fetchRaw } from './download.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { IngestEffects } from './ingest-effects.ts';
import type { IngestActivities } from './interface.ts';

/**
 * Which loaded files are still what the publisher serves: same address, same bytes (the server's 304, or the same
 * sha256), read by the same version of the parser. Asked for a whole dataset-year at once, so that a re-run
 * with nothing changed costs one step a dataset-year. A failure here is no failure: the slot simply goes its usual way.
 */
export function makeCheckUnchanged(effects: IngestEffects): IngestActivities['checkUnchanged'] {
  return async ({ dataset: name, fy, source, candidates, loaded }) =>
    await withHeartbeat(async (_beat, signal) => {
      const { parserVersion } = datasetNamed(name);
      const held = new Map(loaded.map((file) => [file.slot, file]));
      const answers = await Promise.all(
        candidates.map(async (candidate) => {
          const file = held.get(candidate.slot);
          if (file?.url !== candidate.url || file.parserVersion !== parserVersion) return undefined;
          const now = await fetchRaw({ dataset: name, fy, source, candidate }, effects, signal).catch(
            () => undefined,
          );
          return now?.sha256 === file.sha256 ? candidate.slot : undefined;
        }),
      );
      signal.throwIfAborted();
      return { unchanged: answers.filter((slot) => slot !== undefined) };
    });
}
