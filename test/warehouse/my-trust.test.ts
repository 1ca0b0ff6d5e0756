/** The sheet "my trust" of the workbook: read back from the published file, its results held against the tables. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'cheerio';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { quartersOf } from '../../nhs/financial-year.ts';
import { publish } from '../../warehouse/publish/publish.ts';
import { MY_TRUST_FIGURES } from '../../warehouse/publish/workbook-sheets.ts';
import { withParts } from '../../warehouse/publish/zip-parts.ts';
import { type SmallWorld, openSmallWorld } from './small-world.ts';

const YEARS = ['2018-19', '2019-20', '2021-22'] as const;
/** Its name sorts first, would run as a formula, and is no XML as it stands. */
const HOSTILE = '=HYPERLINK("http://x")<b>&(RX0) *~?';
const ROWS = 6;

describe('the sheet "my trust"', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  let path: string;
  let workbook: ExcelJS.Workbook;
  let parts: JSZip;
  let mine: ExcelJS.Worksheet;
  let lookups: ExcelJS.Worksheet;

  before(async () => {
    world = await openSmallWorld();
    for (const fy of YEARS) {
      await world.accounts(
        fy,
        [
          { name: HOSTILE, code: 'RJ1' },
          { name: 'Barts Health NHS Trust', code: 'R1H' },
        ],
        { maturity: 'illustrative' },
      );
      for (const quarter of quartersOf(fy).slice(fy === '2019-20' ? 1 : 0))
        await world.load('beds', fy, quarter, { RJ1: { open: 400 }, R1H: { open: 1000 } });
    }
    await world.join();
    await publish(world.warehouse, world.dir);
    path = join(world.dir, 'published', 'trust_year.xlsx');
    workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path);
    parts = await JSZip.loadAsync(await readFile(path));
    mine = sheetNamed('my trust');
    lookups = sheetNamed('lookups');
  });
  after(async () => {
    await world.close();
  });

  function sheetNamed(name: string): ExcelJS.Worksheet {
    const sheet = workbook.getWorksheet(name);
    assert.ok(sheet, name);
    return sheet;
  }

  function rowWith(sheet: ExcelJS.Worksheet, column: number, text: string): number {
    for (let row = 1; row <= sheet.rowCount; row += 1)
      if (sheet.getRow(row).getCell(column).text === text) return row;
    throw new Error(`${sheet.name} has no row with ${text}`);
  }

  /** What a cell shows where nothing calculates. */
  function shown(row: number, column: number): unknown {
    const cell = mine.getRow(row).getCell(column);
    assert.ok(cell.formula, cell.address);
    return cell.result === undefined || cell.result === '' ? null : cell.result;
  }

  async function xml(name: string): Promise<ReturnType<typeof load>> {
    const text = await parts.file(name)?.async('string');
    assert.ok(text, name);
    // A strict reader: what is not well-formed has no root, or has text of the error in it.
    return load(text, { xml: true });
  }

  it('is the first sheet, and its first trust is chosen by name and code', () => {
    assert.equal(workbook.worksheets[0]?.name, 'my trust');
    const trust = rowWith(mine, 1, 'trust');
    assert.match(mine.getRow(trust).getCell(2).text, /^=HYPERLINK.* \(RJ1\)$/);
    assert.equal(mine.getRow(trust).getCell(2).type, ExcelJS.ValueType.String);
    assert.equal(mine.getRow(trust).getCell(2).numFmt, '@');
    assert.equal(shown(rowWith(mine, 1, 'code'), 2), 'RJ1');
  });

  it('has a list of every trust and a list of every figure to choose from', async () => {
    const sheet = await xml('xl/worksheets/sheet1.xml');
    const lists = sheet('dataValidation')
      .toArray()
      .map((one) => [sheet(one).attr('type'), sheet(one).attr('sqref'), sheet(one).find('formula1').text()]);
    const [trust, figure] = [rowWith(mine, 1, 'trust'), rowWith(mine, 1, 'figure of the chart')];
    assert.deepEqual(
      lists.map(([type, place]) => [type, place]),
      [
        ['list', `B${trust}`],
        ['list', `B${figure}`],
      ],
    );
    const listed = lists.map(([, , range]) => {
      const [, name = '', column = '', from = '', to = ''] =
        /^'(.+)'!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)$/.exec(range ?? '') ?? [];
      const rows = Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index);
      return rows.map((row) => sheetNamed(name).getCell(`${column}${row}`).text);
    });
    assert.equal(listed[0]?.length, 2);
    assert.ok(listed[0]?.every((label) => / \((RJ1|R1H)\)$/.test(label)));
    assert.deepEqual(listed[1], MY_TRUST_FIGURES);
  });

  it('shows every figure of the first trust as trust_activity and trust_ratio have it, with its status', async () => {
    const rows = await world.warehouse.rows(
      `SELECT fy, measure, value, status, comparable FROM gold.trust_activity WHERE org_code = 'RJ1'
       UNION ALL SELECT fy, ratio, value, status, comparable FROM gold.trust_ratio WHERE org_code = 'RJ1'`,
    );
    const wanted = new Map(rows.map((row) => [`${String(row['fy'])} ${String(row['measure'])}`, row]));
    let figures = 0;
    for (const figure of MY_TRUST_FIGURES) {
      const top = firstRow(figure);
      for (const [index, fy] of YEARS.entries()) {
        const row = wanted.get(`${fy} ${figure}`);
        assert.equal(shown(top, 4 + index), row?.['value'] ?? null, `${figure} ${fy}`);
        if (row?.['value'] === null || row?.['value'] === undefined) continue;
        figures += 1;
        const status = String(shown(top + 1, 4 + index));
        assert.equal(
          status.endsWith(', not compared'),
          row['comparable'] === false,
          `${figure} ${fy}: ${status}`,
        );
        if (figure === 'beds') assert.equal(status.split(',')[0], row['status']);
      }
    }
    assert.ok(figures >= 6, `${figures} figures`);
  });

  it('shows the quartiles that measure_summary has for its type, and nothing where there are none', async () => {
    const rows = await world.warehouse.rows(
      `SELECT fy, measure, n, q1, median, q3 FROM gold.measure_summary
       JOIN gold.peer_group AS peer USING (scheme, group_id, fy)
       WHERE scheme = 'type' AND peer.org_code = 'RJ1'`,
    );
    const wanted = new Map(rows.map((row) => [`${String(row['fy'])} ${String(row['measure'])}`, row]));
    for (const figure of MY_TRUST_FIGURES) {
      for (const [index, fy] of YEARS.entries()) {
        for (const [below, column] of [
          [2, 'median'],
          [3, 'q1'],
          [4, 'q3'],
          [5, 'n'],
        ] as const) {
          const row = wanted.get(`${fy} ${figure}`);
          assert.equal(shown(firstRow(figure) + below, 4 + index), row?.[column] ?? null, `${figure} ${fy}`);
        }
      }
    }
  });

  /** The first row of a figure: the headings and the choice have its name too. */
  function firstRow(figure: string): number {
    const headings = rowWith(mine, 1, 'figure');
    for (let row = headings + 1; row <= mine.rowCount; row += 1)
      if (mine.getRow(row).getCell(1).text === figure) return row;
    throw new Error(figure);
  }

  it('every formula stands on functions that Excel 2016 and LibreOffice have, and on sheets that are there', () => {
    const functions = new Set<string>();
    const names = new Set(workbook.worksheets.map(({ name }) => name));
    let formulas = 0;
    for (const sheet of [mine, lookups]) {
      sheet.eachRow((row) => {
        row.eachCell(({ formula, address }) => {
          if (!formula) return;
          formulas += 1;
          const bare = formula.replaceAll(/"[^"]*"/g, '""');
          for (const [, name = ''] of bare.matchAll(/([A-Z]+)\(/g)) functions.add(name);
          for (const [, quoted, plain] of bare.matchAll(/(?:'([^']+)'|\b([a-z_]+))!/g))
            assert.ok(names.has(quoted ?? plain ?? ''), `${address}: ${formula}`);
          assert.doesNotMatch(formula, /HYPERLINK|#REF/);
        });
      });
    }
    assert.ok(formulas > MY_TRUST_FIGURES.length * ROWS * YEARS.length);
    assert.deepEqual(
      [...functions].sort(),
      [
        ...['AND', 'COUNTIFS', 'IF', 'INDEX', 'ISNUMBER', 'ISTEXT', 'LEFT', 'LEN', 'MATCH', 'MID', 'NA'],
        ...['REPT', 'RIGHT', 'SUBSTITUTE', 'TRIM'],
      ].sort(),
    );
  });

  it('has a chart that Excel draws: its parts are named in the archive, and each series shows a row of "lookups"', async () => {
    const types = await xml('[Content_Types].xml');
    for (const part of ['/xl/drawings/drawing1.xml', '/xl/charts/chart1.xml'])
      assert.equal(types(`Override[PartName="${part}"]`).length, 1, part);
    const sheet = await xml('xl/worksheets/sheet1.xml');
    const relations = await xml('xl/worksheets/_rels/sheet1.xml.rels');
    assert.equal(
      relations(`Relationship[Id="${sheet('drawing').attr('r:id') ?? ''}"]`).attr('Target'),
      '../drawings/drawing1.xml',
    );
    const drawing = await xml('xl/drawings/drawing1.xml');
    assert.match(
      drawing('xdr\\:cNvPr').attr('descr') ?? '',
      /^ILLUSTRATIVE: .*A line stops where a figure is missing/,
    );
    const chart = await xml('xl/charts/chart1.xml');
    assert.equal(chart('c\\:lineChart').length, 1);
    assert.match(chart('c\\:title c\\:v').text(), /^=HYPERLINK\("http:\/\/x"\)<b>&.* \[MADE UP\]$/);
    chart('c\\:ser').each((_, series) => {
      const range = chart(series).find('c\\:val c\\:f').text();
      const row = Number(/^lookups!\$C\$(\d+):\$E\$\1$/.exec(range)?.[1]);
      const values = [3, 4, 5].map((column) => lookups.getRow(row).getCell(column).result);
      const points = chart(series)
        .find('c\\:val c\\:pt')
        .toArray()
        .map((one) => [Number(chart(one).attr('idx')), Number(chart(one).text())]);
      assert.deepEqual(
        points,
        values.flatMap((value, index) => (typeof value === 'number' ? [[index, value]] : [])),
        range,
      );
    });
  });

  it('a line of the chart stops at a year that is not loaded: only years that follow each other are joined', async () => {
    const chart = await xml('xl/charts/chart1.xml');
    const lines = chart('c\\:ser')
      .toArray()
      .filter((series) => chart(series).children('c\\:spPr').find('a\\:noFill').length === 0);
    // The trust, the median and both quartiles, from 2018-19 to 2019-20; none to 2021-22.
    assert.equal(lines.length, 4);
    for (const series of lines) {
      const row = Number(/\$(\d+):/.exec(chart(series).find('c\\:val c\\:f').text())?.[1]);
      assert.deepEqual(
        [3, 4, 5].map((column) => Boolean(lookups.getRow(row).getCell(column).formula)),
        [true, true, false],
      );
    }
  });

  it('every sheet is printed in landscape, one page wide, with its headings again, and says source, release and incomplete years', async () => {
    const book = await xml('xl/workbook.xml');
    assert.equal(book('definedName[name="_xlnm.Print_Titles"]').length, workbook.worksheets.length);
    for (const sheet of workbook.worksheets) {
      const { orientation, fitToPage, fitToWidth, fitToHeight, printTitlesRow } = sheet.pageSetup;
      assert.deepEqual(
        [orientation, fitToPage, fitToWidth, fitToHeight],
        ['landscape', true, 1, 0],
        sheet.name,
      );
      const head = Number((printTitlesRow ?? '').split(':').at(-1));
      assert.ok(sheet.getRow(head).cellCount > 0 && sheet.views[0]?.state === 'frozen', sheet.name);
      assert.match(sheet.getCell('A1').text, /^ILLUSTRATIVE/, sheet.name);
      assert.match(sheet.getCell('A2').text, /^Source: .* Release \d{4}-\d{2}-\d{2}/, sheet.name);
      assert.match(
        sheet.getCell('A3').text,
        /^Incomplete years: .*2019-20, part of the year: beds \(3 of 4 quarters\)/,
        sheet.name,
      );
    }
  });

  it('the unit of a figure stands above its column', () => {
    for (const name of ['benchmark', 'trust_year', 'ratios']) {
      const sheet = sheetNamed(name);
      const head = rowWith(sheet, 1, name === 'benchmark' ? 'org_name' : 'org_code');
      const columns = sheet.getRow(head).values as unknown[];
      const column = columns.indexOf(name === 'ratios' ? 'consultancy_per_bed' : 'beds');
      assert.equal(sheet.getRow(head - 1).getCell(column).text, name === 'ratios' ? 'pounds' : 'beds');
    }
  });

  it('parts of an archive are changed and added, the others stay as they are, and a part that is not there is an error', async () => {
    const before = await JSZip.loadAsync(await readFile(path));
    const changed = withParts(await readFile(path), {
      change: { 'docProps/core.xml': (text) => `${text}<!-- ä -->` },
      add: { 'new/part.xml': '<é/>' },
    });
    await writeFile(join(world.dir, 'changed.zip'), changed);
    const after = await JSZip.loadAsync(changed, { checkCRC32: true });
    assert.deepEqual(Object.keys(after.files).sort(), [...Object.keys(before.files), 'new/part.xml'].sort());
    assert.match((await after.file('docProps/core.xml')?.async('string')) ?? '', /<!-- ä -->$/);
    assert.equal(await after.file('new/part.xml')?.async('string'), '<é/>');
    for (const name of Object.keys(before.files)) {
      if (name === 'docProps/core.xml') continue;
      assert.equal(await after.file(name)?.async('string'), await before.file(name)?.async('string'), name);
    }
    assert.throws(
      () => withParts(changed, { change: { 'no/part.xml': (text) => text } }),
      /no part no\/part\.xml/,
    );
  });
});
