/** How a cell is said: its number, its mark, and its status in words (docs/publish.md). The page's scripts use these too. */
import type { Cell, Display } from '../read/model.ts';

/** The number as printed, without its mark; null where there is none. */
export function shownNumber(value: number | null, display: Display): string | null {
  if (value === null) return null;
  const printed = formatOf(display.decimals).format(value / display.divide);
  // What rounds to nothing has no sign.
  return printed.startsWith('-') ? printed.replace(/^-(?=[0.,]*$)/, '') : printed;
}

const formats = new Map<number, Intl.NumberFormat>();

/** Making a format takes a hundred times as long as using it. */
function formatOf(decimals: number): Intl.NumberFormat {
  const known = formats.get(decimals);
  if (known) return known;
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const made = new Intl.NumberFormat('en-GB', digits);
  formats.set(decimals, made);
  return made;
}

/** A number in the middle of a sentence, with its unit: £1,847.0 million, 88.4%, 1,847.0 beds. */
export function numberInWords(value: number, { divide, decimals, unit }: Display): string {
  const number = shownNumber(value, { divide, decimals, unit }) ?? '';
  if (unit === '%') return `${number}%`;
  // The title of its chart says what is 100.
  if (unit.startsWith('index')) return number;
  if (!unit.startsWith('£')) return `${number} ${unit}`;
  return `${number.startsWith('-') ? '-' : ''}£${number.replace(/^-/, '')}${unit.slice(1)}`;
}

export interface CellWords {
  /** What stands in the cell: `1,847.0`, `about 1,847.0`, `243,100 or more`, or nothing but a mark. */
  readonly shown: string;
  /** `[10 of 12 months]`, `[c]`, `[nc]` …; empty for a figure that is simply reported. */
  readonly mark: string;
  /** The same in full words, for titles and for those who do not see the mark. */
  readonly words: string;
}

/** A cell whose mark is known already: as the page's scripts have it, and of groups like for like. */
export interface MarkedCell {
  readonly value: number | null;
  readonly status: string;
  readonly comparable: boolean;
  readonly mark: string;
}

/** Marks of statuses without a number, and their words. */
const WITHOUT_NUMBER: Readonly<Record<string, readonly [string, string]>> = {
  suppressed: ['[c]', 'withheld: small number'],
  not_applicable: ['[z]', 'not in this publication'],
  missing: ['[x]', 'not loaded, or not printed'],
};

/** The mark of money in a year without a price index, where prices of one year are asked for. */
export const NO_INDEX = '[no index]';

/** What a cell shows. `isMean`: of a measure of which a part is an estimate and no bound (`Figure.isMean`). */
export function cellWords(cell: Cell | MarkedCell | undefined, display: Display, isMean: boolean): CellWords {
  if (!cell) return { shown: '', mark: '', words: 'this trust has no row in this year' };
  const before = saidOf.get(cell);
  if (before?.display === display) return before.said;
  const mark = 'mark' in cell ? cell.mark : markOf(cell);
  const { value, status, comparable } = cell;
  const said = { mark, ...shownAndWords({ value, status, comparable, mark }, display, isMean) };
  saidOf.set(cell, { display, said });
  return said;
}

/** Table, key, notes and chart of a page say the same cell: it is put in words once. */
const saidOf = new WeakMap<Cell | MarkedCell, { readonly display: Display; readonly said: CellWords }>();

/** The mark of a cell: what its status, its periods, its maturity and a small divisor ask for. */
export function markOf(cell: Cell): string {
  const [plain] = WITHOUT_NUMBER[cell.status] ?? [];
  if (plain !== undefined) return plain;
  if (cell.value === null) return cell.status === 'not_comparable' ? '[nc]' : '[x]';
  return [statusMark(cell), cell.small ? '[small]' : '', maturityMark(cell)].filter(Boolean).join(' ');
}

function statusMark(cell: Cell): string {
  if (cell.status === 'not_comparable') return '[nc]';
  if (cell.status === 'reported' && !cell.comparable && !cell.small) return '[nc]';
  if (cell.status !== 'partial') return '';
  const { shortfallMax: hidden, periodsReported: reported, periodsExpected: expected } = cell;
  if (hidden !== null && (cell.comparable || reported === expected)) {
    return `[or up to ${hidden.toLocaleString('en-GB')} more]`;
  }
  return expected > 1 && reported < expected
    ? `[${reported} of ${expected} ${periodWord(expected)}]`
    : `[${PART}]`;
}

function maturityMark({ maturity }: Cell): string {
  return maturity === 'provisional' ? '[p]' : maturity === 'illustrative' ? '[made up]' : '';
}

export function periodWord(expected: number): string {
  return expected === 12 ? 'months' : expected === 4 ? 'quarters' : 'parts';
}

/** The mark where a part of the figure is blank, and no period is missing. */
const PART = 'part';

type Said = Pick<CellWords, 'shown' | 'words'>;

function shownAndWords(cell: MarkedCell, display: Display, isMean: boolean): Said {
  const number = shownNumber(cell.value, display);
  const [, absent] = WITHOUT_NUMBER[cell.status] ?? [];
  if (absent !== undefined) return { shown: '', words: absent };
  if (number === null && cell.mark === NO_INDEX) {
    return { shown: '', words: 'this year has no price index' };
  }
  if (number === null) {
    return { shown: '', words: cell.status === 'not_comparable' ? 'withheld: not comparable' : 'no figure' };
  }
  const said = numberSaid(cell, number, isMean);
  if (cell.mark === '') return said;
  return { shown: said.shown, words: [said.words, ...notesOf(cell.mark)].join('; ') };
}

function numberSaid(cell: MarkedCell, number: string, isMean: boolean): Said {
  switch (cell.status) {
    case 'reported':
      return {
        shown: number,
        words: cell.comparable || cell.mark.includes('[small]') ? 'reported' : UNCOUNTED,
      };
    case 'partial':
      return partial(cell, number, isMean);
    case 'upper_bound':
      return { shown: `at most ${number}`, words: 'at most this: part of the divisor is missing' };
    case 'lower_bound':
      return { shown: `at least ${number}`, words: 'at least this: part of the dividend is missing' };
    case 'estimate':
      return { shown: `about ${number}`, words: 'an estimate' };
    default:
      return { shown: number, words: 'not comparable' };
  }
}

const UNCOUNTED =
  'reported, but not of a whole year of one organisation: not counted in medians and quartiles';

/** The first mark of a partial figure says how much of the year or of the figure is there. */
function partial({ mark, comparable }: MarkedCell, number: string, isMean: boolean): Said {
  const inner = /^\[([^\]]*)\]/.exec(mark)?.[1] ?? PART;
  if (inner.startsWith('or up to')) {
    return comparable
      ? { shown: number, words: `${inner}: small numbers are withheld` }
      : { shown: `${number} or more`, words: `${inner}: small numbers are withheld` };
  }
  if (isMean && inner === PART) {
    return {
      shown: `about ${number}`,
      words: 'a part of the figure is blank: it may be too high or too low',
    };
  }
  return isMean
    ? { shown: `about ${number}`, words: `a mean over ${inner}: an estimate` }
    : {
        shown: `${number} or more`,
        words:
          inner === PART ? 'a part of the sum is blank: a lower bound' : `the sum of ${inner}: a lower bound`,
      };
}

function notesOf(mark: string): readonly string[] {
  return [
    mark.includes('[small]') ? 'the divisor is too small for a comparison' : '',
    mark.includes('[p]') ? 'provisional' : '',
    mark.includes('[made up]') ? 'made up' : '',
  ].filter(Boolean);
}
