import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { criticalCare } from '../../datasets/critical-care/dataset.ts';
import { refusal } from '../tables/refusal.ts';
import {
  acc,
  accOnly,
  HEADINGS,
  PROVIDERS,
  providerTable,
  yearContext,
  type Acc,
  type Cell,
} from './acc-workbook.ts';

const SEVEN_YEARS = ['2017-18', '2018-19', '2019-20', '2020-21', '2021-22', '2022-23', '2023-24'];

async function parse(given: Acc, fy = given.fy): Promise<ParsedFile> {
  return await criticalCare.parse(await acc(given), yearContext(fy));
}

function periodsOf(parsed: ParsedFile): readonly (readonly [string, string, number | null])[] {
  return parsed.observations
    .filter((one) => one.measure === 'critical_care_periods')
    .map((one) => [one.orgCode, one.status, one.value]);
}

describe('adult critical care periods', () => {
  for (const fy of SEVEN_YEARS) {
    it(`${fy}: the provider table is found by its headings, and adds up to its England row`, async () => {
      const parsed = await parse({ fy, providers: providerTable() });
      assert.deepEqual(periodsOf(parsed), [
        ['R1H', 'reported', 6000],
        ['RCF', 'reported', 250],
        ['RY2', 'suppressed', null],
        ['NT3X1', 'reported', 95],
      ]);
      assert.deepEqual(
        parsed.totals.map((total) => [total.published, total.sumOfRows]),
        [[6347, 6345]],
      );
      assert.deepEqual(criticalCare.check(parsed, yearContext(fy)), []);
      assert.deepEqual(criticalCare.recognise(await acc({ fy, providers: providerTable() })), {
        fy,
        slot: fy,
        period: fy,
        by: 'content',
      });
    });
  }

  it('a year with tables of England only has no provider table, and says so', async () => {
    await assert.rejects(
      parse({ fy: '2019-20' }),
      refusal('NO_PROVIDER_TABLE', /Table 1/, /nothing has to be done/),
    );
    assert.ok('slot' in criticalCare.recognise(await acc({ fy: '2019-20' })));
  });

  it('a dash is a suppressed number, as an asterisk is', async () => {
    const rows = PROVIDERS.map((row) => row.map((cell) => (cell === '*' ? '-' : cell)));
    const parsed = await parse({ fy: '2018-19', providers: providerTable(rows) });
    assert.deepEqual(periodsOf(parsed)[2], ['RY2', 'suppressed', null]);
  });

  it('records are the other word for periods, and a group column filled once is no obstacle', async () => {
    const rows: readonly (readonly Cell[])[] = [
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
      ...providerTable(),
      ['Table 6: by organ support'],
      ['Organ support', 'Critical care periods'],
      ['England', 9999],
      ['RENAL', 1000],
    ];
    const parsed = await parse({ fy: '2021-22', providers: stacked });
    assert.equal(periodsOf(parsed).length, 4);
    assert.deepEqual(
      parsed.totals.map((total) => total.published),
      [6347],
    );
  });

  it('unplanned periods under the same heading are not taken for all periods', async () => {
    const twice = (rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] =>
      rows.map((row) => [row[0] ?? null, row[1] ?? null, 1, row[2] ?? null]);
    const above = [null, null, 'Unplanned', 'All critical care'];
    const headings = [...HEADINGS, 'Critical care periods'];
    const grouped = [['Table 5'], above, headings, ...twice(PROVIDERS)];
    assert.equal(periodsOf(await parse({ fy: '2020-21', providers: grouped }))[0]?.[2], 6000);
    const bare = [['Table 5'], [null], headings, ...twice(PROVIDERS)];
    await assert.rejects(parse({ fy: '2020-21', providers: bare }), refusal('HEADING_MISSING', /2 times/));
  });

  it('bed days beside the periods are kept apart from them', async () => {
    const rows = [
      ['Table 5'],
      [...HEADINGS, 'Critical care bed days'],
      ...PROVIDERS.map((row) => [...row, typeof row[2] === 'number' ? row[2] * 5 : '*']),
    ];
    const parsed = await parse({ fy: '2020-21', providers: rows });
    const days = parsed.observations.filter((one) => one.measure === 'critical_care_bed_days');
    assert.equal(days[0]?.value, 30000);
    assert.equal(periodsOf(parsed)[0]?.[2], 6000);
  });

  it('providers under headings that are not known are refused with the headings found, and are no stated gap', async () => {
    const renamed = [['Provider code', 'Provider description', 'Critical care spells'], ...PROVIDERS];
    await assert.rejects(
      parse({ fy: '2022-23', providers: renamed }),
      refusal('HEADING_MISSING', /"Critical care spells"/, /layouts\.ts/),
    );
    const codes = Array.from({ length: 12 }, (_, index) => [`RA${index % 10}`, 'A TRUST', index]);
    await assert.rejects(parse({ fy: '2022-23', providers: codes }), refusal('UNKNOWN_LAYOUT', /RA0/));
  });

  it('rows of a provider without its code are parts of it, and parts are never added', async () => {
    const rows = [HEADINGS, PROVIDERS[0] ?? [], ['R1H', 'Planned', 3000], [null, 'Unplanned', 3000]];
    await assert.rejects(parse({ fy: '2022-23', providers: rows }), refusal('UNKNOWN_LAYOUT', /row 4/));
  });

  it('rows that do not add up to England, to within rounding and small numbers, are refused', async () => {
    const lost = PROVIDERS.filter((row) => row[0] !== 'NT3X1');
    const parsed = await parse({ fy: '2023-24', providers: providerTable(lost) });
    assert.deepEqual(
      criticalCare.check(parsed, yearContext('2023-24')).map((one) => one.code),
      ['TOTAL_DISAGREES'],
    );
  });

  it('a provider table without an England row is held against the table by age', async () => {
    const rows = PROVIDERS.slice(1);
    const parsed = await parse({ fy: '2023-24', providers: providerTable(rows) });
    assert.deepEqual(
      parsed.totals.map((total) => [total.sheet, total.published, total.sumOfRows]),
      [['Table 1', 6347, 6345]],
    );
    const wrong = await parse({ fy: '2023-24', providers: providerTable(rows), england: 7000 });
    assert.equal(criticalCare.check(wrong, yearContext('2023-24'))[0]?.code, 'TOTAL_DISAGREES');
  });

  it('the Total of a table by region will do where no row says England', async () => {
    const rows = [
      ['Table 3'],
      ['Region', 'Critical care periods'],
      ['London', 6000],
      ['Total', 6347],
      [null],
      ...providerTable(PROVIDERS.slice(1)),
    ];
    const totals = async (england: number): Promise<readonly (readonly [string, number])[]> =>
      (await parse({ fy: '2023-24', providers: rows, england })).totals.map((one) => [
        one.sheet,
        one.published,
      ]);
    assert.deepEqual(await totals(6346), [['Table 1', 6346]], 'England goes first');
    const bare = await criticalCare.parse(await accOnly(rows), yearContext('2023-24'));
    assert.deepEqual([bare.totals.length, bare.totals[0]?.published], [1, 6347]);
  });

  it('England is known by its code as by its name', async () => {
    for (const [code, name] of [
      ['ALL', 'ENGLAND'],
      ['ENG', 'England'],
      ['E92000001', 'England'],
      ['All', null],
      [null, 'Total'],
    ]) {
      const rows = providerTable([[code ?? null, name ?? null, 6347], ...PROVIDERS.slice(1)]);
      const parsed = await parse({ fy: '2019-20', providers: rows });
      assert.deepEqual(
        parsed.totals.map((total) => [total.sheet, total.published]),
        [['Table 5', 6347]],
      );
      assert.equal(periodsOf(parsed).length, 4);
    }
  });

  it('a table of regions under the heading Code is none by provider, but no providers under Provider code is refused', async () => {
    const regions = (heading: string): readonly (readonly Cell[])[] => [
      ['Table 4: by region'],
      [heading, 'Region', 'Critical care periods'],
      ['ALL', 'ENGLAND', 6347],
      ['Y56', 'London ', 6000],
      ['Y61', 'East of England ', 347],
      [null],
    ];
    const both = await parse({ fy: '2018-19', providers: [...regions('Code'), ...providerTable()] });
    assert.equal(periodsOf(both).length, 4);
    assert.deepEqual(criticalCare.check(both, yearContext('2018-19')), []);
    await assert.rejects(
      parse({ fy: '2018-19', providers: regions('Code') }),
      refusal('NO_PROVIDER_TABLE', /England and its regions only/),
    );
    await assert.rejects(
      parse({ fy: '2018-19', providers: regions('Provider code') }),
      refusal('UNKNOWN_LAYOUT', /no provider under them/),
    );
  });

  it('one provider with two figures is refused; the same row twice counts once', async () => {
    const again = [...PROVIDERS, ['RCF', 'AIREDALE NHS FOUNDATION TRUST', 250]];
    const parsed = await parse({ fy: '2023-24', providers: providerTable(again) });
    assert.equal(parsed.quarantine[0]?.rule, 'duplicate-row');
    assert.deepEqual(criticalCare.check(parsed, yearContext('2023-24')), []);
    const other = [...PROVIDERS, ['RCF', 'AIREDALE NHS FOUNDATION TRUST', 255]];
    const clash = await parse({ fy: '2023-24', providers: providerTable(other) });
    assert.equal(criticalCare.check(clash, yearContext('2023-24'))[0]?.code, 'DUPLICATE_ROWS');
  });

  it('the file of another year is refused, also where it has no provider table', async () => {
    await assert.rejects(
      parse({ fy: '2018-19', providers: providerTable() }, '2019-20'),
      refusal('WRONG_PERIOD', /2018-19/),
    );
    await assert.rejects(parse({ fy: '2018-19' }, '2019-20'), refusal('WRONG_PERIOD'));
    const mixed = [['Table 5: by provider, 2018-19'], ...providerTable().slice(1)];
    await assert.rejects(parse({ fy: '2019-20', providers: mixed }), refusal('WRONG_PERIOD', /2018-19/));
  });

  it('the tables of the discontinued series are known for what they are, and not read', async () => {
    const found = criticalCare.recognise(await acc({ fy: '2016-17', providers: providerTable() }));
    assert.ok('notThis' in found && found.nearly === true);
    assert.match(found.notThis, /2016-17/);
  });
});
