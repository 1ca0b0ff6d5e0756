import { DecisionKind } from '../decisions/decision.ts';
import { decisionsOfFile, marksOf } from '../decisions/standing-decisions.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { fetchRaw } from './download.ts';
import type { IngestEffects } from './effects.ts';
import type { IngestActivities } from './interface.ts';
import type { SlotCandidates } from './references.ts';
import { withHeartbeat } from './step.ts';

type Input = Parameters<IngestActivities['checkUnchanged']>[0];

/** How a slot stands: what it was loaded from is still preferred, or everything preferred is still refused, or neither. */
type Standing = 'preferred' | 'fallback' | 'changed' | 'skipped';

/**
 * The slots that would end as they are: the publisher still serves the file that the slot was loaded from (the server's
 * 304, or the same sha256), the version of the parser is the same, and every candidate before that file has the very bytes
 * that were refused before. Asked for a whole dataset-year at once, so that a re-run with nothing changed costs one step
 * a dataset-year. A failure here is no failure: the slot simply goes its usual way.
 */
export function makeCheckUnchanged(effects: IngestEffects): IngestActivities['checkUnchanged'] {
  return async (input) =>
    await withHeartbeat(async (_beat, signal) => {
      const standings = await Promise.all(
        input.slots.map(async (candidates) => ({
          slot: candidates.slot,
          standing: await standingOf(candidates, input, signal, effects),
        })),
      );
      signal.throwIfAborted();
      const held = new Set(input.held.files.map(({ slot }) => slot));
      // A file may have been refused beside its neighbours: once one of those changes, the file is judged again.
      const neighboursStand = standings.every(
        ({ slot, standing }) => standing !== 'changed' || !held.has(slot),
      );
      const stays = new Set<Standing>(neighboursStand ? ['preferred', 'fallback'] : ['preferred']);
      return { unchanged: standings.filter(({ standing }) => stays.has(standing)).map(({ slot }) => slot) };
    });
}

async function standingOf(
  { slot, candidates, skipped }: SlotCandidates,
  input: Input,
  signal: AbortSignal,
  effects: IngestEffects,
): Promise<Standing> {
  const { dataset, fy, source, held } = input;
  if (skipped !== undefined) return 'skipped';
  const decisions = held.decisions ?? [];
  const loaded = held.files.find((file) => file.slot === slot);
  const place = candidates.findIndex(({ url }) => url === loaded?.url);
  if (!loaded || place < 0 || loaded.parserVersion !== datasetNamed(dataset).parserVersion) return 'changed';
  // What was decided since, or taken back, may make another file of it.
  if (marksOf(decisionsOfFile(decisions, loaded)) !== (loaded.decisions ?? '')) return 'changed';
  const isAccepted = (sha256: string): boolean =>
    decisions.some(({ kind, subject }) => kind === DecisionKind.accept && subject === sha256);
  const served = await Promise.all(
    candidates.slice(0, place + 1).map(async (candidate) =>
      fetchRaw({ dataset, fy, source, candidate, signal }, effects).then(
        ({ sha256 }) => sha256,
        () => undefined,
      ),
    ),
  );
  const refusedStill = candidates.slice(0, place).every(({ url }, index) => {
    const before = held.refused.find((file) => file.slot === slot && file.url === url);
    return before !== undefined && before.sha256 === served[index] && !isAccepted(before.sha256);
  });
  if (!refusedStill || served[place] !== loaded.sha256) return 'changed';
  return place === 0 ? 'preferred' : 'fallback';
}
