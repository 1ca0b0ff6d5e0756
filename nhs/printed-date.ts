/** Days as publishers print them, as ISO dates. Pure text; no clock, no time zone. */
import { monthNumber, MONTH_WORD } from './printed-month.ts';

const ISO = /^\s*(\d{4})-(\d\d)-(\d\d)(?!\d)/;
const IN_WORDS = new RegExp(
  String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s+(${MONTH_WORD})[\s,]+(\d{4})(?!\d)`,
  'i',
);
const IN_FIGURES = /(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)/;

/**
 * The first day a text names: `19th November 2020`, `21.07.20`, `19/11/2020`, `2020-11-19T00:00:00`. Day before
 * month, as in Britain. Undefined where there is none, or no such day exists.
 */
export function dayIn(text: string): string | undefined {
  const iso = ISO.exec(text);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const words = IN_WORDS.exec(text);
  if (words) return day(Number(words[3]), monthNumber(words[2] ?? '') ?? 0, Number(words[1]));
  const figures = IN_FIGURES.exec(text);
  if (figures) return day(fullYear(figures[4] ?? ''), Number(figures[3]), Number(figures[1]));
  return undefined;
}

/** ISO text of a day that exists between 1990 and 2099. */
export function day(year: number, month: number, dayOfMonth: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
  return exists && year >= 1990 && year <= 2099 ? date.toISOString().slice(0, 10) : undefined;
}

/** 2020 for `20` and for `2020`. */
export function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}
