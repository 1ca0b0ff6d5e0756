/** The site of the staff survey's results: pages with little on them, and the data they fetch (dossier staff-survey, section 2). */
import {
  type Download,
  download,
  gatsbyPage,
  page,
  pageData,
  queryData,
  SITE,
  SITE_TITLE,
} from '../../fixtures/results-site.ts';
import { AREA, statisticsPage } from '../../fixtures/stats-page.ts';
import type { Publication } from './publication.ts';
import { surveyCells } from './staff-survey.ts';
import { archiveData, editionFiles, otherFiles, QUERY, replaced, urlOf } from './survey-archive.ts';

function pages(): Publication['pages'] {
  const newest: Download = ['Benchmark report Excel data for 2021-2025', urlOf(2025)];
  const landing = statisticsPage(
    'NHS Staff Survey in England',
    [],
    `<p>Results are on <a href="${SITE}/results/">the website of the Staff Survey Coordination Centre</a>.</p>
<p><a href="https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2/2024/03/NSS23-Pre-release-access-list.pdf">Pre-release access list (PDF, 91K)</a></p>`,
  );
  const localResults = `<p>Results for every organisation in the 2025 survey.</p><p><a href="${newest[1].replace(SITE, '')}">${newest[0]}</a></p>
<p><a href="https://cms.nhsstaffsurveys.com/app/reports/2025/RCF-benchmark-2025.pdf">RCF benchmark report</a></p>`;
  const archive = '<p>Earlier years.</p><div id="archive"></div>';
  const site = [
    gatsbyPage('/', 'NHS Staff Survey', '<p>Welcome.</p>'),
    gatsbyPage('/results/', 'Results', '<p><a href="/results/local-results/">Local results</a></p>'),
    gatsbyPage('/results/local-results/', 'Local results', localResults),
    gatsbyPage('/results/national-results/', 'National results', '<p>England.</p>'),
    gatsbyPage('/results/results-archive/', 'Results archive', archive),
    gatsbyPage('/survey-documents/', 'Survey documents', '<p>Technical guides.</p>'),
    page('/page-data/app-data.json', JSON.stringify({ webpackCompilationHash: 'abc' })),
    pageData('/results/', ['1111']),
    pageData('/results/local-results/', ['1111'], { downloads: [download(newest)] }),
    pageData('/results/results-archive/', ['1111', QUERY]),
    queryData('1111', SITE_TITLE),
    archiveData(),
  ];
  return [
    [`${AREA}/nhs-staff-survey-in-england/`, landing],
    ...site.map(({ url, html }) => [url, html] as const),
  ];
}

export const staffSurvey: Publication = {
  pages: pages(),
  files: [...editionFiles, replaced, ...otherFiles],
  cells: surveyCells,
};
