/** An .xlsx file as sheets: see docs/decisions/0003-own-xlsx-reader.md. The one module that others import. */
import { createColumnBuilder } from '../column-builder.ts';
import { inflateBeginning, inflateChunks, inflateWhole } from '../inflate.ts';
import type { ArchiveLimits } from '../limits.ts';
import { tooLarge } from '../refuse.ts';
import { cellValues, createStringTable, createWidthGuard } from '../row-buffer.ts';
import type { ColumnarSheet, Sheet, SheetRow, Workbook } from '../workbook.ts';
import type { ZipEntry } from '../zip-directory.ts';
import type { CellContext } from './cell-values.ts';
import { readStyleMeanings, readXlsxPackage, type SheetPart, type XlsxPackage } from './package.ts';
import { readSharedStrings } from './shared-strings.ts';
import { Scan, SheetScanner } from './sheet-scanner.ts';

/** Sheets up to this size are unpacked in one go, larger sheets as far as they are read. */
const SMALL_SHEET = 16 * 1024 * 1024;
/** Zipped bytes of a large sheet that are unpacked for its first rows. */
const FIRST_BYTES = 32 * 1024;

/** What the sheets of a workbook share. */
type SharedContext = Omit<CellContext, 'sheet'>;

/**
 * Opens a workbook by the entries of its archive; nothing but its list of sheets is read yet.
 * @throws SourceError UNSAFE_ARCHIVE, UNREADABLE_FILE, WRONG_TYPE or TOO_LARGE, from here or while rows are read
 */
export function openXlsx(entries: readonly ZipEntry[], limits: ArchiveLimits): Workbook {
  const book = readXlsxPackage(entries, limits.wholeBytes);
  let shared: SharedContext | undefined;
  const context = (sheet: string): CellContext => {
    shared ??= readSharedContext(book, limits.wholeBytes);
    return { ...shared, sheet, strings: createStringTable(shared.strings) };
  };
  return { sheets: book.sheets.map((part) => openSheet(part, context, limits)) };
}

function readSharedContext(book: XlsxPackage, wholeBytes: number): SharedContext {
  const strings = createStringTable();
  const { sharedStrings, styles, from1904 } = book;
  const shared = sharedStrings
    ? readSharedStrings(inflateWhole(sharedStrings, wholeBytes), sharedStrings.name, strings)
    : new Int32Array(0);
  return {
    strings,
    shared,
    emptyText: strings.numberOf(''),
    styles: styles ? readStyleMeanings(inflateWhole(styles, wholeBytes), styles.name) : [],
    from1904,
  };
}

function openSheet(part: SheetPart, context: (sheet: string) => CellContext, limits: ArchiveLimits): Sheet {
  const { name, hidden, entry } = part;
  if (!entry) {
    const columns = createColumnBuilder(name).finish([]);
    return { name, hidden, rows: () => [], columns: () => Promise.resolve(columns) };
  }
  return {
    name,
    hidden,
    rows: () => ({ [Symbol.iterator]: () => readRows(entry, context(name), limits) }),
    columns: () => readColumns(entry, context(name)),
  };
}

function* readRows(
  entry: ZipEntry,
  context: CellContext,
  limits: ArchiveLimits,
): Generator<SheetRow, void, void> {
  const scanner = new SheetScanner(entry.name, context);
  const guard = createWidthGuard(context.sheet);
  for (const chunk of growingChunks(entry, context.sheet, limits.rowsBytes)) {
    if (chunk) scanner.feed(chunk);
    else scanner.finish();
    while (scanner.next() === Scan.row) {
      if (scanner.row.count === 0) continue;
      const cells = cellValues(scanner.row, context.strings);
      guard(cells.length);
      yield { number: scanner.row.number, cells };
    }
  }
}

/**
 * The sheet's XML in pieces, undefined at its end. A large sheet is unpacked from its start again and again, four
 * times as far each time: stopping early costs little, and going on to the end costs a third more than once.
 */
function* growingChunks(
  entry: ZipEntry,
  sheet: string,
  most: number,
): Generator<Buffer | undefined, void, void> {
  let given = 0;
  const first = entry.size > SMALL_SHEET ? FIRST_BYTES : Infinity;
  for (let zipped = first; zipped < entry.compressed.length; zipped *= 4) {
    const beginning = inflateBeginning(entry, zipped);
    if (beginning.length > most) break;
    if (beginning.length > given) yield beginning.subarray(given);
    given = beginning.length;
  }
  if (entry.size > most)
    throw tooLarge(
      `Sheet "${sheet}" is too large to be read row by row (${entry.size} bytes of XML; at most ${most} are walked)`,
    );
  yield inflateWhole(entry, most).subarray(given);
  yield undefined;
}

async function readColumns(entry: ZipEntry, context: CellContext): Promise<ColumnarSheet> {
  const scanner = new SheetScanner(entry.name, context);
  let builder: ReturnType<typeof createColumnBuilder> | undefined;
  const takeRows = (): void => {
    while (scanner.next() === Scan.row) {
      builder ??= createColumnBuilder(context.sheet, expectedRows(scanner.dimension, entry.size));
      builder.add(scanner.row);
    }
  };
  for await (const chunk of inflateChunks(entry)) {
    scanner.feed(chunk);
    takeRows();
  }
  scanner.finish();
  takeRows();
  return (builder ?? createColumnBuilder(context.sheet)).finish(context.strings.all());
}

/** Rows by the sheet's own account, if so many could fit into its bytes. */
function expectedRows(dimension: string | undefined, bytes: number): number {
  const last = Number(/:[A-Z]+(\d{1,7})$/.exec(dimension ?? '')?.[1] ?? 0);
  return last * 16 <= bytes ? last : 0;
}
