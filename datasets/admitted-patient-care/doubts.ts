/** Figures that are loaded as printed, with a doubt beside them. */
import type { Finding, Observation } from '../contract/parsed-file.ts';
import { byOrganisation } from '../tables/provider-level/figures.ts';

/** Four counts, each rounded to five. */
const ROUNDED = 10;

/** Doubts about the figures of one provider beside each other. */
export function doubtsAbout(observations: readonly Observation[], fy: string): readonly Finding[] {
  return [...byOrganisation(observations).values()].flatMap((figures) => {
    const value = (measure: string): number => figures.get(measure)?.value ?? 0;
    const admissions = figures.get('admissions');
    if (!admissions || admissions.value === null) return [];
    const { orgCode, orgName } = admissions;
    const doubt = (kind: string, what: string): Finding => ({
      kind,
      severity: 'warning',
      orgCode,
      orgName,
      measure: 'admissions',
      message: `${fy}, row ${admissions.row}: ${what}`,
    });
    const methods =
      value('emergency_admissions') + value('waiting_list_admissions') + value('planned_admissions');
    const found: Finding[] = [];
    if (figures.get('fce')?.status === 'reported' && admissions.value > value('fce') + ROUNDED) {
      found.push(
        doubt(
          'admissions-exceed-episodes',
          `${admissions.value} admissions, but ${value('fce')} episodes of care.`,
        ),
      );
    }
    if (methods > admissions.value + ROUNDED) {
      found.push(
        doubt(
          'identity',
          `emergency, waiting list and planned admissions add up to ${methods}, more than the ${admissions.value} admissions.`,
        ),
      );
    }
    return found;
  });
}
