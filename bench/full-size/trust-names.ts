/** NHS trusts beside those of the tests, from the edition of ODS that the sample carries: they fill tables up to their real size. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Year } from '../../test/end-to-end/seven-years/calendar.ts';
import { TRUSTS } from '../../test/end-to-end/seven-years/trusts.ts';

export interface FurtherTrust {
  readonly code: string;
  readonly name: string;
  readonly sector: 'FT' | 'Trust';
}

const [CODE, NAME, REGION, OPENED, CLOSED] = [0, 1, 2, 10, 11];
const file = new URL('../../sample/files/etr-2025-12-incl-closed.csv', import.meta.url);

/** Those in England that were open all the year. */
export function furtherTrusts(fy: Year): readonly FurtherTrust[] {
  const start = Number(fy.slice(0, 4));
  const lives = (cells: readonly string[]): boolean =>
    (cells[OPENED] ?? '') < `${start}0401` && (cells[CLOSED] || '9999') > `${start + 1}0401`;
  const rows: string[][] = parse(readFileSync(file));
  return rows
    .filter((cells) => /^R..$/.test(cells[CODE] ?? '') && /^Y\d\d$/.test(cells[REGION] ?? '') && lives(cells))
    .map((cells) => ({ code: cells[CODE] ?? '', name: cells[NAME] ?? '' }))
    .filter(({ code }) => !TRUSTS.some((trust) => trust.code === code))
    .map((trust) => ({ ...trust, sector: trust.name.includes('FOUNDATION') ? 'FT' : 'Trust' }));
}
