/** Days as sentences say them. */

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `1 February 2021` for `2021-02-01`. */
export function dayInWords(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}
