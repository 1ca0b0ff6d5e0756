/** The site of the staff survey's results: pages with little on them, and the data they fetch (dossier staff-survey, section 2). */
import { AREA, statisticsPage } from '../../fixtures/stats-page.ts';
import type { Publication } from './publication.ts';
import { surveyCells } from './staff-survey.ts';
import {
  archiveData,
  editionFiles,
  local,
  otherFiles,
  QUERY,
  replaced,
  SURVEY_SITE,
  urlOf,
} from './survey-archive.ts';

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
    `<p>Results are on <a href="${SURVEY_SITE}/results/">the website of the Staff Survey Coordination Centre</a>.</p>
<p><a href="https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2/2024/03/NSS23-Pre-release-access-list.pdf">Pre-release access list (PDF, 91K)</a></p>`,
  );
  const localResults = `<p>Results for every organisation in the 2025 survey.</p><p><a href="${newest.url.replace(SURVEY_SITE, '')}">${newest.name}</a></p>
<p><a href="https://cms.nhsstaffsurveys.com/app/reports/2025/RCF-benchmark-2025.pdf">RCF benchmark report</a></p>`;
  const archive = '<p>Earlier years.</p><div id="archive"></div>';
  return [
    [`${AREA}/nhs-staff-survey-in-england/`, landing],
    [`${SURVEY_SITE}/`, gatsby('/', 'NHS Staff Survey', '<p>Welcome.</p>')],
    [
      `${SURVEY_SITE}/results/`,
      gatsby('/results/', 'Results', '<p><a href="/results/local-results/">Local results</a></p>'),
    ],
    [
      `${SURVEY_SITE}/results/local-results/`,
      gatsby('/results/local-results/', 'Local results', localResults),
    ],
    [
      `${SURVEY_SITE}/results/national-results/`,
      gatsby('/results/national-results/', 'National results', '<p>England.</p>'),
    ],
    [
      `${SURVEY_SITE}/results/results-archive/`,
      gatsby('/results/results-archive/', 'Results archive', archive),
    ],
    [
      `${SURVEY_SITE}/survey-documents/`,
      gatsby('/survey-documents/', 'Survey documents', '<p>Technical guides.</p>'),
    ],
    [`${SURVEY_SITE}/page-data/app-data.json`, JSON.stringify({ webpackCompilationHash: 'abc' })],
    [`${SURVEY_SITE}/page-data/results/page-data.json`, pageData('/results/', ['1111'])],
    [
      `${SURVEY_SITE}/page-data/results/local-results/page-data.json`,
      pageData('/results/local-results/', ['1111'], { downloads: [local(newest)] }),
    ],
    [
      `${SURVEY_SITE}/page-data/results/results-archive/page-data.json`,
      pageData('/results/results-archive/', ['1111', QUERY]),
    ],
    [
      `${SURVEY_SITE}/page-data/sq/d/1111.json`,
      JSON.stringify({ data: { site: { siteMetadata: { title: 'NHS Staff Survey' } } } }),
    ],
    [`${SURVEY_SITE}/page-data/sq/d/${QUERY}.json`, archiveData()],
  ];
}

export const staffSurvey: Publication = {
  pages: pages(),
  files: [...editionFiles, replaced, ...otherFiles],
  cells: surveyCells,
};
