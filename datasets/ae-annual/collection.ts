/** Which collection a year was counted from, and what a file says of it. */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { Finding } from '../contract/parsed-file.ts';
import { COLLECTIONS, SERIES_BREAK, type Collection } from './layouts.ts';

/** HES A&E to 2019-20, ECDS from 2020-21. */
export function collectionOf(fy: FinancialYear): Collection {
  const found = COLLECTIONS.find(({ from = '', until = '9999' }) => from <= fy && fy <= until);
  if (!found) throw new Error(`No collection of annual A&E covers ${fy}.`);
  return found;
}

/** The break in the series, in every file after it; and a title page that names the other collection. */
export function collectionFindings(fy: FinancialYear, titles: readonly string[]): readonly Finding[] {
  const ours = collectionOf(fy);
  const findings: Finding[] = [];
  if (ours.from !== undefined)
    findings.push({ kind: 'series-break', severity: 'info', message: SERIES_BREAK });
  const named = COLLECTIONS.filter(({ source }) => titles.some((title) => source.test(title)));
  const [only] = named;
  if (only && named.length === 1 && only !== ours) {
    findings.push({
      kind: 'collection-doubt',
      severity: 'warning',
      message: `The title page names ${only.name} as the source, but ${fy} is taken as ${ours.name}. Read the publication's notes before comparing it with other years.`,
    });
  }
  return findings;
}
