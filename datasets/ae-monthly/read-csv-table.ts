/** The flat CSV of 2018-19 onwards, eras A, B, C and C' (dossier ae-monthly, section 5). */
import { type SheetRow, type Workbook, cellText } from '../../spreadsheet/workbook.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { layoutsOf } from '../contract/layout.ts';
import { findHeaderRow, rowsOf } from '../tables/header-row.ts';
import { headingMissing, unknownColumn, type Place } from '../tables/refusals.ts';
import type { AeTable } from './ae-table.ts';
import { CSV_IDENTITY, CSV_LAYOUTS, CSV_PASSED_OVER, plainAeHeading, type CsvLayout } from './layouts.ts';

/**
 * @param expected the month of the file, where it is known: only the layouts of its year count.
 * @throws SourceError when a heading is missing, or a column with figures is not known.
 */
export function readCsvTable(
  workbook: Workbook,
  expected?: { readonly fy: FinancialYear; readonly month: string },
): AeTable {
  const [sheet] = workbook.sheets;
  const rows = sheet ? rowsOf(sheet) : [];
  const at = findHeaderRow(rows, [CSV_IDENTITY.period, CSV_IDENTITY.orgCode]);
  const header = at === undefined ? undefined : rows[at];
  if (at === undefined || !header) {
    throw headingMissing(
      { ...PLACE, row: rows[0] },
      'no row has the headings "Period" and "Org Code"; this is not the flat monthly file',
    );
  }
  const place = { ...PLACE, row: header };
  const headings = header.cells.map((cell) => plainAeHeading(cellText(cell)));
  const body = rows.slice(at + 1);
  const layout = fittingLayout(place, headings, expected?.fy);
  requireMonthOfLayout(place, layout, expected?.month);
  requireNoOtherColumn(header, headings, body, layout);
  const column = (accepted: readonly string[]): number => {
    const index = headings.findIndex((heading) => accepted.includes(heading));
    if (index < 0) throw headingMissing(place, `no heading "${accepted[0] ?? ''}"`);
    return index;
  };
  return {
    layout: layout.layout,
    sheet: sheet?.name ?? '',
    titleBlock: rows.slice(0, at),
    body,
    columns: layout.headings.map(([heading, measure]) => {
      const index = headings.indexOf(heading);
      return { measure, index, heading: cellText(header.cells[index]).trim() };
    }),
    codeAt: column(CSV_IDENTITY.orgCode),
    nameAt: column(CSV_IDENTITY.orgName),
    period: { at: column(CSV_IDENTITY.period) },
    shareWithin4hAt: -1,
  };
}

const PLACE: Place = { sheet: '', publication: 'ae-monthly' };

/** The layout with the fewest headings missing, and of those with the fewest that are not known. All must be there. */
function fittingLayout(place: Place, headings: readonly string[], fy: FinancialYear | undefined): CsvLayout {
  const layouts = fy === undefined ? CSV_LAYOUTS : layoutsOf(CSV_LAYOUTS, fy);
  const missing = ({ headings: wanted }: CsvLayout): readonly string[] =>
    wanted.map(([heading]) => heading).filter((heading) => !headings.includes(heading));
  const stray = (layout: CsvLayout): number =>
    headings.filter((heading) => heading !== '' && !knownIn(layout).has(heading)).length;
  const distance = (layout: CsvLayout): number => missing(layout).length + stray(layout);
  const [best] = layouts.toSorted((a, b) => distance(a) - distance(b));
  if (!best) throw new RangeError(`No CSV of monthly A&E is known of ${fy ?? 'any year'}.`);
  const wanted = [...best.headings.map(([heading]) => heading), ...Object.values(CSV_IDENTITY).flat()];
  if (missing(best).length > 0) {
    throw headingMissing(place, `no layout of ${fy ?? 'any year'} has these headings`, {
      layout: best.layout,
      headings: wanted,
      plain: plainAeHeading,
    });
  }
  for (const [heading] of best.headings) {
    if (headings.indexOf(heading) !== headings.lastIndexOf(heading))
      throw headingMissing(place, `the heading "${heading}" stands there twice`);
  }
  return best;
}

function requireMonthOfLayout(place: Place, { untilMonth }: CsvLayout, month: string | undefined): void {
  if (month === undefined || untilMonth === undefined || month <= untilMonth) return;
  throw headingMissing(
    place,
    `the columns of booked appointments are missing, which every file after ${monthInWords(untilMonth)} has`,
  );
}

function knownIn(layout: CsvLayout): ReadonlySet<string> {
  return new Set([
    ...layout.headings.map(([heading]) => heading),
    ...Object.values(CSV_IDENTITY).flat(),
    ...CSV_PASSED_OVER,
  ]);
}

/** September 2024 has six columns of nothing, one of them headed "a". Empty columns may be ignored, others not. */
function requireNoOtherColumn(
  header: SheetRow,
  headings: readonly string[],
  body: readonly SheetRow[],
  layout: CsvLayout,
): void {
  const known = knownIn(layout);
  for (const { cells } of body) {
    for (const [index, cell] of cells.entries()) {
      if (known.has(headings[index] ?? '') || cellText(cell).trim() === '') continue;
      throw unknownColumn({ ...PLACE, row: header }, index, cellText(header.cells[index]).trim());
    }
  }
}
