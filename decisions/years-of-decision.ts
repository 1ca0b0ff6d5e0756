/** The years that a decision is about, as they are written: `2022-23`, `2017-18..2019-20`, `current`, or nothing for all. */
import { type FinancialYear, startYearOf } from '../nhs/financial-year.ts';

const CURRENT = 'current';

/** First and last start year; all years where nothing is written. Undefined where the text is none of these. */
export function readSpan(text: string): readonly [from: number, to: number] | undefined {
  if (text === '') return [-Infinity, Infinity];
  if (text === CURRENT) return [NaN, NaN];
  const [from = '', to = from, ...rest] = text.split('..');
  const [first, last] = [startYearOf(from), startYearOf(to)];
  if (first === undefined || last === undefined || first > last || rest.length > 0) return undefined;
  return [first, last];
}

/** Whether a decision with these years is about the year. */
export function covers(years: string, fy: FinancialYear): boolean {
  if (years === fy || years === '') return true;
  const span = readSpan(years);
  const start = startYearOf(fy);
  return span !== undefined && start !== undefined && span[0] <= start && start <= span[1];
}
