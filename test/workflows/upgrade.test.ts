/**
 * An upgrade with runs in flight: they begin under the code of an earlier release, as it was shipped (`bundles/`), the workers
 * end, today's start, and the runs go on to their end. Steps that today's code takes and that code did not are asked for by
 * `patched('…')`: docs/deploy.md says why that, and not versions of workers.
 */
import type { ApplicationFailure } from '@temporalio/common';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { workflowBundle } from '../../workers/bundle.ts';
import { retryDownloadUpdate, skipSignal, Stage } from '../../workflows/messages.ts';
import { useTestServer } from '../temporal-server/shared-server.ts';
import { finalFailure, FY, type Script, type Stand, withBuild } from './stand.ts';

const folder = new URL('bundles/', import.meta.url);
const releases = readdirSync(folder).filter((name) => name.endsWith('.js.gz'));
/** Kept without its source map, which the SDK wants: an empty one. */
const NO_MAP = `\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${Buffer.from('{"version":3,"file":"workflow-bundle-of-before.js","sources":[],"names":[],"mappings":""}').toString('base64')}`;
const codeOf = (name: string): { code: string } => ({
  code: gunzipSync(readFileSync(new URL(name, folder))).toString() + NO_MAP,
});

const Q1 = 'https://publisher/q1.xlsx';
const Q2 = 'https://publisher/q2.xlsx';
const MENDED = 'https://publisher/mended.xlsx';
const pages = { Q1: [Q1], Q2: [Q2] };
const notFound = finalFailure('NOT_FOUND', 'The link answers 404.');
const failing = (url: string): ApplicationFailure | undefined => (url === Q2 ? notFound : undefined);

describe('an upgrade with runs in flight', function () {
  this.timeout(120_000);
  useTestServer();

  const across = async (
    release: string,
    script: Script,
    test: (stand: Stand, upgraded: () => Promise<void>) => Promise<void>,
  ): Promise<void> => {
    const today = await workflowBundle();
    await withBuild(
      script,
      {},
      async (stand) => await test(stand, async () => await stand.upgrade(today)),
      codeOf(release),
    );
  };

  it('the code of a release is kept', () => assert.ok(releases.length > 0));

  for (const release of releases) {
    it(`${release}: loads that wait for somebody wait on, take their answers, and the tables are made`, async () => {
      await across(release, { pages, failing }, async ({ build, load, log }, upgrade) => {
        await load('tac', Stage.needsAttention);
        await load('beds', Stage.needsAttention);
        await upgrade();
        const tac = await load('tac', Stage.needsAttention);
        assert.deepEqual(
          tac.progress.problems.map(({ slot, code }) => [slot, code]),
          [['Q2', 'NOT_FOUND']],
        );
        await tac.handle.executeUpdate(retryDownloadUpdate, { args: [{ url: MENDED }] });
        const beds = await load('beds', Stage.needsAttention);
        await beds.handle.signal(skipSignal, { reason: 'withdrawn' });
        const outcome = await build.result();
        assert.deepEqual(
          outcome.loads.map(({ dataset, status, loaded }) => [dataset, status, loaded]),
          [
            ['tac', 'complete', 2],
            ['beds', 'with gaps', 1],
          ],
        );
        assert.match(outcome.loads[1]?.gaps[0]?.reason ?? '', /withdrawn/);
        assert.ok(log.loaded.some(({ parsed }) => parsed.raw.url === MENDED));
        assert.deepEqual(log.steps.slice(-2), ['join', 'publish']);
      });
    });

    it(`${release}: a load that waits again after the upgrade is answered by today’s code`, async () => {
      await across(release, { pages, failing }, async ({ build, load, log }, upgrade) => {
        await load('beds', Stage.needsAttention);
        await upgrade();
        for (const dataset of ['tac', 'beds']) {
          const { handle } = await load(dataset, Stage.needsAttention);
          // The same addresses again: the load parks once more, under today's code.
          await handle.executeUpdate(retryDownloadUpdate, { args: [{}] });
          const found = (): number => log.steps.filter((step) => step === `discover ${dataset}`).length;
          while (found() < 2) await sleep(30);
          const again = await load(dataset, Stage.needsAttention);
          await again.handle.executeUpdate(retryDownloadUpdate, { args: [{ url: MENDED }] });
        }
        const outcome = await build.result();
        assert.deepEqual(
          outcome.loads.map(({ status }) => status),
          ['complete', 'complete'],
        );
      });
    });

    it(`${release}: a load in the middle of its downloads goes on, and no file is loaded twice`, async () => {
      let open: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (open = resolve));
      const gate = async (url: string): Promise<void> => (url === Q2 ? await held : undefined);
      await across(release, { pages, gate }, async ({ build, load, log }, upgrade) => {
        await load('beds', Stage.downloading);
        // The worker that is told to end waits for its downloads; then the next one goes on.
        const upgrading = upgrade();
        open();
        await upgrading;
        const outcome = await build.result();
        assert.deepEqual(
          outcome.loads.map(({ fy, status, loaded }) => [fy, status, loaded]),
          [
            [FY, 'complete', 2],
            [FY, 'complete', 2],
          ],
        );
        assert.equal(log.loaded.length, 4);
      });
    });
  }
});
