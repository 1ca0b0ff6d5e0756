/** The yearly hospital publications on digital.nhs.uk: series, releases, and the twenty other files of each. */
import { admittedCells } from './admitted.ts';
import { aeAnnualCells, aeLongTable, aeWorkbook } from './ae-annual.ts';
import type { Year } from './calendar.ts';
import { criticalCareWorkbook } from './critical-care.ts';
import { fileUrl } from './digital-page.ts';
import { hospitalProviders } from './hospital-providers.ts';
import { outpatientCells } from './outpatients.ts';
import { outpatientCsv, outpatientWorkbook } from './outpatient-files.ts';
import { providerLevel, providerLevelCsv } from './provider-level.ts';
import type { Publication } from './publication.ts';
import type { Listed } from './yearly-pages.ts';
import { beside, filesOf, others, wanted, yearly } from './yearly-pages.ts';

const ADMITTED = 'hospital-admitted-patient-care-activity';

function admittedListed(fy: Year): readonly Listed[] {
  const title = `Hospital Admitted Patient Care Activity, ${fy}`;
  const stem = 'hosp-epis-stat-admi';
  const is = (name: string, text: string, make: () => Buffer): Listed =>
    wanted('admitted-patient-care', fy, name, `${title}: ${text}`, make);
  const files: Readonly<Record<Year, readonly Listed[]>> = {
    '2017-18': [
      beside(`${stem}-prov-leve-2017-18-tab.xlsx`, `${title}: Provider-level analysis`, () =>
        providerLevel(fy),
      ),
      is(`${stem}-prov-2017-18-tab.xlsx`, 'Hospital providers', () => hospitalProviders(fy)),
    ],
    '2018-19': [is(`${stem}-prov-leve-2018-19-tab.xlsx`, 'Provider-level analysis', () => providerLevel(fy))],
    '2019-20': [
      beside(`${stem}-prov-leve-2019-20-tab.xlsx`, `${title}: Provider-level analysis`, () =>
        providerLevel(fy, true),
      ),
      is(`${stem}-prov-leve-2019-20-tab%20v2.xlsx`, 'Provider-level analysis', () => providerLevel(fy)),
    ],
    '2020-21': [is(`${stem}-hosp-prov-2020-21-tab.xlsx`, 'Hospital providers', () => hospitalProviders(fy))],
    '2021-22': [is(`${stem}-pla-2021-22.xlsx`, 'Provider level analysis', () => providerLevel(fy))],
    '2022-23': [
      is(`${stem}-pla-2022-23-data.csv`, 'Provider level analysis CSV', () => providerLevelCsv(fy)),
    ],
    '2023-24': [
      beside(`${stem}-pla-2023-24-data.csv`, `${title}: Provider level analysis`, () => providerLevelCsv(fy)),
      is(`${stem}-hosp-prov-2023-24-tab.xlsx`, 'Hospital providers', () => hospitalProviders(fy)),
    ],
  };
  const supplement = fy === '2019-20' ? '-tab%20supp.xlsx' : fy === '2022-23' ? '-tab_V2.xlsx' : '-tab.xlsx';
  return [
    ...others([
      [
        `${stem}-${fy < '2022-23' ? 'ccg' : 'icb'}-resp-${fy}-tab.xlsx`,
        `${title}: Commissioner of responsibility`,
      ],
      [`${stem}-diag-${fy}${supplement}`, `${title}: Diagnosis`],
      [`${stem}-ext-caus-${fy}-tab.xlsx`, `${title}: External causes`],
    ]),
    ...files[fy],
    ...others([
      [`${stem}-main-spec-${fy}-tab.xlsx`, `${title}: Main specialty`],
      [`${stem}-proc-${fy}-tab.xlsx`, `${title}: Procedures`],
      [`${stem}-rep-tabs-${fy}-tab.xlsx`, `${title}: Report tables`],
      [`${stem}-time-seri-${fy}-tab.xlsx`, `${title}: Time series`],
    ]),
  ];
}

/** The file of adult critical care, on the page of admitted care; none in 2021-22, and none by provider in 2018-19. */
export function criticalCareListed(fy: Year): readonly Listed[] {
  const text = `Hospital Admitted Patient Care Activity, ${fy}: Adult Critical Care (ACC)`;
  if (fy === '2021-22') return [];
  const name =
    fy === '2017-18'
      ? 'adul-crit-care-data-eng-apr-17-mar-18-tab.xls'
      : `hosp-epis-stat-admi-${fy === '2019-20' ? 'ccmds' : 'acc'}-${fy}-tab.xlsx`;
  const make = (): Buffer => criticalCareWorkbook(fy);
  if (fy === '2018-19') return [{ file: { url: fileUrl(name), make, opened: true }, text }];
  return [wanted('critical-care', fy, name, text, make)];
}

const OUTPATIENTS = 'hospital-outpatient-activity';

function outpatientsListed(fy: Year): readonly Listed[] {
  const title = `Hospital Outpatient Activity, ${fy}`;
  const stem = 'hosp-epis-stat-outp';
  const text = `${title}: Provider level analysis`;
  const end = fy >= '2022-23' ? '-data.csv' : fy === '2018-19' ? '-tab%20v2.xlsx' : '-tab.xlsx';
  const make = (): Buffer => (fy >= '2022-23' ? outpatientCsv(fy) : outpatientWorkbook(fy));
  const own = wanted('outpatients', fy, `${stem}-pla-${fy}${end}`, text, make);
  const href = own.file.url.replace('%20', ' ');
  const spaced = { ...own, href: fy === '2017-18' ? href.replace('https:', 'http:') : href };
  return [
    ...(fy === '2018-19'
      ? [beside(`${stem}-pla-2018-19-tab.xlsx`, text, () => outpatientWorkbook(fy, true))]
      : []),
    ...others([
      [`${stem}-rep-tabs-${fy}-tab.xlsx`, `${title}: Report tables`],
      [`${stem}-all-atte-${fy}-tab.xlsx`, `${title}: All attendances`],
    ]),
    spaced,
    ...others([
      [`${stem}-trea-spec-${fy}-tab.xlsx`, `${title}: Treatment specialty`],
      [`${stem}-all-firs-atte-${fy}-data.csv`, `${title}: First attendances`],
    ]),
  ];
}

const EMERGENCY = 'hospital-accident--emergency-activity';

function emergencyListed(fy: Year): readonly Listed[] {
  const years = `${fy.slice(2, 4)}${fy.slice(5)}`;
  const make = (): Buffer => (fy >= '2022-23' ? aeLongTable(fy) : aeWorkbook(fy));
  const names: Readonly<Record<Year, string>> = {
    '2017-18': 'AE1718_Provider_Level_Analysis.xlsx',
    '2018-19': 'acci-emer-atte-pla-2018-19.XLSX',
    '2019-20': 'AE1920_Provider_Level_Analysis.xlsx',
    '2020-21': 'AE2021_Provider_Level_Analysis%20v2.xlsx',
    '2021-22': 'AE2122_ECDS_Provider_Level_Analysis.xlsx',
    '2022-23': 'AE_2223_ECDS_pla_output.csv',
    '2023-24': 'AE_2324_ECDS_pla_output.csv',
  };
  return [
    ...others([[`AE${years}_Summary_Report_Tables.xlsx`, `Summary report tables ${fy}`]]),
    ...(fy >= '2022-23'
      ? others([
          [`AE${years}_ECDS_National_Data_Tables.xlsx`, 'National data tables'],
          [`AE_${years}_ECDS_open_data_csv.csv`, 'Open data'],
          [`AE_${years}%20acci-emer-workforce-data.xlsx`, 'Workforce data'],
          [`AE${years}_ECDS_MSitAE_Tables.xlsx`, 'ECDS and MSitAE tables'],
          [`AE_${years}_Metadata.xlsx`, 'Metadata'],
        ])
      : []),
    ...(fy === '2020-21'
      ? [beside('AE2021_Provider_Level_Analysis.xlsx', 'Provider Level Analysis', () => aeWorkbook(fy, true))]
      : []),
    wanted(
      'ae-annual',
      fy,
      names[fy],
      fy >= '2022-23' ? 'ECDS Provider level analysis' : 'Provider Level Analysis',
      make,
    ),
  ];
}

export const admittedCare: Publication = {
  pages: yearly(
    ADMITTED,
    'Hospital Admitted Patient Care Activity',
    (fy) => [...admittedListed(fy), ...criticalCareListed(fy)],
    {
      chapters: ['summary-reports---apc---patient', 'summary-reports---acc', 'acc---technical-guide'],
    },
  ),
  files: filesOf(admittedListed),
  cells: admittedCells,
};

export const outpatientCare: Publication = {
  pages: yearly(OUTPATIENTS, 'Hospital Outpatient Activity', outpatientsListed, { latest: false }),
  files: filesOf(outpatientsListed),
  cells: outpatientCells,
};

/** Links to this series are written with a double hyphen, or with its escapes: both lead to the page. */
export const emergencyCare: Publication = {
  pages: yearly(EMERGENCY, 'Hospital Accident & Emergency Activity', emergencyListed).flatMap(
    ([url, html]) => {
      const escaped = html.replaceAll(`${EMERGENCY}/2018-19`, `${EMERGENCY.replace('--', '%2D%2D')}/2018-19`);
      const page = [url, escaped] as const;
      return url.endsWith('/2018-19') ? [page, [url.replace('--', '%2D%2D'), escaped] as const] : [page];
    },
  ),
  files: filesOf(emergencyListed),
  cells: aeAnnualCells,
};
