import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { diagnosticImaging } from '../../datasets/diagnostic-imaging/dataset.ts';
import { monthsOf } from '../../nhs/financial-year.ts';
import { type CellChanges, changeCells } from '../fixtures/cells.ts';
import { contextOf, did, type Did } from '../fixtures/diagnostic-imaging.ts';
import { refusal } from '../tables/refusal.ts';

/** What drifted, by year (dossier diagnostic-imaging, section 3). */
const DRIFT: readonly (readonly [layout: string, drift: Did])[] = [
  ['did-month-sheets', { fy: '2017-18', monthSheets: true }],
  ['did-year', { fy: '2018-19', nothing: '.' }],
  ['did-year', { fy: '2019-20', nothing: '.' }],
  ['did-year', { fy: '2020-21', nothing: '..' }],
  ['did-year', { fy: '2021-22', nothing: '-' }],
  ['did-year-to-date', { fy: '2022-23', provisional: true }],
  ['did-year', { fy: '2023-24' }],
  ['did-year', { fy: '2024-25' }],
];

const YEAR: Did = { fy: '2020-21', nothing: '.' };
const MONTHS: Did = { fy: '2017-18', monthSheets: true };
const FOUR_MONTHS: Did = { fy: '2022-23', provisional: true, monthsPrinted: 4 };

async function parse(options: Did): Promise<ParsedFile> {
  return await diagnosticImaging.parse(await did(options), contextOf(options.fy));
}

const withCells = (cells: CellChanges): Promise<ParsedFile> => parse({ ...YEAR, cells });

/** Adds up the reported figures of an organisation in a period. */
function tests(parsed: ParsedFile, org: string, period: string, measure = 'tests_'): number {
  return parsed.observations
    .filter((figure) => figure.orgCode === org && figure.period === period)
    .filter((figure) => figure.measure.startsWith(measure))
    .reduce((sum, { value }) => sum + (value ?? 0), 0);
}

function codes(parsed: ParsedFile, fy = YEAR.fy): readonly string[] {
  return diagnosticImaging.check(parsed, contextOf(fy)).map(({ code }) => code);
}

function kinds(parsed: ParsedFile): readonly string[] {
  return parsed.findings.map(({ kind, orgCode, measure }) => `${kind} ${orgCode ?? ''} ${measure ?? ''}`);
}

function rowsSetAside({ quarantine }: ParsedFile): readonly unknown[] {
  return quarantine.map(({ row, rule }) => [row, rule]);
}

describe('a Table 1', () => {
  for (const [layout, drift] of DRIFT) {
    it(`of ${drift.fy} gives tests by modality, month by month`, async () => {
      const source = await did(drift);
      const { fy, provisional = false } = drift;
      const edition = provisional ? '2023-07-20' : '2022-12-15';
      assert.deepEqual(diagnosticImaging.recognise(source), {
        ...{ fy, slot: fy, period: fy, by: 'content', edition },
      });
      const parsed = await diagnosticImaging.parse(source, contextOf(fy));
      assert.deepEqual(
        [parsed.layout, parsed.published, parsed.maturity],
        [layout, edition, provisional ? 'provisional' : 'final'],
      );
      const [april = '', , , , , , , , , january = ''] = monthsOf(fy);
      assert.equal(tests(parsed, 'R1H', april, 'tests_plain_radiography'), 5000);
      assert.equal(tests(parsed, 'R1H', january, 'tests_nuclear_medicine'), 145);
      assert.equal(tests(parsed, 'RGT', january, 'tests_spect'), 55);
      assert.equal(tests(parsed, 'R1H', fy, 'tests_ct'), layout === 'did-month-sheets' ? 0 : 12_330);
      assert.deepEqual([parsed.findings, parsed.quarantine, codes(parsed, fy)], [[], [], []]);
    });
  }

  it('prints an England figure for each modality and period, with its cell', async () => {
    const { totals } = await parse(YEAR);
    assert.equal(totals.length, 9 * 13);
    assert.deepEqual(
      totals.find(({ period, measure }) => period === '2020-04' && measure === 'tests_ct'),
      {
        ...{ period: '2020-04', measure: 'tests_ct', published: 2390, sumOfRows: 2390 },
        ...{ sheet: 'Provider', row: 14, column: 'F' },
      },
    );
    assert.equal((await parse(MONTHS)).totals.length, 9 * 12);
  });

  it('keeps a row of an independent provider for every region, to be added', async () => {
    const parsed = await parse(YEAR);
    assert.deepEqual(
      parsed.observations
        .filter(({ orgCode, period }) => orgCode === 'NT9' && period === '2020-04')
        .filter(({ measure }) => measure === 'tests_mri')
        .map(({ value }) => value),
      [500, 300],
    );
    assert.deepEqual(codes(parsed), []);
  });

  it('keeps both rows of a trust that changed its name, to be added', async () => {
    const parsed = await parse({
      ...YEAR,
      edit: (lines) => {
        const [was = [], england = []] = [lines[24], lines[14]];
        lines[59] = was.map((cell, index) => (index === 3 ? 'Barts NHS Trust' : cell));
        lines[14] = england.map((cell, index) => (index < 5 ? cell : Number(cell) + Number(was[index])));
      },
    });
    assert.equal(tests(parsed, 'R1H', '2020-04', 'tests_ultrasound'), 4000);
    assert.deepEqual(codes(parsed), []);
  });

  it('has no row, not a zero, for a modality an organisation did not send', async () => {
    const pet = async (options: Did): Promise<readonly unknown[]> =>
      (await parse(options)).observations
        .filter(({ orgCode, measure }) => orgCode === 'RBS' && measure === 'tests_pet')
        .slice(0, 1)
        .map(({ value, status }) => [value, status]);
    assert.deepEqual(await pet(YEAR), []);
    assert.deepEqual(await pet(MONTHS), [[0, 'reported']]);
  });

  it('tells withheld from not sent, and neither is zero', async () => {
    const parsed = await withCells({ F24: '*', G24: '.', H24: '-', I24: null });
    assert.deepEqual(
      parsed.observations
        .filter(({ row }) => row === 24)
        .slice(0, 4)
        .map(({ status, value, printed }) => [status, value, printed]),
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
    const rows = [24, 25, 26, 27, 28, 29, 30, 31, 32];
    const blank = rows.flatMap((row) => ['L', 'M', 'Q'].map((column) => [`${column}${row}`, '.'] as const));
    const { findings } = await withCells({ ...Object.fromEntries(blank), Q24: '*' });
    const finding = findings.find(({ kind }) => kind === 'months-missing');
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
    const { findings } = await withCells({ P30: '.', Q30: '.', Q32: '.' });
    assert.deepEqual(
      findings
        .filter(({ kind }) => kind !== 'year-not-months')
        .map(({ kind, orgCode, message }) => [kind, orgCode, /tests_\w+ in .* 2021/.exec(message)?.[0]]),
      [['modality-missing', 'R1H', 'tests_plain_radiography in February 2021 to March 2021']],
    );
  });

  it('that are still to come make every trust of a provisional edition short of months', async () => {
    const withoutColumns: Did = {
      ...FOUR_MONTHS,
      edit: (lines) => {
        for (const line of lines) line.splice(9, 8);
      },
    };
    for (const parsed of [await parse(FOUR_MONTHS), await parse(withoutColumns)]) {
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
    const parsed = await parse({ ...MONTHS, monthsPrinted: 10 });
    assert.match(
      parsed.findings[0]?.message ?? '',
      /No organisation has a figure for February 2018 to March 2018/,
    );
    assert.deepEqual(codes(parsed, '2017-18'), []);
  });

  it('may differ from the year by rounding and by what is withheld; more is a finding', async () => {
    const year = (by: number): CellChanges => ({ R14: (was) => was + by, R24: (was) => was + by });
    assert.deepEqual(kinds(await withCells(year(30))), []);
    const parsed = await withCells(year(40));
    assert.deepEqual(kinds(parsed), ['year-not-months R1H imaging_tests']);
    assert.match(parsed.findings[0]?.message ?? '', /row 24 prints 12370 .* add up to 12330/);
    assert.deepEqual(codes(parsed), []);
  });

  it('may be fifteen tests from the year in every row, though it has few months', async () => {
    const parsed = await parse({
      ...FOUR_MONTHS,
      edit: (lines) => {
        for (const [index, line] of lines.entries())
          if (index >= 23 && typeof line[17] === 'number') line[17] += index % 2 === 0 ? 15 : -15;
      },
    });
    assert.ok(!parsed.findings.some(({ kind }) => kind === 'year-not-months'));
  });

  it('of 2017-18 are told by their Period where every sheet has the one title of the table', async () => {
    const parsed = await parse({ ...MONTHS, title: '1a DID - Count of Imaging Activity by Modality' });
    assert.equal(tests(parsed, 'R1H', '2017-06', 'tests_ct'), 1010);
    assert.deepEqual(codes(parsed, '2017-18'), []);
  });

  it('may be withheld for all of England where one or two tests are all there is; a total withheld beside figures is refused', async () => {
    const parsed = await parse({
      ...YEAR,
      edit: (lines) => {
        for (const line of lines) if (line[4] === 'Medical Photography') line[5] = '*';
      },
    });
    assert.ok(
      !parsed.totals.some(
        ({ measure, period }) => measure === 'tests_medical_photography' && period === '2020-04',
      ),
    );
    assert.deepEqual(codes(parsed), []);
    await assert.rejects(withCells({ F14: '*' }), refusal('TOTAL_DISAGREES', /row 14, column F/));
  });

  it('are refused when in many rows they are not the year', async () => {
    const parsed = await parse({
      ...YEAR,
      edit: (lines) => {
        for (const line of lines) if (typeof line[17] === 'number') line[17] *= 2;
      },
    });
    assert.deepEqual(codes(parsed), ['IMPLAUSIBLE']);
  });
});

describe('the title page of a Table 1', () => {
  it('may repeat the title of the table: it is no table without headings', async () => {
    const title = 'Table 1 DID - Count of Imaging Activity by Modality';
    const edit: Did['edit'] = (_lines, [page]) =>
      page && changeCells(page, { A2: null, B2: 'Title:', C2: title });
    assert.deepEqual(codes(await parse({ ...YEAR, edit })), []);
  });

  it('gives a finding for every provider it lists, and leaves sites and strangers alone', async () => {
    const merged = "Alder Hey Children's (RBS) merged with Nobody (RZZ) from June 2020.";
    const short = 'Barts Health NHS Trust (R1H) did not report activity for its site (R1H12) in June 2020.';
    const { findings } = await parse({
      ...YEAR,
      issues: [
        '1.  The following changes to providers occurred during the year:',
        `·    ${merged}`,
        '2.  The following providers had shortfalls in their data for the months shown:',
        `·    ${short}`,
      ],
    });
    const says = (row: number, what: string): string =>
      `The publisher says on sheet "Title page", row ${row}: ${what}`;
    assert.deepEqual(
      findings.map(({ kind, severity, orgCode, message }) => [kind, severity, orgCode, message]),
      [
        ['provider-issue', 'info', 'RBS', says(10, merged)],
        ['provider-issue', 'warning', 'R1H', says(12, short)],
      ],
    );
  });
});

describe('the status of a Table 1', () => {
  it('is what the file says of itself; where it says nothing it is provisional, with a finding', async () => {
    const parsed = await withCells({ C9: 'Public' });
    assert.equal(parsed.maturity, 'provisional');
    assert.deepEqual(kinds(parsed), ['status-unknown  ']);
  });
});

describe('the same region, provider and modality twice', () => {
  const again = (more: number): Did => ({
    ...YEAR,
    edit: (lines) =>
      (lines[59] = (lines[23] ?? []).map((cell, index) => (index === 5 ? Number(cell) + more : cell))),
  });

  it('is counted once where the figures agree', async () => {
    const parsed = await parse(again(0));
    assert.equal(tests(parsed, 'R1H', '2020-04', 'tests_ct'), 1000);
    assert.deepEqual(rowsSetAside(parsed), [[60, 'duplicate-row']]);
    assert.deepEqual(codes(parsed), []);
  });

  it('is refused where they do not', async () => {
    await assert.rejects(parse(again(5)), refusal('DUPLICATE_ROWS', /rows 24 and 60/, /R1H/));
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
      const source = await did({ ...YEAR, title });
      assert.throws(
        () => diagnosticImaging.parse(source, contextOf(YEAR.fy)),
        refusal('WRONG_TABLE', /"Provider" is titled/),
      );
      const found = diagnosticImaging.recognise(source);
      assert.ok('notThis' in found && found.nearly, JSON.stringify(found));
    });
  }

  it('is refused when it has no title', async () => {
    await assert.rejects(withCells({ B2: null }), refusal('WRONG_TABLE', /"Title page", "Provider"/));
  });
});

describe('a Table 1 of another period', () => {
  it('is refused, naming both years', async () => {
    const source = await did(YEAR);
    assert.throws(
      () => diagnosticImaging.parse(source, contextOf('2019-20')),
      refusal('WRONG_PERIOD', /2020-21/, /2019-20/),
    );
  });

  it('is refused when its title block and the line above its figures disagree', async () => {
    await assert.rejects(withCells({ F12: '2019/20' }), refusal('WRONG_PERIOD', /2020\/21/, /2019-20/));
    await assert.rejects(withCells({ C4: '2020' }), refusal('WRONG_PERIOD', /no financial year/));
  });

  const monthSheet = (name: string, changes: CellChanges): Did => ({
    ...MONTHS,
    edit: (_lines, sheets) => {
      for (const sheet of sheets) if (sheet.name === name) changeCells(sheet, changes);
    },
  });
  const day = (date: string): Date => new Date(`${date}T00:00:00Z`);

  it('is refused when a month of 2017-18 was copied forward or is of another year', async () => {
    await assert.rejects(
      parse(monthSheet('Table 1b', { C5: day('2017-04-01') })),
      refusal('WRONG_PERIOD', /April 2017/, /May 2017/),
    );
    await assert.rejects(
      parse(monthSheet('Table 1c', { C5: day('2018-06-01') })),
      refusal('WRONG_PERIOD', /"Table 1c" is of 2018-19/, /"Table 1a" is of 2017-18/),
    );
    const title = '1a DID - Count of Imaging Activity by Modality';
    await assert.rejects(
      parse(monthSheet('Table 1b', { C5: day('2017-04-01'), C2: title })),
      refusal('WRONG_PERIOD', /stand there twice/),
    );
  }).timeout(5000);

  it('may say its year in words, and date its months', async () => {
    const parsed = await withCells({ C4: 'April 2020 to March 2021', F13: 'Apr-20', Q13: 'March 2021' });
    assert.equal(tests(parsed, 'R1H', '2021-03', 'tests_ct'), 1055);
    await assert.rejects(withCells({ F13: 'Apr-19' }), refusal('UNKNOWN_LAYOUT', /"Apr-19"/));
  });
});

describe('a Table 1 whose headings changed', () => {
  it('is refused by the heading that is missing, and shows those it found', async () => {
    for (const [cell, word] of Object.entries({ C13: 'org code', E13: 'modality', R13: 'year' })) {
      const words = new RegExp(`beside those of layout did-year: .*"Mar".*; not found: .*"${word}"`);
      await assert.rejects(withCells({ [cell]: null }), refusal('HEADING_MISSING', words));
    }
    await assert.rejects(withCells({ K13: null }), refusal('HEADING_MISSING', /September 2020/));
    await assert.rejects(
      parse({ ...MONTHS, cells: { I14: null } }),
      refusal('HEADING_MISSING', /medical photography/),
    );
  });

  it('is refused by a heading that is new, or there twice', async () => {
    await assert.rejects(
      withCells({ S13: 'Source setting' }),
      refusal('UNKNOWN_LAYOUT', /column S: the column "Source setting"/),
    );
    await assert.rejects(withCells({ G13: 'Apr' }), refusal('HEADING_MISSING', /"Apr" stands there twice/));
  });

  it('is refused by a modality it does not know', async () => {
    await assert.rejects(
      withCells({ E26: 'Cone beam computed tomography' }),
      refusal('UNKNOWN_LAYOUT', /row 26/, /Cone beam/),
    );
  });

  it('is refused by a word of another year', async () => {
    await assert.rejects(
      withCells({ B13: 'Region Code' }),
      refusal('HEADING_MISSING', /"Region Code" is not among/),
    );
    await assert.rejects(withCells({ E29: 'Nuclear Medicine' }), refusal('UNKNOWN_LAYOUT', /row 29/));
  });

  it('is refused when sheets of single months come after 2017-18, or a table of the year before', async () => {
    await assert.rejects(
      parse({ ...MONTHS, fy: '2019-20' }),
      refusal('UNKNOWN_LAYOUT', /"Table 1a" is of a single month/, /2019-20/),
    );
    await assert.rejects(
      parse({ ...YEAR, fy: '2017-18' }),
      refusal('UNKNOWN_LAYOUT', /the table of 2017-18 has a sheet for each month/),
    );
  });

  it('is read when its table has moved, and its columns have changed places', async () => {
    const parsed = await parse({
      ...YEAR,
      edit: (lines) => {
        lines.splice(10, 0, [], [null, 'Note:', 'Management information']);
        for (const line of lines) line.shift();
      },
    });
    const ct = parsed.observations.find(
      ({ orgCode, measure }) => orgCode === 'R1H' && measure === 'tests_ct',
    );
    assert.deepEqual([ct?.value, ct?.row, ct?.column], [1000, 26, 'E']);
    assert.deepEqual(codes(parsed), []);
  });
});

describe('the England rows of a Table 1', () => {
  const more = (by: number) => (was: number) => was + by;

  it('may differ from the organisations by the rounding to five, and no more', async () => {
    assert.deepEqual(codes(await withCells({ F14: more(10) })), []);
    assert.deepEqual(codes(await withCells({ F14: more(20) })), ['TOTAL_DISAGREES']);
  });

  it('refuse a file that lost a row', async () => {
    const parsed = await parse({ ...YEAR, edit: (lines) => lines.splice(31, 1) });
    assert.ok(codes(parsed).length >= 12);
    assert.deepEqual([...new Set(codes(parsed))], ['TOTAL_DISAGREES']);
  });

  it('that are each a little off, all the same way, refuse the file: a small row may be lost', async () => {
    const off = [15, 10, 10, 15, 5, 10, 10, 12, 7].map((by, index) => [`R${14 + index}`, more(by)] as const);
    const parsed = await withCells(Object.fromEntries(off));
    const [refused, ...others] = diagnosticImaging.check(parsed, contextOf(YEAR.fy));
    assert.match(refused?.message ?? '', /all modalities of 2020-21.*94 apart/);
    assert.deepEqual(others, []);
  });

  it('must be there, one for each modality', async () => {
    await assert.rejects(
      parse({ ...YEAR, edit: (lines) => (lines[17] = []) }),
      refusal('TOTAL_DISAGREES', /no England row for medical photography/),
    );
    await assert.rejects(withCells({ H15: 'n/a' }), refusal('IMPLAUSIBLE', /row 15, column H/));
    await assert.rejects(withCells({ H15: null }), refusal('TOTAL_DISAGREES', /row 15, column H/));
  });

  it('are not an organisation, and a row with figures but no code is set aside', async () => {
    const parsed = await withCells({ B60: 'Y56', C60: '-', D60: 'LONDON', E60: 'Fluoroscopy', F60: 7 });
    assert.deepEqual([...new Set(parsed.observations.map(({ orgCode }) => orgCode))].sort(), [
      'NT9',
      'R1H',
      'RBS',
      'RGT',
    ]);
    assert.deepEqual(rowsSetAside(parsed), [[60, 'no-organisation-code']]);
  });
});

describe('a figure of a Table 1', () => {
  it('that is no count is refused where it stands', async () => {
    await assert.rejects(
      withCells({ J24: '~1,000' }),
      refusal('IMPLAUSIBLE', /row 24, column J \("Aug"\) prints "~1,000"/),
    );
    for (const value of [-5, 1000.5]) {
      assert.ok(codes(await withCells({ J24: value })).includes('IMPLAUSIBLE'), String(value));
    }
  });
});
