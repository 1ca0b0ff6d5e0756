import assert from 'node:assert/strict';
import { quartersOf } from '../../nhs/financial-year.ts';
import { type SmallWorld, openSmallWorld } from './small-world.ts';

const FY = '2019-20';

describe('England beside the trusts of the table', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  before(async () => {
    world = await openSmallWorld();
  });
  beforeEach(async () => {
    await world.empty();
    await world.accounts(FY, [{ name: 'Barts Health NHS Trust', code: 'R1H', sector: 'Trust' }]);
  });
  after(async () => {
    await world.close();
  });

  const total = (period: string, measure: string, published: number, sumOfRows: number) => ({
    ...{ period, measure, published, sumOfRows },
    ...{ sheet: 'Sheet1', row: 9, column: 'A' },
  });
  const england = async (measure: string): Promise<Readonly<Record<string, unknown>> | undefined> => {
    const [row] = await world.warehouse.rows('FROM gold.england_total WHERE measure = $1', [measure]);
    return row;
  };

  it('the difference is named: rounding, independent providers, trusts without accounts', async () => {
    await world.load(
      'ae-annual',
      FY,
      FY,
      { 'R1H-X': { hes: 500 }, RWE: { hes: 200 }, NVC01: { hes: 30 }, AXG: { hes: '*' } },
      { totals: [total(FY, 'hes', 733, 730)] },
    );
    await world.join();
    // The world's annual A&E does not follow successions: it is no count there.
    assert.equal(await england('ae_attendances_annual'), undefined);

    for (const quarter of quartersOf(FY).slice(0, 2)) {
      await world.load(
        'beds',
        FY,
        quarter,
        { R1H: { open: 500 }, RWE: { open: 200 }, NVC01: { open: 30 } },
        { totals: [total(quarter, 'open', 733, 730)] },
      );
    }
    await world.join();
    const beds = await england('beds');
    assert.deepEqual(
      { ...beds },
      {
        dataset: 'beds',
        fy: FY,
        measure: 'beds',
        periods: 2,
        england_published: 733,
        sum_of_rows: 730,
        rounding_and_suppression: 3,
        in_trust_year: 500,
        trusts_without_accounts: 200,
        other_providers: 30,
      },
    );
  });

  it('there is no total for England where one period prints none', async () => {
    const [first, second] = quartersOf(FY);
    await world.load(
      'beds',
      FY,
      first ?? '',
      { R1H: { open: 5 } },
      { totals: [total(first ?? '', 'open', 5, 5)] },
    );
    await world.load('beds', FY, second ?? '', { R1H: { open: 7 } });
    await world.join();
    const beds = await england('beds');
    assert.deepEqual(
      [beds?.['england_published'], beds?.['sum_of_rows'], beds?.['rounding_and_suppression']],
      [null, 6, null],
    );
  });
});
