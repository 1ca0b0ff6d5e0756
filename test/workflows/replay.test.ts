import { Worker } from '@temporalio/worker';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { workflowBundle } from '../../workers/bundle.ts';

const folder = new URL('histories/', import.meta.url);

describe('runs that are under way when the code changes', function () {
  this.timeout(60_000);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

  it('there are recorded runs of every workflow', () => {
    for (const workflow of ['build', 'load', 'join']) {
      assert.ok(
        names.some((name) => name.startsWith(workflow)),
        workflow,
      );
    }
  });

  for (const name of names) {
    it(`${name.replace('.json', '')}: a recorded run goes the same way with today’s code`, async () => {
      const history: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
      await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history);
    });
  }

  /** Loads that a mistyped `skip` had stopped for good: recorded with the code before messages were checked. */
  for (const name of names.filter((one) => /^load-stuck-skip-(empty|encoding|list|number)/.test(one))) {
    it(`${name.replace('.json', '')}: the task that failed is done with today’s code, and the load waits on`, async () => {
      const { events } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { events: object[] };
      const done = {
        eventId: String(events.length + 1),
        eventTime: '2026-11-30T06:20:00Z',
        eventType: 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED',
        workflowTaskCompletedEventAttributes: {
          scheduledEventId: String(events.length - 1),
          startedEventId: String(events.length),
        },
      };
      await Worker.runReplayHistory(
        { workflowBundle: await workflowBundle() },
        { events: [...events, done] },
      );
    });
  }

  it('a run that took other steps is noticed', async () => {
    const text = readFileSync(new URL('load-complete.json', folder), 'utf8');
    const history: unknown = JSON.parse(text.replaceAll('"discover"', '"discoverOtherwise"'));
    await assert.rejects(
      Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history),
      /[Nn]ondeterminism/,
    );
  });
});
