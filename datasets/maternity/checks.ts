/** What keeps a maternity file out (dossier maternity, sections 4 to 6). */
import type { ParsedFile, PrintedTotal, Refusal } from '../contract/parsed-file.ts';
import {
  checkAlike,
  checkDuplicates,
  checkFigures,
  checkPrinted,
  checkTotals,
} from '../tables/file-checks.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';

/**
 * Every provider is rounded to the nearest five and up to seven are hidden, so a row may be eight off; in
 * MSDS a delivery can be counted at two trusts (2019-20: 0.38 % more than the total). Above that a row is
 * lost, doubled or of another table.
 */
const SHARE_OF_TOTAL = 0.005;
const OFF_BY_ROW = 8;
/** The busiest trust has under 16,000 a year. */
const DELIVERIES_AT_MOST = 50_000;
/** In one row this is a finding; in more than a tenth of the rows the column is not what its heading says. */
const SHARE_OF_ROWS = 0.1;

export function checkMaternity(parsed: ParsedFile): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, impossible),
    ...checkPrinted(parsed.observations, isDeliveries),
    ...checkAlike(parsed.observations, isDeliveries),
    ...checkTotals(parsed, (total) => tolerance(total, parsed)),
    ...checkTables(parsed),
  ];
}

function isDeliveries(measure: string): boolean {
  return measure.startsWith('deliveries');
}

function tolerance(total: PrintedTotal, { observations }: ParsedFile): number {
  const rows = observations.filter(({ measure }) => measure === total.measure).length;
  return Math.max(SHARE_OF_TOTAL * Math.abs(total.published), OFF_BY_ROW * rows);
}

function impossible(value: number, measure: string): string | undefined {
  if (value < 0) return 'fewer than none';
  if (!Number.isInteger(value)) return 'a count with a fraction';
  if (measure === 'months_submitted_msds') return value > 12 ? 'a year has twelve months' : undefined;
  return value > DELIVERIES_AT_MOST ? 'no organisation has 50,000 deliveries in a year' : undefined;
}

function checkTables({ findings, observations }: ParsedFile): readonly Refusal[] {
  const found = findings.filter(({ kind }) => kind === 'tables-disagree');
  if (found.length < 3 || found.length <= observations.length * SHARE_OF_ROWS) return [];
  return [
    {
      code: SourceErrorCode.totalDisagrees,
      message: `The tables of the workbook print different totals for ${found.length} of ${observations.length} organisations (${found[0]?.message ?? ''}). One of them counts something else than all deliveries; compare with the publisher's file.`,
    },
  ];
}
