/**
 * KH03 overnight workbooks, as data (dossier beds, section 5). Headings in plain form: lower case, `&` as `and`.
 * What drifted from 2013-14 on: the column of the region, `Period` to `Period End`, `Learning Disabilities` to
 * `Learning Disability`, a `Data Quality` sheet in front. Adding a drift is adding a word here.
 */

/** Sheets in order of preference; never by index. */
export const SHEETS: readonly RegExp[] = [/trusts?\s+by\s+sector/i, /trust/i];

export const IDENTITY = {
  year: ['year'],
  period: ['period end', 'period'],
  orgCode: ['org code'],
  orgName: ['org name'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Words of the row above the headings, which repeat three times. `ignored` is worked out from the other two. */
export const GROUPS: readonly {
  readonly group: 'available' | 'occupied' | 'ignored';
  readonly words: readonly string[];
}[] = [
  { group: 'available', words: ['available'] },
  { group: 'occupied', words: ['occupied'] },
  { group: 'ignored', words: ['% occupied', '%occupied', 'percentage occupied', '% occupancy'] },
];

export const SECTORS: readonly {
  readonly sector: 'total' | 'ga' | 'ld' | 'maternity' | 'mi';
  readonly headings: readonly string[];
}[] = [
  { sector: 'total', headings: ['total'] },
  { sector: 'ga', headings: ['general and acute'] },
  { sector: 'ld', headings: ['learning disabilities', 'learning disability'] },
  { sector: 'maternity', headings: ['maternity'] },
  { sector: 'mi', headings: ['mental illness'] },
];

/** One row per era; the column of the region tells them apart. */
export const LAYOUTS: readonly {
  readonly layout: string;
  readonly region: string;
  readonly years: string;
}[] = [
  { layout: 'kh03-region', region: 'region code', years: '2016-17 onwards' },
  { layout: 'kh03-area-team', region: 'at code', years: '2013-14 to 2015-16' },
  { layout: 'kh03-sha', region: 'sha code', years: '2010-11 to 2012-13' },
];
