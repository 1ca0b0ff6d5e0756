import { ApplicationFailure } from '@temporalio/common';
import assert from 'node:assert/strict';
import { watch } from '../../cli/watch.ts';
import { workflowBundle } from '../../workers/bundle.ts';
import { Stage } from '../../workflows/messages.ts';
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
        assert.match(stdout, /^tac +2019-20 +needs attention +2 +1/m);
        assert.match(stdout, /NEEDS ATTENTION: tac 2019-20\n.*The link answers 404/);
        assert.match(stdout, /NO ANSWER: beds 2019-20\n {2}It does not say what it is doing/);
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
      assert.match(told, /beds 2019-20, by itself, at .*HTTP 403/s);
      const { stdout } = await status();
      assert.match(
        stdout,
        /ASKED AGAIN: beds 2019-20, by itself, at \d\d:\d\d:\d\d; nobody has to do anything yet\.\n {2}publisher refuses automated requests \(HTTP 403\)/,
      );
    });
  });
});
