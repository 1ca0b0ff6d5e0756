import assert from 'node:assert/strict';
import type { Observation, ParsedFile } from '../../datasets/contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { columnLetter } from '../../spreadsheet/workbook.ts';
import { staffSurvey } from '../../datasets/staff-survey/dataset.ts';
import {
  type Sheets,
  type SurveyFile,
  ACUTE,
  contextOf,
  figure,
  fiveSurveys,
  linesOf,
  MENTAL_HEALTH,
  ORGANISATIONS,
  put,
  renamed,
  renameHeadings,
  surveyFile,
} from '../fixtures/staff-survey.ts';
import { refusal } from '../tables/refusal.ts';

type Edit = NonNullable<SurveyFile['edit']>;

const BENCHMARK: SurveyFile = { edition: 2021 };
const ORGANISATION_DATA: SurveyFile = { edition: 2019 };
const OWN = '2021-22 own';

async function parseSource(source: SourceBytes, slot: string): Promise<ParsedFile> {
  return await staffSurvey.parse(source, contextOf(slot));
}

async function parse(file: SurveyFile, slot: string): Promise<ParsedFile> {
  return await parseSource(await surveyFile(file), slot);
}

/** The edition of 2021, changed, for its own survey. */
async function edited(edit: Edit): Promise<ParsedFile> {
  return await parse({ ...BENCHMARK, edit }, OWN);
}

function of(parsed: ParsedFile, orgCode: string, measure: string): Observation | undefined {
  return parsed.observations.find((cell) => cell.orgCode === orgCode && cell.measure === measure);
}

async function refused(
  file: SurveyFile,
  slot: string,
  ...expected: Parameters<typeof refusal>
): Promise<void> {
  await assert.rejects(parse(file, slot), refusal(...expected));
}

async function editRefused(edit: Edit, ...expected: Parameters<typeof refusal>): Promise<void> {
  await refused({ ...BENCHMARK, edit }, OWN, ...expected);
}

async function refusals(edit: Edit, slot = OWN): Promise<readonly string[]> {
  const parsed = await parse({ ...BENCHMARK, edit }, slot);
  return staffSurvey.check(parsed, contextOf(slot)).map(({ code, message }) => `${code} ${message}`);
}

/** The sheets of results: those before them are notes and lists. */
function results(sheets: Sheets): readonly string[] {
  return [...sheets.keys()].slice(2);
}

describe('a workbook of survey results', () => {
  for (const edition of [2021, 2022, 2023, 2024, 2025]) {
    it(`of ${edition} gives five surveys, each figure from the column of its year`, async () => {
      const source = await surveyFile({ edition });
      for (const survey of fiveSurveys(edition)) {
        const fy = `${survey}-${survey - 1999}`;
        const slot = survey === edition ? `${fy} own` : `${fy} edition ${edition}`;
        const parsed = await parseSource(source, slot);
        assert.equal(parsed.layout, 'benchmark');
        assert.equal(new Set(parsed.observations.map(({ orgCode }) => orgCode)).size, ORGANISATIONS);
        for (const [measure, heading] of [
          ['theme_engagement', `theme_engagement_${survey}`],
          ['theme_morale', `theme_morale_${survey}`],
          ['response_rate', `response_rate_${survey}`],
          ['responses', `response_rate_n_${survey}`],
          ['PP7', `PP7_${survey}`],
        ] as const) {
          const value = figure(edition, 'RJ1', heading);
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
    const found = parsed.observations.filter(({ orgCode }) => orgCode === 'R1F1');
    assert.deepEqual(
      found.map(({ measure, value }) => [measure, value]),
      [
        ['responses', 'responses'],
        ['response_rate', 'rr_2019'],
        ['theme_engagement', 'theme_engagement_2019'],
        ['theme_morale', 'theme_morale_2019'],
        ['theme_diversity', 'theme_diversity_2019'],
        ['theme_qualcare', 'theme_qualcare_2019'],
      ].map(([measure, heading = '']) => [measure, figure(2019, 'R1F1', heading)]),
    );
    assert.deepEqual(staffSurvey.check(parsed, contextOf('2019-20 own')), []);
  });

  it('says of each figure which cell it stands in', async () => {
    let column = '';
    const edit: Edit = (sheets) => {
      column = columnLetter(linesOf(sheets, ACUTE)[0]?.indexOf('theme_engagement_2020') ?? -1);
    };
    const parsed = await parse({ ...BENCHMARK, edit }, '2020-21 edition 2021');
    const printed = String(figure(2021, 'R0A', 'theme_engagement_2020'));
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
      column,
    });
  });

  it('keeps sub-codes of a trust and codes with slashes as they are printed', async () => {
    const parsed = await parse(BENCHMARK, OWN);
    for (const code of ['R1F1', 'R1F2', 'R1F3', 'R1F4', '00C/00D/00J', 'G6V2S', 'QHM']) {
      assert.equal(of(parsed, code, 'theme_engagement')?.status, 'reported', code);
    }
  });

  it('a sheet may be named a little differently, and a heading written with blanks and capitals', async () => {
    for (const name of [
      'MHLD & Community',
      'Mental Health and LD Trusts',
      'MH&LD, MH, LD & Community Trust',
    ]) {
      const parsed = await edited((sheets) => {
        renamed('theme_engagement_2021', ' Theme Engagement-2021 ')(sheets);
        sheets.set(name, linesOf(sheets, MENTAL_HEALTH));
        sheets.delete(MENTAL_HEALTH);
      });
      assert.equal(of(parsed, 'RGD', 'theme_engagement')?.sheet, name);
      assert.deepEqual(parsed.findings, []);
    }
  });

  it('a banner above the headings is passed over', async () => {
    const edit: Edit = (sheets) =>
      void linesOf(sheets, 'Acute').unshift(['See summary responses at the bottom']);
    const parsed = await parse({ ...ORGANISATION_DATA, edit }, '2019-20 own');
    assert.equal(of(parsed, 'R1F1', 'responses')?.row, 3);
  });

  it('columns out of order are found by their names', async () => {
    const parsed = await edited((sheets) => {
      for (const sheet of results(sheets))
        for (const [at, line] of linesOf(sheets, sheet).entries())
          line.splice(2, 0, at === 0 ? 'inserted' : at);
    });
    assert.equal(of(parsed, 'RCF', 'theme_engagement')?.value, figure(2021, 'RCF', 'theme_engagement_2021'));
  });
});

describe('cells and rows of survey results', () => {
  it('a single blank stands for a figure withheld, an empty cell for none, zero for zero', async () => {
    const parsed = await edited((sheets) => {
      put(sheets, 'ICBs', '00C/00D/00J', { theme_engagement_2021: ' ', theme_morale_2021: '*' });
      put(sheets, 'ICBs', 'QHM', { theme_engagement_2021: null, response_rate_n_2021: 0 });
    });
    for (const [code, measure, status, value] of [
      ['00C/00D/00J', 'theme_engagement', 'suppressed', null],
      ['00C/00D/00J', 'theme_morale', 'suppressed', null],
      ['QHM', 'theme_engagement', 'missing', null],
      ['QHM', 'responses', 'reported', 0],
    ] as const) {
      const cell = of(parsed, code, measure);
      assert.deepEqual([cell?.status, cell?.value], [status, value]);
    }
  });

  it('sums that somebody added below the table are set aside', async () => {
    const edit: Edit = (sheets) =>
      void linesOf(sheets, 'Acute').push(
        ['count:', '85', null, null, null, null, 259296],
        [null, '133', null, null, null, null, 386699],
        ['RZZ', 'A row without a group', null, null, null, null, 12],
        ['count:', '48'],
      );
    const parsed = await parse({ ...ORGANISATION_DATA, edit }, '2019-20 own');
    assert.deepEqual(
      parsed.quarantine.map(({ row, orgCode, rule }) => [row, orgCode, rule]),
      [
        [17, 'count:', 'no-organisation-code'],
        [18, '', 'no-organisation-code'],
        [19, 'RZZ', 'no-benchmarking-group'],
      ],
    );
    assert.equal(new Set(parsed.observations.map(({ orgCode }) => orgCode)).size, ORGANISATIONS);
  });

  it('a sheet that runs on for thousands of empty rows ends where its rows end', async () => {
    const parsed = await edited((sheets) => {
      linesOf(sheets, 'ICBs').push(...Array.from({ length: 7000 }, () => [null, ' ']));
    });
    assert.equal(of(parsed, 'QHM', 'theme_engagement')?.status, 'reported');
  });

  it('an organisation without history in a later edition is not in that survey; in its own edition it is missing', async () => {
    const edit: Edit = (sheets) => {
      const [headings = []] = linesOf(sheets, ACUTE);
      const emptied = headings.filter((heading) => /_202[01]$/.test(String(heading)));
      put(
        sheets,
        ACUTE,
        'RBN',
        Object.fromEntries(emptied.map((heading) => [String(heading), null] as const)),
      );
    };
    const later = await parse({ ...BENCHMARK, edit }, '2020-21 edition 2021');
    assert.equal(of(later, 'RBN', 'theme_engagement'), undefined);
    assert.equal(of(await edited(edit), 'RBN', 'theme_engagement')?.status, 'missing');
  });

  it('a cell that is no number is not reported, and says so', async () => {
    const parsed = await edited((sheets) => put(sheets, ACUTE, 'RCF', { theme_engagement_2021: 'n/a' }));
    assert.equal(of(parsed, 'RCF', 'theme_engagement')?.status, 'missing');
    const [finding] = parsed.findings;
    assert.deepEqual(
      [finding?.kind, finding?.orgCode, finding?.measure],
      ['unreadable-cell', 'RCF', 'staff_engagement'],
    );
    assert.match(finding?.message ?? '', /Survey of 2021.*prints "n\/a"/);
  });

  it('the same row in two sheets counts once; a row that differs refuses the file', async () => {
    const again =
      (score?: number): Edit =>
      (sheets) => {
        linesOf(sheets, 'Community Trusts').push([...(linesOf(sheets, ACUTE)[2] ?? [])]);
        if (score) put(sheets, 'Community Trusts', 'RCF', { theme_engagement_2021: score });
      };
    const once = await edited(again());
    assert.equal(
      once.observations.filter(({ orgCode, measure }) => orgCode === 'RCF' && measure === 'responses').length,
      1,
    );
    assert.deepEqual(
      once.quarantine.map(({ sheet, rule }) => [sheet, rule]),
      [['Community Trusts', 'duplicate-row']],
    );
    assert.match((await refusals(again(5.5))).join(), /DUPLICATE_ROWS RCF/);
  });

  it('a group that was not surveyed in a year may have no column of it; a group of trusts has to', async () => {
    const without =
      (name: string): Edit =>
      (sheets) =>
        renameHeadings(sheets, (heading) => heading.replace(/^(.*_2019)$/, 'was $1 before'), [name]);
    const parsed = await parse({ ...BENCHMARK, edit: without('ICBs') }, '2019-20 edition 2021');
    assert.equal(of(parsed, 'QHM', 'theme_engagement'), undefined);
    assert.notEqual(of(parsed, 'RCF', 'theme_engagement')?.value ?? null, null);
    const file = { ...BENCHMARK, edit: without('Ambulance Trusts') };
    await refused(file, '2019-20 edition 2021', 'HEADING_MISSING', /Ambulance/);
  });

  it('a sheet of trusts with headings and no row is loaded with a warning', async () => {
    const parsed = await edited((sheets) => void linesOf(sheets, 'Ambulance Trusts').splice(1));
    assert.deepEqual(
      parsed.findings.map(({ kind, severity }) => [kind, severity]),
      [['empty-sheet', 'warning']],
    );
    assert.equal(of(parsed, 'RX9', 'theme_engagement'), undefined);
  });

  it('People Promise scores may be lacking, as PP4 of 2023 was withheld at first', async () => {
    const parsed = await parse({ edition: 2023, edit: renamed('PP4_2023') }, '2023-24 own');
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
    const file = { ...BENCHMARK, edit: renamed('theme_engagement_2020') };
    await refused(file, '2020-21 edition 2021', 'WRONG_PERIOD', /2017, 2018, 2019, 2021/);
  });

  it('when the response rate or the responses are not there; the headings of the year are shown', async () => {
    for (const heading of ['response_rate_2020', 'response_rate_n_2020']) {
      const file = { ...BENCHMARK, edit: renamed(heading) };
      const words = [new RegExp(`no heading "${heading}"`), /"PP1_2020"/];
      await refused(file, '2020-21 edition 2021', 'HEADING_MISSING', ...words);
    }
  });

  it('when a heading of the survey is there twice', async () => {
    for (const heading of ['theme_engagement_2020', 'response_rate_2020', 'PP2_2020']) {
      const file = { ...BENCHMARK, edit: renamed('PP1_1_2020', heading) };
      await refused(file, '2020-21 edition 2021', 'HEADING_MISSING', /more than once/);
    }
  });

  it('when it has the layout of other years', async () => {
    const file = { edition: 2021, layout: 'organisation data' } as const;
    await refused(file, OWN, 'HEADING_MISSING', /layout organisation-data.*beside those of layout benchmark/);
    assert.match(JSON.stringify(staffSurvey.recognise(await surveyFile(file))), /not read.*"nearly":true/);
  });

  it('when one sheet of results has lost its headings', async () => {
    const edit: Edit = (sheets) => void linesOf(sheets, 'Ambulance Trusts').shift();
    await editRefused(edit, 'HEADING_MISSING', /"Ambulance Trusts"/, /"org_id"/);
  });

  it('when it is of bank workers: by its name, by its title, by its one year', async () => {
    const edit: Edit = (sheets) => void (linesOf(sheets, 'Notes')[0] = ['NHS Staff Survey: bank workers']);
    for (const [file, words] of [
      [{ fileName: 'NSSB23_bank_benchmark_report_excel_data_2023-2023.xlsx' }, /bank/],
      [{ edit }, /bank workers/],
      [{ surveys: [2023] }, /2023 only/],
    ] as const)
      await refused({ edition: 2023, ...file }, '2023-24 own', 'WRONG_TABLE', words);
  });

  it('when it has another form of the results', async () => {
    for (const sheet of ['Key Findings 2017', 'YOUR JOB Q1-3', 'BACKGROUND INFORMATION Q26-29']) {
      const edit: Edit = (sheets) => void sheets.set(sheet, [['Code', 'Organisation']]);
      await editRefused(edit, 'WRONG_TABLE', /Key Findings|detailed/);
    }
  });

  it('when engagement is on the scale of 1 to 5', async () => {
    const edit: Edit = (sheets) => {
      for (const sheet of results(sheets))
        for (const [at, [code]] of linesOf(sheets, sheet).entries())
          if (at > 0) put(sheets, sheet, String(code), { theme_engagement_2017: 3.8 + at / 100 });
    };
    const found = await refusals(edit, '2017-18 edition 2021');
    assert.equal(found.length, 1);
    assert.match(found.join(), /IMPLAUSIBLE.*scale of 1 to 5/);
  });

  it('when rates are percentages, scores above 10, counts fractions', async () => {
    const found = await refusals((sheets) => {
      put(sheets, ACUTE, 'RCF', { response_rate_2021: 41.5 });
      put(sheets, ACUTE, 'RJ1', { theme_engagement_2021: 74 });
      put(sheets, ACUTE, 'R0A', { response_rate_n_2021: 17.25 });
    });
    for (const words of [
      /RCF response_rate\) is 41.5: a rate is printed as 0 to 1/,
      /RJ1 theme_engagement\) is 74: scores are 0 to 10/,
      /R0A responses\) is 17.25: a count with a fraction/,
    ])
      assert.match(found.join(), words);
  });

  it('when most of its organisations are gone', async () => {
    const found = await refusals((sheets) => {
      for (const [index, code] of 'RCF RJ1 R0A RGT RBN RTV RVY RW6'.split(' ').entries())
        put(sheets, ACUTE, code, { org_id: `Total ${index}` });
    });
    assert.match(found.join(), /IMPLAUSIBLE Only 19 organisations/);
  });

  it('when the sheet of acute, mental health or ambulance trusts is lost', async () => {
    for (const sheet of ['Ambulance Trusts', MENTAL_HEALTH, ACUTE])
      await editRefused((sheets) => void sheets.delete(sheet), 'UNKNOWN_LAYOUT', /No sheet has .* trusts/);
  });

  it('when of acute trusts the specialist ones alone are left', async () => {
    const edit: Edit = (sheets) => {
      sheets.set('Acute Specialist Trusts', linesOf(sheets, ACUTE));
      sheets.delete(ACUTE);
    };
    await editRefused(edit, 'UNKNOWN_LAYOUT', /No sheet has acute trusts/);
  });
});

describe('a workbook of survey results that nobody named', () => {
  it('is its own survey first, and the four before it too', async () => {
    const source = await surveyFile({ ...BENCHMARK, fileName: 'download (3).xlsx' });
    assert.deepEqual(staffSurvey.recognise(source), {
      fy: '2021-22',
      slot: OWN,
      period: '2021-22',
      by: 'content',
      also: [2020, 2019, 2018, 2017].map((year) => {
        const fy = `${year}-${year - 1999}`;
        return { fy, slot: `${fy} edition 2021`, period: fy };
      }),
    });
  });

  it('of 2019 alone is that of 2019', async () => {
    const found = staffSurvey.recognise(await surveyFile(ORGANISATION_DATA));
    assert.deepEqual(found, { fy: '2019-20', slot: '2019-20 own', period: '2019-20', by: 'content' });
  });

  it('of an edition that is not read yet, of bank workers, or another form of the results is none of them', async () => {
    const edit: Edit = (sheets) => void sheets.set('YOUR JOB Q1-3', [['x']]);
    for (const [file, words] of [
      [{ edition: 2031 }, /2031, an edition .* not read.*"nearly":true/],
      [{ ...BENCHMARK, fileName: 'NSSB21 benchmark.xlsx' }, /bank workers.*"nearly":true/],
      [{ ...BENCHMARK, edit }, /no scores.*"nearly":true/],
    ] as const)
      assert.match(JSON.stringify(staffSurvey.recognise(await surveyFile(file))), words);
  });
});
