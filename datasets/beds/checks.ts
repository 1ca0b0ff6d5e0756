/** What keeps a KH03 workbook out (dossier beds, sections 5a and 7). */
import type { ParsedFile, Refusal } from '../contract.ts';
import { checkDuplicates, checkFigures, checkTotals } from '../reading/file-checks.ts';
import { SourceErrorCode } from '../source-error.ts';

/** Beds. The England row of the genuine files equals their rows to the last digit; half a bed allows for rounding. */
const TOTAL_TOLERANCE = 0.5;
const BEDS_AT_MOST = 10_000;
/** One slip is a finding; when more than a tenth of the rows slip, the columns are not what their headings say. */
const SHARE_OF_SLIPS = 0.1;

export function checkBeds(parsed: ParsedFile): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, impossible),
    ...checkTotals(parsed, TOTAL_TOLERANCE),
    ...checkSlips(parsed, 'identity', 'the total is not the sum of the four sectors'),
    ...checkSlips(parsed, 'occupied-exceeds-available', 'more beds are occupied than there are'),
  ];
}

function impossible(value: number): string | undefined {
  if (value < 0) return 'fewer than no beds';
  return value >= BEDS_AT_MOST ? 'no organisation has 10,000 beds' : undefined;
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
