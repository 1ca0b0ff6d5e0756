/** Which columns of Table 1 hold figures, of which modality or which month (dossier diagnostic-imaging, section 3). */
import { type SheetRow, cellText, columnLetter } from '../../spreadsheet/workbook.ts';
import { type FinancialYear, monthsOf } from '../../nhs/financial-year.ts';
import type { FigureColumn } from '../tables/figure-table.ts';
import { headingsShown, plainHeading, plainHeadings } from '../tables/header-row.ts';
import { monthInWords, monthNumber, onlyMonthIn } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { MODALITIES, type Layout } from './layouts.ts';

export interface ImagingColumn extends FigureColumn {
  readonly period: string;
}

/** @throws SourceError when a heading is missing, stands there twice, or is unknown: it may be tests split off from another. */
export function figureColumns(
  sheet: string,
  header: SheetRow,
  at: Readonly<Record<string, number>>,
  layout: Layout,
  period: { readonly fy: FinancialYear; readonly month: string },
): readonly ImagingColumn[] {
  const identity = new Set(Object.values(at));
  const columns: ImagingColumn[] = [];
  for (const [index, plain] of plainHeadings(header).entries()) {
    if (plain === '' || identity.has(index)) continue;
    const heading = cellText(header.cells[index]).replace(/\s+/g, ' ').trim();
    const measure = layout.rows === 'month' ? modalityNamed(plain) : '';
    const when = layout.rows === 'month' ? period.month : periodNamed(heading, layout, period.fy);
    if (measure === undefined || when === undefined)
      throw unknownHeading(sheet, header, index, heading, period.fy);
    if (columns.some((one) => one.measure === measure && one.period === when)) {
      throw headingMissing(sheet, header, `"${heading}" stands there twice`);
    }
    columns.push({ measure, index, heading, period: when });
  }
  requireAll(sheet, header, columns, layout, period.fy);
  return columns;
}

/** Measure of a modality's name: `tests_nuclear_medicine` for `Nuclear\nMedicine` and `Nuclear Medicine Procedure`. */
export function modalityNamed(text: string): string | undefined {
  const plain = plainHeading(text);
  return MODALITIES.find(({ words }) => words.includes(plain))?.measure;
}

/** The month (`Jan` of a table of 2019-20 is 2020-01; a dated heading says it itself) or the year a heading is of. */
function periodNamed(heading: string, layout: Layout, fy: FinancialYear): string | undefined {
  if (layout.year.includes(plainHeading(heading))) return fy;
  const dated = onlyMonthIn(heading);
  const number = monthNumber(heading);
  return monthsOf(fy).find((month) =>
    dated === undefined ? Number(month.slice(5)) === number : month === dated,
  );
}

/** All modalities; all months, or in an edition of part of a year its first months without a gap. */
function requireAll(
  sheet: string,
  header: SheetRow,
  columns: readonly ImagingColumn[],
  layout: Layout,
  fy: FinancialYear,
): void {
  if (layout.rows === 'month') {
    const lacking = MODALITIES.find(({ measure }) => !columns.some((one) => one.measure === measure));
    if (lacking) throw headingMissing(sheet, header, `no column "${lacking.words[0] ?? ''}"`);
    return;
  }
  const has = (month: string): boolean => columns.some((one) => one.period === month);
  const months = monthsOf(fy);
  const last = layout.partOfYear ? months.findLastIndex(has) : months.length - 1;
  const lacking = months.slice(0, Math.max(last, 0) + 1).find((month) => !has(month));
  if (lacking !== undefined) throw headingMissing(sheet, header, `no column for ${monthInWords(lacking)}`);
}

export function headingMissing(sheet: string, row: SheetRow | undefined, what: string): SourceError {
  const place = row ? `Sheet "${sheet}", row ${row.number}` : `Sheet "${sheet}"`;
  return new SourceError(
    SourceErrorCode.headingMissing,
    `${place}: ${what}. Headings found: ${headingsShown(row)}. If the layout has changed, add its words to datasets/diagnostic-imaging/layouts.ts.`,
  );
}

function unknownHeading(
  sheet: string,
  header: SheetRow,
  index: number,
  heading: string,
  fy: FinancialYear,
): SourceError {
  return new SourceError(
    SourceErrorCode.unknownLayout,
    `Sheet "${sheet}", row ${header.number}, column ${columnLetter(index)}: "${heading}" is no modality, month or year of a table of ${fy} that this reader knows. Headings found: ${headingsShown(header)}. Read what the publisher says about it, then add it to datasets/diagnostic-imaging/layouts.ts.`,
  );
}
