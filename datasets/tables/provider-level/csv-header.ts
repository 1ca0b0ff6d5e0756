/** The headings of the long CSV, and the year its rows print. */
import { yearsPrinted } from '../../../nhs/named-years.ts';
import { type Sheet, type SheetRow, type Workbook, cellText } from '../../../spreadsheet/workbook.ts';
import type { FinancialYear } from '../../../nhs/financial-year.ts';
import { SourceError, SourceErrorCode } from '../../../nhs/source-error.ts';
import { headingsShown, nearestHeaderRow } from '../header-row.ts';
import { plainLabel, type MeasureOfLabel } from './label.ts';

/** Headings in the form of `plainLabel`; the sister publications write `ORGANISATION_` or `ORG_`. */
const HEADINGS = {
  period: /^reporting period$/,
  level: /^(?:geography|org) level$/,
  code: /^org(?:anisation)? code$/,
  name: /^org(?:anisation)? description$/,
  type: /^measure type$/,
  measure: /^measure$/,
  value: /^measure value/, // one year has MEASURE_VALUE_SUM_1
} as const;
export type Role = keyof typeof HEADINGS;

const HEADER_WITHIN = 10;

export interface CsvHeader {
  readonly sheet: Sheet;
  readonly header: SheetRow;
  /** 0-based columns. */
  readonly at: Readonly<Record<Role, number>>;
}

/** @throws SourceError where none of the first rows has all headings, or one has two of the figures. */
export function requireCsvHeader(workbook: Workbook): CsvHeader {
  const [sheet] = workbook.sheets;
  const first: SheetRow[] = [];
  for (const row of sheet?.rows() ?? []) {
    first.push(row);
    const headings = row.cells.map((cell) => plainLabel(cellText(cell)));
    const column = (role: Role): number => headings.findIndex((heading) => HEADINGS[role].test(heading));
    const at = {
      period: column('period'),
      level: column('level'),
      code: column('code'),
      name: column('name'),
      type: column('type'),
      measure: column('measure'),
      value: column('value'),
    };
    if (sheet && Object.values(at).every((index) => index >= 0)) {
      requireOneValue(row, headings);
      return { sheet, header: row, at };
    }
    if (first.length === HEADER_WITHIN) break;
  }
  const nearest = nearestHeaderRow(first, [['measure'], ['measure_value'], ['reporting_period']]) ?? first[0];
  throw new SourceError(
    SourceErrorCode.headingMissing,
    `The CSV: no row has the headings REPORTING_PERIOD, GEOGRAPHY_LEVEL, ORG_CODE, ORG_DESCRIPTION, MEASURE_TYPE, MEASURE and MEASURE_VALUE together. Headings found: ${headingsShown(nearest)}. Make sure this is the provider level file.`,
  );
}

function requireOneValue(header: SheetRow, headings: readonly string[]): void {
  if (headings.filter((heading) => HEADINGS.value.test(heading)).length < 2) return;
  throw new SourceError(
    SourceErrorCode.headingMissing,
    `The CSV, row ${header.number}: more than one heading begins with MEASURE_VALUE, and nothing says which has the figures. Headings found: ${headingsShown(header)}. Look at the file, and load another edition of the year.`,
  );
}

/** The year of the first row whose label the dataset knows; undefined where no row has one. */
export function yearOfProviderCsv(
  workbook: Workbook,
  measureOf: (type: string, measure: string) => MeasureOfLabel,
): { readonly printed: string; readonly fy: FinancialYear | undefined } | undefined {
  const { sheet, header, at } = requireCsvHeader(workbook);
  for (const { number, cells } of sheet.rows()) {
    if (number <= header.number) continue;
    const label = (role: Role): string => plainLabel(cellText(cells[at[role]]));
    if (typeof measureOf(label('type'), label('measure')) !== 'string') continue;
    const printed = cellText(cells[at.period]);
    return { printed, fy: yearsPrinted(printed)[0] };
  }
  return undefined;
}
