/**
 * Reads the XML of one worksheet row by row (ECMA-376 part 1, 18.3.1). Where a chunk of the XML ends, the scanner
 * asks for the next and goes on. Plain cells go through `readPlainCells`; everything else that SpreadsheetML allows
 * goes token by token, and what SpreadsheetML does not allow is refused.
 */
import { MAX_COLUMN, MAX_ROW } from '../limits.ts';
import { unreadable } from '../refuse.ts';
import { createRowBuffer, type RowBuffer } from '../row-buffer.ts';
import { columnLetter } from '../workbook.ts';
import { addCell, type CellContext, type RawCell } from './cell-values.ts';
import { readPlainCells, readPlainRowStart } from './plain-cells.ts';
import { RichText } from './shared-strings.ts';
import { checkNamespaces, readPrefix } from './spreadsheet-ml.ts';
import { Token, XmlReader } from './xml-reader.ts';

/** What a call of `next` came upon. */
export const Scan = { more: 0, row: 1, end: 2 } as const;
export type Scan = (typeof Scan)[keyof typeof Scan];

/** The element the scanner stands in. */
const At = {
  outside: 0,
  sheetData: 1,
  row: 2,
  cell: 3,
  value: 4,
  formula: 5,
  richText: 6,
  skipped: 7,
} as const;
type At = (typeof At)[keyof typeof At];

export class SheetScanner {
  /** The row that `next` has just read. */
  readonly row: RowBuffer = createRowBuffer();
  /** `A1:G850001`, where the sheet says so before its rows; a hint only. */
  dimension: string | undefined;

  readonly #reader: XmlReader;
  readonly #context: CellContext;
  readonly #part: string;
  readonly #cell: RawCell = { column: -1, type: 'n', style: 0, value: undefined, formula: false };
  /** SpreadsheetML's prefix in this part; undefined before the root element. */
  #prefix: string | undefined;
  #richText: RichText;
  #at: At = At.outside;
  /** Depth of the extension that is skipped, and where the scanner stands after its end. */
  #skipDepth = 0;
  #afterSkip: At = At.outside;
  #rowsSeen = false;

  constructor(part: string, context: CellContext) {
    this.#part = part;
    this.#context = context;
    this.#reader = new XmlReader(part);
    this.#richText = new RichText(this.#reader, '');
  }

  feed(chunk: Buffer): void {
    this.#reader.feed(chunk);
  }

  finish(): void {
    this.#reader.finish();
  }

  /** Reads on to the end of the next row, of the sheet, or of the bytes there are. */
  next(): Scan {
    const reader = this.#reader;
    for (;;) {
      if (this.#readPlain()) return Scan.row;
      const token = reader.next();
      if (token === Token.more) return Scan.more;
      if (token === Token.done) {
        if (!this.#rowsSeen) throw reader.broken('it holds no rows');
        return Scan.end;
      }
      if (this.#at === At.richText) this.#takeRichText(token);
      else if (token === Token.start) this.#start();
      else if (token === Token.text) this.#text();
      else if (this.#end()) return Scan.row;
    }
  }

  /** Goes the fast way as far as it leads; true at the end of a row. */
  #readPlain(): boolean {
    const reader = this.#reader;
    if (this.#prefix !== '' || reader.closing) return false;
    if (this.#at === At.sheetData && readPlainRowStart(reader, this.row)) this.#startRow(this.row.number);
    if (this.#at !== At.row || !readPlainCells(reader, this.row, this.#cell, this.#context)) return false;
    this.#at = At.sheetData;
    return true;
  }

  #start(): void {
    const reader = this.#reader;
    if (this.#prefix === undefined) {
      this.#prefix = readPrefix(reader, 'worksheet', this.#part);
      this.#richText = new RichText(reader, this.#prefix);
    }
    if (this.#at === At.skipped) return;
    if (this.#at === At.outside) {
      if (reader.depth !== 2) return;
      if (reader.name === `${this.#prefix}dimension`) this.dimension = reader.attribute('ref');
      if (reader.name !== `${this.#prefix}sheetData`) return;
      if (this.#rowsSeen) throw reader.broken('it holds its rows twice');
      this.#rowsSeen = true;
      this.#at = At.sheetData;
    } else {
      this.#startInside(reader.name.startsWith(this.#prefix) ? reader.name.slice(this.#prefix.length) : '');
    }
    checkNamespaces(reader, this.#prefix);
  }

  #startInside(name: string): void {
    const cell = this.#cell;
    const isValue = name === (cell.type === 'inlineStr' ? 'is' : 'v') && cell.value === undefined;
    if (name === 'extLst' && (this.#at === At.row || this.#at === At.cell)) {
      this.#afterSkip = this.#at;
      this.#skipDepth = this.#reader.depth;
      this.#at = At.skipped;
    } else if (this.#at === At.sheetData && name === 'row') {
      const reference = this.#reader.attribute('r');
      this.#startRow(reference === undefined ? this.row.number + 1 : this.#rowNumber(reference));
    } else if (this.#at === At.row && name === 'c') {
      this.#startCell();
    } else if (this.#at === At.cell && name === 'f') {
      this.#at = At.formula;
      cell.formula = true;
    } else if (this.#at === At.cell && isValue) {
      cell.value = '';
      this.#at = name === 'is' ? At.richText : At.value;
      if (name === 'is') this.#richText.begin();
    } else {
      throw this.#reader.broken(`an unexpected "<${this.#reader.name}>" at row ${this.row.number}`);
    }
  }

  #startRow(number: number): void {
    if (number > MAX_ROW) throw this.#refusal(` has more than ${MAX_ROW} rows`);
    this.row.number = number;
    this.row.count = 0;
    this.#cell.column = -1;
    this.#at = At.row;
  }

  #rowNumber(reference: string): number {
    const number = /^[1-9]\d{0,6}$/.test(reference) ? Number(reference) : 0;
    if (number <= this.row.number)
      throw this.#refusal(` has a row "${reference}" after row ${this.row.number}`);
    return number;
  }

  #startCell(): void {
    const reader = this.#reader;
    const cell = this.#cell;
    const reference = reader.attribute('r');
    const column = reference === undefined ? cell.column + 1 : this.#column(reference);
    if (column <= cell.column || column >= MAX_COLUMN) {
      const [own, before] = [reference ?? columnLetter(column), columnLetter(cell.column)];
      throw this.#refusal(`, row ${this.row.number}: cell ${own} comes after cell ${before}`);
    }
    const style = reader.attribute('s') ?? '0';
    if (!/^\d{1,6}$/.test(style)) throw reader.broken(`the cell style "${style}" is not a number`);
    cell.column = column;
    cell.style = Number(style);
    cell.type = reader.attribute('t') ?? 'n';
    cell.value = undefined;
    cell.formula = false;
    this.#at = At.cell;
  }

  /** 0-based column of `AB12`; the row must be the row that the cell stands in. */
  #column(reference: string): number {
    const [, letters = '', row = ''] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference) ?? [];
    if (letters === '' || Number(row) !== this.row.number)
      throw this.#refusal(` has a cell "${reference}" in row ${this.row.number}`);
    let column = 0;
    for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
    return column - 1;
  }

  #text(): void {
    if (this.#at === At.value) this.#cell.value = (this.#cell.value ?? '') + this.#reader.text();
    else if (this.#at >= At.sheetData && this.#at <= At.cell)
      this.#reader.refuseText(`the cells at row ${this.row.number}`);
  }

  #takeRichText(token: Token): void {
    const text = this.#richText.take(token);
    if (text === undefined) return;
    this.#cell.value = text;
    this.#at = At.cell;
  }

  /** Takes an end tag; true when a row has ended. */
  #end(): boolean {
    if (this.#at === At.row) {
      this.#at = At.sheetData;
      return true;
    }
    if (this.#at === At.cell) {
      addCell(this.row, this.#cell, this.#context);
      this.#at = At.row;
    } else if (this.#at === At.value || this.#at === At.formula) this.#at = At.cell;
    else if (this.#at === At.skipped && this.#reader.depth < this.#skipDepth) this.#at = this.#afterSkip;
    else if (this.#at === At.sheetData) this.#at = At.outside;
    return false;
  }

  #refusal(how: string): Error {
    return unreadable(`Sheet "${this.#context.sheet}"${how}`);
  }
}
