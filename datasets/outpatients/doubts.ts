/** Figures that are loaded as printed, with a doubt beside them. */
import type { Finding, Observation } from '../contract/parsed-file.ts';
import { byOrganisation } from '../tables/provider-level/figures.ts';
import { ATTENDANCE_TYPES, CSV_GENDERS, OUTCOMES } from './layouts.ts';

/** Rounding to five moves a count by 2.5 at most, and an asterisk stands for seven at most (dossier, section 3). */
const ROUNDED_BY = 2.5;
const SUPPRESSED_AT_MOST = 7;

/** Sums that are the same figure twice: a total over the genders, and the attendances by type. */
export function doubtsAbout(observations: readonly Observation[], fy: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (const figures of byOrganisation(observations).values()) {
    for (const [, stem] of OUTCOMES) {
      const total = figures.get(`${stem}_total`);
      const parts = CSV_GENDERS.map((gender) => figures.get(`${stem}_${gender}`));
      const measure = stem === 'attended' ? 'op_attendances' : 'op_appointments';
      findings.push(...apart('gender-identity', measure, fy, total ? [total] : [], parts));
    }
    const whole = figures.get('attended_total');
    const attended = whole ? [whole] : CSV_GENDERS.map((gender) => figures.get(`attended_${gender}`));
    const types = ATTENDANCE_TYPES.map(([, measure]) => figures.get(measure));
    findings.push(...apart('type-identity', 'op_attendances', fy, attended, types));
  }
  return findings;
}

function apart(
  kind: string,
  measure: string,
  fy: string,
  one: readonly (Observation | undefined)[],
  other: readonly (Observation | undefined)[],
): readonly Finding[] {
  const [left, right] = [printed(one), printed(other)];
  const [first] = left;
  if (!first || left.length < one.length || right.length < other.length || right.length === 0) return [];
  const all = [...left, ...right];
  const allowed = all.reduce(
    (sum, { status }) => sum + (status === 'suppressed' ? SUPPRESSED_AT_MOST : ROUNDED_BY),
    0,
  );
  const [a, b] = [added(left), added(right)];
  if (Math.abs(a - b) <= allowed) return [];
  const { orgCode, orgName, row } = first;
  const message = `${fy}, row ${row}: ${named(left)} is ${a}, but ${named(right)} add up to ${b}; rounding and suppression explain ${allowed} at most.`;
  return [{ kind, severity: 'warning', orgCode, orgName, measure, message }];
}

/** Figures and asterisks; where one is not printed nothing can be said. */
function printed(cells: readonly (Observation | undefined)[]): readonly Observation[] {
  return cells.filter((one): one is Observation => one !== undefined && one.status !== 'missing');
}

function added(cells: readonly Observation[]): number {
  return cells.reduce((sum, { value }) => sum + (value ?? 0), 0);
}

function named(cells: readonly Observation[]): string {
  return cells.map(({ measure }) => measure).join(' + ');
}
