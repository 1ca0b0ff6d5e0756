/** The whole product over HTTP against the publishers' web of two years, compared with the right answers. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasets } from '../../datasets/registry.ts';
import type { Mirror } from '../mirror/mirror-server.ts';
import { startMirror } from '../mirror/mirror-server.ts';
import { expectedRows, practiceRoutes, practiceWebDir } from '../mirror/practice-web.ts';
import { itWithNhsFiles } from '../nhs-files.ts';
import type { Ended } from './command-line.ts';
import { obtainTemporalFirst } from '../embedded/obtain-temporal.ts';
import { runCommand } from './command-line.ts';
import { published } from './published.ts';

const names = datasets.map((dataset) => dataset.name);
const measures = new Set(datasets.flatMap((dataset) => dataset.measures.map((recipe) => recipe.measure)));

describe('the publishers’ web of 2019-20 and 2020-21', function () {
  this.timeout(240_000);
  obtainTemporalFirst();
  const dataDir = mkdtempSync(join(tmpdir(), 'practice-web-'));
  let mirror: Mirror | undefined;
  let first: Ended | undefined;

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
    first = await run();
  });
  after(async () => {
    await mirror?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  itWithNhsFiles('one run finds every expected file and loads no decoy', async () => {
    assert.equal(first?.code, 0, `${first?.stdout}\n${first?.stderr}`);
    const loaded = await published(
      dataDir,
      `select dataset, period, url from source_file where status = 'loaded'`,
    );
    const wanted = expectedRows(practiceWebDir ?? '', 'files.csv').filter((row) =>
      names.includes(datasetOf(row)),
    );
    const key = (row: Record<string, unknown>): string =>
      `${datasetOf(row)} ${String(row['period'])} ${decodeURI(String(row['url']))}`;
    assert.deepEqual(loaded.map(key).sort(), wanted.map(key).sort());
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

  itWithNhsFiles('a second run fetches no byte, changes no byte, and exits 0', async () => {
    const before = fingerprints(dataDir);
    const asked = mirror?.requests.length ?? 0;
    const second = await run();
    assert.equal(second.code, 0, second.stdout + second.stderr);
    const again = mirror?.requests.slice(asked) ?? [];
    assert.ok(again.length > 0);
    assert.equal(
      again.reduce((sum, request) => sum + request.bytes, 0),
      0,
    );
    assert.deepEqual(fingerprints(dataDir), before);
  });
});

/** The answers write a dataset's name with underscores. */
function datasetOf(row: Readonly<Record<string, unknown>>): string {
  return String(row['dataset']).replaceAll('_', '-');
}

function sameFigure(ours: unknown, right: string): boolean {
  if (right === '') return ours === null;
  const wanted = Number(right);
  return typeof ours === 'number' && Math.abs(ours - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
}

function fingerprints(dataDir: string): Record<string, string> {
  const folder = join(dataDir, 'published');
  const entries = readdirSync(folder).map((name): [string, string] => [
    name,
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex'),
  ]);
  return Object.fromEntries(entries);
}
