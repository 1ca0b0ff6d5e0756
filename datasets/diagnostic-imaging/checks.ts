/** What keeps a Table 1 out (dossier diagnostic-imaging, sections 5 to 7). */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { Observation, ParsedFile, Refusal } from '../contract/parsed-file.ts';
import { checkFigures, checkTotals } from '../tables/file-checks.ts';

/** The largest trust has under half a million tests of one modality in a year. */
const TESTS_AT_MOST = 2_000_000;
/**
 * In one row this is a finding; in more than a tenth of the rows the columns are not what their headings say.
 */
const SHARE_OF_ROWS = 0.1;
/**
 * Rounding errors mostly cancel out: over all rows of a year they stay below this many times the root of
 * their number.
 */
const SPREAD = 12;

/** Every printed count, and their total, is rounded to the nearest five. */
const ROUNDED_BY = 2.5;
/** A withheld count is one or two. */
export const WITHHELD_AT_MOST = 2;
/**
 * What a year's own figure differs by from its months in genuine files, however few of them (dossier, section
 * 5).
 */
const YEAR_APART = 15;

/** How far the year's own figure may be from the months of its row, in tests. */
export function roundingOfYear(months: readonly Pick<Observation, 'status'>[]): number {
  return Math.max(YEAR_APART, roundingOf(months));
}

/** How far a rounded total may be from what the figures it is of add up to, in tests. */
function roundingOf(figures: readonly Pick<Observation, 'status'>[]): number {
  const count = (wanted: Observation['status']): number =>
    figures.filter(({ status }) => status === wanted).length;
  return ROUNDED_BY * (count('reported') + 1) + WITHHELD_AT_MOST * count('suppressed');
}

export function checkDiagnosticImaging(parsed: ParsedFile, { fy }: ParseContext): readonly Refusal[] {
  const { observations } = parsed;
  return [
    ...checkFigures(observations, impossible),
    // A hair more than the rounding, since `checkTotals` refuses at the tolerance itself.
    ...checkTotals(parsed, (total) => {
      const ofColumn = observations.filter(
        ({ period, measure }) => period === total.period && measure === total.measure,
      );
      return roundingOf(ofColumn) + 0.5;
    }),
    ...checkWholeYear(parsed, fy),
    ...checkYears(parsed),
  ];
}

function impossible(value: number): string | undefined {
  if (value < 0) return 'fewer than no tests';
  if (!Number.isInteger(value)) return 'a count with a fraction';
  return value > TESTS_AT_MOST ? 'no organisation does two million tests of one kind' : undefined;
}

/**
 * The figures of the year, all modalities: what is small beside the rounding of one column is not small
 * beside all.
 */
function checkWholeYear(parsed: ParsedFile, fy: FinancialYear): readonly Refusal[] {
  const hasYear = [...parsed.totals, ...parsed.observations].some(({ period }) => period === fy);
  const isOfYear = ({ period }: { readonly period: string }): boolean => !hasYear || period === fy;
  const totals = parsed.totals.filter(isOfYear);
  const england = totals.reduce((sum, { published }) => sum + published, 0);
  const apart = totals.reduce((sum, { published, sumOfRows }) => sum + published - sumOfRows, 0);
  const figures = parsed.observations.filter(isOfYear).filter(({ status }) => status !== 'missing');
  if (!figures.some(({ value }) => value)) {
    const message = `No organisation has a test in the column of ${fy}, or under any month where there is none. The file is not filled in, or its columns are not what their headings say; compare with the publisher's file.`;
    return [{ code: SourceErrorCode.implausible, message }];
  }
  if (Math.abs(apart) <= SPREAD * Math.sqrt(figures.length) + roundingOf([])) return [];
  const message = `England has ${england} tests in all modalities of ${fy}, and the organisations ${england - apart}: ${Math.abs(apart)} apart, which rounding does not explain. A row may be lost; compare with the publisher's file and load another edition.`;
  return [{ code: SourceErrorCode.totalDisagrees, message }];
}

function checkYears({ findings, observations }: ParsedFile): readonly Refusal[] {
  const found = findings.filter(({ kind }) => kind === 'year-not-months');
  const rows = new Set(observations.map(({ sheet, row }) => `${sheet}!${row}`)).size;
  if (found.length < 3 || found.length <= rows * SHARE_OF_ROWS) return [];
  const message = `In ${found.length} of ${rows} rows the year is not its months: ${found[0]?.message ?? ''} The columns are not what their headings say; compare with the publisher's file.`;
  return [{ code: SourceErrorCode.implausible, message }];
}
