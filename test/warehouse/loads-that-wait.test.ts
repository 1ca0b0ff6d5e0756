import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WAITS_FOR_SOMEBODY } from '../../decisions/waits.ts';
import { loadsThatWait, recordGaps } from '../../warehouse/load/load-state.ts';
import { openWarehouse } from '../../warehouse/open-warehouse.ts';

describe('a load that waits for somebody', () => {
  const directory = mkdtempSync(join(tmpdir(), 'loads-that-wait-'));
  after(() => rmSync(directory, { recursive: true, force: true }));

  it('is known by its gaps to the joins of all runs, until its gaps have another reason', async () => {
    const warehouse = await openWarehouse(join(directory, 'warehouse.duckdb'), []);
    try {
      const gap = (
        dataset: string,
        slot: string,
        reason: string,
      ): Parameters<typeof recordGaps>[1][number] => ({
        ...{ dataset, fy: '2022-23', slot, period: slot, reason },
      });
      await recordGaps(warehouse, [
        gap('beds', 'Q1', `The link answers 404. ${WAITS_FOR_SOMEBODY}`),
        gap('beds', 'Q2', `The link answers 404. ${WAITS_FOR_SOMEBODY}`),
        gap('tac', 'FT', 'It waits for somebody. Skipped by the operator: enough'),
        gap('ae-monthly', '', `The page cannot be read. ${WAITS_FOR_SOMEBODY}`),
      ]);
      assert.deepEqual(await loadsThatWait(warehouse), ['ae-monthly 2022-23', 'beds 2022-23']);
      await recordGaps(warehouse, [gap('ae-monthly', '', 'Skipped by the operator: closed')]);
      assert.deepEqual(await loadsThatWait(warehouse), ['beds 2022-23']);
    } finally {
      await warehouse.close();
    }
  });
});
