/** Why figures of a trust carry a mark: each reason once, with the figures and years it is about. */
import type { Cell } from '../../read/model.ts';
import { withLabels } from '../../words/about.ts';
import { cellWords } from '../../words/shown.ts';
import type { TrustRow } from '../../parts/trust-table.tsx';

export interface Note {
  readonly reason: string;
  /** `Beds open overnight: 2017-18, 2018-19`. */
  readonly figures: readonly string[];
}

const NO_PART = /^[^;]* is (?:missing|not_applicable|suppressed|0)(?:[;:]|$)/;
const LACKS_A_PART = 'The ratio lacks its dividend or its divisor, or the divisor is 0.';

/** Notes in the order of the first figure that carries them. Every cell that is not simply reported has one. */
export function notesOf(
  years: readonly string[],
  rows: readonly (Omit<TrustRow, 'cells'> & { readonly cells: readonly (Cell | undefined)[] })[],
  labels: ReadonlyMap<string, string>,
): readonly Note[] {
  const found = new Map<string, Map<string, string[]>>();
  for (const { about, cells } of rows) {
    for (const [index, fy] of years.entries()) {
      const cell = cells[index];
      if (!cell || (cell.status === 'reported' && cell.comparable && cell.maturity !== 'provisional'))
        continue;
      const reason = withLabels(reasonOf(cell, about), labels);
      const places = found.get(reason) ?? new Map<string, string[]>();
      found.set(reason, places);
      places.set(about.label, [...(places.get(about.label) ?? []), fy]);
    }
  }
  return [...found].map(([reason, places]) => ({
    reason,
    figures: [...places].map(([label, some]) => `${label}: ${yearsInWords(some, years)}`),
  }));
}

function reasonOf(cell: Cell, about: TrustRow['about']): string {
  if (
    about.kind === 'ratio' &&
    cell.status === 'missing' &&
    cell.reason !== null &&
    NO_PART.test(cell.reason)
  )
    return LACKS_A_PART;
  if (cell.reason !== null && cell.reason !== '') return cell.reason;
  const { words } = cellWords(cell, about.display, about.isMean);
  if (cell.status !== 'reported' || cell.comparable || cell.small) return words;
  return cell.leftOut === null ? words : `Not counted in medians and quartiles: ${cell.leftOut}`;
}

/** `all years`, `2017-18, 2018-19`, `2017-18 to 2021-22`. */
export function yearsInWords(some: readonly string[], years: readonly string[]): string {
  if (some.length === years.length) return 'all years';
  const first = years.indexOf(some[0] ?? '');
  const together = some.every((fy, index) => years[first + index] === fy);
  return together && some.length > 2 ? `${some[0] ?? ''} to ${some.at(-1) ?? ''}` : some.join(', ');
}
