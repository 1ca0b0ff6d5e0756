/** What keeps a file of admitted patient care out (dossier admitted-patient-care, sections 3 and 5). */
import type { ParsedFile, Refusal } from '../contract/parsed-file.ts';
import { checkAlike, checkDuplicates, checkFigures } from '../tables/file-checks.ts';
import { checkProviderTotals, impossibleCount } from '../tables/provider-level/figures.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import { isCount, METHODS, REQUIRED } from './layouts.ts';

/** The largest provider has half a million episodes, and as many bed days. */
const impossible = impossibleCount(3_000_000);
/** Share of England's admissions by which their methods may miss them. Genuine files agree to the last digit. */
const METHODS_APART = 0.001;

/**
 * Rounding and small numbers explain all that genuine files are apart, so a single lost trust shows. Columns that feed no
 * cell of trust_year do not withhold the others: their totals are findings.
 */
export function checkAdmittedPatientCare(parsed: ParsedFile): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, (value, measure) =>
      isCount({ measure }) || value < 0 ? impossible(value) : undefined,
    ),
    ...checkAlike(parsed.observations, (measure) => REQUIRED.includes(measure)),
    ...checkProviderTotals(parsed, (measure) => REQUIRED.includes(measure)),
    ...checkColumns(parsed),
  ];
}

/** England's own figures tell columns that are not what their headings say: which "Emergency", episodes or admissions. */
function checkColumns({ totals }: ParsedFile): readonly Refusal[] {
  const england = new Map(totals.map(({ measure, published }) => [measure, published]));
  const admissions = england.get('admissions') ?? 0;
  const episodes = england.get('fce') ?? 0;
  const printed = METHODS.map((method) => england.get(method));
  const methods = printed.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const allowed = admissions * METHODS_APART + METHODS.length;
  const all = printed.every((count) => count !== undefined);
  const impossibilities = [
    ...(admissions > episodes ? [`${admissions} admissions are more than ${episodes} episodes`] : []),
    ...(methods > admissions + allowed || (all && methods < admissions - allowed)
      ? [`the methods of admission add up to ${methods}, but there are ${admissions} admissions`]
      : []),
  ];
  return impossibilities.map((what) => ({
    code: SourceErrorCode.implausible,
    message: `In the total of England ${what}. The columns are not what their headings say; compare with the publisher's file.`,
  }));
}
