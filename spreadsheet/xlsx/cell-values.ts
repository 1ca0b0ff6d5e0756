/** From the text of a cell's `<v>` to its value, by the cell's type (ECMA-376 part 1, 18.3.1.4 and 18.18.11). */
import { visibleText } from '../../nhs/visible-text.ts';
import { dateText, isoDateText, NOT_A_DATE, NumberMeaning } from '../excel-dates.ts';
import { unreadable } from '../refuse.ts';
import { addNumber, addText, type RowBuffer, type StringTable } from '../row-buffer.ts';
import { CellKind, columnLetter } from '../workbook.ts';
import { unescapeExcel } from './xml-text.ts';

/** What the cells of a sheet refer to. */
export interface CellContext {
  readonly sheet: string;
  /** Texts of this sheet, the workbook's shared texts first. */
  readonly strings: StringTable;
  /** The number in `strings` of each shared text, by the workbook's own numbering. */
  readonly shared: Int32Array;
  /** The number in `strings` of the empty text, if the workbook shares an empty text. */
  readonly emptyText: number | undefined;
  /** What a number means, by the style number of its cell. */
  readonly styles: readonly NumberMeaning[];
  readonly from1904: boolean;
}

/** A cell as written. `value` is undefined where there is no `<v>` or `<is>`. */
export interface RawCell {
  column: number;
  type: string;
  style: number;
  value: string | undefined;
  formula: boolean;
}

/** Stands for a formula whose result the file does not hold: only a spreadsheet program can work it out. */
export const NOT_CALCULATED = '#NOT-CALCULATED';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Puts the cell into `row`; nothing where the cell is empty. Throws where its type and text do not fit. */
export function addCell(row: RowBuffer, cell: RawCell, context: CellContext): void {
  const { column, type } = cell;
  const { strings, shared } = context;
  const isOwnText = type === 'str' || type === 'inlineStr';
  const value = isOwnText ? cell.value : cell.value?.trim();
  if (value === undefined || (value === '' && type === 'n')) {
    if (cell.formula) addText(row, column, strings.add(NOT_CALCULATED), CellKind.error);
  } else if (isOwnText) {
    addVisible(row, column, type === 'str' ? unescapeExcel(value) : value, strings);
  } else if (type === 'n') {
    const number = NUMBER.test(value) ? Number(value) : NaN;
    if (!Number.isFinite(number)) throw refusal(row, column, value, context, 'is not a number');
    addStyledNumber(row, column, number, cell.style, context);
  } else if (type === 's') {
    const text = /^\d{1,9}$/.test(value) ? shared[Number(value)] : undefined;
    if (text === undefined)
      throw refusal(row, column, value, context, 'refers to a text the workbook does not hold');
    addVisible(row, column, strings.text(text), strings);
  } else if (type === 'b') {
    if (!/^(0|1|true|false)$/.test(value))
      throw refusal(row, column, value, context, 'is neither true nor false');
    addNumber(row, column, value === '1' || value === 'true' ? 1 : 0, CellKind.boolean);
  } else if (type === 'e') {
    if (value === '') throw refusal(row, column, value, context, 'is an error without a name');
    addText(row, column, strings.add(value), CellKind.error);
  } else if (type === 'd') {
    const text = isoDateText(value);
    if (text === undefined) throw refusal(row, column, value, context, 'is not a date');
    addText(row, column, strings.add(text));
  } else {
    throw refusal(row, column, value, context, `is of the unknown type "${type}"`);
  }
}

/** An empty text is an empty cell: nobody can tell them apart in print. */
function addVisible(row: RowBuffer, column: number, text: string, strings: StringTable): void {
  const visible = visibleText(text);
  if (visible !== '') addText(row, column, strings.add(visible));
}

/** A number, or the date that its style makes of it. */
export function addStyledNumber(
  row: RowBuffer,
  column: number,
  number: number,
  style: number,
  context: CellContext,
): void {
  const { styles, strings, from1904 } = context;
  const meaning = styles[style] ?? (style === 0 && styles.length === 0 ? NumberMeaning.number : undefined);
  if (meaning === NumberMeaning.number) {
    addNumber(row, column, number);
  } else if (meaning === undefined) {
    const how = `has the style ${style}, which the workbook does not hold`;
    throw refusal(row, column, String(number), context, how);
  } else {
    const text = dateText(number, meaning, from1904);
    const kind = text === undefined ? CellKind.error : CellKind.text;
    addText(row, column, strings.add(text ?? NOT_A_DATE), kind);
  }
}

function refusal(row: RowBuffer, column: number, value: string, context: CellContext, how: string): Error {
  const cell = `cell ${columnLetter(column)}${row.number} ("${value.slice(0, 60)}")`;
  return unreadable(`Sheet "${context.sheet}", ${cell} ${how}`);
}
