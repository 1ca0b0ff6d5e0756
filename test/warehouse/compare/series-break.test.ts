import assert from 'node:assert/strict';
import { parseSeriesBreaks, readSeriesBreaks } from '../../../warehouse/join/compare/series-breaks.ts';
import { TRUST_YEAR_MEASURES } from '../../../warehouse/join/trust-year-columns.ts';
import { RATIOS } from '../../../warehouse/join/ratios.ts';
import { type SmallWorld, openSmallWorld } from '../small-world.ts';
import type { Row } from '../../../duckdb/statements.ts';

const HEAD = 'measures,from_fy,to_fy,org_codes,kind,text,source\n';

describe('the reviewed table of breaks', () => {
  it('names only measures that exist', () => {
    const measures = new Set(TRUST_YEAR_MEASURES.map(({ measure }) => measure));
    const unknown = readSeriesBreaks().flatMap((each) => each.measures.filter((name) => !measures.has(name)));
    assert.deepEqual([...new Set(unknown)], []);
  });

  it('has every break of a collection or a definition that a chart must draw', () => {
    const drawn = readSeriesBreaks().map(({ measures, from, to }) => `${measures[0] ?? ''} ${from} ${to}`);
    for (const wanted of [
      'ae_attendances_annual 2019-20 2020-21',
      'ae_attendances 2019-20 2021-22',
      'ae_over_4_hours 2018-19 2024-25',
      'ae_attendances 2021-22 2023-24',
      'beds_occupied 2019-20 2020-21',
      'cc_beds_open_avg 2019-20 2020-21',
      'deliveries_msds 2018-19 2019-20',
      'op_attendances 2021-22 2022-23',
      'imaging_tests 2017-18 2018-19',
      'admissions 2023-24 2026-27',
    ])
      assert.ok(drawn.includes(wanted), wanted);
  });

  it('has every break of money that no deflator mends', () => {
    const money = readSeriesBreaks().filter(({ kind }) => kind === 'accounting');
    assert.deepEqual(
      money.map(({ from, to }) => `${from} ${to}`),
      [
        '2017-18 2018-19',
        '2018-19 2019-20',
        '2019-20 2022-23',
        '2020-21 2021-22',
        '2021-22 2022-23',
        '2021-22 2023-24',
        '2022-23 2023-24',
      ],
    );
  });

  it('has the fourteen trusts of the field test, Poole under the code before and the code after its merger', () => {
    const test = readSeriesBreaks().find(({ text }) => text.includes('tested other standards'));
    assert.equal(test?.orgCodes.length, 15);
    assert.ok(test?.orgCodes.includes('RD3') && test.orgCodes.includes('R0D'));
  });

  it('says of every break who says so, and writes whole sentences', () => {
    for (const { text, source } of readSeriesBreaks()) {
      assert.match(text, /^[A-Z].*\.$/);
      assert.match(source, /https:\/\//);
    }
  });

  it('refuses a break that ends before it begins, a year that is none, a kind and a code that nobody knows', () => {
    const said = 'Text.,Source';
    assert.throws(() => parseSeriesBreaks(`${HEAD}beds,2020-21,2019-20,,recording,${said}`), /not before/);
    assert.throws(
      () => parseSeriesBreaks(`${HEAD}beds,2019,2020-21,,recording,${said}`),
      /no financial year/,
    );
    assert.throws(() => parseSeriesBreaks(`${HEAD}beds,2019-20,2020-21,,rumour,${said}`), /kind/);
    assert.throws(() => parseSeriesBreaks(`${HEAD}beds,2019-20,2020-21,Barts,recording,${said}`), /ODS code/);
    assert.throws(() => parseSeriesBreaks(`${HEAD},2019-20,2020-21,,recording,${said}`), /no measure/);
  });
});

describe('warehouse: the table series_break', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  before(async () => {
    world = await openSmallWorld();
    const royal = { name: 'Royal Liverpool and Broadgreen University Hospitals NHS Trust', code: 'RQ6' };
    const liverpool = { name: 'Liverpool University Hospitals NHS Foundation Trust', code: 'REM' };
    const sunderland = { name: 'South Tyneside and Sunderland NHS Foundation Trust', code: 'R0B' };
    await world.accounts('2018-19', [{ ...royal, sector: 'Trust' }]);
    await world.accounts('2019-20', [{ ...royal, sector: 'Trust' }, liverpool, sunderland]);
    await world.accounts('2020-21', [liverpool, sunderland]);
    await world.join();
  });
  after(async () => await world.close());

  const breaks = async (where: string): Promise<readonly Row[]> =>
    await world.warehouse.rows(`FROM gold.series_break WHERE ${where}`);
  const spans = (rows: readonly Row[]): readonly string[] =>
    rows.map((row) => [row['from_fy'], row['to_fy'], row['org_code']].map(String).join(' '));

  it('a merger within a year sets that year apart, for who joined and for who was joined, in every measure', async () => {
    const rows = await breaks(`org_code IN ('RQ6', 'REM') AND kind = 'merger' AND text LIKE 'RQ6%'`);
    assert.deepEqual(spans(rows), ['2018-19 2020-21 REM', '2018-19 2020-21 RQ6']);
    assert.deepEqual(
      rows.map((row) => row['measure']),
      [null, null],
    );
    assert.match(
      String(rows[0]?.['text']),
      /^RQ6 .* became part of REM .* on 1 October 2019; figures before are without it\.$/,
    );
  });

  it('a merger on 1 April sets no year apart', async () => {
    const rows = await breaks(`org_code = 'R0B'`);
    assert.ok(rows.length > 0);
    assert.deepEqual([...new Set(spans(rows))], ['2018-19 2019-20 R0B']);
  });

  it('mergers come from organisation_succession: every one of the trusts and years held is there', async () => {
    const [missing] = await world.warehouse.rows(`
      SELECT count(*)::INTEGER AS n FROM gold.organisation_succession AS succession
      WHERE effective_date BETWEEN '2018-04-02' AND '2021-03-31' AND to_code IN (SELECT org_code FROM gold.trust_year)
        AND NOT EXISTS (FROM gold.series_break WHERE org_code = to_code AND starts_with(text, from_code))`);
    assert.equal(missing?.['n'], 0);
    assert.deepEqual(
      await breaks(`org_code NOT IN (SELECT org_code FROM gold.trust_year) AND measure IS NULL`),
      [],
    );
  });

  it('a ratio breaks where its dividend or its divisor does, and says which', async () => {
    for (const { ratio, dividend, divisor } of RATIOS) {
      const own = await breaks(`measure = '${ratio}' AND part IS NOT NULL`);
      const parts = await world.warehouse.rows(
        `SELECT DISTINCT from_fy, to_fy, org_code, text FROM gold.series_break WHERE measure IN ('${dividend}', '${divisor}') AND part IS NULL`,
      );
      assert.equal(own.length, parts.length, ratio);
    }
    const [booked] = await breaks(`measure = 'consultancy_per_attendance' AND kind = 'collection'`);
    assert.equal(booked?.['part'], 'ae_attendances');
  });

  it('the data dictionary shows the breaks of a column, the organisations of one break together', async () => {
    const [row] = await world.warehouse.rows(
      `SELECT breaks FROM gold.data_dictionary WHERE table_name = 'trust_year' AND column_name = 'ae_over_4_hours'`,
    );
    assert.match(
      String(row?.['breaks']),
      /2018-19 \| 2024-25 \(R0D, RC9, RD3, .*\): The trust tested other standards/,
    );
  });
});
