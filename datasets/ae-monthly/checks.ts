/** What keeps a month's A&E file out (dossier ae-monthly, sections 5 and 7). */
import type { ParsedFile, Refusal } from '../contract/parsed-file.ts';
import { checkDuplicates, checkFigures, checkTotals } from '../tables/file-checks.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';

/** Counts are whole, so anything under one is only the noise of a spreadsheet. */
const TOTAL_TOLERANCE = 0.5;
/** The busiest organisation has under 50,000 attendances a month. */
const ATTENDANCES_AT_MOST = 200_000;
/** One slip is a finding; when more than a tenth of the rows slip, the columns are not what their headings say. */
const SHARE_OF_SLIPS = 0.1;
const SLIPS = {
  identity: 'the printed total is not the sum of the types',
  'over-4-hours-exceeds-attendances': 'more attendances are over four hours than there are',
} as const;

export function checkAeMonthly(parsed: ParsedFile): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, impossible),
    ...checkTotals(parsed, TOTAL_TOLERANCE),
    ...Object.entries(SLIPS).flatMap(([kind, what]) => checkSlips(parsed, kind, what)),
  ];
}

function impossible(value: number): string | undefined {
  if (value < 0) return 'fewer than nobody';
  if (!Number.isInteger(value)) return 'a count with a fraction';
  return value > ATTENDANCES_AT_MOST ? 'no organisation has 200,000 in a month' : undefined;
}

function checkSlips(parsed: ParsedFile, kind: string, what: string): readonly Refusal[] {
  const organisations = new Set(parsed.observations.map((one) => one.orgCode)).size;
  const slips = new Set(parsed.findings.filter((one) => one.kind === kind).map((one) => one.orgCode)).size;
  if (slips < 3 || slips <= organisations * SHARE_OF_SLIPS) return [];
  return [
    {
      code: SourceErrorCode.implausible,
      message: `For ${slips} of ${organisations} organisations ${what}. The columns are not what their headings say; compare with the publisher's file.`,
    },
  ];
}
