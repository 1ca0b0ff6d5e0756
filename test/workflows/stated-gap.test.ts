import type { ApplicationFailure } from '@temporalio/common';
import assert from 'node:assert/strict';
import { skipUpdate, Stage } from '../../workflows/messages.ts';
import { useTestServer } from '../temporal-server/shared-server.ts';
import { finalFailure, FY, withBuild } from './stand.ts';

const Q1 = 'https://publisher/q1.xlsx';
const Q2 = 'https://publisher/q2.xlsx';
const Q2_OTHER = 'https://publisher/q2-other.xlsx';
const loads = [{ dataset: 'beds', fy: FY }];
const ENGLAND_ONLY = 'The file has tables of England only.';

function only(url: string, failure: ApplicationFailure): (asked: string) => ApplicationFailure | undefined {
  return (asked) => (asked === url ? failure : undefined);
}

describe('a gap that the publisher states', function () {
  this.timeout(120_000);
  useTestServer();
  const stated = finalFailure('NO_PROVIDER_TABLE', ENGLAND_ONLY);

  it('waits for nobody: the load ends at once, with the gap named and its other files loaded', async () => {
    const script = { pages: { Q1: [Q1], Q2: [Q2] }, failing: only(Q2, stated) };
    await withBuild(script, { loads, onFailure: 'wait' }, async ({ build, log }) => {
      const outcome = await build.result();
      assert.deepEqual(
        outcome.loads.map((one) => [one.status, one.loaded]),
        [['with gaps', 1]],
      );
      assert.deepEqual(log.gaps, [{ slot: 'Q2', period: 'Q2', reason: ENGLAND_ONLY }]);
      assert.deepEqual(
        log.refused.map((one) => [one.url, one.code]),
        [[Q2, 'NO_PROVIDER_TABLE']],
      );
      assert.ok(log.steps.includes('join'));
    });
  });

  it('beside a file that does need a person keeps its own reason', async () => {
    const notFound = finalFailure('NOT_FOUND', 'The link answers 404.');
    const failing = (url: string): ApplicationFailure => (url === Q2 ? stated : notFound);
    await withBuild({ pages: { Q1: [Q1], Q2: [Q2] }, failing }, { loads }, async ({ build, load }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      await handle.executeUpdate(skipUpdate, { args: [{ reason: 'withdrawn' }] });
      const [outcome] = (await build.result()).loads;
      const reason = (slot: string): string | undefined =>
        outcome?.gaps.find((gap) => gap.slot === slot)?.reason;
      assert.equal(reason('Q2'), ENGLAND_ONLY);
      assert.match(reason('Q1') ?? '', /404.*Skipped by the operator: withdrawn/);
    });
  });

  it('makes no fallback of the other file on the page that has the figures', async () => {
    const script = { pages: { Q1: [Q1], Q2: [Q2, Q2_OTHER] }, failing: only(Q2, stated) };
    await withBuild(script, { loads }, async ({ build, log }) => {
      assert.equal((await build.result()).loads[0]?.status, 'complete');
      const other = log.loaded.find((file) => file.parsed.raw.url === Q2_OTHER);
      assert.ok(other);
      assert.equal(other.fallback, undefined);
    });
  });

  it('does not hide that the preferred file was broken', async () => {
    const failing = (url: string): ApplicationFailure | undefined =>
      url === Q2
        ? finalFailure('UNREADABLE_FILE', 'The file is damaged.')
        : url === Q2_OTHER
          ? stated
          : undefined;
    await withBuild(
      { pages: { Q1: [Q1], Q2: [Q2, Q2_OTHER] }, failing },
      { loads },
      async ({ build, load }) => {
        const { handle, progress } = await load('beds', Stage.needsAttention);
        assert.deepEqual(
          progress.problems.map((one) => [one.code, one.message]),
          [['UNREADABLE_FILE', 'The file is damaged.']],
        );
        await handle.executeUpdate(skipUpdate, { args: [{ reason: 'enough' }] });
        await build.result();
      },
    );
  });
});
