/** The quarter a text, a file name or a row of KH03 is about. Slots read `2020-21Q1`. */
import { financialYear, financialYearOfMonth } from '../../nhs/financial-year.ts';
import { monthNumber, monthsIn, MONTH_WORD } from '../../nhs/printed-month.ts';

const YEAR = String.raw`(?:(20\d\d) ?(?:20)?(\d\d)|(\d\d) ?(\d\d))`;
const QUARTER = String.raw`(?:quarter|qtr|q) ?([1-4])`;
const QUARTER_FIRST = new RegExp(String.raw`(?<![a-z0-9])${QUARTER} (?:of )?${YEAR}(?![a-z0-9])`, 'g');
const YEAR_FIRST = new RegExp(String.raw`(?<![a-z0-9])${YEAR} ?${QUARTER}(?![a-z0-9])`, 'g');
const MONTHS = new RegExp(String.raw`(?<![a-z])(${MONTH_WORD}) (?:to )?(${MONTH_WORD}) (20\d\d)(?!\d)`, 'g');

/**
 * Every quarter a text names, once each: `Quarter 1, 2019–20`, `Q3-201718`, `1920-Q1`, `Q4_2018-19`,
 * `Quarter-1-2026-27-Overnight`, `April to June 2020`. Two years that do not follow each other are no year.
 */
export function quartersIn(text: string): readonly string[] {
  const words = text.toLowerCase().replace(/[^a-z0-9]+/g, ' ');
  const found = new Set<string>();
  for (const [, quarter = '', ...year] of words.matchAll(QUARTER_FIRST)) add(found, yearOf(year), quarter);
  for (const [, a, b, c, d, quarter = ''] of words.matchAll(YEAR_FIRST))
    add(found, yearOf([a, b, c, d]), quarter);
  for (const [, from = '', to = '', year = ''] of words.matchAll(MONTHS)) {
    const first = monthNumber(from) ?? 0;
    const last = monthNumber(to) ?? 0;
    if (last - first === 2 && last % 3 === 0) found.add(quarterEnding(Number(year), last));
  }
  return [...found];
}

/**
 * The quarter of a row: Year `2020-21` and Period End `June`, `March` (which lies in the year's second calendar
 * year), `April to June 2020`, or a date. Undefined when either cannot be read, or they contradict each other.
 */
export function quarterOfRow(year: string, period: string): string | undefined {
  const fy = financialYearIn(year);
  if (fy === undefined) return undefined;
  const month = monthNumber(period);
  if (month !== undefined) return month % 3 === 0 ? `${fy}Q${quarterOfMonth(month)}` : undefined;
  const plain = /^\s*q(?:uarter)?\s*([1-4])\s*$/i.exec(period);
  if (plain) return `${fy}Q${plain[1] ?? ''}`;
  const iso = /^\s*(20\d\d)-(03|06|09|12)-\d\d(?:T.*)?\s*$/.exec(period);
  const named = iso ? [quarterEnding(Number(iso[1]), Number(iso[2]))] : quartersOfPeriod(period);
  const [only, ...more] = named;
  return more.length === 0 && only?.startsWith(`${fy}Q`) ? only : undefined;
}

/** `2020-21` for `2020-21`, `2020/21`, `2020–2021`; undefined for two years that do not follow each other. */
function financialYearIn(text: string): string | undefined {
  const match = /^\s*(20\d\d)\s*[-/–—]\s*(?:20)?(\d\d)\s*$/.exec(text);
  return match ? yearOf([match[1], match[2]]) : undefined;
}

function quartersOfPeriod(text: string): readonly string[] {
  const ranges = quartersIn(text);
  if (ranges.length > 0) return ranges;
  return monthsIn(text).flatMap((month) => {
    const number = Number(month.slice(5));
    return number % 3 === 0 ? [quarterEnding(Number(month.slice(0, 4)), number)] : [];
  });
}

/** `Quarter 1 (April to June 2020)` for `2020-21Q1`. */
export function quarterInWords(slot: string): string {
  const start = Number(slot.slice(0, 4));
  const months = ['April to June', 'July to September', 'October to December', 'January to March'];
  const quarter = Number(slot.slice(-1));
  return `Quarter ${quarter} (${months[quarter - 1] ?? ''} ${quarter === 4 ? start + 1 : start})`;
}

function quarterEnding(year: number, month: number): string {
  return `${financialYearOfMonth(year, month)}Q${quarterOfMonth(month)}`;
}

function quarterOfMonth(month: number): number {
  return month === 3 ? 4 : month / 3 - 1;
}

function yearOf([long, longEnd, short, shortEnd]: readonly (string | undefined)[]): string | undefined {
  const start = Number(long ?? `20${short ?? ''}`);
  const end = Number(longEnd ?? shortEnd);
  return end === (start + 1) % 100 ? financialYear(start) : undefined;
}

function add(found: Set<string>, fy: string | undefined, quarter: string): void {
  if (fy !== undefined) found.add(`${fy}Q${quarter}`);
}
