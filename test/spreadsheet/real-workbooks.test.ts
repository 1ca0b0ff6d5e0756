import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_COLUMN } from '../../spreadsheet/limits.ts';
import { openSource } from '../../spreadsheet/open-source.ts';
import { cellText, columnLetter } from '../../spreadsheet/workbook.ts';
import { itWithNhsFiles, nhsFilesDir } from '../nhs-files.ts';
import { excelJsCells, ourCells, ourColumnCells, sheetJsCells, type Cells } from './other-readers.ts';

/** exceljs takes seconds for each larger file; those are held against SheetJS alone. */
const EXCELJS_MOST_BYTES = 1_000_000;

const paths = nhsFilesDir ? readdirSync(nhsFilesDir, { recursive: true, encoding: 'utf8' }).sort() : [];
const withEnding = (ending: string): readonly string[] => paths.filter((path) => path.endsWith(ending));

function assertSame(ours: Cells, theirs: Cells, reader: string): void {
  const differences: string[] = [];
  for (const [sheet, cells] of theirs) {
    const own = ours.get(sheet);
    assert.ok(own, `${reader} has a sheet "${sheet}"`);
    const onlyOurs = [...own.keys()].filter((at) => !cells.has(at));
    const otherwise = [...cells.keys()].filter((at) => !Object.is(own.get(at), cells.get(at)));
    for (const at of [...onlyOurs, ...otherwise]) {
      const where = `${sheet}!${columnLetter(at % MAX_COLUMN)}${Math.floor(at / MAX_COLUMN)}`;
      differences.push(
        `${where}: ${JSON.stringify(own.get(at))}, by ${reader} ${JSON.stringify(cells.get(at))}`,
      );
    }
  }
  assert.deepEqual(differences.slice(0, 10), [], `${differences.length} cells differ`);
}

describe('every real .xlsx, cell by cell', () => {
  itWithNhsFiles('there are some', () => {
    assert.ok(withEnding('.xlsx').length >= 20, 'fewer real workbooks than expected');
  });

  for (const path of withEnding('.xlsx')) {
    const file = join(nhsFilesDir ?? '', path);
    const small = statSync(file).size <= EXCELJS_MOST_BYTES;
    it(`${path} reads as SheetJS${small ? ' and exceljs read' : ' reads'} it`, async function () {
      this.timeout(60_000);
      const bytes = readFileSync(file);
      const [source] = await openSource(bytes, path);
      assert.ok(source);
      const ours = ourCells(source.workbook());
      assertSame(ours, sheetJsCells(bytes), 'SheetJS');
      if (small) assertSame(ours, await excelJsCells(bytes), 'exceljs');
      assertSame(ours, await ourColumnCells(source.workbook()), 'columns');
    });
  }
});

describe('every real .xls', () => {
  for (const path of withEnding('.xls')) {
    it(`${path} opens, and every sheet with cells has rows`, async function () {
      this.timeout(60_000);
      const bytes = readFileSync(join(nhsFilesDir ?? '', path));
      const [source] = await openSource(bytes, path);
      assert.equal(source?.kind, 'xls');
      assertSame(ourCells(source.workbook()), sheetJsCells(bytes), 'SheetJS with dates of its own');
      assert.ok(source.workbook().sheets.some(({ rows }) => Array.from(rows()).length > 10));
    });
  }
});

describe('every real .csv', () => {
  itWithNhsFiles(
    'opens, with a heading row and further rows on lines that hold what they say',
    async function () {
      this.timeout(60_000);
      assert.ok(withEnding('.csv').length > 50);
      for (const path of withEnding('.csv')) {
        const bytes = readFileSync(join(nhsFilesDir ?? '', path));
        const [source] = await openSource(bytes, path);
        assert.equal(source?.kind, 'csv', path);
        const lines = bytes.toString('latin1').split(/\r\n|\n|\r/);
        const rows = Array.from(source.workbook().sheets[0]?.rows() ?? []);
        assert.ok(rows.length > 1, path);
        const last = rows.at(-1);
        const first = cellText(last?.cells.find((cell) => cell !== null)).split('\n')[0] ?? '';
        const line = lines[(last?.number ?? 0) - 1] ?? '';
        assert.ok(
          line.includes(Buffer.from(first.slice(0, 8)).toString('latin1').slice(0, 8)),
          `${path}, row ${last?.number}`,
        );
      }
    },
  );
});
