/**
 * Columns of figures as short texts. A script of the site writes them so, and the page's script makes lists of them again:
 * half the size of lists in JSON, as an absent value takes one letter. Runs at publish time and in the browser.
 */
import type { Display } from '../read/model.ts';
import { shownNumber } from '../words/shown.ts';

/** Statuses as one letter each. Upper case while packed: the figure is comparable. */
export const STATUS_LETTERS = {
  reported: 'r',
  partial: 'p',
  suppressed: 'c',
  not_applicable: 'z',
  missing: 'x',
  upper_bound: 'u',
  lower_bound: 'l',
  estimate: 'e',
  not_comparable: 'n',
} as const;
/** The place of a trust and year without a row. */
export const NO_ROW = '.';

/** One figure of one place, before it is packed. */
export interface PlainCell {
  /** The value is written with all its digits (exact-numbers.ts). */
  readonly exact?: boolean;
  readonly value: number | null;
  readonly real: number | null;
  readonly status: string;
  readonly comparable: boolean;
  readonly mark: string;
}

export interface PackedColumn {
  readonly v: string;
  readonly r?: string;
  readonly s: string;
  /** Places by mark, in base 36; only marks that the status alone does not say. */
  readonly m?: Readonly<Record<string, string>>;
}

/** A column as scripts read it: one place for each code and year. */
export interface Column {
  readonly v: readonly (number | null)[];
  /** In the prices of the base year; only money has it, and only where a deflator is loaded. */
  readonly r?: readonly (number | null)[];
  /** A letter for each place, as in {@link STATUS_LETTERS}; `P` is partial and comparable. */
  readonly s: string;
  /** `1` where the figure counts in quartiles. */
  readonly c: string;
  /** The mark, where there is one that the status alone does not say. */
  readonly m: Readonly<Record<number, string>>;
}

/** Marks that the status alone says. */
const PLAIN_MARKS: Readonly<Record<string, string>> = {
  suppressed: '[c]',
  not_applicable: '[z]',
  missing: '[x]',
  not_comparable: '[nc]',
};

/** The mark of a place, where the column has none of its own. */
export function plainMark(letter: string): string {
  const status = statusOf(letter);
  return status === undefined ? '' : (PLAIN_MARKS[status] ?? '');
}

/** The status that a letter stands for; nothing for a place without a row. */
export function statusOf(letter: string): string | undefined {
  const small = letter.toLowerCase();
  return Object.entries(STATUS_LETTERS).find(([, one]) => one === small)?.[0];
}

export function packColumn(cells: readonly (PlainCell | undefined)[], display: Display): PackedColumn {
  const marks: Record<string, string[]> = {};
  for (const [place, cell] of cells.entries()) {
    if (!cell || cell.mark === (PLAIN_MARKS[cell.status] ?? '')) continue;
    (marks[cell.mark] ??= []).push(place.toString(36));
  }
  const packed = {
    v: cells.map((cell) => packNumber(cell?.value ?? null, display, cell?.exact)).join(),
    s: cells.map((cell) => packStatus(cell)).join(''),
  };
  return {
    ...packed,
    ...(cells.some((cell) => cell && cell.real !== null) && {
      r: cells.map((cell) => packNumber(cell?.real ?? null, display)).join(),
    }),
    ...(Object.keys(marks).length > 0 && {
      m: Object.fromEntries(Object.entries(marks).map(([mark, places]) => [mark, places.join(' ')])),
    }),
  };
}

/**
 * Two places more than a page prints, seven figures at most; more of them where it would print something else. Numbers that are
 * equal stay equal. `exact`: all digits.
 */
export function packNumber(value: number | null, display: Display, exact = false): string {
  if (value === null) return '';
  return withoutZeros(String(exact ? value : shortened(value, display)));
}

/** `5585123e3`: money has many zeros at its end. */
function withoutZeros(number: string): string {
  return number.replace(/^(-?\d*[1-9])(0{3,})$/, (_, digits: string, zeros: string) => `${digits}e${zeros.length}`);
}

function shortened(value: number, display: Display): number {
  const scale = 10 ** (display.decimals + 2);
  const short = (Math.round((value / display.divide) * scale) / scale) * display.divide;
  const candidates = [Number(short.toPrecision(7)), Number(value.toPrecision(10))];
  if (candidates[0] === value) return value;
  const printed = shownNumber(value, display);
  return candidates.find((one) => shownNumber(one, display) === printed) ?? value;
}

function packStatus(cell: PlainCell | undefined): string {
  if (!cell) return NO_ROW;
  const letter = (STATUS_LETTERS as Readonly<Record<string, string>>)[cell.status] ?? 'x';
  return cell.comparable ? letter.toUpperCase() : letter;
}

export function unpackColumn({ v, r, s, m }: PackedColumn): Column {
  const marks: Record<number, string> = {};
  for (const [mark, places] of Object.entries(m ?? {})) {
    for (const place of places.split(' ')) marks[parseInt(place, 36)] = mark;
  }
  return {
    v: unpackNumbers(v),
    ...(r !== undefined && { r: unpackNumbers(r) }),
    s: s.replace(/[A-OQ-Z]/g, (letter) => letter.toLowerCase()),
    c: s.replace(/./g, (letter) => (letter >= 'A' && letter <= 'Z' ? '1' : '0')),
    m: marks,
  };
}

export function unpackNumbers(list: string): (number | null)[] {
  return list.split(',').map((one) => (one === '' ? null : Number(one)));
}
