import { ScheduleOverlapPolicy } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import assert from 'node:assert/strict';
import { startOrJoin } from '../../cli/build-handle.ts';
import { makeSchedules, backfillSchedule, scheduleLines } from '../../cli/schedule.ts';
import { schedulePicker } from '../../cli/backfill.ts';
import { startBackfillLink, waitingLink } from '../../cli/ui-links.ts';
import { yearBefore } from '../../nhs/financial-year.ts';
import type { backfill, BackfillOutcome } from '../../workflows/backfill.ts';
import { LOAD_DEFAULTS } from '../../workflows/build-input.ts';
import { BACKFILL_WORKFLOW_ID, INGEST_QUEUE, skipAllUpdate, Stage } from '../../workflows/messages.ts';
import { useTestServer } from '../temporal-server/shared-server.ts';
import { finalFailure, FY, withBuild } from './stand.ts';

const pages = { Q1: ['https://publisher/q1.xlsx'] };
const tac = { dataset: 'tac', fy: FY };

function years({ loads }: BackfillOutcome): readonly string[] {
  return loads.map(({ dataset, fy }) => `${dataset} ${fy}`);
}

function innermost(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : innermost(error.cause);
}

describe('a backfill', function () {
  this.timeout(120_000);
  const server = useTestServer();

  it('loads the years and datasets that were typed, and joins once at the end', async () => {
    await withBuild({ pages }, { loads: [tac] }, async ({ build, client, log }) => {
      await build.result();
      log.steps.length = 0;
      const started = await client.workflow.start<typeof backfill>('backfill', {
        workflowId: BACKFILL_WORKFLOW_ID,
        taskQueue: INGEST_QUEUE,
        args: [{ years: '2018-19..2019-20', datasets: 'beds, tac' }],
      });
      const outcome = await started.result();
      assert.deepEqual(years(outcome), ['beds 2018-19', 'beds 2019-20', 'tac 2018-19', 'tac 2019-20']);
      assert.equal(log.steps.filter((step) => step === 'join').length, 1);
      assert.deepEqual(log.steps.slice(-2), ['join', 'publish']);
    });
  });

  it('that is typed wrongly fails once, with a sentence and an example', async () => {
    const wrong: readonly (readonly [type: string, input: unknown, sentence: RegExp])[] = [
      ['backfill', { years: '2019-21' }, /"2019-21" is not a financial year.*Write 2019-20/],
      [
        'backfill',
        { year: '2019-20' },
        /knows "years", "datasets", "ask again" only, not "year".*Start it with/,
      ],
      ['backfill', { datasets: 'bed' }, /There is no dataset "bed"\. There are: tac/],
      ['backfill', { 'ask again': 'yes' }, /"ask again" must be true or false, without quotes/],
      ['backfill', '2019-20', /cannot read a text: it takes an object in braces/],
      ['refresh', { years: '2019-20' }, /refresh knows "datasets" only/],
      ['buildTrustYears', undefined, /was given nothing.*Start `backfill` instead, with \{"years"/],
      ['buildTrustYears', { loads: [{ dataset: 'bed', fy: FY }] }, /There is no dataset "bed"/],
      ['buildTrustYears', { loads: [tac], onFailure: 'stop' }, /"onFailure" must be "wait" or "skip"/],
    ];
    await withBuild({ pages }, { loads: [tac] }, async ({ build, client, log }) => {
      await build.result();
      log.steps.length = 0;
      for (const [index, [type, input, sentence]] of wrong.entries()) {
        const started = await client.workflow.start(type, {
          workflowId: `wrong/${index}`,
          taskQueue: INGEST_QUEUE,
          args: input === undefined ? [] : [input],
        });
        await assert.rejects(started.result(), (error) => {
          assert.match(innermost(error), sentence);
          return true;
        });
        assert.equal((await started.describe()).status.name, 'FAILED');
      }
      assert.deepEqual(log.steps, []);
    });
  });

  it('has 24 loads under way at once, and a load that waits for somebody is not one of them', async () => {
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const failing = (): ApplicationFailure => finalFailure('NOT_FOUND', 'The link answers 404.');
    const script = { pages, failing, gate: async () => await gate };
    await withBuild(script, { loads: [tac] }, async ({ build, client }) => {
      await build.cancel();
      const started = await client.workflow.start<typeof backfill>('backfill', {
        workflowId: BACKFILL_WORKFLOW_ID,
        taskQueue: INGEST_QUEUE,
        args: [{ years: '2017-18..2023-24', datasets: 'beds, tac, outpatients, maternity' }],
      });
      const shows = async (pattern: RegExp): Promise<void> => {
        for (;;) {
          const query = '__temporal_workflow_metadata';
          const { currentDetails = '' } = await started.query<{ currentDetails?: string }>(query);
          if (pattern.test(currentDetails)) return;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      };
      await shows(/^\*\*28 loads\*\*: 24 loading, 4 to come\n/);
      open();
      await shows(/^\*\*28 loads\*\*: 28 wait for you\n/);
      await started.executeUpdate(skipAllUpdate, { args: [{ reason: 'enough' }] });
      const { loads } = await started.result();
      assert.equal(loads.length, 28);
    });
  });

  it('takes the year before that of its day: a day from April on and one before it', () => {
    assert.equal(yearBefore('2018-04-01'), '2017-18');
    assert.equal(yearBefore('2019-03-31'), '2017-18');
    assert.equal(yearBefore('2026-11-30'), '2025-26');
  });

  it('that its schedule starts takes its year from the day it was started for, one run a year', async () => {
    await withBuild({ pages }, { loads: [tac] }, async ({ build, client }) => {
      await build.result();
      const options = backfillSchedule({ datasets: 'beds' });
      const schedule = await client.schedule.create({ ...options, scheduleId: 'backfill-of-a-test' });
      try {
        // What backfill --years 2017-18..2018-19 says is to be chosen.
        await schedule.backfill({
          start: new Date('2018-03-31T23:00:00Z'),
          end: new Date('2019-04-01T23:00:00Z'),
          overlap: ScheduleOverlapPolicy.BUFFER_ALL,
        });
        const started = async (): Promise<readonly string[]> =>
          (await schedule.describe()).info.recentActions.map(({ action }) => action.workflow.workflowId);
        while ((await started()).length < 2) await new Promise((resolve) => setTimeout(resolve, 100));
        const ended: string[] = [];
        for (const workflowId of await started()) {
          const outcome = (await client.workflow.getHandle(workflowId).result()) as BackfillOutcome;
          ended.push(`${workflowId.slice(-20)} ${years(outcome).join(' ')}`);
        }
        assert.deepEqual(ended.sort(), [
          '2018-04-01T11:00:00Z beds 2017-18',
          '2019-04-01T11:00:00Z beds 2018-19',
        ]);
      } finally {
        await schedule.delete();
      }
    });
  });

  it('says what to choose in the date picker of the Temporal UI', () => {
    assert.match(
      schedulePicker(['2018-19', '2017-18', 'current']).join('\n'),
      /from 1 April 2018 00:00 to 2 April 2019 00:00, Europe\/London \(one run a year: 1 April 2018 loads 2017-18\)/,
    );
  });

  it('has a form in the Temporal UI that is filled in, and lists that are chosen', () => {
    assert.equal(
      startBackfillLink('http://127.0.0.1:8233/', 'default'),
      'http://127.0.0.1:8233/namespaces/default/workflows/start-workflow?workflowId=backfill&taskQueue=ingest&workflowType=backfill',
    );
    const { searchParams } = new URL(waitingLink('http://127.0.0.1:8233', 'default'));
    assert.equal(searchParams.get('query'), 'ExecutionStatus="Running" AND Stage="needs attention"');
  });

  it('and a refresh have schedules that are made once, paused, and left as people change them', async () => {
    const { client } = server();
    try {
      assert.deepEqual(await makeSchedules(client), ['refresh', 'backfill-by-year']);
      await client.schedule.getHandle('refresh').unpause('Mine.');
      assert.deepEqual(await makeSchedules(client), []);
      const lines = (await scheduleLines(client)).join('\n');
      assert.match(lines, /^refresh: on \(Mine\.\)\n {2}next: .*10:15 \(London\)/m);
      assert.match(lines, /^backfill-by-year: paused .*\n {2}next: nothing while it is paused/m);
      const { spec, policies } = await client.schedule.getHandle('refresh').describe();
      assert.equal(spec.timezone, 'Europe/London');
      assert.equal(policies.overlap, ScheduleOverlapPolicy.SKIP);
    } finally {
      for (const id of ['refresh', 'backfill-by-year']) await client.schedule.getHandle(id).delete();
    }
  });
});

describe('a run that is started while another is under way', function () {
  this.timeout(120_000);
  useTestServer();

  it('joins one of the same input, goes on beside others, and cancels them only when told to', async () => {
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    await withBuild({ pages, gate: () => gate }, { loads: [tac] }, async ({ build, client, load }) => {
      await load('tac', Stage.downloading);
      const said: string[] = [];
      const say = (line: string): void => void said.push(line);
      const run = (loads: readonly { dataset: string; fy: string }[], replace = false) => ({
        ...{ type: 'buildTrustYears', workflowId: build.workflowId, summary: 'a run', replace },
        input: { ...LOAD_DEFAULTS, loads },
      });
      const beds = [tac, { dataset: 'beds', fy: FY }];
      const second = await startOrJoin(client, run(beds), say);
      assert.equal(second.handle.workflowId, `${build.workflowId}/2`);
      assert.match(said.join('\n'), /Loads that both want are shared, and nothing is cancelled/);
      const again = await startOrJoin(client, run(beds), say);
      assert.ok(again.joined);
      assert.equal(again.handle.workflowId, second.handle.workflowId);
      assert.equal((await build.describe()).status.name, 'RUNNING');
      const ended = [build.result().catch(() => 'ended'), second.handle.result().catch(() => 'ended')];
      const third = startOrJoin(client, run([tac], true), say);
      open();
      assert.equal((await third).handle.workflowId, build.workflowId);
      await Promise.all(ended);
      assert.equal((await second.handle.describe()).status.name, 'CANCELLED');
      const outcome = await (await third).handle.result();
      assert.deepEqual(
        outcome.loads.map(({ status }) => status),
        ['complete'],
      );
    });
  });
});
