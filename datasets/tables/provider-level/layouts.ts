/** What a publication says of its provider level analyses: rows of layouts by year, and what their labels mean. */
import type { FinancialYear } from '../../../nhs/financial-year.ts';
import { SourceError, SourceErrorCode } from '../../../nhs/source-error.ts';
import { layoutsOf, type Layout } from '../../contract/layout.ts';

/**
 * What a label stands for: a measure; a cut that is not read; or something that may be part of a sum and is not known,
 * which refuses the file, since its figures may be split off from known ones.
 */
export type Meaning = { readonly measure: string } | 'not read' | 'not known';

/** The wide data sheet: one row is one organisation. Labels are given in the form of `plainLabel`. */
export interface WorkbookLayout extends Layout {
  /** Headings of the column of codes. */
  readonly code: readonly string[];
  readonly meaningOf: (heading: string) => Meaning;
  /** A heading of each measure that can be taught; `meaningOf` takes it. */
  readonly words: Readonly<Record<string, string>>;
  /** Without a column of each of these measures a sheet is not the data sheet. */
  readonly required: readonly string[];
}

/** The long CSV: one row is one figure. */
export interface CsvLayout extends Layout {
  /** By MEASURE_TYPE and MEASURE. */
  readonly meaningOf: (type: string, label: string) => Meaning;
  /** A label of each measure that can be taught, where it stands in MEASURE beside its own MEASURE_TYPE. */
  readonly words: Readonly<Record<string, string>>;
  /** Measures of which providers and England must have a figure. */
  readonly required: readonly string[];
}

export interface ProviderRules {
  /** Its folder: `outpatients`. */
  readonly publication: string;
  /** For people: `outpatient activity by provider`. */
  readonly title: string;
  /** Names and titles of the publication's other files. */
  readonly sister: RegExp;
  /** Measures of which England's figure is no sum: means. */
  readonly notSummed?: readonly string[];
  readonly workbooks: readonly WorkbookLayout[];
  /** Of two rows of one year the second is for files that lack what the first requires. */
  readonly csvs: readonly CsvLayout[];
}

/** The meaning of a label that is the whole of what it says: `finished consultant episodes`. */
export function meaningIn(words: ReadonlyMap<string, string>, label: string): Meaning {
  const measure = words.get(label);
  return measure === undefined ? 'not read' : { measure };
}

/** The label of each measure: the other way round. */
export function wordOfEach(words: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries([...words].map(([label, measure]) => [measure, label]));
}

/** The rows of a year; a year without a row is refused. */
export function layoutsOfYear<Row extends Layout>(
  rows: readonly Row[],
  fy: FinancialYear,
  kind: 'CSV' | 'workbook',
  publication: string,
): readonly [Row, ...Row[]] {
  const [first, ...others] = layoutsOf(rows, fy);
  if (first) return [first, ...others];
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `This is a ${kind}; of ${fy} no layout of a ${kind} is known. Take the ${kind === 'CSV' ? 'workbook' : 'CSV'} of the year from the publisher's page, or add the layout to datasets/${publication}/layouts.ts.`,
  );
}

/** For sentences about labels: where a new label is to be added. */
export function placeOfWords(publication: string): string {
  return `datasets/${publication}/layouts.ts`;
}
