/** Numbers, shares and dates in the middle of sentences. */

/** `46,300`. */
export function number(value: number): string {
  return value.toLocaleString('en-GB');
}

/** `1 figure`, `46,300 figures`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** A share from 0 to 1 as `98.4 %`. It says 100 % only of the whole, and 0 % only of nothing. */
export function percent(share: number): string {
  const rounded = Math.round(share * 1000) / 10;
  const honest = share < 1 ? Math.min(rounded, 99.9) : rounded;
  return `${share > 0 ? Math.max(honest, 0.1) : honest}%`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `2021-02-01` as `1 February 2021`; another text as it is. */
export function dayInWords(day: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const month = MONTHS[Number(found?.[2]) - 1];
  return found && month ? `${Number(found[3])} ${month} ${found[1]}` : day;
}

/** `2019-07` as `July 2019`, `2019-20Q1` as `quarter 1`; another text as it is. */
export function periodInWords(period: string): string {
  const quarter = /^\d{4}-\d{2}Q([1-4])$/.exec(period);
  if (quarter) return `quarter ${quarter[1]}`;
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(period);
  return month ? `${MONTHS[Number(month[2]) - 1]} ${month[1]}` : period;
}

/** `beds, admissions and staff costs`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** With a capital letter. */
export function sentenceCase(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
