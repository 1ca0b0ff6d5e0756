import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadFile } from '../../warehouse/load/load-file.ts';
import { clearGap, loadedFiles, recordGap } from '../../warehouse/load/load-state.ts';
import { openWarehouse } from '../../warehouse/open-warehouse.ts';
import { recordFile } from '../../warehouse/load/record-file.ts';
import type { Row } from '../../duckdb/statements.ts';
import { type SmallWorld, openSmallWorld } from './small-world.ts';

const KEY = { dataset: 'beds', fy: '2019-20', slot: '2019-20Q1', period: '2019-20Q1' } as const;
const FIRST = 'a'.repeat(64);
const SECOND = 'b'.repeat(64);

describe('loading a file into the warehouse', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  beforeEach(async () => {
    world = await openSmallWorld();
  });
  afterEach(async () => {
    await world.close();
  });

  async function load(open: number, sha256: string): Promise<string> {
    const totals = [
      {
        period: KEY.period,
        measure: 'open',
        published: open,
        sumOfRows: open,
        sheet: 'Sheet1',
        row: 9,
        column: 'A',
      },
    ];
    return await world.load(KEY.dataset, KEY.fy, KEY.slot, { R1H: { open } }, { sha256, totals });
  }

  async function everything(): Promise<Readonly<Record<string, readonly Row[]>>> {
    const tables = ['observation', 'printed_total', 'quality_finding', 'source_file', 'load_state'];
    const rows = await Promise.all(
      tables.map(async (name) => await world.warehouse.rows(`FROM ${name} ORDER BY ALL`)),
    );
    return Object.fromEntries(tables.map((name, index) => [name, rows[index] ?? []]));
  }

  it('loading the same file again changes nothing', async () => {
    await load(5, FIRST);
    const before = await everything();
    await load(5, FIRST);
    assert.deepEqual(await everything(), before);
    assert.equal(before['observation']?.[0]?.['observation_id'], 'aaaaaaaaaaaa:Sheet1!A2');
  });

  it('a newer file takes the slot, and the one before it is superseded by it', async () => {
    await load(5, FIRST);
    await load(6, SECOND);
    const { observation, source_file: files } = await everything();
    assert.deepEqual(
      observation?.map((row) => row['value']),
      [6],
    );
    assert.deepEqual(
      files?.map((row) => [row['sha256'], row['status'], row['superseded_by']]),
      [
        [FIRST, 'superseded', SECOND],
        [SECOND, 'loaded', null],
      ],
    );
    assert.deepEqual(await loadedFiles(world.warehouse, 'beds', '2019-20'), [
      { slot: KEY.slot, url: 'https://www.england.nhs.uk/beds/2019-20Q1', sha256: SECOND, parserVersion: 1 },
    ]);
  });

  it('a load that fails half-way leaves the figures of before', async () => {
    const parsedDir = await load(5, FIRST);
    const before = await everything();
    const again = {
      ...KEY,
      source: { url: 'https://www.england.nhs.uk/x', sha256: SECOND },
      parsedDir,
      parserVersion: 2,
    };
    await writeFile(join(parsedDir, 'observations.parquet'), 'not a Parquet file');
    await assert.rejects(loadFile(world.warehouse, again));
    await rm(join(parsedDir, 'observations.parquet'));
    await assert.rejects(loadFile(world.warehouse, again));
    assert.deepEqual(await everything(), before);
  });

  it('a table without one of its columns is not loaded', async () => {
    const account = { name: 'Barts Health NHS Trust', code: 'R1H' };
    const [parsedDir = ''] = await world.accounts('2019-20', [account]);
    await world.warehouse.run(
      `COPY (SELECT * EXCLUDE value FROM read_parquet('${parsedDir}/tac_line.parquet')) TO '${parsedDir}/short.parquet'`,
    );
    await world.warehouse.run(`COPY (FROM '${parsedDir}/short.parquet') TO '${parsedDir}/tac_line.parquet'`);
    await assert.rejects(
      loadFile(world.warehouse, {
        dataset: 'tac',
        fy: '2019-20',
        slot: '2019-20 FT',
        period: '2019-20',
        source: { url: 'https://www.england.nhs.uk/x', sha256: SECOND },
        parsedDir,
        parserVersion: 2,
      }),
      /value/,
    );
    const [row] = await world.warehouse.rows('SELECT value, sha256 <> $1 AS old FROM tac_line', [SECOND]);
    assert.deepEqual(row, { value: 1, old: true });
  });

  it('loads asked for at once come one after the other, each whole', async () => {
    await Promise.all([load(5, FIRST), load(6, SECOND), load(7, 'c'.repeat(64))]);
    const { observation, source_file: files } = await everything();
    assert.equal(observation?.length, 1);
    assert.equal(files?.filter((row) => row['status'] === 'loaded').length, 1);
  });

  it('a refused file is recorded with its reason beside the one that stays loaded', async () => {
    await load(5, FIRST);
    const source = { url: 'https://www.england.nhs.uk/new', sha256: SECOND };
    await recordFile(world.warehouse, { key: KEY, source, status: 'refused', reason: 'Day-only beds.' });
    await recordFile(world.warehouse, { key: KEY, source, status: 'refused', reason: 'Day-only beds.' });
    const { source_file: files } = await everything();
    assert.deepEqual(
      files?.map((row) => [row['status'], row['reason']]),
      [
        ['loaded', null],
        ['refused', 'Day-only beds.'],
      ],
    );
  });

  it('a loaded file that a newer reader refuses stays loaded, and says so', async () => {
    await load(5, FIRST);
    const source = { url: 'https://www.england.nhs.uk/beds/2019-20Q1', sha256: FIRST };
    await recordFile(world.warehouse, { key: KEY, source, status: 'refused', reason: 'Heading missing.' });
    const [row, ...more] = await world.warehouse.rows('SELECT status, reason FROM source_file');
    assert.equal(more.length, 0);
    assert.deepEqual(row, {
      status: 'loaded',
      reason: 'Loaded as version 1 of the reader read it. Read again, it is refused: Heading missing.',
    });
  });

  it('a gap goes when its slot is loaded, and when it is cleared', async () => {
    await recordGap(world.warehouse, { ...KEY, reason: 'HTTP 404.' });
    await recordGap(world.warehouse, { ...KEY, slot: '2019-20Q2', period: '2019-20Q2', reason: 'HTTP 404.' });
    await load(5, FIRST);
    const states = 'SELECT slot, status, reason FROM load_state ORDER BY slot';
    assert.deepEqual(await world.warehouse.rows(states), [
      { slot: '2019-20Q1', status: 'loaded', reason: null },
      { slot: '2019-20Q2', status: 'gap', reason: 'HTTP 404.' },
    ]);
    await clearGap(world.warehouse, 'beds', '2019-20');
    assert.deepEqual(await world.warehouse.rows(states), [
      { slot: '2019-20Q1', status: 'loaded', reason: null },
    ]);
  });

  it('a warehouse in use by another process is refused with a sentence, not with a wait', async () => {
    const script = `import { openWarehouse } from './warehouse/open-warehouse.ts';
      openWarehouse(process.argv[1]).catch((error) => console.log(error.message));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script, world.warehouse.path],
      { cwd: new URL('../..', import.meta.url) },
    );
    assert.match(stdout, /is in use by another process, \S*node\S* \(PID \d+\): one run at a time writes it/);
    await assert.rejects(openWarehouse(world.warehouse.path), /is open in this process already/);
  });

  it('a file of a newer version, and a file of somebody else, are refused with a sentence', async () => {
    const path = join(world.dir, 'other.duckdb');
    const other = await openWarehouse(path);
    await other.run('UPDATE schema_version SET version = 99');
    await other.close();
    await assert.rejects(
      openWarehouse(path),
      /written by a newer version of this project .*rebuilt from the raw files/,
    );

    await world.warehouse.run(
      `ATTACH '${world.dir}/strange.duckdb' AS strange; CREATE TABLE strange.x AS SELECT 1; DETACH strange`,
    );
    await assert.rejects(openWarehouse(join(world.dir, 'strange.duckdb')), /not a warehouse of this project/);

    await writeFile(
      join(world.dir, 'text.duckdb'),
      'this is no database, but it is long enough to be looked at',
    );
    await assert.rejects(
      openWarehouse(join(world.dir, 'text.duckdb')),
      /text\.duckdb is damaged: .*Move it away/,
    );
  });
});
