/** A CSV file as a workbook of one sheet, named '', whose cells are all text. */
import { isUtf8 } from 'node:buffer';
import { parse, type Info, type Options } from 'csv-parse/sync';
import { csvColumns } from './csv-columns.ts';
import { ARCHIVE_LIMITS } from './limits.ts';
import { tooLarge, unreadable } from './refuse.ts';
import { columnsOf } from './sheet-rows.ts';
import { hasInvisible, visibleText } from '../nhs/visible-text.ts';
import type { SheetRow, Workbook } from './workbook.ts';

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
  // Looked for once: hardly any file has one.
  const cellOf = hasInvisible(text) ? visibleText : asItIs;
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

function asItIs(cell: string): string {
  return cell;
}

function parseRows(text: string, cellOf: (cell: string) => string, most?: number): readonly SheetRow[] {
  const options = most === undefined ? OPTIONS : { ...OPTIONS, to: most };
  const rows: SheetRow[] = [];
  for (const { record, info } of parseRecords(text, options)) {
    const cells = record.map((cell) => cellOf(cell) || null);
    if (cells.every((cell) => cell === null)) continue;
    rows.push({ number: info.lines - linesInside(record), cells });
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

/** Line ends inside quoted cells. */
function linesInside(record: readonly string[]): number {
  let lines = 0;
  for (const cell of record) if (cell.includes('\n')) lines += cell.split('\n').length - 1;
  return lines;
}
