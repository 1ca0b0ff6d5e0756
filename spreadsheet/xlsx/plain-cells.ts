/**
 * The fast way through a sheet: rows and cells in the exact spelling Excel and most writers use,
 * `<c r="B7" s="3" t="s"><v>12</v></c>`, straight from the bytes. Stops before anything else and leaves it to the
 * token reader, so both ways must agree on what they share; the tests hold them against each other.
 */
import { addStyledNumber, type CellContext, type RawCell } from './cell-values.ts';
import { MAX_COLUMN, MAX_ROW } from '../limits.ts';
import { NumberMeaning } from '../number-format.ts';
import { addNumber, addText, type RowBuffer } from '../row-buffer.ts';
import type { XmlReader } from './xml-reader.ts';

/** No plain cell is longer: reading may go on this far without looking for the end of the bytes. */
const LONGEST = 128;

/** Powers of ten that a double holds exactly. */
const TENS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

const LT = 60;
const GT = 62;
const SLASH = 47;
const QUOTE = 34;
const SPACE = 32;
const EQUALS = 61;

/** Moves over `<row r="7" ...>` and sets the number; false, having moved nowhere, where it is not that. */
export function readPlainRowStart(reader: XmlReader, row: RowBuffer): boolean {
  const { bytes } = reader;
  let at = reader.at;
  if (reader.end - at < LONGEST * 4) return false;
  // <row r="
  if (bytes[at] !== LT || bytes[at + 1] !== 114 || bytes[at + 2] !== 111 || bytes[at + 3] !== 119)
    return false;
  if (bytes[at + 4] !== SPACE || bytes[at + 5] !== 114 || bytes[at + 6] !== EQUALS || bytes[at + 7] !== QUOTE)
    return false;
  at += 8;
  let number = 0;
  let byte = bytes[at] ?? 0;
  if (byte === 48) return false;
  for (; byte >= 48 && byte <= 57 && number < MAX_ROW; byte = bytes[at] ?? 0) {
    number = number * 10 + byte - 48;
    at += 1;
  }
  if (byte !== QUOTE || number <= row.number || number > MAX_ROW) return false;
  at += 1;
  // Further attributes say nothing about values, but must not be namespaces.
  let quotes = 0;
  const last = at + LONGEST * 2;
  for (; at < last; at += 1) {
    byte = bytes[at] ?? 0;
    if (byte === GT) break;
    if (byte === QUOTE) quotes += 1;
    else if (byte === LT || byte === 39 || byte === 38) return false;
    else if (byte === 120 && bytes[at + 1] === 109 && bytes[at + 2] === 108) return false;
  }
  if (byte !== GT || (quotes & 1) !== 0 || bytes[at - 1] === SLASH) return false;
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
  const { bytes } = reader;
  const { shared, styles } = context;
  const last = reader.end - LONGEST;
  let previous = cell.column;
  let at = reader.at;
  while (at < last && bytes[at] === LT) {
    let next = at + 1;
    if (bytes[next] === SLASH) {
      // </row>
      if (bytes[at + 2] !== 114 || bytes[at + 3] !== 111 || bytes[at + 4] !== 119 || bytes[at + 5] !== GT)
        break;
      reader.closePlain(at + 6);
      return true;
    }
    // <c r="
    if (bytes[next] !== 99 || bytes[at + 2] !== SPACE || bytes[at + 3] !== 114) break;
    if (bytes[at + 4] !== EQUALS || bytes[at + 5] !== QUOTE) break;
    next = at + 6;
    let byte = bytes[next] ?? 0;
    let column = 0;
    for (; byte >= 65 && byte <= 90 && column < MAX_COLUMN; byte = bytes[next] ?? 0) {
      column = column * 26 + byte - 64;
      next += 1;
    }
    column -= 1;
    if (column <= previous || column >= MAX_COLUMN || byte === 48) break;
    let number = 0;
    for (; byte >= 48 && byte <= 57 && number < MAX_ROW; byte = bytes[next] ?? 0) {
      number = number * 10 + byte - 48;
      next += 1;
    }
    if (number !== row.number || byte !== QUOTE) break;
    byte = bytes[(next += 1)] ?? 0;
    let style = 0;
    // s="12"
    if (
      byte === SPACE &&
      bytes[next + 1] === 115 &&
      bytes[next + 2] === EQUALS &&
      bytes[next + 3] === QUOTE
    ) {
      next += 4;
      const from = next;
      for (byte = bytes[next] ?? 0; byte >= 48 && byte <= 57 && next - from < 6; byte = bytes[next] ?? 0) {
        style = style * 10 + byte - 48;
        next += 1;
      }
      if (byte !== QUOTE || next === from) break;
      byte = bytes[(next += 1)] ?? 0;
    }
    let text = false;
    // t="s"
    if (byte === SPACE) {
      if (bytes[next + 1] !== 116 || bytes[next + 2] !== EQUALS || bytes[next + 3] !== QUOTE) break;
      if (bytes[next + 4] !== 115 || bytes[next + 5] !== QUOTE) break;
      text = true;
      byte = bytes[(next += 6)] ?? 0;
    }
    if (byte === SLASH && bytes[next + 1] === GT) {
      previous = column;
      at = next + 2;
      continue;
    }
    // ><v>
    if (byte !== GT || bytes[next + 1] !== LT || bytes[next + 2] !== 118 || bytes[next + 3] !== GT) break;
    next += 4;
    byte = bytes[next] ?? 0;
    const negative = byte === 45;
    if (negative) byte = bytes[(next += 1)] ?? 0;
    let digits = 0;
    let value = 0;
    for (; byte >= 48 && byte <= 57; byte = bytes[next] ?? 0) {
      value = value * 10 + byte - 48;
      digits += 1;
      next += 1;
    }
    if (digits === 0) break;
    let decimals = 0;
    if (byte === 46) {
      byte = bytes[(next += 1)] ?? 0;
      for (; byte >= 48 && byte <= 57; byte = bytes[next] ?? 0) {
        value = value * 10 + byte - 48;
        decimals += 1;
        next += 1;
      }
    }
    // Up to 15 digits and a power of ten are exact, and so is the rounding of their quotient.
    if (digits + decimals > 15) break;
    // </v></c>
    if (byte !== LT || bytes[next + 1] !== SLASH || bytes[next + 2] !== 118 || bytes[next + 3] !== GT) break;
    if (
      bytes[next + 4] !== LT ||
      bytes[next + 5] !== SLASH ||
      bytes[next + 6] !== 99 ||
      bytes[next + 7] !== GT
    )
      break;
    if (text) {
      const known = shared[value];
      if (negative || decimals > 0 || digits > 9 || known === undefined) break;
      if (known !== context.emptyText) addText(row, column, known);
    } else {
      const exact = decimals === 0 ? value : value / (TENS[decimals] ?? NaN);
      if (styles[style] === NumberMeaning.number) addNumber(row, column, negative ? -exact : exact);
      else addStyledNumber(row, column, negative ? -exact : exact, style, context);
    }
    previous = column;
    at = next + 8;
  }
  cell.column = previous;
  reader.at = at;
  return false;
}
