import assert from 'node:assert/strict';
import { type CompareWorld, HAND_FY, type HandTrust, openCompareWorld } from './compare-world.ts';

const trust = (code: string, figures: HandTrust['figures'], more: Partial<HandTrust> = {}): HandTrust => ({
  code,
  ...(figures && { figures }),
  ...more,
});

describe('warehouse: groups of peers', function () {
  this.timeout(30_000);
  let world: CompareWorld;
  before(async () => {
    world = await openCompareWorld();
  });
  after(() => world.close());

  /** Codes by group. */
  const groups = async (scheme: string): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries(
      (
        await world.rows(
          `SELECT group_id, string_agg(org_code, ' ' ORDER BY distance NULLS FIRST, org_code) AS codes FROM gold.peer_group WHERE scheme = '${scheme}' GROUP BY ALL`,
        )
      ).map((row) => [String(row['group_id']), String(row['codes'])]),
    );

  it('type and region are those of the year, and England is every trust of the year', async () => {
    await world.make([
      trust('RA1', {}),
      trust('RA2', {}, { type: 'Mental Health', region: 'East of England' }),
      trust('RA2', {}, { fy: '2020-21', type: 'Community', region: 'London' }),
    ]);
    const rows = await world.rows(`FROM gold.peer_group ORDER BY fy, scheme, org_code`);
    assert.deepEqual(
      rows.map(({ fy, scheme, group_id, org_code }) => [fy, scheme, group_id, org_code].join(' ')),
      [
        '2019-20 england england RA1',
        '2019-20 england england RA2',
        '2019-20 region region-london RA1',
        '2019-20 region region-east-of-england RA2',
        '2019-20 type type-acute RA1',
        '2019-20 type type-mental-health RA2',
        '2020-21 england england RA2',
        '2020-21 region region-london RA2',
        '2020-21 type type-community RA2',
      ],
    );
  });

  it('a year whose list has no type for a trust takes that of the nearest year, and says so', async () => {
    await world.make([
      trust('RA1', {}, { fy: '2017-18', type: 'Community' }),
      trust('RA1', {}, { fy: '2019-20', type: null }),
      trust('RA1', {}, { fy: '2020-21', type: 'Acute' }),
    ]);
    const [row] = await world.rows(
      `FROM gold.peer_group WHERE fy = '2019-20' AND scheme = 'type' AND org_code = 'RA1'`,
    );
    assert.equal(row?.['group_id'], 'type-acute');
    const findings = await world.rows('FROM figure_finding');
    assert.deepEqual(
      findings.map(({ fy, org_code, kind, severity, message }) => [fy, org_code, kind, severity, message]),
      [
        [
          '2019-20',
          'RA1',
          'peer-type-from-other-year',
          'info',
          'The List of Providers of 2019-20 has no type for this trust; its peers go by that of 2020-21: Acute.',
        ],
      ],
    );
  });

  it('of two years equally near the earlier speaks', async () => {
    await world.make([
      trust('RA1', {}, { fy: '2018-19', type: 'Community' }),
      trust('RA1', {}, { fy: '2019-20', type: null }),
      trust('RA1', {}, { fy: '2020-21', type: 'Acute' }),
    ]);
    assert.match(String((await world.rows('FROM figure_finding'))[0]?.['message']), /2018-19: Community/);
  });

  it('a region is not taken from a year with other regions, where the own list has regions', async () => {
    await world.make([
      trust('RA1', {}, { fy: '2018-19', region: 'North' }),
      trust('RA2', {}, { fy: '2018-19', region: null }),
      trust('RA2', {}, { fy: '2019-20', region: 'North West' }),
      trust('RA3', {}, { fy: '2020-21', region: null }),
      trust('RA3', {}, { fy: '2019-20', region: 'North West' }),
    ]);
    const rows = await world.rows(
      `SELECT fy, org_code, region, region_of_fy FROM peer_trust WHERE fy <> '2019-20' ORDER BY ALL`,
    );
    assert.deepEqual(
      rows.map(({ fy, org_code, region, region_of_fy }) => [fy, org_code, region, region_of_fy]),
      [
        ['2018-19', 'RA1', 'North', null],
        ['2018-19', 'RA2', null, null],
        ['2020-21', 'RA3', 'North West', '2019-20'],
      ],
    );
  });

  it('a trust that no list has a type for has no peers by type, and says so', async () => {
    await world.make([trust('RA1', { operating_expenditure: 1 }, { type: null })]);
    assert.deepEqual(await groups('type'), {});
    assert.deepEqual(await groups('size'), {});
    assert.equal((await world.rows('FROM figure_finding'))[0]?.['kind'], 'no-peer-type');
  });

  it('size is the third of the type by operating expenditure, named by its range; equal ones go by code', async () => {
    const spends = { RA1: 100e6, RA2: 300e6, RA3: 300e6, RA4: 600e6, RA5: 2_500e6 };
    await world.make([
      ...Object.entries(spends).map(([code, operating_expenditure]) =>
        trust(code, { operating_expenditure }),
      ),
      trust('RB1', { operating_expenditure: 900e6 }, { type: 'Ambulance' }),
    ]);
    // Five in thirds: two, two and one. RA2 and RA3 spend the same, and RA2 comes first.
    assert.deepEqual(await groups('size'), {
      'size-acute-1': 'RA1 RA2',
      'size-acute-2': 'RA3 RA4',
      'size-acute-3': 'RA5',
      'size-ambulance-1': 'RB1',
    });
    const labels = await world.rows(
      `SELECT DISTINCT group_id, label FROM gold.peer_group WHERE scheme = 'size' ORDER BY ALL`,
    );
    assert.deepEqual(
      labels.map(({ label }) => label),
      [
        'Acute trusts with operating expenditure of £100m to £300m',
        'Acute trusts with operating expenditure of £300m to £600m',
        'Acute trusts with operating expenditure of £2,500m to £2,500m',
        'Ambulance trusts with operating expenditure of £900m to £900m',
      ],
    );
  });

  it('a trust with half a year of expenditure is in no group of size: it would be among the small', async () => {
    await world.make([
      trust('RA1', { operating_expenditure: 100e6 }),
      trust('RA2', { operating_expenditure: 200e6 }),
      trust('RA3', { operating_expenditure: 300e6 }),
      trust(
        'RA4',
        { operating_expenditure: 90e6 },
        { leftOut: { operating_expenditure: 'that merged in the year' } },
      ),
    ]);
    assert.deepEqual(await groups('size'), {
      'size-acute-1': 'RA1',
      'size-acute-2': 'RA2',
      'size-acute-3': 'RA3',
    });
  });

  it('research is the third of the acute trusts by their share, and never says teaching', async () => {
    const share = (code: string, percent: number, more: Partial<HandTrust> = {}): HandTrust =>
      trust(code, { turnover: 200e6, research_education_income: 2e6 * percent }, more);
    await world.make([
      share('RA1', 9),
      share('RA2', 0.5),
      share('RA3', 3),
      share('RB1', 5, { type: 'Specialist' }),
      trust('RA4', { turnover: 100e6 }),
    ]);
    assert.deepEqual(await groups('research'), {
      'research-high': 'RA1',
      'research-low': 'RA2',
      'research-middle': 'RA3',
    });
    const [high] = await world.rows(`SELECT label FROM gold.peer_group WHERE group_id = 'research-high'`);
    assert.equal(
      high?.['label'],
      'Acute trusts with a high research and education share (9.0% to 9.0% of turnover)',
    );
    assert.deepEqual(await world.rows(`FROM gold.peer_group WHERE label ILIKE '%teaching%'`), []);
  });

  it('the nearest are worked out by hand: mean square over what both report, in standard deviations', async () => {
    const e = Math.E;
    // Logarithms 0, 1 and 5 in four sizes: mean 2, and a variance of (4 + 1 + 9) / 3.
    const size = (x: number) => ({ turnover: e ** x, beds: e ** x, deliveries: e ** x, admissions: e ** x });
    await world.make([trust('RA1', size(0)), trust('RA2', size(1)), trust('RA3', size(5))]);
    assert.deepEqual(await groups('nearest'), { RA1: 'RA2 RA3', RA2: 'RA1 RA3', RA3: 'RA2 RA1' });
    const [row] = await world.rows(
      `SELECT distance, label FROM gold.peer_group WHERE group_id = 'RA1' AND org_code = 'RA3'`,
    );
    assert.ok(Math.abs(Number(row?.['distance']) - 25 / (14 / 3)) < 1e-9, String(row?.['distance']));
    assert.equal(row?.['label'], 'The 2 trusts nearest to TRUST RA1 (RA1)');
  });

  it('shares count as they are, not as logarithms', async () => {
    const emergencies = (percent: number) => ({
      ...{ turnover: 10, beds: 10, deliveries: 10, admissions: 100 },
      ...{ emergency_admissions: percent, research_education_income: percent / 10 },
    });
    await world.make([
      ...[trust('RA1', emergencies(10)), trust('RA2', emergencies(40)), trust('RA3', emergencies(80))],
    ]);
    // All sizes alike say nothing; two shares are fewer than four features.
    assert.deepEqual(await groups('nearest'), {});
    const features = await world.rows(
      'SELECT features[6] AS emergencies, features[7] AS research FROM peer_feature ORDER BY org_code',
    );
    const [mean, deviation] = [130 / 3, Math.sqrt((100 + 1600 + 6400) / 3 - (130 / 3) ** 2)];
    assert.ok(Math.abs(Number(features[0]?.['emergencies']) - (10 - mean) / deviation) < 1e-9);
    assert.ok(Math.abs(Number(features[1]?.['research']) - (40 - mean) / deviation) < 1e-9);
  });

  it('two trusts with fewer than four figures in common are no peers; a size of 0 is no figure', async () => {
    await world.make([
      trust('RA1', { turnover: 10, beds: 10, deliveries: 10, admissions: 10 }),
      trust('RA2', { turnover: 20, beds: 20, deliveries: 20, admissions: 20 }),
      trust('RA3', { turnover: 12, beds: 12, deliveries: 0, admissions: 12 }),
    ]);
    assert.deepEqual(await groups('nearest'), { RA1: 'RA2', RA2: 'RA1' });
  });

  it('only ten are taken, of the same type and year, equally near ones by code; nobody is a peer of itself', async () => {
    const size = (x: number) => ({ turnover: x, beds: x, deliveries: x, admissions: x });
    const twelve = Array.from({ length: 12 }, (_, index) => trust(`R${String(index + 10)}`, size(7)));
    await world.make([
      ...twelve,
      trust('RA1', size(5)),
      trust('RA2', size(5), { type: 'Specialist' }),
      trust('RA3', size(5), { fy: '2020-21' }),
    ]);
    assert.equal((await groups('nearest'))['RA1'], 'R10 R11 R12 R13 R14 R15 R16 R17 R18 R19');
    assert.equal((await groups('nearest'))['R10'], 'R11 R12 R13 R14 R15 R16 R17 R18 R19 R20');
    assert.equal((await groups('nearest'))['RA2'], undefined);
  });

  it('being near is not mutual', async () => {
    const size = (x: number) => ({ turnover: x, beds: x, deliveries: x, admissions: x });
    await world.make([
      trust('RA1', size(1)),
      ...Array.from({ length: 11 }, (_, index) => trust(`R${String(index + 10)}`, size(1000 + index))),
    ]);
    const near = await groups('nearest');
    assert.ok(near['RA1']?.includes('R10'));
    assert.ok(!near['R10']?.includes('RA1'));
  });

  it('no figure that groups are used to judge makes a trust near: no consultancy, no ratio of money to activity', async () => {
    const size = (x: number) => ({ turnover: x, beds: x, deliveries: x, admissions: x });
    const spend = (more: number): readonly HandTrust[] => [
      trust('RA1', { ...size(10), consultancy_spend: 1 }),
      trust('RA2', { ...size(12), consultancy_spend: 1 }),
      trust('RA3', { ...size(11), consultancy_spend: more }),
    ];
    await world.make(spend(1));
    const before = await groups('nearest');
    await world.make(spend(1e9));
    assert.deepEqual(await groups('nearest'), before);
  });

  it('figures that are not comparable make nobody near', async () => {
    const size = (x: number) => ({ turnover: x, beds: x, deliveries: x, admissions: x });
    await world.make([
      trust('RA1', size(10)),
      trust('RA2', size(11)),
      trust('RA3', size(10), { leftOut: { beds: 'with part of a year' } }),
    ]);
    assert.deepEqual(await groups('nearest'), { RA1: 'RA2', RA2: 'RA1' });
  });

  it('the table is in one order whatever the order of loading', async () => {
    const size = (x: number) => ({
      operating_expenditure: x,
      turnover: x,
      beds: x,
      deliveries: x,
      admissions: x,
    });
    const trusts = Array.from({ length: 15 }, (_, index) =>
      trust(`R${String(index + 10)}`, size(1 + (index % 4))),
    );
    await world.make(trusts);
    const first = await world.rows('FROM gold.peer_group');
    await world.make([...trusts].reverse());
    assert.deepEqual(await world.rows('FROM gold.peer_group'), first);
    assert.ok(first.every((row) => row['fy'] === HAND_FY));
  });
});
