/** Which number formats show a number as a date or a length of time (ECMA-376 part 1, 18.8.30 and 18.8.31). */
import { excelDateText, excelDurationText } from './excel-date.ts';

export const NumberMeaning = { number: 0, date: 1, duration: 2 } as const;
export type NumberMeaning = (typeof NumberMeaning)[keyof typeof NumberMeaning];

/** A built-in format; 27 to 36 and 50 to 58 are dates in East Asian Excel. */
export function builtinMeaning(id: number): NumberMeaning {
  if (id === 46) return NumberMeaning.duration;
  const date =
    (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58);
  return date ? NumberMeaning.date : NumberMeaning.number;
}

/** A format code: a date where it holds a day, month, year, hour or second, neither quoted nor escaped. */
export function meaningOf(code: string): NumberMeaning {
  const bare = code.replace(/"[^"]*("|$)/g, '').replace(/[\\_*]./g, '');
  if (/\[(h+|m+|s+)\]/i.test(bare)) return NumberMeaning.duration;
  const letters = bare.replace(/\[[^\]]*\]/g, '').replace(/general/gi, '');
  return /[dmyhs]/i.test(letters) ? NumberMeaning.date : NumberMeaning.number;
}

/** What Excel shows where a number cannot be a date. */
export const NOT_A_DATE = '#####';

/** Text of a number whose format means a date or a length of time. */
export function dateText(value: number, meaning: NumberMeaning, from1904: boolean): string | undefined {
  return meaning === NumberMeaning.duration ? excelDurationText(value) : excelDateText(value, from1904);
}
