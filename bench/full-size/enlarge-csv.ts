/** Long tables up to their real size: further cuts of the figures of every provider, which are read over. */
import { parse } from 'csv-parse/sync';

export interface LongTable {
  /** Column, from 0, whose text is `Provider` in the rows of providers, and the first column of the cut. */
  readonly level: number;
  readonly cut: number;
  /** A further cut: the cells from `cut` on. */
  readonly cells: (number: number) => readonly string[];
}

/** Some years number the levels: `02.Provider`. */
const PROVIDER = /^(\d+\.)?provider$/i;

export function enlargeCsv(bytes: Buffer, rows: number, table: LongTable): Buffer {
  const lines: string[][] = parse(bytes, { bom: true, relax_column_count: true });
  const starts = new Set(
    lines
      .filter((cells) => PROVIDER.test(cells[table.level] ?? ''))
      .map((cells) => cells.slice(0, table.cut).map(quoted).join(',')),
  );
  if (starts.size === 0)
    throw new Error(
      `No row of a provider under the headings ${lines[0]?.join(', ') ?? ''}: column ${table.level + 1} is another.`,
    );
  const further: string[] = [];
  for (let number = 1; lines.length + further.length < rows; number += 1)
    for (const start of starts) further.push(`${start},${table.cells(number).map(quoted).join(',')}\r\n`);
  return Buffer.concat([bytes, Buffer.from(further.join(''))]);
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
