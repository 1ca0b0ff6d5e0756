import type { ApplicationFailure } from '@temporalio/common';
import { WorkflowFailedError } from '@temporalio/client';
import assert from 'node:assert/strict';
import { INGEST_QUEUE, JOIN_WORKFLOW_ID, loadWorkflowId, Stage } from '../../workflows/messages.ts';
import { useTestServer } from '../temporal-server/shared-server.ts';
import { type Stand, finalFailure, FY, withBuild } from './stand.ts';

const Q1 = 'https://publisher/q1.xlsx';
const Q2 = 'https://publisher/q2.xlsx';
const pages = { Q1: [Q1], Q2: [Q2] };
const notFound = finalFailure('NOT_FOUND', 'The link answers 404.');
const loads = [{ dataset: 'tac', fy: FY }];

/** As the Temporal UI starts a workflow: any text, no parent, no attributes. */
async function startAlone<T>(
  { client }: Stand,
  type: string,
  workflowId: string,
  ...args: unknown[]
): Promise<T> {
  return (await client.workflow.execute(type, { workflowId, taskQueue: INGEST_QUEUE, args })) as T;
}

async function sentence(ended: Promise<unknown>): Promise<Error> {
  return await ended.then(
    () => assert.fail('it went through'),
    (error: Error) => {
      assert.ok(error instanceof WorkflowFailedError);
      return error.cause as Error;
    },
  );
}

describe('a workflow that is started alone in the Temporal UI', function () {
  this.timeout(120_000);
  useTestServer();

  it('loads one year by its name alone, is found by it, and a join follows', async () => {
    await withBuild({ pages }, { loads }, async (stand) => {
      await stand.build.result();
      const before = stand.log.steps.length;
      const id = loadWorkflowId('beds', FY);
      const outcome = await startAlone<{ status: string; loaded: number }>(stand, 'loadDataset', id, {
        dataset: 'beds',
        fy: FY,
      });
      assert.deepEqual([outcome.status, outcome.loaded], ['complete', 2]);
      assert.deepEqual(
        stand.log.steps.slice(before).filter((step) => /^(load|join|publish)/.test(step)),
        ['load beds Q1 Q2', 'join', 'publish'],
      );
      const { searchAttributes } = await stand.client.workflow.getHandle(id).describe();
      assert.deepEqual(
        [
          searchAttributes['NhsDataset'],
          searchAttributes['FinancialYear'],
          searchAttributes['Stage']?.[0] ?? null,
        ],
        [['beds'], [FY], null],
      );
    });
  });

  it('fails once, with a sentence and an example, where the input makes no sense or there is no such publication', async () => {
    await withBuild({ pages }, { loads }, async (stand) => {
      await stand.build.result();
      const id = loadWorkflowId('beds', FY);
      const wrong: readonly (readonly [string, string, readonly unknown[], RegExp])[] = [
        ['loadDataset', id, [], /^Nothing was given\. Start loadDataset with \{/],
        ['loadDataset', id, ['beds 2022-23'], /Start loadDataset with \{/],
        ['loadDataset', id, [{ dataset: 'bedz', fy: FY }], /bedz/],
        [
          'loadDataset',
          'my-load',
          [{ dataset: 'beds', fy: FY }],
          /with the Workflow ID load\/beds\/2019-20,/,
        ],
        ['joinTrusts', JOIN_WORKFLOW_ID, [5], /Start joinTrusts without an input\.$/],
      ];
      const before = stand.log.steps.length;
      for (const [type, workflowId, args, pattern] of wrong) {
        const error = await sentence(startAlone(stand, type, workflowId, ...args));
        assert.match(error.message, pattern);
        assert.doesNotMatch(error.stack ?? '', /\bat .*workflows\//);
        const { events } = await stand.client.workflow.getHandle(workflowId).fetchHistory();
        assert.ok(!events?.some((event) => event.workflowTaskFailedEventAttributes));
      }
      assert.equal(stand.log.steps.length, before);
    });
  });
});

describe('a load that is cancelled', function () {
  this.timeout(120_000);
  useTestServer();

  it('names what it has not loaded with the true reason, and is in no stage any more', async () => {
    const failing = (url: string): ApplicationFailure | undefined => (url === Q2 ? notFound : undefined);
    await withBuild(
      { pages, failing },
      { loads: [{ dataset: 'beds', fy: FY }] },
      async ({ build, load, log }) => {
        const { handle } = await load('beds', Stage.needsAttention);
        log.gaps.length = 0;
        await handle.cancel();
        await assert.rejects(handle.result());
        assert.deepEqual(log.gaps, [
          {
            slot: 'Q2',
            period: 'Q2',
            reason: 'The link answers 404. The load was cancelled before anybody had answered.',
          },
        ]);
        assert.equal((await handle.describe()).searchAttributes['Stage']?.[0] ?? null, null);
        const [outcome] = (await build.result()).loads;
        assert.match(outcome?.gaps[0]?.reason ?? '', /cancelled before it was done/);
      },
    );
  });

  it('in the middle of its files names each of them', async () => {
    const gate = async (): Promise<void> => await new Promise((resolve) => setTimeout(resolve, 2000));
    await withBuild(
      { pages, gate },
      { loads: [{ dataset: 'beds', fy: FY }] },
      async ({ build, load, log }) => {
        const { handle } = await load('beds', Stage.downloading);
        await handle.cancel();
        await assert.rejects(handle.result());
        assert.deepEqual(
          log.gaps.map(({ slot, reason }) => [slot, reason]),
          [
            ['Q1', 'The load was cancelled before this file was loaded.'],
            ['Q2', 'The load was cancelled before this file was loaded.'],
          ],
        );
        await build.result();
      },
    );
  });
});
