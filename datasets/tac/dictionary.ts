/** Columns of repeated text, reduced to the distinct texts. */
import { CellKind, type ColumnarSheet, type SheetColumn } from '../../spreadsheet/workbook.ts';

export interface Dictionary {
  readonly values: readonly string[];
  /** Which value row `index` of the sheet has; -1 for blank. */
  readonly indexAt: (index: number) => number;
}

/** How two cells are the same: codes in any case and spacing, names and texts in any spacing. */
export type Likeness = 'code' | 'name' | 'text';

const UNSEEN = -2;

export function createDictionary(sheet: ColumnarSheet, column: SheetColumn, likeness: Likeness): Dictionary {
  const values: string[] = [];
  const byKey = new Map<string, number>();
  const ofString = new Int32Array(sheet.strings.length).fill(UNSEEN);
  const add = (printed: string): number => {
    const squeezed = printed.replace(/\s+/g, ' ').trim();
    if (squeezed === '') return -1;
    const key = likeness === 'code' ? squeezed.toUpperCase() : squeezed;
    const known = byKey.get(key);
    if (known !== undefined) return known;
    byKey.set(key, values.length);
    // Names stay as printed: that is what the published tables promise.
    return values.push(likeness === 'name' ? printed : key) - 1;
  };
  return {
    values,
    indexAt(index) {
      if (column.kinds[index] !== CellKind.text) return add(cellTextAt(sheet, column, index));
      const string = column.indices[index] ?? 0;
      const known = ofString[string];
      if (known !== undefined && known !== UNSEEN) return known;
      const added = add(sheet.strings[string] ?? '');
      ofString[string] = added;
      return added;
    },
  };
}

/** A cell's text as it stands in the file; empty for an empty cell. */
export function cellTextAt(sheet: ColumnarSheet, column: SheetColumn, index: number): string {
  const kind = column.kinds[index];
  if (kind === CellKind.text || kind === CellKind.error)
    return sheet.strings[column.indices[index] ?? -1] ?? '';
  if (kind === CellKind.number) return String(column.numbers[index]);
  if (kind === CellKind.boolean) return column.numbers[index] === 1 ? 'TRUE' : 'FALSE';
  return '';
}
