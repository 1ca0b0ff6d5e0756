import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { staffSurvey } from '../../datasets/staff-survey/dataset.ts';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { refusal } from '../tables/refusal.ts';
import { fileSource } from '../tables/source-of.ts';
import { contextOf } from '../fixtures/staff-survey.ts';

const ST19 = 'ST19-Organisation-Data-2019-Only-v1f.xlsx';
const EXTRACT = 'data_trusts_well-being - organisational results.csv';

/** Section 6 of the dossier: code, sheet, responses, response rate, engagement. */
const SPOT_VALUES: readonly (readonly [string, string, number, number, number])[] = [
  ['RCF', 'Acute', 1384, 0.51874063, 7.204808094],
  ['RGT', 'Acute', 5777, 0.555480769, 7.244514018],
  ['RJ1', 'Combined Acute & Community', 6897, 0.414532997, 7.509868799],
  ['R0A', 'Combined Acute & Community', 6978, 0.332206617, 7.074535659],
  ['RRK', 'Acute', 7261, 0.368653534, 6.867418935],
];

/** Section 4a of the dossier: organisations and responses by sheet. */
const BY_SHEET: readonly (readonly [string, number, number])[] = [
  ['Acute', 85, 259296],
  ['Combined Acute & Community', 48, 127403],
  ['Acute Specialist', 14, 17175],
  ['MH LD', 23, 38413],
  ['Combined MH LD and Community', 32, 68385],
  ['Community', 16, 22887],
  ['Ambulance', 11, 24950],
  ['CCGs', 66, 8340],
  ['CSUs', 1, 1186],
  ['Social Enterprises - MH', 1, 373],
  ['Social Enterprises - Community', 2, 1001],
  ['Community Surgical Services', 1, 31],
];

async function survey2019(): Promise<ParsedFile> {
  return await staffSurvey.parse(
    await fileSource(nhsFile('staff-survey', ST19) ?? ''),
    contextOf('2019-20 own'),
  );
}

describe('the published results of the 2019 staff survey', function () {
  this.timeout(90_000);
  itWithNhsFiles('are known by what is in them, and pass', async () => {
    const source = await fileSource(nhsFile('staff-survey', ST19) ?? '');
    assert.deepEqual(staffSurvey.recognise(source), {
      fy: '2019-20',
      slot: '2019-20 own',
      period: '2019-20',
      by: 'content',
    });
    const parsed = await survey2019();
    assert.equal(parsed.layout, 'organisation-data');
    assert.deepEqual(staffSurvey.check(parsed, contextOf('2019-20 own')), []);
    assert.throws(
      () => staffSurvey.parse(source, contextOf('2018-19 edition 2022')),
      refusal('WRONG_PERIOD', /prints the surveys of 2019/),
    );
  });

  itWithNhsFiles('have 300 organisations and 569,440 responses, sheet by sheet', async () => {
    const responses = (await survey2019()).observations.filter(({ measure }) => measure === 'responses');
    assert.deepEqual(
      BY_SHEET.map(([sheet]) => {
        const rows = responses.filter((one) => one.sheet === sheet);
        return [sheet, rows.length, rows.reduce((sum, one) => sum + (one.value ?? 0), 0)];
      }),
      BY_SHEET,
    );
    assert.equal(responses.length, 300);
    assert.equal(
      responses.reduce((sum, one) => sum + (one.value ?? 0), 0),
      569_440,
    );
  });

  itWithNhsFiles('give the figures of single organisations', async () => {
    const parsed = await survey2019();
    for (const [code, sheet, ...values] of SPOT_VALUES) {
      const found = ['responses', 'response_rate', 'theme_engagement'].map((measure) =>
        parsed.observations.find((one) => one.orgCode === code && one.measure === measure),
      );
      assert.deepEqual(
        found.map((one) => one?.value),
        values,
      );
      assert.equal(found[0]?.sheet, sheet);
    }
    const wight = parsed.observations.filter(
      (one) => /^R1F[1-4]$/.test(one.orgCode) && one.measure === 'responses',
    );
    assert.deepEqual(
      wight.map((one) => one.value),
      [848, 154, 200, 84],
    );
  });

  itWithNhsFiles('stand in the cells they are said to stand in, below the banner of one sheet', async () => {
    const { observations } = await survey2019();
    assert.deepEqual(
      observations.find((one) => one.orgCode === 'R1F1' && one.measure === 'theme_engagement'),
      {
        orgCode: 'R1F1',
        orgName: 'Isle of Wight NHS Trust (acute sector)',
        period: '2019-20',
        measure: 'theme_engagement',
        value: 6.644305385,
        status: 'reported',
        printed: '6.644305385',
        sheet: 'Acute',
        row: 3,
        column: 'Q',
      },
    );
  });

  itWithNhsFiles('have a theme withheld where fewer than eleven answered', async () => {
    const withheld = (await survey2019()).observations.filter((one) => one.status === 'suppressed');
    assert.deepEqual(
      withheld.map(({ measure, sheet, printed, value }) => [measure, sheet, printed, value]),
      [['theme_qualcare', 'CCGs', ' ', null]],
    );
  });

  itWithNhsFiles('leave out the sums that were added below two of the tables', async () => {
    assert.deepEqual(
      (await survey2019()).quarantine.map(({ sheet, row, orgCode }) => [sheet, row, orgCode]),
      [
        ['Acute', 88, 'count:'],
        ['Acute', 89, '(combined)'],
        ['Acute', 90, ''],
        ['Combined Acute & Community', 50, ''],
      ],
    );
  });

  itWithNhsFiles('are not to be had from an extract with percentages', async () => {
    const source = await fileSource(nhsFile('staff-survey', EXTRACT) ?? '');
    assert.match(
      JSON.stringify(staffSurvey.recognise(source)),
      /percentages and without scores.*"nearly":true/,
    );
    assert.throws(() => staffSurvey.parse(source, contextOf('2021-22 own')), refusal('WRONG_TABLE'));
  });
});
