/** Months as publishers print them, in titles, file names and Period columns. */

const NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

/** Source of a pattern for a month's name or its short form; put it in a group of its own. */
export const MONTH_WORD =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec';

const WORD = new RegExp(`(?<![a-z])(?:${MONTH_WORD})(?![a-z])`, 'gi');
const WITH_YEAR = new RegExp(String.raw`(?<![a-z])(${MONTH_WORD})[\s_.,'’–—-]*(20\d\d|\d\d)(?!\d)`, 'gi');
const ISO_DAY = /^\s*(20\d\d)-(\d\d)-\d\d(?:T.*)?\s*$/;

/** 4 for `April`, `APR`; undefined for anything else. */
export function monthNumber(word: string): number | undefined {
  const short = word.trim().toLowerCase();
  if (!/^[a-z]{3,9}$/.test(short)) return undefined;
  const index = NAMES.findIndex((name) => name === short || name.slice(0, 3) === short);
  return index >= 0 ? index + 1 : short === 'sept' ? 9 : undefined;
}

/** Every calendar month a text names with its year, once each: `2019-07` for `Monthly-AE-July-2019`, `2025-11` for `Nov-25`. */
export function monthsIn(text: string): readonly string[] {
  const found = [...text.matchAll(WITH_YEAR)].map(([, word = '', year = '']) =>
    calendarMonth(year.length === 2 ? 2000 + Number(year) : Number(year), monthNumber(word) ?? 0),
  );
  return [...new Set(found)];
}

/**
 * The one month a Period cell is about: `MSitAE-JANUARY-2024`, `November  2024`, an Excel date. Undefined for
 * `April to June 2019` (a quarter), `week ending 7 November 2010`, and anything without a year.
 */
export function onlyMonthIn(text: string): string | undefined {
  const iso = ISO_DAY.exec(text);
  if (iso) return calendarMonth(Number(iso[1]), Number(iso[2]));
  if (/week|quarter/i.test(text) || [...text.matchAll(WORD)].length !== 1) return undefined;
  const [month] = monthsIn(text);
  return month;
}

/** `July 2019` for `2019-07`. */
export function monthInWords(month: string): string {
  const name = NAMES[Number(month.slice(5)) - 1] ?? '';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${month.slice(0, 4)}`;
}

function calendarMonth(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
