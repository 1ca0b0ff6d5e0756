/** What the provider level analyses of HES and ECDS give, whether published as workbook or as CSV. */
import type { FinancialYear } from '../../../nhs/financial-year.ts';
import type { Finding, Observation, PrintedTotal, QuarantinedRow } from '../../contract/parsed-file.ts';
import { SourceError, SourceErrorCode } from '../../../nhs/source-error.ts';
import { readNumber } from '../../../nhs/printed-number.ts';

/** What either layout gives. Rows of England became totals, rows of regions are left out. */
export interface ProviderFigures {
  readonly observations: readonly Observation[];
  readonly totals: readonly PrintedTotal[];
  readonly quarantine: readonly QuarantinedRow[];
  readonly findings: readonly Finding[];
}

export function wrongYear(found: string, fy: FinancialYear): SourceError {
  return new SourceError(
    SourceErrorCode.wrongPeriod,
    `${found}, not ${fy}. The file is of another year; take the right one from the publisher's page.`,
  );
}

/** Cells that should be counts and are neither that nor a mark for none: taken as not reported, and said. */
export function unreadableCells(observations: readonly Observation[]): readonly Finding[] {
  return observations
    .filter(({ status, printed }) => status === 'missing' && readNumber(printed).kind === 'unreadable')
    .map(({ orgCode, orgName, measure, printed, row, column }) => ({
      kind: 'unreadable-cell',
      severity: 'warning',
      orgCode,
      orgName,
      message: `Cell ${column}${row} (${measure} of ${orgCode}) prints "${printed}", which is not a number; it was taken as not reported.`,
    }));
}

/** The figures of each organisation by measure, in the order of the file; of a code in two rows the first. */
export function byOrganisation(
  observations: readonly Observation[],
): ReadonlyMap<string, ReadonlyMap<string, Observation>> {
  const found = new Map<string, Map<string, Observation>>();
  for (const one of observations) {
    const figures = found.get(one.orgCode) ?? new Map<string, Observation>();
    if (!figures.has(one.measure)) figures.set(one.measure, one);
    found.set(one.orgCode, figures);
  }
  return found;
}
