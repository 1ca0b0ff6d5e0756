/** Figures that are loaded as printed, with a finding beside them: two ways to the same sum that disagree. */
import type { Finding, Observation } from '../contract/parsed-file.ts';
import { byOrganisation } from '../tables/provider-level/figures.ts';
import { ATTENDANCE_TYPES, GENDERS, OUTCOMES } from './layouts.ts';

/** Rounding to five moves a count by 2.5 at most, and an asterisk stands for seven at most (dossier, section 3). */
const ROUNDED_BY = 2.5;
const SUPPRESSED_AT_MOST = 7;

type Cells = readonly (Observation | undefined)[];

/** Totals against their genders, and attendances against their types. */
export function findingsAbout(observations: readonly Observation[], fy: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (const figures of byOrganisation(observations).values()) {
    for (const [, stem] of OUTCOMES) {
      const total = figures.get(`${stem}_total`);
      const genders = GENDERS.map((gender) => figures.get(`${stem}_${gender}`));
      const measure = stem === 'attended' ? 'op_attendances' : 'op_appointments';
      findings.push(...sumsApart('gender-identity', measure, fy, total ? [total] : [], genders));
    }
    const total = figures.get('attended_total');
    const attended = total ? [total] : GENDERS.map((gender) => figures.get(`attended_${gender}`));
    const types = [...ATTENDANCE_TYPES.values()].map((measure) => figures.get(measure));
    findings.push(...sumsApart('type-identity', 'op_attendances', fy, attended, types));
  }
  return findings;
}

function sumsApart(
  kind: string,
  measure: string,
  fy: string,
  cells: Cells,
  otherCells: Cells,
): readonly Finding[] {
  const [left, right] = [printed(cells), printed(otherCells)];
  const [first] = left;
  // Where one of the cells is not printed nothing can be said.
  if (!first || left.length < cells.length || right.length < otherCells.length || right.length === 0)
    return [];
  const allowed = [...left, ...right].reduce(
    (sum, { status }) => sum + (status === 'suppressed' ? SUPPRESSED_AT_MOST : ROUNDED_BY),
    0,
  );
  const [sum, otherSum] = [added(left), added(right)];
  if (Math.abs(sum - otherSum) <= allowed) return [];
  const { orgCode, orgName, row } = first;
  const message = `${fy}, row ${row}: ${named(left)} is ${sum}, but ${named(right)} add up to ${otherSum}; rounding and suppression explain ${allowed} at most.`;
  return [{ kind, severity: 'warning', orgCode, orgName, measure, message }];
}

/** Figures and asterisks. */
function printed(cells: Cells): readonly Observation[] {
  return cells.filter((cell): cell is Observation => cell !== undefined && cell.status !== 'missing');
}

function added(cells: readonly Observation[]): number {
  return cells.reduce((sum, { value }) => sum + (value ?? 0), 0);
}

function named(cells: readonly Observation[]): string {
  return cells.map(({ measure }) => measure).join(' + ');
}
