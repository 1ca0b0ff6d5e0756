/** Damages a monthly A&E file, keeping it true to its own total where the story asks for that. */
import { parse } from 'csv-parse/sync';

export interface CsvRow {
  readonly cells: readonly string[];
  readonly kind: 'headings' | 'organisation' | 'total';
  readonly orgCode: string;
  /** Among the organisations, from 0. */
  readonly at: number;
}

/** What each row becomes; undefined leaves it out. */
export function changeCsv(csv: string, change: (row: CsvRow) => readonly string[] | undefined): string {
  return write(rowsOf(csv).map(change));
}

/** As `changeCsv`, with the total row added up anew. */
export function changeCsvAndTotal(
  csv: string,
  change: (row: CsvRow) => readonly string[] | undefined,
): string {
  const rows = rowsOf(csv);
  const changed = rows.map(change);
  const sums = rows.flatMap((row, index) => (row.kind === 'organisation' ? [changed[index] ?? []] : []));
  return write(
    rows.map((row, index) => {
      if (row.kind !== 'total') return changed[index];
      return row.cells.map((cell, column) =>
        column < FIRST_FIGURE
          ? cell
          : String(sums.reduce((sum, cells) => sum + Number(cells[column] ?? 0), 0)),
      );
    }),
  );
}

/** Column of `A&E attendances Type 1`. */
export const FIRST_FIGURE = 4;

function rowsOf(csv: string): readonly CsvRow[] {
  const rows: readonly (readonly string[])[] = parse(csv, {
    relax_column_count: true,
    skip_empty_lines: true,
  });
  let at = -1;
  return rows.map((cells, index) => {
    const isTotal = cells.slice(0, FIRST_FIGURE).some((cell) => /^total$/i.test(cell.trim()));
    const kind = index === 0 ? 'headings' : isTotal ? 'total' : 'organisation';
    if (kind === 'organisation') at += 1;
    return { cells, kind, orgCode: cells[1] ?? '', at };
  });
}

function write(rows: readonly (readonly string[] | undefined)[]): string {
  return rows
    .flatMap((cells) =>
      cells ? [cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell}"` : cell)).join(',')] : [],
    )
    .join('\r\n')
    .concat('\r\n');
}
