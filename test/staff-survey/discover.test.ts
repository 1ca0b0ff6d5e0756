import assert from 'node:assert/strict';
import { onPages } from '../../activities/discover.ts';
import type { Candidate, Page, PageReading } from '../../datasets/contract/discovery.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { staffSurvey } from '../../datasets/staff-survey/dataset.ts';
import { fetchPage } from '../../fetch/fetch-page.ts';
import { answer, withPublisher } from '../fetch/publisher.ts';
import { fileLinks, statsPage } from '../fixtures/stats-page.ts';
import {
  type Download,
  archiveQuery,
  download,
  gatsbyPage,
  page,
  pageData,
  queryData,
  SITE,
  SITE_TITLE,
  staticFile,
} from '../fixtures/results-site.ts';

const LANDING = staffSurvey.homepage;
const LOCAL = '/results/local-results/';
const ARCHIVE = '/results/results-archive/';
/** The query of every page. */
const COMMON = '1000001';

function read(found: Page, fy: string): PageReading {
  return staffSurvey.discovery.readPage(found, fy);
}

function slots(reading: { readonly candidates: readonly Candidate[] }): readonly string[] {
  return reading.candidates.map(({ slot }) => slot);
}

/** A page of results with these links. */
function links(...files: readonly Download[]): Page {
  return gatsbyPage(LOCAL, 'Local results', fileLinks(...files));
}

/** Section 2 of the dossier: what has been published, and which surveys it prints. */
const EDITIONS: readonly (readonly [file: string, edition: number, from: number])[] = [
  ['ST19-Organisation-Data-2019-Only-v1f.xlsx', 2019, 2019],
  ['Benchmark_report_excel_data_2017-2021.xlsx', 2021, 2017],
  ['benchmark_report_excel_data_2018-2022-v2.xlsx', 2022, 2018],
  ['benchmark_report_excel_data_2019-2023_v2.xlsx', 2023, 2019],
  ['Benchmark-report-Excel-data-for-2020-2024.xlsx', 2024, 2020],
  ['NSS-Benchmark-report-excel-data-for-2021-2025-v2.xlsx', 2025, 2021],
];

const DECOYS: readonly (readonly [text: string, file: string, reason: RegExp])[] = [
  ['NSS23 results', 'NSS23%20detailed%20spreadsheets%20organisational%20results.xlsx', /no scores/],
  [
    'NSS23 results',
    'NSS23%20detailed%20spreadsheets%20organisation%20type%20results.xlsx',
    /without organisation codes/,
  ],
  ['Detailed spreadsheets 2019-2023 (zip)', 'NSS23-results.zip', /no scores/],
  ['2020 results', 'P101197-ST20-detailed-spreadsheets-1.xlsx', /no scores/],
  ['2018 results', 'ST18-Detailed-Spreadsheets-unweighted.xlsx', /unweighted/],
  ['2017 organisation data', 'ST17_Key_Findings_organisations.xlsx', /scale of 1 to 5/],
  ['Benchmark report Excel data', 'NSSB23_benchmark_report_excel_data_2019-2023.xlsx', /bank workers/],
  ['Bank worker benchmark report Excel data 2019-2023', 'data.xlsx', /bank workers/],
  ['National results briefing 2023', 'NSS23-National-briefing.pdf', /national results/],
  ['Technical guide', 'NHS-Staff-Survey-2023-Technical-guide_V4.pdf', /not data/],
  ['Benchmark report 2019-2023', 'RCF-benchmark-2023.pdf', /\.pdf/],
  ['Benchmark report data 2019-2023', 'benchmark_2019-2023.zip', /\.zip/],
  ['Benchmark groups 2019-2023', 'groups.xlsx', /list of benchmark groups/],
  ['Trends 2019-2023', 'trends.xlsx', /neither text nor name speaks/],
  ['Benchmark report Excel data', 'benchmark_report_excel_data.xlsx', /which survey/],
  [
    'Benchmark report Excel data for 2014-2018',
    'benchmark_2014-2018.xlsx',
    /edition of 2018, .* not known to print the survey of 2019/,
  ],
];

describe('the editions of the staff survey', () => {
  for (const [file, edition, from] of EDITIONS) {
    for (let survey = 2017; survey <= 2025; survey += 1) {
      const fy = `${survey}-${survey - 1999}`;
      const prints = from <= survey && survey <= edition;
      it(`${file} ${prints ? 'is offered' : 'is not offered'} for ${fy}`, () => {
        const reading = read(links(['Excel data', staticFile(file)]), fy);
        const slot = survey === edition ? `${fy} own` : `${fy} edition ${edition}`;
        assert.deepEqual(
          reading.candidates.map((one) => [one.slot, one.period, one.url]),
          prints ? [[slot, fy, SITE + staticFile(file)]] : [],
        );
        if (!prints) assert.match(reading.rejected[0]?.reason ?? '', /not known to print/);
      });
    }
  }

  it("expected are the survey's own edition first, then later ones, the latest before the others", () => {
    assert.deepEqual(
      staffSurvey
        .expectedFiles('2020-21')
        .map(({ slot, period, optional, standIn }) => [slot, period, optional ?? false, standIn ?? 0]),
      [
        ['2020-21 own', '2020-21', true, 0],
        ['2020-21 edition 2024', '2020-21', true, 1],
        ['2020-21 edition 2023', '2020-21', true, 2],
        ['2020-21 edition 2022', '2020-21', true, 3],
        ['2020-21 edition 2021', '2020-21', true, 4],
      ],
    );
  });

  it('an own edition that was published is missed when it is not there; one that never was is not', () => {
    const needed = staffSurvey.years.filter((fy) =>
      staffSurvey.expectedFiles(fy).some(({ optional }) => optional !== true),
    );
    assert.deepEqual(needed, ['2019-20', '2021-22', '2022-23', '2023-24', '2024-25', '2025-26']);
  });
});

describe('a link to results of the staff survey', () => {
  for (const [text, file, reason] of DECOYS) {
    it(`is not taken as ${text}: ${file}`, () => {
      const { candidates, rejected } = read(links([text, staticFile(file)]), '2019-20');
      assert.deepEqual(candidates, []);
      assert.match(rejected[0]?.reason ?? '', reason);
    });
  }

  it('is not taken on another host', () => {
    const url = 'https://cms.example.org/benchmark_report_excel_data_2019-2023.xlsx';
    assert.match(read(links(['Excel data', url]), '2023-24').rejected[0]?.reason ?? '', /not on www/);
  });

  it('is known by its text where the name says nothing, and the other way round', () => {
    const text = 'Benchmark report Excel&nbsp;data for 2018–2022 (XLSX)';
    assert.deepEqual(slots(read(links([text, staticFile('data.xlsx')]), '2022-23')), ['2022-23 own']);
    const name = staticFile('benchmark%20report%20excel%20data%202018%20to%202022.xlsx');
    assert.deepEqual(slots(read(links(['Download', name]), '2021-22')), ['2021-22 edition 2022']);
  });

  it('the year of a publication or a revision is not that of the survey', () => {
    const files: readonly Download[] = [
      [
        'Benchmark report Excel data (updated July 2024)',
        staticFile('benchmark_report_excel_data_2019-2023_v2.xlsx'),
      ],
      ['Organisation data (published February 2020)', staticFile('ST19-Organisation-Data.xlsx')],
    ];
    assert.deepEqual(slots(read(links(...files), '2020-21')), ['2020-21 edition 2023']);
    assert.deepEqual(slots(read(links(...files), '2024-25')), []);
  });

  it('text and name that disagree are offered for both, after a file that agrees with itself', () => {
    const [odd, good] = [staticFile('benchmark_2018-2022.xlsx'), staticFile('benchmark_2019-2023.xlsx')];
    const reading = read(
      links(['Benchmark report data 2019-2023', odd], ['Benchmark report data 2019-2023', good]),
      '2023-24',
    );
    const ranked = staffSurvey.discovery.rank(reading.candidates);
    assert.deepEqual(
      ranked.map(({ url }) => url),
      [SITE + good, SITE + odd],
    );
  });

  it('v2 goes before the first issue, in any order on the page', () => {
    const names = ['', '-V2', '_v3'].map((tail) => staticFile(`benchmark_2019-2023${tail}.xlsx`));
    const files = names.map((name): Download => ['Excel data', name]);
    for (const order of [files, [...files].reverse()]) {
      const reading = read(links(...order), '2023-24');
      const ranked = staffSurvey.discovery.rank(reading.candidates).map(({ url }) => url);
      assert.deepEqual(
        ranked,
        [2, 1, 0].map((at) => SITE + (names[at] ?? '')),
      );
    }
  });
});

describe('the results site', () => {
  const number = '3131501700';
  const current: Download = [
    'Benchmark report Excel data for 2020-2024',
    staticFile('Benchmark-report-Excel-data-for-2020-2024.xlsx'),
  ];
  const first: Download = [
    'First edition',
    staticFile('benchmark_report_excel_data_2019-2023.xlsx', 'a'.repeat(32)),
  ];
  const second: Download = ['Excel data', staticFile('benchmark_report_excel_data_2019-2023_v2.xlsx')];
  const bank: Download = ['Bank', staticFile('NSSB23_bank_benchmark_report_excel_data_2023-2023.xlsx')];
  const spaced: Download = ['Detailed', staticFile('NSS23 detailed spreadsheets.xlsx')];
  const old: Download = ['2019 organisation data', staticFile('ST19-Organisation-Data-2019-Only-v1f.xlsx')];
  const pages: readonly Page[] = [
    gatsbyPage(LOCAL, 'Local results', '<p>Results for every organisation in the 2024 survey.</p>', [COMMON]),
    pageData(LOCAL, [COMMON], { downloads: [download(current)] }),
    gatsbyPage(ARCHIVE, 'Results archive', '<div id="archive"></div>', [COMMON]),
    pageData(ARCHIVE, [COMMON, number]),
    queryData(COMMON, SITE_TITLE),
    archiveQuery(number, [
      [2023, [first, second, bank, spaced]],
      [2020, []],
      [2019, [old]],
    ]),
  ];

  it('leads from its pages to their data, and by the numbers there to the archive', () => {
    const follow = pages.map((one) => read(one, '2023-24').follow.map((url) => url.slice(SITE.length)));
    assert.deepEqual(follow[0], [
      '/page-data/results/local-results/page-data.json',
      `/page-data/sq/d/${COMMON}.json`,
      LOCAL,
      ARCHIVE,
    ]);
    assert.deepEqual(
      follow[3],
      [COMMON, number].map((query) => `/page-data/sq/d/${query}.json`),
    );
  });

  it('a page without preloads still leads to its data', () => {
    const bare = (path: string): Page => page(path, '<html><body><div id="___gatsby"></div></body></html>');
    assert.deepEqual(read(bare(ARCHIVE), '2023-24').follow, [
      `${SITE}/page-data/results/results-archive/page-data.json`,
    ]);
    assert.deepEqual(read(bare('/'), '2023-24').follow, [`${SITE}/page-data/index/page-data.json`]);
  });

  it('the list of earlier years is read with the name of each file, and the year it stands under', () => {
    const reading = read(
      archiveQuery(number, [
        [2023, [second, bank, spaced]],
        [2022, [['Benchmark data', staticFile('file.xlsx')]]],
      ]),
      '2022-23',
    );
    assert.deepEqual(
      reading.candidates.map(({ slot, text }) => [slot, text]),
      [
        ['2022-23 edition 2023', 'Excel data'],
        ['2022-23 own', 'Benchmark data'],
      ],
    );
    assert.deepEqual(
      reading.rejected.map(({ url }) => url.slice(SITE.length)),
      [bank[1], spaced[1].replaceAll(' ', '%20')],
    );
  });

  it('links inside a text of the data are links too', () => {
    const content = `<p>See <a href="${second[1]}">Benchmark report Excel data</a></p>`;
    assert.deepEqual(slots(read(pageData(LOCAL, [], { content }), '2023-24')), ['2023-24 own']);
  });

  it('data nested without end, or none at all, gives no candidate; broken data is a page that changed', () => {
    const deep = '['.repeat(2000) + ']'.repeat(2000);
    assert.deepEqual(read(page('/page-data/sq/d/1.json', deep), '2023-24').candidates, []);
    assert.deepEqual(read(page('/page-data/sq/d/1.json', '{}'), '2023-24').candidates, []);
    assert.throws(
      () => read(page('/page-data/sq/d/1.json', '{"data": <html>'), '2023-24'),
      (error) => error instanceof SourceError && error.code === 'PAGE_CHANGED',
    );
  });

  it('the landing page of NHS England leads to the pages of results', () => {
    const content = fileLinks(
      ['NHS Staff Survey results: local results', `${SITE}/results/local-results/`],
      ['Pre-release access list', '2024/03/NSS23-Pre-release-access-list.pdf'],
      [
        '2020 National NHS Staff Survey',
        'https://www.england.nhs.uk/statistics/2021/03/11/2020-national-nhs-staff-survey/',
      ],
    );
    const reading = read(statsPage(LANDING, content), '2023-24');
    assert.deepEqual(reading.follow, [`${SITE}/results/local-results/`]);
    assert.match(reading.rejected[0]?.reason ?? '', /not on/);
  });

  /** What discovery finds over HTTP where the site has these pages. */
  async function overHttp(
    served: readonly Page[],
    see: (find: (fy: string) => ReturnType<typeof onPages>) => Promise<void>,
  ): Promise<void> {
    const answers = served.map(({ url, html }) => {
      const type = url.endsWith('.json') ? 'application/json' : 'text/html; charset=utf-8';
      return [url.replace('https:/', ''), answer(html, { 'content-type': type })] as const;
    });
    await withPublisher(Object.fromEntries(answers), async ({ mirrored }) => {
      const asked = { dataset: 'staff-survey', hosts: staffSurvey.hosts };
      await see((fy) =>
        onPages(staffSurvey, fy, async (url) => await fetchPage({ url, ...asked }, mirrored)),
      );
    });
  }

  it('gives every edition that prints a survey, over HTTP, with its data as JSON', async () => {
    await overHttp(pages, async (find) => {
      const found = async (fy: string): Promise<unknown> =>
        (await find(fy)).slots
          .filter(({ candidates }) => candidates.length > 0)
          .map(({ slot, candidates }) => [slot, ...candidates.map(({ url }) => url.slice(SITE.length))]);
      assert.deepEqual(await found('2019-20'), [
        ['2019-20 own', old[1]],
        ['2019-20 edition 2023', second[1], first[1]],
      ]);
      assert.deepEqual(await found('2020-21'), [
        ['2020-21 edition 2024', current[1]],
        ['2020-21 edition 2023', second[1], first[1]],
      ]);
      assert.deepEqual(await found('2024-25'), [['2024-25 own', current[1]]]);
    });
  });

  it('an archive whose data is gone leaves what the other pages have', async () => {
    await overHttp(pages.slice(0, 3), async (find) => {
      const { slots: all, pageFailure } = await find('2023-24');
      assert.deepEqual(
        all.flatMap(({ candidates }) => candidates.map(({ url }) => url)),
        [SITE + current[1]],
      );
      assert.match(pageFailure ?? '', /page-data/);
    });
  });
});
