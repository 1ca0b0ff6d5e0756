import assert from 'node:assert/strict';
import type { Clock } from '../../fetch/clock.ts';
import { createHostLimiter, MIRROR_PACE, PUBLISHER_PACE } from '../../fetch/host-limiter.ts';

/** A clock that stands still until somebody sleeps, and then jumps to the next one to wake. */
function fakeClock(): Clock {
  let now = 1_000_000;
  const sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: async (ms) =>
      await new Promise<void>((resolve) => {
        sleepers.push({ at: now + ms, wake: resolve });
        setImmediate(() => {
          const next = sleepers.sort((a, b) => a.at - b.at).shift();
          now = Math.max(now, next?.at ?? now);
          next?.wake();
        });
      }),
  };
}

const tick = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

describe('the pace of requests', () => {
  it('one request a second to a publisher, in the order asked for', async () => {
    const clock = fakeClock();
    const limiter = createHostLimiter(PUBLISHER_PACE, clock);
    const starts: [number, number][] = [];
    const began = clock.now();
    await Promise.all(
      [0, 1, 2, 3, 4].map((number) =>
        limiter.run('www.england.nhs.uk', undefined, async () => {
          starts.push([number, clock.now() - began]);
          await tick();
        }),
      ),
    );
    assert.deepEqual(
      starts.map(([number]) => number),
      [0, 1, 2, 3, 4],
    );
    for (const [index, [, at]] of starts.entries()) assert.equal(at, index * 1000);
  });

  it('a clock that is set back by a day makes nobody wait for a day', async () => {
    let now = 100 * 86_400_000;
    const slept: number[] = [];
    const sleep = async (ms: number): Promise<void> => {
      slept.push(ms);
      now += ms;
      await tick();
    };
    const limiter = createHostLimiter(PUBLISHER_PACE, { now: () => now, sleep });
    await limiter.run('host', undefined, tick);
    limiter.pause('host', 30_000);
    now -= 86_400_000;
    await limiter.run('host', undefined, tick);
    assert.deepEqual(slept, [30_000]);
  });

  it('never more than two at a time to a publisher, eight to a mirror, however slow they are', async () => {
    for (const [pace, most] of [
      [PUBLISHER_PACE, 2],
      [MIRROR_PACE, 8],
    ] as const) {
      const limiter = createHostLimiter(pace, fakeClock());
      let running = 0;
      let highest = 0;
      await Promise.all(
        Array.from({ length: 20 }, () =>
          limiter.run('host', undefined, async () => {
            running += 1;
            highest = Math.max(highest, running);
            for (let turn = 0; turn < 30; turn += 1) await tick();
            running -= 1;
          }),
        ),
      );
      assert.equal(highest, most);
    }
  });

  it('hosts do not wait for each other, and a mirror is not slowed', async () => {
    const clock = fakeClock();
    const began = clock.now();
    const publishers = createHostLimiter(PUBLISHER_PACE, clock);
    await Promise.all(['a', 'b', 'c'].map((host) => publishers.run(host, undefined, tick)));
    const mirror = createHostLimiter(MIRROR_PACE, clock);
    await Promise.all(Array.from({ length: 50 }, () => mirror.run('mirror', undefined, tick)));
    assert.equal(clock.now(), began);
  });

  it('a pause holds back what has not begun', async () => {
    const clock = fakeClock();
    const limiter = createHostLimiter(PUBLISHER_PACE, clock);
    const began = clock.now();
    limiter.pause('host', 30_000);
    await limiter.run('host', undefined, tick);
    assert.equal(clock.now() - began, 30_000);
  });

  it('a failure frees its place; a cancelled request leaves the line', async () => {
    const limiter = createHostLimiter({ intervalMs: 0, atOnce: 1 }, fakeClock());
    await assert.rejects(
      limiter.run('host', undefined, () => Promise.reject(new Error('failed'))),
      /failed/,
    );
    let finish = (): void => undefined;
    const first = limiter.run('host', undefined, () => new Promise<void>((resolve) => (finish = resolve)));
    const control = new AbortController();
    const cancelled = limiter.run('host', control.signal, () => assert.fail('must not run'));
    const last = limiter.run('host', undefined, () => Promise.resolve('ran'));
    control.abort(new Error('cancelled'));
    await assert.rejects(cancelled, /cancelled/);
    await tick();
    finish();
    await first;
    assert.equal(await last, 'ran');
  });
});
