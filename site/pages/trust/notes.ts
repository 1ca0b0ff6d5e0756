/** Why figures of a trust carry a mark: each reason once, with the figures and years it is about. */
import type { Cell } from '../../read/model.ts';
import { SOURCES, sourceWords, withLabels } from '../../words/about.ts';
import { cellWords } from '../../words/shown.ts';
import { type TrustRow, hasFigure, headingOf } from '../../parts/trust-table.tsx';
import { byHeading, labelsBy } from '../../words/blocks.ts';

export interface Note {
  readonly reason: string;
  /** `2017-18, 2018-19: Beds open overnight; Beds occupied overnight`. */
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
  const found = new Map<string, PlacesByLines>();
  // Most cells of a page share a few reasons, and names of columns are looked for in each once.
  const inWords = new Map<string, string>();
  for (const { about, cells } of rows) {
    for (const [index, fy] of years.entries()) {
      const cell = cells[index];
      if (!cell || (cell.status === 'reported' && cell.comparable && cell.maturity !== 'provisional'))
        continue;
      const plain = shortReason(reasonOf(cell, about), fy, about.ratio);
      const reason = inWords.get(plain) ?? withLabels(plain, labels);
      inWords.set(plain, reason);
      const [, rest = reason, lines = ''] = OF_LINES.exec(reason) ?? [];
      const ofReason = found.get(rest) ?? new Map<string, Map<string, string[]>>();
      found.set(rest, ofReason);
      const places = ofReason.get(lines) ?? new Map<string, string[]>();
      ofReason.set(lines, places);
      const before = places.get(about.label);
      if (before) before.push(fy);
      else places.set(about.label, [fy]);
    }
  }
  const under = labelsBy(
    rows.filter(hasFigure),
    ({ about }) => headingOf(about),
    ({ about }) => about.label,
  );
  const say: Say = (places) => byYears(places, years, under);
  return [...found].map(([reason, ofReason]) =>
    ofReason.size === 1 ? onlyNote(reason, ofReason, say) : noteOf(reason, ofReason, say),
  );
}

/** A reason that ends with lines of a form: `… leaves a part of the sum blank (EXP0102, EXP0260)`. */
const OF_LINES = /^(.*) \(([A-Z]{3}\d{4}[A-Z]?(?:, [A-Z]{3}\d{4}[A-Z]?)*)\)$/;
/** Years of each figure, by the lines that the reason names; the empty text for a reason that names none. */
type PlacesByLines = Map<string, Map<string, string[]>>;
type Say = (places: ReadonlyMap<string, readonly string[]>) => readonly string[];

function onlyNote(reason: string, ofReason: PlacesByLines, say: Say): Note {
  const [[lines, places] = ['', new Map<string, string[]>()] as const] = ofReason;
  return { reason: lines === '' ? reason : `${reason} (${lines})`, figures: say(places) };
}

/** Reasons that differ by the lines alone are one note: its figures say the lines. */
function noteOf(reason: string, ofReason: PlacesByLines, say: Say): Note {
  const figures = [...ofReason].flatMap(([lines, places]) =>
    say(places).map((said) => (lines === '' ? said : `(${lines}) ${said}`)),
  );
  return { reason, figures };
}

/** Figures with the same years stand together. */
function byYears(
  places: ReadonlyMap<string, readonly string[]>,
  years: readonly string[],
  under: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const found = new Map<string, string[]>();
  for (const [label, some] of places) {
    const when = yearsInWords(some, years);
    const before = found.get(when);
    if (before) before.push(label);
    else found.set(when, [label]);
  }
  return [...found].map(([when, list]) => `${when}: ${byHeading(list, under).join('; ')}`);
}

const MONTHS = /\b\d{4}-\d{2}(?:Q[1-4])?(?:, \d{4}-\d{2}(?:Q[1-4])?){2,}/g;
/** Up to the next period of the same reason, or to its end. */
const WHY_NOT_LOADED = /could not be loaded: .*?(?=; \d{4}-\d{2}(?:Q[1-4])?[:,]|$)/g;
const DATASETS = Object.keys(SOURCES)
  .sort((a, b) => b.length - a.length)
  .join('|');
const OF_DATASET = new RegExp(`(^|: |; )(${DATASETS}) (?=\\d{4}-|every |is not part)`, 'g');

/**
 * A reason as it can stand for several years and ratios: without the year, which stands before the figures; a run of months by
 * its ends; publications by their names; the parts of a ratio as what they are in it.
 */
export function shortReason(reason: string, fy: string, ratio: TrustRow['about']['ratio']): string {
  let said = reason.replace(WHY_NOT_LOADED, NOT_LOADED);
  if (ratio)
    said = said
      .replace(`${ratio.dividend} adds up over`, 'the dividend adds up over')
      .replace(`${ratio.dividend} is `, 'the dividend is ')
      .replace(`${ratio.divisor} adds up over`, 'the divisor adds up over')
      .replace(`${ratio.divisor} is `, 'the divisor is ');
  return said
    .replace('. the di', '. The di')
    .replace(MONTHS, (list) => runInWords(list.split(', '), fy))
    .replace(OF_DATASET, (_, before: string, dataset: string) => `${before}${sourceWords(dataset)} `)
    .replace(ofYear(fy), '$1$2');
}

const yearPatterns = new Map<string, RegExp>();

/** The year behind the name of a publication: `accounts 2019-20: …`. */
function ofYear(fy: string): RegExp {
  const pattern = yearPatterns.get(fy) ?? new RegExp(`(^|: |; )([^:;]*?) ${fy}(?=: )`, 'g');
  yearPatterns.set(fy, pattern);
  return pattern;
}

/** The whole text of what was wrong stands on the page of coverage. */
const NOT_LOADED = 'could not be loaded';

/** `2017-04 to 2018-03`; a list with holes as it is. */
function runInWords(months: readonly string[], fy: string): string {
  const numbers = months.map(periodNumber);
  const run = numbers.every((number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1);
  if (!run) return months.join(', ');
  if (months.length === 12 && months[0] === `${fy.slice(0, 4)}-04`) return 'every month';
  if (months.length === 4 && months[0] === `${fy}Q1`) return 'every quarter';
  return `${months[0] ?? ''} to ${months.at(-1) ?? ''}`;
}

/** Neighbours differ by one: months, or quarters of a financial year. */
function periodNumber(period: string): number {
  const [, year, month, quarter] = /^(\d{4})-(\d{2})(?:Q([1-4]))?$/.exec(period) ?? [];
  return quarter === undefined ? Number(year) * 12 + Number(month) : Number(year) * 4 + Number(quarter);
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
  return cell.leftOut === null ? words : `Not counted in medians and quartiles: a trust ${cell.leftOut}`;
}

/** `all years`, `2017-18, 2018-19`, `2017-18 to 2021-22, 2023-24`. */
export function yearsInWords(some: readonly string[], years: readonly string[]): string {
  if (some.length === years.length) return 'all years';
  const runs: string[][] = [];
  for (const fy of some) {
    const run = runs.at(-1);
    if (run && years.indexOf(run.at(-1) ?? '') + 1 === years.indexOf(fy)) run.push(fy);
    else runs.push([fy]);
  }
  return runs
    .map((run) => (run.length > 2 ? `${run[0] ?? ''} to ${run.at(-1) ?? ''}` : run.join(', ')))
    .join(', ');
}
