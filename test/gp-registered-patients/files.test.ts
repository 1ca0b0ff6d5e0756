import assert from 'node:assert/strict';
import { gpRegisteredPatients } from '../../datasets/gp-registered-patients/dataset.ts';
import {
  type Lines,
  type MonthStyle,
  csv,
  england,
  LONDON,
  monthLines,
  parse,
  practice,
  tableRows,
} from '../fixtures/gp-registered-patients.ts';
import { refusal } from '../tables/refusal.ts';

const TWO = [practice('A81001', 10), practice('Y02428', 3, { icb: 'QMJ', region: LONDON })];
/** A month of every year, as its dates and headings are printed then; the map has a date of its own. */
const MONTHS: readonly (readonly [month: string, change: Partial<MonthStyle>])[] = [
  ['2017-04', { date: '01-Apr-17' }],
  ['2018-10', {}],
  ['2019-08', {}],
  ['2020-09', {}],
  ['2021-12', {}],
  ['2022-09', {}],
  ['2023-10', {}],
  ['2024-10', {}],
  ['2025-10', {}],
];

/** Lines of a file, some of them changed. */
function changed(lines: Lines, change: (line: string, at: number) => string): Lines {
  return lines.map(change);
}

describe('files of patients registered at practices', () => {
  it('a day is read in the four ways they print it, and in no other', async () => {
    for (const [printed, iso] of [
      ['01-Apr-17', '2017-04-01'],
      ['01APR2019', '2019-04-01'],
      ['01Jun2021', '2021-06-01'],
      ['2021-03-01', '2021-03-01'],
    ] as const) {
      const month = iso.slice(0, 7);
      const parsed = await parse(monthLines(`${month} all`, TWO, { date: printed }), `${month} all`);
      assert.deepEqual(parsed.findings, []);
      assert.equal(tableRows(parsed, 'gp_list_total')[0]?.['snapshot_date'], iso);
    }
    for (const date of [
      ...['01/04/2019', '2019-4-1', '31FEB2019', 'APR2019', '01-04-2019', '01Foo2019', '', '20190401'],
    ])
      await assert.rejects(
        parse(monthLines('2019-04 all', TWO, { date }), '2019-04 all'),
        refusal('WRONG_PERIOD'),
        date,
      );
  });

  it('the totals of practices are read by their headings, whichever way the commissioners are named', async () => {
    for (const commissioner of ['CCG', 'SUB_ICB_LOC', 'SUB_ICB_LOCATION'] as const) {
      const parsed = await parse(monthLines('2022-08 all', TWO, { commissioner }), '2022-08 all');
      assert.equal(parsed.layout, `all-${commissioner.toLowerCase().replaceAll('_', '-')}`);
      assert.deepEqual(tableRows(parsed, 'gp_list_total')[1], {
        snapshot_date: '2022-08-01',
        printed_in: 'all',
        practice_code: 'Y02428',
        sex: 'ALL',
        patients: 3 * 39,
        source_row: 3,
      });
    }
  });

  for (const [month, change] of MONTHS) {
    it(`the three files of ${month} are read as they are printed then`, async () => {
      const mapDate = month.startsWith('2024') ? { date: '01Oct2024' } : change;
      const files = [
        await parse(monthLines(`${month} all`, TWO, change), `${month} all`),
        await parse(monthLines(`${month} quin-age`, TWO, change), `${month} quin-age`),
        await parse(monthLines(`${month} map`, TWO, mapDate), `${month} map`),
      ];
      assert.deepEqual(
        files.map((file) => file.tables.map(({ name, rows }) => `${name} ${rows}`).join()),
        ['gp_list_total 2', 'gp_list_size 78,gp_list_total 6', 'gp_practice 2'],
      );
      assert.deepEqual(
        files.flatMap(({ findings, quarantine }) => [...findings.map(({ kind }) => kind), ...quarantine]),
        month < '2024-05' ? [] : ['source-changed'],
      );
    });
  }

  it('of the long file only cells of practices by sex and band are list sizes: parents and sums are not', async () => {
    const parsed = await parse(monthLines('2020-04 quin-age', TWO), '2020-04 quin-age');
    const rows = tableRows(parsed, 'gp_list_size');
    assert.equal(rows.length, 2 * 39);
    const bands = [...new Set(rows.map((row) => row['age_band']))];
    assert.deepEqual([...bands.slice(0, 3), bands.at(-1)], ['0-4', '5-9', '10-14', '95+']);
    assert.deepEqual(
      parsed.totals.map(({ measure, published, sumOfRows }) => [measure, published, sumOfRows]),
      [
        ['printed_by_practice_all', 13 * 39, 13 * 39],
        ['printed_by_practice_female', 13 * 20, 13 * 20],
        ['printed_by_practice_male', 13 * 19, 13 * 19],
        ['printed_by_comm_region', 13 * 39, 13 * 39],
        ['printed_by_stp', 13 * 39, 13 * 39],
        ['printed_by_ccg', 13 * 39, 13 * 39],
      ],
    );
    assert.deepEqual(parsed.findings, []);
  });

  it('every list size says the line it stands in', async () => {
    const lines = monthLines('2017-09 quin-age', TWO);
    const parsed = await parse(lines, '2017-09 quin-age');
    for (const row of tableRows(parsed, 'gp_list_size')) {
      const cells = lines[Number(row['source_row']) - 1]?.split(',') ?? [];
      assert.deepEqual(
        [cells[3], cells[6], cells[7]?.replace('_', '-'), Number(cells[8])],
        [row['practice_code'], row['sex'], row['age_band'], row['patients']],
      );
    }
  });

  it('the map gives name, board and region in every layout, and a practice the words of its own row', async () => {
    for (const [change, layout] of [
      [{ commissioner: 'CCG', networks: false }, 'map-stp'],
      [{ commissioner: 'CCG' }, 'map-stp'],
      [{}, 'map-icb'],
      [{ supplier: true }, 'map-icb'],
    ] as const) {
      const parsed = await parse(monthLines('2022-08 map', TWO, change), '2022-08 map');
      assert.equal(parsed.layout, layout);
      const [, second] = tableRows(parsed, 'gp_practice');
      assert.deepEqual(
        [second?.['practice_name'], second?.['icb_code'], second?.['region'], second?.['pcn_code']],
        ['PRACTICE Y02428, THE', 'QMJ', 'London', 'networks' in change ? null : 'U'],
      );
    }
  });

  it('columns are found in any order and case, blank lines do not matter', async () => {
    const turned = changed(monthLines('2021-06 all', TWO), (line) => line.split(',').reverse().join(','));
    turned[0] = (turned[0] ?? '').replace('NUMBER_OF_PATIENTS', 'Number of Patients');
    turned.splice(2, 0, '');
    const rows = tableRows(await parse(turned, '2021-06 all'), 'gp_list_total');
    assert.deepEqual(
      rows.map((row) => [row['practice_code'], row['patients'], row['source_row']]),
      [
        ['A81001', 390, 2],
        ['Y02428', 117, 4],
      ],
    );
  });

  it('a file of another month is refused, and one that mixes months: names do not tell them apart', async () => {
    for (const slot of ['2019-05 all', '2019-05 quin-age', '2019-05 map']) {
      const wrong = refusal(
        'WRONG_PERIOD',
        /Row 2, column B \("EXTRACT_DATE"\) prints "01APR2019"/,
        /May 2019/,
      );
      await assert.rejects(parse(monthLines(slot, TWO, { date: '01APR2019' }), slot), wrong);
      const mixed = monthLines(slot, TWO);
      mixed.push((mixed.pop() ?? '').replace('01MAY2019', '01JUN2019'));
      await assert.rejects(parse(mixed, slot), refusal('WRONG_PERIOD', /01JUN2019/));
    }
  });

  it('a day that is not the first of its month is taken for the month, with a finding', async () => {
    const parsed = await parse(monthLines('2021-01 all', TWO, { date: '04JAN2021' }), '2021-01 all');
    assert.equal(tableRows(parsed, 'gp_list_total')[0]?.['snapshot_date'], '2021-01-01');
    assert.match(parsed.findings[0]?.message ?? '', /extracted on 2021-01-04/);
  });

  it('a missing or doubled heading is refused, showing those there are', async () => {
    const renamed = changed(monthLines('2021-06 all', TWO), (line) => line.replaceAll('CCG_', 'AREA_'));
    await assert.rejects(
      parse(renamed, '2021-06 all'),
      refusal(
        'HEADING_MISSING',
        /no column CCG_CODE/,
        /"AREA_CODE" is not among them.*not found: "ccg_code"/,
      ),
    );
    const doubled = changed(
      monthLines('2021-06 quin-age', TWO),
      (line) => `${line},${line.split(',').at(-1) ?? ''}`,
    );
    await assert.rejects(parse(doubled, '2021-06 quin-age'), refusal('HEADING_MISSING', /more than one/));
  });

  it('a heading of the layout of other years is refused', async () => {
    for (const [slot, commissioner] of [
      ['2019-04 all', 'SUB_ICB_LOCATION'],
      ['2024-04 all', 'CCG'],
      ['2019-04 map', 'SUB_ICB_LOCATION'],
      ['2024-04 map', 'CCG'],
    ] as const) {
      const lines = monthLines(slot, TWO, { commissioner });
      await assert.rejects(parse(lines, slot), refusal('HEADING_MISSING', /beside those of layout/));
      assert.match(JSON.stringify(gpRegisteredPatients.recognise(await csv(lines))), /"nearly":true/);
    }
  });

  it('another file of the month in its place is refused by what it is', async () => {
    await assert.rejects(
      parse(monthLines('2021-06 all', TWO), '2021-06 quin-age'),
      refusal('WRONG_TABLE', /total of each practice, not what is wanted here: practices by sex/),
    );
    const single = ['PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,SEX,AGE,NUMBER_OF_PATIENTS'];
    await assert.rejects(parse(single, '2021-06 quin-age'), refusal('WRONG_TABLE', /single years of age/));
  });

  it('a mark, a fraction or a negative in place of a count is refused with its place', async () => {
    for (const wrong of ['*', '-1', '3.5', '1e3', '']) {
      const lines = changed(monthLines('2021-06 quin-age', TWO), (line, at) =>
        at === 300 ? line.replace(/\d+$/, wrong) : line,
      );
      await assert.rejects(
        parse(lines, '2021-06 quin-age'),
        refusal('IMPLAUSIBLE', /Row 301, column I \("NUMBER_OF_PATIENTS"\)/),
      );
    }
  });

  it('an unknown sex or band is refused: people in it would be lost', async () => {
    for (const [from, to] of [
      ['FEMALE', 'UNKNOWN'],
      ['90_94', '90+'],
    ] as const) {
      const lines = changed(monthLines('2021-06 quin-age', TWO), (line) =>
        line.includes(',GP,') ? line.replace(from, to) : line,
      );
      await assert.rejects(
        parse(lines, '2021-06 quin-age'),
        refusal('UNKNOWN_LAYOUT', new RegExp(`"${to.replace('+', '\\+')}"`)),
      );
    }
  });

  it('a practice that is there twice with the same figures counts once, and the other rows are set aside', async () => {
    const lines = monthLines('2024-05 quin-age', TWO);
    const again = [...lines, ...lines.filter((line) => line.includes(',A81001,'))];
    const parsed = await parse(again, '2024-05 quin-age');
    assert.equal(tableRows(parsed, 'gp_list_size').length, 2 * 39);
    assert.equal(parsed.quarantine.length, 42);
    assert.equal(parsed.findings.filter(({ kind }) => kind === 'duplicate-row').length, 1);
    const all = monthLines('2024-05 all', TWO);
    const totals = await parse([...all, all[1] ?? ''], '2024-05 all');
    assert.equal(tableRows(totals, 'gp_list_total').length, 2);
  });

  it('a file that is there twice in itself is refused, not mended', async () => {
    const lines = monthLines('2024-05 quin-age', england(60, 1_000_000));
    await assert.rejects(
      parse([...lines, ...lines.slice(1)], '2024-05 quin-age'),
      refusal('IMPLAUSIBLE', /2000 rows/),
    );
  });

  it('a practice that is there twice with different words is refused, naming both rows', async () => {
    for (const slot of ['2021-06 all', '2021-06 quin-age', '2021-06 map']) {
      const lines = monthLines(slot, TWO);
      const other = (lines.find((line) => line.includes(',A81001,')) ?? '')
        .replace(/\d+$/, '7')
        .replace('PRACTICE', 'SURGERY');
      await assert.rejects(
        parse([...lines, other], slot),
        refusal('DUPLICATE_ROWS', /A81001 is in rows \d+ and \d+/),
      );
    }
  });

  it('rows without a type are networks, unless they have an address and the code of a practice: then they are read, and it is said', async () => {
    const lines = monthLines('2020-04 quin-age', TWO);
    const network = 'GP_PRAC_PAT_LIST,01APR2020,,U,,,ALL,ALL,5';
    const whole = await parse([...lines, network], '2020-04 quin-age');
    assert.deepEqual([whole.findings, whole.quarantine], [[], []]);
    const untyped = changed(lines, (line) =>
      /,Y02428,.*,(?:5_9|95\+),/.test(line) ? line.replace(',GP,', ',,') : line,
    );
    const parsed = await parse([...untyped, network], '2020-04 quin-age');
    assert.deepEqual(parsed.tables, whole.tables);
    assert.deepEqual(
      parsed.findings.map(({ kind }) => kind),
      ['no-type'],
    );
    assert.match(parsed.findings[0]?.message ?? '', /empty in 3 rows .* Y02428/);
  });

  it('a row without a type that contradicts another, or has another code, is set aside', async () => {
    const lines = monthLines('2020-04 quin-age', TWO);
    const stray = 'GP_PRAC_PAT_LIST,01APR2020,,Y02428,,AB1 2CD,MALE,5_9,5';
    const network = 'GP_PRAC_PAT_LIST,01APR2020,,U12345,,AB1 2CD,ALL,ALL,5';
    const parsed = await parse([...lines, stray, network], '2020-04 quin-age');
    assert.deepEqual(
      parsed.quarantine.map(({ rule, row }) => [rule, row]),
      [
        ['no-type', lines.length + 1],
        ['no-type', lines.length + 2],
      ],
    );
    assert.equal(tableRows(parsed, 'gp_list_size').length, 2 * 39);
  });

  it('a practice whose bands do not add up to its own total is loaded with a finding that names it', async () => {
    const lines = changed(monthLines('2021-06 quin-age', TWO), (line) =>
      line.replace(/(,A81001,.*,ALL,ALL),390$/, '$1,391'),
    );
    const parsed = await parse(lines, '2021-06 quin-age');
    assert.deepEqual(
      parsed.findings.map(({ kind, orgCode }) => [kind, orgCode]),
      [['practice-total-disagrees', 'A81001']],
    );
    assert.match(parsed.findings[0]?.message ?? '', /391 for ALL \(row \d+\), where its bands add up to 390/);
  });

  it('a hand-downloaded file is known by its headings and its date, never by its name', async () => {
    for (const slot of ['2019-04 all', '2019-04 quin-age', '2019-04 map']) {
      const source = await csv(monthLines(slot, TWO, { date: '01-Apr-19' }), 'download (3).csv');
      const known = { fy: '2019-20', slot, period: '2019-04', by: 'content' };
      assert.deepEqual(gpRegisteredPatients.recognise(source), known);
    }
    const lsoa = [
      'PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS',
      'x,01JAN2021,A81001,B,E1,ALL,1',
    ];
    for (const [lines, words] of [
      [monthLines('2016-07 all', TWO), /July 2016/],
      [monthLines('2019-04 all', TWO, { date: '01/04/2019' }), /"01\/04\/2019" is no day/],
      [lsoa, /LSOA/],
    ] as const) {
      const found = gpRegisteredPatients.recognise(await csv(lines));
      assert.ok('notThis' in found && found.nearly);
      assert.match(found.notThis, words);
    }
  });
});
