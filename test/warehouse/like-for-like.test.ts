import assert from 'node:assert/strict';
import { monthsOf, quartersOf } from '../../nhs/financial-year.ts';
import type { Row } from '../../duckdb/statements.ts';
import { joinYears } from '../../warehouse/join/join-years.ts';
import type { JoinedDataset } from '../../warehouse/join/write-recipes.ts';
import { type Rows, type SmallWorld, DATASETS, openSmallWorld, twoMonths } from './small-world.ts';

const FY = '2019-20';
const ROYAL = {
  name: 'Royal Liverpool and Broadgreen University Hospitals NHS Trust',
  code: 'RQ6',
  sector: 'Trust',
} as const;
const LIVERPOOL = { name: 'Liverpool University Hospitals NHS Foundation Trust', code: 'REM' } as const;
const BARTS = { name: 'Barts Health NHS Trust', code: 'R1H', sector: 'Trust' } as const;
const BROMPTON = { name: 'Royal Brompton & Harefield NHS Foundation Trust', code: 'RT3' } as const;
const GUYS = { name: "Guy's and St Thomas' NHS Foundation Trust", code: 'RJ1' } as const;
const PENNINE = { name: 'Pennine Acute Hospitals NHS Trust', code: 'RW6', sector: 'Trust' } as const;
const SALFORD = { name: 'Salford Royal NHS Foundation Trust', code: 'RM3' } as const;
const MANCHESTER = { name: 'Manchester University NHS Foundation Trust', code: 'R0A' } as const;

describe('warehouse: groups of trusts like for like', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  before(async () => {
    world = await openSmallWorld();
  });
  after(async () => {
    await world.close();
  });
  beforeEach(async () => {
    await world.empty();
  });

  const rowOf = async (groupId: string, fy: string, measure: string): Promise<Row> => {
    const [row] = await world.warehouse.rows(
      'FROM gold.like_for_like WHERE group_id = $1 AND fy = $2 AND measure = $3',
      [groupId, fy, measure],
    );
    if (!row) throw new Error(`No row ${groupId} ${fy} ${measure}.`);
    return row;
  };
  const pick = (row: Row, ...columns: readonly string[]): unknown[] => columns.map((column) => row[column]);
  const attendances = async (fy: string, september: Rows, october: Rows): Promise<void> => {
    const [first = '', second = ''] = twoMonths(fy);
    await world.load('ae-monthly', fy, first, september);
    await world.load('ae-monthly', fy, second, october);
  };
  const seen = (type1: number | '*'): Rows[string] => ({ type1, type2: 0 });

  it('beds of a year with a merger are added quarter by quarter and then averaged', async () => {
    const [q1 = '', q2 = '', q3 = '', q4 = ''] = quartersOf(FY);
    await world.accounts(FY, [ROYAL, LIVERPOOL]);
    for (const quarter of [q1, q2])
      await world.load('beds', FY, quarter, { RQ6: { open: 800 }, REM: { open: 700 } });
    for (const quarter of [q3, q4]) await world.load('beds', FY, quarter, { REM: { open: 1400 } });
    await world.join();

    const row = await rowOf('lfl-REM', FY, 'beds');
    // The means of the two trusts added would be 800 + 1050 = 1850, and the successor alone has 1050.
    assert.deepEqual(pick(row, 'value', 'as_filed_value', 'status', 'comparable'), [
      1450,
      1050,
      'reported',
      true,
    ]);
    assert.equal(row['method'], 'sum of quarterly means');
    assert.equal(row['reason'], null);
    assert.equal((row['lineage'] as readonly string[]).length, 6);
  });

  it('a quarter that lacks a member stays out of the mean, and the year is not comparable', async () => {
    const [q1 = '', q2 = ''] = quartersOf(FY);
    await world.accounts(FY, [ROYAL, LIVERPOOL]);
    await world.load('beds', FY, q1, { RQ6: { open: 800 }, REM: { open: 700 } });
    await world.load('beds', FY, q2, { REM: { open: 700 } });
    await world.join();
    const row = await rowOf('lfl-REM', FY, 'beds');
    assert.deepEqual(pick(row, 'value', 'status', 'comparable'), [1500, 'partial', false]);
    assert.match(String(row['reason']), /RQ6 has no figure for 2019-20Q2/);
  });

  it('a quarter that a member prints as zero, with its finding, makes the mean of the group too low: not comparable', async () => {
    await world.accounts(FY, [ROYAL, LIVERPOOL]);
    const zero = {
      kind: 'zero-return',
      severity: 'warning',
      orgCode: 'RQ6',
      measure: 'beds',
      message: 'Zero.',
    } as const;
    for (const [index, quarter] of quartersOf(FY).entries()) {
      const rows = {
        ...(index < 2 && { RQ6: { open: index === 0 ? 0 : 800 } }),
        REM: { open: index < 2 ? 700 : 1500 },
      };
      await world.load('beds', FY, quarter, rows, index === 0 ? { findings: [zero] } : {});
    }
    await world.join();
    // Four quarters of 1,500 beds, of which the first lacks 800.
    assert.deepEqual(pick(await rowOf('lfl-REM', FY, 'beds'), 'value', 'comparable'), [1300, false]);
    const ratio = await rowOf('lfl-REM', FY, 'consultancy_per_bed');
    assert.deepEqual(pick(ratio, 'status', 'comparable'), ['upper_bound', false]);
    assert.match(String(ratio['reason']), /a member has a period printed as zero/);
  });

  it('accounts of two parts of a year are one year, and money between the two is said to be counted twice', async () => {
    await world.accounts(FY, [
      { ...ROYAL, turnover: [200, 50] },
      { ...LIVERPOOL, turnover: [600, 150] },
    ]);
    await world.join();
    const row = await rowOf('lfl-REM', FY, 'turnover');
    assert.deepEqual(pick(row, 'value', 'as_filed_value', 'status', 'comparable', 'method'), [
      ...[1_000_000, 750_000, 'reported', true, 'sum'],
    ]);
    assert.equal(row['reason'], 'money between REM and RQ6 is counted twice');
    assert.deepEqual(pick(row, 'accounts_months', 'members_expected', 'members_reported'), [
      'RQ6:6;REM:12',
      2,
      2,
    ]);
  });

  it('money of a member without accounts is missing, and the sum is a part', async () => {
    await world.accounts('2018-19', [LIVERPOOL]);
    await world.accounts(FY, [ROYAL, LIVERPOOL]);
    await world.join();
    const row = await rowOf('lfl-REM', '2018-19', 'turnover');
    assert.deepEqual(
      pick(row, 'status', 'comparable', 'members_expected', 'members_reported', 'accounts_months'),
      [...['partial', false, 2, 1, 'RQ6:12;REM:12']],
    );
    assert.match(String(row['reason']), /^RQ6 has no figure for 2018-19/);
  });

  it('months of a trust that closed and of the one that goes on make a whole year', async () => {
    await world.accounts(FY, [ROYAL, LIVERPOOL]);
    await attendances(FY, { RQ6: seen(90), REM: seen(70) }, { REM: seen(165) });
    await world.join();
    assert.equal((await world.cell(FY, 'RQ6', 'ae_attendances'))['status'], 'partial');
    const row = await rowOf('lfl-REM', FY, 'ae_attendances');
    assert.deepEqual(pick(row, 'value', 'as_filed_value', 'status', 'comparable'), [
      325,
      235,
      'reported',
      true,
    ]);
  });

  it('figures that the join has moved to a successor are counted once', async () => {
    await world.accounts('2018-19', [ROYAL, LIVERPOOL]);
    await world.accounts(FY, [LIVERPOOL]);
    await attendances(FY, { RQ6: seen(90), REM: seen(70) }, { REM: seen(165) });
    await world.join();
    assert.equal((await world.cell(FY, 'REM', 'ae_attendances'))['value'], 325);
    const row = await rowOf('lfl-REM', FY, 'ae_attendances');
    assert.deepEqual(pick(row, 'value', 'status', 'members_expected', 'members_reported', 'comparable'), [
      ...[325, 'reported', 2, 2, true],
    ]);
  });

  it('a suppressed member makes the sum a lower bound, and a sum of nothing else is suppressed', async () => {
    await world.accounts(FY, [ROYAL, LIVERPOOL]);
    await attendances(FY, { RQ6: seen('*'), REM: seen(70) }, { REM: seen(165) });
    await world.join();
    const bound = await rowOf('lfl-REM', FY, 'ae_attendances');
    assert.deepEqual(pick(bound, 'value', 'status', 'comparable'), [235, 'partial', false]);
    assert.match(String(bound['reason']), /suppressed: at least this much/);

    await attendances(FY, { RQ6: seen('*'), REM: seen('*') }, { REM: seen('*') });
    await world.join();
    assert.deepEqual(pick(await rowOf('lfl-REM', FY, 'ae_attendances'), 'value', 'status'), [
      null,
      'suppressed',
    ]);
  });

  it('a member that never does what is counted is not missing', async () => {
    for (const fy of [FY, '2020-21']) {
      await world.accounts(fy, [BROMPTON, GUYS]);
      await attendances(fy, { RJ1: seen(300) }, { RJ1: seen(310) });
    }
    await world.join();
    const row = await rowOf('lfl-RJ1', '2020-21', 'ae_attendances');
    assert.deepEqual(pick(row, 'value', 'status', 'comparable', 'members_expected', 'members_reported'), [
      ...[610, 'reported', true, 2, 1],
    ]);
    assert.equal(row['reason'], 'RT3 has no row in the publication in any year');
  });

  it('a member that has figures in other years and none in this one is missing', async () => {
    for (const fy of ['2018-19', FY]) await world.accounts(fy, [ROYAL, LIVERPOOL]);
    await attendances('2018-19', { RQ6: seen(90), REM: seen(70) }, { RQ6: seen(95), REM: seen(75) });
    await attendances(FY, { REM: seen(70) }, { REM: seen(165) });
    await world.join();
    assert.deepEqual(pick(await rowOf('lfl-REM', '2018-19', 'ae_attendances'), 'value', 'comparable'), [
      330,
      true,
    ]);
    const row = await rowOf('lfl-REM', FY, 'ae_attendances');
    assert.deepEqual(pick(row, 'value', 'status', 'comparable'), [235, 'partial', false]);
    assert.match(String(row['reason']), /RQ6 has no figure for 2019-09/);
  });

  it('scores are weighted by responses in the years in which members have their own, and never added', async () => {
    for (const fy of ['2018-19', FY]) await world.accounts(fy, [ROYAL, LIVERPOOL]);
    await world.load('staff-survey', '2018-19', '2018-19', {
      RQ6: { score: 7, responses: 100, rate: 0.5 },
      REM: { score: 6, responses: 300, rate: 0.3 },
    });
    // The survey is in autumn: nobody asks the staff of a trust that has closed.
    await world.load('staff-survey', FY, FY, { REM: { score: 6.5, responses: 500, rate: 0.4 } });
    await world.join();

    const both = await rowOf('lfl-REM', '2018-19', 'staff_engagement');
    assert.deepEqual(pick(both, 'value', 'as_filed_value', 'status', 'method'), [
      ...[6.25, 6, 'reported', 'weighted by responses'],
    ]);
    assert.match(
      String(both['reason']),
      /the mean of REM and RQ6, weighted by responses; scores are not added/,
    );
    // 400 answers of 1,200 people asked, not the mean of two rates.
    const rate = Number((await rowOf('lfl-REM', '2018-19', 'staff_survey_response_rate'))['value']);
    assert.ok(Math.abs(rate - 400 / 1200) < 1e-12, String(rate));
    const alone = await rowOf('lfl-REM', FY, 'staff_engagement');
    assert.deepEqual(pick(alone, 'value', 'status', 'comparable', 'reason'), [6.5, 'reported', true, null]);
  });

  it('a score that an edition lacks for a trust that has closed since is missing in every year, and never left out without a word', async () => {
    for (const fy of ['2018-19', FY]) await world.accounts(fy, [ROYAL, LIVERPOOL]);
    await world.load('staff-survey', '2018-19', '2018-19', { REM: { score: 6, responses: 300, rate: 0.3 } });
    await world.load('staff-survey', FY, FY, { REM: { score: 6.5, responses: 500, rate: 0.4 } });
    await world.join();
    const row = await rowOf('lfl-REM', '2018-19', 'staff_engagement');
    assert.deepEqual(pick(row, 'value', 'status', 'comparable', 'reason'), [
      ...[6, 'partial', false, 'RQ6 has no figure for 2018-19'],
    ]);
  });

  it('an average of part of a year counts for the months of that part, as an estimate', async () => {
    await world.accounts(FY, [
      { ...ROYAL, consultancy: 6000 },
      { ...LIVERPOOL, consultancy: 8000 },
    ]);
    await joinWith({ measure: 'staff_wte', kind: 'stock', unit: 'WTE' });
    const row = await rowOf('lfl-REM', FY, 'staff_wte');
    // Added as they stand they would be 14,000 people.
    assert.deepEqual(pick(row, 'value', 'as_filed_value', 'method'), [11_000, 8000, 'month-weighted mean']);
    assert.match(String(row['reason']), /estimated from .*\(REM: 12, RQ6: 6\)/);
  });

  it('a ratio of a group is worked out from the added figures, where the ratio as filed is not comparable', async () => {
    const [q1 = '', q2 = '', q3 = '', q4 = ''] = quartersOf(FY);
    await world.accounts(FY, [
      { ...ROYAL, consultancy: 290 },
      { ...LIVERPOOL, consultancy: 1160 },
    ]);
    for (const quarter of [q1, q2])
      await world.load('beds', FY, quarter, { RQ6: { open: 800 }, REM: { open: 700 } });
    for (const quarter of [q3, q4]) await world.load('beds', FY, quarter, { REM: { open: 1400 } });
    await world.join();
    const [filed] = await world.warehouse.rows(
      `SELECT status FROM gold.trust_ratio WHERE org_code = 'REM' AND ratio = 'consultancy_per_bed'`,
    );
    assert.equal(filed?.['status'], 'not_comparable');
    const row = await rowOf('lfl-REM', FY, 'consultancy_per_bed');
    assert.deepEqual(pick(row, 'value', 'status', 'comparable', 'method'), [
      1000,
      'reported',
      true,
      'ratio of sums',
    ]);
    assert.deepEqual(pick(row, 'reason', 'members_expected', 'members_reported'), [
      ...['money between REM and RQ6 is counted twice', 2, 2],
    ]);

    // Quarters without one of the two stay out of the mean of beds, which then stands for the year.
    await world.load('beds', FY, q2, { REM: { open: 700 } });
    await world.join();
    const estimate = await rowOf('lfl-REM', FY, 'consultancy_per_bed');
    assert.deepEqual(pick(estimate, 'status', 'comparable'), ['estimate', false]);
    assert.match(String(estimate['reason']), /RQ6 has no figure for 2019-20Q2/);
  });

  it('a divisor that lacks a member makes the ratio of the group an upper bound', async () => {
    for (const fy of ['2018-19', FY]) await world.accounts(fy, [ROYAL, LIVERPOOL]);
    await attendances('2018-19', { RQ6: seen(9000), REM: seen(7000) }, { RQ6: seen(9500), REM: seen(7500) });
    await attendances(FY, { REM: seen(7000) }, { REM: seen(16_500) });
    await world.join();
    const whole = await rowOf('lfl-REM', '2018-19', 'consultancy_per_attendance');
    assert.deepEqual(pick(whole, 'value', 'status', 'comparable'), [100_000 / 33_000, 'reported', true]);
    const bound = await rowOf('lfl-REM', FY, 'consultancy_per_attendance');
    assert.deepEqual(pick(bound, 'value', 'status', 'comparable'), [100_000 / 23_500, 'upper_bound', false]);
  });

  it('a ratio over an average of part of a year is an estimate', async () => {
    await world.accounts(FY, [
      { ...ROYAL, consultancy: 6000 },
      { ...LIVERPOOL, consultancy: 8000 },
    ]);
    await joinWith({ measure: 'staff_wte', kind: 'stock', unit: 'WTE' });
    const row = await rowOf('lfl-REM', FY, 'consultancy_per_wte');
    assert.deepEqual(pick(row, 'value', 'status'), [14_000_000 / 11_000, 'estimate']);
  });

  it('a rate without weights is not added', async () => {
    await world.accounts('2018-19', [ROYAL, LIVERPOOL]);
    await world.accounts('2020-21', [LIVERPOOL]);
    await joinWith({ measure: 'staff_wte', kind: 'rate', unit: 'rate' });
    const row = await rowOf('lfl-REM', '2018-19', 'staff_wte');
    assert.deepEqual(pick(row, 'value', 'as_filed_value', 'status', 'method'), [
      null,
      50,
      'missing',
      'not added',
    ]);
    assert.equal(
      (await rowOf('lfl-REM', '2020-21', 'staff_wte'))['value'],
      50,
      'one member is the whole group',
    );
  });

  it('a month without a number counts as missing only while the member existed', async () => {
    const months = (count: number): Rows[string] =>
      Object.fromEntries(
        monthsOf(FY)
          .slice(0, count)
          .map((month) => [`ct ${month}`, 10]),
      );
    await world.accounts(FY, [ROYAL, LIVERPOOL]);
    await world.load('diagnostic-imaging', FY, FY, {
      RQ6: { ct: 60, mri: 0, ...months(6) },
      REM: { ct: 120, mri: 0, ...months(12) },
    });
    await world.join();
    assert.equal((await world.cell(FY, 'RQ6', 'imaging_tests'))['status'], 'partial');
    const row = await rowOf('lfl-REM', FY, 'imaging_tests');
    assert.deepEqual(pick(row, 'value', 'status', 'reason'), [180, 'reported', null]);

    await world.load('diagnostic-imaging', FY, FY, {
      RQ6: { ct: 50, mri: 0, ...months(5) },
      REM: { ct: 120, mri: 0, ...months(12) },
    });
    await world.join();
    const short = await rowOf('lfl-REM', FY, 'imaging_tests');
    assert.deepEqual(pick(short, 'value', 'status', 'reason'), [
      170,
      'partial',
      'RQ6 has no number in 2019-09',
    ]);
  });

  it('a trust that was split between two is one line with both, called inexact, and nothing is apportioned', async () => {
    await world.accounts('2020-21', [PENNINE, SALFORD, MANCHESTER]);
    await world.accounts('2021-22', [PENNINE, SALFORD, MANCHESTER]);
    await attendances(
      '2020-21',
      { RW6: seen(50), RM3: seen(30), R0A: seen(90) },
      { RW6: seen(51), RM3: seen(31), R0A: seen(91) },
    );
    await attendances(
      '2021-22',
      { RW6: seen(35), RM3: seen(30), R0A: seen(110) },
      { RM3: seen(66), R0A: seen(111) },
    );
    await world.join();
    const [group] = await world.warehouse.rows('FROM gold.like_for_like_group');
    assert.deepEqual(group && pick(group, 'group_id', 'exact', 'codes', 'first_event', 'last_event'), [
      ...['lfl-R0A-RM3', false, ['R0A', 'RM3', 'RW6'], '2021-04-01', '2021-10-01'],
    ]);
    assert.match(
      String(group?.['why_not']),
      /A part of RW6 went to R0A on 2021-04-01\. What was left of RW6 went to RM3 on 2021-10-01\..*R0A and RM3/,
    );
    const roles = await world.warehouse.rows(
      'SELECT org_code, role FROM gold.like_for_like_member ORDER BY 1',
    );
    assert.deepEqual(
      roles.map((row) => [row['org_code'], row['role']]),
      [
        ['R0A', 'successor'],
        ['RM3', 'successor'],
        ['RW6', 'part'],
      ],
    );
    // Nothing has left the line: both years are whole.
    assert.deepEqual(pick(await rowOf('lfl-R0A-RM3', '2020-21', 'ae_attendances'), 'value', 'comparable'), [
      343,
      true,
    ]);
    assert.deepEqual(
      pick(await rowOf('lfl-R0A-RM3', '2021-22', 'ae_attendances'), 'value', 'as_filed_value', 'comparable'),
      [...[352, 317, true]],
    );
  });

  it('a merger on the first day of the first year, or after the last, makes no group', async () => {
    await world.accounts('2020-21', [
      LIVERPOOL,
      { name: 'University Hospitals Bristol and Weston NHS Foundation Trust', code: 'RA7' },
      { name: 'Yeovil District Hospital NHS Foundation Trust', code: 'RA4' },
    ]);
    await world.join();
    assert.deepEqual(await world.warehouse.rows('FROM gold.like_for_like_group'), []);
    assert.deepEqual(await world.warehouse.rows('FROM gold.like_for_like'), []);
  });

  it('England has the same sum of a count with groups as without', async () => {
    for (const fy of ['2018-19', FY]) await world.accounts(fy, [ROYAL, LIVERPOOL, BARTS, GUYS]);
    await world.accounts('2020-21', [LIVERPOOL, BARTS, GUYS, BROMPTON]);
    await attendances(
      '2018-19',
      { RQ6: seen(90), REM: seen(70), R1H: seen(500), RJ1: seen(1) },
      { RQ6: seen(91), REM: seen(71), R1H: seen(510), RJ1: seen(2) },
    );
    await attendances(
      FY,
      { RQ6: seen(92), REM: seen(72), R1H: seen(520), RJ1: seen(3) },
      { REM: seen(165), R1H: seen(530), RJ1: seen(4) },
    );
    await attendances(
      '2020-21',
      { RQ6: seen(5), REM: seen(140), R1H: seen(300), RJ1: seen(5) },
      { REM: seen(150), R1H: seen(310), RJ1: seen(6) },
    );
    await world.join();
    const sums = await world.warehouse.rows(`
      WITH alone AS (
        FROM gold.trust_activity WHERE org_code NOT IN (SELECT org_code FROM gold.like_for_like_member)
      )
      SELECT fy, measure,
        (SELECT sum(value) FROM gold.trust_activity AS every WHERE every.fy = year.fy AND every.measure = year.measure) AS without,
        coalesce((SELECT sum(value) FROM gold.like_for_like AS grouped WHERE grouped.fy = year.fy AND grouped.measure = year.measure), 0)
          + coalesce((SELECT sum(value) FROM alone WHERE alone.fy = year.fy AND alone.measure = year.measure), 0) AS with_groups
      FROM (SELECT DISTINCT fy, measure FROM gold.trust_activity WHERE measure IN ('ae_attendances', 'turnover', 'consultancy_spend')) AS year
      ORDER BY ALL`);
    assert.equal(sums.length, 9);
    for (const row of sums)
      assert.equal(row['with_groups'], row['without'], `${String(row['fy'])} ${String(row['measure'])}`);
    assert.ok(sums.every((row) => Number(row['without']) > 0));
  });

  /** The accounts' own figure of consultancy, read as another kind of measure. */
  async function joinWith(
    option: Pick<JoinedDataset['measures'][number], 'measure' | 'kind' | 'unit'>,
  ): Promise<void> {
    const once = { across: 'only', periodsExpected: 1, scale: 1, followsSuccession: false } as const;
    const datasets = DATASETS.map((dataset) =>
      dataset.spine
        ? {
            ...dataset,
            measures: [...dataset.measures, { ...once, meaning: 'invented', parts: ['EXP'], ...option }],
          }
        : dataset,
    );
    await joinYears(world.warehouse, { datasets });
  }
});
