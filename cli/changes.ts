import {
  type Change,
  type Changes,
  type ChangesAsked,
  publishedChanges,
} from '../explain/published-changes.ts';
import { NotExplained } from '../explain/published-tables.ts';
import { ExitCode } from './end.ts';
import { textTable } from './text-table.ts';

const SHOWN = 25;

/** Prints what has changed since a release, and why; reads the published files and needs nothing running. */
export async function showChanges(dataDir: string, asked: ChangesAsked, json: boolean): Promise<number> {
  try {
    const changes = await publishedChanges(dataDir, asked);
    console.log(json ? JSON.stringify(changes, null, 2) : inWords(changes));
    return ExitCode.complete;
  } catch (error) {
    if (!(error instanceof NotExplained)) throw error;
    console.error(error.message);
    return ExitCode.failed;
  }
}

function inWords({ from, to, changed, sentence, counts, largest }: Changes): string {
  const heading = from === null ? `Release ${to}` : `Release ${to}, compared with ${from}`;
  if (changed === 0) return `${heading}\n${sentence}`;
  const shown = largest.slice(0, SHOWN);
  const causes = [...new Set(shown.map(({ cause_text }) => cause_text))];
  return [
    `${heading}\n${sentence}`,
    textTable(
      ['dataset', 'cause', 'changed', 'of them material'],
      counts.map((count) => [count.dataset, count.change_kind, count.changed, count.material]),
    ),
    textTable(
      ['largest changes', 'year', 'measure', 'before', 'now', '%', 'cause'],
      shown.map((change) => [
        change.org_code,
        change.fy,
        change.measure,
        figure(change, 'old'),
        figure(change, 'new'),
        change.percent,
        `(${causes.indexOf(change.cause_text) + 1}) ${change.change_kind}`,
      ]),
    ),
    causes.map((cause, index) => `(${index + 1}) ${cause}`).join('\n'),
    `${changed > shown.length ? `The first ${shown.length} of ${changed} are shown. ` : ''}Every change is in published/tables/release_change.csv. Material: the status is another, or the value by more than 0.1 %.`,
  ].join('\n\n');
}

const formatter = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 });

/** The value, or in words why there is none. */
function figure(change: Change, side: 'old' | 'new'): string {
  const [value, status] = [change[`${side}_value`], change[`${side}_status`]];
  if (value === null) return status ?? 'no cell';
  return status === 'partial' ? `${formatter.format(value)} (partial)` : formatter.format(value);
}
