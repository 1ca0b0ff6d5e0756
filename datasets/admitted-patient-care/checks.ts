/** What keeps a file of admitted patient care out (dossier admitted-patient-care, sections 3 and 5). */
import type { ParsedFile, Refusal } from '../contract/parsed-file.ts';
import { checkAlike, checkDuplicates, checkFigures } from '../tables/file-checks.ts';
import { checkProviderTotals, impossibleCount } from '../tables/provider-level/checks.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import { REQUIRED } from './layouts.ts';
import { isCount } from './provider-table.ts';

/** The largest provider has half a million episodes, and as many bed days. */
const impossible = impossibleCount(3_000_000);
/** Share of England's admissions by which their methods may miss them. Genuine files agree to the last digit. */
const METHODS_APART = 0.001;
const METHODS = [
  'emergency_admissions',
  'waiting_list_admissions',
  'planned_admissions',
  'other_admissions',
] as const;

/**
 * Rounding and small numbers explain all that genuine files are apart, so a single lost trust shows. Columns that feed no
 * cell of trust_year do not withhold the others: their totals are findings.
 */
export function checkAdmittedPatientCare(parsed: ParsedFile): readonly Refusal[] {
  return [
    ...checkPrinted(parsed),
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, (value, measure) =>
      isCount({ measure }) || value < 0 ? impossible(value) : undefined,
    ),
    ...checkAlike(parsed.observations, (measure) => REQUIRED.includes(measure)),
    ...checkProviderTotals(parsed, (measure) => REQUIRED.includes(measure)),
    ...checkColumns(parsed),
  ];
}

/** Every layout has its measures, and something to hold them against. */
function checkPrinted({ observations, totals }: ParsedFile): readonly Refusal[] {
  const without = (rows: readonly { readonly measure: string }[]): readonly string[] =>
    REQUIRED.filter((measure) => !rows.some((row) => row.measure === measure));
  const figures = without(observations);
  if (figures.length > 0) {
    const message = `No provider has a figure of ${figures.join(', ')}. The layout may have changed, or the file may be cut short; load another file of the year.`;
    return [{ code: SourceErrorCode.unknownLayout, message }];
  }
  const england = without(totals);
  if (england.length === 0) return [];
  const message = `There is no total of England for ${england.join(', ')}, so the providers cannot be checked; the file may be cut short. Load another file of the year.`;
  return [{ code: SourceErrorCode.totalDisagrees, message }];
}

/** England's own figures tell columns that are not what their headings say: which "Emergency", episodes or admissions. */
function checkColumns({ totals }: ParsedFile): readonly Refusal[] {
  const england = new Map(totals.map(({ measure, published }) => [measure, published]));
  const admissions = england.get('admissions') ?? 0;
  const episodes = england.get('fce') ?? 0;
  const printed = METHODS.map((method) => england.get(method));
  const methods = printed.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const allowed = admissions * METHODS_APART + METHODS.length;
  const all = printed.every((one) => one !== undefined);
  const slips = [
    ...(admissions > episodes ? [`${admissions} admissions are more than ${episodes} episodes`] : []),
    ...(methods > admissions + allowed || (all && methods < admissions - allowed)
      ? [`the methods of admission add up to ${methods}, but there are ${admissions} admissions`]
      : []),
  ];
  return slips.map((what) => ({
    code: SourceErrorCode.implausible,
    message: `In the total of England ${what}. The columns are not what their headings say; compare with the publisher's file.`,
  }));
}
