/** Money in the prices of one year. Every index is made up (test/fixtures/gdp-deflators.ts). */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gdpDeflators } from '../../datasets/gdp-deflators/dataset.ts';
import { explain } from '../../explain/explain.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { printExplanation } from '../../explain/print-explanation.ts';
import { withPublished } from '../../explain/published-tables.ts';
import { writeParsedFile } from '../../parsed/parsed-files.ts';
import { createDatasetTables } from '../../warehouse/dataset-tables.ts';
import { joinYears } from '../../warehouse/join/join-years.ts';
import { loadFile } from '../../warehouse/load/load-file.ts';
import { publish } from '../../warehouse/publish/publish.ts';
import { CONTEXT, deflatorCsv, deflatorGrid, type Edition, madeUpIndex } from '../fixtures/gdp-deflators.ts';
import { DATASETS, openSmallWorld, type SmallWorld } from './small-world.ts';

const BARTS = { name: 'Barts Health NHS Trust', code: 'R1H', sector: 'Trust' } as const;
/** The index is 80 in 2018-19 and 100 in 2019-20. */
const RISE_OF_A_QUARTER: Edition = {
  ...{ base: 2019, rises: [1, 2, 3, 4, 25] },
  ...{ outturnDay: '30 June 2020', forecastDay: '11 March 2020' },
};

describe('money in the prices of one year', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  before(async () => {
    world = await openSmallWorld();
    await createDatasetTables(world.warehouse, [gdpDeflators]);
  });
  beforeEach(async () => {
    await world.empty();
  });
  after(async () => {
    await world.close();
  });

  async function loadDeflators(edition: Edition, slot = 'deflators'): Promise<void> {
    const source = await deflatorCsv(deflatorGrid(edition), `GDP_Deflators_${slot}.csv`);
    const parsed = await gdpDeflators.parse(source, CONTEXT);
    assert.deepEqual(gdpDeflators.check(parsed, CONTEXT), []);
    const sha256 = createHash('sha256').update(source.bytes).digest('hex');
    const parsedDir = join(world.dir, 'parsed', `${slot} ${sha256.slice(0, 12)}`);
    await writeParsedFile(parsedDir, parsed, []);
    await loadFile(world.warehouse, {
      ...{ dataset: gdpDeflators.name, fy: CONTEXT.fy, slot, period: slot, parserVersion: 1 },
      ...{ source: { url: CONTEXT.url, sha256 }, parsedDir },
    });
  }
  async function joined(): Promise<void> {
    await joinYears(world.warehouse, { datasets: [...DATASETS, gdpDeflators] });
  }
  async function twin(fy: string, measure = 'turnover'): Promise<readonly unknown[]> {
    const cell = await world.cell(fy, 'R1H', measure);
    return [cell['value'], cell['value_real'], cell['deflator_edition'], cell['price_base']];
  }

  it('a million pounds at an index of 80 are 1,250,000 at an index of 100; the latest year stays as it is', async () => {
    await world.accounts('2018-19', [BARTS]);
    await world.accounts('2019-20', [BARTS]);
    await loadDeflators(RISE_OF_A_QUARTER);
    await joined();
    assert.deepEqual(await twin('2018-19'), [1_000_000, 1_250_000, '2020-06-30', '2019-20']);
    assert.deepEqual(await twin('2018-19', 'consultancy_spend'), [50_000, 62_500, '2020-06-30', '2019-20']);
    assert.deepEqual(await twin('2019-20'), [1_000_000, 1_000_000, '2020-06-30', '2019-20']);
  });

  it("prices are those of the latest accounts, whatever year the file's own base is", async () => {
    await world.accounts('2017-18', [BARTS]);
    await world.accounts('2018-19', [BARTS]);
    await loadDeflators({});
    await joined();
    const real = (1_000_000 * madeUpIndex(2018)) / madeUpIndex(2017);
    const [value, found, edition, base] = await twin('2017-18');
    assert.deepEqual([value, edition, base], [1_000_000, '2024-06-28', '2018-19']);
    assert.ok(Math.abs(Number(found) - real) < 0.001, String(found));
    assert.equal((await twin('2018-19'))[1], 1_000_000);
  });

  it('accounts of a year that the file has only as a forecast have no twin, and are not the base', async () => {
    for (const fy of ['2018-19', '2019-20', '2020-21']) await world.accounts(fy, [BARTS]);
    await loadDeflators(RISE_OF_A_QUARTER);
    await joined();
    assert.deepEqual(await twin('2020-21'), [1_000_000, null, null, null]);
    assert.deepEqual(await twin('2018-19'), [1_000_000, 1_250_000, '2020-06-30', '2019-20']);
  });

  it('what is no money, and money without a figure, has no twin', async () => {
    await world.accounts('2018-19', [{ ...BARTS, consultancy: null }]);
    await world.accounts('2019-20', [BARTS]);
    await world.load('beds', '2018-19', '2018-19Q1', { R1H: { open: 100 } });
    await loadDeflators(RISE_OF_A_QUARTER);
    await joined();
    assert.deepEqual(await twin('2018-19', 'beds'), [100, null, null, null]);
    assert.deepEqual(await twin('2018-19', 'consultancy_spend'), [null, null, null, null]);
  });

  it('where no deflator is loaded the columns are there and empty, and so is gdp_deflator', async () => {
    await world.accounts('2018-19', [BARTS]);
    await world.accounts('2019-20', [BARTS]);
    await joined();
    const columns = await world.warehouse.rows('DESCRIBE gold.trust_activity');
    assert.deepEqual(
      columns.filter(({ column_name }) => /real|deflator|price/.test(String(column_name))).length,
      3,
    );
    assert.deepEqual(await twin('2018-19'), [1_000_000, null, null, null]);
    assert.deepEqual(await world.warehouse.rows('FROM gold.gdp_deflator'), []);
  });

  it('pounds for each bed have a twin; money by money has none', async () => {
    for (const fy of ['2018-19', '2019-20']) await world.accounts(fy, [BARTS]);
    for (const quarter of ['Q1', 'Q2', 'Q3', 'Q4'])
      await world.load('beds', '2018-19', `2018-19${quarter}`, { R1H: { open: 100 } });
    await loadDeflators(RISE_OF_A_QUARTER);
    await joined();
    const ratios = await world.warehouse.rows(
      `SELECT ratio, value, value_real, price_base FROM gold.trust_ratio
       WHERE fy = '2018-19' AND ratio IN ('consultancy_per_bed', 'consultancy_pct_turnover') ORDER BY ratio DESC`,
    );
    assert.deepEqual(ratios, [
      { ratio: 'consultancy_per_bed', value: 500, value_real: 625, price_base: '2019-20' },
      { ratio: 'consultancy_pct_turnover', value: 5, value_real: null, price_base: null },
    ]);
  });

  it('of several editions the newest speaks, and the table has both', async () => {
    await world.accounts('2018-19', [BARTS]);
    await world.accounts('2019-20', [BARTS]);
    await loadDeflators(RISE_OF_A_QUARTER, 'newer');
    await loadDeflators({ base: 2018, outturnDay: '28 June 2019', forecastDay: '13 March 2019' }, 'older');
    await joined();
    assert.deepEqual(await twin('2018-19'), [1_000_000, 1_250_000, '2020-06-30', '2019-20']);
    const editions = await world.warehouse.rows(
      'SELECT edition, any_value(base) AS base, count(*)::INTEGER AS years FROM gold.gdp_deflator GROUP BY ALL ORDER BY ALL',
    );
    assert.deepEqual(editions, [
      { edition: '2019-06-28', base: '2018-19', years: 69 },
      { edition: '2020-06-30', base: '2019-20', years: 70 },
    ]);
  });

  it('explain gives the twin with its prices, its edition, and the cells of both indices', async () => {
    await world.accounts('2018-19', [BARTS]);
    await world.accounts('2019-20', [BARTS]);
    await loadDeflators(RISE_OF_A_QUARTER);
    await joined();
    await publish(world.warehouse, world.dir);
    const ask = async (fy: string, measure: string): Promise<Explanation> =>
      await withPublished(
        world.dir,
        async (tables) => await explain(tables, { organisation: 'R1H', fy, measure }),
      );
    const explanation = await ask('2018-19', 'turnover');
    const real = explanation.figures[0]?.real;
    assert.deepEqual([real?.value, real?.price_base, real?.edition], [1_250_000, '2019-20', '2020-06-30']);
    assert.deepEqual(
      real?.indices.map(({ fy, index, base, cell }) => [fy, index, base, cell.replace(/^[0-9a-f]{12}/, '')]),
      [
        ['2018-19', 80, '2019-20', ':!B71'],
        ['2019-20', 100, '2019-20', ':!B72'],
      ],
    );
    const printed = printExplanation(explanation);
    assert.match(
      printed,
      /real {4}1,250,000 pounds in 2019-20 prices \(GDP deflator, HM Treasury, edition 2020-06-30\)/,
    );
    assert.match(printed, /index of 2018-19: 80 \(2019-20 = 100\), [0-9a-f]{12}:!B71, https:/);
    assert.equal((await ask('2018-19', 'beds')).figures[0]?.real, undefined);
    const { ratio, figures } = await ask('2018-19', 'consultancy_pct_turnover');
    assert.deepEqual(
      [ratio?.real, figures.map(({ real: twin }) => twin?.value)],
      [undefined, [62_500, 1_250_000]],
    );
    assert.equal((await ask('2019-20', 'turnover')).figures[0]?.real?.indices.length, 1);
  });
});
