/** Figures that are loaded as printed, with a finding beside them. */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { Finding, Observation } from '../contract/parsed-file.ts';
import { byOrganisation } from '../tables/provider-level/figures.ts';
import { COLLECTIONS, collectionOf } from './layouts.ts';

/** Two roundings to five, or a rounding and a suppressed figure. */
const SAME_WITHIN = 10;

/** The break in the series, in every file after it; and a title page that names the other collection. */
export function findingsOnCollection(fy: FinancialYear, titles: readonly string[]): readonly Finding[] {
  const collection = collectionOf(fy);
  if (!collection) return [];
  const findings: Finding[] = [];
  if (collection.seriesBreak !== undefined)
    findings.push({ kind: 'series-break', severity: 'info', message: collection.seriesBreak });
  const named = COLLECTIONS.filter(({ source }) => titles.some((title) => source.test(title)));
  const [only] = named;
  if (only && named.length === 1 && only !== collection) {
    findings.push({
      kind: 'collection-doubt',
      severity: 'warning',
      message: `The title page names ${only.name} as the source, but ${fy} is taken as ${collection.name}. Read the publication's notes before comparing it with other years.`,
    });
  }
  return findings;
}

/** All attendances of one provider, printed in two cuts, should be the same figure. */
export function findingsOnCuts(observations: readonly Observation[], fy: FinancialYear): readonly Finding[] {
  const measure = collectionOf(fy)?.measure ?? '';
  return [...byOrganisation(observations).values()].flatMap((figures): Finding[] => {
    const [all, bySource] = [figures.get(measure), figures.get(`${measure}_by_source`)];
    if (!all || !bySource || all.value === null || bySource.value === null) return [];
    if (Math.abs(all.value - bySource.value) <= SAME_WITHIN) return [];
    const { orgCode, orgName } = all;
    const message = `${fy}: row ${all.row} prints ${all.value} attendances, row ${bySource.row} prints ${bySource.value} in the cut by source; the first was taken.`;
    return [
      { kind: 'identity', severity: 'warning', orgCode, orgName, measure: 'ae_attendances_annual', message },
    ];
  });
}
