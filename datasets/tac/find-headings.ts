/** Finds the row of headings near the top of a sheet, and which column each of them is. */
import { columnLetter } from '../../spreadsheet/workbook.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { keyOf } from './layouts.ts';

export interface TextRow {
  /** 1-based Excel row. */
  readonly number: number;
  readonly texts: readonly string[];
}

/** Spellings allowed for each field. */
export type Spellings<F extends string> = Readonly<Record<F, readonly string[]>>;

export interface Headings<F extends string> {
  /** Index into the rows given. */
  readonly index: number;
  readonly row: TextRow;
  /** 0-based column of each field found. */
  readonly columns: Readonly<Partial<Record<F, number>>>;
}

/** The row with most of the headings; undefined when no row has two of them (or all, where there are fewer). */
export function findHeadings<F extends string>(
  rows: readonly TextRow[],
  spellings: Spellings<F>,
  sheet: string,
): Headings<F> | undefined {
  let best: Headings<F> | undefined;
  let most = 1;
  rows.forEach((row, index) => {
    const columns = columnsOf(row, spellings);
    if (columns.size > most) {
      most = columns.size;
      best = { index, row, columns: unambiguous(columns, row, sheet) };
    }
  });
  return best;
}

/** `A "Organisation Name", B "WorkSheetName"`: for a message about headings. */
export function headingsFound(row: TextRow): string {
  return row.texts
    .map((text, index) => ({ text: text.trim(), index }))
    .filter(({ text }) => text !== '')
    .slice(0, 20)
    .map(({ text, index }) => `${columnLetter(index)} "${text.slice(0, 60)}"`)
    .join(', ');
}

function columnsOf<F extends string>(row: TextRow, spellings: Spellings<F>): Map<F, number[]> {
  const found = new Map<F, number[]>();
  for (const field of Object.keys(spellings) as F[]) {
    const keys = spellings[field].map(keyOf);
    const columns = row.texts.flatMap((text, index) => (keys.includes(keyOf(text)) ? [index] : []));
    if (columns.length > 0) found.set(field, columns);
  }
  return found;
}

function unambiguous<F extends string>(
  found: ReadonlyMap<F, readonly number[]>,
  row: TextRow,
  sheet: string,
): Partial<Record<F, number>> {
  const columns: Partial<Record<F, number>> = {};
  for (const [field, candidates] of found) {
    if (candidates.length > 1) {
      const which = candidates.map((index) => `${columnLetter(index)} "${row.texts[index]?.trim() ?? ''}"`);
      throw new SourceError(
        SourceErrorCode.unknownLayout,
        `Sheet "${sheet}", row ${row.number}: columns ${which.join(' and ')} could both be the ${field} column. ` +
          'Delete or rename the one that is not.',
      );
    }
    columns[field] = candidates[0];
  }
  return columns;
}
