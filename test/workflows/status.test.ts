import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadExecutions } from '../../cli/load-executions.ts';
import { watch } from '../../cli/watch.ts';
import { workflowBundle } from '../../workers/bundle.ts';
import { INGEST_QUEUE, loadWorkflowId, Stage } from '../../workflows/messages.ts';
import { runCommand } from '../end-to-end/command-line.ts';
import { testServer, useTestServer } from '../temporal-server/shared-server.ts';
import { brokenBy, finalFailure, withBuild } from './stand.ts';

const Q1 = 'https://publisher/q1.xlsx';
const Q2 = 'https://publisher/q2.xlsx';
const pages = { Q1: [Q1], Q2: [Q2] };

async function status(more: readonly string[] = []): Promise<{ code: number | null; stdout: string }> {
  return await runCommand(['status', ...more], { TEMPORAL_ADDRESS: (await testServer()).address });
}

describe('status', function () {
  this.timeout(120_000);
  useTestServer();

  it('says that one load cannot answer, and shows the others as usual', async () => {
    const notFound = finalFailure('NOT_FOUND', 'The link answers 404.');
    const failing = (url: string): ApplicationFailure | undefined => (url === Q2 ? notFound : undefined);
    const broken = brokenBy(await workflowBundle());
    await withBuild(
      { pages, failing },
      {},
      async ({ load, untilTaskFails }) => {
        await load('tac', Stage.needsAttention);
        const { handle } = await load('beds', Stage.needsAttention);
        await handle.signal('skip', 'because');
        await untilTaskFails('beds');
        const { code, stdout } = await status();
        assert.equal(code, 2);
        assert.match(stdout, /^tac 2019-20 +needs attention +1 of 2 +Q2: The link answers 404\.$/m);
        assert.match(stdout, /^beds 2019-20 +no answer +It does not say what it is doing/m);
        assert.match(stdout, /^\d+ loads: 1 gives no answer, 1 needs attention/m);
        const { stdout: verbose } = await status(['--verbose']);
        assert.match(verbose, /NEEDS ATTENTION: tac 2019-20\n.*The link answers 404/);
        assert.match(verbose, /NO ANSWER: beds 2019-20\n {2}It does not say what it is doing/);
        const { silent, loads } = JSON.parse((await status(['--json'])).stdout) as {
          silent: { load: string }[];
          loads: { dataset: string; stage: string }[];
        };
        assert.deepEqual(
          silent.map(({ load }) => load),
          ['beds/2019-20'],
        );
        assert.ok(loads.some(({ dataset, stage }) => dataset === 'tac' && stage === Stage.needsAttention));
        await handle.terminate();
      },
      broken,
    );
  });

  it('says what is asked again by itself, and when', async () => {
    const refusing = ApplicationFailure.create({
      type: 'BLOCKED',
      message: 'publisher refuses automated requests (HTTP 403)',
      nextRetryDelay: '10 minutes',
    });
    const failing = (url: string): ApplicationFailure | undefined => (url === Q2 ? refusing : undefined);
    const loads = [{ dataset: 'beds', fy: '2019-20' }];
    const startedAt = new Date(Date.now() - 1000);
    await withBuild({ pages, failing }, { loads }, async ({ client, load, untilAskedAgain }) => {
      await load('beds', Stage.downloading);
      await untilAskedAgain('beds');
      // A run that is watched says so without being asked.
      const told = await new Promise<string>((resolve) => {
        const done = new Promise<void>((end) => {
          const write = (line: string): void => {
            if (!line.startsWith('ASKED AGAIN')) return;
            resolve(line);
            end();
          };
          void Promise.resolve().then(() => watch(client, loads, startedAt, done, { live: false, write }));
        });
      });
      assert.match(told, /beds 2019-20, by itself, (?:on [-\d]+ )?at .*HTTP 403/s);
      const { stdout } = await status(['beds', '2019-20']);
      assert.match(
        stdout,
        /ASKED AGAIN: beds 2019-20, by itself, at \d\d:\d\d:\d\d; nobody has to do anything yet\.\n {2}publisher refuses automated requests \(HTTP 403\)/,
      );
    });
  });

  it('believes that a load has ended before it believes what the load said last', async () => {
    const notFound = finalFailure('NOT_FOUND', 'The link answers 404.');
    await withBuild({ pages, failing: () => notFound }, {}, async ({ load }) => {
      const { handle } = await load('tac', Stage.needsAttention);
      await load('beds', Stage.needsAttention);
      await handle.terminate('ended by a test');
      const { stdout } = await status();
      assert.match(stdout, /^tac 2019-20 +terminated +ended by a test$/m);
      assert.match(stdout, /^\d+ loads: .*1 terminated/m);
      await (await load('beds', Stage.needsAttention)).handle.terminate();
    });
  });

  it('shows a load that has ended by its outcome, though no worker runs', async () => {
    await withBuild({ pages }, {}, async ({ build }) => void (await build.result()));
    const { code, stdout } = await status();
    assert.match(stdout, /^beds 2019-20 +done +2 of 2$/m);
    assert.equal(code, 0, stdout);
  });

  it('names a workflow whose type is misspelt, and the type that was meant', async () => {
    await withBuild({ pages }, {}, async ({ client, build }) => {
      await build.result();
      const wrong = await client.workflow.start('joinTrust', { workflowId: 'mine', taskQueue: INGEST_QUEUE });
      const nobody = await client.workflow.start('joinTrusts', { workflowId: 'other', taskQueue: 'ingets' });
      try {
        await untilListed(client, ['mine', 'other']);
        const { code, stdout } = await status();
        assert.equal(code, 2);
        assert.match(stdout, /NO WORKER CAN RUN: joinTrust "mine"/);
        assert.match(
          stdout.replaceAll(/\s+/g, ' '),
          /No worker knows a workflow type "joinTrust"\. .* the type "joinTrusts"\./,
        );
        assert.match(stdout, /No worker takes workflows from the task queue "ingets"/);
        const check = await status(['--check']);
        assert.equal(check.code, 2);
        assert.equal(check.stdout, 'ATTENTION: no worker can run mine, other\n');
      } finally {
        await wrong.terminate();
        await nobody.terminate();
      }
    });
  });

  it('tells a monitor in one line whether somebody has to act', async () => {
    const notFound = finalFailure('NOT_FOUND', 'The link answers 404.');
    await withBuild({ pages, failing: () => notFound }, {}, async ({ load, client, build }) => {
      const { handle } = await load('tac', Stage.needsAttention);
      await load('beds', Stage.needsAttention);
      await untilStage(client, ['tac', 'beds'], Stage.needsAttention);
      const check = await status(['--check']);
      assert.equal(check.code, 2);
      assert.match(check.stdout, /^ATTENTION: \d loads need somebody \(.*\)\n$/);
      assert.match(check.stdout, /beds 2019-20/);
      await handle.executeUpdate('skip', { args: [{ reason: 'withdrawn' }] });
      await (
        await load('beds', Stage.needsAttention)
      ).handle.executeUpdate('skip', { args: [{ reason: 'withdrawn' }] });
      await build.result();
      await untilListed(client, []);
      const calm = await status(['--check']);
      assert.equal(calm.code, 0, calm.stdout);
      assert.match(
        calm.stdout,
        /^OK: \d+ loads have ended \(.*run-report\.md names the gaps\), 0 under way\n$/,
      );
    });
  });
});

/** The list of what is under way follows the truth by some milliseconds. */
async function untilListed(client: Client, workflowIds: readonly string[]): Promise<void> {
  for (;;) {
    const listed = new Set<string>();
    for await (const { workflowId } of client.workflow.list({ query: "ExecutionStatus = 'Running'" }))
      listed.add(workflowId);
    const all = workflowIds.every((id) => listed.has(id));
    if (all && (workflowIds.length > 0 || listed.size === 0)) return;
    await sleep(50);
  }
}

async function untilStage(client: Client, datasets: readonly string[], stage: Stage): Promise<void> {
  const at = async (): Promise<boolean> => {
    const found = await loadExecutions(client);
    return datasets.every((name) => found.get(loadWorkflowId(name, '2019-20'))?.stage === stage);
  };
  while (!(await at())) await sleep(50);
}
