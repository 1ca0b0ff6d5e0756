/** All seven years over HTTP through the command line, compared cell by cell with answers worked out apart. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mirror } from '../mirror/mirror-server.ts';
import type { Ended } from './command-line.ts';
import { runCommand } from './command-line.ts';
import { published } from './published.ts';
import { startSevenYearsWeb, trustYears, unwantedFiles, wantedFiles } from './seven-years-web.ts';

describe('the publishers’ web of seven years', function () {
  this.timeout(240_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'seven-years-'));
  let web: Mirror;
  let first: Ended;
  let requested: readonly string[];

  const run = async (): Promise<Ended> =>
    await runCommand(
      [
        'run',
        '--years',
        '2017-18..2023-24',
        '--datasets',
        'tac,ods,beds,ae-monthly',
        '--data-dir',
        dataDir,
        '--on-failure',
        'skip',
      ],
      { NHS_MIRROR_URL: web.url },
    );

  before(async () => {
    web = await startSevenYearsWeb();
    first = await run();
    requested = web.requests.map((request) => request.url);
  });
  after(async () => {
    await web.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('every file is found and loaded, no decoy is loaded or even fetched', async () => {
    assert.equal(first.code, 0, `${first.stdout}\n${first.stderr}`);
    const loaded = await published(
      dataDir,
      `select dataset, period, url from source_file where status = 'loaded'`,
    );
    assert.deepEqual(
      loaded
        .map((row) => `${String(row['dataset'])} ${String(row['period'])} ${decodeURI(String(row['url']))}`)
        .sort(),
      wantedFiles().map(decodeURI).sort(),
    );
    assert.deepEqual(
      requested.filter((url) => unwantedFiles().includes(url)),
      [],
    );
  });

  it('every cell of trust_year has the right value and status', async () => {
    const rows = await published(dataDir, 'select * from trust_year order by fy, org_code');
    const key = (row: Readonly<Record<string, unknown>>): string =>
      `${String(row['fy'])} ${String(row['org_code'])}`;
    const wanted = new Map(trustYears().map((row) => [key(row), row]));
    assert.deepEqual(rows.map(key).sort(), [...wanted.keys()].sort());
    let cells = 0;
    const wrong = rows.flatMap((row) => {
      const answer = wanted.get(key(row)) ?? {};
      assert.deepEqual(Object.keys(row).sort(), Object.keys(answer).sort());
      return Object.entries(answer).flatMap(([column, right]) => {
        cells += 1;
        return same(row[column], right)
          ? []
          : [`${key(row)} ${column}: ${String(row[column])}, not ${String(right)}`];
      });
    });
    console.log(`      cells ${cells - wrong.length}/${cells} right`);
    assert.deepEqual(wrong, []);
  });

  it('benchmark.csv says the same in its nine columns', async () => {
    const columns = [
      'org_name',
      'fy',
      'beds',
      'admissions',
      'ae_attendances',
      'op_attendances',
      'consultancy_spend',
      'consultancy_per_bed',
      'consultancy_pct_turnover',
    ];
    const file = join(dataDir, 'published', 'benchmark.csv');
    assert.equal(readFileSync(file, 'utf8').split(/\r?\n/)[0], columns.join(','));
    const rows = await published(dataDir, `select * from read_csv('${file}', all_varchar = true)`);
    const line = (row: Readonly<Record<string, unknown>>): string =>
      `${String(row['fy'])} ${String(row['org_name'])}`;
    const wanted = new Map(trustYears().map((row) => [line(row), row]));
    assert.equal(rows.length, wanted.size);
    for (const row of rows) {
      for (const column of columns.slice(2)) {
        const printed = row[column];
        const figure = printed === null ? null : Number(printed);
        assert.ok(
          same(figure, wanted.get(line(row))?.[column] ?? null),
          `${line(row)} ${column}: ${String(printed)}`,
        );
      }
    }
  });

  it('what counts for nobody is named, with the reason', async () => {
    const unmatched = await published(
      dataDir,
      `select distinct fy, trim(published_code) as code from org_match where rule = 'none' and dataset in ('beds', 'ae-monthly') and trim(published_code) not in ('AXG', 'NR3', 'AD913', 'Y02428', 'NL7') order by fy, code`,
    );
    assert.deepEqual(
      unmatched.map((row) => `${String(row['fy'])} ${String(row['code'])}`),
      ['2019-20 RWE', '2023-24 RF4', '2023-24 RQ3'],
    );
  });

  it('every figure that is loaded in spite of a doubt says so', async () => {
    const rows = await published(
      dataDir,
      `select distinct kind, fy, org_code, measure from quality_finding where org_code is not null order by all`,
    );
    const said = (kind: string): readonly string[] =>
      rows
        .filter((row) => row['kind'] === kind)
        .map((row) => [row['fy'], row['org_code'], row['measure'] ?? ''].map(String).join(' ').trim());
    const bothBeds = (key: string): string[] => [`${key} beds`, `${key} beds_occupied`];
    const allAe = (key: string): string[] =>
      ['ae_attendances', 'ae_over_4_hours', 'ae_type1_attendances'].map((measure) => `${key} ${measure}`);
    assert.deepEqual(said('succession'), [
      ...allAe('2020-21 RH5'),
      ...allAe('2022-23 RM3'),
      ...bothBeds('2022-23 RM3'),
      ...bothBeds('2023-24 RH5'),
    ]);
    const withBeds = trustYears().filter(
      (row) => row['fy'] === '2023-24' && row['beds'] !== null && row['org_code'] !== 'RVY',
    );
    assert.deepEqual(
      said('fallback'),
      withBeds.flatMap((row) => bothBeds(`2023-24 ${String(row['org_code'])}`)).sort(),
    );
    assert.deepEqual(said('zero-return'), [...bothBeds('2017-18 RNU'), ...bothBeds('2022-23 RGN')]);
    assert.deepEqual(said('four-hour-field-test'), ['2019-20 RM3 ae_over_4_hours']);
    assert.deepEqual(said('listed-without-data'), ['2023-24 RF4', '2023-24 RQ3']);
    assert.deepEqual(said('merger-in-year'), [
      ...['2017-18 R0A', '2017-18 RM2', '2017-18 RW3'],
      ...['2019-20 REM', '2019-20 RQ6'],
      ...['2020-21 R0D', '2020-21 RD3', '2020-21 RDZ', '2020-21 RJ1', '2020-21 RT3'],
      ...['2021-22 R0A', '2021-22 RM3', '2021-22 RW6'],
      ...['2023-24 RBN', '2023-24 RVY'],
    ]);
  });

  it('every total that a file prints is the sum of its rows', async () => {
    const totals = await published(
      dataDir,
      `select dataset, count(*)::int as totals, max(abs(residual)) < 1e-6 as agree from reconciliation group by all order by all`,
    );
    assert.deepEqual(
      totals.map((row) => [row['dataset'], row['agree']]),
      [
        ['ae-monthly', true],
        ['beds', true],
        ['tac', true],
      ],
    );
  });

  it('a second run fetches no byte, changes no byte, and exits 0', async () => {
    const before = fingerprints(dataDir);
    const asked = web.requests.length;
    const second = await run();
    assert.equal(second.code, 0, second.stdout + second.stderr);
    const bytes = web.requests.slice(asked).reduce((sum, request) => sum + request.bytes, 0);
    assert.equal(bytes, 0);
    assert.deepEqual(fingerprints(dataDir), before);
  });
});

function same(ours: unknown, right: string | number | null): boolean {
  if (typeof right !== 'number') return ours === right;
  return typeof ours === 'number' && Math.abs(ours - right) <= 1e-9 * Math.max(1, Math.abs(right));
}

function fingerprints(dataDir: string): Record<string, string> {
  const folder = join(dataDir, 'published');
  return Object.fromEntries(
    readdirSync(folder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}
