import assert from 'node:assert/strict';
import { quartersOf } from '../../nhs/financial-year.ts';
import type { Row } from '../../duckdb/statements.ts';
import { type SmallWorld, openSmallWorld, twoMonths } from './small-world.ts';

const FY = '2019-20';
const ROYAL = {
  name: 'Royal Liverpool and Broadgreen University Hospitals NHS Trust',
  code: 'RQ6',
  sector: 'Trust',
} as const;
const LIVERPOOL = { name: 'Liverpool University Hospitals NHS Foundation Trust', code: 'REM' } as const;

describe('warehouse: groups of trusts like for like', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  before(async () => {
    world = await openSmallWorld();
  });
  after(async () => {
    await world.close();
  });
  beforeEach(async () => {
    await world.empty();
  });

  const rowOf = async (groupId: string, fy: string, measure: string): Promise<Row> => {
    const [row] = await world.warehouse.rows(
      'FROM gold.like_for_like WHERE group_id = $1 AND fy = $2 AND measure = $3',
      [groupId, fy, measure],
    );
    if (!row) throw new Error(`No row ${groupId} ${fy} ${measure}.`);
    return row;
  };

  it('beds', async () => {
    const [q1 = '', q2 = '', q3 = '', q4 = ''] = quartersOf(FY);
    await world.accounts(FY, [ROYAL, LIVERPOOL]);
    for (const quarter of [q1, q2]) await world.load('beds', FY, quarter, { RQ6: { open: 800 }, REM: { open: 700 } });
    for (const quarter of [q3, q4]) await world.load('beds', FY, quarter, { REM: { open: 1400 } });
    await world.join();
    console.log(await world.warehouse.rows('FROM gold.like_for_like_group'));
    console.log(await world.warehouse.rows('FROM gold.like_for_like_member'));
    console.log(await world.warehouse.rows('FROM gold.like_for_like'));
    void rowOf; void twoMonths; void assert;
  });
});
