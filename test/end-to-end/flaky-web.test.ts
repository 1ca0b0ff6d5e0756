/** A web on which every address fails twice, each in its own way, and then heals: the run needs nobody. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obtainTemporalFirst } from '../temporal-server/obtain-temporal.ts';
import { type Mirror, type MirrorAnswer, startMirror } from '../mirror/mirror-server.ts';
import { runCommand } from './command-line.ts';
import { type SmallWeb, DATASETS, startSmallWeb, YEAR } from './small-web.ts';

const SORRY = '<!doctype html><title>Sorry</title><h1>We will be back soon</h1>';
const FAILURES: Readonly<Record<string, MirrorAnswer>> = {
  'a 403': { status: 403, contentType: 'text/html', body: '<h1>Forbidden</h1>' },
  'a challenge page': { status: 200, contentType: 'text/html', body: '<title>Just a moment...</title>' },
  'a web page without links': { status: 200, contentType: 'text/html', body: SORRY },
  'a failing server': { status: 500 },
  'a broken connection': {
    status: 200,
    body: 'half',
    headers: { 'content-length': '4000', connection: 'close' },
  },
  'too many requests': { status: 429 },
};

describe('a web that fails for a while, and a network with a proxy', function () {
  this.timeout(300_000);
  obtainTemporalFirst();
  let web: SmallWeb;
  let flaky: Mirror;
  const failed = new Map<string, number>();
  const folders: string[] = [];

  const run = async (
    mirror: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ code: number | null; text: string; table: string }> => {
    const dataDir = mkdtempSync(join(tmpdir(), 'flaky-web-'));
    folders.push(dataDir);
    const ended = await runCommand(
      ['run', '--years', YEAR, '--datasets', DATASETS, '--data-dir', dataDir, '--on-failure', 'skip'],
      { NHS_MIRROR_URL: mirror, ...env },
    );
    const table = readFileSync(join(dataDir, 'published', 'trust_year.csv'), 'utf8');
    return { code: ended.code, text: ended.stdout + ended.stderr, table };
  };

  before(async () => {
    web = await startSmallWeb();
    flaky = await startMirror((url) => {
      const body = web.right(url);
      if (body.length === 0) return undefined;
      const before = failed.get(url) ?? 0;
      failed.set(url, before + 1);
      const kinds = Object.values(FAILURES);
      const turn = [...failed.keys()].indexOf(url);
      // The second failure is of another kind than the first.
      if (before < 2) return kinds[(turn + before) % kinds.length];
      const page = !/\.\w{3,4}$/.test(url);
      return { status: 200, body, ...(page && { contentType: 'text/html; charset=utf-8' }) };
    });
  });
  after(async () => {
    await flaky.close();
    await web.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('that fails for a while gives the same table as one that never fails, and no gap', async () => {
    const whole = await run(web.url);
    assert.equal(whole.code, 0, whole.text);
    const mended = await run(flaky.url);
    assert.equal(mended.code, 0, mended.text);
    assert.ok([...failed.values()].every((times) => times > 2));
    assert.equal(mended.table, whole.table);
  });

  it('proxy variables are not for this machine: with a dead proxy everything runs', async () => {
    const names = ['http_proxy', 'https_proxy', 'all_proxy', 'grpc_proxy'].flatMap((name) => [
      name,
      name.toUpperCase(),
    ]);
    const dead = Object.fromEntries(names.map((name) => [name, 'http://nurse:secret@127.0.0.1:9']));
    const ended = await run(web.url, dead);
    assert.equal(ended.code, 0, ended.text);
    assert.doesNotMatch(ended.text, /secret/);
  });
});
