import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasets } from '../../datasets/registry.ts';
import type { Row } from '../../duckdb/statements.ts';
import { joinYears } from '../../warehouse/join/join-years.ts';
import { RATIOS } from '../../warehouse/join/ratios.ts';
import { TRUST_YEAR_MEASURES } from '../../warehouse/join/trust-year-columns.ts';
import { openWarehouse } from '../../warehouse/open-warehouse.ts';
import { dataDictionary } from '../../warehouse/publish/data-dictionary.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

describe('the data dictionary', function () {
  this.timeout(90_000);
  const folder = mkdtempSync(join(tmpdir(), 'dictionary-'));
  let warehouse: Warehouse;
  let rows: readonly Row[];
  before(async () => {
    warehouse = await openWarehouse(join(folder, 'warehouse.duckdb'), datasets);
    await joinYears(warehouse, { datasets });
    rows = await warehouse.rows('FROM gold.data_dictionary');
  });
  after(async () => {
    await warehouse.close();
    rmSync(folder, { recursive: true });
  });
  const place = (row: Row | undefined): string =>
    `${String(row?.['table_name'])}.${String(row?.['column_name'])}`;

  it('docs/data-dictionary.md is what the dataset folders and the SQL say: if not, npm run dictionary', async () => {
    const kept = readFileSync(new URL('../../docs/data-dictionary.md', import.meta.url), 'utf8');
    assert.equal(kept, await dataDictionary(datasets));
  });

  it('has the columns that the tables have, in their order and with their types', async () => {
    const names = await warehouse.rows(
      `SELECT DISTINCT table_name FROM duckdb_columns() WHERE schema_name = 'gold' ORDER BY ALL`,
    );
    for (const table of names.map((row) => String(row['table_name']))) {
      const columns = await warehouse.rows(`DESCRIBE gold.${table}`);
      assert.deepEqual(
        rows.filter((row) => row['table_name'] === table).map((row) => [row['column_name'], row['type']]),
        columns.map((column) => [column['column_name'], column['column_type']]),
        table,
      );
    }
  });

  it('every column of every published table has a meaning; every measure a unit, a source and its years', () => {
    assert.deepEqual(rows.filter((row) => row['meaning'] === null).map(place), []);
    const figures = rows.filter(
      ({ table_name: table, type, column_name: column }) =>
        type === 'DOUBLE' &&
        (table === 'value of trust_activity' ||
          (table === 'trust_year' && TRUST_YEAR_MEASURES.some(({ measure }) => measure === column))),
    );
    assert.deepEqual(
      figures.map((row) => row['column_name']).sort(),
      TRUST_YEAR_MEASURES.map(({ measure }) => measure).sort(),
    );
    for (const row of figures)
      assert.ok(row['unit'] && row['source'] && row['years'] && row['caveats'], place(row));
    for (const { ratio } of RATIOS) {
      const row = rows.find((one) => place(one) === `trust_year.${ratio}`);
      assert.ok(row?.['unit'] && row['source'] && row['caveats'], ratio);
    }
    const annual = rows.find((row) => place(row) === 'trust_year.ae_attendances_annual');
    assert.match(
      String(annual?.['meaning']),
      /HES.* \(2017-18 to 2019-20\); .*ECDS.* \(2020-21 to 2025-26\)/,
    );
  });

  it('no meaning is kept of a column that is gone', () => {
    const sql = readFileSync(
      new URL('../../warehouse/join/gold/6-dictionary/01-data-dictionary.sql', import.meta.url),
      'utf8',
    );
    const known = new Set(rows.flatMap((row) => [place(row), `*.${String(row['column_name'])}`]));
    const kept = [...sql.matchAll(/^ {2}\('([a-z_*]+)', '([a-z0-9_]+)', /gm)].map(
      ([, table = '', column = '']) => `${table}.${column}`,
    );
    assert.ok(kept.length > 100);
    assert.deepEqual(
      kept.filter((name) => !known.has(name)),
      [],
    );
  });
});
