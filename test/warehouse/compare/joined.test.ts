import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Row } from '../../../duckdb/statements.ts';
import { type SmallWorld, openSmallWorld, twoMonths } from '../small-world.ts';
import { quartersOf } from '../../../nhs/financial-year.ts';

const FY = '2019-20';
const CODES = ['RCF', 'RF4', 'R1H', 'RMC', 'RAE', 'RXQ'] as const;
const NAMES: Readonly<Record<string, string>> = {
  RCF: 'Airedale NHS Foundation Trust',
  RF4: 'Barking, Havering and Redbridge University Hospitals NHS Trust',
  R1H: 'Barts Health NHS Trust',
  RMC: 'Bolton NHS Foundation Trust',
  RAE: 'Bradford Teaching Hospitals NHS Foundation Trust',
  RXQ: 'Buckinghamshire Healthcare NHS Trust',
  RQ6: 'Royal Liverpool and Broadgreen University Hospitals NHS Trust',
  REM: 'Liverpool University Hospitals NHS Foundation Trust',
};

describe('warehouse: quartiles of a joined year count no figure that does not compare', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  before(async () => {
    world = await openSmallWorld();
  });
  after(async () => await world.close());
  beforeEach(async () => await world.empty());

  const accounts = async (consultancy: Readonly<Record<string, number>>): Promise<void> => {
    await world.accounts(
      FY,
      Object.entries(consultancy).map(([code, thousands]) => ({
        name: NAMES[code] ?? code,
        code,
        consultancy: thousands,
      })),
    );
  };
  const quarters = async (
    beds: Readonly<Record<string, number>>,
    missing: Readonly<Record<string, number>> = {},
  ) => {
    for (const [index, slot] of quartersOf(FY).entries())
      await world.load(
        'beds',
        FY,
        slot,
        Object.fromEntries(
          Object.entries(beds)
            .filter(([code]) => index >= (missing[code] ?? 0))
            .map(([code, open]) => [code, { open }]),
        ),
      );
  };
  const summary = async (measure: string): Promise<Row> => {
    const [row] = await world.warehouse.rows(
      `FROM gold.measure_summary WHERE scheme = 'england' AND fy = '${FY}' AND measure = '${measure}'`,
    );
    if (!row) throw new Error(`No summary of ${measure}.`);
    return row;
  };
  /** What a quartile would be over every figure there is. */
  const without = async (rule: { ratio: string; share: number }): Promise<unknown> =>
    (
      await world.warehouse.rows(
        `SELECT quantile_cont(value, ${rule.share}) AS q FROM gold.trust_ratio WHERE ratio = '${rule.ratio}' AND fy = '${FY}'`,
      )
    )[0]?.['q'];

  it('a sum over 1 of 2 months as a divisor doubles a ratio, and it is in no quartile', async () => {
    await accounts({ RCF: 100, RF4: 80, R1H: 60, RMC: 40, RAE: 20, RXQ: 10 });
    const [first = '', second = ''] = twoMonths(FY);
    const busy = { type1: 3000, type2: 1000 };
    await world.load('ae-monthly', FY, first, Object.fromEntries(CODES.map((code) => [code, busy])));
    await world.load(
      'ae-monthly',
      FY,
      second,
      Object.fromEntries(CODES.slice(1).map((code) => [code, busy])),
    );
    await world.join();
    const row = await summary('consultancy_per_attendance');
    assert.deepEqual(
      [row['n'], row['q3'], row['left_out'], row['why']],
      [5, 7.5, 1, '1 with part of a year'],
    );
    assert.equal(await without({ ratio: 'consultancy_per_attendance', share: 0.75 }), 9.375);
    const attendances = await summary('ae_attendances');
    assert.deepEqual([attendances['n'], attendances['q1']], [5, 8000]);
  });

  it('half a year of money over a year of beds halves a ratio, and it is in no quartile', async () => {
    await accounts({ ...Object.fromEntries(CODES.map((code) => [code, 100])), RQ6: 50, REM: 60 });
    await quarters({ ...Object.fromEntries(CODES.map((code) => [code, 100])), RQ6: 100, REM: 100 });
    await world.join();
    const row = await summary('consultancy_per_bed');
    assert.deepEqual(
      [row['n'], row['q1'], row['left_out'], row['why']],
      [6, 1000, 2, '2 that merged or split in the year'],
    );
    assert.equal(await without({ ratio: 'consultancy_per_bed', share: 0.25 }), 900);
    assert.equal(row['ratio_of_sums'], 1000);
    assert.equal((await summary('consultancy_spend'))['n'], 6);
  });

  it('forty-nine beds make a ratio that is shown and in no quartile', async () => {
    await accounts(Object.fromEntries(CODES.map((code) => [code, 100])));
    await quarters({ RCF: 49, RF4: 100, R1H: 200, RMC: 400, RAE: 500, RXQ: 800 });
    await world.join();
    const row = await summary('consultancy_per_bed');
    assert.deepEqual([row['n'], row['q3'], row['why']], [5, 500, '1 with a divisor too small to compare']);
    assert.equal(await without({ ratio: 'consultancy_per_bed', share: 0.75 }), 875);
    assert.equal((await summary('beds'))['n'], 6);
  });

  it('every comparable figure is counted once for England, and every other is left out', async () => {
    await accounts(Object.fromEntries(CODES.map((code) => [code, 100])));
    await quarters({ RCF: 10, RF4: 20, R1H: 30, RMC: 40, RAE: 50, RXQ: 60 }, { RXQ: 3 });
    await world.join();
    const apart = await world.warehouse.rows(`
      SELECT * FROM gold.measure_summary AS of_england
      JOIN (
        SELECT fy, measure, count(*) FILTER (comparable) AS counted, count(*) AS members FROM gold.trust_activity GROUP BY ALL
        UNION ALL SELECT fy, ratio, count(*) FILTER (comparable), count(*) FROM gold.trust_ratio GROUP BY ALL
      ) USING (fy, measure)
      WHERE scheme = 'england' AND (n <> counted OR n + left_out <> members)`);
    assert.deepEqual(apart, []);
    assert.deepEqual(
      [(await summary('beds'))['n'], (await summary('beds'))['why']],
      [5, '1 with part of a year'],
    );
  });

  it('the queries of docs/compare.md run on the published tables and find a trust beside its peers', async () => {
    const page = readFileSync(new URL('../../../docs/compare.md', import.meta.url), 'utf8');
    const queries = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = '']) => sql);
    assert.equal(queries.length, 2);
    await accounts(Object.fromEntries(CODES.map((code) => [code, 100])));
    await quarters(Object.fromEntries(CODES.map((code) => [code, 100])));
    await world.join();
    const published = (sql: string): string =>
      sql.replaceAll(/\b(FROM|JOIN) (trust_ratio|peer_group|measure_summary|series_break)\b/g, '$1 gold.$2');
    const [peers = [], breaks = []] = await Promise.all(
      queries.map(async (sql) => await world.warehouse.rows(published(sql))),
    );
    const perBed = peers.find((row) => row['ratio'] === 'consultancy_per_bed' && row['scheme'] === 'type');
    assert.deepEqual(
      [perBed?.['label'], perBed?.['value'], perBed?.['median']],
      ['Acute trusts', 1000, 1000],
    );
    assert.ok(breaks.some((row) => String(row['text']).includes('August and September 2022')));
  });
});
