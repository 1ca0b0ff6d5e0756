import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { carrySlotsLoaded, noteSlotLoaded } from '../../warehouse/load/slots-seen.ts';
import { openWarehouse } from '../../warehouse/open-warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

const NOTED = { dataset: 'beds', fy: '2019-20', slot: 'all' };
const AT = '2026-11-20T08:00:00.000Z';
const LATER = '2026-11-28T08:00:00.000Z';

describe('when a slot was loaded for the first time', () => {
  let directory: string;
  let calendar: string;
  let old: Warehouse;
  let rebuilt: Warehouse;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'slots-seen-'));
    calendar = join(directory, 'publication_calendar.parquet');
    old = await openWarehouse(join(directory, 'old.duckdb'), []);
    rebuilt = await openWarehouse(join(directory, 'new.duckdb'), []);
  });

  afterEach(async () => {
    await old.close();
    await rebuilt.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is not changed by loading the slot again', async () => {
    await noteSlotLoaded(old, NOTED, AT);
    await noteSlotLoaded(old, NOTED, LATER);
    assert.deepEqual(await noted(old), [{ ...NOTED, loaded: AT }]);
  });

  it('outlives a rebuild', async () => {
    await noteSlotLoaded(old, NOTED, AT);
    await carrySlotsLoaded(old, rebuilt, calendar);
    assert.deepEqual(await noted(rebuilt), [{ ...NOTED, loaded: AT }]);
  });

  it('is taken from the published calendar where the warehouse is gone', async () => {
    await old.run(
      `COPY (FROM (VALUES ('beds', '2019-20', 'all', '${AT}'), ('beds', '2020-21', 'all', NULL)) AS row (dataset, fy, slot, loaded)) TO '${calendar}'`,
    );
    await carrySlotsLoaded(old, rebuilt, calendar);
    assert.deepEqual(await noted(rebuilt), [{ ...NOTED, loaded: AT }]);
  });

  it('is not known where both are gone', async () => {
    await carrySlotsLoaded(old, rebuilt, calendar);
    assert.deepEqual(await noted(rebuilt), []);
  });
});

async function noted(warehouse: Warehouse): Promise<readonly unknown[]> {
  return (await warehouse.rows('FROM slot_loaded ORDER BY ALL')).map((row) => ({ ...row }));
}
