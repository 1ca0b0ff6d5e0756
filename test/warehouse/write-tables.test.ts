import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
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
});
