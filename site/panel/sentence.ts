/** The sentence a reader copies: true by itself, with where the figure stands. Nothing of Node in it. */
import type {
  ExplainedCell,
  ExplainedFigure,
  ExplainedRatio,
  Explanation,
} from '../../explain/explanation.ts';
import type { Cell, Display } from '../read/model.ts';
import { cellWords, numberInWords, periodWord, shownNumber } from '../words/shown.ts';
import { WARNING } from '../words/warning.ts';
import type { PanelCommon } from './lineage.ts';

/** What the sentence and the panel know of a site besides the explanation. */
export type Words = Pick<PanelCommon, 'release' | 'illustrative' | 'figures' | 'publications'>;

/** How many cells are named one by one. */
const NAMED = 3;

/** `Barts Health NHS Trust had about 943.8 beds open overnight on average in 2020-21 (3 of 4 quarters only; KH03 …).` */
export function sentenceOf(explanation: Explanation, words: Words): string {
  const { ratio } = explanation;
  const [figure] = explanation.figures;
  const said = ratio
    ? ratioSentence(explanation, ratio, words)
    : figure
      ? measureSentence(explanation, figure, words)
      : '';
  return words.illustrative ? `${WARNING} ${said}` : said;
}

function measureSentence({ org_name: name, fy }: Explanation, figure: ExplainedFigure, words: Words): string {
  const display = displayOf(figure.measure, figure.unit, words);
  const behind = [...sourcesOf([figure], words), releaseOf(figure.cells, words)].join('; ');
  if (figure.value === null) {
    const state = cellWords(cellOf(figure), display, isMean(figure.measure, words)).words;
    const why = figure.reason === null ? '' : `: ${withoutStop(figure.reason)}`;
    return `${name} has no figure of ${labelOf(figure.measure, words)} for ${fy} (${state}${why}; ${behind}).`;
  }
  const [number, ...notes] = measureNumber(figure, words);
  const phrase = phraseOf(figure.measure, words).replace('#', () => number);
  return `${name} ${phrase} in ${fy} (${[...notes, behind].join('; ')}).`;
}

/** The number with what bounds it, then what has to be known with it. */
function measureNumber(figure: ExplainedFigure, words: Words): readonly [string, ...string[]] {
  const { value, status, maturity, periods_reported: reported, periods_expected: expected } = figure;
  const number = bare(value ?? 0, displayOf(figure.measure, figure.unit, words));
  const notes = [
    maturity === 'illustrative' ? 'made up' : maturity === 'provisional' ? 'provisional' : '',
    status !== 'partial' && figure.comparable === false
      ? notCompared(figure.reason, figure.left_out ?? null)
      : '',
  ].filter(Boolean);
  if (status !== 'partial') return [number, ...notes];
  const hidden = figure.shortfall_max;
  if (figure.comparable === true && typeof hidden === 'number')
    return [number, `or up to ${hidden.toLocaleString('en-GB')} more: small numbers are withheld`, ...notes];
  const part =
    expected > 1 ? `${reported} of ${expected} ${periodWord(expected)} only` : 'part of the figure only';
  const why = figure.reason === null ? part : `${part}: ${withoutStop(figure.reason)}`;
  const bound = isMean(figure.measure, words) || RATES.has(figure.unit) ? 'about' : 'at least';
  return [`${bound} ${number}`, why, ...notes];
}

/** Part of them is no bound of the whole. */
const RATES: ReadonlySet<string> = new Set(['score', 'rate']);

function ratioSentence(explanation: Explanation, ratio: ExplainedRatio, words: Words): string {
  const { org_name: name, fy, figures } = explanation;
  const [dividend, divisor] = figures;
  const behind = [
    ...sourcesOf(figures, words),
    releaseOf(
      figures.flatMap(({ cells }) => cells),
      words,
    ),
  ].join('; ');
  const why = ratio.reason === null ? '' : withoutStop(ratio.reason);
  if (ratio.value === null)
    return `${name} has no figure of ${labelOf(ratio.column, words)} for ${fy} (${[why || 'not loaded, or not printed', behind].join('; ')}). ${ratio.says_nothing}`;
  const number = bare(ratio.value, displayOf(ratio.column, ratio.unit, words));
  const bound = BOUNDS[ratio.status] ?? '';
  const made = figures.map((figure) => figure.maturity);
  const notes = [
    dividend && divisor
      ? `${partInWords(dividend, words)}, ${partInWords(divisor, words)}; formula ${ratio.rule}`
      : '',
    made.includes('illustrative') ? 'made up' : made.includes('provisional') ? 'provisional' : '',
    ratio.comparable ? '' : notCompared(ratio.reason, ratio.left_out ?? null),
    ratio.comparable && why ? why : '',
  ].filter(Boolean);
  const phrase = phraseOf(ratio.column, words).replace('#', () => bound + number);
  return `${name} ${phrase} in ${fy} (${[...notes, behind].join('; ')}). ${ratio.says_nothing}`;
}

const BOUNDS: Readonly<Record<string, string>> = {
  upper_bound: 'at most ',
  lower_bound: 'at least ',
  estimate: 'about ',
};

function notCompared(reason: string | null, leftOut: string | null): string {
  const why = reason === null ? (leftOut === null ? '' : `a trust ${leftOut}`) : withoutStop(reason);
  return why === '' ? 'not compared with others' : `not compared with others: ${why}`;
}

function partInWords(figure: ExplainedFigure, words: Words): string {
  const label = labelOf(figure.measure, words);
  if (figure.value === null) return `${label} without a figure`;
  const [number] = measureNumber(figure, words);
  return `${label} ${number}`;
}

/** Each publication with its file and cells: `KH03, NHS England, file X.xlsx, sheet "Y", cell G18`. */
function sourcesOf(figures: readonly ExplainedFigure[], words: Words): readonly string[] {
  return figures.map((figure) => {
    const publication = publicationOf(figure.dataset, words);
    const [first] = figure.cells;
    return first ? `${publication}, ${placesOf(first, figure.cells)}` : publication;
  });
}

function placesOf(first: ExplainedCell, cells: readonly ExplainedCell[]): string {
  const file = `file ${first.file_name ?? first.url}`;
  const ofFile = cells.filter(({ sha256, sheet }) => sha256 === first.sha256 && sheet === first.sheet);
  const named = ofFile.slice(0, NAMED).map(({ column, row }) => column + row);
  const rest = cells.length - named.length;
  const sheet = first.sheet === '' ? '' : `, sheet "${first.sheet}"`;
  const more = rest === 0 ? '' : ` and ${rest} more ${rest === 1 ? 'cell' : 'cells'}`;
  const files = new Set(cells.map(({ sha256 }) => sha256)).size;
  const over = rest > 0 && files > 1 ? ` of ${files} files` : '';
  return `${file}${sheet}, ${named.length === 1 ? 'cell' : 'cells'} ${named.join(', ')}${more}${over}`;
}

function releaseOf(cells: readonly ExplainedCell[], { release }: Words): string {
  const days = cells.flatMap(({ fetched }) => (fetched === null ? [] : [fetched])).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return `release ${release}`;
  return `release ${release}, fetched ${first === last ? first : `${first} to ${last}`}`;
}

/** A figure as cells of tables have it. */
export function cellOf(figure: ExplainedFigure): Cell {
  return {
    value: figure.value,
    status: figure.status,
    reason: figure.reason,
    maturity: figure.maturity,
    periodsReported: figure.periods_reported,
    periodsExpected: figure.periods_expected,
    shortfallMax: figure.shortfall_max ?? null,
    comparable: figure.comparable === true,
    leftOut: figure.left_out ?? null,
    small: false,
    real: figure.real?.value ?? null,
  };
}

export function cellOfRatio(ratio: ExplainedRatio): Cell {
  const { value, status, reason, comparable, small = false, real } = ratio;
  return {
    ...{ value, status, reason, comparable, small, real: real?.value ?? null },
    leftOut: ratio.left_out ?? null,
    ...{ maturity: null, periodsReported: 0, periodsExpected: 0, shortfallMax: null },
  };
}

export function labelOf(figure: string, { figures }: Words): string {
  return lowerFirst(figures[figure]?.[0] ?? figure.replaceAll('_', ' '));
}

/** How a figure is printed; parts of ratios without a page are printed by their unit. */
export function displayOf(figure: string, unit: string, { figures }: Words): Display {
  const known = figures[figure];
  if (known) return { divide: known[1], decimals: known[2], unit: known[3] };
  if (unit === 'pounds') return { divide: 1e6, decimals: 1, unit: '£ million' };
  return { divide: 1, decimals: unit === 'WTE' ? 1 : 0, unit };
}

export function isMean(figure: string, { figures }: Words): boolean {
  return figures[figure]?.[4] === 1;
}

export function publicationOf(dataset: string, { publications }: Words): string {
  return publications[dataset] ?? dataset;
}

/** What stands first in the panel: `about 947.3 beds, average [3 of 4 quarters]`. */
export function headline(cell: Cell, display: Display, isMeanOfPeriods: boolean): readonly [string, string] {
  const { shown, mark } = cellWords(cell, display, isMeanOfPeriods);
  const number = shownNumber(cell.value, display);
  if (shown === '' || cell.value === null || number === null) return ['No figure', mark];
  const [before = '', after = ''] = shown.split(number);
  return [before + numberInWords(cell.value, display) + after, mark];
}

function phraseOf(figure: string, words: Words): string {
  return words.figures[figure]?.[5] ?? `had # as ${labelOf(figure, words)}`;
}

/** £1.2 million and 88.4% with their unit, others alone: the phrase names theirs. */
function bare(value: number, display: Display): string {
  return isBare(display) ? (shownNumber(value, display) ?? '') : numberInWords(value, display);
}

function isBare({ unit }: Display): boolean {
  return unit !== '%' && !unit.startsWith('£');
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, '');
}

/** `Beds open` within a sentence is `beds open`; `A&E` and `PFI` stay. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
