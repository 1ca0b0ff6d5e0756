import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { gdpDeflators } from '../../datasets/gdp-deflators/dataset.ts';
import {
  type DeflatorTable,
  type DeflatorYear,
  yearsIn,
} from '../../datasets/gdp-deflators/deflator-years.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import {
  CONTEXT,
  deflatorCsv,
  deflatorGrid,
  deflatorWorkbook,
  madeUpIndex,
} from '../fixtures/gdp-deflators.ts';

async function parse(source: SourceBytes): Promise<ParsedFile> {
  const parsed = await gdpDeflators.parse(source, CONTEXT);
  assert.deepEqual(gdpDeflators.check(parsed, CONTEXT), []);
  return parsed;
}
async function read(source: SourceBytes): Promise<DeflatorTable> {
  return yearsIn(await parse(source));
}
function year({ years }: DeflatorTable, fy: string): DeflatorYear {
  const found = years.find((one) => one.fy === fy);
  assert.ok(found, fy);
  return found;
}

describe('reading the GDP deflators', () => {
  it('CSV and workbook give the same years, each with the cell of its index', async () => {
    const fromCsv = await read(await deflatorCsv());
    const fromWorkbook = await read(await deflatorWorkbook());
    assert.deepEqual(year(fromCsv, '2019-20'), {
      ...{ fy: '2019-20', index: madeUpIndex(2019), change: 4, forecast: false },
      ...{ sheet: '', row: 72, column: 'B' },
    });
    assert.deepEqual(year(fromWorkbook, '2019-20'), { ...year(fromCsv, '2019-20'), sheet: 'GDP Deflators' });
    assert.deepEqual(
      fromWorkbook.years.map((one) => ({ ...one, sheet: '' })),
      fromCsv.years,
    );
    assert.deepEqual([fromCsv.years.length, fromCsv.years[0]?.fy, fromCsv.base], [74, '1955-56', '2023-24']);
    assert.equal(year(fromCsv, '2023-24').index, 100);
  });

  it('a year with a change and no index is a forecast, and no index is worked out for it', async () => {
    const table = await read(await deflatorCsv());
    assert.deepEqual(
      table.years.filter(({ forecast }) => forecast).map(({ fy, index }) => [fy, index]),
      ['2024-25', '2025-26', '2026-27', '2027-28', '2028-29'].map((fy) => [fy, null]),
    );
    assert.equal(year(table, '2024-25').change, 1);
  });

  it('a year whose note speaks of a forecast is a forecast though it prints an index', async () => {
    const grid = deflatorGrid();
    grid.getCell('B77').value = 101;
    grid.getCell('C77').value = 1;
    const found = year(await read(await deflatorCsv(grid)), '2024-25');
    assert.deepEqual([found.index, found.forecast], [101, true]);
  });

  it('a line about forecasts that names years marks them from the first on', async () => {
    const grid = deflatorGrid();
    grid.getCell('A77').value = '2024-25';
    grid.getCell('B77').value = 101;
    grid.getCell('A4').value = 'Forecasts covering periods 2024-25 to 2028-29 are from the OBR, 6 March 2024';
    const found = year(await read(await deflatorCsv(grid)), '2024-25');
    assert.deepEqual([found.index, found.forecast], [101, true]);
  });

  it('a mark without a note makes a forecast, and is told', async () => {
    const grid = deflatorGrid();
    grid.getCell('A77').value = '2024-25 (9)';
    grid.getCell('B77').value = 101;
    const parsed = await parse(await deflatorCsv(grid));
    assert.equal(year(yearsIn(parsed), '2024-25').forecast, true);
    assert.deepEqual(
      parsed.findings.map(({ kind }) => kind),
      ['mark-without-note'],
    );
  });

  it('calendar years below the financial years end the table', async () => {
    const table = await read(await deflatorCsv(deflatorGrid({ calendar: 'below' })));
    assert.deepEqual(table.years, (await read(await deflatorCsv())).years);
  });

  it('an empty first column, a heading in one cell with its group, and other dashes change nothing', async () => {
    const expected = (await read(await deflatorCsv())).years;
    const shifted = deflatorGrid();
    for (const row of shifted.cells) row.unshift(null);
    assert.deepEqual(
      (await read(await deflatorWorkbook(shifted))).years.map((one) => ({ ...one, sheet: '' })),
      expected.map((one) => ({ ...one, column: 'C' })),
    );
    const together = deflatorGrid();
    together.getCell('B6').value = null;
    together.getCell('B7').value = 'GDP deflator at market prices: 2023–24 =100';
    for (let row = 8; row <= 81; row += 1) {
      const cell = together.getCell(`A${row}`);
      cell.value = String(cell.value).replace('-', '–');
    }
    assert.deepEqual((await read(await deflatorCsv(together))).years, expected);
  });

  it('a sheet nobody sees, and a sheet of notes, do not count', async () => {
    const other = deflatorGrid({ base: 2022 });
    other.name = 'Working';
    const notes = { name: 'Notes', cells: [['GDP deflator at market prices'], ['See the user guide']] };
    const source = await deflatorWorkbook([
      Object.assign(other, { hidden: true }),
      deflatorGrid(),
      Object.assign(deflatorGrid(), notes),
    ]);
    assert.equal((await read(source)).base, '2023-24');
  });

  it("the edition is the latest day of the title block, or the month of the file's name where that is later", async () => {
    const edition = async (name: string, outturnDay: string): Promise<string> =>
      (await read(await deflatorCsv(deflatorGrid({ outturnDay }), name))).edition;
    assert.equal(await edition('GDP_Deflators_Autumn_Budget_update.csv', '28 June 2024'), '2024-06-28');
    assert.equal(await edition('GDP_Deflators_June_2024_update.csv', '28 June 2024'), '2024-06-28');
    assert.equal(await edition('GDP_Deflators_September_2024_update.csv', '28 June 2024'), '2024-09');
    assert.equal(await edition('CGDP_Deflators_June_2024.csv', '30 September 2024'), '2024-09-30');
  });

  it('is recognised in a folder by its headings, whatever its name, with its edition', async () => {
    assert.deepEqual(gdpDeflators.recognise(await deflatorCsv(deflatorGrid(), 'prices.csv')), {
      ...{ fy: 'current', slot: 'deflators', period: 'deflators', by: 'content', edition: '2024-06-28' },
    });
  });

  it('a change that is a little off its indices is told, and the index is taken', async () => {
    const grid = deflatorGrid();
    grid.getCell('C72').value = 4.05;
    const parsed = await parse(await deflatorCsv(grid));
    assert.equal(year(yearsIn(parsed), '2019-20').index, madeUpIndex(2019));
    assert.deepEqual(
      parsed.findings.map(({ kind, message }) => [kind, message.includes('2019-20')]),
      [['change-apart', true]],
    );
  });

  it('an index without a change beside it is told', async () => {
    const grid = deflatorGrid();
    grid.getCell('C72').value = '-';
    const { findings } = await parse(await deflatorCsv(grid));
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ['change-not-printed'],
    );
  });
});
