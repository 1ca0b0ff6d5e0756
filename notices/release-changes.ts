/** What a release changed, as it is told: how many figures, and the largest ten. */
import { type Change, type Changes, changesOf } from '../explain/published-changes.ts';
import { type ChangedFigure, LARGEST_CHANGES, type ReleaseChanges } from './notice.ts';

/** @param folder of published tables; undefined where the release is the first, or no figure changed */
export async function releaseChanges(folder: string): Promise<ReleaseChanges | undefined> {
  return toldOf(await changesOf(folder));
}

/** The part of the changes that is told. */
export function toldOf({ from, to, changed, sentence, largest }: Changes): ReleaseChanges | undefined {
  if (from === null || changed === 0) return undefined;
  return { release: to, from, changed, sentence, largest: largest.slice(0, LARGEST_CHANGES).map(figureOf) };
}

function figureOf(change: Change): ChangedFigure {
  const { org_code, org_name, fy, measure, percent, cause_text } = change;
  const { old_value, old_status, new_value, new_status } = change;
  return {
    org_code,
    org_name,
    fy,
    measure,
    old_value,
    old_status,
    new_value,
    new_status,
    percent,
    cause_text,
  };
}
