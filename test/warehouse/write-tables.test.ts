import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWarehouse } from '../../warehouse/open-warehouse.ts';
import { writeTables } from '../../warehouse/publish/write-tables.ts';

describe('a table of many parts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'write-tables-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is one Parquet file with every row once, part after part, each in its own order, and nothing is left beside it', async () => {
    const warehouse = await openWarehouse(join(folder, 'warehouse.duckdb'));
    const published = join(folder, 'published.parquet');
    try {
      // Loaded from the last month to the first; the rows of a month count down.
      await warehouse.run(`CREATE TABLE main.listed AS
        SELECT (100 + month)::VARCHAR AS month, 10 - row AS people
        FROM range(30) AS months(month), range(10) AS list(row) ORDER BY months.month DESC, list.row`);
      const table = { name: 'published', from: 'main.listed', parts: ['month'], csv: false, about: '' };
      await writeTables(warehouse, folder, [table]);
      const rows = await warehouse.rows(`FROM read_parquet('${published}')`);
      const wanted = Array.from({ length: 300 }, (_, index) => ({
        month: String(100 + Math.floor(index / 10)),
        people: 10n - BigInt(index % 10),
      }));
      assert.deepEqual(rows, wanted);
      assert.deepEqual(
        readdirSync(folder).filter((name) => name.includes('parquet')),
        ['published.parquet'],
      );
    } finally {
      await warehouse.close();
    }
  });

  it('is the same bytes in whatever order its parts were loaded', async () => {
    const warehouse = await openWarehouse(join(folder, 'orders.duckdb'));
    try {
      // Parts that end within a group of rows of the table, as months of practices do.
      for (const [name, order] of [
        ['upwards', [0, 1, 2]],
        ['shuffled', [2, 1, 0]],
      ] as const) {
        await warehouse.run(`CREATE TABLE main.${name} (month VARCHAR, people BIGINT)`);
        for (const month of order)
          await warehouse.run(
            `INSERT INTO main.${name} SELECT '${month}', hash(row + ${month}) % 1000 FROM range(${130_000 + 777 * month}) AS list(row)`,
          );
        await warehouse.run('CHECKPOINT');
        const table = { name, from: `main.${name}`, parts: ['month'], csv: false, about: '' };
        await writeTables(warehouse, folder, [table]);
      }
      const bytes = (name: string): Buffer => readFileSync(join(folder, `${name}.parquet`));
      assert.ok(bytes('upwards').equals(bytes('shuffled')));
    } finally {
      await warehouse.close();
    }
  });
});
