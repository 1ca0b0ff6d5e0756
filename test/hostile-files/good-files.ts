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
import * as admitted from '../fixtures/admitted-patient-care.ts';
import { aeCsv, aeWorkbook } from '../fixtures/ae-annual.ts';
import * as care from '../fixtures/critical-care.ts';
import * as imaging from '../fixtures/diagnostic-imaging.ts';
import * as practices from '../fixtures/gp-registered-patients.ts';
import * as births from '../fixtures/maternity.ts';
import { outpatientCsv, outpatientWorkbook } from '../fixtures/outpatients.ts';
import { contextOf } from '../fixtures/provider-level.ts';
import * as survey from '../fixtures/staff-survey.ts';
import * as staff from '../fixtures/workforce.ts';
import { sourceOf } from '../tables/source-of.ts';

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
    contextOf('2019-20'),
    (fy) => admitted.hospitalProviders({ fy }),
    TABLES,
  ),
  file(
    admittedPatientCare,
    'provider-level-workbook',
    contextOf('2019-20'),
    (fy) => admitted.providerLevelWorkbook(fy),
    TABLES,
  ),
  file(
    admittedPatientCare,
    'provider-level-csv',
    contextOf('2022-23'),
    (fy) => admitted.providerLevelCsv(fy),
    CSVS,
  ),
];

const outpatientFiles: readonly GoodFile[] = [
  file(outpatients, 'workbook', contextOf('2019-20'), (fy) => outpatientWorkbook({ fy }), TABLES),
  file(outpatients, 'csv', contextOf('2022-23'), (fy) => outpatientCsv({ fy }), CSVS),
];

const emergencyFiles: readonly GoodFile[] = [
  file(aeAnnual, 'workbook', contextOf('2019-20'), (fy) => aeWorkbook({ fy }), TABLES),
  file(aeAnnual, 'csv', contextOf('2023-24'), (fy) => aeCsv({ fy }), ['2023-24', '2024-25']),
];

/** A workbook or CSV of the writers that give bytes. */
function bytesFile(
  dataset: Dataset,
  layout: string,
  context: ParseContext,
  write: (when: string) => Buffer,
  when: readonly [string, string],
  end = 'xlsx',
): GoodFile {
  const source = (period: string): Promise<SourceBytes> => sourceOf(write(period), `${layout}.${end}`);
  return file(dataset, layout, context, source, when);
}

const criticalCareFiles: readonly GoodFile[] = [
  bytesFile(
    criticalCare,
    'provider table',
    care.contextOf('2019-20'),
    (fy) => care.accWorkbook({ fy, providers: care.providerTable(fy), england: 6347 }),
    TABLES,
  ),
  bytesFile(
    criticalCare,
    'msitrep extract',
    care.contextOf('2018-01'),
    (month) => care.msitrepExtract(month, care.TRUSTS),
    ['2018-01', '2018-02'],
    'csv',
  ),
  bytesFile(
    criticalCare,
    'msitrep workbook',
    care.contextOf('2018-01'),
    (month) => care.msitrepWorkbook(month, care.TRUSTS, { grouped: true, bookType: 'biff8' }),
    ['2018-01', '2018-02'],
    'xls',
  ),
  bytesFile(
    criticalCare,
    'uec-sitrep workbook',
    care.contextOf('2022-04'),
    (month) => care.sitrepWorkbook(month, care.TRUSTS),
    ['2022-04', '2022-05'],
  ),
];

const maternityFiles: readonly GoodFile[] = [
  file(maternity, 'MSDS csv', births.contextOf('2021-22', 'MSDS'), (fy) => births.msdsCsv({ fy }), [
    '2021-22',
    '2020-21',
  ]),
  file(maternity, 'HES tables', births.contextOf('2020-21', 'HES'), (fy) => births.tablesWorkbook({ fy }), [
    '2020-21',
    '2019-20',
  ]),
  file(
    maternity,
    'HES wide table',
    births.contextOf('2022-23', 'HES'),
    (fy) => births.wideWorkbook({ fy }),
    CSVS,
  ),
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

const fteMonth = (month: string): Buffer => staff.fteWorkbook(month, staff.ORGANISATIONS);
const absenceMonth = (month: string): Buffer =>
  staff.absenceCsv(staff.absenceRows(`01/${month.slice(5)}/${month.slice(0, 4)}`, 120));

const workforceFiles: readonly GoodFile[] = [
  bytesFile(workforce, 'FTE, spacers', staff.contextOf('2019-06'), fteMonth, ['2019-06', '2019-07']),
  bytesFile(workforce, 'FTE, ICS', staff.contextOf('2023-06'), fteMonth, ['2023-06', '2023-05']),
  bytesFile(
    workforce,
    'absence csv',
    staff.contextOf('2019-07 absence'),
    absenceMonth,
    ['2019-07', '2019-08'],
    'csv',
  ),
];

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
