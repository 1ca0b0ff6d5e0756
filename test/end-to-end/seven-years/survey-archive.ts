/** The files of the staff survey's results, and the data from which the archive page lists them (dossier staff-survey, section 2). */
import type { Page } from '../../../datasets/contract/discovery.ts';
import { type Download, archiveQuery, SITE, staticFile } from '../../fixtures/results-site.ts';
import { made } from './figures.ts';
import { decoy } from './other-table.ts';
import type { WebFile } from './publication.ts';
import { type Edition, EDITIONS } from './staff-survey.ts';
import { surveyWorkbook } from './survey-workbook.ts';

/** The hash of the query that the archive page fetches. */
export const QUERY = '2718281828';

function address(name: string): string {
  const hex = [1, 2, 3, 4].map((part) =>
    made(`${part} ${name}`, 0, 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  );
  return SITE + staticFile(name, hex.join(''));
}

const NAMES: Readonly<Record<number, string>> = {
  2019: 'ST19-Organisation-Data-2019-Only-v1f.xlsx',
  2021: 'Benchmark_report_excel_data_2017-2021.xlsx',
  2022: 'benchmark_report_excel_data_2018-2022-v2.xlsx',
  2023: 'benchmark_report_excel_data_2019-2023_v2.xlsx',
  2024: 'Benchmark-report-Excel-data-for-2020-2024.xlsx',
  2025: 'NSS-Benchmark-report-excel-data-for-2021-2025-v2.xlsx',
};
const REPLACED = 'benchmark_report_excel_data_2019-2023.xlsx';

/** Every survey of ours that an edition prints. */
function periods(edition: Edition): readonly string[] {
  const surveys = [2017, 2018, 2019, 2020, 2021, 2022, 2023];
  return surveys
    .filter((survey) => survey >= edition.from && survey <= edition.last)
    .map((survey) => `staff-survey ${survey}-${String(survey + 1).slice(2)}`);
}

/** The workbook of each edition. */
export const editionFiles: readonly WebFile[] = EDITIONS.map((edition) => ({
  url: address(NAMES[edition.last] ?? ''),
  make: () => surveyWorkbook(edition),
  loadedAs: periods(edition),
}));
/** The first issue of an edition that has a second. */
export const replaced: WebFile = {
  url: address(REPLACED),
  make: () => surveyWorkbook({ last: 2023, from: 2019 }, true),
};

/** What the archive offers beside the workbooks of organisations. */
const OTHERS: Readonly<Record<number, readonly (readonly [name: string, file: string])[]>> = {
  2023: [
    [
      'NSS23 detailed spreadsheets - organisational results',
      'NSS23%20detailed%20spreadsheets%20organisational%20results.xlsx',
    ],
    [
      'NSS23 detailed spreadsheets - organisation type',
      'NSS23%20detailed%20spreadsheets%20organisation%20type%20results.xlsx',
    ],
    [
      'Bank workers benchmark report Excel data 2023',
      'NSSB23_bank_benchmark_report_excel_data_2023-2023.xlsx',
    ],
  ],
  2022: [['NSS22 detailed spreadsheets', 'NSS22-Detailed-spreadsheets.xlsx']],
  2020: [['ST20 detailed spreadsheets', 'P101197-ST20-detailed-spreadsheets-1.xlsx']],
  2019: [['ST19 detailed spreadsheets', 'ST19-Detailed-Spreadsheets_FINAL-1.xlsx']],
  2018: [['ST18 detailed spreadsheets (unweighted)', 'ST18-Detailed-Spreadsheets-unweighted.xlsx']],
  2017: [['2017 Key Findings by organisation', 'ST17_Key_Findings_organisations.xlsx']],
};
/** Files of the archive that are not read. */
export const otherFiles = Object.values(OTHERS)
  .flat()
  .map(([, file]) => decoy(address(file)));

/** Address of an edition. */
export const urlOf = (last: number): string => address(NAMES[last] ?? '');

function downloads(year: number): readonly Download[] {
  const titles: Readonly<Record<number, string>> = { 2019: 'Organisation data, 2019 only' };
  const title = titles[year] ?? `Benchmark report Excel data for ${year - 4}-${year}`;
  return [
    ...(year === 2023 ? [['Benchmark report Excel data for 2019-2023', replaced.url] as const] : []),
    ...(NAMES[year] === undefined ? [] : [[title, urlOf(year)] as const]),
    ...(OTHERS[year] ?? []).map(([name, file]) => [name, address(file)] as const),
  ];
}

/** The answer to the archive’s query. */
export function archiveData(): Page {
  const years = [2024, 2023, 2022, 2021, 2020, 2019, 2018, 2017];
  return archiveQuery(
    QUERY,
    years.map((year) => [year, downloads(year)]),
  );
}
