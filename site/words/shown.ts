/** How a cell is said: its number, its mark, and its status in words (docs/publish.md). The page's scripts use these too. */
import type { Cell, Display } from '../read/model.ts';

/** The number as printed, without its mark; null where there is none. */
export function shownNumber(value: number | null, display: Display): string | null {
  if (value === null) return null;
  return (
    formatOf(display.decimals)
      .format(value / display.divide)
      // What rounds to nothing has no sign.
      .replace(/^-(?=[0.,]*$)/, '')
  );
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

/** What a cell shows. `isMean`: a measure that is a mean over its periods, so that part of a year is an estimate and no bound. */
export function cellWords(cell: Cell | undefined, display: Display, isMean: boolean): CellWords {
  if (!cell) return { shown: '', mark: '', words: 'this trust has no row in this year' };
  const number = shownNumber(cell.value, display);
  const notes = [maturityMark(cell)].filter(Boolean).join(' ');
  const withNotes = (words: CellWords): CellWords =>
    notes === '' ? words : { ...words, mark: `${words.mark} ${notes}`.trim() };
  switch (cell.status) {
    case 'reported':
      if (number === null) return nothing('[x]', 'no figure');
      if (cell.small)
        return withNotes({
          shown: number,
          mark: '[small]',
          words: 'the divisor is too small for a comparison',
        });
      return withNotes({ shown: number, mark: '', words: 'reported' });
    case 'partial':
      return withNotes(partial(cell, number, isMean));
    case 'upper_bound':
      return withNotes({
        shown: `at most ${number ?? ''}`,
        mark: '',
        words: 'at most this: part of the divisor is missing',
      });
    case 'lower_bound':
      return withNotes({
        shown: `at least ${number ?? ''}`,
        mark: '',
        words: 'at least this: part of the dividend is missing',
      });
    case 'estimate':
      return withNotes({
        shown: `about ${number ?? ''}`,
        mark: cell.small ? '[small]' : '',
        words: 'an estimate',
      });
    case 'not_comparable':
      return withNotes({ shown: number ?? '', mark: '[nc]', words: 'not comparable' });
    case 'suppressed':
      return nothing('[c]', 'withheld: small number');
    case 'not_applicable':
      return nothing('[z]', 'not in this publication');
    default:
      return nothing('[x]', 'not loaded, or not printed');
  }
}

function nothing(mark: string, words: string): CellWords {
  return { shown: '', mark, words };
}

function partial(cell: Cell, number: string | null, isMean: boolean): CellWords {
  if (number === null) return nothing('[x]', 'no figure');
  const { shortfallMax: hidden, periodsReported: reported, periodsExpected: expected } = cell;
  if (cell.comparable && hidden !== null) {
    const more = `or up to ${hidden.toLocaleString('en-GB')} more`;
    return { shown: number, mark: `[${more}]`, words: `${more}: small numbers are withheld` };
  }
  const periods = expected > 1 ? `${reported} of ${expected} ${periodWord(expected)}` : 'part of the year';
  return isMean
    ? { shown: `about ${number}`, mark: `[${periods}]`, words: `a mean over ${periods}: an estimate` }
    : { shown: `${number} or more`, mark: `[${periods}]`, words: `the sum of ${periods}: a lower bound` };
}

export function periodWord(expected: number): string {
  return expected === 12 ? 'months' : expected === 4 ? 'quarters' : 'parts';
}

function maturityMark({ maturity, value }: Cell): string {
  if (value === null) return '';
  return maturity === 'provisional' ? '[p]' : maturity === 'illustrative' ? '[made up]' : '';
}
