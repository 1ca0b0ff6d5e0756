/** What a ratio is worth: each rule with the number that stood there without a word before. */
import assert from 'node:assert/strict';
import { monthsOf, quartersOf } from '../../nhs/financial-year.ts';
import { joinYears } from '../../warehouse/join/join-years.ts';
import type { JoinedDataset } from '../../warehouse/join/write-recipes.ts';
import type { Row } from '../../duckdb/statements.ts';
import { DATASETS, type Rows, type SmallWorld, openSmallWorld } from './small-world.ts';

const FY = '2019-20';
const YEARS = ['2017-18', '2018-19', FY, '2023-24'];
const flow = { kind: 'flow', unit: 'attendances', scale: 1, followsSuccession: true } as const;
const stock = { ...flow, kind: 'stock', unit: 'beds', across: 'mean', periodsExpected: 4 } as const;
const monthly = { ...flow, across: 'sum', periodsExpected: 12 } as const;
const yearly = { ...flow, across: 'only', periodsExpected: 1 } as const;
const files = (periods: readonly string[]) =>
  periods.map((period) => ({ slot: period, period, label: period }));

/** Twelve months and four quarters, as the real publications have them. */
const WORLD: readonly JoinedDataset[] = [
  ...DATASETS.filter(({ name }) => name === 'tac'),
  {
    ...{ name: 'beds', title: 'beds', expectedFiles: (fy: string) => files(quartersOf(fy)) },
    measures: [
      { ...stock, measure: 'beds', meaning: 'beds', parts: ['open'] },
      { ...stock, measure: 'beds_occupied', meaning: 'occupied', parts: ['occupied'] },
    ],
  },
  {
    ...{ name: 'ae-monthly', title: 'A&E', expectedFiles: (fy: string) => files(monthsOf(fy)) },
    measures: [
      { ...monthly, measure: 'ae_attendances', meaning: 'attendances', parts: ['all'] },
      { ...monthly, measure: 'ae_over_4_hours', meaning: 'over four hours', parts: ['late'] },
    ],
  },
  {
    ...{ name: 'admitted-patient-care', title: 'APC', expectedFiles: (fy: string) => files([fy]) },
    measures: [
      { ...yearly, measure: 'admissions', meaning: 'admissions', parts: ['admitted'] },
      {
        ...{ ...yearly, measure: 'emergency_admissions', meaning: 'emergencies' },
        ...{ parts: ['emergency', 'of_unknown_age'], suppressedUpTo: 7 },
      },
    ],
  },
].map((dataset) => ({ spine: false, yearless: false, ...dataset, years: YEARS }));

/** £120,000 on consultancy of £1,000,000. */
const trust = (code: string, name: string, more = {}) => ({ name, code, consultancy: 120, ...more });

describe('what a ratio is worth', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  before(async () => {
    world = await openSmallWorld();
    await world.accounts('2017-18', [
      trust('R0A', 'Manchester University NHS Foundation Trust'),
      trust('RM2', 'University Hospital Of South Manchester NHS Foundation Trust'),
    ]);
    await world.accounts('2018-19', [
      trust('RRE', 'Midlands Partnership NHS Foundation Trust'),
      trust('RJ1', "Guy's and St Thomas' NHS Foundation Trust"),
    ]);
    await world.accounts(FY, [
      trust('RJ1', "Guy's and St Thomas' NHS Foundation Trust"),
      trust('RR8', 'Leeds'),
      trust('RCF', 'Airedale'),
      trust('RJ6', 'Croydon', { consultancy: -120 }),
      trust('RTH', 'Oxford University Hospitals NHS Foundation Trust', { turnover: [1000, null] }),
      trust('RQ6', 'Royal Liverpool and Broadgreen University Hospitals NHS Trust', { sector: 'Trust' }),
      trust('REM', 'Liverpool University Hospitals NHS Foundation Trust'),
    ]);
    await world.accounts('2023-24', [
      trust('RVY', 'Southport and Ormskirk Hospital NHS Trust', { sector: 'Trust' }),
      trust('RBN', 'Mersey and West Lancashire Teaching Hospitals NHS Trust', { sector: 'Trust' }),
    ]);
    for (const fy of YEARS)
      for (const [index, quarter] of quartersOf(fy).entries())
        await world.load(
          'beds',
          fy,
          quarter,
          {
            ...Object.fromEntries(
              ['R0A', 'RM2', 'RRE', 'R1E', 'RQ6', 'REM', 'RVY', 'RBN'].map((code) => [
                code,
                { open: 100, occupied: 90 },
              ]),
            ),
            ...(fy === FY && {
              RR8: { open: index === 0 ? 120 : null, occupied: null },
              RCF: { open: 40, occupied: 30 },
              RTH: { open: index === 1 ? 0 : 100, occupied: index === 1 ? 0 : 90 },
              // Occupied beds are there of three quarters, open beds of three others.
              RJ1: { open: index === 0 ? null : 100, occupied: index === 3 ? null : 60 + 10 * index },
            }),
          },
          index === 1 && fy === FY
            ? {
                findings: [
                  {
                    kind: 'zero-return',
                    severity: 'warning',
                    orgCode: 'RTH',
                    measure: 'beds',
                    message: 'Zero.',
                  },
                ],
              }
            : {},
        );
    for (const [index, month] of monthsOf('2017-18').entries())
      await world.load('ae-monthly', '2017-18', month, {
        ...(index >= 6 ? { R0A: { all: 1000, late: 100 } } : { RM2: { all: 1000, late: 100 } }),
      });
    for (const month of monthsOf('2018-19'))
      await world.load('ae-monthly', '2018-19', month, { RRE: { all: 10 }, R1E: { all: 5 } });
    for (const [index, month] of monthsOf(FY).entries())
      await world.load(
        'ae-monthly',
        FY,
        month,
        {
          ...(index < 10 && { RJ1: { all: 1000, late: 200 }, RJ6: { all: 1000, late: 200 } }),
          RR8: { all: 1000, late: index === 0 ? 200 : 0 },
          RCF: { all: 1000, late: 0 },
          REM: { all: 1000, late: 100 },
        },
        {
          findings: [
            {
              kind: 'four-hour-field-test',
              severity: 'info',
              orgCode: 'RR8',
              measure: 'ae_over_4_hours',
              message: 'Tested.',
            },
          ],
        },
      );
    await world.load('admitted-patient-care', '2017-18', '2017-18', {
      R0A: { admitted: 6000, emergency: 3000, of_unknown_age: 0 },
    });
    await world.load('admitted-patient-care', FY, FY, {
      RJ1: { admitted: 60_000, emergency: 30_000, of_unknown_age: '*' },
      RR8: { admitted: 6000, emergency: '*', of_unknown_age: '*' },
      RCF: { admitted: 600, emergency: 300, of_unknown_age: 0 },
      RTH: { admitted: 6000, emergency: 3000, of_unknown_age: '*' },
    } satisfies Rows);
    await joinYears(world.warehouse, { datasets: WORLD });
  });
  after(async () => await world.close());

  async function ratio(code: string, name: string, fy = FY): Promise<Row> {
    const [row] = await world.warehouse.rows(
      'SELECT * FROM gold.trust_ratio WHERE org_code = $1 AND ratio = $2 AND fy = $3',
      [code, name, fy],
    );
    assert.ok(row, `${code} ${name} ${fy}`);
    return row;
  }
  async function inBenchmark(code: string, name: string, fy = FY): Promise<unknown> {
    const [row] = await world.warehouse.rows(
      `SELECT benchmark.${name} AS value FROM gold.benchmark AS benchmark
       JOIN gold.trust_year AS trust ON trust.org_name = benchmark.org_name AND trust.fy = benchmark.fy
       WHERE trust.org_code = $1 AND trust.fy = $2`,
      [code, fy],
    );
    return row?.['value'];
  }

  it('two whole figures make a reported ratio, without a reason', async () => {
    const row = await ratio('RJ1', 'consultancy_pct_turnover');
    assert.deepEqual(
      [row['value'], row['status'], row['reason'], row['comparable']],
      [12, 'reported', null, true],
    );
    assert.equal(await inBenchmark('RJ1', 'consultancy_pct_turnover'), 12);
  });

  it('a sum of 10 of 12 months under the line makes an upper bound: £12 where a whole year gives £10', async () => {
    const row = await ratio('RJ1', 'consultancy_per_attendance');
    assert.deepEqual([row['value'], row['status'], row['comparable']], [12, 'upper_bound', false]);
    assert.match(
      String(row['reason']),
      /divisor is too low: ae-monthly .*2020-02, 2020-03: no row for this trust/,
    );
    assert.deepEqual([row['divisor_periods_reported'], row['divisor_periods_expected']], [10, 12]);
  });

  it('a credit over a sum of 10 of 12 months makes a lower bound: the whole year is nearer to 0', async () => {
    const row = await ratio('RJ6', 'consultancy_per_attendance');
    assert.deepEqual([row['value'], row['status']], [-12, 'lower_bound']);
  });

  it('a mean of 1 of 4 quarters under the line makes an estimate, and stands in benchmark', async () => {
    const row = await ratio('RR8', 'consultancy_per_bed');
    assert.deepEqual([row['value'], row['status'], row['comparable']], [1000, 'estimate', false]);
    assert.equal(await inBenchmark('RR8', 'consultancy_per_bed'), 1000);
  });

  it('a sum that leaves a part blank makes a bound: trust_year has the number, benchmark has none', async () => {
    const row = await ratio('RTH', 'consultancy_pct_turnover');
    assert.deepEqual([row['value'], row['status']], [12, 'upper_bound']);
    assert.equal(await inBenchmark('RTH', 'consultancy_pct_turnover'), null);
    const [wide] = await world.warehouse.rows(
      `SELECT consultancy_pct_turnover AS value, consultancy_pct_turnover_status AS status, consultancy_pct_turnover_reason AS reason
       FROM gold.trust_year WHERE org_code = 'RTH'`,
    );
    assert.deepEqual(
      [wide?.['value'], wide?.['status'], wide?.['reason']],
      [12, 'upper_bound', row['reason']],
    );
  });

  it('a flow over a stock is not comparable in a year of six months: £1,200 a bed of half a year’s money', async () => {
    const row = await ratio('R0A', 'consultancy_per_bed', '2017-18');
    assert.deepEqual([row['value'], row['status'], row['accounts_months']], [1200, 'not_comparable', 6]);
    assert.match(
      String(row['reason']),
      /consultancy_spend adds up over the months under this code, beds is an average/,
    );
    assert.equal(await inBenchmark('R0A', 'consultancy_per_bed', '2017-18'), null);
  });

  it('both trusts of a merger within the year are not comparable, and money by money is', async () => {
    for (const [code, fy, months] of [
      ['RQ6', FY, 6],
      ['REM', FY, 12],
      ['RVY', '2023-24', 3],
      ['RBN', '2023-24', 12],
    ] as const) {
      const row = await ratio(code, 'consultancy_per_bed', fy);
      assert.deepEqual([code, row['status'], row['accounts_months']], [code, 'not_comparable', months]);
      assert.match(String(row['reason']), /went into/);
      assert.equal((await ratio(code, 'consultancy_pct_turnover', fy))['status'], 'reported');
    }
  });

  it('six months of accounts and the same six months of A&E are comparable; a figure of the year is not', async () => {
    const monthlyReturn = await ratio('R0A', 'consultancy_per_attendance', '2017-18');
    assert.deepEqual([monthlyReturn['value'], monthlyReturn['status']], [20, 'reported']);
    const ofYear = await ratio('R0A', 'consultancy_per_admission', '2017-18');
    assert.equal(ofYear['status'], 'not_comparable');
    assert.match(String(ofYear['reason']), /printed for the year as a whole/);
  });

  it('activity of a code that closed within the year, whose money is elsewhere, is not comparable', async () => {
    const row = await ratio('RRE', 'consultancy_per_attendance', '2018-19');
    assert.equal(row['status'], 'not_comparable');
    assert.match(String(row['reason']), /counts what R1E did before/);
  });

  it('occupancy is taken over the quarters that print both: 75 %, where the two means give 70 %', async () => {
    const row = await ratio('RJ1', 'bed_occupancy_pct');
    assert.deepEqual([row['value'], row['status']], [75, 'estimate']);
    assert.match(String(row['reason']), /both over the same 2 of 4 periods/);
    assert.equal((100 * Number(row['dividend_value'])) / Number(row['divisor_value']), 70);
  });

  it('a quarter printed as zero makes the mean too low: £1,600 a bed is an upper bound, and occupancy leaves the quarter out', async () => {
    const row = await ratio('RTH', 'consultancy_per_bed');
    assert.deepEqual([row['value'], row['status'], row['comparable']], [1600, 'upper_bound', false]);
    assert.match(String(row['reason']), /finding zero-return/);
    const occupancy = await ratio('RTH', 'bed_occupancy_pct');
    assert.deepEqual([occupancy['value'], occupancy['status']], [90, 'estimate']);
    assert.equal((await world.cell(FY, 'RTH', 'beds'))['comparable'], false);
  });

  it('a four-hour percentage over the same 10 months is an estimate', async () => {
    const row = await ratio('RJ1', 'four_hour_pct');
    assert.deepEqual([row['value'], row['status']], [80, 'estimate']);
  });

  it('the four-hour percentage of a trust of the field test is withheld: it would be 98.3', async () => {
    const row = await ratio('RR8', 'four_hour_pct');
    assert.deepEqual([row['value'], row['status']], [null, 'not_comparable']);
    assert.match(String(row['reason']), /^withheld: the trust tested other standards/);
    assert.ok(100 - (100 * Number(row['dividend_value'])) / Number(row['divisor_value']) > 98);
  });

  it('no wait at all among more than 5,000 attendances is withheld: it would be 100', async () => {
    const row = await ratio('RCF', 'four_hour_pct');
    assert.deepEqual([row['value'], row['status']], [null, 'not_comparable']);
    assert.match(String(row['reason']), /ae_over_4_hours is 0 of 12000/);
  });

  it('a ratio without one of its figures is missing, and says which and why', async () => {
    const row = await ratio('RR8', 'emergency_share_pct');
    assert.deepEqual([row['value'], row['status']], [null, 'missing']);
    assert.match(String(row['reason']), /^emergency_admissions is suppressed: /);
    assert.match(
      String((await ratio('RJ6', 'consultancy_per_bed'))['reason']),
      /^beds is not_applicable: no row for this trust/,
    );
  });

  it('what suppression can hide is less than 0.1 %: the ratio is reported, and the cell says "or up to 7 more"', async () => {
    const cell = await world.cell(FY, 'RJ1', 'emergency_admissions');
    assert.deepEqual([cell['value'], cell['status'], cell['shortfall_max']], [30_000, 'partial', 7]);
    assert.match(String(cell['reason']), /or up to 7 more/);
    assert.equal(cell['comparable'], true);
    const row = await ratio('RJ1', 'emergency_share_pct');
    assert.deepEqual([row['value'], row['status'], row['comparable']], [50, 'reported', true]);
  });

  it('what suppression can hide is 0.1 % or more: a lower bound', async () => {
    const row = await ratio('RTH', 'emergency_share_pct');
    assert.deepEqual([row['value'], row['status'], row['comparable']], [50, 'lower_bound', false]);
    assert.equal((await world.cell(FY, 'RTH', 'emergency_admissions'))['comparable'], false);
  });

  it('a divisor under the floor is shown, called small, and not compared', async () => {
    const row = await ratio('RCF', 'consultancy_per_bed');
    assert.deepEqual(
      [row['value'], row['status'], row['small'], row['comparable']],
      [3000, 'reported', true, false],
    );
    assert.match(String(row['reason']), /small: fewer than 50 in the divisor/);
    assert.equal((await ratio('RCF', 'emergency_share_pct'))['small'], true);
    assert.equal((await ratio('RCF', 'bed_occupancy_pct'))['small'], true);
  });

  it('a measure of a part of the year, or of a trust that merged in the year, is not compared', async () => {
    const comparable = async (code: string, measure: string, fy: string) =>
      (await world.cell(fy, code, measure))['comparable'];
    assert.equal(await comparable('RJ1', 'turnover', FY), true);
    assert.equal(await comparable('RJ1', 'ae_attendances', FY), false);
    assert.equal(await comparable('R0A', 'turnover', '2017-18'), false);
    assert.equal(await comparable('REM', 'turnover', FY), false);
    assert.equal(await comparable('RR8', 'beds', FY), false);
    // The zeros of the field test are no figure to compare.
    assert.equal(await comparable('RR8', 'ae_over_4_hours', FY), false);
    assert.equal(await comparable('REM', 'beds', '2019-20'), false);
  });

  it('what is not compared says why, and what is compared says nothing', async () => {
    const rows = await world.warehouse.rows(
      `SELECT comparable, left_out IS NULL AS silent, count(*)::INTEGER AS cells
       FROM (SELECT comparable, left_out FROM gold.trust_activity UNION ALL SELECT comparable, left_out FROM gold.trust_ratio)
       GROUP BY ALL ORDER BY ALL`,
    );
    assert.deepEqual(
      rows.map(({ comparable, silent }) => [comparable, silent]),
      [
        [false, false],
        [true, true],
      ],
    );
    assert.equal((await world.cell(FY, 'REM', 'turnover'))['left_out'], 'that merged or split in the year');
    assert.equal(
      (await world.cell(FY, 'RR8', 'ae_over_4_hours'))['left_out'],
      'with four-hour waits withheld',
    );
    assert.equal(
      (await ratio('RCF', 'consultancy_per_bed'))['left_out'],
      'with a divisor too small to compare',
    );
  });
});
