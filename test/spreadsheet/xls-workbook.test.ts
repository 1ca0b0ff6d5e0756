import assert from 'node:assert/strict';
import { utils, write, type WorkSheet } from '@e965/xlsx';
import { xlsWorkbook } from '../../spreadsheet/xls-workbook.ts';
import { columnarRows } from './columnar-rows.ts';
import { assertRefused } from './refused.ts';

function xlsFile(from1904 = false): Buffer {
  const sheet: WorkSheet = utils.aoa_to_sheet([['Code', 12.5, true, null, ''], [], [null, 1]]);
  sheet['A3'] = { t: 'n', v: 43831, z: 'dd/mm/yyyy' };
  sheet['C3'] = { t: 'e', v: 7 };
  sheet['D3'] = { t: 'n', v: 43831.75, z: 'd/m/yy h:mm' };
  sheet['E3'] = { t: 'n', v: 1.5, z: '[h]:mm' };
  sheet['F3'] = { t: 'e', v: 0x2a };
  sheet['!ref'] = 'A1:F3';
  const book = {
    SheetNames: ['Data', 'Notes'],
    Sheets: { Data: sheet, Notes: utils.aoa_to_sheet([]) },
    Workbook: { WBProps: { date1904: from1904 }, Sheets: [{ Hidden: 0 as const }, { Hidden: 1 as const }] },
  };
  return write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
}

describe('a legacy .xls', () => {
  it('gives numbers, text, truth, errors, and dates as ISO text', async () => {
    const { sheets } = xlsWorkbook(xlsFile());
    assert.deepEqual(
      sheets.map(({ name, hidden }) => [name, hidden]),
      [
        ['Data', false],
        ['Notes', true],
      ],
    );
    const rows = Array.from(sheets[0]?.rows() ?? [], ({ number, cells }) => [number, ...cells]);
    assert.deepEqual(rows, [
      [1, 'Code', 12.5, true],
      [3, '2020-01-01', 1, { error: '#DIV/0!' }, '2020-01-01T18:00:00', '36:00:00', { error: '#N/A' }],
    ]);
    const columns = await sheets[0]?.columns();
    assert.ok(columns);
    assert.deepEqual(columnarRows(columns), rows);
    assert.deepEqual(Array.from(sheets[1]?.rows() ?? []), []);
  });

  it('counts days from 1904 where it says so', () => {
    const [sheet] = xlsWorkbook(xlsFile(true)).sheets;
    assert.equal(Array.from(sheet?.rows() ?? [])[1]?.cells[0], '2024-01-02');
  });

  it('is refused when cut short or too large', () => {
    const file = xlsFile();
    for (const length of [9, 100, 511, 513, 1024, file.length - 513]) {
      assertRefused(() => xlsWorkbook(file.subarray(0, length)), 'UNREADABLE_FILE', /cut short/);
    }
    assertRefused(() => xlsWorkbook(file, 100), 'TOO_LARGE', /at most 100/);
  });
});
