/** Who is told of what, by the workflows; what is told once is decided by the activity (test/notices). */
import type { ApplicationFailure } from '@temporalio/common';
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReleaseChanges } from '../../notices/notice.ts';
import { INGEST_QUEUE, loadWorkflowId, skipUpdate, Stage } from '../../workflows/messages.ts';
import type { refresh } from '../../workflows/refresh.ts';
import { useTestServer } from '../temporal-server/shared-server.ts';
import { finalFailure, FY, type Log, withBuild } from './stand.ts';

const Q1 = 'https://publisher/q1.xlsx';
const Q2 = 'https://publisher/q2.xlsx';
const pages = { Q1: [Q1], Q2: [Q2] };
const notFound = finalFailure('NOT_FOUND', 'The link answers 404.');
const failing = (url: string): ApplicationFailure | undefined => (url === Q2 ? notFound : undefined);
const changes: ReleaseChanges = {
  ...{ release: '2026-12-10', from: '2026-11-30', changed: 1, largest: [] },
  sentence: 'Of 10 figures 1 changed.',
};
const kinds = ({ notices }: Log): readonly string[] => notices.map(({ kind }) => kind);

describe('telling people', function () {
  this.timeout(120_000);
  useTestServer();

  it('loads of a run that begin to wait at about the same time are one notice; what was skipped is not called settled', async () => {
    await withBuild({ pages, failing }, {}, async ({ build, load, log }) => {
      await load('tac', Stage.needsAttention);
      await load('beds', Stage.needsAttention);
      while (log.notices.length === 0) await sleep(100);
      const [notice] = log.notices;
      assert.ok(notice?.kind === 'waiting');
      assert.deepEqual(notice.loads.map(({ dataset, fy, problems }) => [dataset, fy, problems]).sort(), [
        ['beds', FY, 1],
        ['tac', FY, 1],
      ]);
      assert.match(notice.loads[0]?.waitingFor ?? '', /The link answers 404/);
      for (const dataset of ['tac', 'beds'])
        await (
          await load(dataset, Stage.needsAttention)
        ).handle.executeUpdate(skipUpdate, {
          args: [{ reason: 'withdrawn' }],
        });
      await build.result();
      assert.deepEqual(kinds(log), ['waiting']);
    });
  });

  it('a run in which nobody is needed and no figure changed tells nobody; its loads are settled', async () => {
    await withBuild({ pages }, {}, async ({ build, log }) => {
      await build.result();
      assert.deepEqual(log.notices, [
        {
          kind: 'settled',
          loads: [
            { dataset: 'tac', fy: FY },
            { dataset: 'beds', fy: FY },
          ],
        },
      ]);
    });
  });

  it('a release that changed figures is told by the join, and a webhook that fails fails nothing', async () => {
    const notTold = finalFailure('NOT_TOLD', 'The webhook does not take the notice (HTTP 404).');
    await withBuild({ pages, changes, notTold }, {}, async ({ build, log }) => {
      const outcome = await build.result();
      assert.deepEqual(
        outcome.loads.map(({ status }) => status),
        ['complete', 'complete'],
      );
      assert.deepEqual(log.notices[0], { kind: 'changed', changes });
    });
  });

  it('a refresh that ends before a load that waits tells of it first', async () => {
    const beds = { dataset: 'beds', fy: FY };
    const tac = { dataset: 'tac', fy: FY };
    await withBuild({ pages, failing, toAsk: [beds] }, { loads: [tac] }, async ({ client, log }) => {
      const refreshing = await client.workflow.start<typeof refresh>('refresh', {
        workflowId: 'refresh-that-tells',
        taskQueue: INGEST_QUEUE,
        args: [{}],
      });
      await refreshing.result();
      const told = log.notices.flatMap((notice) => (notice.kind === 'waiting' ? notice.loads : []));
      assert.ok(told.some(({ dataset, fy }) => dataset === 'beds' && fy === FY));
      await client.workflow.getHandle(loadWorkflowId('beds', FY)).terminate();
    });
  });
});
