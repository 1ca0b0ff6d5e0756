import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { aeMonthly } from '../../datasets/ae-monthly/dataset.ts';
import { monthsOf } from '../../nhs/financial-year.ts';
import { itWithNhsFiles, nhsFile, nhsFileNames } from '../nhs-files.ts';
import { refusal } from '../tables/refusal.ts';
import { fileSource } from '../tables/source-of.ts';
import { aeContext as contextOf } from '../fixtures/ae-monthly.ts';

const NOT_MONTHLY = /^(MANIFEST\.csv|nhsrdatasets.*|tempfile\.xls)$/;
const FIRST = 'Monthly-AE-November-2024-CSV-29KB.csv';
/** The re-saved workbooks, and the CSV of the same edition. */
const TWINS: readonly (readonly [month: string, xls: string, csv: string])[] = [
  ['2024-04', 'April-2024-AE-by-provider-24y7F-revised.xls', 'Monthly-AE-April-2024-revised.csv'],
  ['2024-06', 'June-2024-AE-by-provider-HW3bJ.xls', 'Monthly-AE-June-2024.csv'],
  ['2024-07', 'July-2024-AE-by-provider-2odvB-revised.xls', 'Monthly-AE-July-2024-revised.csv'],
  ['2024-09', 'September-2024-AE-by-provider-t42ve.xls', 'Monthly-AE-September-2024.csv'],
  ['2024-11', 'Monthly-AE-November-2024-XLS-424KB.xls', FIRST],
];

async function open(name: string): Promise<SourceBytes> {
  return await fileSource(nhsFile('ae-monthly', name) ?? '');
}

async function parse(name: string, month: string): Promise<ParsedFile> {
  return await aeMonthly.parse(await open(name), contextOf(month));
}

function total(parsed: ParsedFile, ...measures: readonly string[]): number {
  return measures.reduce(
    (sum, measure) => sum + (parsed.totals.find((one) => one.measure === measure)?.published ?? Number.NaN),
    0,
  );
}

const UNPLANNED = ['attendances_type1', 'attendances_type2', 'attendances_other'] as const;
const BOOKED = ['attendances_booked_type1', 'attendances_booked_type2', 'attendances_booked_other'] as const;

describe('the published monthly A&E files', function () {
  this.timeout(20_000);

  for (const name of nhsFileNames('ae-monthly').filter((one) => !NOT_MONTHLY.test(one))) {
    itWithNhsFiles(`${name} is recognised, adds up in every column and passes every check`, async () => {
      const source = await open(name);
      const found = aeMonthly.recognise(source);
      assert.ok('slot' in found, JSON.stringify(found));
      const parsed = await aeMonthly.parse(source, contextOf(found.slot));
      assert.deepEqual(aeMonthly.check(parsed, contextOf(found.slot)), []);
      assert.deepEqual(parsed.quarantine, []);
      for (const one of parsed.totals) assert.equal(one.published, one.sumOfRows, one.measure);
      const fieldTest = parsed.findings.filter((one) => one.kind === 'four-hour-field-test').length;
      const inTest = source.kind === 'csv' && found.slot >= '2019-05' && found.slot <= '2023-05';
      assert.equal(fieldTest, inTest ? 14 : 0, 'fourteen trusts tested other standards');
      assert.equal(parsed.findings.length, fieldTest);
    });
  }

  itWithNhsFiles('give the figures of named cells', async () => {
    const parsed = await parse('ae_2020_01.csv', '2020-01');
    const cell = parsed.observations.find(
      (one) => one.orgCode === 'RPC' && one.measure === 'attendances_other',
    );
    assert.deepEqual(cell, {
      orgCode: 'RPC',
      orgName: 'QUEEN VICTORIA HOSPITAL NHS FOUNDATION TRUST',
      period: '2020-01',
      measure: 'attendances_other',
      value: 987,
      status: 'reported',
      printed: '987',
      sheet: '',
      row: 3,
      column: 'G',
    });
    const rows = parsed.observations.filter((one) => one.orgCode === 'RVV');
    assert.deepEqual(
      rows
        .map(({ measure, value }) => [measure, value])
        .filter(([measure]) => /type1|dta|^other/.test(String(measure))),
      [
        ['attendances_type1', 15620],
        ['over4h_type1', 4789],
        ['dta_4_12h', 1406],
        ['dta_12h_plus', 0],
        ['emergency_admissions_type1', 5357],
        ['other_emergency_admissions', 1390],
      ],
    );
    const xls = await parse('September-2024-AE-by-provider-t42ve.xls', '2024-09');
    const rc9 = new Map(
      xls.observations.filter((one) => one.orgCode === 'RC9').map((one) => [one.measure, one]),
    );
    assert.deepEqual(
      [
        rc9.get('attendances_type1')?.value,
        rc9.get('attendances_type1')?.row,
        rc9.get('attendances_type1')?.column,
      ],
      [15695, 19, 'E'],
    );
    assert.deepEqual([rc9.get('over4h_type1')?.value, rc9.get('over4h_type1')?.column], [5895, 'M']);
    assert.deepEqual([rc9.get('dta_4h_plus')?.value, rc9.get('dta_12h_plus')?.value], [86, 6]);
  });

  itWithNhsFiles('of 2020-21 add up to 17,129,021 unplanned and 300,538 booked attendances', async () => {
    let unplanned = 0;
    let booked = 0;
    for (const month of monthsOf('2020-21')) {
      const parsed = await parse(`ae_${month.replace('-', '_')}.csv`, month);
      unplanned += total(parsed, ...UNPLANNED);
      if (month >= '2020-08') booked += total(parsed, ...BOOKED);
    }
    assert.deepEqual([unplanned, booked], [17_129_021, 300_538]);
  });

  itWithNhsFiles('of 2022-23 and 2023-24 add up to 25,348,842 and 26,321,069 attendances', async () => {
    const named: Readonly<Record<string, string>> = {
      '2023-04': 'April-2023-revised-130624-defv1.csv',
      '2024-01': 'January-2024-revised-130624-ddff.csv',
      '2024-02': 'February-2024-revised-130624-ef123ty.csv',
      '2024-03': 'March-2024-revised-130624-abcdef123.csv',
    };
    for (const [fy, expected] of [
      ['2022-23', 25_348_842],
      ['2023-24', 26_321_069],
    ] as const) {
      let all = 0;
      for (const month of monthsOf(fy)) {
        all += total(
          await parse(named[month] ?? `ae_${month.replace('-', '_')}.csv`, month),
          ...UNPLANNED,
          ...BOOKED,
        );
      }
      assert.equal(all, expected, fy);
    }
  });

  itWithNhsFiles(
    'of April 2024 agree: 1,341,059 type 1 in the CSV and 30,969 booked are 1,372,028 in the workbook',
    async () => {
      const [month, xls, csv] = TWINS[0] ?? ['', '', ''];
      const flat = await parse(csv, month);
      assert.deepEqual(
        [total(flat, 'attendances_type1'), total(flat, 'attendances_booked_type1')],
        [1_341_059, 30_969],
      );
      const workbook = await parse(xls, month);
      assert.equal(total(workbook, 'attendances_type1'), 1_372_028);
      assert.equal(total(workbook, 'attendances_total'), 2_240_668);
    },
  );

  for (const [month, xls, csv] of TWINS) {
    itWithNhsFiles(
      `of ${month} give every trust the same attendances and waits in CSV and workbook`,
      async () => {
        const sums = (parsed: ParsedFile, stem: string): Map<string, number> => {
          const result = new Map<string, number>();
          for (const { orgCode, measure, value } of parsed.observations) {
            if (!new RegExp(`^${stem}_(booked_)?(type1|type2|other)$`).test(measure)) continue;
            const type = `${orgCode} ${measure.replace('booked_', '')}`;
            result.set(type, (result.get(type) ?? 0) + (value ?? Number.NaN));
          }
          return result;
        };
        const [flat, workbook] = [await parse(csv, month), await parse(xls, month)];
        for (const stem of ['attendances', 'over4h']) {
          assert.deepEqual(
            new Map([...sums(workbook, stem)].sort()),
            new Map([...sums(flat, stem)].sort()),
            stem,
          );
        }
      },
    );
  }

  itWithNhsFiles('of November 2024 differ by what was revised: AD913 came in with 3,498', async () => {
    const before = await parse(FIRST, '2024-11');
    const after = await parse('Monthly-AE-November-2024-revised.csv', '2024-11');
    const figure = (parsed: ParsedFile, org: string, measure: string): number | null | undefined =>
      parsed.observations.find((one) => one.orgCode === org && one.measure === measure)?.value;
    assert.equal(figure(before, 'AD913', 'attendances_other'), undefined);
    assert.equal(figure(after, 'AD913', 'attendances_other'), 3498);
    assert.deepEqual(
      ['emergency_admissions_type1', 'other_emergency_admissions'].map((measure) => [
        figure(before, 'R1K', measure),
        figure(after, 'R1K', measure),
      ]),
      [
        [6460, 6245],
        [785, 316],
      ],
    );
  });

  itWithNhsFiles('of the week ending 7 November 2010 are refused', async () => {
    const source = await open('tempfile.xls');
    assert.ok('notThis' in aeMonthly.recognise(source));
    assert.throws(
      () => aeMonthly.parse(source, contextOf('2017-11')),
      refusal('WRONG_TABLE', /"A&E Data", "Acute mapped"/),
    );
  });

  itWithNhsFiles('put together by others are not taken for a month', async () => {
    const source = await open('nhsrdatasets-ae_attendances-2016-04_2019-03.csv');
    assert.match(JSON.stringify(aeMonthly.recognise(source)), /notThis/);
  });
});
