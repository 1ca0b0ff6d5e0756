/** A CSV file as a workbook of one sheet, named '', whose cells are all text. */
import { isUtf8 } from 'node:buffer';
import { parse, type Info, type Options } from 'csv-parse/sync';
import { hasInvisible, visibleText } from '../nhs/visible-text.ts';
import { columnsOf, createColumnBuilder } from './column-builder.ts';
import { ARCHIVE_LIMITS, MAX_COLUMN } from './limits.ts';
import { tooLarge, unreadable } from './refuse.ts';
import { addText, createRowBuffer, createStringTable } from './row-buffer.ts';
import type { ColumnarSheet, SheetRow, Workbook } from './workbook.ts';

/** Records read for those who only look at the first rows. */
const FIRST_RECORDS = 64;

const OPTIONS = {
  info: true,
  record_delimiter: '\n',
  relax_column_count: true,
  skip_empty_lines: true,
} as const satisfies Options;

/**
 * UTF-8, with or without byte order mark, or else Windows-1252. A row's number is the line its record begins on;
 * rows without a filled cell are left out; an empty cell is null; a line end inside a cell is one LF.
 * @throws SourceError UNREADABLE_FILE for binary data and for quotes that do not close
 */
export function csvWorkbook(bytes: Uint8Array, most = ARCHIVE_LIMITS.plainBytes): Workbook {
  if (bytes.length > most) throw tooLarge(`The CSV file has ${bytes.length} bytes; at most ${most} are read`);
  if (bytes.includes(0)) throw unreadable('The file holds NUL bytes: it is not a CSV file, or a damaged one');
  // One kind of line end: the parser counts two lines for a CRLF inside quotes.
  const text = decode(bytes).replace(/\r\n?/g, '\n');
  // Hardly any file has an invisible character: the whole text is searched once.
  const cellOf = hasInvisible(text) ? visibleText : (cell: string): string => cell;
  let all: readonly SheetRow[] | undefined;
  function* rows(): Generator<SheetRow, void, void> {
    const first = all ?? parseRows(text, cellOf, FIRST_RECORDS);
    yield* first;
    if (all || first.length === 0) return;
    all = parseRows(text, cellOf);
    const seen = first.at(-1)?.number ?? 0;
    for (const row of all) if (row.number > seen) yield row;
  }
  const sheet = {
    name: '',
    hidden: false,
    rows: () => ({ [Symbol.iterator]: rows }),
    columns: () =>
      Promise.resolve(csvColumns(text, cellOf) ?? columnsOf('', (all ??= parseRows(text, cellOf)))),
  };
  return { sheets: [sheet] };
}

/** What Windows-1252 has at 0x80 to 0x9F, where Latin-1 has control characters; five places are not in use. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Node's own windows-1252 decoder leaves those places as control characters. */
function decode(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes);
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin.replace(
    /[\x80-\x9f]/g,
    (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character,
  );
}

function parseRows(text: string, cellOf: (cell: string) => string, most?: number): readonly SheetRow[] {
  const options = most === undefined ? OPTIONS : { ...OPTIONS, to: most };
  const rows: SheetRow[] = [];
  for (const { record, info } of parseRecords(text, options)) {
    const cells = record.map((cell) => cellOf(cell) || null);
    if (cells.every((cell) => cell === null)) continue;
    const lines = record.reduce((sum, cell) => sum + lineEndsIn(cell), 0);
    rows.push({ number: info.lines - lines, cells });
  }
  return rows;
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: Info;
}

function parseRecords(text: string, options: Options): readonly CsvRecord[] {
  try {
    return parse(text, options) as unknown as readonly CsvRecord[];
  } catch (cause) {
    const where = cause instanceof Error ? cause.message : String(cause);
    throw unreadable(`The CSV file cannot be read: ${where}`, cause);
  }
}

/**
 * The whole text in columns, without an object for each row: a year of A&E by provider has 560,000 rows. Undefined
 * where a quote opens inside a cell, does not close, or closes before the cell ends: csv-parse says what is wrong.
 */
function csvColumns(text: string, cellOf: (cell: string) => string): ColumnarSheet | undefined {
  const strings = createStringTable();
  const builder = createColumnBuilder('');
  const row = createRowBuffer();
  const [comma, lineEnd, quote] = [finder(text, ','), finder(text, '\n'), finder(text, '"')];
  let line = 1;
  for (let at = 0; at < text.length;) {
    row.number = line;
    row.count = 0;
    for (let column = 0; ; column += 1) {
      if (column >= MAX_COLUMN) throw tooLarge(`Row ${line} of the CSV has more than ${MAX_COLUMN} cells`);
      const isQuoted = text[at] === '"';
      const end = isQuoted ? closingQuote(text, at) + 1 : Math.min(comma(at), lineEnd(at));
      if (end === 0 || (!isQuoted && quote(at) < end)) return undefined;
      const cell = isQuoted ? text.slice(at + 1, end - 1) : text.slice(at, end);
      if (isQuoted) line += lineEndsIn(cell);
      const shown = cellOf(isQuoted ? cell.replaceAll('""', '"') : cell);
      if (shown !== '') addText(row, column, strings.add(shown));
      at = end + 1;
      if (end >= text.length || text[end] === '\n') break;
      if (text[end] !== ',') return undefined;
    }
    line += 1;
    builder.add(row);
  }
  return builder.finish(strings.all());
}

/** Where the next such character is, or the end; each is looked for once, however far off it is. */
function finder(text: string, character: string): (from: number) => number {
  let next = -1;
  return (from) => {
    if (next < from) {
      next = text.indexOf(character, from);
      if (next < 0) next = text.length;
    }
    return next;
  };
}

/** Two quotes inside a cell stand for one quote; -1 where no quote closes the cell. */
function closingQuote(text: string, opening: number): number {
  for (let at = text.indexOf('"', opening + 1); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return -1;
}

function lineEndsIn(cell: string): number {
  let lines = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
