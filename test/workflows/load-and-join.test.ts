import type { WorkflowHandle } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import assert from 'node:assert/strict';
import {
  JOIN_WORKFLOW_ID,
  retryDownloadUpdate,
  retryDownloadSignal,
  skipUpdate,
  skipSignal,
  Stage,
} from '../../workflows/messages.ts';
import { useTestServer } from '../temporal-server/shared-server.ts';
import { finalFailure, withBuild } from './stand.ts';

const Q1 = 'https://publisher/q1.xlsx';
const Q2 = 'https://publisher/q2.xlsx';
const Q2_OLDER = 'https://publisher/q2-first.xlsx';
const pages = { Q1: [Q1], Q2: [Q2] };
const notFound = finalFailure('NOT_FOUND', 'The link answers 404.');

describe('loads and the join', function () {
  this.timeout(120_000);
  useTestServer();

  it('the join starts when every load has finished', async () => {
    await withBuild({ pages }, {}, async ({ build, log }) => {
      const outcome = await build.result();
      assert.deepEqual(
        outcome.loads.map((load) => [load.dataset, load.status, load.loaded]),
        [
          ['tac', 'complete', 2],
          ['beds', 'complete', 2],
        ],
      );
      assert.deepEqual(log.steps.slice(-2), ['join', 'publish']);
      assert.equal(log.steps.filter((step) => step.startsWith('load ')).length, 2);
    });
  });

  it('pages that could not be made are in the outcome and in what the UI shows; without any nothing is said', async () => {
    const shown = async (handle: WorkflowHandle): Promise<string> => {
      const query = '__temporal_workflow_metadata';
      return (await handle.query<{ currentDetails?: string }>(query)).currentDetails ?? '';
    };
    const pagesFailed = {
      ...{ pages: 1, dataFiles: 0 },
      named: [{ path: 'trust/RJ1.html', why: 'x is not a function' }],
    };
    await withBuild({ pages, pagesFailed }, {}, async ({ build, client }) => {
      assert.deepEqual((await build.result()).join.pagesFailed, pagesFailed);
      const join = client.workflow.getHandle(JOIN_WORKFLOW_ID);
      for (const handle of [build, join])
        assert.match(
          await shown(handle),
          /1 page could not be made: trust\/RJ1\.html \(x is not a function\); the tables are whole/,
        );
    });
    await withBuild({ pages }, {}, async ({ build }) => {
      assert.ok(!('pagesFailed' in (await build.result()).join));
      assert.doesNotMatch(await shown(build), /could not be made/);
    });
  });

  it('a load that needs attention parks with its sentence, its other files loaded, and the join waits', async () => {
    const failing = (url: string): ApplicationFailure | undefined => (url === Q2 ? notFound : undefined);
    await withBuild(
      { pages, failing },
      { loads: [{ dataset: 'beds', fy: '2019-20' }] },
      async ({ load, log }) => {
        const { progress } = await load('beds', Stage.needsAttention);
        assert.equal(progress.loaded, 1);
        assert.deepEqual(
          progress.problems.map((one) => [one.slot, one.code, one.message]),
          [['Q2', 'NOT_FOUND', 'The link answers 404.']],
        );
        assert.ok(!log.steps.includes('join'));
      },
    );
  });

  it('a full disk is no gap and waits for nobody: the run fails with its sentence, and nothing is joined', async () => {
    const full = finalFailure('DISK_FULL', 'The disk that holds /data is full.');
    for (const onFailure of ['skip', 'wait'] as const) {
      const failing = (url: string): ApplicationFailure | undefined => (url === Q2 ? full : undefined);
      await withBuild({ pages, failing }, { onFailure }, async ({ build, log }) => {
        await assert.rejects(
          build.result(),
          (error) => innermost(error) === 'The disk that holds /data is full.',
        );
        assert.deepEqual(log.gaps, []);
        assert.ok(!log.steps.includes('join'));
      });
    }
  });

  it('a parked load goes on with another address, and the join follows', async () => {
    const failing = (url: string): ApplicationFailure | undefined => (url === Q2 ? notFound : undefined);
    await withBuild({ pages, failing }, {}, async ({ build, load, log }) => {
      for (const dataset of ['tac', 'beds']) {
        const { handle } = await load(dataset, Stage.needsAttention);
        await handle.executeUpdate(retryDownloadUpdate, { args: [{ url: 'https://publisher/mended.xlsx' }] });
      }
      const outcome = await build.result();
      assert.ok(outcome.loads.every((one) => one.status === 'complete' && one.loaded === 2));
      assert.ok(log.loaded.some((file) => file.parsed.raw.url === 'https://publisher/mended.xlsx'));
      assert.deepEqual(log.steps.slice(-2), ['join', 'publish']);
    });
  });

  it('where no page could be read, every address given is tried: one fills the slot it is the file of, and the rest is waited for', async () => {
    const mended = 'https://publisher/mended.xlsx';
    const fits = (slot: string, url: string): boolean => url !== mended || slot === 'Q2';
    const failing = (url: string): ApplicationFailure | undefined => (url === mended ? undefined : notFound);
    const script = { pages, siteDown: (dataset: string) => dataset === 'beds', fits, failing };
    await withBuild(script, { loads: [{ dataset: 'beds', fy: '2019-20' }] }, async ({ build, load, log }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      await handle.executeUpdate(retryDownloadUpdate, { args: [{ url: 'https://publisher/wrong.xlsx' }] });
      await load('beds', Stage.needsAttention, ({ problems }) => problems.length === 2);
      await handle.executeUpdate(retryDownloadUpdate, { args: [{ url: mended }] });
      const { progress } = await load('beds', Stage.needsAttention, (now) => now.loaded === 1);
      assert.deepEqual(
        log.loaded.map((file) => file.parsed.raw.slot),
        ['Q2'],
      );
      assert.deepEqual(
        progress.problems.map(({ slot }) => slot),
        ['Q1'],
      );
      await handle.executeUpdate(skipUpdate, { args: [{ reason: 'enough' }] });
      assert.equal((await build.result()).loads[0]?.status, 'with gaps');
    });
  });

  it('a retry without an address looks at the page again', async () => {
    let down = true;
    const failing = (url: string): ApplicationFailure | undefined =>
      down && url === Q2 ? notFound : undefined;
    await withBuild({ pages, failing }, {}, async ({ build, load, log }) => {
      await load('tac', Stage.needsAttention);
      await load('beds', Stage.needsAttention);
      down = false;
      for (const dataset of ['tac', 'beds']) {
        const { handle } = await load(dataset, Stage.needsAttention);
        await handle.signal(retryDownloadSignal, {});
      }
      const outcome = await build.result();
      assert.ok(outcome.loads.every((one) => one.status === 'complete'));
      assert.equal(log.steps.filter((step) => step === 'discover beds').length, 2);
    });
  });

  it('a skipped load is a gap with the operator’s reason, by update and by signal alike', async () => {
    const failing = (url: string): ApplicationFailure | undefined => (url === Q2 ? notFound : undefined);
    await withBuild({ pages, failing }, {}, async ({ build, load }) => {
      const tac = await load('tac', Stage.needsAttention);
      await tac.handle.executeUpdate(skipUpdate, { args: [{ reason: 'withdrawn' }] });
      const beds = await load('beds', Stage.needsAttention);
      await beds.handle.signal(skipSignal, { reason: 'withdrawn' });
      const outcome = await build.result();
      for (const one of outcome.loads) {
        assert.equal(one.status, 'with gaps');
        assert.match(one.gaps[0]?.reason ?? '', /404.*Skipped by the operator: withdrawn/);
      }
    });
  });

  it('a load nobody answers is skipped after its patience, so the join never waits for ever', async () => {
    const failing = (): ApplicationFailure => notFound;
    await withBuild({ pages, failing }, { patience: '1 second' }, async ({ build }) => {
      const outcome = await build.result();
      assert.deepEqual(
        outcome.loads.map((one) => one.status),
        ['skipped', 'skipped'],
      );
      assert.match(outcome.loads[0]?.gaps[0]?.reason ?? '', /Nobody answered within 1 second/);
    });
  });

  it('messages are refused with a sentence when nothing waits for them, and when they make no sense', async () => {
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    let down = true;
    const failing = (): ApplicationFailure | undefined => (down ? notFound : undefined);
    await withBuild({ pages, failing, gate: () => gate }, {}, async ({ build, load }) => {
      const { handle } = await load('beds', Stage.downloading);
      const refusal = async (sent: Promise<unknown>): Promise<string> =>
        await sent.then(
          () => 'accepted',
          (error: Error) => (error.cause as Error).message,
        );
      assert.match(
        await refusal(handle.executeUpdate(skipUpdate, { args: [{ reason: 'x' }] })),
        /not waiting for anybody/,
      );
      open();
      await load('beds', Stage.needsAttention);
      const http = handle.executeUpdate(retryDownloadUpdate, { args: [{ url: 'http://publisher/q2.xlsx' }] });
      assert.match(await refusal(http), /not the https address/);
      assert.match(await refusal(handle.executeUpdate(skipUpdate, { args: [{ reason: ' ' }] })), /Say why/);
      down = false;
      for (const dataset of ['tac', 'beds']) {
        const parked = await load(dataset, Stage.needsAttention);
        await parked.handle.executeUpdate(retryDownloadUpdate, { args: [{}] });
      }
      await build.result();
    });
  });

  it('a refused file gives way to the next candidate, and the load says why', async () => {
    const refusing = (url: string): string | undefined => (url === Q2 ? 'the rows do not add up' : undefined);
    await withBuild({ pages: { Q1: [Q1], Q2: [Q2, Q2_OLDER] }, refusing }, {}, async ({ build, log }) => {
      const outcome = await build.result();
      assert.ok(outcome.loads.every((one) => one.status === 'complete'));
      const fallback = log.loaded.filter((file) => file.parsed.raw.url === Q2_OLDER);
      assert.deepEqual(
        fallback.map((file) => file.fallback),
        ['the rows do not add up', 'the rows do not add up'],
      );
      assert.deepEqual(
        log.refused.map((file) => file.url),
        [Q2, Q2],
      );
    });
  });

  it('a file that was loaded before is not replaced by an older candidate', async () => {
    const held = [{ slot: 'Q2', url: Q2, sha256: 'x', parserVersion: 1 }];
    const failing = (url: string): ApplicationFailure | undefined => (url === Q2 ? notFound : undefined);
    const script = { pages: { Q1: [Q1], Q2: [Q2, Q2_OLDER] }, held, failing };
    await withBuild(script, { onFailure: 'skip' }, async ({ build, log }) => {
      const outcome = await build.result();
      assert.ok(outcome.loads.every((one) => one.gaps.some((gap) => gap.slot === 'Q2')));
      assert.ok(!log.loaded.some((file) => file.parsed.raw.url === Q2_OLDER));
    });
  });

  it('a slot that was filled by its fallback is filled by it again, and is no gap', async () => {
    const held = [{ slot: 'Q2', url: Q2_OLDER, sha256: 'x', parserVersion: 1 }];
    const refusing = (url: string): string | undefined => (url === Q2 ? 'the rows do not add up' : undefined);
    const script = { pages: { Q1: [Q1], Q2: [Q2, Q2_OLDER] }, held, refusing };
    await withBuild(script, { onFailure: 'skip' }, async ({ build, log }) => {
      const outcome = await build.result();
      assert.ok(outcome.loads.every((one) => one.status === 'complete'));
      const again = log.loaded.filter((file) => file.parsed.raw.url === Q2_OLDER);
      assert.deepEqual(
        again.map((file) => file.fallback),
        ['the rows do not add up', 'the rows do not add up'],
      );
    });
  });

  it('an unchanged file is neither fetched nor loaded', async () => {
    const held = [{ slot: 'Q1', url: Q1, sha256: 'x', parserVersion: 1 }];
    await withBuild({ pages, held, unchanged: ['Q1'] }, {}, async ({ build, log }) => {
      const outcome = await build.result();
      assert.deepEqual(
        outcome.loads.map((one) => [one.loaded, one.unchanged]),
        [
          [1, 1],
          [1, 1],
        ],
      );
      assert.ok(!log.steps.some((step) => step.includes(Q1)));
    });
  });

  it('one site that is down is a named gap; the others are loaded and joined', async () => {
    const siteDown = (dataset: string): boolean => dataset === 'beds';
    await withBuild({ pages, siteDown }, { onFailure: 'skip' }, async ({ build, log }) => {
      const outcome = await build.result();
      assert.deepEqual(
        outcome.loads.map((one) => one.status),
        ['complete', 'skipped'],
      );
      assert.match(outcome.loads[1]?.gaps[0]?.reason ?? '', /no links/);
      assert.ok(log.steps.includes('join'));
    });
  });

  it('cancelling stops every load and joins nothing', async () => {
    const gate = new Promise<void>(() => {});
    await withBuild(
      { pages, gate: () => Promise.race([gate, new Promise<void>((r) => setTimeout(r, 3000))]) },
      {},
      async ({ build, load, log }) => {
        const { handle } = await load('beds', Stage.downloading);
        await build.cancel();
        await assert.rejects(build.result());
        await assert.rejects(handle.result());
        assert.ok(!log.steps.includes('join'));
        assert.deepEqual(log.loaded, []);
      },
    );
  });
});

function innermost(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : innermost(error.cause);
}
