/** The whole product over HTTP against the publishers' web of two years, compared with the right answers. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasets } from '../../datasets/registry.ts';
import { type Mirror, startMirror } from '../mirror/mirror-server.ts';
import { expectedRows, practiceRoutes, practiceWebDir } from '../mirror/practice-web.ts';
import { itWithNhsFiles } from '../nhs-files.ts';
import { type Ended, runCommand } from './command-line.ts';
import { obtainTemporalFirst } from '../temporal-server/obtain-temporal.ts';
import { published, publishedFingerprints } from './published.ts';

const names = datasets.map((dataset) => dataset.name);
const measures = new Set(datasets.flatMap((dataset) => dataset.measures.map((recipe) => recipe.measure)));

describe('the publishers’ web of 2019-20 and 2020-21', function () {
  this.timeout(900_000);
  obtainTemporalFirst();
  const dataDir = mkdtempSync(join(tmpdir(), 'practice-web-'));
  let mirror: Mirror | undefined;
  let first: Ended | undefined;
  let firstSeconds = 0;

  const run = async (): Promise<Ended> =>
    await runCommand(
      [
        'run',
        '--years',
        '2019-20..2020-21',
        '--datasets',
        names.join(','),
        '--data-dir',
        dataDir,
        '--on-failure',
        'skip',
      ],
      { NHS_MIRROR_URL: mirror?.url ?? '' },
    );

  before(async () => {
    if (practiceWebDir === undefined) return;
    mirror = await startMirror(practiceRoutes(practiceWebDir));
    const began = performance.now();
    first = await run();
    firstSeconds = Math.round((performance.now() - began) / 100) / 10;
  });
  after(async () => {
    await mirror?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  itWithNhsFiles('one run finds every expected file and loads no decoy', async () => {
    // This web has no critical care by provider in 2019-20, and four of the 24 months of GP registrations.
    assert.equal(first?.code, 2, `${first?.stdout}\n${first?.stderr}`);
    // Every page is made.
    assert.doesNotMatch(first?.stdout ?? '', /could not be made/);
    const loaded = await published(
      dataDir,
      `select dataset, period, url from source_file where status = 'loaded'`,
    );
    const wanted = expectedRows(practiceWebDir ?? '', 'files.csv').filter((row) =>
      names.includes(datasetOf(row)),
    );
    const key = (row: Record<string, unknown>): string =>
      `${datasetOf(row)} ${String(row['period'])} ${decodeURI(String(row['url']))}`;
    // Two files of admitted care carry the same figures, and either will do.
    const oneOf = wanted.filter((row) => datasetOf(row) === EITHER_WILL_DO);
    const found = new Set(loaded.map(key));
    for (const fy of new Set(oneOf.map((row) => row['period']))) {
      assert.equal(oneOf.filter((row) => row['period'] === fy && found.has(key(row))).length, 1, fy);
    }
    const missed = wanted.filter((row) => datasetOf(row) !== EITHER_WILL_DO && !found.has(key(row)));
    assert.deepEqual(missed.map(key), []);
    for (const row of loaded.filter((one) => datasetOf(one) === EITHER_WILL_DO))
      assert.ok(oneOf.map(key).includes(key(row)), key(row));
    const decoys = new Set(
      expectedRows(practiceWebDir ?? '', 'decoys.csv').map((row) => decodeURI(row['url'] ?? '')),
    );
    assert.deepEqual(
      loaded.map((row) => decodeURI(String(row['url']))).filter((url) => decoys.has(url)),
      [],
    );
  });

  itWithNhsFiles('every cell of trust_year has the right value and status', async () => {
    const rows = await published(dataDir, 'select * from trust_year');
    const byTrust = new Map(rows.map((row) => [`${String(row['fy'])} ${String(row['org_code'])}`, row]));
    const wanted = expectedRows(practiceWebDir ?? '', 'values.csv').filter((row) =>
      measures.has(row['measure'] ?? ''),
    );
    const wrong = wanted.filter((cell) => {
      const row = byTrust.get(`${cell['fy'] ?? ''} ${cell['code'] ?? ''}`);
      const measure = cell['measure'] ?? '';
      return (
        !row || row[`${measure}_status`] !== cell['status'] || !sameFigure(row[measure], cell['value'] ?? '')
      );
    });
    console.log(`      cells ${wanted.length - wrong.length}/${wanted.length} right`);
    assert.deepEqual(wrong, []);
    const trusts = new Set(wanted.map((cell) => `${cell['fy'] ?? ''} ${cell['code'] ?? ''}`));
    assert.deepEqual([...byTrust.keys()].sort(), [...trusts].sort());
  });

  itWithNhsFiles(
    'every figure of GP registrations is right, summed over whatever is not asked for',
    async () => {
      const wanted = expectedRows(practiceWebDir ?? '', 'gp.csv');
      const sums = await sumsByKeys(dataDir, wanted);
      const wrong = wanted.filter((cell) => !sameFigure(sums.get(keysOf(cell)) ?? null, cell['value'] ?? ''));
      const months = expectedRows(practiceWebDir ?? '', 'gp_months.csv');
      const ours = await published(
        dataDir,
        `select snapshot_date::VARCHAR as snapshot_date, count(distinct practice_code)::VARCHAR as practices,
         sum(registered_population)::BIGINT::VARCHAR as population
       from fact_gp_registered_patients group by all order by all`,
      );
      console.log(`      gp ${wanted.length - wrong.length}/${wanted.length}`);
      assert.deepEqual(wrong, []);
      assert.deepEqual(
        ours.map((row) => ({ ...row })),
        months.map((row) => ({ ...row })),
      );
    },
  );

  itWithNhsFiles('a second run fetches no byte, changes no byte, and names the same gaps', async () => {
    const before = await publishedFingerprints(dataDir);
    const asked = mirror?.requests.length ?? 0;
    const second = await run();
    assert.equal(second.code, 2, second.stdout + second.stderr);
    const again = mirror?.requests.slice(asked) ?? [];
    assert.ok(again.length > 0);
    assert.equal(
      again.filter(({ status }) => status === 200).reduce((sum, request) => sum + request.bytes, 0),
      0,
    );
    assert.deepEqual(await publishedFingerprints(dataDir), before);
  });

  itWithNhsFiles('rebuild makes the same bytes from the raw store, and asks nobody', async () => {
    const before = await publishedFingerprints(dataDir);
    const releases = readdirSync(join(dataDir, 'releases'));
    const asked = mirror?.requests.length;
    // The file of DuckDB alone may differ in its bytes; it is not among the published files.
    rmSync(join(dataDir, 'warehouse.duckdb'));
    const rebuilt = await runCommand(['rebuild', '--data-dir', dataDir], {
      NHS_MIRROR_URL: mirror?.url ?? '',
    });
    assert.equal(rebuilt.code, 2, rebuilt.stdout + rebuilt.stderr);
    console.log(
      `      first run ${firstSeconds} s; ${/Rebuilt in [\d.]+ s/.exec(rebuilt.stdout)?.[0] ?? ''}`,
    );
    assert.match(rebuilt.stdout, /No request was made\./);
    assert.match(rebuilt.stdout, /It says what the release .* says\./);
    assert.equal(mirror?.requests.length, asked);
    assert.deepEqual(await publishedFingerprints(dataDir), before);
    assert.deepEqual(readdirSync(join(dataDir, 'releases')), releases);
  });
});

const EITHER_WILL_DO = 'admitted-patient-care';
const GP_KEYS = ['snapshot_date', 'practice_code', 'icb_code', 'region', 'age_band', 'sex'] as const;

/** The population under every combination of keys that is asked for; `*` is summed over. */
async function sumsByKeys(
  dataDir: string,
  wanted: readonly Readonly<Record<string, string>>[],
): Promise<ReadonlyMap<string, number>> {
  const sums = new Map<string, number>();
  const groupings = new Set(wanted.map((cell) => GP_KEYS.filter((key) => cell[key] !== '*').join(', ')));
  for (const grouping of groupings) {
    const rows = await published(
      dataDir,
      `select ${grouping}, sum(registered_population)::DOUBLE as value
       from (select * replace (snapshot_date::VARCHAR as snapshot_date) from fact_gp_registered_patients) group by ${grouping}`,
    );
    for (const row of rows) sums.set(keysOf(row), Number(row['value']));
  }
  return sums;
}

function keysOf(cell: Readonly<Record<string, unknown>>): string {
  return GP_KEYS.map((key) => (typeof cell[key] === 'string' ? cell[key] : '*')).join(' | ');
}

/** The answers write a dataset's name with underscores. */
function datasetOf(row: Readonly<Record<string, unknown>>): string {
  return String(row['dataset']).replaceAll('_', '-');
}

function sameFigure(ours: unknown, right: string): boolean {
  if (right === '') return ours === null;
  const wanted = Number(right);
  return typeof ours === 'number' && Math.abs(ours - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
}
