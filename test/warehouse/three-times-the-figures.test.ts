/** The join and the publication over three times the figures that seven years of every publication have, on a machine of 4 GB. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasets } from '../../datasets/registry.ts';
import { joinYears } from '../../warehouse/join/join-years.ts';
import { TRUST_YEAR_MEASURES } from '../../warehouse/join/trust-year-columns.ts';
import { memoryBudget } from '../../warehouse/memory-budget.ts';
import { openWarehouse } from '../../warehouse/open-warehouse.ts';
import { filesBelow } from '../../warehouse/publish/published-files.ts';
import { publish } from '../../warehouse/publish/publish.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { fillLargeWorld } from './large-world.ts';

const YEARS = ['2017-18', '2018-19', '2019-20', '2020-21', '2021-22', '2022-23', '2023-24'];
const FREE_ON_A_MACHINE_OF_4_GB = 3e9;

describe('figures of three times as many trusts as there are, over seven years', function () {
  this.timeout(1_200_000);
  const dir = mkdtempSync(join(tmpdir(), 'three-times-'));
  let warehouse: Warehouse;
  let observations: number;

  before(async () => {
    const { first } = await memoryBudget({}, async () => await Promise.resolve(FREE_ON_A_MACHINE_OF_4_GB));
    // No second try: what a step begins with has to do.
    warehouse = await openWarehouse(join(dir, 'warehouse.duckdb'), datasets, { first, larger: undefined });
    ({ observations } = await fillLargeWorld(warehouse, { times: 3, years: YEARS }));
  });
  after(async () => {
    await warehouse.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('are joined and published within the memory that the writer has by itself', async () => {
    assert.ok(observations > 1_800_000, `only ${observations} figures`);
    const { trustYears } = await joinYears(warehouse, { datasets });
    assert.equal(trustYears, 7 * 630);
    const { files, directory } = await publish(warehouse, dir);
    assert.equal(files, (await filesBelow(directory)).length);
    const [row] = await warehouse.rows(
      `SELECT (SELECT count(*) FROM gold.observation)::INTEGER AS published,
         count(*)::INTEGER AS cells, (count(*) FILTER (status = 'reported'))::INTEGER AS reported FROM gold.trust_activity`,
    );
    assert.equal(row?.['published'], observations);
    assert.equal(row?.['cells'], TRUST_YEAR_MEASURES.length * trustYears);
    assert.ok(Number(row?.['reported']) > 10 * trustYears);
  });

  it('stand in the order of their files, sheets and cells', async () => {
    const [row] = await warehouse.rows(
      `SELECT count(*)::INTEGER AS n FROM (
         SELECT observation_id AS this, lag(observation_id) OVER (ORDER BY rowid) AS before FROM gold.observation
       ) WHERE this < before`,
    );
    assert.equal(row?.['n'], 0);
  });
});
