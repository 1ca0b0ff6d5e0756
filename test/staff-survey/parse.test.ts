import assert from 'node:assert/strict';
import type { Observation, ParsedFile } from '../../datasets/contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { staffSurvey } from '../../datasets/staff-survey/dataset.ts';
import { refusal } from '../tables/refusal.ts';
import {
  ACUTE,
  contextOf,
  figure,
  fiveSurveys,
  headings,
  put,
  renameHeading,
  surveyWorkbook,
  type SurveyFile,
} from './survey-workbook.ts';

const BENCHMARK: SurveyFile = { layout: '4b', edition: 2021 };
const ORGANISATION_DATA: SurveyFile = { layout: '4a', edition: 2019, surveys: [2019] };
const CODES = 27;

async function parse(file: SurveyFile, slot: string): Promise<ParsedFile> {
  return await parseSource(await surveyWorkbook(file), slot);
}

async function parseSource(source: SourceBytes, slot: string): Promise<ParsedFile> {
  return await staffSurvey.parse(source, contextOf(slot));
}

function of(parsed: ParsedFile, orgCode: string, measure: string): Observation | undefined {
  return parsed.observations.find((one) => one.orgCode === orgCode && one.measure === measure);
}

async function refused(
  file: SurveyFile,
  slot: string,
  ...expected: Parameters<typeof refusal>
): Promise<void> {
  await assert.rejects(parse(file, slot), refusal(...expected));
}

async function refusals(file: SurveyFile, slot: string): Promise<readonly string[]> {
  const parsed = await parse(file, slot);
  return staffSurvey.check(parsed, contextOf(slot)).map(({ code, message }) => `${code} ${message}`);
}

describe('a workbook of survey results', () => {
  for (const edition of [2021, 2022, 2023, 2024, 2025]) {
    it(`of ${edition} gives five surveys, each figure from the column of its year`, async () => {
      const file: SurveyFile = { layout: '4b', edition };
      const source = await surveyWorkbook(file);
      for (const survey of fiveSurveys(edition)) {
        const fy = `${survey}-${survey - 1999}`;
        const slot = survey === edition ? `${fy} own` : `${fy} edition ${edition}`;
        const parsed = await parseSource(source, slot);
        assert.equal(parsed.layout, 'benchmark');
        assert.equal(new Set(parsed.observations.map((one) => one.orgCode)).size, CODES);
        for (const [measure, heading] of [
          ['theme_engagement', `theme_engagement_${survey}`],
          ['theme_morale', `theme_morale_${survey}`],
          ['response_rate', `response_rate_${survey}`],
          ['responses', `response_rate_n_${survey}`],
          ['PP7', `PP7_${survey}`],
        ] as const) {
          const value = figure(file, 'RJ1', heading);
          assert.equal(of(parsed, 'RJ1', measure)?.value, value, `${slot} ${measure}`);
          assert.equal(of(parsed, 'RJ1', measure)?.status, value === null ? 'missing' : 'reported');
        }
        assert.deepEqual(staffSurvey.check(parsed, contextOf(slot)), []);
      }
    });
  }

  it('of 2019 gives responses, rate, engagement and the themes of that scheme', async () => {
    const parsed = await parse(ORGANISATION_DATA, '2019-20 own');
    assert.equal(parsed.layout, 'organisation-data');
    const found = parsed.observations.filter((one) => one.orgCode === 'R1F1');
    assert.deepEqual(
      found.map(({ measure, value }) => [measure, value]),
      [
        ['responses', 'responses'],
        ['response_rate', 'rr_2019'],
        ['theme_engagement', 'theme_engagement_2019'],
        ['theme_morale', 'theme_morale_2019'],
        ['theme_diversity', 'theme_diversity_2019'],
        ['theme_qualcare', 'theme_qualcare_2019'],
      ].map(([measure, heading = '']) => [measure, figure(ORGANISATION_DATA, 'R1F1', heading)]),
    );
    assert.deepEqual(staffSurvey.check(parsed, contextOf('2019-20 own')), []);
  });

  it('says of each figure which cell it stands in', async () => {
    const parsed = await parse(BENCHMARK, '2020-21 edition 2021');
    const printed = String(figure(BENCHMARK, 'R0A', 'theme_engagement_2020'));
    const index = headings(BENCHMARK).indexOf('theme_engagement_2020');
    assert.deepEqual(of(parsed, 'R0A', 'theme_engagement'), {
      orgCode: 'R0A',
      orgName: 'R0A NHS TRUST',
      period: '2020-21',
      measure: 'theme_engagement',
      value: Number(printed),
      status: 'reported',
      printed,
      sheet: ACUTE,
      row: 5,
      column: `A${String.fromCharCode(65 + index - 26)}`,
    });
  });

  it('keeps sub-codes of a trust and codes with slashes as they are printed', async () => {
    const parsed = await parse(BENCHMARK, '2021-22 own');
    for (const code of ['R1F1', 'R1F2', 'R1F3', 'R1F4', '00C/00D/00J', 'G6V2S', 'QHM']) {
      assert.equal(of(parsed, code, 'theme_engagement')?.status, 'reported', code);
    }
  });

  it('a sheet may be named a little differently, and a heading written with blanks and capitals', async () => {
    const file: SurveyFile = {
      layout: '4b',
      edition: 2024,
      mentalHealthSheet: 'MH&LD, MH, LD & Community Trust',
      edit: (book) => renameHeading(book, 'theme_engagement_2024', ' Theme Engagement-2024 '),
    };
    const parsed = await parse(file, '2024-25 own');
    assert.equal(of(parsed, 'RGD', 'theme_engagement')?.sheet, 'MH&LD, MH, LD & Community Trust');
  });

  it('a banner above the headings is passed over', async () => {
    const edit = (book: Parameters<NonNullable<SurveyFile['edit']>>[0]): void =>
      void book.getWorksheet(ACUTE)?.insertRow(1, ['See summary responses at the bottom']);
    const parsed = await parse({ ...ORGANISATION_DATA, edit }, '2019-20 own');
    assert.equal(of(parsed, 'R1F1', 'responses')?.row, 3);
  });

  it('columns out of order are found by their names', async () => {
    const edit = (book: Parameters<NonNullable<SurveyFile['edit']>>[0]): void => {
      for (const sheet of book.worksheets.slice(2)) sheet.spliceColumns(3, 0, ['inserted', 1, 2, 3]);
    };
    const parsed = await parse({ ...BENCHMARK, edit }, '2021-22 own');
    assert.equal(
      of(parsed, 'RCF', 'theme_engagement')?.value,
      figure(BENCHMARK, 'RCF', 'theme_engagement_2021'),
    );
  });
});

describe('cells and rows of survey results', () => {
  it('a single blank stands for a figure withheld, an empty cell for none, zero for zero', async () => {
    const edit: SurveyFile['edit'] = (book) => {
      put(book, 'ICBs', '00C/00D/00J', { theme_engagement_2021: ' ', theme_morale_2021: '*' });
      put(book, 'ICBs', 'QHM', { theme_engagement_2021: null, response_rate_n_2021: 0 });
    };
    const parsed = await parse({ ...BENCHMARK, edit }, '2021-22 own');
    const status = (code: string, measure: string): unknown => {
      const one = of(parsed, code, measure);
      return [one?.status, one?.value];
    };
    assert.deepEqual(status('00C/00D/00J', 'theme_engagement'), ['suppressed', null]);
    assert.deepEqual(status('00C/00D/00J', 'theme_morale'), ['suppressed', null]);
    assert.deepEqual(status('QHM', 'theme_engagement'), ['missing', null]);
    assert.deepEqual(status('QHM', 'responses'), ['reported', 0]);
  });

  it('sums that somebody added below the table are set aside', async () => {
    const edit: SurveyFile['edit'] = (book) => {
      const sheet = book.getWorksheet(ACUTE);
      sheet?.addRow(['count:', '85', null, null, null, null, 259296]);
      sheet?.addRow([null, '133', null, null, null, null, 386699]);
      sheet?.addRow(['RZZ', 'A row without a group', null, null, null, null, 12]);
      sheet?.addRow(['count:', '48']);
    };
    const parsed = await parse({ ...ORGANISATION_DATA, edit }, '2019-20 own');
    assert.deepEqual(
      parsed.quarantine.map(({ row, orgCode, rule }) => [row, orgCode, rule]),
      [
        [17, 'count:', 'no-organisation-code'],
        [18, '', 'no-organisation-code'],
        [19, 'RZZ', 'no-benchmarking-group'],
      ],
    );
    assert.equal(new Set(parsed.observations.map((one) => one.orgCode)).size, CODES);
  });

  it('a sheet that runs on for thousands of empty rows ends where its rows end', async () => {
    const edit: SurveyFile['edit'] = (book) => {
      const sheet = book.getWorksheet('ICBs');
      for (let row = 10; row < 7000; row += 1) if (sheet) sheet.getCell(row, 2).value = ' ';
    };
    const parsed = await parse({ ...BENCHMARK, edit }, '2021-22 own');
    assert.equal(of(parsed, 'QHM', 'theme_engagement')?.status, 'reported');
  });

  it('an organisation without history in a later edition is not in that survey; in its own edition it is missing', async () => {
    const none = (year: number): Record<string, null> =>
      Object.fromEntries(
        headings(BENCHMARK)
          .filter((heading) => heading.endsWith(`_${year}`))
          .map((heading) => [heading, null]),
      );
    const edit: SurveyFile['edit'] = (book) => {
      put(book, ACUTE, 'RBN', { ...none(2020), ...none(2021) });
    };
    const later = await parse({ ...BENCHMARK, edit }, '2020-21 edition 2021');
    assert.equal(of(later, 'RBN', 'theme_engagement'), undefined);
    const own = await parse({ ...BENCHMARK, edit }, '2021-22 own');
    assert.equal(of(own, 'RBN', 'theme_engagement')?.status, 'missing');
  });

  it('a cell that is no number is not reported, and says so', async () => {
    const edit: SurveyFile['edit'] = (book) => put(book, ACUTE, 'RCF', { theme_engagement_2021: 'n/a' });
    const parsed = await parse({ ...BENCHMARK, edit }, '2021-22 own');
    assert.equal(of(parsed, 'RCF', 'theme_engagement')?.status, 'missing');
    const [finding] = parsed.findings;
    assert.deepEqual(
      [finding?.kind, finding?.orgCode, finding?.measure],
      ['unreadable-cell', 'RCF', 'staff_engagement'],
    );
    assert.match(finding?.message ?? '', /Survey of 2021.*prints "n\/a"/);
  });

  it('the same row in two sheets counts once; a row that differs refuses the file', async () => {
    const again = (score: number | undefined): SurveyFile => ({
      ...BENCHMARK,
      edit: (book) => {
        const row = [...(book.getWorksheet(ACUTE)?.getRow(3).values as readonly unknown[])].slice(1);
        book.getWorksheet('Community Trusts')?.addRow(row);
        if (score) put(book, 'Community Trusts', 'RCF', { theme_engagement_2021: score });
      },
    });
    const once = await parse(again(undefined), '2021-22 own');
    assert.equal(
      once.observations.filter((one) => one.orgCode === 'RCF' && one.measure === 'responses').length,
      1,
    );
    assert.deepEqual(
      once.quarantine.map(({ sheet, rule }) => [sheet, rule]),
      [['Community Trusts', 'duplicate-row']],
    );
    assert.match((await refusals(again(5.5), '2021-22 own')).join(), /DUPLICATE_ROWS RCF/);
  });

  it('a group that was not surveyed in a year may have no column of it; a group of trusts has to', async () => {
    const without = (name: string): NonNullable<SurveyFile['edit']> => {
      return (book) =>
        book
          .getWorksheet(name)
          ?.getRow(1)
          .eachCell((cell) => {
            if (cell.text.endsWith('_2019')) cell.value = `was ${cell.text} before`;
          });
    };
    const parsed = await parse({ ...BENCHMARK, edit: without('ICBs') }, '2019-20 edition 2021');
    assert.equal(of(parsed, 'QHM', 'theme_engagement'), undefined);
    assert.notEqual(of(parsed, 'RCF', 'theme_engagement')?.value ?? null, null);
    await refused(
      { ...BENCHMARK, edit: without('Ambulance Trusts') },
      '2019-20 edition 2021',
      'HEADING_MISSING',
      /Ambulance/,
    );
  });

  it('a sheet of trusts with headings and no row is loaded with a warning', async () => {
    const edit: SurveyFile['edit'] = (book) => {
      book.getWorksheet('Ambulance Trusts')?.eachRow((row, number) => {
        if (number > 1) row.values = [];
      });
    };
    const parsed = await parse({ ...BENCHMARK, edit }, '2021-22 own');
    assert.deepEqual(
      parsed.findings.map(({ kind, severity }) => [kind, severity]),
      [['empty-sheet', 'warning']],
    );
    assert.equal(of(parsed, 'RX9', 'theme_engagement'), undefined);
  });

  it('the names of its sheets may be written in other ways', async () => {
    for (const mentalHealthSheet of [
      'MHLD & Community',
      'Mental Health and LD Trusts',
      'MH&LD, MH, LD & Community Trust',
    ])
      assert.deepEqual((await parse({ ...BENCHMARK, mentalHealthSheet }, '2021-22 own')).findings, []);
  });

  it('People Promise scores may be lacking, as PP4 of 2023 was withheld at first', async () => {
    const edit: SurveyFile['edit'] = (book) => renameHeading(book, 'PP4_2023', 'withdrawn');
    const parsed = await parse({ layout: '4b', edition: 2023, edit }, '2023-24 own');
    assert.equal(of(parsed, 'RCF', 'PP4'), undefined);
    assert.equal(of(parsed, 'RCF', 'PP5')?.status, 'reported');
  });
});

describe('a workbook of survey results is refused', () => {
  it('when it is of another edition, or does not print the survey', async () => {
    await refused(BENCHMARK, '2020-21 edition 2024', 'WRONG_PERIOD', /2017, 2018.*edition of 2021.*2024/);
    await refused(BENCHMARK, '2022-23 own', 'WRONG_PERIOD', /survey of 2022/);
    await refused(ORGANISATION_DATA, '2018-19 edition 2019', 'WRONG_PERIOD', /surveys of 2019/);
  });

  it('when no sheet has engagement of the survey', async () => {
    const edit: SurveyFile['edit'] = (book) => renameHeading(book, 'theme_engagement_2020', 'renamed');
    await refused({ ...BENCHMARK, edit }, '2020-21 edition 2021', 'WRONG_PERIOD', /2017, 2018, 2019, 2021/);
  });

  for (const heading of ['response_rate_2020', 'response_rate_n_2020']) {
    it(`when "${heading}" is not there; the headings of the year are shown`, async () => {
      const edit: SurveyFile['edit'] = (book) => renameHeading(book, heading, 'renamed');
      const words = [new RegExp(`no heading "${heading}"`), /"PP1_2020"/];
      await refused({ ...BENCHMARK, edit }, '2020-21 edition 2021', 'HEADING_MISSING', ...words);
    });
  }

  for (const heading of ['theme_engagement_2020', 'response_rate_2020', 'PP2_2020']) {
    it(`when "${heading}" is there twice`, async () => {
      const edit: SurveyFile['edit'] = (book) => renameHeading(book, 'PP1_1_2020', heading);
      await refused({ ...BENCHMARK, edit }, '2020-21 edition 2021', 'HEADING_MISSING', /more than once/);
    });
  }

  it('when one sheet of results has lost its headings', async () => {
    const edit: SurveyFile['edit'] = (book) => book.getWorksheet('Ambulance Trusts')?.spliceRows(1, 1);
    await refused({ ...BENCHMARK, edit }, '2021-22 own', 'HEADING_MISSING', /"Ambulance Trusts"/, /"org_id"/);
  });

  it('when it is of bank workers: by its name, by its title, by its one year', async () => {
    const name = 'NSSB23_bank_benchmark_report_excel_data_2023-2023.xlsx';
    await refused({ layout: '4b', edition: 2023, fileName: name }, '2023-24 own', 'WRONG_TABLE', /bank/);
    const edit: SurveyFile['edit'] = (book) => {
      const notes = book.getWorksheet('Notes');
      if (notes) notes.getCell('A1').value = 'NHS Staff Survey 2023: bank workers';
    };
    await refused({ layout: '4b', edition: 2023, edit }, '2023-24 own', 'WRONG_TABLE', /bank workers/);
    await refused(
      { layout: '4b', edition: 2023, surveys: [2023] },
      '2023-24 own',
      'WRONG_TABLE',
      /2023 only/,
    );
  });

  it('when it has another form of the results', async () => {
    for (const sheet of ['Key Findings 2017', 'YOUR JOB Q1-3', 'BACKGROUND INFORMATION Q26-29']) {
      const edit: SurveyFile['edit'] = (book) =>
        void book.addWorksheet(sheet).addRow(['Code', 'Organisation']);
      await refused({ ...BENCHMARK, edit }, '2021-22 own', 'WRONG_TABLE', /Key Findings|detailed/);
    }
  });

  it('when engagement is on the scale of 1 to 5', async () => {
    const edit: SurveyFile['edit'] = (book) => {
      for (const sheet of book.worksheets.slice(2)) {
        sheet.eachRow((row, number) => {
          if (number > 1)
            put(book, sheet.name, row.getCell(1).text, {
              theme_engagement_2017: 3.8 + number / 100,
            });
        });
      }
    };
    const found = await refusals({ ...BENCHMARK, edit }, '2017-18 edition 2021');
    assert.equal(found.length, 1);
    assert.match(found.join(), /IMPLAUSIBLE.*scale of 1 to 5/);
  });

  it('when rates are percentages, scores above 10, counts fractions', async () => {
    const edit: SurveyFile['edit'] = (book) => {
      put(book, ACUTE, 'RCF', { response_rate_2021: 41.5 });
      put(book, ACUTE, 'RJ1', { theme_engagement_2021: 74 });
      put(book, ACUTE, 'R0A', { response_rate_n_2021: 17.25 });
    };
    const found = (await refusals({ ...BENCHMARK, edit }, '2021-22 own')).join();
    assert.match(found, /RCF response_rate\) is 41.5: a rate is printed as 0 to 1/);
    assert.match(found, /RJ1 theme_engagement\) is 74: scores are 0 to 10/);
    assert.match(found, /R0A responses\) is 17.25: a count with a fraction/);
  });

  it('when most of its organisations are gone', async () => {
    const edit: SurveyFile['edit'] = (book) => {
      for (const [index, code] of 'RCF RJ1 R0A RGT RBN RTV RVY RW6'.split(' ').entries())
        put(book, ACUTE, code, { org_id: `Total ${index}` });
    };
    const found = await refusals({ ...BENCHMARK, edit }, '2021-22 own');
    assert.match(found.join(), /IMPLAUSIBLE Only 19 organisations/);
  });

  for (const sheet of ['Ambulance Trusts', 'MH&LD, MH, LD&Community Trusts', ACUTE]) {
    it(`when the sheet "${sheet}" is lost`, async () => {
      const edit: SurveyFile['edit'] = (book) => {
        book.removeWorksheet(sheet);
      };
      await refused({ ...BENCHMARK, edit }, '2021-22 own', 'UNKNOWN_LAYOUT', /No sheet has .* trusts/);
    });
  }

  it('when of acute trusts the specialist ones alone are left', async () => {
    const edit: SurveyFile['edit'] = (book) => {
      const sheet = book.getWorksheet(ACUTE);
      if (sheet) sheet.name = 'Acute Specialist Trusts';
    };
    await refused({ ...BENCHMARK, edit }, '2021-22 own', 'UNKNOWN_LAYOUT', /No sheet has acute trusts/);
  });
});

describe('a workbook of survey results that nobody named', () => {
  it('is its own survey first, and the four before it too', async () => {
    const source = await surveyWorkbook({ ...BENCHMARK, fileName: 'download (3).xlsx' });
    assert.deepEqual(staffSurvey.recognise(source), {
      fy: '2021-22',
      slot: '2021-22 own',
      period: '2021-22',
      by: 'content',
      also: [2020, 2019, 2018, 2017].map((year) => {
        const fy = `${year}-${year - 1999}`;
        return { fy, slot: `${fy} edition 2021`, period: fy };
      }),
    });
  });

  it('of 2019 alone is that of 2019', async () => {
    const found = staffSurvey.recognise(await surveyWorkbook(ORGANISATION_DATA));
    assert.deepEqual(found, { fy: '2019-20', slot: '2019-20 own', period: '2019-20', by: 'content' });
  });

  it('of an edition that is not read yet, of bank workers, or another form of the results is none of them', async () => {
    const later = await surveyWorkbook({ layout: '4b', edition: 2031 });
    assert.match(JSON.stringify(staffSurvey.recognise(later)), /2031, an edition .* not read.*"nearly":true/);
    const bank = await surveyWorkbook({ ...BENCHMARK, fileName: 'NSSB21 benchmark.xlsx' });
    assert.match(JSON.stringify(staffSurvey.recognise(bank)), /bank workers.*"nearly":true/);
    const edit: SurveyFile['edit'] = (book) => void book.addWorksheet('YOUR JOB Q1-3').addRow(['x']);
    const detailed = await surveyWorkbook({ ...BENCHMARK, edit });
    assert.match(JSON.stringify(staffSurvey.recognise(detailed)), /no scores.*"nearly":true/);
  });
});
