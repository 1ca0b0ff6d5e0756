/** One test for each option of a recipe (docs/recipes.md): all figures are loaded and joined once, each rule has its own trust. */
import assert from 'node:assert/strict';
import { monthsOf, quartersOf } from '../../nhs/financial-year.ts';
import { recordGap } from '../../warehouse/load/load-state.ts';
import { type Rows, type SmallWorld, openSmallWorld, twoMonths } from './small-world.ts';

const FY = '2019-20';
const BARTS = { name: 'Barts Health NHS Trust', code: 'R1H', sector: 'Trust' } as const;
const AIREDALE = { name: 'Airedale', code: 'RCF', turnover: [900, null] } as const;
const LEEDS = { name: 'Leeds', code: 'RR8' } as const;
const ISLE_OF_WIGHT = { name: 'Isle of Wight', code: 'R1F' } as const;
/** R1J became RTQ on 1 October 2019, RD3 became R0D on 1 October 2020. */
const GLOUCESTERSHIRE = {
  name: 'Gloucestershire Health and Care NHS Foundation Trust',
  code: 'RTQ',
} as const;
const DORSET = { name: 'University Hospitals Dorset', code: 'R0D' } as const;

/** The months from one to before another, by their place in the year, with ten tests each; the others are blank. */
const months = (fy: string, from: number, to: number): Rows[string] =>
  Object.fromEntries(
    monthsOf(fy).map((month, index) => [`ct ${month}`, index >= from && index < to ? 10 : null]),
  );

describe('the options of a recipe', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  before(async () => {
    world = await openSmallWorld();
    await world.accounts('2017-18', [BARTS]);
    await world.accounts('2018-19', [BARTS]);
    await world.accounts(FY, [BARTS, AIREDALE, LEEDS, ISLE_OF_WIGHT, GLOUCESTERSHIRE]);
    await world.accounts('2020-21', [BARTS]);
    await world.accounts('2021-22', [DORSET]);
    for (const [index, quarter] of quartersOf(FY).entries()) {
      await world.load('beds', FY, quarter, {
        R1H: { open: 100 + 10 * index },
        ...(index < 2 ? { R1J: { open: 60 }, RTQ: { open: 40 } } : { RTQ: { open: 90 } }),
      });
    }
    const [first = '', second = ''] = twoMonths(FY);
    await world.load('ae-monthly', FY, first, {
      R1H: { type1: 10, type2: 5 },
      R1J: { type1: 1, type2: 1 },
      RR8: { type1: 10, type2: '*' },
    });
    await world.load('ae-monthly', FY, second, {
      R1H: { type1: 10, type2: 5, booked: 1 },
      RTQ: { type1: 1, type2: 1 },
    });
    await world.load('staff-survey', FY, FY, {
      R1H: { score: 7.1 },
      RCF: { score: '*' },
      R1F1: { score: 6, rate: 0.3, responses: 300 },
      R1F2: { score: 8, rate: 0.5, responses: 100 },
      R1J: { score: 7 },
    });
    await world.load('staff-survey', FY, `${FY} edition 2023`, { RCF: { score: 7.3 }, RR8: { score: 7.4 } });
    await world.load('staff-survey', FY, `${FY} edition 2024`, { R1H: { score: 7.2 }, RCF: { score: 7.25 } });
    await world.load('ae-annual', '2018-19', '2018-19', { R1H: { ecds: 500 } });
    await world.load('ae-annual', FY, FY, { R1H: { hes: 500, other: 9 } });
    await world.load('ae-annual', '2020-21', '2020-21', { R1H: { ecds: 500, other: 9 } });
    const mri = Object.fromEntries(monthsOf('2017-18').map((month) => [`mri ${month}`, 5]));
    await world.load('diagnostic-imaging', '2017-18', '2017-18', {
      R1H: { ...months('2017-18', 0, 12), ...mri },
    });
    await world.load('diagnostic-imaging', FY, FY, {
      R1H: { ct: 125, ...months(FY, 0, 12), 'mri 2019-04': '*' },
      RCF: { ct: 105, ...months(FY, 0, 10), 'mri 2020-02': '*' },
      RR8: { ct: 125, ...months(FY, 0, 12), mri: '*' },
    });
    await world.load(
      'diagnostic-imaging',
      '2021-22',
      '2021-22',
      { RD3: { ct: 60, ...months('2021-22', 0, 6) }, R0D: { ct: 60, ...months('2021-22', 6, 12) } },
      {
        findings: [
          {
            ...{ kind: 'months-missing', severity: 'warning', orgCode: 'RD3', measure: 'imaging_tests' },
            message: 'RD3 has six months.',
          },
        ],
      },
    );
    await world.load('outpatients', FY, FY, {
      R1H: { male: 40_000, female: 50_000, unknown: '*', dna: '*' },
      'R1H-X': { male: 100, female: '*', unknown: 5, dna: 10 },
      RCF: { male: 400, female: 500, unknown: 0, dna: 10 },
      RR8: { male: 400, female: '*', unknown: null },
      R1F: { male: '*', female: '*', unknown: '*' },
    });
    await world.load('outpatients', '2020-21', '2020-21', { R1H: { male: 40, female: 50 } });
    await world.load('maternity', FY, first, {
      R1H: { all: 100, at_home: 4 },
      RCF: { all: 100, at_home: null },
      RR8: { all: 100, at_home: '*' },
      R1F: { all: null, at_home: 4 },
      RTQ: { all: '*', at_home: 4 },
    });
    await world.load('maternity', FY, second, {
      R1H: { all: 50, at_home: 0 },
      RCF: { all: 50, at_home: 1 },
      RR8: { all: 50, at_home: 1 },
      R1F: { all: 50, at_home: 1 },
      RTQ: { all: 50, at_home: 4 },
    });
    await world.load('critical-care', FY, first, { R1H: { open: 40 } });
    await world.load('critical-care', FY, second, { R1H: { open: 50 } });
    await recordGap(world.warehouse, {
      ...{ dataset: 'critical-care', fy: FY, slot: FY, period: FY },
      reason: 'No table by provider this year.',
    });
    await world.join();
  });
  after(async () => await world.close());

  /** Value, status and the periods reported. */
  async function cell(code: string, measure: string, fy = FY): Promise<readonly unknown[]> {
    const { value, status, periods_reported: periods } = await world.cell(fy, code, measure);
    return [value, status, periods];
  }
  const shortfall = async (code: string, measure: string): Promise<unknown> =>
    (await world.cell(FY, code, measure))['shortfall_max'];
  const reason = async (code: string, measure: string): Promise<string> =>
    String((await world.cell(FY, code, measure))['reason']);

  it('parts: one part of a sum printed and another left blank is partial', async () => {
    assert.deepEqual(await cell('R1H', 'turnover'), [1_000_000, 'reported', 1]);
    assert.deepEqual(await cell('RCF', 'turnover'), [900_000, 'partial', 1]);
    assert.match(await reason('RCF', 'turnover'), /leaves a part of the sum blank \(INC2\)/);
  });

  it('optionalParts: a part that a layout lacks altogether takes nothing away; where it is printed it is added', async () => {
    assert.deepEqual(await cell('R1H', 'ae_attendances'), [31, 'reported', 2]);
  });

  it('parts: a part that no row of the file has makes the figure missing, for what is left of the sum is another figure', async () => {
    assert.deepEqual(await cell('R1H', 'op_attendances', '2020-21'), [null, 'missing', 0]);
    const { reason: why } = await world.cell('2020-21', 'R1H', 'op_attendances');
    assert.equal(why, 'outpatients 2020-21: the file does not print this figure');
  });

  describe('less: parts that are subtracted', () => {
    it('are taken off row by row', async () => {
      assert.deepEqual(await cell('R1H', 'deliveries'), [146, 'reported', 2]);
    });

    it('a blank part makes the cell partial, and the reason names it', async () => {
      assert.deepEqual(await cell('RCF', 'deliveries'), [149, 'partial', 2]);
      assert.match(await reason('RCF', 'deliveries'), /leaves a part of the sum blank \(at_home\)/);
    });

    it('a suppressed part makes the cell partial, and what it can hide is not known', async () => {
      assert.deepEqual(await cell('RR8', 'deliveries'), [149, 'partial', 2]);
      assert.equal(await shortfall('RR8', 'deliveries'), null);
      assert.match(await reason('RR8', 'deliveries'), /suppressed by the publisher$/);
    });

    it('are no figure by themselves: a period that prints nothing to take them off is not reported', async () => {
      assert.deepEqual(await cell('R1F', 'deliveries'), [49, 'partial', 1]);
    });
  });

  describe('suppressedUpTo: the most that suppression can hide', () => {
    it('is nothing where every figure is printed', async () => {
      assert.equal(await shortfall('RCF', 'op_attendances'), 0);
      assert.equal(await shortfall('R1H', 'turnover'), 0);
    });

    it('is the rule of the publication for each suppressed figure of every row, and the reason says so; the cell stays partial', async () => {
      assert.deepEqual(await cell('R1H', 'op_attendances'), [90_105, 'partial', 1]);
      assert.equal(await shortfall('R1H', 'op_attendances'), 14);
      assert.equal(
        await reason('R1H', 'op_attendances'),
        'outpatients 2019-20: suppressed by the publisher; the whole figure is this or up to 14 more',
      );
    });

    it('is not known where the publication has no rule', async () => {
      assert.deepEqual(await cell('R1H', 'op_dna'), [10, 'partial', 1]);
      assert.equal(await shortfall('R1H', 'op_dna'), null);
    });

    it('is not known where a part is blank beside it', async () => {
      assert.equal(await shortfall('RR8', 'op_attendances'), null);
    });

    it('is not known where a period is missing, or a part of the sum is blank', async () => {
      assert.equal(await shortfall('RR8', 'ae_attendances'), null);
      assert.equal(await shortfall('RCF', 'turnover'), null);
      assert.equal(await shortfall('RCF', 'imaging_tests'), null);
    });

    it('covers a period that is suppressed as a whole, beside one that is printed', async () => {
      assert.deepEqual(await cell('RTQ', 'deliveries_msds'), [50, 'partial', 1]);
      assert.equal(await shortfall('RTQ', 'deliveries_msds'), 7);
    });

    it('bounds no figure that is not there', async () => {
      assert.deepEqual(await cell('R1F', 'op_attendances'), [null, 'suppressed', 0]);
      assert.equal(await shortfall('R1F', 'op_attendances'), null);
    });
  });

  it('kind: the table of the measures says whether a figure adds up over time', async () => {
    const rows = await world.warehouse.rows(
      `SELECT measure, kind FROM gold.measure WHERE fy = '${FY}' AND measure IN ('beds', 'turnover', 'staff_engagement') ORDER BY ALL`,
    );
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['stock', 'rate', 'flow'],
    );
  });

  it('years: a measure may come from another collection in other years', async () => {
    assert.deepEqual(await cell('R1H', 'ae_attendances_annual', '2018-19'), [null, 'missing', 0]);
    assert.deepEqual(await cell('R1H', 'ae_attendances_annual'), [500, 'reported', 1]);
    assert.deepEqual(await cell('R1H', 'ae_attendances_annual', '2020-21'), [500, 'reported', 1]);
  });

  it('across sum: the months reported are added, and a month missing makes the sum partial', async () => {
    assert.deepEqual(await cell('RR8', 'ae_attendances'), [10, 'partial', 1]);
  });

  it('across mean: beds are the mean of the four quarters, and every quarter printed makes the cell reported', async () => {
    const beds = await world.cell(FY, 'R1H', 'beds');
    assert.deepEqual([beds['value'], beds['status'], beds['reason']], [115, 'reported', null]);
    assert.deepEqual([beds['maturity'], beds['periods_reported'], beds['periods_expected']], ['final', 4, 4]);
    assert.equal((beds['lineage'] as string[]).length, 4);
  });

  it('periodsExpected: files of the year and files of its months speak for different measures, and each gap is told of its own', async () => {
    assert.deepEqual(await cell('R1H', 'critical_care_periods'), [null, 'missing', 0]);
    assert.equal(
      await reason('R1H', 'critical_care_periods'),
      'critical-care 2019-20: could not be loaded: No table by provider this year.',
    );
    assert.deepEqual(await cell('R1H', 'cc_beds_open_avg'), [45, 'reported', 2]);
  });

  it('periodsExpected: a file of the year that prints months only is summed over them', async () => {
    assert.deepEqual(await cell('R1H', 'imaging_tests', '2017-18'), [180, 'reported', 12]);
  });

  it('scale: accounts are in thousands: the cell is in pounds, and ratios follow', async () => {
    const [row] = await world.warehouse.rows(`FROM gold.trust_year WHERE fy = '${FY}' AND org_code = 'R1H'`);
    assert.equal(row?.['turnover'], 1_000_000);
    assert.equal(row?.['consultancy_per_bed'], 50_000 / 115);
    assert.equal(row?.['consultancy_pct_turnover'], 5);
    assert.equal(row?.['consultancy_per_admission'], null);
  });

  it('followsSuccession: counts of a code that closed during the year move to its successor, which has a finding that says so', async () => {
    assert.deepEqual(await cell('RTQ', 'beds'), [95, 'reported', 4]);
    const [finding, ...more] = (await world.findings('succession')).filter(
      ({ measure }) => measure === 'beds',
    );
    assert.equal(more.length, 0);
    assert.match(
      String(finding?.['message']),
      /Includes what R1J \(TRUST R1J\) reported for 2019-20Q1, 2019-20Q2\. R1J became RTQ on 2019-10-01/,
    );
  });

  it('followsSuccession: months under the old code and months under the new one together make a whole year', async () => {
    assert.deepEqual(await cell('RTQ', 'ae_attendances'), [4, 'reported', 2]);
  });

  it('followsSuccession: a score never moves to a successor', async () => {
    assert.deepEqual(await cell('RTQ', 'staff_engagement'), [null, 'not_applicable', 0]);
  });

  it('weightedBy: scores of the parts of a trust are not added: each weighs what stands behind it', async () => {
    assert.deepEqual(await cell('R1F', 'staff_engagement'), [6.5, 'reported', 1]);
  });

  it('harmonic: of a rate all that was counted is divided by all that was asked: 400 responses of 1,000 and 200', async () => {
    assert.deepEqual(await cell('R1F', 'staff_survey_response_rate'), [400 / 1200, 'reported', 1]);
  });

  it('standIn: another edition speaks only where the own edition prints no figure, the first of them first', async () => {
    assert.deepEqual(await cell('R1H', 'staff_engagement'), [7.1, 'reported', 1]);
    assert.deepEqual(await cell('RCF', 'staff_engagement'), [7.25, 'reported', 1]);
    assert.deepEqual(await cell('RR8', 'staff_engagement'), [7.4, 'reported', 1]);
    const told = await world.findings('other-edition');
    assert.deepEqual(
      told.map((finding) => [finding['org_code'], finding['severity']]),
      [
        ['RCF', 'info'],
        ['RR8', 'info'],
      ],
    );
  });

  describe('monthsBeside: a year figure with its months beside it', () => {
    it('is reported where every month has a number, whatever kinds of test the trust does not do', async () => {
      assert.deepEqual(await cell('R1H', 'imaging_tests'), [125, 'reported', 12]);
      assert.equal((await world.cell(FY, 'R1H', 'imaging_tests'))['periods_expected'], 12);
    });

    it('is partial where a month has no number, and says which', async () => {
      assert.deepEqual(await cell('RCF', 'imaging_tests'), [105, 'partial', 10]);
      assert.match(await reason('RCF', 'imaging_tests'), /no number in 2020-02, 2020-03/);
    });

    it('is partial where a part of the year itself is suppressed', async () => {
      assert.deepEqual(await cell('RR8', 'imaging_tests'), [125, 'partial', 12]);
    });

    it('months of a predecessor and its successor are one set of months', async () => {
      assert.deepEqual(await cell('R0D', 'imaging_tests', '2021-22'), [120, 'reported', 12]);
      // The finding about the predecessor's six months is none about the trust's twelve.
      assert.deepEqual(await world.findings('months-missing'), []);
    });

    it('counts once for England too: the months are not added to the year', async () => {
      const [row] = await world.warehouse.rows(
        `SELECT sum_of_rows FROM gold.england_total WHERE measure = 'imaging_tests' AND fy = '${FY}'`,
      );
      assert.equal(row?.['sum_of_rows'], 355);
    });
  });
});
