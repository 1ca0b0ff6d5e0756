/** Files on S3: the same tables as from a folder, by workers who share nothing but the bucket and the Temporal server. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useTestServer } from '../temporal-server/shared-server.ts';
import { describeWithS3 } from '../s3/describe-with-s3.ts';
import { BUCKET } from '../s3/versitygw.ts';
import { activityShares, inWords } from './activity-counts.ts';
import { type Started, otherClock, runCommand, startCommand } from './command-line.ts';
import { published } from './published.ts';
import { type SmallWeb, DATASETS, startSmallWeb, YEAR } from './small-web.ts';

describeWithS3('files on S3', function (s3) {
  this.timeout(180_000);
  const temporal = useTestServer();
  const root = mkdtempSync(join(tmpdir(), 'files-on-s3-'));
  const folder = (name: string): string => join(root, name);
  let web: SmallWeb;

  before(async () => {
    web = await startSmallWeb();
  });
  after(async () => {
    await web.close();
    rmSync(root, { recursive: true, force: true });
  });

  const run = (dataDir: string): string[] => [
    ...['run', '--years', YEAR, '--datasets', DATASETS, '--on-failure', 'skip', '--data-dir', dataDir],
  ];
  const env = (): Record<string, string> => ({
    NHS_MIRROR_URL: web.url,
    ...s3().env,
    NHS_STORE: `s3://${BUCKET}/trusts`,
  });

  it('two ingest workers and a warehouse worker make the tables of a run on one folder', async () => {
    const shared = { ...env(), TEMPORAL_ADDRESS: temporal().address };
    const began = new Date();
    const workers: Started[] = [];
    const names = new Map<string, string>();
    const startWorker = async (queue: string, name: string): Promise<void> => {
      const worker = startCommand(['work', '--queue', queue, '--data-dir', folder(name)], shared);
      workers.push(worker);
      names.set(String(worker.child.pid), name);
      await worker.printed(/Working on/);
    };
    try {
      const alone = runCommand(run(folder('alone')), { NHS_MIRROR_URL: web.url });
      await Promise.all([
        startWorker('warehouse', 'warehouse'),
        startWorker('ingest', 'ingest 1'),
        startWorker('ingest', 'ingest 2'),
      ]);
      const watching = await runCommand(run(folder('watching')), shared);
      assert.equal(watching.code, 0, watching.stdout + watching.stderr);
      assert.match(watching.stdout, /only watches[\s\S]*The tables are where the warehouse worker runs/);
      assert.equal((await alone).code, 0, (await alone).stdout + (await alone).stderr);
    } finally {
      for (const { child } of workers) child.kill('SIGINT');
      await Promise.all(workers.map((worker) => worker.ended));
    }
    const shares = (await activityShares(temporal().client, began)).map((share) => ({
      ...share,
      name: names.get(share.worker.split('@')[0] ?? '') ?? share.worker,
    }));
    for (const share of shares)
      console.log(`      ${share.name} took ${share.activities} activities: ${inWords(share)}`);
    assert.deepEqual(shares.map(({ name }) => name).sort(), ['ingest 1', 'ingest 2', 'warehouse']);
    assert.ok(
      shares.every(({ activities }) => activities > 5),
      'every worker took its share',
    );
    assert.deepEqual(tables(folder('warehouse')), tables(folder('alone')));
    assert.deepEqual(await sources(folder('warehouse')), await sources(folder('alone')));
    assert.deepEqual(
      readdirSync(folder('warehouse')).filter((name) => name === 'raw' || name === 'parsed'),
      [],
    );
  });

  it('a machine that has nothing yet fetches no byte again and publishes the very same', async () => {
    const asked = web.requests.length;
    const again = await runCommand(run(folder('another machine')), env());
    assert.equal(again.code, 0, again.stdout + again.stderr);
    const requests = web.requests.slice(asked);
    assert.ok(requests.length > 0);
    assert.deepEqual(
      requests.filter(({ status }) => status !== 304),
      [],
    );
    assert.deepEqual(tables(folder('another machine')), tables(folder('warehouse')));
    const [one, other] = ['another machine', 'warehouse'].map((name) =>
      fingerprint(join(folder(name), 'published', 'tables', 'source_file.csv')),
    );
    assert.equal(one, other);
  });

  it('a store that cannot be used ends the command with a sentence', async () => {
    const shared = { ...env(), TEMPORAL_ADDRESS: temporal().address };
    const cases = [
      ['s3://no-such-bucket', /has no bucket "no-such-bucket".*correct NHS_STORE/],
      ['data/store', /NHS_STORE is "data\/store", which is no place for files/],
    ] as const;
    await Promise.all(
      cases.map(async ([NHS_STORE, sentence]) => {
        const command = ['work', '--queue', 'ingest', '--data-dir', folder('nowhere')];
        const ended = await runCommand(command, { ...shared, NHS_STORE });
        assert.equal(ended.code, 1, ended.stdout);
        assert.match(ended.stderr, sentence);
      }),
    );
  });

  it('a second warehouse at the same queue is refused, by the name of the first, whatever the clock of its machine says', async () => {
    const shared = { ...env(), TEMPORAL_ADDRESS: temporal().address };
    const work = (name: string): string[] => ['work', '--queue', 'warehouse', '--data-dir', folder(name)];
    const first = startCommand(work('warehouse'), shared);
    try {
      await first.printed(/Working on/);
      const clocks = [{}, otherClock(600_000), otherClock(-600_000)];
      const seconds = await Promise.all(
        clocks.map(
          async (clock, index) => await runCommand(work(`second ${index}`), { ...shared, ...clock }),
        ),
      );
      for (const second of seconds) {
        assert.equal(second.code, 1, second.stdout);
        assert.match(second.stderr, /\d+@.* writes the warehouse of .*: there can be one/);
      }
    } finally {
      first.child.kill('SIGINT');
      await first.ended;
    }
  });
});

const CSV_AT_THE_TOP = ['benchmark.csv', 'trust_year.csv'];

/** SHA-256 of each table as CSV, without the two that say when files were fetched and when a release was made. */
function tables(dataDir: string): Readonly<Record<string, string>> {
  const directory = join(dataDir, 'published');
  const names = [
    ...CSV_AT_THE_TOP,
    ...readdirSync(join(directory, 'tables')).map((name) => `tables/${name}`),
  ].filter(
    (name) =>
      !['source_file', 'release', 'publication_calendar']
        .map((table) => `tables/${table}.csv`)
        .includes(name),
  );
  return Object.fromEntries(names.map((name) => [name, fingerprint(join(directory, name))]));
}

function fingerprint(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

async function sources(dataDir: string): Promise<unknown> {
  return await published(dataDir, 'select * exclude (fetched_at) from source_file order by all');
}
