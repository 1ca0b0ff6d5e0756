import assert from 'node:assert/strict';
import { admittedPatientCare as apc } from '../../datasets/admitted-patient-care/dataset.ts';
import type { Observation, ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { contextOf } from '../fixtures/provider-level.ts';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { refusal } from '../tables/refusal.ts';
import { fileSource } from '../tables/source-of.ts';

interface Published {
  readonly name: string;
  readonly fy: string;
  readonly layout: string;
  readonly providers: number;
  readonly measures: number;
  /** fce, admissions, emergency, waiting list, planned, bed days of England. */
  readonly england: readonly number[];
  readonly cells: readonly (readonly [org: string, measure: string, cell: string, value: number | string])[];
}

const FILES: readonly Published[] = [
  {
    name: 'hosp-epis-stat-admi-prov-2017-18-tab.xlsx',
    fy: '2017-18',
    layout: 'hospital-providers',
    providers: 484,
    measures: 10,
    england: [20030870, 16622939, 6100310, 6256161, 2327786, 46738086],
    cells: [
      ['RCF', 'admissions', 'I21', 61775],
      ['RCF', 'emergency_admissions', 'M21', 22835],
      ['RTQ', 'mean_time_waited', 'Q19', 'suppressed'],
      ['NHM02', 'mean_time_waited', 'Q22', 'missing'],
      ['NHM02', 'planned_admissions', 'O22', 0],
      ['NXP37', 'fce_bed_days', 'AU30', 'suppressed'],
    ],
  },
  {
    name: 'hosp-epis-stat-admi-prov-2018-19.csv', // saved again by others
    fy: '2018-19',
    layout: 'hospital-providers',
    providers: 471,
    measures: 10,
    england: [20760699, 17127498, 6437959, 6397951, 2411966, 45347946],
    cells: [
      ['RCF', 'fce', 'H22', 73020],
      ['RCF', 'day_cases', 'AT22', 32300],
      ['NYW04', 'planned_admissions', 'O26', 'suppressed'],
    ],
  },
  {
    name: 'hosp-epis-stat-admi-prov-leve-2017-18-tab.xlsx',
    fy: '2017-18',
    layout: 'provider-level-workbook',
    providers: 484,
    measures: 7,
    england: [20030870, 16622939, 6100310, 6256161, 2327786, 46738086],
    cells: [['AAH01', 'waiting_list_admissions', 'H11', 860]],
  },
  {
    name: 'hosp-epis-stat-admi-prov-leve-2019-20-tab v2.xlsx',
    fy: '2019-20',
    layout: 'provider-level-workbook',
    providers: 484,
    measures: 7,
    england: [20912276, 17202558, 6509586, 6386203, 2455895, 44820576],
    cells: [['AAH01', 'planned_admissions', 'G13', 'suppressed']],
  },
  {
    name: 'hosp-epis-stat-admi-pla-2021-22.xlsx',
    fy: '2021-22',
    layout: 'provider-level-workbook',
    providers: 494,
    measures: 7,
    england: [19626344, 15979490, 6210641, 5659728, 2271405, 41783725],
    cells: [['8A718', 'fce_bed_days', 'K13', 2111]],
  },
];

async function parseFile(name: string, fy: string): Promise<ParsedFile> {
  return await apc.parse(await fileSource(nhsFile('admitted-patient-care', name) ?? ''), contextOf(fy));
}

function find(parsed: ParsedFile, org: string, measure: string): Observation | undefined {
  return parsed.observations.find((one) => one.orgCode === org && one.measure === measure);
}

describe('the published files of admitted patient care', () => {
  for (const { name, fy, layout, providers, measures, england, cells } of FILES) {
    itWithNhsFiles(
      `${name} gives ${providers} providers, each figure in its cell, that add up to England`,
      async () => {
        const source = await fileSource(nhsFile('admitted-patient-care', name) ?? '');
        const found = apc.recognise(source);
        assert.ok('slot' in found && found.slot === fy);
        const parsed = await parseFile(name, fy);
        assert.equal(parsed.layout, layout);
        assert.equal(parsed.observations.length, providers * measures);
        const totals = new Map(parsed.totals.map((one) => [one.measure, one.published]));
        const order = [
          'fce',
          'admissions',
          'emergency_admissions',
          'waiting_list_admissions',
          'planned_admissions',
          'fce_bed_days',
        ];
        assert.deepEqual(
          order.map((measure) => totals.get(measure)),
          england,
        );
        for (const [org, measure, cell, value] of cells) {
          const one = find(parsed, org, measure);
          assert.deepEqual(
            [`${one?.column ?? ''}${one?.row ?? ''}`, one?.value ?? one?.status],
            [cell, value],
            org,
          );
        }
        assert.deepEqual(parsed.findings, []);
        assert.deepEqual(parsed.quarantine, []);
        assert.deepEqual(apc.check(parsed, contextOf(fy)), []);
      },
    );
  }

  itWithNhsFiles('give the same counts in both kinds of file of 2017-18', async () => {
    const providers = await parseFile('hosp-epis-stat-admi-prov-2017-18-tab.xlsx', '2017-18');
    const level = await parseFile('hosp-epis-stat-admi-prov-leve-2017-18-tab.xlsx', '2017-18');
    const other = new Map(providers.observations.map((one) => [`${one.orgCode} ${one.measure}`, one]));
    for (const one of level.observations) {
      const same = other.get(`${one.orgCode} ${one.measure}`);
      assert.deepEqual([same?.status, same?.value], [one.status, one.value], `${one.orgCode} ${one.measure}`);
    }
  });

  itWithNhsFiles('have a ninth of the admissions under codes with -X', async () => {
    const parsed = await parseFile('hosp-epis-stat-admi-prov-2017-18-tab.xlsx', '2017-18');
    const suffixed = parsed.observations.filter(
      (one) => one.measure === 'admissions' && one.orgCode.endsWith('-X'),
    );
    assert.equal(suffixed.length, 17);
    assert.equal(
      suffixed.reduce((sum, one) => sum + (one.value ?? 0), 0),
      1840465,
    );
    assert.equal(find(parsed, 'RJ1-X', 'admissions')?.value, 167335);
    assert.equal(find(parsed, 'RJ1', 'admissions'), undefined);
  });

  itWithNhsFiles('of 2021-22 print a trust under its code and under the same with -X', async () => {
    const parsed = await parseFile('hosp-epis-stat-admi-pla-2021-22.xlsx', '2021-22');
    assert.equal(find(parsed, 'RYR', 'admissions')?.value, 45);
    assert.equal(find(parsed, 'RYR-X', 'admissions')?.value, 258420);
  });

  itWithNhsFiles('of the year after are not taken for the year before, which they print too', async () => {
    await assert.rejects(
      parseFile('hosp-epis-stat-admi-prov-leve-2019-20-tab v2.xlsx', '2018-19'),
      refusal('WRONG_PERIOD', /2019-20/),
    );
  });

  itWithNhsFiles('saved as one of their tables by others are not taken', async () => {
    const source = await fileSource(nhsFile('admitted-patient-care', '2020-21-Table A.csv') ?? '');
    assert.ok('notThis' in apc.recognise(source));
  });
});
