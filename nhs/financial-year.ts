/** Financial years, their months and quarters. Pure calendar arithmetic on strings; no clock, no time zone. */

/** A financial year as the NHS writes it: `2019-20` is 1 April 2019 to 31 March 2020. */
export type FinancialYear = string;

const PATTERN = /^(20\d\d)-(\d\d)$/;
/** A range into the next century is a slip of the pen. */
const LAST_START = 2098;

/** `2019-20` for 2019. */
export function financialYear(startYear: number): FinancialYear {
  return `${startYear}-${String((startYear + 1) % 100).padStart(2, '0')}`;
}

/** 2019 for `2019-20`; undefined when the text is no financial year (`2019-21`, `2019`). */
export function startYearOf(text: string): number | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const start = Number(match[1]);
  return Number(match[2]) === (start + 1) % 100 ? start : undefined;
}

/** First day, ISO: `2019-04-01`. */
export function firstDay(fy: FinancialYear): string {
  return `${requireStart(fy)}-04-01`;
}

/** Last day, ISO: `2020-03-31`. */
export function lastDay(fy: FinancialYear): string {
  return `${requireStart(fy) + 1}-03-31`;
}

/** `2019-04` to `2020-03`. */
export function monthsOf(fy: FinancialYear): readonly string[] {
  const start = requireStart(fy);
  return Array.from({ length: 12 }, (_, index) => {
    const month = ((index + 3) % 12) + 1;
    return `${month >= 4 ? start : start + 1}-${String(month).padStart(2, '0')}`;
  });
}

/** `2019-20Q1` to `2019-20Q4`. */
export function quartersOf(fy: FinancialYear): readonly string[] {
  requireStart(fy);
  return [1, 2, 3, 4].map((quarter) => `${fy}Q${quarter}`);
}

/** The financial year a calendar month lies in: `2019-20` for 2020, 3. */
export function financialYearOfMonth(year: number, month: number): FinancialYear {
  return financialYear(month >= 4 ? year : year - 1);
}

/** The financial year before the one in which a day lies: `2017-18` for 2018-04-01. @param day ISO date */
export function yearBefore(day: string): FinancialYear {
  const [year, month] = day.split('-').map(Number);
  return financialYear((month! >= 4 ? year! : year! - 1) - 1);
}

/**
 * `2017-18..2023-24`, `2019-20`, `2017-18,2019-20`.
 * @throws RangeError with a sentence that says what would be right.
 */
export function financialYears(text: string): readonly FinancialYear[] {
  const years = text.split(',').flatMap((part) => {
    const [from = '', to = from, ...rest] = part.trim().split('..');
    const first = startYearOf(from.trim());
    const last = startYearOf(to.trim());
    if (first === undefined || last === undefined || rest.length > 0) {
      throw new RangeError(
        `"${part.trim()}" is not a financial year or a range of them. Write 2019-20, or 2017-18..2023-24.`,
      );
    }
    if (last < first)
      throw new RangeError(`"${part.trim()}" runs backwards. Write ${to.trim()}..${from.trim()}.`);
    if (last > LAST_START)
      throw new RangeError(
        `"${part.trim()}" is too far away: ${financialYear(LAST_START)} is the last year that can be meant.`,
      );
    return Array.from({ length: last - first + 1 }, (_, index) => financialYear(first + index));
  });
  return [...new Set(years)].sort();
}

function requireStart(fy: FinancialYear): number {
  const start = startYearOf(fy);
  if (start === undefined) throw new RangeError(`"${fy}" is not a financial year like 2019-20.`);
  return start;
}
