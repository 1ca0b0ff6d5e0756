/** The flat CSV of 2018-19 onwards, eras A, B, C and C' (dossier ae-monthly, section 5). */
import { type SheetRow, type Workbook, cellText, columnLetter } from '../../spreadsheet/workbook.ts';
import { findHeaderRow, rowsOf } from '../tables/header-row.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { headingMissing, unknownColumn, type AeTable } from './ae-table.ts';
import { CSV_IDENTITY, CSV_LAYOUTS, CSV_PASSED_OVER, type CsvLayout } from './layouts.ts';
import { plainAeHeading } from './plain-heading.ts';

/**
 * @param month the month expected, where one is: booked appointments may not be lacking after July 2020.
 * @throws SourceError when a heading is missing, or a column with figures is not known.
 */
export function readCsvTable(workbook: Workbook, month: string | undefined): AeTable {
  const [sheet] = workbook.sheets;
  const rows = sheet ? rowsOf(sheet) : [];
  const at = findHeaderRow(rows, [CSV_IDENTITY.period, CSV_IDENTITY.orgCode]);
  const header = at === undefined ? undefined : rows[at];
  if (at === undefined || !header) {
    throw headingMissing(
      'The CSV',
      'no row has the headings "Period" and "Org Code"; this is not the flat monthly file',
      rows[0],
    );
  }
  const headings = header.cells.map((cell) => plainAeHeading(cellText(cell)));
  const body = rows.slice(at + 1);
  const layout = fittingLayout(header, headings, month);
  requireNoOtherColumn(header, headings, body, layout);
  return {
    layout: layout.layout,
    sheet: sheet?.name ?? '',
    body,
    columns: layout.headings.map(([heading, measure]) => {
      const index = headings.indexOf(heading);
      return { measure, index, heading: cellText(header.cells[index]).trim() };
    }),
    orgCodeAt: column(header, headings, CSV_IDENTITY.orgCode),
    orgNameAt: column(header, headings, CSV_IDENTITY.orgName),
    period: { at: column(header, headings, CSV_IDENTITY.period) },
    shareWithin4hAt: -1,
    published: '',
    revised: '',
  };
}

/** The era with the fewest headings missing, and of those the one with most columns. It must have them all. */
function fittingLayout(header: SheetRow, headings: readonly string[], month: string | undefined): CsvLayout {
  const missing = ({ headings: wanted }: CsvLayout): readonly string[] =>
    wanted.map(([heading]) => heading).filter((heading) => !headings.includes(heading));
  const stray = (layout: CsvLayout): number =>
    headings.filter((heading) => heading !== '' && !knownIn(layout).has(heading)).length;
  const [best] = [...CSV_LAYOUTS].sort((a, b) => missing(a).length + stray(a) - missing(b).length - stray(b));
  if (!best) throw new Error('There are no CSV layouts.');
  const lacking = missing(best);
  if (lacking.length > 0) {
    const names = lacking.map((heading) => `"${heading}"`).join(', ');
    throw headingMissing(
      `The CSV, row ${header.number}`,
      `no heading ${names} (layout ${best.layout})`,
      header,
    );
  }
  if (month !== undefined && best.until !== undefined && month > best.until) {
    throw headingMissing(
      `The CSV, row ${header.number}`,
      `the columns of booked appointments are missing, which every file after ${monthInWords(best.until)} has`,
      header,
    );
  }
  for (const [heading] of best.headings) {
    if (headings.indexOf(heading) !== headings.lastIndexOf(heading)) {
      throw headingMissing(
        `The CSV, row ${header.number}`,
        `the heading "${heading}" stands there twice`,
        header,
      );
    }
  }
  return best;
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
  for (const row of body) {
    for (const [index, cell] of row.cells.entries()) {
      if (known.has(headings[index] ?? '') || cellText(cell).trim() === '') continue;
      const place = `The CSV, row ${row.number}, column ${columnLetter(index)}`;
      throw unknownColumn(place, cellText(header.cells[index]).trim(), header);
    }
  }
}

function column(header: SheetRow, headings: readonly string[], accepted: readonly string[]): number {
  const index = headings.findIndex((heading) => accepted.includes(heading));
  if (index >= 0) return index;
  throw headingMissing(`The CSV, row ${header.number}`, `no heading "${accepted[0] ?? ''}"`, header);
}
