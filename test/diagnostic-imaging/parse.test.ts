import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { diagnosticImaging } from '../../datasets/diagnostic-imaging/dataset.ts';
import { monthsOf } from '../../nhs/financial-year.ts';
import { refusal } from '../tables/refusal.ts';
import { contextOf, did, parseDid, tests, type Did, type Edit } from './did-workbook.ts';

/** What drifted, by year (dossier diagnostic-imaging, section 3). */
const DRIFT: readonly (readonly [layout: string, drift: Did])[] = [
  ['did-month-sheets', { fy: '2017-18', monthSheets: true }],
  ['did-year', { fy: '2018-19', nothing: '.' }],
  ['did-year', { fy: '2019-20', nothing: '.' }],
  ['did-year', { fy: '2020-21', nothing: '..' }],
  ['did-year', { fy: '2021-22', nothing: '-' }],
  ['did-year-to-date', { fy: '2022-23', yearHeading: 'Year to date', status: 'Provisional', nothing: null }],
  ['did-year', { fy: '2023-24', nothing: null }],
  ['did-year', { fy: '2024-25', nothing: null }],
];

const BASE: Did = { fy: '2020-21', nothing: '.' };

function codes(parsed: ParsedFile, fy = BASE.fy): readonly string[] {
  return diagnosticImaging.check(parsed, contextOf(fy)).map((one) => one.code);
}

function kinds(parsed: ParsedFile): readonly string[] {
  return parsed.findings.map(({ kind, orgCode, measure }) => `${kind} ${orgCode ?? ''} ${measure ?? ''}`);
}

describe('a Table 1', () => {
  for (const [layout, drift] of DRIFT) {
    it(`of ${drift.fy} gives tests by modality, month by month`, async () => {
      const source = await did(drift);
      const { fy } = drift;
      assert.deepEqual(diagnosticImaging.recognise(source), {
        fy,
        slot: fy,
        period: fy,
        by: 'content',
        edition: '2021-11-18',
      });
      const parsed = await diagnosticImaging.parse(source, contextOf(fy));
      assert.deepEqual([parsed.layout, parsed.published], [layout, '2021-11-18']);
      assert.equal(parsed.maturity, drift.status === 'Provisional' ? 'provisional' : 'final');
      const [april = '', , , , , , , , , january = ''] = monthsOf(fy);
      assert.equal(tests(parsed, 'R1H', april, 'tests_plain_radiography'), 5000);
      assert.equal(tests(parsed, 'R1H', january, 'tests_nuclear_medicine'), 145);
      assert.equal(tests(parsed, 'RGT', january, 'tests_spect'), 55);
      assert.equal(tests(parsed, 'R1H', fy, 'tests_ct'), layout === 'did-month-sheets' ? 0 : 12_330);
      assert.deepEqual(parsed.findings, []);
      assert.deepEqual(parsed.quarantine, []);
      assert.deepEqual(codes(parsed, fy), []);
    });
  }

  it('prints an England figure for each modality and period, with its cell', async () => {
    const { totals } = await parseDid(BASE);
    assert.equal(totals.length, 9 * 13);
    assert.deepEqual(
      totals.find((one) => one.period === '2020-04' && one.measure === 'tests_ct'),
      {
        period: '2020-04',
        measure: 'tests_ct',
        published: 2390,
        sumOfRows: 2390,
        sheet: 'Provider',
        row: 14,
        column: 'F',
      },
    );
    assert.equal((await parseDid({ fy: '2017-18', monthSheets: true })).totals.length, 9 * 12);
  });

  it('keeps a row of an independent provider for every region, to be added', async () => {
    const parsed = await parseDid(BASE);
    assert.deepEqual(
      parsed.observations
        .filter((one) => one.orgCode === 'NT9' && one.period === '2020-04' && one.measure === 'tests_mri')
        .map((one) => one.value),
      [500, 300],
    );
    assert.deepEqual(codes(parsed), []);
  });

  it('keeps both rows of a trust that changed its name, to be added', async () => {
    const parsed = await parseDid({
      ...BASE,
      edit: (sheet) => {
        const was = sheet.getRow(25).values as readonly unknown[];
        sheet.getRow(60).values = was.map((value, index) =>
          index === 4 ? 'Barts NHS Trust' : value,
        ) as string[];
        for (let column = 6; column <= 18; column += 1) {
          const england = sheet.getCell(15, column);
          england.value = Number(england.value) + Number(sheet.getCell(60, column).value);
        }
      },
    });
    assert.equal(tests(parsed, 'R1H', '2020-04', 'tests_ultrasound'), 4000);
    assert.deepEqual(codes(parsed), []);
  });

  it('has no row, not a zero, for a modality an organisation did not send', async () => {
    const parsed = await parseDid(BASE);
    assert.ok(!parsed.observations.some((one) => one.orgCode === 'RBS' && one.measure === 'tests_pet'));
    const of2017 = await parseDid({ fy: '2017-18', monthSheets: true });
    const zero = of2017.observations.find((one) => one.orgCode === 'RBS' && one.measure === 'tests_pet');
    assert.deepEqual([zero?.value, zero?.status], [0, 'reported']);
  });

  it('tells withheld from not sent, and neither is zero', async () => {
    const parsed = await parseDid({
      ...BASE,
      edit: (sheet) => {
        sheet.getCell('F24').value = '*';
        sheet.getCell('G24').value = '.';
        sheet.getCell('H24').value = '-';
        sheet.getCell('I24').value = null;
      },
    });
    const row = parsed.observations.filter((one) => one.row === 24).slice(0, 4);
    assert.deepEqual(
      row.map(({ status, value, printed }) => [status, value, printed]),
      [
        ['suppressed', null, '*'],
        ['missing', null, '.'],
        ['missing', null, '-'],
        ['missing', null, ''],
      ],
    );
  });
});

describe('the months of a Table 1', () => {
  it('that have no number of a trust in any modality are named in a finding; a withheld one is no number', async () => {
    const blank: Edit = (sheet) => {
      for (let row = 24; row <= 32; row += 1) {
        for (const column of ['L', 'M', 'Q']) sheet.getCell(`${column}${row}`).value = '.';
      }
      sheet.getCell('Q24').value = '*';
    };
    const parsed = await parseDid({ ...BASE, edit: blank });
    const finding = parsed.findings.find((one) => one.kind === 'months-missing');
    assert.deepEqual(
      [finding?.orgCode, finding?.measure, finding?.severity],
      ['R1H', 'imaging_tests', 'warning'],
    );
    assert.match(
      finding?.message ?? '',
      /October 2020 to November 2020, March 2021 \(9 of 12 months reported\)/,
    );
  });

  it('in which one modality of a trust stops are named too, while others go on', async () => {
    const parsed = await parseDid({
      ...BASE,
      edit: (sheet) => {
        sheet.getCell('P30').value = '.';
        sheet.getCell('Q30').value = '.';
        sheet.getCell('Q32').value = '.';
      },
    });
    assert.deepEqual(
      parsed.findings
        .filter(({ kind }) => kind !== 'year-not-months')
        .map(({ kind, orgCode, message }) => [kind, orgCode, /tests_\w+ in .* 2021/.exec(message)?.[0]]),
      [['modality-missing', 'R1H', 'tests_plain_radiography in February 2021 to March 2021']],
    );
  });

  it('that are still to come make every trust of a provisional edition short of months', async () => {
    const options: Did = {
      fy: '2022-23',
      yearHeading: 'Year to date',
      status: 'Provisional',
      nothing: null,
      monthsPrinted: 4,
    };
    const cut: Did = { ...options, edit: (sheet) => sheet.spliceColumns(10, 8) };
    for (const parsed of [await parseDid(options), await parseDid(cut)]) {
      assert.equal(parsed.maturity, 'provisional');
      assert.deepEqual(codes(parsed, '2022-23'), []);
      assert.equal(tests(parsed, 'RGT', '2022-23', 'tests_ct'), 3630);
      assert.equal(tests(parsed, 'RGT', '2022-08'), 0);
      assert.deepEqual(kinds(parsed), [
        'part-of-year  imaging_tests',
        ...['R1H', 'NT9', 'RGT', 'RBS'].map((code) => `months-missing ${code} imaging_tests`),
      ]);
      assert.match(parsed.findings[1]?.message ?? '', /August 2022 to March 2023 \(4 of 12/);
    }
  }).timeout(5000);

  it('of 2017-18 may end early: the file says which months it has', async () => {
    const parsed = await parseDid({ fy: '2017-18', monthSheets: true, monthsPrinted: 10 });
    assert.match(
      parsed.findings[0]?.message ?? '',
      /No organisation has a figure for February 2018 to March 2018/,
    );
    assert.deepEqual(codes(parsed, '2017-18'), []);
  });

  it('may differ from the year by rounding and by what is withheld; more is a finding', async () => {
    const year =
      (by: number): Edit =>
      (sheet) => {
        for (const cell of ['R14', 'R24']) sheet.getCell(cell).value = Number(sheet.getCell(cell).value) + by;
      };
    assert.deepEqual(kinds(await parseDid({ ...BASE, edit: year(30) })), []);
    const parsed = await parseDid({ ...BASE, edit: year(40) });
    assert.deepEqual(kinds(parsed), ['year-not-months R1H imaging_tests']);
    assert.match(parsed.findings[0]?.message ?? '', /row 24 prints 12370 .* add up to 12330/);
    assert.deepEqual(codes(parsed), []);
  });

  it('may be fifteen tests from the year in every row, though it has few months', async () => {
    const parsed = await parseDid({
      fy: '2022-23',
      yearHeading: 'Year to date',
      status: 'Provisional',
      nothing: null,
      monthsPrinted: 4,
      edit: (sheet) => {
        for (let row = 24; row <= 60; row += 1) {
          const cell = sheet.getCell(row, 18);
          if (typeof cell.value === 'number') cell.value += row % 2 === 0 ? 15 : -15;
        }
      },
    });
    assert.ok(!parsed.findings.some(({ kind }) => kind === 'year-not-months'));
  });

  it('of 2017-18 are told by their Period where every sheet has the one title of the table', async () => {
    const title = '1a DID - Count of Imaging Activity by Modality';
    const parsed = await parseDid({ fy: '2017-18', monthSheets: true, title });
    assert.equal(tests(parsed, 'R1H', '2017-06', 'tests_ct'), 1010);
    assert.deepEqual(codes(parsed, '2017-18'), []);
  });

  it('may be withheld for all of England where one or two tests are all there is; a total withheld beside figures is refused', async () => {
    const withheld =
      (modality: string, england: string): Edit =>
      (sheet) => {
        sheet.getCell(england).value = '*';
        sheet.eachRow((row) => {
          const cell = row.getCell(6);
          if (row.getCell(5).value === modality) cell.value = '*';
        });
      };
    const parsed = await parseDid({ ...BASE, edit: withheld('Medical Photography', 'F18') });
    assert.ok(
      !parsed.totals.some(
        ({ measure, period }) => measure === 'tests_medical_photography' && period === '2020-04',
      ),
    );
    assert.deepEqual(codes(parsed), []);
    await assert.rejects(
      parseDid({ ...BASE, edit: (sheet) => (sheet.getCell('F14').value = '*') }),
      refusal('TOTAL_DISAGREES', /row 14, column F/),
    );
  });

  it('are refused when in many rows they are not the year', async () => {
    const parsed = await parseDid({
      ...BASE,
      edit: (sheet) => {
        for (let row = 14; row <= 70; row += 1) {
          const cell = sheet.getCell(row, 18);
          if (typeof cell.value === 'number') cell.value *= 2;
        }
      },
    });
    assert.deepEqual(codes(parsed), ['IMPLAUSIBLE']);
  });
});

describe('the title page of a Table 1', () => {
  it('may repeat the title of the table: it is no table without headings', async () => {
    const parsed = await parseDid({
      ...BASE,
      edit: (_sheet, book) => {
        const page = book.getWorksheet('Title page');
        if (page) page.getCell('B2').value = 'Title:';
        if (page) page.getCell('C2').value = 'Table 1 DID - Count of Imaging Activity by Modality';
      },
    });
    assert.deepEqual(codes(parsed), []);
  });

  it('gives a finding for every provider it lists, and leaves sites and strangers alone', async () => {
    const parsed = await parseDid({
      ...BASE,
      issues: [
        '1.  The following changes to providers occurred during the year:',
        "·    Alder Hey Children's (RBS) merged with Nobody (RZZ) from June 2020.",
        '2.  The following providers had shortfalls in their data for the months shown:',
        '·    Barts Health NHS Trust (R1H) did not report activity for its site (R1H12) in June 2020.',
      ],
    });
    assert.deepEqual(
      parsed.findings.map(({ kind, severity, orgCode, message }) => [kind, severity, orgCode, message]),
      [
        [
          'provider-issue',
          'info',
          'RBS',
          `The publisher says on sheet "Title page", row 10: Alder Hey Children's (RBS) merged with Nobody (RZZ) from June 2020.`,
        ],
        [
          'provider-issue',
          'warning',
          'R1H',
          'The publisher says on sheet "Title page", row 12: Barts Health NHS Trust (R1H) did not report activity for its site (R1H12) in June 2020.',
        ],
      ],
    );
  });
});

describe('the status of a Table 1', () => {
  it('is what the file says of itself; where it says nothing it is provisional, with a doubt', async () => {
    const parsed = await parseDid({ ...BASE, edit: (sheet) => (sheet.getCell('C9').value = 'Public') });
    assert.equal(parsed.maturity, 'provisional');
    assert.deepEqual(kinds(parsed), ['status-unknown  ']);
  });
});

describe('the same region, provider and modality twice', () => {
  const again =
    (change: number): Edit =>
    (sheet) => {
      sheet.getRow(60).values = sheet.getRow(24).values;
      sheet.getCell('F60').value = Number(sheet.getCell('F60').value) + change;
    };

  it('is counted once where the figures agree', async () => {
    const parsed = await parseDid({ ...BASE, edit: again(0) });
    assert.equal(tests(parsed, 'R1H', '2020-04', 'tests_ct'), 1000);
    assert.deepEqual(
      parsed.quarantine.map(({ row, rule }) => [row, rule]),
      [[60, 'duplicate-row']],
    );
    assert.deepEqual(codes(parsed), []);
  });

  it('is refused where they do not', async () => {
    await assert.rejects(
      parseDid({ ...BASE, edit: again(5) }),
      refusal('DUPLICATE_ROWS', /rows 24 and 60/, /R1H/),
    );
  });
});

/** Titles of the sibling tables that have sheet "Provider" and the same headings. */
const SIBLINGS = [
  "Table 2 DID - Median number of days from 'Date of Test Request' to 'Date of Test' by Modality",
  "Table 3 DID - Median number of days from 'Date of Test' to 'Date of Test Report Issued' by Modality",
  'Table 4 DID - Count of Imaging Activity, Using Groups of Tests Suitable for Diagnosing Cancer Labelled by Body site',
  'Table 11 DID - Count of Imaging Activity by Modality and Patient source setting',
  'Table 12 DID - Count of Interventional Radiology Activity by Modality',
  '10 DID - Count of Imaging Activity by Modality',
];

describe('a table that is not Table 1', () => {
  for (const title of SIBLINGS) {
    it(`is refused by its title alone: ${title.slice(0, 60)}`, async () => {
      const source = await did({ ...BASE, title });
      assert.throws(
        () => diagnosticImaging.parse(source, contextOf(BASE.fy)),
        refusal('WRONG_TABLE', /"Provider" is titled/),
      );
      const found = diagnosticImaging.recognise(source);
      assert.ok('notThis' in found && found.nearly, JSON.stringify(found));
    });
  }

  it('is refused when it has no title', async () => {
    await assert.rejects(
      parseDid({ ...BASE, edit: (sheet) => (sheet.getCell('B2').value = null) }),
      refusal('WRONG_TABLE', /"Title page", "Provider"/),
    );
  });
});

describe('a Table 1 of another period', () => {
  it('is refused, naming both years', async () => {
    const source = await did(BASE);
    assert.throws(
      () => diagnosticImaging.parse(source, contextOf('2019-20')),
      refusal('WRONG_PERIOD', /2020-21/, /2019-20/),
    );
  });

  it('is refused when its title block and the line above its figures disagree', async () => {
    await assert.rejects(
      parseDid({ ...BASE, edit: (sheet) => (sheet.getCell('F12').value = '2019/20') }),
      refusal('WRONG_PERIOD', /2020\/21/, /2019-20/),
    );
    await assert.rejects(
      parseDid({ ...BASE, edit: (sheet) => (sheet.getCell('C4').value = '2020') }),
      refusal('WRONG_PERIOD', /no financial year/),
    );
  });

  const month = (sheetName: string, date: string): Did => ({
    fy: '2017-18',
    monthSheets: true,
    edit: (_, book) => {
      const cell = book.getWorksheet(sheetName)?.getCell('C5');
      if (cell) cell.value = new Date(`${date}T00:00:00Z`);
    },
  });

  it('is refused when a month of 2017-18 was copied forward or is of another year', async () => {
    await assert.rejects(
      parseDid(month('Table 1b', '2017-04-01')),
      refusal('WRONG_PERIOD', /April 2017/, /May 2017/),
    );
    await assert.rejects(
      parseDid(month('Table 1c', '2018-06-01')),
      refusal('WRONG_PERIOD', /"Table 1c" is of 2018-19/, /"Table 1a" is of 2017-18/),
    );
    await assert.rejects(
      parseDid({
        fy: '2017-18',
        monthSheets: true,
        edit: (_, book) => {
          const sheet = book.getWorksheet('Table 1b');
          if (!sheet) return;
          sheet.getCell('C5').value = new Date('2017-04-01T00:00:00Z');
          sheet.getCell('C2').value = '1a DID - Count of Imaging Activity by Modality';
        },
      }),
      refusal('WRONG_PERIOD', /stand there twice/),
    );
  }).timeout(5000);

  it('may say its year in words, and date its months', async () => {
    const parsed = await parseDid({
      ...BASE,
      edit: (sheet) => {
        sheet.getCell('C4').value = 'April 2020 to March 2021';
        sheet.getCell('F13').value = 'Apr-20';
        sheet.getCell('Q13').value = 'March 2021';
      },
    });
    assert.equal(tests(parsed, 'R1H', '2021-03', 'tests_ct'), 1055);
    await assert.rejects(
      parseDid({ ...BASE, edit: (sheet) => (sheet.getCell('F13').value = 'Apr-19') }),
      refusal('UNKNOWN_LAYOUT', /"Apr-19"/),
    );
  });
});

describe('a Table 1 whose headings changed', () => {
  it('is refused by the heading that is missing, and shows those it found', async () => {
    const without = (cell: string): Did => ({ ...BASE, edit: (sheet) => (sheet.getCell(cell).value = null) });
    await assert.rejects(parseDid(without('C13')), refusal('HEADING_MISSING', /Org Code/, /"Modality"/));
    await assert.rejects(parseDid(without('E13')), refusal('HEADING_MISSING', /"Modality"/));
    await assert.rejects(parseDid(without('R13')), refusal('HEADING_MISSING', /"Year"/, /"Mar"/));
    await assert.rejects(parseDid(without('K13')), refusal('HEADING_MISSING', /September 2020/));
    await assert.rejects(
      parseDid({ fy: '2017-18', monthSheets: true, edit: (sheet) => (sheet.getCell('I14').value = null) }),
      refusal('HEADING_MISSING', /medical photography/),
    );
  });

  it('is refused by a heading that is new, or there twice', async () => {
    await assert.rejects(
      parseDid({ ...BASE, edit: (sheet) => (sheet.getCell('S13').value = 'Source setting') }),
      refusal('UNKNOWN_LAYOUT', /column S: "Source setting"/),
    );
    await assert.rejects(
      parseDid({ ...BASE, edit: (sheet) => (sheet.getCell('G13').value = 'Apr') }),
      refusal('HEADING_MISSING', /"Apr" stands there twice/),
    );
  });

  it('is refused by a modality it does not know', async () => {
    await assert.rejects(
      parseDid({ ...BASE, edit: (sheet) => (sheet.getCell('E26').value = 'Cone beam computed tomography') }),
      refusal('UNKNOWN_LAYOUT', /row 26/, /Cone beam/),
    );
  });

  it('is refused when sheets of single months come after 2017-18', async () => {
    await assert.rejects(
      parseDid({ fy: '2019-20', monthSheets: true }),
      refusal('UNKNOWN_LAYOUT', /"Table 1a" is of a single month/, /2019-20/),
    );
  });

  it('is read when its table has moved, and its columns have changed places', async () => {
    const parsed = await parseDid({
      ...BASE,
      edit: (sheet) => {
        sheet.spliceColumns(1, 1);
        sheet.insertRow(11, ['Note:', 'Management information']);
        sheet.insertRow(11, []);
      },
    });
    const one = parsed.observations.find((each) => each.orgCode === 'R1H' && each.measure === 'tests_ct');
    assert.deepEqual([one?.value, one?.row, one?.column], [1000, 26, 'E']);
    assert.deepEqual(codes(parsed), []);
  });
});

describe('the England rows of a Table 1', () => {
  const change = (cell: string, by: number): Did => ({
    ...BASE,
    edit: (sheet) => (sheet.getCell(cell).value = Number(sheet.getCell(cell).value) + by),
  });

  it('may differ from the organisations by the rounding to five, and no more', async () => {
    assert.deepEqual(codes(await parseDid(change('F14', 10))), []);
    assert.deepEqual(codes(await parseDid(change('F14', 20))), ['TOTAL_DISAGREES']);
  });

  it('refuse a file that lost a row', async () => {
    const parsed = await parseDid({ ...BASE, edit: (sheet) => sheet.spliceRows(32, 1) });
    assert.ok(codes(parsed).length >= 12);
    assert.deepEqual([...new Set(codes(parsed))], ['TOTAL_DISAGREES']);
  });

  it('that are each a little off, all the same way, refuse the file: a small row may be lost', async () => {
    const parsed = await parseDid({
      ...BASE,
      edit: (sheet) => {
        for (const [index, more] of [15, 10, 10, 15, 5, 10, 10, 12, 7].entries()) {
          const cell = sheet.getCell(14 + index, 18);
          cell.value = Number(cell.value) + more;
        }
      },
    });
    const [refused, ...others] = diagnosticImaging.check(parsed, contextOf(BASE.fy));
    assert.match(refused?.message ?? '', /all modalities of 2020-21.*94 apart/);
    assert.deepEqual(others, []);
  });

  it('must be there, one for each modality', async () => {
    await assert.rejects(
      parseDid({ ...BASE, edit: (sheet) => (sheet.getRow(18).values = []) }),
      refusal('TOTAL_DISAGREES', /no England row for medical photography/),
    );
    await assert.rejects(
      parseDid({ ...BASE, edit: (sheet) => (sheet.getCell('H15').value = 'n/a') }),
      refusal('IMPLAUSIBLE', /row 15, column H/),
    );
    await assert.rejects(
      parseDid({ ...BASE, edit: (sheet) => (sheet.getCell('H15').value = null) }),
      refusal('TOTAL_DISAGREES', /row 15, column H/),
    );
  });

  it('are not an organisation, and a row with figures but no code is set aside', async () => {
    const parsed = await parseDid({
      ...BASE,
      edit: (sheet) => (sheet.getRow(60).values = [undefined, 'Y56', '-', 'LONDON', 'Fluoroscopy', 7]),
    });
    assert.deepEqual([...new Set(parsed.observations.map((one) => one.orgCode))].sort(), [
      'NT9',
      'R1H',
      'RBS',
      'RGT',
    ]);
    assert.deepEqual(
      parsed.quarantine.map(({ row, rule }) => [row, rule]),
      [[60, 'no-organisation-code']],
    );
  });
});

describe('a figure of a Table 1', () => {
  it('that is no count is refused where it stands', async () => {
    await assert.rejects(
      parseDid({ ...BASE, edit: (sheet) => (sheet.getCell('J24').value = '~1,000') }),
      refusal('IMPLAUSIBLE', /row 24, column J \("Aug"\) prints "~1,000"/),
    );
    for (const value of [-5, 1000.5]) {
      const parsed = await parseDid({ ...BASE, edit: (sheet) => (sheet.getCell('J24').value = value) });
      assert.ok(codes(parsed).includes('IMPLAUSIBLE'), String(value));
    }
  });
});
