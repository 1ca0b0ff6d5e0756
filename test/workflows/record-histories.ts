/**
 * Records what three runs looked like, for replay.test.ts. Run it only when workflow code changes in a way that runs
 * which are under way may not survive; the diff is then reviewed:
 *   npx mocha --import=tsx test/workflows/record-histories.ts
 */
import type { ApplicationFailure } from '@temporalio/common';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  BUILD_WORKFLOW_ID,
  JOIN_WORKFLOW_ID,
  loadWorkflowId,
  retryDownloadUpdate,
  skipAllUpdate,
  skipUpdate,
  Stage,
} from '../../workflows/messages.ts';
import { findTemporalCli, thisMachine } from '../../temporal-server/temporal-cli-find.ts';
import { testServer, useTestServer } from '../temporal-server/shared-server.ts';
import { finalFailure, FY, withBuild } from './stand.ts';

const folder = new URL('histories/', import.meta.url);
const root = fileURLToPath(new URL('../../', import.meta.url));
const Q1 = 'https://publisher/q1.xlsx';
const Q2 = 'https://publisher/q2.xlsx';
const pages = { Q1: [Q1, 'https://publisher/q1-first.xlsx'], Q2: [Q2] };
const notFound = finalFailure('NOT_FOUND', 'The link answers 404.');
const failing = (url: string): ApplicationFailure | undefined => (url === Q2 ? notFound : undefined);

/** As the `temporal` program prints it: JSON that people can read and the SDK can replay. */
async function record(name: string, workflowId: string): Promise<void> {
  const cli = await findTemporalCli(thisMachine(console.log));
  const { address } = await testServer();
  const args = ['workflow', 'show', '--address', address, '--workflow-id', workflowId, '--output', 'json'];
  const history = execFileSync(cli, args, { maxBuffer: 1e8, encoding: 'utf8' });
  // Stack traces name the folder of whoever records.
  writeFileSync(new URL(`${name}.json`, folder), history.replaceAll(root, ''));
}

describe('recording', function () {
  this.timeout(120_000);
  useTestServer();
  before(() => void mkdirSync(folder, { recursive: true }));

  it('a run that goes through', async () => {
    await withBuild({ pages }, {}, async (stand) => {
      await stand.build.result();
      await record('build-complete', BUILD_WORKFLOW_ID);
      await record('join-complete', JOIN_WORKFLOW_ID);
      await record('load-complete', loadWorkflowId('beds', FY));
    });
  });

  it('a load that is retried with another address', async () => {
    await withBuild({ pages, failing }, {}, async (stand) => {
      for (const dataset of ['tac', 'beds']) {
        const { handle } = await stand.load(dataset, Stage.needsAttention);
        await handle.executeUpdate(retryDownloadUpdate, { args: [{ url: 'https://publisher/mended.xlsx' }] });
      }
      await stand.build.result();
      await record('load-retried', loadWorkflowId('beds', FY));
    });
  });

  it('a load with a fallback, then skipped', async () => {
    const refusing = (url: string): string | undefined => (url === Q1 ? 'the rows do not add up' : undefined);
    await withBuild({ pages, failing, refusing }, {}, async (stand) => {
      for (const dataset of ['tac', 'beds']) {
        const { handle } = await stand.load(dataset, Stage.needsAttention);
        await handle.executeUpdate(skipUpdate, { args: [{ reason: 'withdrawn' }] });
      }
      await stand.build.result();
      await record('load-fallback-and-skipped', loadWorkflowId('beds', FY));
    });
  });

  it('a run with a join while a load waits for somebody', async () => {
    await withBuild({ pages, failing }, {}, async (stand) => {
      const { handle } = await stand.load('tac', Stage.needsAttention);
      await stand.load('beds', Stage.needsAttention);
      while (stand.log.steps.filter((step) => step.startsWith('publish without')).length === 0)
        await new Promise((resolve) => setTimeout(resolve, 50));
      await handle.executeUpdate(skipUpdate, { args: [{ reason: 'withdrawn' }] });
      await stand.build.executeUpdate(skipAllUpdate, { args: [{ reason: 'withdrawn' }] });
      await stand.build.result();
      await record('build-interim-join', BUILD_WORKFLOW_ID);
    });
  });
});
