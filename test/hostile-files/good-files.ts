/** One file of every layout of the nine datasets that were added to the first four, true to its dossier, with made-up figures. */
import type { Dataset, ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { admittedPatientCare } from '../../datasets/admitted-patient-care/dataset.ts';
import { aeAnnual } from '../../datasets/ae-annual/dataset.ts';
import { criticalCare } from '../../datasets/critical-care/dataset.ts';
import { diagnosticImaging } from '../../datasets/diagnostic-imaging/dataset.ts';
import { gpRegisteredPatients } from '../../datasets/gp-registered-patients/dataset.ts';
import { maternity } from '../../datasets/maternity/dataset.ts';
import { outpatients } from '../../datasets/outpatients/dataset.ts';
import { staffSurvey } from '../../datasets/staff-survey/dataset.ts';
import { workforce } from '../../datasets/workforce/dataset.ts';
import * as admitted from '../admitted-patient-care/apc-files.ts';
import * as emergency from '../ae-annual/ae-annual-files.ts';
import { acc, providerTable, yearContext } from '../critical-care/acc-workbook.ts';
import { monthContext, msitrepExtract, msitrepWorkbook, uecWorkbook } from '../critical-care/beds-files.ts';
import * as imaging from '../diagnostic-imaging/did-workbook.ts';
import * as practices from '../fixtures/gp-registered-patients.ts';
import * as births from '../maternity/contexts.ts';
import { longTableFile, NATIONAL } from '../maternity/long-table-file.ts';
import { tablesWorkbook, wideWorkbook } from '../maternity/provider-workbook.ts';
import * as appointments from '../outpatients/outpatient-files.ts';
import { sourceOf } from '../tables/source-of.ts';
import * as survey from '../fixtures/staff-survey.ts';
import { absenceContext, fteContext, fteWorkbook } from '../workforce/fte-workbook.ts';

export interface GoodFile {
  readonly dataset: Dataset;
  readonly layout: string;
  readonly context: ParseContext;
  readonly write: () => Promise<SourceBytes>;
  /** The same publication's file of another year or month. */
  readonly writeOther: () => Promise<SourceBytes>;
  /** Refusals that the small fixture earns itself: it is not all England. */
  readonly tooSmall?: RegExp;
}

/** `write` is called with the year or month of the file, and of another. */
function file(
  dataset: Dataset,
  layout: string,
  context: ParseContext,
  write: (when: string) => Promise<SourceBytes>,
  [when, other]: readonly [string, string],
  more: Pick<GoodFile, 'tooSmall'> = {},
): GoodFile {
  return { dataset, layout, context, write: () => write(when), writeOther: () => write(other), ...more };
}

const TABLES = ['2019-20', '2018-19'] as const;
const CSVS = ['2022-23', '2023-24'] as const;

const admittedFiles: readonly GoodFile[] = [
  file(
    admittedPatientCare,
    'hospital-providers',
    admitted.contextOf('2019-20'),
    (fy) => admitted.hospitalProviders({ fy }),
    TABLES,
  ),
  file(
    admittedPatientCare,
    'provider-level-workbook',
    admitted.contextOf('2019-20'),
    (fy) =>
      admitted.providerLevelWorkbook({
        fy,
        before: `${Number(fy.slice(0, 4)) - 1}-${fy.slice(2, 4)}`,
        headerRow: 2,
        codeHeading: 'Geography level Code',
        order: 'previous first',
      }),
    TABLES,
  ),
  file(
    admittedPatientCare,
    'provider-level-csv',
    admitted.contextOf('2022-23'),
    (fy) => admitted.providerLevelCsv(fy),
    CSVS,
  ),
];

const outpatientFiles: readonly GoodFile[] = [
  file(
    outpatients,
    'workbook',
    appointments.contextOf('2019-20'),
    (fy) => appointments.opWorkbook({ fy }),
    TABLES,
  ),
  file(outpatients, 'csv', appointments.contextOf('2022-23'), (fy) => appointments.opCsv({ fy }), CSVS),
];

const emergencyFiles: readonly GoodFile[] = [
  file(aeAnnual, 'workbook', emergency.contextOf('2019-20'), (fy) => emergency.aeWorkbook({ fy }), TABLES),
  file(aeAnnual, 'csv', emergency.contextOf('2023-24'), (fy) => emergency.aeCsv({ fy }), [
    '2023-24',
    '2024-25',
  ]),
];

const criticalCareFiles: readonly GoodFile[] = [
  file(
    criticalCare,
    'provider table',
    yearContext('2019-20'),
    (fy) => acc({ fy, providers: providerTable() }),
    TABLES,
  ),
  file(criticalCare, 'msitrep extract', monthContext('2018-01'), (month) => msitrepExtract(month), [
    '2018-01',
    '2018-02',
  ]),
  file(criticalCare, 'msitrep workbook', monthContext('2018-01'), (month) => msitrepWorkbook(month, 'xls'), [
    '2018-01',
    '2018-02',
  ]),
  file(criticalCare, 'uec-sitrep workbook', monthContext('2022-04'), (month) => uecWorkbook(month), [
    '2022-04',
    '2022-05',
  ]),
];

const maternityFiles: readonly GoodFile[] = [
  file(
    maternity,
    'MSDS csv',
    births.contextOf('2021-22', 'MSDS'),
    (fy) => longTableFile({ fy, era: NATIONAL }),
    ['2021-22', '2020-21'],
  ),
  file(maternity, 'HES tables', births.contextOf('2020-21', 'HES'), (fy) => tablesWorkbook({ fy }), [
    '2020-21',
    '2019-20',
  ]),
  file(maternity, 'HES wide table', births.contextOf('2022-23', 'HES'), (fy) => wideWorkbook({ fy }), CSVS),
];

const imagingFiles: readonly GoodFile[] = [
  file(diagnosticImaging, 'year', imaging.contextOf('2019-20'), (fy) => imaging.did({ fy }), TABLES),
  file(
    diagnosticImaging,
    'month sheets',
    imaging.contextOf('2017-18'),
    (fy) => imaging.did({ fy, monthSheets: true, monthsPrinted: 4 }),
    ['2017-18', '2016-17'],
  ),
];

const surveyFiles: readonly GoodFile[] = [
  file(
    staffSurvey,
    'organisation data',
    survey.contextOf('2019-20 own'),
    (year) => survey.surveyFile({ edition: Number(year) }),
    ['2019', '2018'],
  ),
  file(
    staffSurvey,
    'benchmark',
    survey.contextOf('2021-22 own'),
    (year) => survey.surveyFile({ edition: Number(year) }),
    ['2021', '2022'],
  ),
];

const workforceFiles: readonly GoodFile[] = [
  file(workforce, 'FTE, spacers', fteContext('2019-06'), (month) => fteWorkbook({ month, era: 'spacers' }), [
    '2019-06',
    '2019-07',
  ]),
  file(workforce, 'FTE, ICS', fteContext('2023-06'), (month) => fteWorkbook({ month, era: 'ics' }), [
    '2023-06',
    '2023-05',
  ]),
  file(workforce, 'absence csv', absenceContext('2019-07'), absenceCsv, ['2019-07', '2019-08']),
];

/** 120 organisations, 4 % of their days lost. */
async function absenceCsv(month: string): Promise<SourceBytes> {
  const day = `01/${month.slice(5)}/${month.slice(0, 4)}`;
  const rows = Array.from({ length: 120 }, (_, index) => {
    const available = 100_000 + 1000 * index;
    const code = `R${index.toString(36).toUpperCase().padStart(2, '0')}`;
    return `${day},Y56,${code},TRUST ${index},Acute,${available / 25},${available},4.00`;
  });
  const headings =
    'DATE,NHSE_REGION_CODE,ORG_CODE,ORG_NAME,ORG_TYPE,FTE_DAYS_LOST,FTE_DAYS_AVAILABLE,SICKNESS_ABSENCE_RATE_PERCENT';
  return await sourceOf(Buffer.from([headings, ...rows, ''].join('\r\n')), `absence-${month}.csv`);
}

const FEW = practices.england(40, 156_000);

async function practiceFile(slot: string, date: string): Promise<SourceBytes> {
  const [, kind = ''] = slot.split(' ');
  return await practices.csv(practices.monthLines(slot, FEW, { date }), `gp-reg-pat-prac-${kind}.csv`);
}

const practiceFiles: readonly GoodFile[] = ['all', 'quin-age', 'map'].map((kind) =>
  file(
    gpRegisteredPatients,
    kind,
    practices.contextOf(`2021-06 ${kind}`),
    (date) => practiceFile(`2021-06 ${kind}`, date),
    ['01Jun2021', '01Jul2021'],
    { tooSmall: /England has between/ },
  ),
);

export const GOOD_FILES: readonly GoodFile[] = [
  ...admittedFiles,
  ...outpatientFiles,
  ...emergencyFiles,
  ...criticalCareFiles,
  ...maternityFiles,
  ...imagingFiles,
  ...surveyFiles,
  ...practiceFiles,
  ...workforceFiles,
];
