/** The site of the staff survey's results: pages with little on them, and the data they fetch (dossier staff-survey, section 2). */
import { made } from './figures.ts';
import { decoy } from './other-table.ts';
import { AREA, statisticsPage } from './page.ts';
import type { Publication, WebFile } from './publication.ts';
import type { Edition } from './staff-survey.ts';
import { EDITIONS, surveyCells } from './staff-survey.ts';
import { surveyWorkbook } from './survey-workbook.ts';

const SITE = 'https://www.nhsstaffsurveys.com';
const QUERY = '2718281828';

function address(name: string): string {
  const hex = [1, 2, 3, 4].map((part) =>
    made(`${part} ${name}`, 0, 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  );
  return `${SITE}/static/${hex.join('')}/${name}`;
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

const editionFiles: readonly WebFile[] = EDITIONS.map((edition) => ({
  url: address(NAMES[edition.last] ?? ''),
  make: () => surveyWorkbook(edition),
  loadedAs: periods(edition),
}));
const replaced: WebFile = {
  url: address(REPLACED),
  make: () => surveyWorkbook({ last: 2023, from: 2019 }, true),
};

interface Download {
  readonly name: string;
  readonly url: string;
}

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
const otherFiles = Object.values(OTHERS)
  .flat()
  .map(([, file]) => decoy(address(file)));

const urlOf = (last: number): string => address(NAMES[last] ?? '');

function downloads(year: number): readonly Download[] {
  const titles: Readonly<Record<number, string>> = { 2019: 'Organisation data, 2019 only' };
  const own =
    NAMES[year] === undefined
      ? []
      : [{ name: titles[year] ?? `Benchmark report Excel data for ${year - 4}-${year}`, url: urlOf(year) }];
  const first =
    year === 2023 ? [{ name: 'Benchmark report Excel data for 2019-2023', url: replaced.url }] : [];
  const rest = (OTHERS[year] ?? []).map(([name, file]) => ({ name, url: address(file) }));
  return [...first, ...own, ...rest];
}

const local = ({ name, url }: Download): unknown => ({
  name,
  file: { localFile: { publicURL: url.replace(SITE, ''), extension: /\w+$/.exec(url)?.[0] } },
});

function archiveData(): string {
  const nodes = [2024, 2023, 2022, 2021, 2020, 2019, 2018, 2017].map((year) => ({
    id: String(year),
    archiveTemplate: {
      year: String(year),
      flexibleContent: [
        { __typename: 'Text', heading: `${year} results` },
        { __typename: 'Downloads', downloads: downloads(year).map(local) },
        { __typename: 'Empty', downloads: null },
      ],
    },
  }));
  return JSON.stringify({ data: { allWpYear: { nodes } } });
}

function gatsby(path: string, title: string, content: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><meta name="generator" content="Gatsby 4.25.7"/><title data-react-helmet="true">${title} | NHS Staff Survey</title>
<link as="fetch" rel="preload" href="/page-data${path}page-data.json" crossorigin="anonymous"/><link as="fetch" rel="preload" href="/page-data/app-data.json" crossorigin="anonymous"/></head>
<body><div id="___gatsby"><header><a href="/">Home</a> <a href="/results/local-results/">Local results</a> <a href="/results/national-results/">National results</a> <a href="/results/results-archive/">Results archive</a> <a href="/survey-documents/">Survey documents</a></header>
<main><h1>${title}</h1>${content}</main></div><script id="gatsby-script-loader">/*<![CDATA[*/window.pagePath="${path}";/*]]>*/</script></body></html>`;
}

function pageData(path: string, hashes: readonly string[], template: unknown = {}): string {
  return JSON.stringify({
    componentChunkName: 'page',
    path,
    result: { data: { wpPage: { template } } },
    staticQueryHashes: hashes,
  });
}

function pages(): Publication['pages'] {
  const newest = { name: 'Benchmark report Excel data for 2021-2025', url: urlOf(2025) };
  const landing = statisticsPage(
    'NHS Staff Survey in England',
    [],
    `<p>Results are on <a href="${SITE}/results/">the website of the Staff Survey Coordination Centre</a>.</p>
<p><a href="https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2/2024/03/NSS23-Pre-release-access-list.pdf">Pre-release access list (PDF, 91K)</a></p>`,
  );
  const localResults = `<p>Results for every organisation in the 2025 survey.</p><p><a href="${newest.url.replace(SITE, '')}">${newest.name}</a></p>
<p><a href="https://cms.nhsstaffsurveys.com/app/reports/2025/RCF-benchmark-2025.pdf">RCF benchmark report</a></p>`;
  const archive = '<p>Earlier years.</p><div id="archive"></div>';
  return [
    [`${AREA}/nhs-staff-survey-in-england/`, landing],
    [`${SITE}/`, gatsby('/', 'NHS Staff Survey', '<p>Welcome.</p>')],
    [
      `${SITE}/results/`,
      gatsby('/results/', 'Results', '<p><a href="/results/local-results/">Local results</a></p>'),
    ],
    [`${SITE}/results/local-results/`, gatsby('/results/local-results/', 'Local results', localResults)],
    [
      `${SITE}/results/national-results/`,
      gatsby('/results/national-results/', 'National results', '<p>England.</p>'),
    ],
    [`${SITE}/results/results-archive/`, gatsby('/results/results-archive/', 'Results archive', archive)],
    [
      `${SITE}/survey-documents/`,
      gatsby('/survey-documents/', 'Survey documents', '<p>Technical guides.</p>'),
    ],
    [`${SITE}/page-data/app-data.json`, JSON.stringify({ webpackCompilationHash: 'abc' })],
    [`${SITE}/page-data/results/page-data.json`, pageData('/results/', ['1111'])],
    [
      `${SITE}/page-data/results/local-results/page-data.json`,
      pageData('/results/local-results/', ['1111'], { downloads: [local(newest)] }),
    ],
    [
      `${SITE}/page-data/results/results-archive/page-data.json`,
      pageData('/results/results-archive/', ['1111', QUERY]),
    ],
    [
      `${SITE}/page-data/sq/d/1111.json`,
      JSON.stringify({ data: { site: { siteMetadata: { title: 'NHS Staff Survey' } } } }),
    ],
    [`${SITE}/page-data/sq/d/${QUERY}.json`, archiveData()],
  ];
}

export const staffSurvey: Publication = {
  pages: pages(),
  files: [...editionFiles, replaced, ...otherFiles],
  cells: surveyCells,
};
