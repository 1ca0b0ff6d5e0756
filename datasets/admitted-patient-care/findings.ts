/** Figures that are loaded as printed, with a finding beside them. */
import type { Finding, Observation } from '../contract/parsed-file.ts';
import { byOrganisation } from '../tables/provider-level/figures.ts';

/** Four counts, each rounded to five. */
const ROUNDED = 10;

/** Figures of one provider that contradict each other. */
export function findingsAbout(observations: readonly Observation[], fy: string): readonly Finding[] {
  return [...byOrganisation(observations).values()].flatMap((figures) => {
    const value = (measure: string): number => figures.get(measure)?.value ?? 0;
    const admissions = figures.get('admissions');
    if (!admissions || admissions.value === null) return [];
    const { orgCode, orgName } = admissions;
    const findings: Finding[] = [];
    const add = (kind: string, text: string): void => {
      const message = `${fy}, row ${admissions.row}: ${text}`;
      findings.push({ kind, severity: 'warning', orgCode, orgName, measure: 'admissions', message });
    };
    const methods =
      value('emergency_admissions') + value('waiting_list_admissions') + value('planned_admissions');
    if (figures.get('fce')?.status === 'reported' && admissions.value > value('fce') + ROUNDED)
      add(
        'admissions-exceed-episodes',
        `${admissions.value} admissions, but ${value('fce')} episodes of care.`,
      );
    if (methods > admissions.value + ROUNDED) {
      add(
        'identity',
        `emergency, waiting list and planned admissions add up to ${methods}, more than the ${admissions.value} admissions.`,
      );
    }
    return findings;
  });
}
