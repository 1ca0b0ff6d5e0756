import assert from 'node:assert/strict';
import { type SmallWorld, openSmallWorld } from './small-world.ts';

const FY = '2019-20';
const ROYAL = {
  name: 'Royal Liverpool and Broadgreen University Hospitals NHS Trust',
  code: 'RQ6',
  sector: 'Trust',
} as const;
const LIVERPOOL = { name: 'Liverpool University Hospitals NHS Foundation Trust', code: 'REM' } as const;

describe('warehouse: what is said about trusts that merge and change their names', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  before(async () => {
    world = await openSmallWorld();
  });
  after(async () => await world.close());
  beforeEach(async () => await world.empty());

  it('two trusts that merged during the year and both have accounts say so, each in its row', async () => {
    await world.accounts(FY, [ROYAL, LIVERPOOL]);
    await world.join();
    const findings = await world.findings('merger-in-year');
    assert.deepEqual(
      findings.map((finding) => [finding['fy'], finding['org_code'], finding['severity']]),
      [
        [FY, 'REM', 'info'],
        [FY, 'RQ6', 'info'],
      ],
    );
    assert.match(
      String(findings[0]?.['message']),
      /RQ6.* went to REM on 2019-10-01; both have accounts of 2019-20/,
    );
  });

  it('a trust that has taken over one without accounts of the year says nothing', async () => {
    await world.accounts('2020-21', [LIVERPOOL]);
    await world.join();
    assert.deepEqual(await world.findings('merger-in-year'), []);
  });

  it('a trust that is listed under its old name and has its row is not called listed without data', async () => {
    const under = (name: string, orgCode: string) =>
      ({
        kind: 'listed-without-data',
        severity: 'info',
        orgName: name,
        orgCode,
        message: `${name} has no lines.`,
      }) as const;
    const findings = [
      under('Aintree University Hospital NHS Foundation Trust', 'REM'),
      under('Croydon Health Services NHS Trust', 'RJ6'),
    ];
    await world.accounts(FY, [LIVERPOOL], { findings });
    await world.join();
    const named = await world.findings('listed-without-data');
    assert.deepEqual([...new Set(named.map((finding) => finding['org_code']))], ['RJ6']);
  });
});
