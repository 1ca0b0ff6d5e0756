/** Power cuts in every step of a run, one after the other: what is published in the end is what a run publishes that nobody cut. */
import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { attach } from '../../cli/session.ts';
import { findRunningServer } from '../../temporal-server/embedded-server.ts';
import { INGEST_QUEUE } from '../../workflows/messages.ts';
import { FOUR_TRUSTS } from '../beds/four-trusts.ts';
import { bedsWorkbook } from '../fixtures/beds.ts';
import { obtainTemporalFirst } from '../temporal-server/obtain-temporal.ts';
import { type Ended, runCommand, startCommand } from './command-line.ts';
import { figureFingerprints } from './figure-fingerprints.ts';
import { type KillAt, killsOf, startToKill } from './killed-command.ts';
import { published } from './published.ts';
import {
  type SmallWeb,
  bedsFile,
  firstBedsFile,
  FT_WORKBOOK,
  startSmallWeb,
  TRUST_WORKBOOK,
  YEAR,
} from './small-web.ts';

/** Moments in the order in which a run comes to them; each start is cut at the next. The chains run side by side. */
const FIRST_RUN: readonly (readonly KillAt[])[] = [
  [
    { activity: 'plan', moment: 'before' },
    { activity: 'loadedFiles', moment: 'after' },
    { activity: 'discover', moment: 'after' },
    { activity: 'load', moment: 'after' },
    { activity: 'notify', moment: 'before' },
  ],
  [
    { activity: 'download', moment: 'rename' },
    { activity: 'download', moment: 'after' },
    { activity: 'load', moment: 'commit', count: 2 },
    { activity: 'recordGaps', moment: 'after' },
    { activity: 'join', moment: 'after' },
  ],
  [
    { activity: 'parse', moment: 'after' },
    { activity: 'validate', moment: 'before' },
    { activity: 'otherRuns', moment: 'after' },
    { activity: 'join', moment: 'commit', count: 2 },
    { activity: 'publish', moment: 'rename', to: '/published$' },
    { activity: 'publish', moment: 'after' },
  ],
];
/** A run over one revised file, and one that was missing before. */
const REVISION: readonly (readonly KillAt[])[] = [
  [
    { activity: 'checkUnchanged', moment: 'after' },
    { activity: 'publish', moment: 'rename', to: '/published$' },
  ],
  [
    { activity: 'load', moment: 'commit' },
    { activity: 'publish', moment: 'rename', to: '/releases/', count: 2 },
  ],
  [
    { activity: 'publish', moment: 'rename', to: '/nhs\\.duckdb$' },
    { activity: 'publish', moment: 'after' },
  ],
];
/** A run over a folder of files. */
const FOLDER: readonly KillAt[] = [
  { activity: 'decisions', moment: 'after' },
  { activity: 'recogniseFolder', moment: 'after' },
];
/** A refresh, which `up` goes on with after each start. */
const REFRESH: readonly KillAt[] = [
  { activity: 'slotsSeen', moment: 'after' },
  { activity: 'planRefresh', moment: 'after' },
  { activity: 'latePeriods', moment: 'before' },
];
const MISSING = { status: 404, contentType: 'text/html', body: '<h1>Page not found</h1>' };
const RUN = ['run', '--years', YEAR, '--datasets', 'tac,ods,beds', '--revalidate', '--on-failure', 'skip'];

describe('a run whose process and Temporal server are killed in every step', function () {
  this.timeout(900_000);
  obtainTemporalFirst();
  const parent = mkdtempSync(join(tmpdir(), 'killed-'));
  const untouched = join(parent, 'untouched');
  const chains = FIRST_RUN.map((_, chain) => join(parent, `chain-${chain + 1}`));
  let web: SmallWeb;
  /** What was told of each data folder: its name is the path of its webhook. */
  const told: { readonly path: string; readonly kind: string }[] = [];
  const webhook = createServer((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (chunk: Buffer) => body.push(chunk));
    request.on('end', () => {
      const { notice } = JSON.parse(Buffer.concat(body).toString()) as { notice: { kind: string } };
      told.push({ path: request.url ?? '', kind: notice.kind });
      response.end();
    });
  });
  const env = (dataDir: string): Record<string, string> => ({
    NHS_MIRROR_URL: web.url,
    NHS_NOTIFY_URL: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/${basename(dataDir)}`,
  });
  const run = async (dataDir: string): Promise<Ended> =>
    await runCommand([...RUN, '--data-dir', dataDir], env(dataDir));

  before(async () => {
    web = await startSmallWeb();
    await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    webhook.close();
    await web.close();
    rmSync(parent, { recursive: true, force: true });
  });

  /** Starts the run again and again, each time to the next kill, and the last time to its end. */
  async function runKilledAt(
    dataDir: string,
    kills: readonly KillAt[],
    command: readonly string[] = RUN,
  ): Promise<Ended> {
    for (const at of kills) {
      const killed = startToKill(command, dataDir, at, env(dataDir));
      const ended = await killed.ended;
      assert.equal(
        killed.child.signalCode,
        'SIGKILL',
        `${JSON.stringify(at)} was not reached:\n${ended.stdout}${ended.stderr}`,
      );
      assert.deepEqual(killsOf(dataDir).at(-1), at);
    }
    return await runCommand([...command, '--data-dir', dataDir], env(dataDir));
  }

  async function killEachChain(kills: readonly (readonly KillAt[])[], code: number): Promise<void> {
    const began = Date.now();
    const ends = await Promise.all([
      run(untouched),
      ...chains.map(async (dataDir, chain) => await runKilledAt(dataDir, kills[chain] ?? [])),
    ]);
    for (const ended of ends) assert.equal(ended.code, code, ended.stdout + ended.stderr);
    console.log(`      ${kills.flat().length} kills, ${Math.round((Date.now() - began) / 1000)} s`);
    for (const dataDir of chains) await isAsUntouched(dataDir);
  }

  async function isAsUntouched(dataDir: string): Promise<void> {
    const wanted = await figureFingerprints(untouched);
    assert.ok(Object.keys(wanted).length > 20);
    assert.deepEqual(await figureFingerprints(dataDir), wanted);
    const releases = `SELECT digest, years, datasets, files, cells, interim FROM release ORDER BY made_at`;
    assert.deepEqual(await published(dataDir, releases), await published(untouched, releases));
    assert.deepEqual(leftBehind(dataDir), []);
    assert.equal(await findRunningServer(dataDir), undefined);
  }

  it('publishes what a run publishes that nobody killed, and leaves nothing half-made behind', async () => {
    for (const url of [bedsFile(4), firstBedsFile(4)]) web.answerWith(url, MISSING);
    await killEachChain(FIRST_RUN, 2);
  });

  it('of one revised file likewise: the same figures, and one release more', async () => {
    for (const url of [bedsFile(4), firstBedsFile(4)]) web.answerWith(url, undefined);
    const rows = FOUR_TRUSTS.map((row) =>
      row.code === 'R1H' ? { ...row, available: [1610.25, 0, 200.5, 0] } : row,
    );
    const revised = bedsWorkbook({ quarter: `${YEAR}Q1`, rows });
    web.answerWith(bedsFile(1), { status: 200, body: revised });
    await killEachChain(REVISION, 0);
    const releases = await published(untouched, 'SELECT count(*)::int AS n FROM release');
    assert.deepEqual(releases, [{ n: 2 }]);
  });

  it('keeps what somebody decided once, though the answer to the decision was lost', async () => {
    const body = bedsWorkbook({
      ...{ quarter: `${YEAR}Q2`, rows: FOUR_TRUSTS },
      edit: (sheet) => (sheet.getCell('H18').value = 99_000),
    });
    web.answerWith(bedsFile(2), { status: 200, body });
    const [killedOnce = ''] = chains;
    const waiting = [...RUN.slice(0, -1), 'wait'];
    const skipIn = async (dataDir: string): Promise<Ended> =>
      await runCommand(['skip', 'beds', YEAR, '--reason', 'the total is wrong', '--data-dir', dataDir]);
    const undisturbed = async (): Promise<Ended> => {
      const going = startCommand([...waiting, '--data-dir', untouched], env(untouched));
      await going.printed(/NEEDS ATTENTION/);
      await skipIn(untouched);
      return await going.ended;
    };
    const disturbed = async (): Promise<Ended> => {
      const at: KillAt = { activity: 'decide', moment: 'after' };
      const going = startToKill(waiting, killedOnce, at, env(killedOnce));
      await going.printed(/NEEDS ATTENTION/);
      await skipIn(killedOnce);
      await going.ended;
      assert.deepEqual(killsOf(killedOnce).at(-1), at);
      return await runCommand([...waiting, '--data-dir', killedOnce], env(killedOnce));
    };
    for (const { code, stdout, stderr } of await Promise.all([undisturbed(), disturbed()]))
      assert.equal(code, 2, stdout + stderr);
    const decisions = await published(killedOnce, 'SELECT number, kind, slot FROM decision');
    assert.deepEqual(
      decisions.map(({ kind, slot }) => [kind, slot]),
      [['skip', `${YEAR}Q2`]],
    );
    await isAsUntouched(killedOnce);
  });

  it('takes a decision back once, and ends a refresh that was under way', async () => {
    const [killedOnce = ''] = chains;
    const undo: KillAt = { activity: 'undoDecision', moment: 'after' };
    const attached = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
      const session = await attach(killedOnce, process.env);
      assert.ok(session);
      return await work(session.client).finally(() => session.close());
    };
    const killedUp = async (at: KillAt, work?: () => Promise<unknown>): Promise<void> => {
      const up = startToKill(['up'], killedOnce, at, env(killedOnce));
      if (work) {
        await up.printed(/Workers are running/);
        await work();
      }
      await up.ended;
      assert.deepEqual(killsOf(killedOnce).at(-1), at);
    };
    await killedUp(undo, async () => await runCommand(['undo', '1', '--data-dir', killedOnce]));
    const [first, ...others] = REFRESH;
    assert.ok(first);
    await killedUp(first, async () => {
      await attached(async (client) => {
        const options = { workflowId: 'refresh', taskQueue: INGEST_QUEUE, args: [{}] };
        await client.workflow.start('refresh', options);
      });
    });
    for (const at of others) await killedUp(at);
    const up = startCommand(['up', '--data-dir', killedOnce], env(killedOnce));
    await up.printed(/Workers are running/);
    await attached(async (client) => void (await client.workflow.getHandle('refresh').result()));
    up.child.kill('SIGTERM');
    assert.equal((await up.ended).code, 0);
    const { stdout } = await runCommand(['decisions', '--json', '--data-dir', killedOnce]);
    const decisions = JSON.parse(stdout) as readonly { readonly number: number; readonly undone?: string }[];
    assert.deepEqual(
      decisions.map(({ number, undone }) => [number, undone !== undefined]),
      [[1, true]],
    );
  });

  it('of a folder of files publishes what a run publishes that nobody killed', async () => {
    const files = join(parent, 'files');
    mkdirSync(files);
    for (const url of [TRUST_WORKBOOK, FT_WORKBOOK, bedsFile(1), bedsFile(3)])
      writeFileSync(join(files, basename(url)), web.right(url));
    const command = [
      'run',
      '--years',
      YEAR,
      '--datasets',
      'tac,beds',
      '--on-failure',
      'skip',
      '--from-folder',
      files,
    ];
    const [calm, killed] = [join(parent, 'folder-calm'), join(parent, 'folder-killed')];
    const ends = await Promise.all([runKilledAt(calm, [], command), runKilledAt(killed, FOLDER, command)]);
    for (const ended of ends) assert.equal(ended.code, 2, ended.stdout + ended.stderr);
    assert.deepEqual(await figureFingerprints(killed), await figureFingerprints(calm));
  });

  it('tells people what the new release changed, also where the cut came between the release and the notice', () => {
    const folders = [untouched, ...chains].map((dataDir) => `/${basename(dataDir)}`);
    const heard = new Set(told.filter(({ kind }) => kind === 'changed').map(({ path }) => path));
    assert.deepEqual([...heard].sort(), folders.sort());
  });
});

/** What a publication prepares and puts aside, where nobody has cleared that. */
function leftBehind(dataDir: string): readonly string[] {
  const names = [...readdirSync(dataDir), ...readdirSync(join(dataDir, 'releases'))];
  return names.filter((name) => /\.(?:new|old|incoming)-/.test(name));
}
