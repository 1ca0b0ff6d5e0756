/** A table for a terminal: text to the left, numbers to the right, as wide as its widest cell. */

export type TextCell = string | number | null;

const formatter = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** Numbers get thousands separators and one decimal; a missing figure is shown as a dash, never as 0. */
export function textTable(headings: readonly string[], rows: readonly (readonly TextCell[])[]): string {
  const shown = rows.map((row) => row.map(show));
  const widths = headings.map((heading, index) =>
    Math.max(heading.length, ...shown.map((row) => row[index]?.length ?? 0)),
  );
  const numeric = headings.map((_, index) => rows.some((row) => typeof row[index] === 'number'));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) =>
        numeric[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(headings), line(widths.map((width) => '─'.repeat(width))), ...shown.map(line)].join('\n');
}

function show(cell: TextCell): string {
  if (cell === null) return '–';
  return typeof cell === 'number' ? formatter.format(cell) : cell;
}
