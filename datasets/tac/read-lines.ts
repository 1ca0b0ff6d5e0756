/** Reads the sheet All data: every line of every organisation, in columns, for there are 850,000 (dossier tac, section 4). */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { readNumber } from '../../nhs/printed-number.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { CellKind, columnLetter, type ColumnarSheet, type SheetColumn } from '../../spreadsheet/workbook.ts';
import { layoutsOf } from '../contract/layout.ts';
import type { QuarantinedRow } from '../contract/parsed-file.ts';
import { cellTextAt, createDictionary } from './dictionary.ts';
import { findHeadings, headingsFound, type Headings, type TextRow } from './find-headings.ts';
import { EVERY_SPELLING, FIELDS, HEADER_ROWS, keyOf, LAYOUTS, type Field } from './layouts.ts';

/** Distinct texts and, per line, which of them; blank is -1. */
export interface TextColumn {
  readonly values: readonly string[];
  readonly indices: Int32Array;
}

export interface LineTable {
  readonly rows: number;
  /** As first printed; spellings that differ in white space alone are one organisation. */
  readonly organisation: TextColumn;
  readonly worksheet: TextColumn;
  /** Codes without the spaces some files print around them. */
  readonly mainCode: TextColumn;
  readonly subCode: TextColumn;
  readonly table: Int32Array;
  readonly row: Int32Array;
  /** £000, or WTE; NaN is blank. */
  readonly value: Float64Array;
  /** 1-based Excel row. */
  readonly sourceRow: Int32Array;
}

/**
 * So many rows may be set aside, or this share of the rows where that is more; beyond, the columns are not what their
 * headings say. Six of the 5,985 rows of the form of 2021-22 (TAC28) have no main code, a thousandth of the lines.
 */
const MOST_ASIDE = 100;
const MOST_ASIDE_SHARE = 0.002;

export interface AllData {
  readonly sheet: string;
  readonly layout: string;
  readonly lines: LineTable;
  readonly valueColumn: string;
  /** Text above the headings. */
  readonly title: string;
  /** The value cell of a line as it stands in the file. */
  readonly printed: (line: number) => string;
  /** Lines whose value is neither a number nor blank. */
  readonly unreadable: ReadonlySet<number>;
  readonly quarantine: readonly QuarantinedRow[];
}

/** @throws SourceError HEADING_MISSING, UNKNOWN_LAYOUT, EMPTY: with sheet, row, column and the headings found. */
export function readLines(sheet: ColumnarSheet, name: string, fy: FinancialYear): AllData {
  const top = topRows(sheet);
  const headings = requireHeadings(top, name);
  const layout = requireLayout(headings, name, fy);
  const column = (field: Field): SheetColumn => sheet.columns[headings.columns[field]] as SheetColumn;
  const valueColumn = columnLetter(headings.columns.value);

  const organisation = createDictionary(sheet, column('organisation'), 'name');
  const worksheet = createDictionary(sheet, column('worksheet'), 'text');
  const mainCode = createDictionary(sheet, column('mainCode'), 'code');
  const subCode = createDictionary(sheet, column('subCode'), 'code');
  const readTable = wholeNumbers(sheet, name, headings, 'table');
  const readRow = wholeNumbers(sheet, name, headings, 'row');
  const values = column('value');

  const size = sheet.rows - headings.index - 1;
  const texts = () => new Int32Array(size);
  const [organisations, worksheets, mainCodes, subCodes] = [texts(), texts(), texts(), texts()];
  const [tables, formRows, sourceRow] = [texts(), texts(), texts()];
  const value = new Float64Array(size);
  const at = new Int32Array(size);
  const most = Math.max(MOST_ASIDE, size * MOST_ASIDE_SHARE);
  const unreadable = new Set<number>();
  const quarantine: QuarantinedRow[] = [];
  const setAside = (index: number, rule: string, detail: string): void => {
    const row = sheet.rowNumbers[index] ?? 0;
    const orgName = cellTextAt(sheet, column('organisation'), index);
    quarantine.push({ sheet: name, row, orgCode: '', orgName, rule, detail });
    if (quarantine.length > most) throw tooManyAside(quarantine, name, most);
  };

  let n = 0;
  for (let index = headings.index + 1; index < sheet.rows; index += 1) {
    const [o, w] = [organisation.indexAt(index), worksheet.indexAt(index)];
    const [m, s] = [mainCode.indexAt(index), subCode.indexAt(index)];
    if (o < 0 || w < 0 || m < 0 || s < 0) {
      const blank = o < 0 && w < 0 && m < 0 && s < 0 && values.kinds[index] === CellKind.empty;
      if (!blank) setAside(index, 'incomplete-line', 'Organisation, worksheet or one of the codes is blank.');
      continue;
    }
    organisations[n] = o;
    worksheets[n] = w;
    mainCodes[n] = m;
    subCodes[n] = s;
    tables[n] = readTable(index);
    formRows[n] = readRow(index);
    sourceRow[n] = sheet.rowNumbers[index] ?? 0;
    at[n] = index;
    const read = valueAt(sheet, values, index);
    if (read === undefined) {
      unreadable.add(n);
      const text = cellTextAt(sheet, values, index).slice(0, 60);
      setAside(
        index,
        'unreadable-value',
        `Cell ${valueColumn}${sourceRow[n] ?? 0} holds "${text}", not a number.`,
      );
    }
    value[n] = read ?? NaN;
    n += 1;
  }
  if (n === 0) throw new SourceError(SourceErrorCode.empty, `Sheet "${name}" has headings and no lines.`);

  return {
    sheet: name,
    layout,
    valueColumn,
    title: top
      .slice(0, headings.index)
      .map((row) => row.texts.join(' '))
      .join(' '),
    printed: (line) => cellTextAt(sheet, values, at[line] ?? 0),
    unreadable,
    quarantine,
    lines: {
      rows: n,
      organisation: { values: organisation.values, indices: organisations.subarray(0, n) },
      worksheet: { values: worksheet.values, indices: worksheets.subarray(0, n) },
      mainCode: { values: mainCode.values, indices: mainCodes.subarray(0, n) },
      subCode: { values: subCode.values, indices: subCodes.subarray(0, n) },
      table: tables.subarray(0, n),
      row: formRows.subarray(0, n),
      value: value.subarray(0, n),
      sourceRow: sourceRow.subarray(0, n),
    },
  };
}

type AllHeadings = Headings<Field> & { readonly columns: Readonly<Record<Field, number>> };

function requireHeadings(top: readonly TextRow[], name: string): AllHeadings {
  const found = findHeadings(top, EVERY_SPELLING, name);
  if (!found) {
    throw new SourceError(
      SourceErrorCode.headingMissing,
      `Sheet "${name}": none of the first ${HEADER_ROWS} rows holds the headings (Organisation Name, WorkSheetName, TableID, ` +
        `MainCode, RowNumber, SubCode, Value number). The first row has: ${top[0] ? headingsFound(top[0]) : 'nothing'}.`,
    );
  }
  const missing = FIELDS.filter((field) => found.columns[field] === undefined);
  if (missing.length > 0) {
    const wanted = missing.map((field) => `"${EVERY_SPELLING[field].join('" or "')}"`).join(', ');
    throw new SourceError(
      SourceErrorCode.headingMissing,
      `Sheet "${name}", row ${found.row.number}: no column is headed ${wanted}. Found: ${headingsFound(found.row)}. ` +
        'If the publisher has renamed it, add the new spelling to datasets/tac/layouts.ts.',
    );
  }
  return found as AllHeadings;
}

/** The first row of the year whose words are those of the headings. */
function requireLayout({ row, columns }: AllHeadings, name: string, fy: FinancialYear): string {
  const printed = FIELDS.map((field) => ({ field, text: row.texts[columns[field]]?.trim() ?? '' }));
  const knows = (spellings: readonly string[], text: string): boolean =>
    spellings.some((spelling) => keyOf(spelling) === keyOf(text));
  const ofYear = layoutsOf(LAYOUTS, fy);
  const fits = ofYear.find(({ headings }) =>
    printed.every(({ field, text }) => knows(headings[field], text)),
  );
  if (fits) return fits.layout;
  const wrong = printed.filter(
    ({ field, text }) => !ofYear.some(({ headings }) => knows(headings[field], text)),
  );
  const shown = wrong.map(({ field, text }) => {
    const wanted = new Set(ofYear.flatMap(({ headings }) => headings[field]));
    return `"${text}" stands where ${fy} has "${[...wanted].join('" or "')}"`;
  });
  throw new SourceError(
    SourceErrorCode.headingMissing,
    `Sheet "${name}", row ${row.number}: ${shown.join(', ')}. Found: ${headingsFound(row)}. ` +
      'If the publisher has taken up an older heading, add it to the year in datasets/tac/layouts.ts.',
  );
}

function topRows(sheet: ColumnarSheet): readonly TextRow[] {
  return Array.from({ length: Math.min(HEADER_ROWS, sheet.rows) }, (_, index) => ({
    number: sheet.rowNumbers[index] ?? 0,
    texts: sheet.columns.map((column) => cellTextAt(sheet, column, index)),
  }));
}

/** Undefined for a cell that is neither a number nor blank. */
function valueAt(sheet: ColumnarSheet, column: SheetColumn, index: number): number | undefined {
  const kind = column.kinds[index];
  if (kind === CellKind.number) return column.numbers[index];
  if (kind === CellKind.empty) return NaN;
  if (kind !== CellKind.text) return undefined;
  const read = readNumber(cellTextAt(sheet, column, index));
  if (read.kind === 'blank') return NaN;
  return read.kind === 'number' ? read.value : undefined;
}

function wholeNumbers(
  sheet: ColumnarSheet,
  name: string,
  headings: AllHeadings,
  field: 'table' | 'row',
): (index: number) => number {
  const at = headings.columns[field];
  const column = sheet.columns[at] as SheetColumn;
  return (index) => {
    const value = valueAt(sheet, column, index);
    if (value !== undefined && Number.isInteger(value) && Math.abs(value) < 2 ** 31) return value;
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `Sheet "${name}", cell ${columnLetter(at)}${sheet.rowNumbers[index] ?? 0}: ` +
        `"${cellTextAt(sheet, column, index).slice(0, 60)}" is not a whole number, as every ${headings.row.texts[at]?.trim() ?? field} is. ` +
        'The columns of this file are not what their headings say.',
    );
  };
}

function tooManyAside(quarantine: readonly QuarantinedRow[], name: string, most: number): SourceError {
  const [first] = quarantine;
  return new SourceError(
    SourceErrorCode.unknownLayout,
    `Sheet "${name}": more than ${Math.floor(most)} lines cannot be read, the first in row ${first?.row ?? 0} ` +
      `(${first?.detail ?? ''}). The columns of this file are not what their headings say.`,
  );
}
