/** From the text of a cell's `<v>` to its value, by the cell's type (ECMA-376 part 1, 18.3.1.4 and 18.18.11). */
import { isoDateText } from '../excel-date.ts';
import { dateText, NOT_A_DATE, NumberMeaning } from '../number-format.ts';
import { unreadable } from '../refuse.ts';
import { addNumber, addText, type RowBuffer } from '../row-buffer.ts';
import type { StringTable } from '../string-table.ts';
import { CellKind, columnLetter } from '../workbook.ts';
import { visibleText } from '../../nhs/visible-text.ts';
import { unescapeExcel } from './xml-text.ts';

/** What the cells of a sheet refer to. */
export interface CellContext {
  readonly sheet: string;
  /** Texts of this sheet, the workbook's shared ones first. */
  readonly strings: StringTable;
  /** By the workbook's own numbering, the number in `strings`. */
  readonly shared: Int32Array;
  /** The number in `strings` of the empty text, if the workbook shares one. */
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

/** Puts the cell into `row`; nothing where it is empty. Throws where its type and text do not fit. */
export function addCell(row: RowBuffer, cell: RawCell, context: CellContext): void {
  const { column, type } = cell;
  if (cell.value === undefined) {
    if (cell.formula) addText(row, column, context.strings.add(NOT_CALCULATED), CellKind.error);
    return;
  }
  if (type === 'str' || type === 'inlineStr') {
    addString(row, column, type === 'str' ? unescapeExcel(cell.value) : cell.value, context);
    return;
  }
  const value = cell.value.trim();
  if (type === 'n') {
    if (value === '' && cell.formula)
      addText(row, column, context.strings.add(NOT_CALCULATED), CellKind.error);
    else if (value !== '') addNumeric(row, cell, value, context);
  } else if (type === 's') {
    const text = /^\d{1,9}$/.test(value) ? context.shared[Number(value)] : undefined;
    if (text === undefined) throw refuse(row, cell, context, 'refers to a text the workbook does not hold');
    addString(row, column, context.strings.text(text), context);
  } else if (type === 'b') {
    if (!/^(0|1|true|false)$/.test(value)) throw refuse(row, cell, context, 'is neither true nor false');
    addNumber(row, column, value === '1' || value === 'true' ? 1 : 0, CellKind.boolean);
  } else if (type === 'e') {
    if (value === '') throw refuse(row, cell, context, 'is an error without a name');
    addText(row, column, context.strings.add(value), CellKind.error);
  } else if (type === 'd') {
    const text = isoDateText(value);
    if (text === undefined) throw refuse(row, cell, context, 'is not a date');
    addText(row, column, context.strings.add(text));
  } else {
    throw refuse(row, cell, context, `is of the unknown type "${type}"`);
  }
}

/** An empty text is an empty cell: nobody can tell them apart in print. */
function addString(row: RowBuffer, column: number, text: string, context: CellContext): void {
  const visible = visibleText(text);
  if (visible !== '') addText(row, column, context.strings.add(visible));
}

function addNumeric(row: RowBuffer, cell: RawCell, value: string, context: CellContext): void {
  const number = NUMBER.test(value) ? Number(value) : NaN;
  if (!Number.isFinite(number)) throw refuse(row, cell, context, 'is not a number');
  addStyledNumber(row, cell.column, number, cell.style, context);
}

/** A number, or the date its style makes of it. */
export function addStyledNumber(
  row: RowBuffer,
  column: number,
  number: number,
  style: number,
  context: CellContext,
): void {
  const meaning = context.styles[style];
  if (meaning === undefined && (style !== 0 || context.styles.length > 0)) {
    throw refuse(
      row,
      { column, value: String(number) },
      context,
      `has the style ${style}, which the workbook does not hold`,
    );
  }
  if (meaning === undefined || meaning === NumberMeaning.number) addNumber(row, column, number);
  else addDate(row, column, number, meaning, context);
}

function addDate(
  row: RowBuffer,
  column: number,
  number: number,
  meaning: NumberMeaning,
  context: CellContext,
): void {
  const text = dateText(number, meaning, context.from1904);
  addText(
    row,
    column,
    context.strings.add(text ?? NOT_A_DATE),
    text === undefined ? CellKind.error : CellKind.text,
  );
}

function refuse(
  row: RowBuffer,
  cell: Pick<RawCell, 'column' | 'value'>,
  context: CellContext,
  how: string,
): Error {
  const shown = (cell.value ?? '').slice(0, 60);
  return unreadable(
    `Sheet "${context.sheet}", cell ${columnLetter(cell.column)}${row.number} ("${shown}") ${how}`,
  );
}
