/** Outpatients and yearly A&E on digital.nhs.uk, with the other files of each release. */
import { aeAnnualCells, aeLongTable, aeWorkbook } from './ae-annual.ts';
import type { Year } from './calendar.ts';
import { outpatientCells, outpatientCsv, outpatientWorkbook } from './outpatients.ts';
import type { Publication } from './publication.ts';
import { type Listed, beside, filesOf, others, wanted, yearly } from './yearly-pages.ts';

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
