import assert from 'node:assert/strict';
import type { Row } from '../../../duckdb/statements.ts';
import { type CompareWorld, HAND_FY, type HandTrust, openCompareWorld } from './compare-world.ts';

const PER_BED = { ratio: 'consultancy_per_bed', times: 1 };
const FOUR_HOURS = { ratio: 'four_hour_pct', times: 100, complement: true };

/** RA0, RA1 and so on, each with one figure. */
const beds = (values: readonly number[], more: readonly Partial<HandTrust>[] = []): readonly HandTrust[] =>
  values.map((value, index) => ({ code: `RA${index}`, figures: { beds: value }, ...more[index] }));

describe('warehouse: medians and quartiles', function () {
  this.timeout(30_000);
  let world: CompareWorld;
  before(async () => {
    world = await openCompareWorld();
  });
  after(() => world.close());

  const summary = async (measure: string, group = 'england', fy = HAND_FY): Promise<Row> => {
    const [row] = await world.rows(
      `FROM gold.measure_summary WHERE measure = '${measure}' AND group_id = '${group}' AND fy = '${fy}'`,
    );
    if (!row) throw new Error(`No summary of ${measure} in ${group}.`);
    return row;
  };
  const said = (row: Row): readonly unknown[] =>
    ['n', 'q1', 'median', 'q3', 'left_out', 'why'].map((name) => row[name]);

  it('quartiles are of type 7: of six trusts the lower lies a quarter of the way from the second to the third', async () => {
    await world.make(beds([10, 20, 40, 80, 160, 320]));
    // Place 1 + 0.25 x 5 = 2.25: 20 and a quarter of the 20 to 40. Type 6 would say 17.5, Tukey's hinges 20.
    assert.deepEqual(said(await summary('beds')), [6, 25, 60, 140, 0, null]);
  });

  it('quartiles are those of quantile_cont for every group and measure', async () => {
    const trusts = Array.from({ length: 60 }, (_, index): HandTrust => ({
      code: `R${String(index + 10)}`,
      type: ['Acute', 'Community', 'Mental Health'][index % 3] ?? null,
      region: ['London', 'Midlands'][index % 2] ?? null,
      figures: {
        beds: (index * 7919) % 997,
        turnover: 1 + ((index * 104729) % 9973),
        operating_expenditure: (index * 31) % 101,
      },
      ...(index % 11 === 0 && { leftOut: { beds: 'with part of a year' } }),
    }));
    await world.make(trusts);
    const wrong = await world.rows(`
      WITH own AS (
        SELECT measure, peer_group.fy, scheme, group_id, count(*) AS n, quantile_cont(value, 0.25) AS q1, quantile_cont(value, 0.5) AS median, quantile_cont(value, 0.75) AS q3
        FROM gold.peer_group JOIN ratio_part ON unit_code = org_code AND ratio_part.fy = peer_group.fy
        WHERE left_out IS NULL GROUP BY measure, peer_group.fy, scheme, group_id
      )
      SELECT * FROM gold.measure_summary AS ours JOIN own USING (measure, fy, scheme, group_id)
      WHERE ours.n <> own.n OR own.n >= 5 AND (ours.q1 <> own.q1 OR ours.median <> own.median OR ours.q3 <> own.q3)`);
    assert.deepEqual(wrong, []);
    const [counted] = await world.rows(
      'SELECT count(*)::INTEGER AS n FROM gold.measure_summary WHERE n >= 5',
    );
    assert.ok(Number(counted?.['n']) > 20);
  });

  it('a sum over part of a year is in no quartile: with it the lower quartile would be lower', async () => {
    const six = [100, 110, 120, 130, 140, 8];
    await world.make(beds(six));
    assert.deepEqual(said(await summary('beds')).slice(0, 4), [6, 102.5, 115, 127.5]);
    await world.make(beds(six, [{}, {}, {}, {}, {}, { leftOut: { beds: 'with part of a year' } }]));
    assert.deepEqual(said(await summary('beds')), [5, 110, 120, 130, 1, '1 with part of a year']);
  });

  it('whoever is left out is counted by reason, the most frequent reason first', async () => {
    const why = [
      'not in the publication',
      'with part of a year',
      'not in the publication',
      'that merged or split in the year',
    ];
    await world.make(
      beds(
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
        [{}, {}, {}, {}, {}, ...why.map((reason) => ({ leftOut: { beds: reason } }))],
      ),
    );
    assert.deepEqual(said(await summary('beds')), [
      ...[5, 2, 3, 4, 4],
      '2 not in the publication, 1 that merged or split in the year, 1 with part of a year',
    ]);
  });

  it('fewer than five comparable figures have no quartiles: four would have looked like any other number', async () => {
    await world.make(beds([10, 20, 30, 40, 50], [{ leftOut: { beds: 'with part of a year' } }]));
    assert.deepEqual(said(await summary('beds')), [
      ...[4, null, null, null, 1],
      'Too few to compare. 1 with part of a year',
    ]);
    await world.make(beds([10, 20, 30, 40]));
    assert.deepEqual(said(await summary('beds')), [4, null, null, null, 0, 'Too few to compare.']);
  });

  it('a printed zero counts', async () => {
    await world.make(beds([0, 0, 0, 4, 8]));
    assert.deepEqual(said(await summary('beds')), [5, 0, 0, 4, 0, null]);
  });

  it('members and those left out are the whole group, in every row', async () => {
    await world.make(
      beds([1, 2, 3, 4, 5, 6, 7], [{ leftOut: { beds: 'without a figure' } }, { type: 'Community' }]),
    );
    const apart = await world.rows(`
      SELECT * FROM gold.measure_summary AS of_group
      JOIN (SELECT fy, scheme, group_id, count(*) AS members FROM gold.peer_group GROUP BY ALL) USING (fy, scheme, group_id)
      WHERE of_group.n + left_out <> members`);
    assert.deepEqual(apart, []);
  });

  it('a ratio with a small divisor is in no quartile, and yet in the sums', async () => {
    const ratios = [100, 110, 120, 130, 140].map((each): HandTrust['ratios'] => ({
      consultancy_per_bed: [each * 1000, 1000],
    }));
    const tiny: HandTrust = {
      code: 'RA9',
      ratios: { consultancy_per_bed: [100_000, 10] },
      leftOut: { consultancy_per_bed: 'with a divisor too small to compare' },
    };
    await world.make(
      [
        ...ratios.map((each, index): HandTrust => ({ code: `RA${index}`, ...(each && { ratios: each }) })),
        tiny,
      ],
      [PER_BED],
    );
    const row = await summary('consultancy_per_bed');
    // With it the upper quartile would be 137.5 and the largest figure 10,000.
    assert.deepEqual(said(row), [5, 110, 120, 130, 1, '1 with a divisor too small to compare']);
    assert.equal(row['ratio_of_sums'], 700_000 / 5010);
  });

  it('the ratio of England is sum over sum, never the mean of ratios', async () => {
    const each = [
      [1000, 10],
      [1000, 10],
      [1000, 10],
      [1000, 10],
      [90_000, 9000],
    ] as const;
    await world.make(
      each.map((pair, index): HandTrust => ({ code: `RA${index}`, ratios: { consultancy_per_bed: pair } })),
      [PER_BED],
    );
    const row = await summary('consultancy_per_bed');
    // The mean of the ratios would be 82.
    assert.equal(row['ratio_of_sums'], 94_000 / 9040);
    assert.equal(row['median'], 100);
  });

  it('the ratio of England counts only trusts that have both in full', async () => {
    await world.make(
      [
        { code: 'RA0', ratios: { consultancy_per_bed: [1000, 10] } },
        {
          code: 'RA1',
          ratios: { consultancy_per_bed: [500, 10] },
          leftOut: { consultancy_per_bed: 'open for part of the year' },
        },
      ],
      [PER_BED],
    );
    // Both would make 75.
    assert.equal((await summary('consultancy_per_bed'))['ratio_of_sums'], 100);
  });

  it('a percentage that is what is left is so for the sums too', async () => {
    await world.make(
      [
        { code: 'RA0', ratios: { four_hour_pct: [100, 1000] } },
        { code: 'RA1', ratios: { four_hour_pct: [1500, 3000] } },
      ],
      [FOUR_HOURS],
    );
    // The mean of 90 and 50 would be 70.
    assert.equal((await summary('four_hour_pct'))['ratio_of_sums'], 60);
  });

  it('measures have no ratio of sums', async () => {
    await world.make(beds([1, 2, 3, 4, 5]));
    assert.equal((await summary('beds'))['ratio_of_sums'], null);
  });

  it('the peers of a trust are the others: its own figure is not in their quartiles', async () => {
    const size = (x: number) => ({ turnover: x, beds: x, deliveries: x, admissions: x });
    await world.make(
      [1000, 10, 11, 12, 13, 14].map((x, index): HandTrust => ({ code: `RA${index}`, figures: size(x) })),
    );
    assert.deepEqual(said(await summary('beds', 'RA0')), [5, 11, 12, 13, 0, null]);
  });

  it('years are never mixed', async () => {
    await world.make([
      ...beds([1, 2, 3, 4, 5]),
      ...beds([10, 20, 30, 40, 50], Array(5).fill({ fy: '2020-21' })),
    ]);
    assert.equal((await summary('beds'))['median'], 3);
    assert.equal((await summary('beds', 'england', '2020-21'))['median'], 30);
  });

  it('nobody is ranked', async () => {
    await world.make(beds([1, 2, 3, 4, 5]));
    const columns = await world.rows('DESCRIBE gold.measure_summary');
    assert.ok(columns.every(({ column_name }) => !/rank|place|best|worst/.test(String(column_name))));
  });
});
