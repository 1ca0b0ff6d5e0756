import type { Candidate } from '../datasets/contract/discovery.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { fetchRaw } from './download.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { IngestEffects } from './ingest-effects.ts';
import type { IngestActivities } from './interface.ts';
import type { SlotCandidates } from './references.ts';

type Input = Parameters<IngestActivities['checkUnchanged']>[0];

/** How a slot stands: what it was loaded from is still preferred, or everything preferred is still refused, or neither. */
type Standing = 'preferred' | 'fallback' | 'changed';

/**
 * Which slots would end as they are: the file they were loaded from is still what the publisher serves (the server's
 * 304, or the same sha256), read by the same version of the parser, and whatever stands before it on the page has the
 * very bytes that were refused before. Asked for a whole dataset-year at once, so that a re-run with nothing changed
 * costs one step a dataset-year. A failure here is no failure: the slot simply goes its usual way.
 */
export function makeCheckUnchanged(effects: IngestEffects): IngestActivities['checkUnchanged'] {
  return async (input) =>
    await withHeartbeat(async (_beat, signal) => {
      const standings = await Promise.all(
        input.slots.map(async (slot) => ({
          slot: slot.slot,
          is: await standing(slot, input, effects, signal),
        })),
      );
      signal.throwIfAborted();
      const held = new Set(input.held.files.map((file) => file.slot));
      // A file may have been refused beside its neighbours: once one of those changes, it gets another hearing.
      const still = standings.every((one) => one.is !== 'changed' || !held.has(one.slot));
      const same = (is: Standing): boolean => is === 'preferred' || (is === 'fallback' && still);
      return { unchanged: standings.filter((one) => same(one.is)).map((one) => one.slot) };
    });
}

async function standing(
  { slot, candidates }: SlotCandidates,
  input: Input,
  effects: IngestEffects,
  signal: AbortSignal,
): Promise<Standing> {
  const { parserVersion } = datasetNamed(input.dataset);
  const file = input.held.files.find((one) => one.slot === slot);
  const at = candidates.findIndex((candidate) => candidate.url === file?.url);
  if (!file || at < 0 || file.parserVersion !== parserVersion) return 'changed';
  const served = await Promise.all(
    candidates.slice(0, at + 1).map((candidate) => fingerprintOf(candidate, input, effects, signal)),
  );
  const refused = candidates.slice(0, at).every(({ url }, index) => {
    const before = input.held.refused.find((one) => one.slot === slot && one.url === url);
    return before !== undefined && before.sha256 === served[index];
  });
  if (!refused || served[at] !== file.sha256) return 'changed';
  return at === 0 ? 'preferred' : 'fallback';
}

async function fingerprintOf(
  candidate: Candidate,
  { dataset, fy, source }: Input,
  effects: IngestEffects,
  signal: AbortSignal,
): Promise<string | undefined> {
  return await fetchRaw({ dataset, fy, source, candidate }, effects, signal).then(
    (raw) => raw.sha256,
    () => undefined,
  );
}
