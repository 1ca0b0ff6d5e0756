/** A disk that is full, read-only or damaged: what a person reads, that the run ends, and that the next one is right. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obtainTemporalFirst } from '../temporal-server/obtain-temporal.ts';
import { type Ended, runCommand, startCommand } from './command-line.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';
import {
  type SmallWeb,
  bedsFile,
  DATASETS,
  firstBedsFile,
  monthFile,
  startSmallWeb,
  YEAR,
} from './small-web.ts';

const FULL =
  /The disk that holds \S+ (is full: .* less than the next step needs|has too little room: .* needed to begin)\. The sample needs 150 MB, .*Free some room, .*run the same command again/;
/** Where published tables are compared; the others tell when something was fetched. */
const TABLES = [
  ...['trust_year.csv', 'tables/trust_activity.csv', 'benchmark.csv', 'tables/org_match_coverage.csv'],
];
/** Too small to begin; full while loading, joining, publishing tables, publishing the database. */
const STEPS_MB = [3, 18, 24, 28, 32] as const;
const ENDS_WITHIN_MS = 10_000;

describe('a disk that gives out', function () {
  this.timeout(240_000);
  obtainTemporalFirst();
  let web: SmallWeb;
  let disk: SmallDisk | undefined;
  /** Of a run that did not fail. */
  let dataDir: string;
  let expected: ReadonlyMap<string, string>;

  const args = (folder: string, onFailure = 'skip'): readonly string[] => {
    const wanted = ['--years', YEAR, '--datasets', DATASETS, '--on-failure', onFailure];
    return ['run', ...wanted, '--data-dir', folder];
  };
  const run = async (folder: string): Promise<Ended> =>
    await runCommand(args(folder), { NHS_MIRROR_URL: web.url });
  const tablesOf = (folder: string): ReadonlyMap<string, string> =>
    new Map(TABLES.map((name) => [name, readFileSync(join(folder, 'published', name), 'utf8')]));
  const isRight = async (folder: string): Promise<void> => {
    const ended = await run(folder);
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.deepEqual(tablesOf(folder), expected);
  };
  const saysFull = ({ code, stdout, stderr }: Ended): void => {
    assert.equal(code, 1, stdout + stderr);
    assert.match(stderr, FULL);
    assert.doesNotMatch(stdout + stderr, /^\s+at .*:\d+:\d+|invalidated/m);
  };

  before(async () => {
    web = await startSmallWeb();
    dataDir = mkdtempSync(join(tmpdir(), 'never-failed-'));
    const ended = await run(dataDir);
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    expected = tablesOf(dataDir);
  });
  after(async () => {
    rmSync(dataDir, { recursive: true });
    await web.close();
  });
  afterEach(() => {
    web.answerWith(monthFile(3), undefined);
    disk?.remove();
    disk = undefined;
  });

  it('gives out at every step of a run, and each time the run ends with a sentence; with more room the next run is right', async function () {
    disk = smallDisk(STEPS_MB[0]) ?? this.skip();
    for (const megabytes of STEPS_MB) {
      disk.resize(megabytes);
      saysFull(await run(disk.path));
      assert.ok(!existsSync(join(disk.path, 'temporal', 'server.lock')), 'server.lock stays');
    }
    disk.resize(200);
    await isRight(disk.path);
    // Full again: what was published before stays intact.
    disk.fill();
    saysFull(await run(disk.path));
    assert.deepEqual(tablesOf(disk.path), expected);
    disk.giveBack();
    await isRight(disk.path);
  });

  it('when the server has just started ends the run, and with room again the next one is right', async function () {
    disk = smallDisk(200) ?? this.skip();
    const started = startCommand(args(disk.path), { NHS_MIRROR_URL: web.url });
    await started.printed(/Temporal server ready/);
    disk.fill();
    saysFull(await started.ended);
    disk.giveBack();
    await isRight(disk.path);
  });

  it('in the middle of a download ends the run within ten seconds of saying so, and is no gap of the publisher’s', async function () {
    const small = (disk = smallDisk(200) ?? this.skip());
    const month = { status: 200, body: web.right(monthFile(3)) };
    web.answerWith(monthFile(3), () => {
      web.answerWith(monthFile(3), undefined);
      small.fill();
      return month;
    });
    const started = startCommand(args(small.path), { NHS_MIRROR_URL: web.url });
    await started.printed(FULL);
    const said = Date.now();
    saysFull(await started.ended);
    assert.ok(Date.now() - said < ENDS_WITHIN_MS, `${Date.now() - said} ms`);
    small.giveBack();
    await isRight(small.path);
  });

  it('and is read-only says so, and what to do', async function () {
    disk = smallDisk(200) ?? this.skip();
    disk.makeReadOnly();
    const { code, stdout, stderr } = await run(join(disk.path, 'data'));
    assert.equal(code, 1, stdout + stderr);
    assert.match(
      stderr,
      /cannot be written: its disk or folder is read-only.*another folder with --data-dir/,
    );
  });

  for (const [where, damage] of [
    ['beginning', { at: 0, length: 3000 }],
    ['middle', { at: 40_960, length: 400_000 }],
  ] as const) {
    it(`whose history of runs is damaged at its ${where} names the file; moved away, the next run is right and fetches no file twice`, async () => {
      const history = join(dataDir, 'temporal', 'history.sqlite');
      for (const beside of ['-wal', '-shm']) rmSync(history + beside, { force: true });
      await overwrite(history, damage);
      const { code, stderr } = await run(dataDir);
      assert.equal(code, 1);
      assert.ok(
        stderr.includes(`${history}, where Temporal keeps the history of the runs, is damaged`),
        stderr,
      );
      assert.match(stderr, /Move it away, .*nothing is fetched twice/);
      await rename(history, `${history}.damaged`);
      for (const beside of ['-wal', '-shm']) rmSync(history + beside, { force: true });
      const before = web.requests.length;
      await isRight(dataDir);
      const again = web.requests.slice(before).filter(({ url, bytes }) => isFile(url) && bytes > 0);
      assert.deepEqual(again, []);
    });
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`or any hang: ${signal} ends a run whose server no longer answers within ten seconds`, async () => {
      const { started, server, remove } = await hungRun();
      try {
        const told = Date.now();
        started.child.kill(signal);
        const { code, signal: killed } = await ended(started);
        assert.ok(Date.now() - told < ENDS_WITHIN_MS, `${Date.now() - told} ms`);
        assert.ok(code === 130 || killed === 'SIGKILL');
      } finally {
        process.kill(server, 'SIGKILL');
        remove();
      }
    });
  }

  it('or any hang: a second Ctrl-C ends it at once', async () => {
    const { started, server, remove } = await hungRun();
    try {
      const told = Date.now();
      // Signals within a second count as one.
      const pressing = setInterval(() => started.child.kill('SIGINT'), 200);
      await started.ended;
      clearInterval(pressing);
      assert.ok(Date.now() - told < 3500, `${Date.now() - told} ms`);
    } finally {
      process.kill(server, 'SIGKILL');
      remove();
    }
  });

  /** A run that waits for a person, over a server that has been stopped where it stands. */
  async function hungRun(): Promise<{
    started: ReturnType<typeof startCommand>;
    server: number;
    remove: () => void;
  }> {
    const folder = mkdtempSync(join(tmpdir(), 'hung-'));
    const notFound = { status: 404, contentType: 'text/html', body: 'no' };
    for (const url of [bedsFile(4), firstBedsFile(4)]) web.answerWith(url, notFound);
    const started = startCommand(args(folder, 'wait'), { NHS_MIRROR_URL: web.url });
    await started.printed(/NEEDS ATTENTION/);
    for (const url of [bedsFile(4), firstBedsFile(4)]) web.answerWith(url, undefined);
    const record = readFileSync(join(folder, 'temporal', 'server.json'), 'utf8');
    const server = (JSON.parse(record) as { pid: number }).pid;
    process.kill(server, 'SIGSTOP');
    return { started, server, remove: () => rmSync(folder, { recursive: true, force: true }) };
  }
});

async function ended({ child, ended: end }: ReturnType<typeof startCommand>): Promise<{
  code: number | null;
  signal: NodeJS.Signals | null;
}> {
  await end;
  return { code: child.exitCode, signal: child.signalCode };
}

function isFile(url: string): boolean {
  return /\.(xlsx?|csv|zip)$/i.test(url);
}

async function overwrite(path: string, { at, length }: { at: number; length: number }): Promise<void> {
  assert.ok(existsSync(path));
  const file = await open(path, 'r+');
  try {
    await file.write(Buffer.alloc(length, 0xa5), 0, length, at);
  } finally {
    await file.close();
  }
}
