import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { datasets } from '../../datasets/registry.ts';
import { dataDictionary } from '../../warehouse/publish/data-dictionary.ts';
import { TRUST_YEAR_MEASURES } from '../../warehouse/join/trust-year-measures.ts';
import { openSmallWorld } from './small-world.ts';

describe('the data dictionary', function () {
  this.timeout(90_000);

  it('docs/data-dictionary.md is what the dataset folders and the SQL say: if not, npm run dictionary', async () => {
    const kept = readFileSync(new URL('../../docs/data-dictionary.md', import.meta.url), 'utf8');
    assert.equal(kept, await dataDictionary(datasets));
  });

  it('every column of every published table has a meaning; every measure a unit, a source and its years', async () => {
    const world = await openSmallWorld();
    await world.join();
    const rows = await world.warehouse.rows('FROM gold.data_dictionary');
    const silent = rows.filter((row) => row['meaning'] === null);
    assert.deepEqual(
      silent.map((row) => `${String(row['table_name'])}.${String(row['column_name'])}`),
      // Measures of datasets that this small world does not have.
      silent
        .filter((row) =>
          TRUST_YEAR_MEASURES.some(({ measure }) => String(row['column_name']).startsWith(measure)),
        )
        .map((row) => `${String(row['table_name'])}.${String(row['column_name'])}`),
    );
    const beds = rows.find((row) => row['table_name'] === 'trust_year' && row['column_name'] === 'beds');
    assert.deepEqual(
      [beds?.['meaning'], beds?.['unit'], beds?.['source'], beds?.['years']],
      ['open beds', 'beds', 'beds [beds]', '2017-18 to 2021-22'],
    );
    const annual = rows.find((row) => row['column_name'] === 'ae_attendances_annual');
    assert.equal(annual?.['meaning'], 'HES A&E (2017-18 to 2019-20); ECDS (2020-21 to 2021-22)');
    await world.close();
  });
});
