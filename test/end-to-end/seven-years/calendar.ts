/** The seven years, spelled out: the answers must not lean on the product's own calendar. */
export const YEARS = ['2017-18', '2018-19', '2019-20', '2020-21', '2021-22', '2022-23', '2023-24'] as const;
export type Year = (typeof YEARS)[number];

export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `2019-04` to `2020-03` of `2019-20`. */
export function monthsIn(fy: Year): readonly string[] {
  const start = Number(fy.slice(0, 4));
  return [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3].map(
    (month) => `${month < 4 ? start + 1 : start}-${String(month).padStart(2, '0')}`,
  );
}

/** `2019-20Q1` to `2019-20Q4`. */
export function quartersIn(fy: Year): readonly string[] {
  return [`${fy}Q1`, `${fy}Q2`, `${fy}Q3`, `${fy}Q4`];
}

/** `July` for `2019-07`. */
export function monthName(month: string): string {
  return MONTH_NAMES[Number(month.slice(5)) - 1] ?? '';
}
