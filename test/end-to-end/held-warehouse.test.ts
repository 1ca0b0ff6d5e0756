/** A warehouse file that another program has open, that another run works in, or that is damaged. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obtainTemporalFirst } from '../temporal-server/obtain-temporal.ts';
import { holdFile } from '../warehouse/hold-file.ts';
import { type Started, runCommand, startCommand } from './command-line.ts';
import { published } from './published.ts';
import { type SmallWeb, bedsFile, firstBedsFile, startSmallWeb, YEAR } from './small-web.ts';

const NOT_FOUND = { status: 404, contentType: 'text/html', body: 'no' };

describe('a warehouse file that cannot be had at once', function () {
  this.timeout(180_000);
  obtainTemporalFirst();
  let web: SmallWeb;
  const parent = mkdtempSync(join(tmpdir(), 'held-'));
  // Whatever DuckDB says of a file in here has "lock" in it.
  const dataDir = join(parent, 'blocks', 'lock');
  const file = join(dataDir, 'warehouse.duckdb');

  before(async () => {
    web = await startSmallWeb();
    mkdirSync(dataDir, { recursive: true });
    const ended = await start('skip').ended;
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  });
  after(async () => {
    await web.close();
    rmSync(parent, { recursive: true, force: true });
  });

  const start = (onFailure: 'skip' | 'wait', datasets = 'tac,ods,beds'): Started => {
    const wanted = ['--years', YEAR, '--datasets', datasets, '--on-failure', onFailure];
    return startCommand(['run', ...wanted, '--data-dir', dataDir], { NHS_MIRROR_URL: web.url });
  };
  const bedsAreReported = async (trusts: number): Promise<void> => {
    const sql = `select count(*)::int as n from trust_year where beds_status = 'reported'`;
    assert.deepEqual(await published(dataDir, sql), [{ n: trusts }]);
  };

  for (const mode of ['reading', 'writing'] as const) {
    it(`by another program that has it open for ${mode}: the run names it, waits, and completes once it lets go`, async () => {
      const other = await holdFile(file, mode);
      const run = start('skip');
      await run.printed(
        new RegExp(`is open in another program, \\S*node\\S* \\(PID ${other.pid}\\), which does no work`),
      );
      await other.letGo();
      await run.printed(/is free: going on/);
      const ended = await run.ended;
      assert.equal(ended.code, 0, ended.stdout + ended.stderr);
      assert.doesNotMatch(ended.stdout, /only watches/);
    });
  }

  it('by another program: Ctrl-C ends the wait', async () => {
    const other = await holdFile(file, 'reading');
    try {
      const run = start('skip');
      await run.printed(/is open in another program/);
      run.child.kill('SIGINT');
      const ended = await run.ended;
      assert.equal(ended.code, 130, ended.stdout + ended.stderr);
    } finally {
      await other.letGo();
    }
  });

  it('by a worker of its own: work --queue warehouse says who holds it, and ends', async () => {
    const up = startCommand(['up', '--data-dir', dataDir]);
    try {
      await up.printed(/Workers are running/);
      const ended = await runCommand(['work', '--queue', 'warehouse', '--data-dir', dataDir]);
      assert.equal(ended.code, 1);
      assert.match(
        ended.stderr,
        new RegExp(`in use by another process, \\S*node\\S* \\(PID ${up.child.pid}\\)`),
      );
    } finally {
      up.child.kill('SIGTERM');
      await up.ended;
    }
  });

  it('by another run: this one watches, takes over when that one is killed, and completes it', async () => {
    for (const url of [bedsFile(4), firstBedsFile(4)]) web.answerWith(url, NOT_FOUND);
    rmSync(dataDir, { recursive: true });
    const first = start('wait');
    await first.printed(/NEEDS ATTENTION/);
    const second = start('wait');
    await second.printed(
      new RegExp(`\\(PID ${first.child.pid}\\), is working in this warehouse; this one only watches`),
    );
    first.child.kill('SIGKILL');
    await first.ended;
    await second.printed(/has ended; this process goes on with the work/);
    for (const url of [bedsFile(4), firstBedsFile(4)]) web.answerWith(url, undefined);
    const retried = await runCommand(['retry', 'beds', YEAR, '--data-dir', dataDir]);
    assert.equal(retried.code, 0, retried.stderr);
    const ended = await second.ended;
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    await bedsAreReported(4);
  });

  it('because it is damaged: the run says so and ends; moved away, it is rebuilt and no file is fetched twice', async () => {
    await flip(file, 100, 8);
    const ended = await start('skip').ended;
    assert.equal(ended.code, 1, ended.stdout);
    assert.ok(ended.stderr.includes(`${file} is damaged: DuckDB cannot read it`), ended.stderr);
    assert.match(ended.stderr, /in block at location.*Move it away, .*nothing is fetched twice/);
    await bedsAreReported(4);
    await rename(file, `${file}.damaged`);
    const before = web.requests.length;
    const again = await start('skip').ended;
    assert.equal(again.code, 0, again.stdout + again.stderr);
    const twice = web.requests
      .slice(before)
      .filter(({ url, bytes }) => /\.(xlsx|csv)$/.test(url) && bytes > 0);
    assert.deepEqual(twice, []);
    await bedsAreReported(4);
  });
});

async function flip(path: string, at: number, length: number): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, at);
    await handle.write(
      buffer.map((byte) => byte ^ 0xff),
      0,
      length,
      at,
    );
  } finally {
    await handle.close();
  }
}
