/** Financial years in texts, addresses and file names. */
import type { FinancialYear } from './financial-year.ts';

/** Financial years a text names, as `2019-20`, `2019/20`, `2019-2020`, `april-2019-to-march-2020` or `apr-19-mar-20`. */
export function yearsNamed(text: string): readonly FinancialYear[] {
  const plain = text.toLowerCase();
  const written = [
    ...plain.matchAll(/(?<!\d)20(\d\d)\s*[-_/\u2010-\u2015]\s*(?:20)?(\d\d)(?!\d)/g),
    ...plain.matchAll(/apr(?:il)?[-_ ]*(?:20)?(\d\d)[-_ ]*(?:to[-_ ]*)?mar(?:ch)?[-_ ]*(?:20)?(\d\d)(?!\d)/g),
  ];
  const years = written
    .filter(([, from, to]) => Number(to) === (Number(from) + 1) % 100)
    .map(([, from = '', to = '']) => `20${from}-${to}`);
  return [...new Set(years)];
}

/** Financial years a text names, run together too: `MPDP 2019-20`, `201920 DATA`, `AE1920_Provider`, `2425`. */
export function yearsPrinted(text: string): readonly FinancialYear[] {
  const apart = text
    .replace(/(?<!\d)20(\d\d)(\d\d)(?!\d)/g, '20$1-$2')
    .replace(/(?<!\d|\d-)(\d\d)(\d\d)(?!\d|\s*[-/\u2010-\u2015]\s*\d)/g, '20$1-$2');
  return yearsNamed(apart);
}
