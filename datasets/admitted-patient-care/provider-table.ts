/** Finds the table of the Hospital providers file by its headings (dossier section 2a). */
import { type Sheet, type SheetRow, type Workbook, cellText } from '../../spreadsheet/workbook.ts';
import type { FigureColumn } from '../tables/figure-table.ts';
import { headingsShown, placeOf, rowsOf } from '../tables/header-row.ts';
import { plainLabel } from '../tables/provider-level/label.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { HOSPITAL_PROVIDERS, MEANS, PROVIDER_HEADING, REQUIRED, WORDS } from './layouts.ts';

const SEARCHED_ROWS = 60;

export interface ProviderTable {
  readonly sheet: string;
  /** Lines above the headings. */
  readonly titles: readonly string[];
  readonly body: readonly SheetRow[];
  /** 0-based; the names stand in the next column. */
  readonly codeAt: number;
  readonly columns: readonly FigureColumn[];
}

/**
 * Undefined where no visible sheet has the heading of the providers.
 * @throws SourceError when two sheets have it, or a heading beside it is missing or there twice
 */
export function findProviderTable(workbook: Workbook): ProviderTable | undefined {
  const [found, other] = workbook.sheets.flatMap((sheet) => {
    const header = sheet.hidden ? undefined : headerOf(sheet);
    return header ? [{ sheet, header }] : [];
  });
  if (!found) return undefined;
  const { sheet, header } = found;
  if (other) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `The sheets "${sheet.name}" and "${other.sheet.name}" both have the heading of the hospital providers. Look at the file, and load another edition.`,
    );
  }
  const rows = rowsOf(sheet);
  return {
    sheet: sheet.name,
    titles: rows
      .filter(({ number }) => number < header.number)
      .flatMap(({ cells }) => cells.map((cell) => cellText(cell).trim()).filter((text) => text !== '')),
    body: rows.filter(({ number }) => number > header.number),
    codeAt: labelsOf(header).findIndex((label) => PROVIDER_HEADING.test(label)),
    columns: figureColumns(header, `${placeOf(sheet.name)}, row ${header.number}`),
  };
}

function headerOf(sheet: Sheet): SheetRow | undefined {
  for (const row of sheet.rows()) {
    if (row.number > SEARCHED_ROWS) return undefined;
    if (labelsOf(row).some((label) => PROVIDER_HEADING.test(label))) return row;
  }
  return undefined;
}

function labelsOf(row: SheetRow): readonly string[] {
  return row.cells.map((cell) => plainLabel(cellText(cell)));
}

function figureColumns(header: SheetRow, place: string): readonly FigureColumn[] {
  const labels = labelsOf(header);
  const columns = [...HOSPITAL_PROVIDERS].flatMap(([label, measure]) => {
    const index = labels.indexOf(label);
    if (index < 0) return [];
    const again = labels.indexOf(label, index + 1);
    // The zero bed day cases are the last columns, after the bed days.
    if (again >= 0 && !(label === 'emergency' && again > labels.indexOf('fce bed days'))) {
      throw headingMissing(place, `the heading "${label}" stands there twice`, header);
    }
    return [{ measure, index, heading: cellText(header.cells[index]).trim() }];
  });
  const missing = [...HOSPITAL_PROVIDERS]
    .filter(([, measure]) => REQUIRED.includes(measure))
    .filter(([, measure]) => !columns.some((column) => column.measure === measure))
    .map(([label]) => `"${label}"`);
  if (missing.length > 0) throw headingMissing(place, `no heading ${missing.join(', ')}`, header);
  return columns;
}

function headingMissing(place: string, what: string, row: SheetRow): SourceError {
  return new SourceError(
    SourceErrorCode.headingMissing,
    `${place}: ${what}. Headings found: ${headingsShown(row)}. If the layout has changed, add its words to ${WORDS}.`,
  );
}

/** Whether England's figure is a sum of the providers'. */
export function isCount({ measure }: { readonly measure: string }): boolean {
  return !MEANS.includes(measure);
}
