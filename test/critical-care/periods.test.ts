import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { criticalCare } from '../../datasets/critical-care/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { type Line, workbookOf } from '../fixtures/workbook.ts';
import { accWorkbook, contextOf, PROVIDERS, providerTable, type AccFile } from '../fixtures/critical-care.ts';
import { refusal } from '../tables/refusal.ts';
import { sourceOf } from '../tables/source-of.ts';

const SEVEN_YEARS = ['2017-18', '2018-19', '2019-20', '2020-21', '2021-22', '2022-23', '2023-24'];
const HEADINGS: Line = ['Provider code', 'Provider description', 'Critical care periods'];
const ROWS: readonly Line[] = PROVIDERS.map((row) => [...row]);

async function source(given: AccFile): Promise<SourceBytes> {
  return await sourceOf(accWorkbook({ england: 6347, ...given }), `hosp-epis-stat-admi-acc-${given.fy}.xlsx`);
}

async function parse(given: AccFile, fy = given.fy): Promise<ParsedFile> {
  return await criticalCare.parse(await source(given), contextOf(fy));
}

function refusals(parsed: ParsedFile, fy = '2023-24'): readonly string[] {
  return criticalCare.check(parsed, contextOf(fy)).map(({ code }) => code);
}

function periodsOf(parsed: ParsedFile): readonly (readonly [string, string, number | null])[] {
  return parsed.observations
    .filter((figure) => figure.measure === 'critical_care_periods')
    .map((figure) => [figure.orgCode, figure.status, figure.value]);
}

function totalsOf(parsed: ParsedFile): readonly (readonly [sheet: string, published: number, sum: number])[] {
  return parsed.totals.map(({ sheet, published, sumOfRows }) => [sheet, published, sumOfRows]);
}

describe('adult critical care periods', () => {
  for (const fy of SEVEN_YEARS) {
    it(`${fy}: the provider table is found by its headings, and adds up to its England row`, async () => {
      const file = { fy, providers: providerTable(fy) };
      const parsed = await parse(file);
      assert.deepEqual(periodsOf(parsed), [
        ['R1H', 'reported', 6000],
        ['RCF', 'reported', 250],
        ['RY2', 'suppressed', null],
        ['NT3X1', 'reported', 95],
      ]);
      const sheet = fy === '2020-21' || fy === '2023-24' ? 'Provider' : 'Tables 1-4';
      assert.deepEqual(totalsOf(parsed), [[sheet, 6347, 6345]]);
      assert.deepEqual(refusals(parsed, fy), []);
      const found = { fy, slot: fy, period: fy, by: 'content' };
      assert.deepEqual(criticalCare.recognise(await source(file)), found);
    });
  }

  it('a year with tables of England only has no provider table, and says so', async () => {
    await assert.rejects(
      parse({ fy: '2019-20' }),
      refusal('NO_PROVIDER_TABLE', /Tables 1-4/, /nothing has to be done/),
    );
    assert.ok('slot' in criticalCare.recognise(await source({ fy: '2019-20' })));
  });

  it('a dash is a suppressed number, as an asterisk is', async () => {
    for (const mark of ['-', '*', '\u2013']) {
      const rows = ROWS.map((row) => row.map((cell) => (cell === '*' ? mark : cell)));
      const parsed = await parse({ fy: '2018-19', providers: [HEADINGS, ...rows] });
      assert.deepEqual(periodsOf(parsed)[2], ['RY2', 'suppressed', null]);
    }
  });

  it('records are the other word for periods, and a group column filled once is no obstacle', async () => {
    const rows: Line[] = [
      ['Region code', 'Region', 'Org code', 'Name', 'Critical care records'],
      [null, null, null, 'England', 6250],
      ['Y56', 'London', 'R1H', 'BARTS HEALTH NHS TRUST', 6000],
      [null, null, 'RCF', 'AIREDALE NHS FOUNDATION TRUST', 250],
    ];
    assert.deepEqual(periodsOf(await parse({ fy: '2017-18', providers: rows })), [
      ['R1H', 'reported', 6000],
      ['RCF', 'reported', 250],
    ]);
  });

  it('of several tables on one sheet only those by provider are read', async () => {
    const stacked = [
      ['Table 4: by day'],
      ['Day', 'Critical care periods'],
      ['MON', 3000],
      [null],
      ...providerTable('2021-22'),
      ['Table 6: by organ support'],
      ['Organ support', 'Critical care periods'],
      ['England', 9999],
      ['RENAL', 1000],
    ];
    const parsed = await parse({ fy: '2021-22', providers: stacked });
    assert.equal(periodsOf(parsed).length, 4);
    assert.deepEqual(totalsOf(parsed), [['Tables 1-4', 6347, 6345]]);
  });

  it('unplanned periods under the same heading are not taken for all periods', async () => {
    const table = (above: Line): Line[] => [
      ['Table 5'],
      above,
      [...HEADINGS, 'Critical care periods'],
      ...PROVIDERS.map(([code, name, periods]): Line => [code, name, 1, periods]),
    ];
    const grouped = table([null, null, 'Unplanned', 'All critical care']);
    assert.equal(periodsOf(await parse({ fy: '2020-21', providers: grouped }))[0]?.[2], 6000);
    const bare = table([]);
    await assert.rejects(parse({ fy: '2020-21', providers: bare }), refusal('HEADING_MISSING', /2 times/));
  });

  it('bed days beside the periods are kept apart from them', async () => {
    const rows: Line[] = [
      ['Table 5'],
      [...HEADINGS, 'Critical care bed days'],
      ...PROVIDERS.map((row): Line => [...row, typeof row[2] === 'number' ? row[2] * 5 : '*']),
    ];
    const parsed = await parse({ fy: '2020-21', providers: rows });
    const days = parsed.observations.filter(({ measure }) => measure === 'critical_care_bed_days');
    assert.equal(days[0]?.value, 30000);
    assert.equal(periodsOf(parsed)[0]?.[2], 6000);
  });

  it('providers under headings that are not known are refused with the headings found, and are no stated gap', async () => {
    const renamed = [['Provider code', 'Provider description', 'Critical care spells'], ...ROWS];
    await assert.rejects(
      parse({ fy: '2022-23', providers: renamed }),
      refusal('HEADING_MISSING', /"Critical care spells"/, /layouts\.ts/),
    );
    const codes = Array.from({ length: 12 }, (_, index) => [`RA${index % 10}`, 'A TRUST', index]);
    await assert.rejects(parse({ fy: '2022-23', providers: codes }), refusal('UNKNOWN_LAYOUT', /RA0/));
  });

  it('rows of a provider without its code are parts of it, and parts are never added', async () => {
    const rows = [HEADINGS, ROWS[0] ?? [], ['R1H', 'Planned', 3000], [null, 'Unplanned', 3000]];
    await assert.rejects(parse({ fy: '2023-24', providers: rows }), refusal('UNKNOWN_LAYOUT', /row 4/));
  });

  it('rows that do not add up to England, to within rounding and small numbers, are refused', async () => {
    const lost = PROVIDERS.filter((row) => row[0] !== 'NT3X1');
    const parsed = await parse({ fy: '2023-24', providers: providerTable('2023-24', lost) });
    assert.deepEqual(refusals(parsed), ['TOTAL_DISAGREES']);
  });

  it('a provider table without an England row is held against the table by age', async () => {
    const providers = providerTable('2023-24', PROVIDERS.slice(1));
    const parsed = await parse({ fy: '2023-24', providers });
    assert.deepEqual(totalsOf(parsed), [['Tables 1-4', 6347, 6345]]);
    const wrong = await parse({ fy: '2023-24', providers, england: 7000 });
    assert.equal(refusals(wrong)[0], 'TOTAL_DISAGREES');
  });

  it('the Total of a table by region will do where no row says England', async () => {
    const rows: Line[] = [
      ['Adult Critical Care, 2023-24'],
      ['Table 3'],
      ['Region', 'Critical care periods'],
      ['London', 6000],
      ['Total', 6347],
      [null],
      ...providerTable('2023-24', PROVIDERS.slice(1)),
    ];
    const both = await parse({ fy: '2023-24', providers: rows, england: 6346 });
    assert.deepEqual(totalsOf(both), [['Tables 1-4', 6346, 6345]], 'England goes first');
    const alone = await sourceOf(workbookOf([{ name: 'Table 5', lines: rows }]), 'acc.xlsx');
    const bare = await criticalCare.parse(alone, contextOf('2023-24'));
    assert.deepEqual(totalsOf(bare), [['Table 5', 6347, 6345]]);
  });

  it('England is known by its code as by its name', async () => {
    for (const [code, name] of [
      ['ALL', 'ENGLAND'],
      ['ENG', 'England'],
      ['E92000001', 'England'],
      ['All', null],
      [null, 'Total'],
    ] as const) {
      const rows = providerTable('2020-21', [[code, name, 6347], ...PROVIDERS.slice(1)]);
      const parsed = await parse({ fy: '2020-21', providers: rows });
      assert.deepEqual(totalsOf(parsed), [['Provider', 6347, 6345]]);
      assert.equal(periodsOf(parsed).length, 4);
    }
  });

  it('a table of regions under the heading Code is none by provider, but no providers under Provider code is refused', async () => {
    const regions = (heading: string): Line[] => [
      ['Table 4: by region'],
      [heading, 'Region', 'Critical care periods'],
      ['ALL', 'ENGLAND', 6347],
      ['Y56', 'London ', 6000],
      ['Y61', 'East of England ', 347],
      [null],
    ];
    const both = await parse({ fy: '2018-19', providers: [...regions('Code'), ...providerTable('2018-19')] });
    assert.equal(periodsOf(both).length, 4);
    assert.deepEqual(refusals(both, '2018-19'), []);
    await assert.rejects(
      parse({ fy: '2018-19', providers: regions('Code') }),
      refusal('NO_PROVIDER_TABLE', /England and its regions only/),
    );
    await assert.rejects(
      parse({ fy: '2018-19', providers: regions('Provider code') }),
      refusal('UNKNOWN_LAYOUT', /no organisation under them/),
    );
  });

  it('one provider with two figures is refused; the same row twice counts once', async () => {
    const withRow = (periods: number): Promise<ParsedFile> => {
      const rows = [...PROVIDERS, ['RCF', 'AIREDALE NHS FOUNDATION TRUST', periods] as const];
      return parse({ fy: '2023-24', providers: providerTable('2023-24', rows) });
    };
    const parsed = await withRow(250);
    assert.equal(parsed.quarantine[0]?.rule, 'duplicate-row');
    assert.deepEqual(refusals(parsed), []);
    assert.equal(refusals(await withRow(255))[0], 'DUPLICATE_ROWS');
  });

  it('the file of another year is refused, also where it has no provider table', async () => {
    await assert.rejects(
      parse({ fy: '2018-19', providers: providerTable('2018-19') }, '2019-20'),
      refusal('WRONG_PERIOD', /2018-19/),
    );
    await assert.rejects(parse({ fy: '2018-19' }, '2019-20'), refusal('WRONG_PERIOD'));
    const mixed = providerTable('2018-19');
    await assert.rejects(parse({ fy: '2019-20', providers: mixed }), refusal('WRONG_PERIOD', /2018-19/));
  });

  it('the tables of the discontinued series are known for what they are, and not read', async () => {
    const found = criticalCare.recognise(
      await source({ fy: '2016-17', providers: providerTable('2016-17') }),
    );
    assert.ok('notThis' in found && found.nearly === true);
    assert.match(found.notThis, /2016-17/);
  });
});
