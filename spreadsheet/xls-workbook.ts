/** A legacy .xls (BIFF) file as sheets: SheetJS reads it, this puts its cells into our terms. */
import { read, type CellObject, type ParsingOptions, type WorkBook } from '@e965/xlsx';
import { visibleText } from '../nhs/visible-text.ts';
import { columnsOf } from './column-builder.ts';
import { checkCompoundFile } from './compound-file.ts';
import { dateText, meaningOf, NOT_A_DATE, NumberMeaning } from './excel-dates.ts';
import { ARCHIVE_LIMITS } from './limits.ts';
import { tooLarge, unreadable } from './refuse.ts';
import { createWidthGuard } from './row-buffer.ts';
import type { CellValue, Sheet, SheetRow, Workbook } from './workbook.ts';

/** Dates stay day numbers here: SheetJS's own dates pass through the computer's time zone. */
const OPTIONS: ParsingOptions = {
  type: 'buffer',
  dense: true,
  cellNF: true,
  cellDates: false,
  cellText: false,
  cellFormula: false,
  cellHTML: false,
};

/** Error cells hold a number ([MS-XLS] 2.5.10). */
const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
};

/**
 * Opens the workbook; all of it is read now.
 * @throws SourceError UNREADABLE_FILE or TOO_LARGE
 */
export function xlsWorkbook(bytes: Uint8Array, most = ARCHIVE_LIMITS.plainBytes): Workbook {
  if (bytes.length > most)
    throw tooLarge(`The .xls workbook has ${bytes.length} bytes; at most ${most} are read`);
  checkCompoundFile(bytes);
  const book = readBook(bytes);
  const from1904 = book.Workbook?.WBProps?.date1904 ?? false;
  if (book.SheetNames.length === 0) throw unreadable('The .xls workbook has no sheet');
  return {
    sheets: book.SheetNames.map((name, index): Sheet => {
      const rows = (): Iterable<SheetRow> => ({
        [Symbol.iterator]: () => readRows(name, book.Sheets[name]?.['!data'] ?? [], from1904),
      });
      return {
        name,
        hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
        rows,
        columns: () => Promise.resolve(columnsOf(name, rows())),
      };
    }),
  };
}

function readBook(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, OPTIONS);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw unreadable(
      /password|encrypt/i.test(why)
        ? 'The .xls workbook is protected by a password'
        : 'The .xls workbook is damaged, or is not one',
      cause,
    );
  }
}

type DenseRow = readonly (CellObject | undefined)[] | undefined;

function* readRows(
  sheet: string,
  data: readonly DenseRow[],
  from1904: boolean,
): Generator<SheetRow, void, void> {
  const guard = createWidthGuard(sheet);
  for (let index = 0; index < data.length; index += 1) {
    const cells = Array.from(data[index] ?? [], (cell) => cellValue(cell, from1904));
    while (cells.at(-1) === null) cells.pop();
    guard(cells.length);
    if (cells.length > 0) yield { number: index + 1, cells };
  }
}

function cellValue(cell: CellObject | undefined, from1904: boolean): CellValue {
  const value = cell?.v;
  if (cell === undefined || value === undefined || value === '' || cell.t === 'z') return null;
  if (cell.t === 'e')
    return { error: typeof value === 'number' ? (ERRORS[value] ?? '#ERROR') : String(value) };
  if (typeof value === 'string') return visibleText(value) || null;
  if (typeof value !== 'number') return value instanceof Date ? value.toISOString() : value;
  const meaning = meaningOf(String(cell.z ?? ''));
  if (meaning === NumberMeaning.number) return value;
  return dateText(value, meaning, from1904) ?? { error: NOT_A_DATE };
}
