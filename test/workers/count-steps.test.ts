import { ApplicationFailure, type MetricMeter, type MetricTags } from '@temporalio/common';
import assert from 'node:assert/strict';
import { counting } from '../../workers/count-steps.ts';

/** A meter that keeps what it was told: name and tags, and the sum or the last value. */
function keepingMeter(): { meter: MetricMeter; kept: Map<string, number> } {
  const kept = new Map<string, number>();
  const key = (name: string, tags: MetricTags = {}): string => `${name} ${JSON.stringify(tags)}`;
  const meter = {
    createCounter: (name: string) => ({
      add: (value: number, tags?: MetricTags) =>
        void kept.set(key(name, tags), (kept.get(key(name, tags)) ?? 0) + value),
    }),
    createGauge: (name: string) => ({
      set: (value: number, tags?: MetricTags) => void kept.set(key(name, tags), value),
    }),
  } as unknown as MetricMeter;
  return { meter, kept };
}

describe('counters of the activities', () => {
  it('count by dataset what was fetched, and pass the answer on', async () => {
    const { meter, kept } = keepingMeter();
    const { download } = counting({ download: () => Promise.resolve({ bytes: 7 }) }, meter) as unknown as {
      download: (input: unknown) => Promise<unknown>;
    };
    assert.deepEqual(await download({ dataset: 'beds' }), { bytes: 7 });
    await download({ dataset: 'beds' });
    assert.equal(kept.get('nhs_files_fetched {"dataset":"beds"}'), 2);
    assert.equal(kept.get('nhs_bytes_fetched {"dataset":"beds"}'), 14);
  });

  it('count a refusal by its code, and pass it on', async () => {
    const { meter, kept } = keepingMeter();
    const refuse = (): Promise<never> =>
      Promise.reject(ApplicationFailure.create({ type: 'WRONG_PERIOD', message: 'of another period' }));
    const { parse } = counting({ parse: refuse }, meter) as unknown as {
      parse: (input: unknown) => Promise<unknown>;
    };
    await assert.rejects(parse({ raw: { dataset: 'beds' } }), /of another period/);
    assert.equal(kept.get('nhs_refusals {"step":"parse","code":"WRONG_PERIOD","dataset":"beds"}'), 1);
    assert.equal(kept.size, 1);
  });

  it('a year whose gaps are filled has none', async () => {
    const { meter, kept } = keepingMeter();
    const { recordGaps } = counting({ recordGaps: () => Promise.resolve() }, meter) as unknown as {
      recordGaps: (input: unknown) => Promise<void>;
    };
    await recordGaps({ dataset: 'beds', fy: '2022-23', gaps: [{}, {}] });
    assert.equal(kept.get('nhs_gaps {"dataset":"beds","fy":"2022-23"}'), 2);
    await recordGaps({ dataset: 'beds', fy: '2022-23', gaps: [] });
    assert.equal(kept.get('nhs_gaps {"dataset":"beds","fy":"2022-23"}'), 0);
  });
});
