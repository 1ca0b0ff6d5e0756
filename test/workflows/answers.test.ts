import type { WorkflowHandle } from '@temporalio/client';
import assert from 'node:assert/strict';
import {
  type LoadProgress,
  acceptSignal,
  acceptUpdate,
  retryDownloadUpdate,
  skipUpdate,
  Stage,
} from '../../workflows/messages.ts';
import { useTestServer } from '../temporal-server/shared-server.ts';
import { type Script, finalFailure, FY, withBuild } from './stand.ts';

const Q1 = 'https://publisher/q1.xlsx';
const Q2 = 'https://publisher/q2.xlsx';
const Q2_OLDER = 'https://publisher/q2-first.xlsx';
const MENDED = 'https://publisher/mended.xlsx';
const pages = { Q1: [Q1], Q2: [Q2] };
const loads = [{ dataset: 'beds', fy: FY }];
const DOUBT = 'The rows do not add up.';
const notFound = finalFailure('NOT_FOUND', 'The link answers 404.');
const missing: Script = { pages, failing: (url) => (url === Q2 ? notFound : undefined) };
const doubted: Script = {
  ...{ pages, sha256: (url: string) => `sha256 of ${url}` },
  refusing: (url) => (url === Q2 ? DOUBT : undefined),
};

async function currentDetails(handle: WorkflowHandle): Promise<string> {
  const metadata = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails ?? '';
}

async function refusal(sent: Promise<unknown>): Promise<Error> {
  return await sent.then(
    () => assert.fail('accepted'),
    (error: Error) => error.cause as Error,
  );
}

function answered(pattern: RegExp): (now: LoadProgress) => boolean {
  return ({ lastAnswer = '' }) => pattern.test(lastAnswer);
}

describe('an answer to a parked load', function () {
  this.timeout(120_000);
  useTestServer();

  it('accept loads the refused file as it is, and keeps whose word that is; the file is read again with the decision', async () => {
    await withBuild(doubted, { loads }, async ({ build, load, log }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      const answer = await handle.executeUpdate(acceptUpdate, {
        args: [{ reason: 'the total leaves out one trust', who: 'Anna' }],
      });
      assert.match(answer, /Decision 1 is kept\. Trying beds 2019-20 again/);
      const [outcome] = (await build.result()).loads;
      assert.deepEqual([outcome?.status, outcome?.loaded], ['complete', 2]);
      assert.deepEqual(log.decided, [
        {
          ...{ kind: 'accept', dataset: 'beds', years: FY, slot: 'Q2', subject: `sha256 of ${Q2}` },
          ...{
            value: 'TOTAL_DISAGREES',
            reason: 'the total leaves out one trust',
            who: 'Anna',
            detail: DOUBT,
          },
        },
      ]);
      const file = log.loaded.find(({ parsed }) => parsed.raw.url === Q2);
      assert.deepEqual(
        file?.decisions?.map(({ kind, number }) => [kind, number]),
        [['accept', 1]],
      );
      assert.deepEqual(file?.accepted, [{ code: 'TOTAL_DISAGREES', message: DOUBT, accepted: 1 }]);
    });
  });

  it('accept is about the preferred file, although an older one was tried after it', async () => {
    const script: Script = {
      ...{ ...doubted, pages: { Q1: [Q1], Q2: [Q2, Q2_OLDER] } },
      failing: (url) => (url === Q2_OLDER ? notFound : undefined),
    };
    await withBuild(script, { loads }, async ({ build, load, log }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      await handle.signal(acceptSignal, { reason: 'looked at', period: 'Q2' });
      assert.equal((await build.result()).loads[0]?.status, 'complete');
      assert.deepEqual(
        log.decided.map(({ subject, who }) => [subject, who]),
        [[`sha256 of ${Q2}`, 'Temporal UI']],
      );
    });
  });

  it('accept is refused with a sentence where no file was read, or none of the period', async () => {
    await withBuild(missing, { loads }, async ({ load, build, log }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      const error = await refusal(handle.executeUpdate(acceptUpdate, { args: [{ reason: 'x' }] }));
      assert.match(
        error.message,
        /has no file that can be accepted.*NOT_FOUND\. Send retryDownload with \{"url"/,
      );
      assert.doesNotMatch(error.stack ?? '', /\bat .*(parking|keep-decisions)/);
      await handle.signal(acceptSignal, { reason: 'x' });
      await load('beds', Stage.needsAttention, ({ refusedMessage = '' }) =>
        /The signal accept was left\. beds 2019-20 has no file/.test(refusedMessage),
      );
      assert.deepEqual(log.decided, []);
      await handle.executeUpdate(skipUpdate, { args: [{ reason: 'enough' }] });
      await build.result();
    });
    await withBuild(doubted, { loads }, async ({ load }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      const sent = handle.executeUpdate(acceptUpdate, { args: [{ reason: 'x', period: 'Q4' }] });
      assert.match(
        (await refusal(sent)).message,
        /of the period "Q4"; there are: "Q2"\. Send \{"reason": "…", "period": "Q2"\}/,
      );
    });
  });

  it('skip is kept as a decision for each missing file, and its sentence is the answer', async () => {
    await withBuild(missing, { loads }, async ({ build, load, log }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      const answer = await handle.executeUpdate(skipUpdate, { args: [{ reason: 'withdrawn', who: 'Anna' }] });
      assert.equal(answer, 'Going on without the missing files of beds 2019-20. Decision 1 is kept.');
      const [outcome] = (await build.result()).loads;
      assert.match(outcome?.gaps[0]?.reason ?? '', /404\. Skipped by the operator: withdrawn$/);
      assert.deepEqual(log.decided, [
        {
          ...{ kind: 'skip', dataset: 'beds', years: FY, slot: 'Q2', subject: '', value: '' },
          ...{ reason: 'withdrawn', who: 'Anna' },
          detail: `The link answers 404. The page offered: ${Q2}`,
        },
      ]);
    });
  });

  it('what cannot be kept as a decision is not done: the sender is told why, and the load waits on', async () => {
    await withBuild(
      { ...missing, keepsNoDecision: 'The reason is empty.' },
      { loads },
      async ({ load, log }) => {
        const { handle } = await load('beds', Stage.needsAttention);
        const sent = handle.executeUpdate(skipUpdate, { args: [{ reason: 'withdrawn' }] });
        assert.equal((await refusal(sent)).message, 'The reason is empty.');
        const { progress } = await load(
          'beds',
          Stage.needsAttention,
          answered(/^Nothing was done: The reason is empty/),
        );
        assert.equal(progress.problems.length, 1);
        assert.deepEqual(log.decided, []);
      },
    );
  });

  it('an address is kept once its file fills a slot, with the address it stands for; one that fills none is not', async () => {
    const script: Script = {
      ...missing,
      fits: (slot, url) => url !== 'https://publisher/other.xlsx' || slot === 'Q4',
    };
    await withBuild(script, { loads }, async ({ build, load, log }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      const wrong = 'https://publisher/other.xlsx';
      await handle.executeUpdate(retryDownloadUpdate, { args: [{ url: wrong }] });
      await load('beds', Stage.needsAttention, answered(/other\.xlsx: One file is still missing/));
      assert.deepEqual(log.decided, []);
      await handle.executeUpdate(retryDownloadUpdate, { args: [{ url: MENDED, who: 'Anna' }] });
      assert.equal((await build.result()).loads[0]?.status, 'complete');
      assert.deepEqual(
        log.decided.map(({ kind, slot, value, who, years }) => [kind, slot, value, who, years]),
        [['address', 'Q2', MENDED, 'Anna', FY]],
      );
      assert.match(
        await currentDetails(handle),
        /last answer \| Tried again at .* With `https:\/\/publisher\/mended\.xlsx`: Loaded: Q2\. Nothing is missing any more\. Decision 1 is kept\./,
      );
    });
  });

  it('the answer, and then the failure of the new try, stand beside the workflow', async () => {
    await withBuild(missing, { loads }, async ({ load }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      const answer = await handle.executeUpdate(retryDownloadUpdate, { args: [{}] });
      assert.equal(answer, 'Trying beds 2019-20 again.');
      await load('beds', Stage.needsAttention, answered(/still missing/));
      assert.match(
        await currentDetails(handle),
        /last answer \| Tried again at \d{4}-\d\d-\d\d \d\d:\d\d UTC\. One file is still missing: The link answers 404\./,
      );
    });
  });

  it('while one answer is being carried out another is refused, with what to do', async () => {
    let open: () => void = () => {};
    let held = false;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const script: Script = { ...missing, gate: () => (held ? gate : Promise.resolve()) };
    await withBuild(script, { loads }, async ({ load }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      held = true;
      await handle.executeUpdate(retryDownloadUpdate, { args: [{}] });
      await load('beds', Stage.downloading);
      const error = await refusal(handle.executeUpdate(skipUpdate, { args: [{ reason: 'x' }] }));
      assert.match(
        error.message,
        /not waiting for anybody: its stage is "downloading and parsing"\. Once the stage is/,
      );
      open();
      await load('beds', Stage.needsAttention);
    });
  });

  it('the description of each message names every key', async () => {
    await withBuild(missing, { loads }, async ({ load }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      const { definition } = await handle.query<{
        definition: Record<
          'updateDefinitions' | 'signalDefinitions',
          { name: string; description: string }[]
        >;
      }>('__temporal_workflow_metadata');
      const described = (name: string): string =>
        definition.updateDefinitions.find((one) => one.name === name)?.description ?? '';
      for (const key of ['"url"', '"who"', '{}']) assert.ok(described('retryDownload').includes(key), key);
      for (const key of ['"reason"', '"who"']) assert.ok(described('skip').includes(key), key);
      for (const key of ['"reason"', '"period"', '"who"']) assert.ok(described('accept').includes(key), key);
    });
  });
});
