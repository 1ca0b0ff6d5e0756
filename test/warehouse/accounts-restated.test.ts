import assert from 'node:assert/strict';
import type { Row } from '../../duckdb/statements.ts';
import { type SmallWorld, openSmallWorld } from './small-world.ts';

const FY = '2018-19';
const NEXT = '2019-20';
const BARTS = { name: 'Barts Health NHS Trust', code: 'R1H' } as const;
/** The next year's file prints the name as ODS does. */
const RENAMED = { name: 'BARTS HEALTH NHS TRUST', code: 'R1H' } as const;

interface Line {
  readonly name: string;
  readonly code: string;
  readonly sub: string;
  readonly value: number | null;
  readonly row?: number;
}

describe('warehouse: what the accounts of the next year say of a year', function () {
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
    await world.accounts(FY, [BARTS]);
    await world.accounts(NEXT, [RENAMED]);
  });

  async function lines(fy: string, rows: readonly Line[]): Promise<void> {
    for (const { name, code, sub, value, row } of rows) {
      await world.warehouse.run(
        `INSERT INTO tac_line BY NAME
         SELECT 'tac' AS dataset, $1 AS load_fy, $1 || ' FT' AS slot, sha256, $2 AS organisation, $1 AS fy, 'FT' AS sector, 'TAC08 Op Exp' AS worksheet,
           $3 AS main_code, $4 AS sub_code, $5::DOUBLE AS value, CASE WHEN $3 LIKE '%CY%' THEN 'current' ELSE 'prior' END AS year_kind,
           $6::INTEGER AS source_row
         FROM load_state WHERE dataset = 'tac' AND slot = $1 || ' FT'`,
        [fy, name, code, sub, value, row ?? 7],
      );
    }
  }
  const own = (sub: string, value: number | null, code = 'A08CY01'): Line => ({
    ...{ name: BARTS.name, sub, value, code },
  });
  const next = (sub: string, value: number | null, code = 'A08PY01'): Line => ({
    ...{ name: RENAMED.name, sub, value, code },
  });
  const restated = async (): Promise<readonly Row[]> => {
    await world.join();
    return await world.warehouse.rows('FROM gold.accounts_restated');
  };

  it('a line stands beside itself in the prior-year column of the next file, in pounds, with both cells', async () => {
    await lines(FY, [{ ...own('EXP0190', 100), row: 41 }, own('EXP0190', 5, 'A08PY01')]);
    await lines(NEXT, [{ ...next('EXP0190', 130), row: 52 }, next('EXP0190', 900, 'A08CY01')]);
    const [row, ...others] = await restated();
    assert.deepEqual(others, []);
    const [filed, later] = await world.warehouse.rows(
      `SELECT sha256 FROM load_state WHERE slot LIKE '% FT' ORDER BY slot`,
    );
    assert.deepEqual(row, {
      ...{ fy: FY, org_code: 'R1H', worksheet: 'TAC08 Op Exp', line: 'EXP0190', unit: 'pounds' },
      ...{ as_filed: 100_000, as_restated: 130_000, difference: 30_000 },
      ...{
        as_filed_sha256: filed?.['sha256'],
        as_filed_row: 41,
        as_filed_codes: 'A08CY01 EXP0190',
        restated_in: NEXT,
      },
      ...{ as_restated_sha256: later?.['sha256'], as_restated_row: 52, as_restated_codes: 'A08PY01 EXP0190' },
    });
  });

  it('numbers of staff are not thousands', async () => {
    await lines(FY, [own('STA0490', 12_000.5, 'A09CY01')]);
    await lines(NEXT, [next('STA0490', 12_100.5, 'A09PY01')]);
    const [row] = await restated();
    assert.deepEqual([row?.['unit'], row?.['as_filed'], row?.['difference']], ['WTE', 12_000.5, 100]);
  });

  it('a line that one of the two files leaves blank or has twice is left out', async () => {
    await lines(FY, [
      own('EXP0100', null),
      own('EXP0110', 3),
      own('EXP0120', 4),
      own('EXP0130', 1),
      own('EXP0130', 1),
    ]);
    await lines(NEXT, [next('EXP0100', 5), next('EXP0110', null), next('EXP0130', 1), next('EXP0140', 2)]);
    assert.deepEqual(await restated(), []);
  });

  it('columns of permanent and other staff, and of movements, are no lines of the main tables', async () => {
    await lines(FY, [own('STA0490', 10, 'A09CY01P'), own('PPE0100', 7, 'A14CY02')]);
    await lines(NEXT, [next('STA0490', 11, 'A09PY01P'), next('PPE0100', 8, 'A14PY02')]);
    assert.deepEqual(await restated(), []);
  });

  it('a line that got the letter A with a new standard is the same line', async () => {
    await lines(FY, [own('SCI0100', 200, 'A02CY01')]);
    await lines(NEXT, [next('SCI0100A', 190, 'A02PY01')]);
    const [row] = await restated();
    assert.deepEqual(
      [row?.['line'], row?.['difference'], row?.['as_filed_codes']],
      ['SCI0100A', -10_000, 'A02CY01 SCI0100'],
    );
  });

  it('a restatement of more than 1 % of a published measure is a finding that names both figures and files', async () => {
    await lines(FY, [own('INC1', 900, 'A06CY01'), own('INC2', 100, 'A07CY01'), own('EXP', 50)]);
    await lines(NEXT, [next('INC1', 900, 'A06PY01'), next('INC2', 111, 'A07PY01'), next('EXP', 50.5)]);
    await world.join();
    const findings = await world.findings('accounts-restated');
    assert.deepEqual(
      findings.map((finding) => [
        finding['fy'],
        finding['org_code'],
        finding['measure'],
        finding['severity'],
      ]),
      [[FY, 'R1H', 'turnover', 'info']],
    );
    assert.match(
      String(findings[0]?.['message']),
      /^turnover of 2018-19 was filed as 1,000,000 pounds \(.*2018-19.*\) and stands as 1,011,000 in the accounts of 2019-20 \(.*2019-20.*\), 1\.1 % more\./,
    );
    const cell = await world.cell(FY, 'R1H', 'turnover');
    assert.equal(cell['value'], 1_000_000, 'the table has the figure as filed');
  });

  it('a measure of which only one file prints a part is not called restated', async () => {
    await lines(FY, [own('INC1', 900, 'A06CY01'), own('INC2', 100, 'A07CY01')]);
    await lines(NEXT, [next('INC1', 900, 'A06PY01'), next('INC2', null, 'A07PY01')]);
    await world.join();
    assert.deepEqual(await world.findings('accounts-restated'), []);
  });

  it('accounts of another organisation, or of a year further on, restate nothing', async () => {
    await world.accounts('2020-21', [BARTS, { name: 'Whittington Health NHS Trust', code: 'RKE' }]);
    await lines(FY, [own('EXP0190', 100)]);
    await lines('2020-21', [
      { ...next('EXP0190', 130), name: BARTS.name },
      { ...next('EXP0190', 300), name: 'Whittington Health NHS Trust' },
    ]);
    assert.deepEqual(await restated(), []);
  });
});
