import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import ExcelJS from 'exceljs';
import { quartersOf } from '../../nhs/financial-year.ts';
import { csvPath, filesBelow } from '../../warehouse/publish/published-files.ts';
import { isPublished, publish } from '../../warehouse/publish/publish.ts';
import { PUBLISHED_TABLES } from '../../warehouse/publish/published-tables.ts';
import type { Maturity } from '../../datasets/contract/parsed-file.ts';
import { type SmallWorld, DATASETS, openSmallWorld } from './small-world.ts';

const FY = '2019-20';
const BARTS = { name: 'Barts Health NHS Trust', code: 'R1H', sector: 'Trust' } as const;
/** A name that a spreadsheet would run; its normalised form is that of a real trust. */
const FORMULA = '=HYPERLINK("http://x","RJ1")';

const withStatus = (measures: string): readonly string[] =>
  measures.split(' ').flatMap((measure) => [measure, `${measure}_status`]);
/** People's spreadsheets count on these places; new columns go behind them. */
const PROMISED_COLUMNS = [
  'org_code,org_name,fy,sector,trust_type,region',
  ...withStatus('beds beds_occupied admissions emergency_admissions fce'),
  ...withStatus('ae_attendances ae_type1_attendances ae_over_4_hours ae_attendances_annual'),
  ...withStatus(
    'op_attendances op_appointments critical_care_periods deliveries deliveries_msds imaging_tests',
  ),
  ...withStatus('staff_engagement staff_survey_response_rate'),
  ...withStatus('staff_wte staff_costs turnover operating_expenditure consultancy_spend'),
  'consultancy_per_bed,consultancy_pct_turnover,consultancy_per_admission,consultancy_per_attendance,consultancy_per_wte',
  ...withStatus('staff_fte cc_beds_open_avg cc_beds_occupied_avg'),
];

describe('publishing', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  let published: string;
  async function open(): Promise<void> {
    world = await openSmallWorld();
    published = join(world.dir, 'published');
  }
  async function close(): Promise<void> {
    await world.close();
  }

  async function joined(maturity: Maturity = 'final'): Promise<void> {
    await world.accounts(FY, [BARTS, { name: '-Trust of the Formula', code: 'RJ1' }], { maturity });
    for (const quarter of quartersOf(FY)) {
      await world.load(
        'beds',
        FY,
        quarter,
        { R1H: { open: 1 / 3 }, AAH: { open: 7 } },
        { names: { AAH: FORMULA } },
      );
    }
    await world.join();
  }

  async function csv(table: string): Promise<readonly string[]> {
    return (await readFile(join(published, csvPath(table)), 'utf8')).trimEnd().split('\n');
  }

  async function bytes(): Promise<ReadonlyMap<string, string>> {
    const names = await filesBelow(published);
    const contents = await Promise.all(
      names.map(async (name) => await readFile(join(published, name), 'base64')),
    );
    return new Map(names.map((name, index) => [name, contents[index] ?? '']));
  }

  describe('once', () => {
    before(async () => {
      await open();
      await joined();
      await world.warehouse.run(`UPDATE gold.observation SET printed = '-12.5' WHERE org_code = 'R1H'`);
      await publish(world.warehouse, world.dir);
    });
    after(close);

    it('every table is there as Parquet at the top and as CSV in tables/, benchmark and trust_year as CSV at the top, the lines of the accounts as Parquet only', async () => {
      const expected = [
        ...PUBLISHED_TABLES.flatMap(({ name, csv: too }) =>
          too ? [csvPath(name), `${name}.parquet`] : [`${name}.parquet`],
        ),
        'READ-ME-FIRST.txt',
        'datapackage.json',
        'trust_year.xlsx',
      ].sort();
      assert.deepEqual(await filesBelow(published), expected);
    });

    it('the benchmark has exactly the nine columns, and trust_year every measure with its status, in the promised places', async () => {
      const [benchmark] = await csv('benchmark');
      assert.equal(
        benchmark,
        'org_name,fy,beds,admissions,ae_attendances,op_attendances,consultancy_spend,consultancy_per_bed,consultancy_pct_turnover',
      );
      const [header = ''] = await csv('trust_year');
      assert.ok(`${header},`.startsWith(`${PROMISED_COLUMNS.join(',')},`), header);
    });

    it('numbers print so that reading them gives the same number, nothing prints as nothing, lists are joined', async () => {
      const cells = await csv('trust_activity');
      const beds = cells.find((line) => line.includes('R1H') && line.includes(',beds,'))?.split(',') ?? [];
      assert.equal(Number(beds[4]), 1 / 3);
      assert.equal(beds.find((cell) => cell.includes(';'))?.split(';').length, 4);
      const admissions =
        cells.find((line) => line.includes('R1H') && line.includes(',admissions,'))?.split(',') ?? [];
      assert.deepEqual(admissions.slice(4, 6), ['', 'missing']);
    });

    it('no text of a CSV runs as a formula, and a printed minus number or dash stays as it is', async () => {
      const observations = await csv('observation');
      assert.ok(observations.some((line) => line.includes(`"'=HYPERLINK(""http://x"",""RJ1"")"`)));
      assert.ok(observations.some((line) => line.includes(',-12.5,')));
      const benchmark = await csv('benchmark');
      assert.ok(benchmark.some((line) => line.startsWith("'-Trust of the Formula,")));
      const reader = await DuckDBInstance.create(join(world.dir, 'nhs.duckdb'), { access_mode: 'READ_ONLY' });
      const connection = await reader.connect();
      const names = await connection.runAndReadAll(
        `SELECT DISTINCT org_name FROM observation WHERE org_code = 'AAH'`,
      );
      assert.deepEqual(names.getRowObjectsJS(), [{ org_name: FORMULA }]);
      connection.closeSync();
      reader.closeSync();
    });

    it('the workbook has its sheets with frozen headings and filters, text is text, and only two sheets have formulas', async () => {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(join(published, 'trust_year.xlsx'));
      assert.deepEqual(
        workbook.worksheets.map(({ name }) => name),
        [
          ...[
            'my trust',
            'benchmark',
            'trust_year',
            'ratios',
            'a trust and its peers',
            'peers',
            'definitions',
          ],
          ...['breaks', 'what the statuses mean', 'sources', 'dictionary', 'findings'],
          ...['peers by type', 'trusts', 'trust and year', 'lookups'],
        ],
      );
      const sheet = workbook.getWorksheet('benchmark');
      assert.deepEqual(sheet?.views[0]?.state, 'frozen');
      assert.ok(sheet?.autoFilter);
      assert.equal(sheet?.getCell('A4').value, 'org_name');
      const cell = sheet?.getCell('A5');
      assert.deepEqual(
        [cell?.value, cell?.type, cell?.numFmt],
        ['-Trust of the Formula', ExcelJS.ValueType.String, '@'],
      );
      assert.equal(sheet?.getCell('G5').value, 50_000);
      for (const worksheet of workbook.worksheets) {
        if (['my trust', 'lookups'].includes(worksheet.name)) continue;
        worksheet.eachRow((row) => {
          row.eachCell((one) => {
            assert.notEqual(one.type, ExcelJS.ValueType.Formula);
          });
        });
      }
    });

    it('a ratio that is not compared is hollow in the workbook, with its status in words; one filter shows a trust beside its peers', async () => {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(join(published, 'trust_year.xlsx'));
      const sheet = workbook.getWorksheet('a trust and its peers');
      assert.ok(sheet?.autoFilter);
      const headings = (sheet.getRow(3).values as unknown[]).slice(1);
      assert.deepEqual(headings.slice(0, 6), ['org_name', 'org_code', 'figure', 'fy', 'value', 'figure_is']);
      const hollow: Record<string, boolean> = {};
      sheet.eachRow((row) => {
        if (row.getCell(2).value !== 'R1H' || row.getCell(5).value === null) return;
        const { fill, font } = row.getCell(5);
        hollow[row.getCell(3).text] =
          !(fill?.type === 'pattern' && fill.pattern === 'solid') && font.italic === true;
      });
      // A third of a bed is a figure; as a divisor it is too small to compare.
      assert.deepEqual(
        [hollow['beds'], hollow['turnover'], hollow['consultancy_per_bed']],
        [false, false, true],
      );
      const ratios = workbook.getWorksheet('ratios');
      assert.ok((ratios?.getRow(4).values as unknown[]).includes('consultancy_per_bed_is'));
    });

    it('real accounts are not called illustrative anywhere', async () => {
      assert.doesNotMatch(await readFile(join(published, 'READ-ME-FIRST.txt'), 'utf8'), /ILLUSTRATIVE/);
      assert.ok((await csv('benchmark')).every((line) => !line.includes('ILLUSTRATIVE')));
    });
  });

  describe('again, and when something goes wrong', () => {
    beforeEach(open);
    afterEach(close);

    it('two publications of the same tables are the same bytes', async () => {
      await joined();
      await publish(world.warehouse, world.dir);
      const first = await bytes();
      await world.join();
      await publish(world.warehouse, world.dir);
      const second = await bytes();
      for (const [name, content] of first)
        assert.equal(second.get(name) === content, true, `${name} differs`);
    });

    it('the same files loaded in another order are published as the same CSV', async () => {
      // The table `release` says when each was made.
      const now = new Date('2026-11-30T12:00:00Z');
      await joined();
      await publish(world.warehouse, world.dir, { now });
      const first = await bytes();
      const other = await openSmallWorld();
      try {
        for (const quarter of [...quartersOf(FY)].reverse()) {
          await other.load(
            'beds',
            FY,
            quarter,
            { R1H: { open: 1 / 3 }, AAH: { open: 7 } },
            { names: { AAH: FORMULA } },
          );
        }
        await other.accounts(FY, [BARTS, { name: '-Trust of the Formula', code: 'RJ1' }]);
        await other.join();
        await publish(other.warehouse, other.dir, { now });
        for (const [name, content] of first) {
          if (!name.endsWith('.csv')) continue;
          assert.equal(await readFile(join(other.dir, 'published', name), 'base64'), content, name);
        }
      } finally {
        await other.close();
      }
    });

    it('made-up accounts are said to be made up at the top of the text and of every sheet', async () => {
      await joined('illustrative');
      await publish(world.warehouse, world.dir);
      const text = await readFile(join(published, 'READ-ME-FIRST.txt'), 'utf8');
      assert.match(text.slice(0, 300), /ILLUSTRATIVE: the accounts behind these tables are MADE UP/);
      assert.match(text, /Open Government Licence v3\.0/);
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(join(published, 'trust_year.xlsx'));
      for (const sheet of workbook.worksheets)
        assert.match(sheet.getCell('A1').text, /^ILLUSTRATIVE/, sheet.name);
      const benchmark = await csv('benchmark');
      assert.ok(benchmark.slice(1).every((line) => line.includes(' [ILLUSTRATIVE ACCOUNTS],')));
    });

    it('who reads nhs.duckdb while it is replaced goes on reading the old one', async () => {
      await joined();
      await publish(world.warehouse, world.dir);
      const reader = await DuckDBInstance.create(join(world.dir, 'nhs.duckdb'), { access_mode: 'READ_ONLY' });
      const connection = await reader.connect();
      await world.accounts('2020-21', [BARTS]);
      await world.join();
      await publish(world.warehouse, world.dir);
      const count = 'SELECT count(*)::INTEGER AS n FROM trust_year';
      assert.deepEqual((await connection.runAndReadAll(count)).getRowObjectsJS(), [{ n: 2 }]);
      connection.closeSync();
      reader.closeSync();
      const fresh = await DuckDBInstance.create(join(world.dir, 'nhs.duckdb'), { access_mode: 'READ_ONLY' });
      const again = await fresh.connect();
      assert.deepEqual((await again.runAndReadAll(count)).getRowObjectsJS(), [{ n: 3 }]);
      const tables = await again.runAndReadAll('SELECT table_name FROM duckdb_tables() ORDER BY table_name');
      assert.deepEqual(
        tables.getRowObjectsJS().map((row) => row['table_name']),
        PUBLISHED_TABLES.map(({ name }) => name).sort(),
      );
      again.closeSync();
      fresh.closeSync();
    });

    it('a publication that fails leaves the old one whole', async () => {
      await joined();
      await publish(world.warehouse, world.dir);
      const before = await bytes();
      await world.warehouse.run('DROP TABLE gold.quarantine');
      await assert.rejects(publish(world.warehouse, world.dir));
      assert.deepEqual(await bytes(), before);
      await world.join();
      await publish(world.warehouse, world.dir);
      assert.deepEqual(
        (await readdir(world.dir)).filter((name) => /\.(new|old)-/.test(name)),
        [],
      );
    });

    it('a crash between the two renames is put right: the old folder comes back, the half-made one goes', async () => {
      await joined();
      await publish(world.warehouse, world.dir);
      await rename(published, `${published}.old-1-x`);
      await mkdir(`${published}.new-1-x`);
      await writeFile(join(`${published}.new-1-x`, 'benchmark.csv'), 'half');
      await writeFile(join(world.dir, 'nhs.duckdb.new-1-x'), 'half');
      assert.equal(await isPublished(world.warehouse, world.dir, DATASETS), true);
      assert.equal((await csv('benchmark')).length, 3);
      assert.deepEqual(
        (await readdir(world.dir)).filter((name) => /\.(new|old)-/.test(name)),
        [],
      );
    });

    it('nothing is to be done until something is loaded, refused or taken away', async () => {
      const done = async (): Promise<boolean> => await isPublished(world.warehouse, world.dir, DATASETS);
      assert.equal(await done(), false);
      await joined();
      assert.equal(await done(), false);
      await publish(world.warehouse, world.dir);
      assert.equal(await done(), true);
      await world.load('beds', FY, `${FY}Q1`, { R1H: { open: 4 } }, { sha256: 'd'.repeat(64) });
      assert.equal(await done(), false);
      await world.join();
      assert.equal(await done(), false);
      await publish(world.warehouse, world.dir);
      assert.equal(await done(), true);
      await rename(published, join(world.dir, 'moved'));
      assert.equal(existsSync(published), false);
      assert.equal(await done(), false);
    });

    it('every total a file prints stands beside the sum of its rows', async () => {
      const totals = [
        {
          period: `${FY}Q1`,
          measure: 'open',
          published: 5,
          sumOfRows: 4.5,
          sheet: 'Sheet1',
          row: 9,
          column: 'G',
        },
      ];
      await world.load('beds', FY, `${FY}Q1`, { R1H: { open: 4.5 } }, { totals });
      await world.join();
      await publish(world.warehouse, world.dir);
      assert.deepEqual(await csv('reconciliation'), [
        'dataset,fy,period,measure,published_total,sum_of_rows,residual,url',
        'beds,2019-20,2019-20Q1,open,5.0,4.5,0.5,https://www.england.nhs.uk/beds/2019-20Q1',
      ]);
    });
  });
});
