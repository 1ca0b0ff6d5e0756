import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { createMemoryGate } from '../../parsed/memory-gate.ts';
import { expectedMemory } from '../../parsed/parse-pool.ts';

/** Tasks of the given sizes, each of which ends when it is told to. */
function tasks(
  room: number,
  sizes: readonly number[],
): {
  readonly begun: number[];
  readonly end: (task: number) => Promise<void>;
  readonly leave: (task: number) => Promise<void>;
} {
  const gate = createMemoryGate(room);
  const begun: number[] = [];
  const all = sizes.map((mib, task) => {
    const leaving = new AbortController();
    let end = (): void => undefined;
    const over = new Promise<void>((resolve) => (end = resolve));
    const ended = gate.run(mib, leaving.signal, async () => {
      begun.push(task);
      await over;
    });
    return { ended, end: () => end(), leave: () => leaving.abort(new Error('cancelled')) };
  });
  return {
    begun,
    end: async (task) => {
      all[task]?.end();
      await all[task]?.ended;
      await setImmediate();
    },
    leave: async (task) => {
      all[task]?.leave();
      await assert.rejects(async () => await all[task]?.ended, /cancelled/);
    },
  };
}

describe('files that are read at once', () => {
  it('begin side by side as long as they fit together, in the order they came', async () => {
    const { begun, end } = tasks(400, [150, 150, 300, 50]);
    await setImmediate();
    assert.deepEqual(begun, [0, 1], 'the small last one waits behind the large one');
    await end(0);
    assert.deepEqual(begun, [0, 1], 'the large one does not fit beside the other yet');
    await end(1);
    assert.deepEqual(begun, [0, 1, 2, 3]);
  });

  it('one that is larger than all the room there is runs alone', async () => {
    const { begun, end } = tasks(400, [1000, 50]);
    await setImmediate();
    assert.deepEqual(begun, [0]);
    await end(0);
    assert.deepEqual(begun, [0, 1]);
  });

  it('one that is cancelled while it waits lets the next one pass', async () => {
    const { begun, leave } = tasks(400, [300, 300, 50]);
    await setImmediate();
    await leave(1);
    assert.deepEqual(begun, [0, 2]);
  });

  it('two of the largest are never read at once, two months of practices are', () => {
    const accounts = expectedMemory('TAC data.xlsx', 28e6);
    const attendances = expectedMemory('AE_2324_ECDS_pla_output.csv', 55e6);
    const month = expectedMemory('gp-reg-pat-prac-quin-age.csv', 21e6);
    const zipped = expectedMemory('gp-reg-pat-prac-quin-age.zip', 3e6);
    assert.ok(accounts + attendances > 420 && 2 * accounts > 420);
    assert.ok(month + zipped < 420 && 2 * month < 420);
  });
});
