/** Small workbooks from lines of cells. */
import { type Range, utils, write } from '@e965/xlsx';

/** The cells of a row. */
export type Line = (string | number | Date | null)[];

/** A sheet to write. */
export interface SheetOf {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly hidden?: boolean;
  readonly merges?: Range[];
  /** The size the sheet says it has. */
  readonly extent?: string;
}

/** `biff8` is the old format, .xls. */
export function workbookOf(sheets: readonly SheetOf[], bookType: 'xlsx' | 'biff8' = 'xlsx'): Buffer {
  const book = utils.book_new();
  for (const { name, lines, merges, extent } of sheets) {
    const sheet = utils.aoa_to_sheet(
      lines.map((line) => [...line]),
      { cellDates: true },
    );
    if (merges) sheet['!merges'] = merges;
    if (extent !== undefined) sheet['!ref'] = extent;
    utils.book_append_sheet(book, sheet, name);
  }
  book.Workbook = { Sheets: sheets.map(({ hidden = false }) => ({ Hidden: hidden ? 1 : 0 })) };
  return write(book, { type: 'buffer', bookType, compression: true }) as Buffer;
}
