import type { Client, WorkflowHandle } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import assert from 'node:assert/strict';
import type { BuildInput, BuildOutcome, buildTrustYears } from '../../workflows/build-trust-years.ts';
import {
  INGEST_QUEUE,
  JOIN_WORKFLOW_ID,
  loadWorkflowId,
  retryAllUpdate,
  skipAllUpdate,
  skipUpdate,
  pauseUpdate,
  goOnUpdate,
  Stage,
} from '../../workflows/messages.ts';
import type { refresh } from '../../workflows/refresh.ts';
import { useTestServer } from '../temporal-server/shared-server.ts';
import { finalFailure, FY, withBuild } from './stand.ts';

const Q1 = 'https://publisher/q1.xlsx';
const Q2 = 'https://publisher/q2.xlsx';
const pages = { Q1: [Q1], Q2: [Q2] };
const notFound = finalFailure('NOT_FOUND', 'The link answers 404.');
const q2Missing = (url: string): ApplicationFailure | undefined => (url === Q2 ? notFound : undefined);
const beds = { dataset: 'beds', fy: FY };
const tac = { dataset: 'tac', fy: FY };
const outpatients = { dataset: 'outpatients', fy: FY };

/** A run beside that of the stand. */
async function anotherRun(
  client: Client,
  input: Partial<BuildInput> & Pick<BuildInput, 'loads'>,
): Promise<WorkflowHandle<typeof buildTrustYears>> {
  return await client.workflow.start<typeof buildTrustYears>('buildTrustYears', {
    workflowId: 'build/trust-years/2',
    taskQueue: INGEST_QUEUE,
    args: [input as BuildInput],
  });
}

async function shown(handle: WorkflowHandle): Promise<string> {
  const metadata = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails ?? '';
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 30));
}

function statuses({ loads }: Pick<BuildOutcome, 'loads'>): readonly string[] {
  return loads.map(({ dataset, status }) => `${dataset} ${status}`);
}

/** A gate per dataset, all closed. */
function gates(): {
  readonly wait: (dataset: string) => Promise<void>;
  readonly open: (dataset: string) => void;
} {
  const opened = new Map<string, { promise: Promise<void>; open: () => void }>();
  const of = (dataset: string): { promise: Promise<void>; open: () => void } => {
    let open: () => void = () => {};
    const fresh = { promise: new Promise<void>((resolve) => (open = resolve)), open };
    const gate = opened.get(dataset) ?? { ...fresh, open };
    opened.set(dataset, gate);
    return gate;
  };
  return { wait: async (dataset) => await of(dataset).promise, open: (dataset) => of(dataset).open() };
}

describe('runs that overlap', function () {
  this.timeout(120_000);
  useTestServer();

  it('share their loads: two runs and a refresh complete, nothing is cancelled, and one join follows the last load', async () => {
    const { wait, open } = gates();
    const script = {
      pages,
      toAsk: [beds],
      gate: async (_: string, { dataset }: { dataset: string }) => await wait(dataset),
    };
    await withBuild(script, { loads: [tac, beds] }, async ({ build, client, load, log }) => {
      await load('beds', Stage.downloading);
      const other = await anotherRun(client, { loads: [beds, outpatients] });
      const refreshing = await client.workflow.start<typeof refresh>('refresh', {
        workflowId: 'refresh-of-a-schedule',
        taskQueue: INGEST_QUEUE,
        args: [{}],
      });
      await until(async () => /in another run/.test(await shown(other)));
      await until(async () => /in another run/.test(await shown(refreshing)));
      open('tac');
      open('beds');
      assert.deepEqual(statuses(await build.result()), ['tac complete', 'beds complete']);
      assert.deepEqual(statuses((await refreshing.result()) as BuildOutcome), ['beds complete']);
      // One join for both, while the other run still loads.
      assert.equal(log.steps.filter((step) => step === 'join').length, 1);
      open('outpatients');
      assert.deepEqual(statuses(await other.result()), ['beds complete', 'outpatients complete']);
      assert.equal(log.steps.filter((step) => step.startsWith('load beds')).length, 1);
      const last = log.steps.lastIndexOf('load outpatients Q1 Q2');
      assert.deepEqual(log.steps.slice(last + 1), ['join', 'publish']);
    });
  });

  it('a load of another run that looked elsewhere is waited for, and then loaded again', async () => {
    const { wait, open } = gates();
    const script = { pages, gate: async () => await wait('all') };
    await withBuild(script, { loads: [beds] }, async ({ build, client, load, log }) => {
      await load('beds', Stage.downloading);
      const folder = { kind: 'folder', path: '/downloads' } as const;
      const other = await anotherRun(client, { loads: [beds], source: folder });
      await until(async () => /in another run/.test(await shown(other)));
      open('all');
      await build.result();
      assert.deepEqual(statuses(await other.result()), ['beds complete']);
      assert.equal(log.steps.filter((step) => step.startsWith('load beds')).length, 2);
    });
  });

  it('a load that was cancelled with its run is loaded by the run that waited for it', async () => {
    const { wait, open } = gates();
    const script = { pages, gate: async () => await wait('all') };
    await withBuild(script, { loads: [beds] }, async ({ build, client, load }) => {
      await load('beds', Stage.downloading);
      const other = await anotherRun(client, { loads: [beds] });
      await until(async () => /in another run/.test(await shown(other)));
      const ended = build.result().catch(() => 'cancelled');
      await build.cancel();
      open('all');
      assert.equal(await ended, 'cancelled');
      assert.deepEqual(statuses(await other.result()), ['beds complete']);
    });
  });

  it('a load that is cancelled alone is a gap with its reason, and the others are joined', async () => {
    const { wait, open } = gates();
    const gate = async (_: string, { dataset }: { dataset: string }): Promise<void> => await wait(dataset);
    await withBuild({ pages, gate }, {}, async ({ build, load, log }) => {
      const { handle } = await load('beds', Stage.downloading);
      await handle.cancel();
      open('beds');
      open('tac');
      const outcome = await build.result();
      assert.deepEqual(statuses(outcome), ['tac complete', 'beds skipped']);
      assert.equal(outcome.loads[1]?.gaps[0]?.reason, 'The load was cancelled before it was done.');
      assert.deepEqual(log.steps.slice(-2), ['join', 'publish']);
    });
  });

  it('a run that skips does not wait for a load that waits for somebody in another run', async () => {
    await withBuild({ pages, failing: q2Missing }, { loads: [beds] }, async ({ client, load }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      const other = await anotherRun(client, { loads: [beds], onFailure: 'skip' });
      const [outcome] = (await other.result()).loads;
      assert.match(outcome?.gaps[0]?.reason ?? '', /waits for somebody in another run: The link answers 404/);
      await handle.executeUpdate(skipUpdate, { args: [{ reason: 'enough' }] });
    });
  });
});

describe('a join while people are waited for', function () {
  this.timeout(120_000);
  useTestServer();
  const failing = q2Missing;
  const mended = 'https://publisher/mended.xlsx';

  it('comes once nothing else is left, names what it did not wait for, and another follows at the end', async () => {
    const { wait, open } = gates();
    const gate = async (url: string, { dataset }: { dataset: string }): Promise<void> =>
      dataset === 'tac' && url === Q1 ? await wait('tac') : undefined;
    await withBuild({ pages, failing, gate }, { loads: [tac, beds] }, async ({ build, load, log }) => {
      await load('beds', Stage.needsAttention);
      assert.ok(!log.steps.includes('join'));
      open('tac');
      const { handle } = await load('tac', Stage.needsAttention);
      const both = 'publish without tac 2019-20, beds 2019-20';
      await until(() => log.steps.includes(both));
      assert.ok(log.gaps.some(({ reason }) => reason === 'The link answers 404. It waits for somebody.'));
      await until(async () => /Interim join: 2 trust-years published/.test(await shown(build)));
      await handle.executeUpdate(skipUpdate, { args: [{ reason: 'enough' }] });
      await until(() => log.steps.includes('publish without beds 2019-20'));
      const waiting = await load('beds', Stage.needsAttention);
      await waiting.handle.executeUpdate('retryDownload', { args: [{ url: mended }] });
      assert.deepEqual(statuses(await build.result()), ['tac with gaps', 'beds complete']);
      assert.deepEqual(log.steps.slice(-2), ['join', 'publish']);
    });
  });

  it('does not come while nothing at all is loaded', async () => {
    const none = (): ApplicationFailure => notFound;
    await withBuild({ pages, failing: none }, { loads: [tac, beds] }, async ({ build, load, log }) => {
      const parked = await load('tac', Stage.needsAttention);
      await load('beds', Stage.needsAttention);
      await until(async () => (await shown(build)).match(/\*\*waits for you\*\*/g)?.length === 2);
      assert.ok(!log.steps.includes('join'));
      await parked.handle.executeUpdate('retryDownload', { args: [{}] });
      await load('tac', Stage.needsAttention, ({ lastAnswer }) => /Tried again/.test(lastAnswer ?? ''));
      await parked.handle.executeUpdate(skipUpdate, { args: [{ reason: 'enough' }] });
      assert.ok(!log.steps.includes('join'));
      await build.executeUpdate(skipAllUpdate, { args: [{ reason: 'enough' }] });
      await build.result();
      assert.equal(log.steps.filter((step) => step === 'join').length, 1);
    });
  });

  it('a refresh ends before a load that waits for somebody, and that load joins after itself', async () => {
    const script = { pages, failing, toAsk: [beds] };
    await withBuild(script, { loads: [tac], onFailure: 'skip' }, async ({ build, client, load, log }) => {
      await build.result();
      log.steps.length = 0;
      const refreshing = await client.workflow.start<typeof refresh>('refresh', {
        workflowId: 'refresh-of-a-schedule',
        taskQueue: INGEST_QUEUE,
        args: [{}],
      });
      const outcome = (await refreshing.result()) as BuildOutcome;
      assert.match(outcome.loads[0]?.gaps[0]?.reason ?? '', /It waits for somebody: The link answers 404/);
      const joined = log.steps.filter((step) => !step.startsWith('late'));
      assert.deepEqual(joined.slice(-2), ['join', 'publish without beds 2019-20']);
      const { handle } = await load('beds', Stage.needsAttention);
      await handle.executeUpdate(skipUpdate, { args: [{ reason: 'enough' }] });
      await handle.result();
      assert.deepEqual(log.steps.slice(-2), ['join', 'publish']);
    });
  });

  it('a load that was started alone is followed by a join', async () => {
    await withBuild({ pages }, { loads: [tac] }, async ({ build, client, log }) => {
      await build.result();
      const load = await client.workflow.start('loadDataset', {
        workflowId: loadWorkflowId('beds', FY),
        taskQueue: INGEST_QUEUE,
        args: [
          {
            ...{ ...beds, files: [], source: { kind: 'web', revalidate: true }, onFailure: 'wait' },
            ...{ patience: '7 days', acceptIllustrative: false, onlyWhatIsThere: false },
          },
        ],
      });
      await load.result();
      assert.deepEqual(log.steps.slice(-3), ['load beds Q1 Q2', 'join', 'publish']);
      const join = await client.workflow.getHandle(JOIN_WORKFLOW_ID).describe();
      assert.equal(join.parentExecution?.workflowId, loadWorkflowId('beds', FY));
    });
  });
});

describe('the messages to a run', function () {
  this.timeout(120_000);
  useTestServer();
  const refused = async (sent: Promise<unknown>): Promise<string> =>
    await sent.then(
      () => 'accepted',
      (error: Error) => (error.cause as Error).message,
    );

  it('retryAll and skipAll answer every load that waits, or those that are named', async () => {
    let down = true;
    const failing = (url: string): ApplicationFailure | undefined =>
      down && url === Q2 ? notFound : undefined;
    await withBuild({ pages, failing }, { loads: [tac, beds] }, async ({ build, load, log }) => {
      await load('tac', Stage.needsAttention);
      await load('beds', Stage.needsAttention);
      await until(async () => (await shown(build)).match(/\*\*waits for you\*\*/g)?.length === 2);
      const page = await shown(build);
      assert.match(page, /\| tac\s+\| \*\*waits for you\*\* \|/);
      assert.match(
        page,
        /- \[`beds 2019-20`\]\(namespaces\/default\/workflows\/load%2Fbeds%2F2019-20\): The link/,
      );
      const wrong = build.executeUpdate(retryAllUpdate, { args: [{ dataset: 'outpatients' }] });
      assert.match(await refused(wrong), /These wait: tac 2019-20, beds 2019-20/);
      const nameless = build.executeUpdate(skipAllUpdate, { args: [{} as { reason: string }] });
      assert.match(await refused(nameless), /Say why they are skipped.*"withdrawn by the publisher"/);
      const answer = await build.executeUpdate(skipAllUpdate, {
        args: [{ dataset: 'tac', reason: 'old', who: 'Ann' }],
      });
      assert.equal(answer, 'Going on without the missing files of: tac 2019-20.');
      await until(async () => /\| tac\s+\| \*\*gap\*\* \|/.test(await shown(build)));
      down = false;
      assert.equal(
        await build.executeUpdate(retryAllUpdate, { args: [undefined] }),
        'Trying again: beds 2019-20.',
      );
      const outcome = await build.result();
      assert.deepEqual(statuses(outcome), ['tac with gaps', 'beds complete']);
      assert.match(outcome.loads[0]?.gaps[0]?.reason ?? '', /Skipped by the operator: old/);
      assert.deepEqual(
        log.decided.map(({ dataset, who, reason }) => [dataset, who, reason]),
        [['tac', 'Ann', 'old']],
      );
    });
  });

  it('a run that is paused begins no join until it goes on', async () => {
    const { wait, open } = gates();
    await withBuild({ pages, gate: async () => await wait('all') }, {}, async ({ build, load, log }) => {
      await load('beds', Stage.downloading);
      assert.match(await build.executeUpdate(pauseUpdate), /^Paused/);
      open('all');
      await until(async () => /2 done/.test(await shown(build)));
      assert.match(await shown(build), /\*\*Paused\*\*/);
      assert.ok(!log.steps.includes('join'));
      assert.equal(await build.executeUpdate(goOnUpdate), 'Going on.');
      await build.result();
      assert.deepEqual(log.steps.slice(-2), ['join', 'publish']);
    });
  });
});
