import type { DatasetTable } from '../../datasets/contract/parsed-file.ts';

/** A table of columns as records, for looking at. */
export function tableRows(table: DatasetTable | undefined): Record<string, string | number | null>[] {
  if (!table) return [];
  return Array.from({ length: table.rows }, (_, row) =>
    Object.fromEntries(
      table.columns.map((column) => [
        column.name,
        column.type === 'dictionary'
          ? (column.values[column.indices[row] ?? -1] ?? null)
          : (column.numbers[row] ?? null),
      ]),
    ),
  );
}
