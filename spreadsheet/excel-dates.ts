/** Numbers that a workbook shows as a date or a length of time, as ISO text (ECMA-376 part 1, 18.8.30 and 18.8.31). */

export const NumberMeaning = { number: 0, date: 1, duration: 2 } as const;
export type NumberMeaning = (typeof NumberMeaning)[keyof typeof NumberMeaning];

/** A built-in format, by its number; 27 to 36 and 50 to 58 are dates in East Asian Excel. */
export function builtinMeaning(id: number): NumberMeaning {
  if (id === 46) return NumberMeaning.duration;
  const isDate =
    (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58);
  return isDate ? NumberMeaning.date : NumberMeaning.number;
}

/** A format code is a date's where it holds a day, month, year, hour or second, neither quoted nor escaped. */
export function meaningOf(code: string): NumberMeaning {
  const bare = code.replace(/"[^"]*("|$)/g, '').replace(/[\\_*]./g, '');
  if (/\[(h+|m+|s+)\]/i.test(bare)) return NumberMeaning.duration;
  const letters = bare.replace(/\[[^\]]*\]/g, '').replace(/general/gi, '');
  return /[dmyhs]/i.test(letters) ? NumberMeaning.date : NumberMeaning.number;
}

/** What Excel shows where a number cannot be a date. */
export const NOT_A_DATE = '#####';

/** The text of a number whose format means a date or a length of time. */
export function dateText(value: number, meaning: NumberMeaning, from1904: boolean): string | undefined {
  return meaning === NumberMeaning.duration ? excelDurationText(value) : excelDateText(value, from1904);
}

const DAY_SECONDS = 86_400;
/** The day after Excel's last, 31 December 9999. */
const END_OF_DAYS = 2_958_466;
/** Excel's number for 1 January 1970. */
const UNIX_DAY_ZERO = 25_569;
/** Days between the two systems. */
const DAYS_1904 = 1462;

/**
 * A day number as `YYYY-MM-DD`, as `YYYY-MM-DDTHH:MM:SS` where it has a time, or as `HH:MM:SS` where it has
 * only a time. Undefined where Excel itself shows `#####`, and for 29 February 1900, which never was.
 */
export function excelDateText(serial: number, from1904: boolean): string | undefined {
  const own = Math.round(serial * DAY_SECONDS);
  if (serial >= 0 && own < DAY_SECONDS) return new Date(own * 1000).toISOString().slice(11, 19);
  const seconds = own + (from1904 ? DAYS_1904 * DAY_SECONDS : 0);
  const day = Math.floor(seconds / DAY_SECONDS);
  if (serial < 0 || day >= END_OF_DAYS || day === 60) return undefined;
  // Excel counts a 29 February 1900: the days before it are one off.
  const real = seconds + (day < 60 ? DAY_SECONDS : 0) - UNIX_DAY_ZERO * DAY_SECONDS;
  const iso = new Date(real * 1000).toISOString();
  return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** A length of time (`[h]:mm`) as `36:00:00`; undefined where Excel shows `#####`. */
export function excelDurationText(serial: number): string | undefined {
  if (serial < 0 || serial >= END_OF_DAYS) return undefined;
  const seconds = Math.round(serial * DAY_SECONDS);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** The text of a `t="d"` cell in the same spelling; undefined where the text is no ISO date. */
export function isoDateText(text: string): string | undefined {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)?T?(\d\d:\d\d(?::\d\d)?)?(?:\.\d+)?Z?$/.exec(text.trim()) ?? [];
  if (date === undefined && time === undefined) return undefined;
  const clock = time?.padEnd(8, ':00');
  const moment = new Date(`${date ?? '2000-01-01'}T${clock ?? '00:00:00'}Z`);
  if (Number.isNaN(moment.getTime()) || !moment.toISOString().startsWith(date ?? '')) return undefined;
  if (clock === undefined || (date !== undefined && clock === '00:00:00')) return date;
  return date === undefined ? clock : `${date}T${clock}`;
}
