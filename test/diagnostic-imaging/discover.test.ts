import assert from 'node:assert/strict';
import type { PageReading } from '../../datasets/contract/discovery.ts';
import { diagnosticImaging } from '../../datasets/diagnostic-imaging/dataset.ts';
import { fileLinks, statsPage, upload } from '../fixtures/stats-page.ts';

const AREA = 'https://www.england.nhs.uk/statistics/statistical-work-areas/diagnostic-imaging-dataset/';

function yearPage(fy: string): string {
  return `${AREA}diagnostic-imaging-dataset-${fy}-data/`;
}

function read(content: string, fy: string, url = yearPage(fy)): PageReading {
  return diagnosticImaging.discovery.readPage(statsPage(url, content), fy);
}

function ranked({ candidates }: PageReading): readonly string[] {
  return diagnosticImaging.discovery.rank(candidates).map(({ url }) => url);
}

/** Section 2 of the dossier: Table 1 as published; where the address is not known, a name of the same custom. */
const PUBLISHED: readonly (readonly [fy: string, path: string])[] = [
  ['2017-18', '2018/11/Tables-1a-1l-2017-18-Modality-Provider-Counts-XLSX-222KB.xlsx'],
  ['2018-19', '2019/12/DID-Table-1-2018-19-Modality-Provider-Counts-xlsx-184KB.xlsx'],
  ['2019-20', '2020/10/DID-Table-1-2019-20-Modality-Provider-Counts-xlsx-187KB.xlsx'],
  ['2020-21', '2021/11/DID-Table-1-2020-21-Modality-Provider-Counts-xlsx-181KB.xlsx'],
  ['2021-22', '2022/08/DID-Table-1-2021-22-Modality-Provider-Counts-2022-08-18-XLSX-197KB.xlsx'],
  ['2022-23', '2022/10/DID-Table-1-2022-23-Modality-Provider-Counts-2022-10-27-XLSX-180KB.xlsx'],
  ['2023-24', '2024/11/DID-Table-1-2023-24-Modality-Provider-Counts-xlsx-187KB.xlsx'],
  ['2024-25', '2025/11/DID-Table-1-2024-25-Modality-Provider-Counts-xlsx-185KB.xlsx'],
];

const DECOYS: readonly (readonly [text: string, path: string, reason: RegExp])[] = [
  ['', '2020/10/DID-Table-2-2019-20-Modality-Provider-Median-Request-to-Test-xlsx-178KB.xlsx', /table 2,/],
  ['', '2020/10/DID-Table-3-2019-20-Modality-Provider-Median-Test-to-Report-xlsx-178KB.xlsx', /table 3,/],
  ['', '2020/10/DID-Table-4-2019-20-Bodysite-Provider-Counts-xlsx-220KB.xlsx', /table 4,/],
  ['', '2020/10/DID-Table-5-2019-20-Bodysite-Provider-Request-to-Test-xlsx-1KB.xlsx', /table 5,/],
  [
    '',
    '2020/10/DID-Table-7-2019-20-Modality-CCG-Request-to-Test-and-Test-to-Report-xlsx-1KB.xlsx',
    /table 7,/,
  ],
  ['', '2020/10/DID-Table-10-2019-20-Modality-Provider-Same-Day-Reporting-xlsx-30KB.xlsx', /table 10,/],
  ['', '2020/10/DID-Table-11-2019-20-Modality-Provider-Source-setting-xlsx-152KB.xlsx', /table 11,/],
  ['', '2020/10/DID-Table-12-2019-20-Interventional-Provider-xlsx-152KB.xlsx', /table 12,/],
  ['', '2020/10/DID-Table-13-2019-20-Modality-Provider-Report-turnaround-xlsx-888KB.xlsx', /table 13,/],
  ['', '2018/11/Tables-2a-2l-2019-20-Modality-Provider-Median-XLSX-222KB.xlsx', /table 2,/],
  ['Table&nbsp;10 2019-20 Modality Provider Counts (XLSX)', '2020/10/x-2019-20.xlsx', /table 10,/],
  ['Interventional Radiology 2019-20', '2020/10/Interventional-Provider-2019-20.xlsx', /interventional/],
  ['Counts by CCG 2019-20', '2020/10/Modality-CCG-2019-20.xlsx', /commissioner/],
  [
    'National Imaging Data Collection 2019-20 (XLSX)',
    '2022/11/National-Imaging-Data-Collection-2019-20.xlsx',
    /equipment/,
  ],
  [
    'Annex 5 DID Interventional procedures',
    '2022/03/Annex-5-DID-procedures-version-1.xlsx',
    /interventional/,
  ],
  [
    'Annual Statistical Release 2019-20 – DID (PDF, 1.3MB)',
    '2020/10/Annual-Statistical-Release-DID.pdf',
    /\.pdf/,
  ],
  [
    'Table 1 Provisional (PDF)',
    '2017/05/Provisional-Monthly-Diagnostic-Imaging-Dataset-Statistics-2017-05-18.pdf',
    /\.pdf/,
  ],
  ['', '2019/12/DID-Table-1-2018-19-Modality-Provider-Counts-xlsx-184KB.xlsx', /2018-19, another year/],
  ['Something 2019-20 (XLSX)', '2020/10/Something-2019-20.xlsx', /speaks of Table 1/],
  [
    'Table 1 2019-20 Modality Provider Counts (XLSX)',
    'https://files.example.org/DID-Table-1-2019-20-Modality-Provider-Counts.xlsx',
    /not on www/,
  ],
];

describe('the imaging page of a year', () => {
  for (const [fy, path] of PUBLISHED) {
    it(`gives ${fy} by text and by name: ${path}`, () => {
      const text = `Table 1 ${fy.replace('-', '–')} Modality Provider Counts (XLSX, 98KB)`;
      assert.deepEqual(ranked(read(fileLinks([text, path]), fy)), [upload(path)]);
      assert.deepEqual(ranked(read(fileLinks(['(XLSX, 98KB)', path]), fy)), [upload(path)]);
      assert.deepEqual(ranked(read(fileLinks([text, '2020/01/final%20data.xlsx']), fy)), [
        upload('2020/01/final%20data.xlsx'),
      ]);
    });
  }

  for (const [text, path, reason] of DECOYS) {
    it(`does not take ${text || path}, and says why`, () => {
      const { candidates, rejected } = read(fileLinks([text, path]), '2019-20');
      assert.deepEqual(candidates, []);
      assert.match(rejected[0]?.reason ?? '', reason);
    });
  }

  it('puts the final edition before provisional ones, and of those the latest first', () => {
    const paths = [
      '2022/12/DID-Table-1-2021-22-Modality-Provider-Counts-xlsx-190KB.xlsx',
      '2022/08/DID-Table-1-2021-22-Modality-Provider-Counts-2022-08-18-XLSX-197KB.xlsx',
      '2022/07/DID-Table-1-2021-22-Modality-Provider-Counts-2022-07-21-XLSX-197KB.xlsx',
      '2023/01/Provisional-Table-1-2021-22-Modality-Provider-Counts.xlsx',
    ] as const;
    const links = paths.map((path): [string, string] => ['Table 1 2021-22 Modality Provider Counts', path]);
    for (const order of [links, [...links].reverse()]) {
      assert.deepEqual(ranked(read(fileLinks(...order), '2021-22')), paths.map(upload));
    }
  });

  it('puts a revised final edition before the first one, also with a date', () => {
    const first = '2020/10/DID-Table-1-2019-20-Modality-Provider-Counts-xlsx-187KB.xlsx';
    const revised = '2021/02/DID-Table-1-2019-20-Modality-Provider-Counts-revised-2021-02-18-xlsx-187KB.xlsx';
    const text = 'Table 1 2019-20 Modality Provider Counts';
    const links = [
      [text, first],
      [`${text} (revised 18.02.2021)`, revised],
    ] as const;
    assert.deepEqual(ranked(read(fileLinks(...links), '2019-20')), [revised, first].map(upload));
  });

  it('gives a file whose text and name disagree, after those that agree: the content decides', () => {
    const odd = '2020/11/DID-Table-1-2019-20-Modality-Provider-Counts-xlsx-9KB.xlsx';
    const sound = '2020/10/DID-Table-1-2019-20-Modality-Provider-Counts-xlsx-187KB.xlsx';
    const reading = read(
      fileLinks(['Table 2 2019-20 Median Request to Test', odd], ['Table 1 2019-20 Counts', sound]),
      '2019-20',
    );
    assert.deepEqual(ranked(reading), [sound, odd].map(upload));
    const slip = read(fileLinks(['Table 1 2018-19 Modality Provider Counts', sound]), '2019-20');
    assert.deepEqual(ranked(slip), [upload(sound)]);
  });

  it('gives a file without a year the year of its heading, else of the page', () => {
    const nameless = fileLinks(['Table 1: Modality Provider Counts (XLSX)', '2020/10/DID-Table-1.xlsx']);
    assert.equal(read(nameless, '2019-20').candidates.length, 1);
    assert.equal(
      read(`<h3>Final data 2019-20</h3>${nameless}`, '2019-20', `${AREA}latest/`).candidates.length,
      1,
    );
    assert.match(read(nameless, '2019-20', `${AREA}latest/`).rejected[0]?.reason ?? '', /which year/);
    assert.match(read(nameless, '2018-19', yearPage('2019-20')).rejected[0]?.reason ?? '', /another year/);
  });

  it('gives a file once, however it is linked, and leads nowhere else', () => {
    const path = '2020/10/DID-Table-1-2019-20-Modality-Provider-Counts-xlsx-187KB.xlsx';
    const text = 'Table 1 2019-20&nbsp;Modality Provider Counts (XLSX, 187KB)';
    const reading = read(
      fileLinks(
        [text, path],
        [text, upload(path).replace('https:', 'http:')],
        ['Table 1', upload(path).replace('https://www.england.nhs.uk', '')],
      ),
      '2019-20',
    );
    assert.equal(reading.candidates.length, 1);
    assert.deepEqual(reading.follow, []);
  });
});

describe('the imaging landing page', () => {
  const landing = (
    content: string,
    fy: string,
    menu: readonly (readonly [string, string])[] = [],
  ): readonly string[] => diagnosticImaging.discovery.readPage(statsPage(AREA, content, menu), fy).follow;

  it('leads to the page of the year, once, from menu and content', () => {
    const menu = [
      ['Diagnostic Imaging Dataset 2020-21 Data', yearPage('2020-21')],
      ['Diagnostic Imaging Dataset 2019-20 Data', yearPage('2019-20')],
    ] as const;
    const content = `<a href="${yearPage('2019-20').slice(0, -1)}">Diagnostic Imaging Dataset&nbsp;2019–20 Data</a>
      <a href="diagnostic-imaging-dataset-2020-21-data">2020-21</a>`;
    for (const fy of ['2019-20', '2020-21']) {
      const [follow = '', ...others] = landing(content, fy, menu);
      assert.equal(follow.replace(/\/$/, ''), yearPage(fy).slice(0, -1));
      assert.deepEqual(others, []);
    }
  });

  it('knows a year by its text where the address does not say it', () => {
    assert.deepEqual(
      landing(
        '<a href="/statistics/diagnostic-imaging-final/">Diagnostic Imaging Dataset 2018/19</a>',
        '2018-19',
      ),
      ['https://www.england.nhs.uk/statistics/diagnostic-imaging-final/'],
    );
  });

  it('is not led astray by scanner counts, news, other areas or other hosts, and knows the custom', () => {
    const content = `
      <a href="${AREA}national-imaging-data-collection/">National Imaging Data Collection 2019-20</a>
      <a href="${AREA}national-imaging-data-collection/diagnostic-imaging-2019-20/">Diagnostic Imaging 2019-20</a>
      <a href="/statistics/2019/07/20/diagnostic-imaging-dataset-2019-20/">Diagnostic Imaging Dataset 2019-20</a>
      <a href="/statistics/statistical-work-areas/diagnostics-waiting-times-and-activity/2019-20/">Diagnostics 2019-20</a>
      <a href="https://evil.example/diagnostic-imaging-dataset-2019-20-data/">Diagnostic Imaging Dataset 2019-20</a>`;
    assert.deepEqual(landing(content, '2019-20'), [yearPage('2019-20')]);
  });
});
