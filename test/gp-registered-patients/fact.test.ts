/** From files to the published table, through a real warehouse. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { gpRegisteredPatients } from '../../datasets/gp-registered-patients/dataset.ts';
import { tac } from '../../datasets/tac/dataset.ts';
import { joinYears } from '../../warehouse/join/join-years.ts';
import { loadFile } from '../../warehouse/load/load-file.ts';
import { openWarehouse } from '../../warehouse/open-warehouse.ts';
import { writeParsedFile } from '../../parsed/parsed-files.ts';
import { isPublished, publish } from '../../warehouse/publish/publish.ts';
import { type Row, quoteText } from '../../duckdb/statements.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import {
  type Lines,
  type Practice,
  contextOf,
  listSize,
  LONDON,
  monthLines,
  parse,
  practice,
} from '../fixtures/gp-registered-patients.ts';

const DATASETS = [tac, gpRegisteredPatients];
const DENSHAM = practice('A81001', 10, { region: ['Y63', 'North East and Yorkshire'], icb: 'QHM' });
const HAND = practice('E85124', 100, { region: LONDON, icb: 'QRV' });
const BOTH = [DENSHAM, HAND];
const FACT = 'fact_gp_registered_patients';

describe('the table of registered patients', function () {
  this.timeout(60_000);
  let dir: string;
  let warehouse: Warehouse;

  async function open(): Promise<void> {
    dir = await mkdtemp(join(tmpdir(), 'gp-'));
    warehouse = await openWarehouse(join(dir, 'warehouse.duckdb'), DATASETS);
  }
  async function close(): Promise<void> {
    await warehouse.close();
    await rm(dir, { recursive: true });
  }

  async function load(slot: string, lines: Lines): Promise<string> {
    const parsed = await parse(lines, slot);
    const sha256 = createHash('sha256').update(lines.join()).digest('hex');
    const parsedDir = join(dir, 'parsed', `${slot} ${sha256.slice(0, 8)}`);
    await writeParsedFile(parsedDir, parsed, []);
    const { fy, period, url } = contextOf(slot);
    const source = { url, sha256 };
    await loadFile(warehouse, {
      dataset: gpRegisteredPatients.name,
      fy,
      slot,
      period,
      source,
      parsedDir,
      parserVersion: 1,
    });
    return sha256;
  }
  async function loadMonth(month: string, practices: readonly Practice[]): Promise<void> {
    for (const kind of ['all', 'quin-age', 'map']) await loadLists(`${month} ${kind}`, practices);
  }
  async function loadLists(slot: string, practices: readonly Practice[]): Promise<string> {
    return await load(slot, monthLines(slot, practices));
  }
  async function published(): Promise<void> {
    await joinYears(warehouse, { datasets: DATASETS });
    await publish(warehouse, dir);
  }
  const parquet = (name: string): string => join(dir, 'published', `${name}.parquet`);
  async function rows(sql: string): Promise<readonly Row[]> {
    return await warehouse.rows(sql);
  }
  /** Of the months that begin so. */
  async function fact(what: string, months = ''): Promise<readonly Row[]> {
    return await rows(
      `SELECT ${what} FROM read_parquet(${quoteText(parquet(FACT))}) WHERE snapshot_date::VARCHAR LIKE ${quoteText(`${months}%`)}`,
    );
  }
  async function findings(kind: string): Promise<readonly string[]> {
    const found = await rows(
      `SELECT message FROM gold.quality_finding WHERE kind = ${quoteText(kind)} ORDER BY message`,
    );
    return found.map((row) => String(row['message']));
  }

  describe('of two months that are in order', () => {
    before(async () => {
      await open();
      await loadMonth('2021-07', BOTH);
      await loadMonth('2021-06', BOTH);
      await published();
    });
    after(close);

    it('has eight columns, then the file and line of each row; a practice, band and sex once a month', async () => {
      const columns = await rows(`DESCRIBE FROM read_parquet(${quoteText(parquet(FACT))})`);
      assert.deepEqual(
        columns.map((column) => column['column_name']),
        [
          ...['snapshot_date', 'practice_code', 'practice_name', 'icb_code', 'region', 'age_band', 'sex'],
          ...['registered_population', 'source_sha256', 'source_row'],
        ],
      );
      assert.deepEqual(
        await fact(`count(*)::INTEGER AS n, count(DISTINCT (snapshot_date, practice_code, age_band, sex))::INTEGER AS keys,
        list_sort(list(DISTINCT sex)) AS sexes, sum(registered_population)::INTEGER AS people`),
        [
          {
            n: 4 * 39,
            keys: 4 * 39,
            sexes: ['FEMALE', 'MALE'],
            people: 2 * (listSize(DENSHAM) + listSize(HAND)),
          },
        ],
      );
      const [first] = await fact('snapshot_date::VARCHAR AS month, * EXCLUDE (snapshot_date)');
      assert.deepEqual(first, {
        month: '2021-06-01',
        practice_code: 'A81001',
        practice_name: 'PRACTICE A81001, THE',
        icb_code: 'QHM',
        region: 'North East and Yorkshire',
        age_band: '0-4',
        sex: 'FEMALE',
        registered_population: 10,
        source_sha256: createHash('sha256').update(monthLines('2021-06 quin-age', BOTH).join()).digest('hex'),
        source_row: 255,
      });
      assert.equal((await rows('SELECT 1 FROM gold.quality_finding')).length, 0);
    });

    it('is the same in nhs.duckdb, and England by month is a CSV', async () => {
      const instance = await DuckDBInstance.create(join(dir, 'nhs.duckdb'), { access_mode: 'READ_ONLY' });
      const connection = await instance.connect();
      const same = await connection.runAndReadAll(
        `FROM ${FACT} EXCEPT ALL FROM read_parquet(${quoteText(parquet(FACT))})`,
      );
      assert.equal(same.currentRowCount, 0);
      connection.closeSync();
      instance.closeSync();
      const csv = await readFile(join(dir, 'published', 'tables', 'gp_month_total.csv'), 'utf8');
      assert.match(csv, /^snapshot_date,fy,practices,registered_population,/);
      assert.match(csv, /\n2021-06-01,2021-22,2,4290,2200,2090,4290,2,4290,0,0,0,true\n/);
    });

    it('every column of its tables says what it means', async () => {
      const silent = await rows(
        `SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'gold' AND comment IS NULL AND column_name <> 'fy'
         AND table_name IN (SELECT name FROM dataset_publication)`,
      );
      assert.deepEqual(silent, []);
    });
  });

  describe('of months that are not', () => {
    before(async () => {
      await open();
      await loadLists('2017-06 all', BOTH);
      await loadMonth('2018-06', BOTH);
      const all = monthLines('2018-06 all', BOTH).map((line) => line.replace(/,390$/, ',400'));
      await load('2018-06 all', [...all, (all[1] ?? '').replace('A81001', 'Y00001')]);
      await loadMonth('2019-06', BOTH);
      await loadLists('2019-06 map', [DENSHAM]);
      await loadLists('2019-07 quin-age', BOTH);
      await loadMonth('2022-06', [DENSHAM]);
      await loadMonth('2022-07', [{ ...DENSHAM, name: 'NEW NAME', icb: 'QOP' }]);
      await loadMonth('2023-06', BOTH);
      await loadMonth('2023-07', [HAND]);
      await loadMonth('2023-09', BOTH);
      await published();
    });
    after(close);

    it('a practice has the name and board of its own month, not of another', async () => {
      const found = await fact(
        'DISTINCT snapshot_date::VARCHAR AS month, practice_name AS name, icb_code AS icb',
        '2022',
      );
      assert.deepEqual(
        found.toSorted((a, b) => (String(a['month']) < String(b['month']) ? -1 : 1)),
        [
          { month: '2022-06-01', name: 'PRACTICE A81001, THE', icb: 'QHM' },
          { month: '2022-07-01', name: 'NEW NAME', icb: 'QOP' },
        ],
      );
    });

    it('a practice that the map lacks has neither name nor region, and a finding says how many do', async () => {
      const [row] = await fact(
        `count(*)::INTEGER AS n, count(practice_name)::INTEGER AS named, count(region)::INTEGER AS placed`,
        '2019',
      );
      assert.deepEqual(row, { n: 4 * 39, named: 39, placed: 39 });
      assert.deepEqual(await findings('practice-not-in-map'), [
        "July 2019: the month's map is not loaded, so that no practice has a name, an ICB or a region.",
        "June 2019: 1 of 2 practices, with 3900 people, are not in the month's map, so that they have no name, ICB or region: E85124.",
      ]);
    });

    it('practices that the two files of a month count differently are named, and England is held against both', async () => {
      const [message] = await findings('practice-totals-disagree');
      assert.match(
        message ?? '',
        /^June 2018: 2 practices .* 4700 and 4290\). The first: A81001 400 and 390, Y00001 400 and not there/,
      );
      assert.deepEqual(
        await rows(
          `SELECT published_total, sum_of_rows, residual FROM gold.reconciliation WHERE measure = 'printed_in_all' AND period = '2018-06'`,
        ),
        [{ published_total: 4700, sum_of_rows: 4290, residual: 410 }],
      );
      assert.deepEqual(
        await rows(
          `SELECT practice_code, registered_population, printed_in_quin_age, printed_in_all FROM gold.gp_practice_total
           WHERE snapshot_date = DATE '2018-06-01'`,
        ),
        [
          {
            practice_code: 'A81001',
            registered_population: 390,
            printed_in_quin_age: 390,
            printed_in_all: 400,
          },
          {
            practice_code: 'E85124',
            registered_population: 3900,
            printed_in_quin_age: 3900,
            printed_in_all: 3900,
          },
          {
            practice_code: 'Y00001',
            registered_population: null,
            printed_in_quin_age: null,
            printed_in_all: 400,
          },
        ],
      );
    });

    it('a month that is two percent away from the month before has a finding; the next one after a gap has none', async () => {
      assert.deepEqual(await findings('far-from-month-before'), [
        'July 2023 has 3900 people on the lists of 1 practices, the month before 4290 on those of 2: is one of the files complete?',
      ]);
    });

    it('totals alone make no rows: the month is there with what it has, and nothing is zero', async () => {
      assert.deepEqual(await fact('count(*)::INTEGER AS n', '2017'), [{ n: 0 }]);
      assert.deepEqual(
        await rows(
          `SELECT practices, registered_population, practices_in_all, practices_that_disagree FROM gold.gp_month_total
           WHERE snapshot_date = DATE '2017-06-01'`,
        ),
        [
          {
            practices: null,
            registered_population: null,
            practices_in_all: 2,
            practices_that_disagree: null,
          },
        ],
      );
      assert.equal((await findings('practice-totals-disagree')).length, 1, 'June 2018 alone');
    });
  });

  describe('when it is published again', () => {
    beforeEach(open);
    afterEach(close);

    it('is not written again while no month has changed, and is when one has', async () => {
      await loadMonth('2021-06', BOTH);
      await published();
      const inode = async (): Promise<number> => (await stat(parquet(FACT))).ino;
      const [before, bytes] = [await inode(), await readFile(parquet(FACT))];
      assert.equal(await isPublished(warehouse, dir, DATASETS), true);
      await published();
      assert.equal(await inode(), before);
      const reissued = await loadLists('2021-06 quin-age', [DENSHAM]);
      assert.equal(await isPublished(warehouse, dir, DATASETS), false);
      await published();
      assert.notEqual(await inode(), before);
      assert.deepEqual(await fact('count(*)::INTEGER AS n, any_value(source_sha256) AS file'), [
        { n: 39, file: reissued },
      ]);
      await loadLists('2021-06 quin-age', BOTH);
      await published();
      assert.deepEqual(await readFile(parquet(FACT)), bytes);
    });

    it('what somebody has changed in the published files does not live on in the next publication', async () => {
      await loadMonth('2021-06', BOTH);
      await published();
      const good = await readFile(parquet(FACT));
      await copyFile(parquet('gp_practice_total'), parquet(FACT));
      const instance = await DuckDBInstance.create(join(dir, 'nhs.duckdb'));
      const connection = await instance.connect();
      await connection.run('UPDATE gp_practice_total SET registered_population = 1');
      connection.closeSync();
      instance.closeSync();
      await published();
      assert.deepEqual(await readFile(parquet(FACT)), good);
      await warehouse.run(`ATTACH ${quoteText(join(dir, 'nhs.duckdb'))} AS nhs (READ_ONLY)`);
      assert.deepEqual(await rows('SELECT max(registered_population) AS most FROM nhs.gp_practice_total'), [
        { most: 3900 },
      ]);
      await warehouse.run('DETACH nhs');
    });

    it('a published file that is gone or cut short is written anew', async () => {
      await loadMonth('2021-06', BOTH);
      await published();
      const good = await readFile(parquet(FACT));
      await writeFile(parquet(FACT), good.subarray(0, 100));
      await published();
      assert.deepEqual(await readFile(parquet(FACT)), good);
      await rm(parquet(FACT));
      await published();
      assert.deepEqual(await readFile(parquet(FACT)), good);
    });
  });
});
