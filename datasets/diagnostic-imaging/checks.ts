/** What keeps a Table 1 out (dossier diagnostic-imaging, sections 5 to 7). */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { ParsedFile, PrintedTotal, Refusal } from '../contract/parsed-file.ts';
import { checkFigures, checkTotals } from '../tables/file-checks.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import { roundingOf } from './rounding.ts';

/** The largest trust has under half a million tests of one modality in a year. */
const TESTS_AT_MOST = 2_000_000;
/** One slip is a finding; when more than a tenth of the rows slip, the columns are not what their headings say. */
const SHARE_OF_SLIPS = 0.1;
/** Rounding errors mostly cancel out: over all rows of a year they stay below this many times the root of their number. */
const SPREAD = 12;

export function checkDiagnosticImaging(parsed: ParsedFile, context: ParseContext): readonly Refusal[] {
  return [
    ...checkFigures(parsed.observations, impossible),
    // A hair more than the rounding, since `checkTotals` refuses at the tolerance itself.
    ...checkTotals(parsed, (total) => roundingOf(figuresOf(parsed, total)) + 0.5),
    ...checkWholeYear(parsed, context.fy),
    ...checkYears(parsed),
  ];
}

function impossible(value: number): string | undefined {
  if (value < 0) return 'fewer than no tests';
  if (!Number.isInteger(value)) return 'a count with a fraction';
  return value > TESTS_AT_MOST ? 'no organisation does two million tests of one kind' : undefined;
}

function figuresOf(parsed: ParsedFile, total: PrintedTotal): ParsedFile['observations'] {
  return parsed.observations.filter((one) => one.period === total.period && one.measure === total.measure);
}

/** The figures of the year, all modalities: what is small beside the rounding of one column is not small beside all. */
function checkWholeYear(parsed: ParsedFile, fy: FinancialYear): readonly Refusal[] {
  const hasYear = [...parsed.totals, ...parsed.observations].some(({ period }) => period === fy);
  const isOfYear = ({ period }: { readonly period: string }): boolean => !hasYear || period === fy;
  const totals = parsed.totals.filter(isOfYear);
  const published = totals.reduce((sum, total) => sum + total.published, 0);
  const apart = totals.reduce((sum, total) => sum + total.published - total.sumOfRows, 0);
  const figures = parsed.observations.filter(isOfYear).filter((one) => one.status !== 'missing');
  if (!figures.some(({ value }) => value)) return [nothingPrinted(fy)];
  if (Math.abs(apart) <= SPREAD * Math.sqrt(figures.length) + roundingOf([])) return [];
  return [
    {
      code: SourceErrorCode.totalDisagrees,
      message: `England has ${published} tests in all modalities of ${fy}, and the organisations ${published - apart}: ${Math.abs(apart)} apart, which rounding does not explain. A row may be lost; compare with the publisher's file and load another edition.`,
    },
  ];
}

function nothingPrinted(fy: FinancialYear): Refusal {
  const message = `No organisation has a test in the column of ${fy}, or under any month where there is none. The file is not filled in, or its columns are not what their headings say; compare with the publisher's file.`;
  return { code: SourceErrorCode.implausible, message };
}

function checkYears(parsed: ParsedFile): readonly Refusal[] {
  const slips = parsed.findings.filter((one) => one.kind === 'year-not-months');
  const rows = new Set(parsed.observations.map(({ sheet, row }) => `${sheet}!${row}`)).size;
  if (slips.length < 3 || slips.length <= rows * SHARE_OF_SLIPS) return [];
  return [
    {
      code: SourceErrorCode.implausible,
      message: `In ${slips.length} of ${rows} rows the year is not its months: ${slips[0]?.message ?? ''} The columns are not what their headings say; compare with the publisher's file.`,
    },
  ];
}
