/** A table for a terminal: text to the left, numbers to the right, as wide as its widest cell. */

/** `note` is printed close behind the number: an asterisk for a figure that is not the whole. */
export type TextCell = string | number | null | { readonly number: number; readonly note: string };

const formatter = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** Numbers get thousands separators and one decimal; a missing figure is shown as a dash, never as 0. */
export function textTable(headings: readonly string[], rows: readonly (readonly TextCell[])[]): string {
  const shown = rows.map((row) => row.map(show));
  const widths = headings.map((heading, index) =>
    Math.max(heading.length, ...shown.map((row) => row[index]?.length ?? 0)),
  );
  const numeric = headings.map((_, index) => rows.some((row) => isNumber(row[index] ?? null)));
  const line = (cells: readonly string[], fill = ' '): string =>
    cells
      .map((cell, index) =>
        numeric[index] ? cell.padStart(widths[index] ?? 0, fill) : cell.padEnd(widths[index] ?? 0, fill),
      )
      .join('  ')
      .trimEnd();
  const rule = line(
    headings.map(() => ''),
    '─',
  );
  return [line(headings), rule, ...shown.map((row) => line(row))].join('\n');
}

function isNumber(cell: TextCell): boolean {
  return typeof cell === 'number' || (typeof cell === 'object' && cell !== null);
}

function show(cell: TextCell): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  return typeof cell === 'number' ? `${formatter.format(cell)} ` : formatter.format(cell.number) + cell.note;
}
