import { Context } from '@temporalio/activity';
import type { ApplicationFailure } from '@temporalio/common';
import type { WorkflowHandle } from '@temporalio/client';
import assert from 'node:assert/strict';
import { LOOK_AGAIN, mayHeal, waitBeforeLook } from '../../workflows/look-again.ts';
import { retryDownloadUpdate, skipUpdate, Stage } from '../../workflows/messages.ts';
import { useTestServer } from '../temporal-server/shared-server.ts';
import { type Script, finalFailure, FY, withBuild } from './stand.ts';

const Q1 = 'https://publisher/q1.xlsx';
const Q2 = 'https://publisher/q2.xlsx';
const Q3 = 'https://publisher/q3.xlsx';
const pages = { Q1: [Q1], Q2: [Q2] };
const notFound = finalFailure('NOT_FOUND', 'The link answers 404.');
const loads = [{ dataset: 'beds', fy: FY }];
const QUICK = { every: '1 second', times: 100, then: '1 day' };
const DAYS_LATER = { every: '1 second', times: 0, then: '1 day' };

async function summariesOfTimers(handle: WorkflowHandle): Promise<readonly string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ timerStartedEventAttributes, userMetadata }) => {
    const data = userMetadata?.summary?.data;
    return timerStartedEventAttributes && data
      ? [JSON.parse(Buffer.from(data).toString('utf8')) as string]
      : [];
  });
}

describe('a parked load looks again by itself', function () {
  this.timeout(120_000);
  useTestServer();

  it('hourly for a day, then daily, where the site may heal; daily from the beginning, where only another file helps', () => {
    const gone = [{ code: 'NOT_FOUND' }];
    assert.equal(waitBeforeLook(LOOK_AGAIN, gone, 0), '1 hour');
    assert.equal(waitBeforeLook(LOOK_AGAIN, gone, 23), '1 hour');
    assert.equal(waitBeforeLook(LOOK_AGAIN, gone, 24), '1 day');
    assert.equal(waitBeforeLook(LOOK_AGAIN, [{ code: 'TOTAL_DISAGREES' }], 0), '1 day');
    for (const code of [
      'NETWORK_FAILED',
      'SERVER_FAILED',
      'TOO_MANY_REQUESTS',
      'TRUNCATED',
      'NOT_FOUND',
      'BLOCKED',
      'HTML_INSTEAD_OF_FILE',
      'NOTHING_PUBLISHED',
    ])
      assert.ok(mayHeal({ code }), code);
    for (const code of [
      'TOTAL_DISAGREES',
      'HEADING_MISSING',
      'UNKNOWN_LAYOUT',
      'WRONG_TABLE',
      'UNSAFE_ARCHIVE',
      'OUT_OF_MEMORY',
    ])
      assert.ok(!mayHeal({ code }), code);
  });

  it('and goes on when the file is there, without a word of a person; it stays parked while it looks', async () => {
    let down = true;
    const failing = (url: string): ApplicationFailure | undefined =>
      down && url === Q2 ? notFound : undefined;
    await withBuild({ pages, failing }, { loads, lookAgain: QUICK }, async ({ build, load, log }) => {
      const { handle, progress } = await load('beds', Stage.needsAttention, ({ looked = 0 }) => looked > 1);
      assert.match(progress.looksAgainAt ?? '', /^\d{4}-\d\d-\d\dT/);
      assert.deepEqual(
        progress.problems.map(({ slot, code }) => [slot, code]),
        [['Q2', 'NOT_FOUND']],
      );
      const { events } = await handle.fetchHistory();
      const parkings = (events ?? []).filter(({ upsertWorkflowSearchAttributesEventAttributes: set }) =>
        Buffer.from(set?.searchAttributes?.indexedFields?.['Stage']?.data ?? '').includes('needs attention'),
      );
      assert.equal(parkings.length, 1);
      down = false;
      const [outcome] = (await build.result()).loads;
      assert.deepEqual([outcome?.status, outcome?.loaded], ['complete', 2]);
      assert.deepEqual(log.decided, []);
      assert.match(
        (await summariesOfTimers(handle))[0] ?? '',
        /^Waits for somebody: Q2 \(NOT_FOUND\)\. Then it looks again by itself\.$/,
      );
    });
  });

  it('a file whose bytes are the same is not read again by a look, and is by a person’s retry', async () => {
    let bytes = 'first';
    let refused = true;
    const script: Script = {
      ...{ pages, sha256: (url) => `${bytes} of ${url}` },
      refusing: (url) => (refused && url === Q2 ? 'The rows do not add up.' : undefined),
    };
    const lookAgain = { every: '1 second', times: 0, then: '1 second' };
    await withBuild(script, { loads, lookAgain }, async ({ build, load, log }) => {
      const read = (): number => log.parsed.filter((url) => url === Q2).length;
      const { handle } = await load('beds', Stage.needsAttention, ({ looked = 0 }) => looked > 0);
      assert.equal(read(), 1);
      await handle.executeUpdate(retryDownloadUpdate, { args: [{}] });
      await load('beds', Stage.needsAttention, ({ lastAnswer = '' }) => lastAnswer.includes('still missing'));
      assert.equal(read(), 2);
      refused = false;
      bytes = 'mended';
      assert.equal((await build.result()).loads[0]?.status, 'complete');
      assert.equal(read(), 3);
    });
  });

  it('a look that cannot read the page hides nothing of what was in the way', async () => {
    let down = false;
    const script: Script = {
      ...{ pages, sha256: (url: string) => url, siteDown: () => down },
      refusing: (url) => (url === Q2 ? 'The rows do not add up.' : undefined),
    };
    const lookAgain = { every: '1 second', times: 0, then: '1 second' };
    await withBuild(script, { loads, lookAgain }, async ({ load }) => {
      await load('beds', Stage.needsAttention);
      down = true;
      const { progress } = await load('beds', Stage.needsAttention, ({ looked = 0 }) => looked > 2);
      assert.deepEqual(
        progress.problems.map(({ slot, code }) => [slot, code]),
        [['Q2', 'TOTAL_DISAGREES']],
      );
    });
  });

  it('what a look has loaded stays, and the load waits on for the rest', async () => {
    let down = true;
    const failing = (url: string): ApplicationFailure | undefined =>
      url === Q3 || (down && url === Q2) ? notFound : undefined;
    const script: Script = { pages: { ...pages, Q3: [Q3] }, failing };
    await withBuild(script, { loads, lookAgain: QUICK }, async ({ build, load }) => {
      await load('beds', Stage.needsAttention);
      down = false;
      const { handle, progress } = await load('beds', Stage.needsAttention, ({ loaded }) => loaded === 2);
      assert.deepEqual(
        progress.problems.map(({ slot }) => slot),
        ['Q3'],
      );
      await handle.executeUpdate(skipUpdate, { args: [{ reason: 'enough' }] });
      assert.equal((await build.result()).loads[0]?.status, 'with gaps');
    });
  });

  it('an answer that comes during a look is taken, and the look is broken off', async () => {
    let holding = false;
    const gate = async (): Promise<void> => {
      // As a download that goes on until it is told to stop.
      const { heartbeat, cancelled } = Context.current();
      const beat = setInterval(() => heartbeat(), 100);
      if (holding) await cancelled.finally(() => clearInterval(beat));
      clearInterval(beat);
    };
    const script: Script = { pages, gate, failing: (url) => (url === Q2 ? notFound : undefined) };
    await withBuild(script, { loads, lookAgain: QUICK }, async ({ build, load, log }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      const asked = (): number => log.steps.filter((step) => step === 'discover beds').length;
      holding = true;
      const before = asked();
      while (asked() === before) await new Promise((resolve) => setTimeout(resolve, 50));
      const answer = await handle.executeUpdate(skipUpdate, { args: [{ reason: 'withdrawn' }] });
      assert.match(answer, /Going on without/);
      const [outcome] = (await build.result()).loads;
      assert.deepEqual([outcome?.status, outcome?.loaded], ['with gaps', 1]);
      assert.match(outcome?.gaps[0]?.reason ?? '', /404\. Skipped by the operator: withdrawn$/);
    });
  });

  it('the patience of a load does not begin anew with each look', async () => {
    const failing = (): ApplicationFailure => notFound;
    await withBuild(
      { pages, failing },
      { loads, lookAgain: QUICK, patience: '4 seconds' },
      async ({ build, log }) => {
        const [outcome] = (await build.result()).loads;
        assert.match(outcome?.gaps[0]?.reason ?? '', /Nobody answered within 4 seconds/);
        assert.ok(log.steps.filter((step) => step === 'discover beds').length > 1);
      },
    );
  });

  it('not where it is told not to, and not before its time', async () => {
    const failing = (url: string): ApplicationFailure | undefined => (url === Q2 ? notFound : undefined);
    await withBuild({ pages, failing }, { loads, lookAgain: false }, async ({ load }) => {
      const { progress } = await load('beds', Stage.needsAttention);
      assert.equal(progress.looksAgainAt, undefined);
    });
    await withBuild({ pages, failing }, { loads, lookAgain: DAYS_LATER }, async ({ load }) => {
      const { progress } = await load('beds', Stage.needsAttention, (now) => now.looksAgainAt !== undefined);
      const days = (Date.parse(progress.looksAgainAt ?? '') - Date.now()) / 86_400_000;
      assert.ok(days > 0.9 && days < 1.1, String(days));
    });
  });
});
