/**
 * The fast way through a sheet: rows and cells in the exact spelling that Excel and most writers use,
 * `<row r="7"><c r="B7" s="3" t="s"><v>12</v></c></row>`, straight from the bytes. Anything else is left to the
 * token reader. What both can read they must read alike: the tests hold them against each other.
 *
 * Everything a cell needs is in local variables: calls and fields would make the reading a third slower.
 */
import { MAX_COLUMN, MAX_ROW } from '../limits.ts';
import { addText, type RowBuffer } from '../row-buffer.ts';
import { addStyledNumber, type CellContext, type RawCell } from './cell-values.ts';
import type { XmlReader } from './xml-reader.ts';

/** No plain cell is longer: reading may go on this far without looking for the end of the bytes. */
const LONGEST = 128;

/** Powers of ten that a double holds exactly. */
const TENS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

const QUOTE = 34;
const MINUS = 45;
const POINT = 46;
const SLASH = 47;
const ZERO = 48;
const NINE = 57;
const LT = 60;
const GT = 62;

/** Four characters as the number that their bytes make: they are compared at once. */
function word(text: string): number {
  return Buffer.from(text).readInt32LE();
}

const ROW = word('<row');
const ROW_END = word('</ro');
const CELL = word('<c r');
const NUMBER = word(' r="');
const STYLE = word(' s="');
const TYPE = word(' t="');
const VALUE = word('><v>');
const VALUE_END = word('</v>');
const CELL_END = word('</c>');

/** Moves over `<row r="7" ...>` and sets the number; false, having moved nowhere, where another thing stands. */
export function readPlainRowStart(reader: XmlReader, row: RowBuffer): boolean {
  const { bytes, words } = reader;
  let at = reader.at;
  if (reader.end - at < LONGEST * 4) return false;
  if (words.getInt32(at, true) !== ROW || words.getInt32(at + 4, true) !== NUMBER) return false;
  at += 8;
  let byte = bytes[at] ?? 0;
  if (byte === ZERO) return false;
  let number = 0;
  for (; byte >= ZERO && byte <= NINE && number < MAX_ROW; byte = bytes[at] ?? 0) {
    number = number * 10 + byte - ZERO;
    at += 1;
  }
  if (byte !== QUOTE || number <= row.number || number > MAX_ROW) return false;
  // Further attributes say nothing about values, but must not be namespaces.
  let quotes = 0;
  const last = at + LONGEST * 2;
  for (at += 1; at < last; at += 1) {
    byte = bytes[at] ?? 0;
    if (byte === GT) break;
    if (byte === QUOTE) quotes += 1;
    else if (byte === LT || byte === 39 || byte === 38) return false;
    else if (byte === 120 && bytes[at + 1] === 109 && bytes[at + 2] === 108) return false;
  }
  if (byte !== GT || quotes % 2 !== 0 || bytes[at - 1] === SLASH) return false;
  row.number = number;
  reader.openPlain('row', at + 1);
  return true;
}

/** Adds plain cells to `row` from where the reader stands; true when the row's end tag was read as well. */
export function readPlainCells(
  reader: XmlReader,
  row: RowBuffer,
  cell: RawCell,
  context: CellContext,
): boolean {
  const { bytes, words } = reader;
  const last = reader.end - LONGEST;
  /** Behind the last whole cell. */
  let done = reader.at;
  for (let at = done; at < last; done = at) {
    const start = words.getInt32(at, true);
    if (start === ROW_END && bytes[at + 4] === 119 && bytes[at + 5] === GT) {
      reader.closePlain(at + 6);
      return true;
    }
    if (start !== CELL || bytes[at + 4] !== 61 || bytes[at + 5] !== QUOTE) break;
    at += 6;
    // B7
    let byte = bytes[at] ?? 0;
    let column = 0;
    for (; byte >= 65 && byte <= 90 && column < MAX_COLUMN; byte = bytes[(at += 1)] ?? 0)
      column = column * 26 + byte - 64;
    column -= 1;
    if (column <= cell.column || column >= MAX_COLUMN || byte === ZERO) break;
    let number = 0;
    for (; byte >= ZERO && byte <= NINE && number < MAX_ROW; byte = bytes[(at += 1)] ?? 0)
      number = number * 10 + byte - ZERO;
    if (number !== row.number || byte !== QUOTE) break;
    at += 1;
    // s="3" t="s"
    let style = 0;
    if (words.getInt32(at, true) === STYLE) {
      const from = (at += 4);
      for (byte = bytes[at] ?? 0; byte >= ZERO && byte <= NINE && at - from < 6; byte = bytes[(at += 1)] ?? 0)
        style = style * 10 + byte - ZERO;
      if (byte !== QUOTE || at === from) break;
      at += 1;
    }
    const isText = words.getInt32(at, true) === TYPE;
    if (isText && (bytes[at + 4] !== 115 || bytes[at + 5] !== QUOTE)) break;
    if (isText) at += 6;
    if (bytes[at] === SLASH && bytes[at + 1] === GT) {
      cell.column = column;
      at += 2;
      continue;
    }
    // ><v>-12.5</v></c>
    if (words.getInt32(at, true) !== VALUE) break;
    byte = bytes[(at += 4)] ?? 0;
    const isNegative = byte === MINUS;
    if (isNegative) byte = bytes[(at += 1)] ?? 0;
    let value = 0;
    let digits = 0;
    for (; byte >= ZERO && byte <= NINE && digits < 16; byte = bytes[(at += 1)] ?? 0, digits += 1)
      value = value * 10 + byte - ZERO;
    let decimals = 0;
    const hasPoint = byte === POINT;
    if (hasPoint) {
      byte = bytes[(at += 1)] ?? 0;
      for (; byte >= ZERO && byte <= NINE && decimals < 16; byte = bytes[(at += 1)] ?? 0, decimals += 1)
        value = value * 10 + byte - ZERO;
    }
    // Up to 15 digits and a power of ten are exact, and so is the rounding of their quotient.
    if (digits === 0 || digits + decimals > 15) break;
    if (words.getInt32(at, true) !== VALUE_END || words.getInt32(at + 4, true) !== CELL_END) break;
    at += 8;
    if (isText) {
      const known = context.shared[value];
      if (isNegative || hasPoint || digits > 9 || known === undefined) break;
      if (known !== context.emptyText) addText(row, column, known);
    } else {
      const exact = decimals === 0 ? value : value / (TENS[decimals] ?? NaN);
      addStyledNumber(row, column, isNegative ? -exact : exact, style, context);
    }
    cell.column = column;
  }
  reader.at = done;
  return false;
}
