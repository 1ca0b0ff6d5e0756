/** Reads the total a pivot sheet prints, where it says of what (dossier tac, section 4). */
import { cellText, columnLetter, type Sheet } from '../../spreadsheet/workbook.ts';
import { keyOf } from './layouts.ts';
import { LINES, type Line } from './lines.ts';

export interface PivotTotal {
  readonly line: Line;
  readonly published: number;
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
}

/**
 * The Grand Total of a pivot table filtered to one of our lines. Undefined for any other filter, for `(All)`, and for
 * a table of several value columns.
 */
export function readPivotTotal(sheet: Sheet | undefined): PivotTotal | undefined {
  if (!sheet) return undefined;
  const filters = new Map<string, string>();
  for (const { number, cells } of sheet.rows()) {
    const [label, ...rest] = cells.map((cell) => cellText(cell).trim());
    const key = keyOf(label ?? '');
    if (key === 'worksheetname' || key === 'maincode' || key === 'subcode') filters.set(key, rest[0] ?? '');
    if (key !== 'grandtotal') continue;
    const line = lineOf(filters);
    const figures = cells.flatMap((cell, index) => (typeof cell === 'number' ? [{ cell, index }] : []));
    const [figure] = figures;
    if (!line || !figure || figures.length > 1) return undefined;
    return {
      line,
      published: figure.cell,
      sheet: sheet.name,
      row: number,
      column: columnLetter(figure.index),
    };
  }
  return undefined;
}

function lineOf(filters: ReadonlyMap<string, string>): Line | undefined {
  const worksheet = keyOf(filters.get('worksheetname') ?? '');
  const mainCode = (filters.get('maincode') ?? '').toUpperCase();
  const subCode = (filters.get('subcode') ?? '').toUpperCase();
  return LINES.find(
    (line) =>
      line.mainCode === mainCode &&
      line.subCodes.includes(subCode) &&
      worksheet.startsWith(line.worksheet.toLowerCase()),
  );
}
