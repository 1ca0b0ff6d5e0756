import assert from 'node:assert/strict';
import type { WorkflowHandle } from '@temporalio/client';
import { workflowBundle } from '../../workers/bundle.ts';
import {
  type LoadProgress,
  progressQuery,
  retryDownloadUpdate,
  skipUpdate,
  Stage,
} from '../../workflows/messages.ts';
import { useTestServer } from '../temporal-server/shared-server.ts';
import { type Stand, brokenBy, finalFailure, FY, withBuild } from './stand.ts';

const Q1 = 'https://publisher/q1.xlsx';
const Q2 = 'https://publisher/q2.xlsx';
const pages = { Q1: [Q1], Q2: [Q2] };
const loads = [{ dataset: 'beds', fy: FY }];
const notFound = finalFailure('NOT_FOUND', 'The link answers 404.');
const script = { pages, failing: (url: string) => (url === Q2 ? notFound : undefined) };

/** What the Temporal UI shows beside the workflow. */
async function currentDetails(handle: WorkflowHandle): Promise<string> {
  const metadata = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails ?? '';
}

function shows(pattern: RegExp): (now: LoadProgress) => boolean {
  return (now) => pattern.test(now.refusedMessage ?? '');
}

/** Sends a Signal as a program does that knows nothing of this project's encodings. */
async function signalInBytes(
  { client }: Stand,
  handle: WorkflowHandle,
  encoding: string,
  text: string,
): Promise<void> {
  const bytes = (one: string): Uint8Array => new TextEncoder().encode(one);
  await client.workflowService.signalWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId: handle.workflowId },
    signalName: 'skip',
    input: { payloads: [{ metadata: { encoding: bytes(encoding) }, data: bytes(text) }] },
  });
}

describe('a mistyped message to a parked load', function () {
  this.timeout(120_000);
  useTestServer();

  it('by Signal is shown beside the workflow, and the load waits on for one that makes sense', async () => {
    await withBuild(script, { loads }, async (stand) => {
      const { handle } = await stand.load('beds', Stage.needsAttention);
      const mistyped: readonly (readonly [string, readonly unknown[], RegExp])[] = [
        ['skip', [{}], /signal skip was left\. Say why it is skipped/],
        ['skip', [5], /cannot be sent 5/],
        ['skip', [[1]], /cannot be sent a list/],
        ['skip', [{ because: 'x' }], /not "because"/],
        ['retryDownload', ['because'], /signal retryDownload was left\. "because" is not the https address/],
        ['retryDownload', [5], /cannot be sent 5/],
        ['retryDownload', [{ url: 'http://publisher/q2.xlsx' }], /not the https address/],
      ];
      for (const [verb, args, pattern] of mistyped) {
        await handle.signal(verb, ...args);
        const { progress } = await stand.load('beds', Stage.needsAttention, shows(pattern));
        assert.deepEqual(
          progress.problems.map(({ slot }) => slot),
          ['Q2'],
        );
        assert.match(await currentDetails(handle), pattern);
      }
      const encoded = [
        ['json/protobuf', '{"reason":"x"}'],
        ['json/plain', 'because'],
        ['binary/plain', 'because'],
      ] as const;
      for (const [encoding, text] of encoded) {
        await handle.signal('skip', 5);
        await stand.load('beds', Stage.needsAttention, shows(/cannot be sent 5/));
        await signalInBytes(stand, handle, encoding, text);
        await stand.load('beds', Stage.needsAttention, shows(/cannot be read as JSON/));
      }
      await handle.executeUpdate(skipUpdate, { args: [{ reason: 'withdrawn' }] });
      const [outcome] = (await stand.build.result()).loads;
      assert.match(outcome?.gaps[0]?.reason ?? '', /Skipped by the operator: withdrawn$/);
      assert.equal(stand.log.steps.filter((step) => step === 'discover beds').length, 1);
    });
  });

  it('by Update is refused with one sentence and no stack', async () => {
    await withBuild(script, { loads }, async ({ build, load }) => {
      const { handle } = await load('beds', Stage.needsAttention);
      const refusal = async (sent: Promise<unknown>): Promise<Error> =>
        await sent.then(
          () => assert.fail('accepted'),
          (error: Error) => error.cause as Error,
        );
      for (const verb of [skipUpdate, retryDownloadUpdate]) {
        for (const sent of [5, [1], { because: 'x' }]) {
          const error = await refusal(handle.executeUpdate(verb.name, { args: [sent] }));
          assert.match(error.message, /^(skip|retryDownload) .*Send \{/);
          assert.doesNotMatch(error.stack ?? '', /at .*(parking|validat)/);
        }
      }
      await handle.executeUpdate(skipUpdate, { args: [{ reason: 'withdrawn' }] });
      await build.result();
    });
  });

  it('a bare text is the reason, a bare address is the address', async () => {
    await withBuild(script, {}, async ({ build, load, log }) => {
      const tac = await load('tac', Stage.needsAttention);
      await tac.handle.signal('retryDownload', 'https://publisher/mended.xlsx');
      const beds = await load('beds', Stage.needsAttention);
      await beds.handle.signal('skip', 'because');
      const outcome = await build.result();
      assert.deepEqual(
        outcome.loads.map(({ status }) => status),
        ['complete', 'with gaps'],
      );
      assert.ok(log.loaded.some((file) => file.parsed.raw.url === 'https://publisher/mended.xlsx'));
      assert.match(outcome.loads[1]?.gaps[0]?.reason ?? '', /Skipped by the operator: because$/);
    });
  });
});

describe('a load that a mistyped message had stopped for good', function () {
  this.timeout(120_000);
  useTestServer();

  it('goes on once the workers have today’s code', async () => {
    const today = await workflowBundle();
    const stuck = async ({ build, load, upgrade, untilTaskFails }: Stand): Promise<void> => {
      const { handle } = await load('beds', Stage.needsAttention);
      await handle.signal('skip', 'because');
      await untilTaskFails('beds');
      await assert.rejects(handle.query(progressQuery));
      await upgrade(today);
      const outcome = await build.result();
      assert.match(outcome.loads[0]?.gaps[0]?.reason ?? '', /Skipped by the operator: because$/);
    };
    await withBuild(script, { loads }, stuck, brokenBy(today));
  });
});
