/** Columns of a publication's own table. */
import type { TableColumn } from '../contract/parsed-file.ts';

/** Text columns out of rows, each distinct text of a column kept once; null stays null. */
export function textColumns<Row>(
  rows: readonly Row[],
  fields: Readonly<Record<string, (row: Row) => string | null>>,
): TableColumn[] {
  return Object.entries(fields).map(([name, field]) => textColumn(name, rows.map(field)));
}

function textColumn(name: string, cells: readonly (string | null)[]): TableColumn {
  const positions = new Map<string, number>();
  const indices = Int32Array.from(cells, (cell) => {
    if (cell === null) return -1;
    const position = positions.get(cell) ?? positions.size;
    positions.set(cell, position);
    return position;
  });
  return { name, type: 'dictionary', values: [...positions.keys()], indices };
}
