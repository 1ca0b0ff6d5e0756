import assert from 'node:assert/strict';
import { utils, write } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import type { CellValue } from '../../spreadsheet/workbook.ts';
import { columnarRows } from './columnar-rows.ts';
import { type Rows, rowsOf, xlsxWorkbook } from './xlsx-file.ts';

type Written = string | number | boolean | Date | null;

const text = fc.string({
  unit: fc.constantFrom(
    'a',
    'Z',
    '0',
    ' ',
    '&',
    '<',
    '>',
    '"',
    "'",
    '_',
    'x',
    '=',
    'é',
    '東',
    '🏥',
    '\n',
    '\t',
    ';',
    ',',
  ),
  maxLength: 12,
});
const number = fc
  .oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  )
  .map((value) => value + 0);
const date = fc.integer({ min: -60 * 365, max: 60 * 365 }).map((day) => new Date(day * 86_400_000));
const cell: fc.Arbitrary<Written> = fc.oneof(text, number, fc.boolean(), date, fc.constant(null));
const grid = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 });

/** What a reader should find: blanks are null, dates ISO text, rows without a value are left out. */
function expected(rows: readonly (readonly Written[])[]): Rows {
  return rows.flatMap((row, index) => {
    const cells = row.map((value): CellValue => {
      if (value instanceof Date) return value.toISOString().slice(0, 10);
      return value === '' ? null : value;
    });
    while (cells.at(-1) === null) cells.pop();
    return cells.length === 0 ? [] : [[index + 1, ...cells] as const];
  });
}

async function byExcelJs(rows: readonly (readonly Written[])[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Data');
  rows.forEach((row, r) => row.forEach((value, c) => (sheet.getCell(r + 1, c + 1).value = value)));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function bySheetJs(rows: readonly (readonly Written[])[], bookSST: boolean): Uint8Array {
  const sheet = utils.aoa_to_sheet(
    rows.map((row) => [...row]),
    { cellDates: true, UTC: true },
  );
  return write(
    { SheetNames: ['Data'], Sheets: { Data: sheet } },
    { type: 'buffer', bookType: 'xlsx', bookSST, compression: true },
  ) as Buffer;
}

async function columnsOf(file: Uint8Array): Promise<Rows> {
  const columns = await xlsxWorkbook(file).sheets[0]?.columns();
  assert.ok(columns);
  assert.equal(new Set(columns.strings).size, columns.strings.length);
  return columnarRows(columns);
}

describe('any grid of cells', () => {
  it('written by exceljs is read back as it was, in rows and in columns', async function () {
    this.timeout(30_000);
    await fc.assert(
      fc.asyncProperty(grid, async (rows) => {
        const file = await byExcelJs(rows);
        assert.deepEqual(rowsOf(file), expected(rows));
        assert.deepEqual(await columnsOf(file), expected(rows));
      }),
      { numRuns: 60 },
    );
  });

  it('written by SheetJS, with or without shared strings, is read back as it was', async function () {
    this.timeout(30_000);
    await fc.assert(
      fc.asyncProperty(grid, fc.boolean(), async (rows, shared) => {
        const file = bySheetJs(rows, shared);
        assert.deepEqual(rowsOf(file), expected(rows));
        assert.deepEqual(await columnsOf(file), expected(rows));
      }),
      { numRuns: 150 },
    );
  });
});
