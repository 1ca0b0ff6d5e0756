import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { datasets } from '../../datasets/registry.ts';
import {
  TRUST_YEAR_COLUMNS,
  TRUST_YEAR_MEASURES,
  TRUST_YEAR_RATIOS,
  columnName,
  isWide,
} from '../../warehouse/join/trust-year-columns.ts';
import { type SmallWorld, openSmallWorld } from './small-world.ts';

describe('the list of the columns of trust_year', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  before(async () => {
    world = await openSmallWorld();
    await world.join();
  });
  after(async () => await world.close());

  const columnsOf = async (table: string): Promise<readonly string[]> =>
    (await world.warehouse.rows(`DESCRIBE gold.${table}`)).map((row) => String(row['column_name']));

  it('has every measure that the datasets have a recipe for, under the dataset of that recipe, and no other', () => {
    const ofRecipes = datasets.flatMap(({ name, measures }) =>
      measures.map(({ measure }) => `${name} ${measure}`),
    );
    const listed = TRUST_YEAR_MEASURES.map(({ dataset, measure }) => `${dataset} ${measure}`);
    assert.deepEqual([...new Set(ofRecipes)].sort(), [...listed].sort());
  });

  it('names each column once, and divides measures of its own', () => {
    const names = TRUST_YEAR_COLUMNS.map(columnName);
    assert.equal(new Set(names).size, names.length);
    const measures = new Set(TRUST_YEAR_MEASURES.map(({ measure }) => measure));
    for (const { ratio, dividend, divisor } of TRUST_YEAR_RATIOS)
      assert.ok(measures.has(dividend) && measures.has(divisor), ratio);
  });

  it('is what the table has: the measures with their statuses, and the ratios, in its order', async () => {
    assert.deepEqual(await columnsOf('trust_year'), [
      ...['org_code', 'org_name', 'fy', 'sector', 'trust_type', 'region'],
      ...TRUST_YEAR_COLUMNS.filter(isWide).flatMap((column) =>
        'measure' in column ? [column.measure, `${column.measure}_status`] : [column.ratio],
      ),
    ]);
    const chosen = TRUST_YEAR_COLUMNS.filter(({ benchmark }) => benchmark).map(columnName);
    assert.deepEqual(await columnsOf('benchmark'), ['org_name', 'fy', ...chosen]);
  });
});

describe('the SQL of the join', () => {
  it('brings figures and recipes together in one statement only', () => {
    const folder = new URL('../../warehouse/join/gold/', import.meta.url);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.sql'),
    );
    const joins = names.filter((name) => {
      const sql = readFileSync(new URL(name, folder), 'utf8').replaceAll(/--.*|'[^']*'/g, '');
      return /\b(?:figure|observation)\b/.test(sql) && /\b(?:recipe_part|measure_recipe)\b/.test(sql);
    });
    assert.deepEqual(joins, ['2-each-batch-of-years/02-asked-figure.sql']);
  });
});
