/** Where the series of a measure breaks: the reviewed table `series-breaks.csv` of this folder. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { insertRows } from '../../../duckdb/insert-rows.ts';
import type { Statements } from '../../../duckdb/statements.ts';
import { startYearOf } from '../../../nhs/financial-year.ts';

/** What breaks: how the figures are collected, defined, recorded or accounted for; or months that no file prints. */
export const BreakKind = {
  collection: 'collection',
  definition: 'definition',
  recording: 'recording',
  accounting: 'accounting',
  missingMonths: 'missing months',
} as const;
export type BreakKind = (typeof BreakKind)[keyof typeof BreakKind];

/**
 * A break. `from` is the last year before it, `to` the first year after it; a year between them stands apart and compares
 * with neither side.
 */
export interface SeriesBreak {
  readonly measures: readonly string[];
  readonly from: string;
  readonly to: string;
  /** ODS codes; none: every organisation. */
  readonly orgCodes: readonly string[];
  readonly kind: BreakKind;
  readonly text: string;
  readonly source: string;
}

const words = z.string().transform((text) => text.split(' ').filter((word) => word !== ''));
const year = z
  .string()
  .refine((text) => startYearOf(text) !== undefined, 'is no financial year as in 2019-20');

const rows = z.array(
  z
    .strictObject({
      measures: words.refine((measures) => measures.length > 0, 'names no measure'),
      from_fy: year,
      to_fy: year,
      org_codes: words.refine(
        (codes) => codes.every((code) => /^[A-Z0-9]{3}$/.test(code)),
        'has no ODS code',
      ),
      kind: z.enum(Object.values(BreakKind)),
      text: z.string().min(1),
      source: z.string().min(1),
    })
    .refine(({ from_fy, to_fy }) => from_fy < to_fy, 'from_fy is not before to_fy')
    .transform(({ from_fy: from, to_fy: to, org_codes: orgCodes, ...rest }) => ({
      ...rest,
      from,
      to,
      orgCodes,
    })),
);

/** @throws ZodError that names the row and the column. */
export function parseSeriesBreaks(csv: string): readonly SeriesBreak[] {
  return rows.parse(parse(csv, { columns: true, bom: true }));
}

/** The table as it lies in this repository. */
export function readSeriesBreaks(): readonly SeriesBreak[] {
  return parseSeriesBreaks(readFileSync(new URL('series-breaks.csv', import.meta.url), 'utf8'));
}

/** Writes what the SQL of the breaks reads: one row for each measure and organisation of a break. */
export async function writeSeriesBreaks(statements: Statements): Promise<void> {
  await statements.run(`CREATE OR REPLACE TEMP TABLE known_break
    (measure VARCHAR, from_fy VARCHAR, to_fy VARCHAR, org_code VARCHAR, kind VARCHAR, text VARCHAR, source VARCHAR)`);
  await insertRows(
    statements,
    'known_break',
    readSeriesBreaks().flatMap(({ measures, orgCodes, from, to, ...said }) =>
      measures.flatMap((measure) =>
        (orgCodes.length === 0 ? [null] : orgCodes).map((code) => ({
          ...{ measure, from_fy: from, to_fy: to, org_code: code },
          ...said,
        })),
      ),
    ),
  );
}
