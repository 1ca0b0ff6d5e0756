import assert from 'node:assert/strict';
import type { PageReading } from '../../datasets/contract/discovery.ts';
import { beds } from '../../datasets/beds/dataset.ts';
import { fileLinks, statsPage, upload } from '../fixtures/stats-page.ts';

const AREA = 'https://www.england.nhs.uk/statistics/statistical-work-areas/bed-availability-and-occupancy/';
const OVERNIGHT = `${AREA}bed-data-overnight/`;

function read(content: string, fy: string, url = OVERNIGHT): PageReading {
  return beds.discovery.readPage(statsPage(url, content), fy);
}

function first(reading: PageReading, slot: string): string | undefined {
  return beds.discovery.rank(reading.candidates.filter((one) => one.slot === slot))[0]?.url;
}

/** Section 3 of the beds dossier: what the page has linked for each quarter. */
const PUBLISHED: readonly (readonly [slot: string, path: string])[] = [
  ['2017-18Q1', '2019/01/Beds-Open-Overnight-Web_File-Q1-2017-18-Final.xlsx'],
  ['2017-18Q2', '2019/01/Beds-Open-Overnight-Web_File-Q2-2017-18-Final.xlsx'],
  ['2017-18Q3', '2019/05/Beds-Open-Overnight-Q3-201718-REVISED-Web_File-Final.xlsx'],
  ['2017-18Q4', '2019/05/Beds-Open-Overnight-Q4-201718-REVISED-Web_File-Final.xlsx'],
  ['2018-19Q1', '2019/05/Beds-Open-Overnight-Q1-201819-REVISED-Web_File-Final.xlsx'],
  ['2018-19Q2', '2019/05/Beds-Open-Overnight-Q2-201819-REVISED-Web_File-Final.xlsx'],
  ['2018-19Q3', '2019/11/Beds-Open-Overnight-Web_File-Final-Q3-201819.xlsx'],
  ['2018-19Q4', '2019/05/Beds-Open-Overnight-Web_File-Final_Q4_2018-19.xlsx'],
  ['2019-20Q1', '2020/11/1920-Q1-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx'],
  ['2019-20Q2', '2020/11/1920-Q2-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx'],
  ['2019-20Q3', '2020/11/1920-Q3-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx'],
  ['2019-20Q4', '2020/11/1920-Q4-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx'],
  ['2020-21Q1', '2021/11/Beds-Open-Overnight-Web_File-Q1-2020-21-Final-1.xlsx'],
  ['2020-21Q2', '2021/11/Beds-Open-Overnight-Web_File-Q2-2020-21-Final-1.xlsx'],
  ['2020-21Q3', '2021/11/Beds-Open-Overnight-Web_File-Q3-2020-21-Final-1.xlsx'],
  ['2020-21Q4', '2021/11/Beds-Open-Overnight-Web_File-Q4-2020-21-Final-1.xlsx'],
  ['2021-22Q1', '2022/05/Beds-Open-Overnight-Web_File-Q1-2021-22-Final.xlsx'],
  ['2021-22Q2', '2022/05/Beds-Open-Overnight-Web_File-Q2-2021-22-Final.xlsx'],
  ['2021-22Q3', '2022/05/Beds-Open-Overnight-Web_File-Q3-2021-22-Final.xlsx'],
  ['2021-22Q4', '2022/05/Beds-Open-Overnight-Web_File-Q4-2021-22-Final-OIUJK.xlsx'],
  ['2023-24Q3', '2024/05/Beds-Open-Overnight-Web_File-Q3-2023-24-Revised-POKJH.xlsx'],
  ['2023-24Q4', '2024/06/Beds-Open-Overnight-Web_File-Q4-2023-24-Final-1.xlsx'],
  ['2024-25Q1', '2024/11/Beds-Open-Overnight-Web_File-Q1-2024-25-revised.xlsx'],
  ['2024-25Q4', '2025/05/Beds-Open-Overnight-Web_File-Q4-2024-25.xlsx'],
  ['2025-26Q2', '2025/11/Beds-Open-Overnight-Web_File-Q2-2025-26.xlsx'],
];

const DECOYS: readonly (readonly [text: string, path: string, reason: RegExp])[] = [
  [
    'NHS organisations in England, Quarter 3, 2019-20 (XLS, 99KB)',
    '2020/02/Beds-Open-Day-Only-Web_File-Final-Q3-2019-20-gjg7g.xlsx',
    /day-only/,
  ],
  ['NHS organisations in England, Day only, Quarter 2, 2019-20', '2020/11/x.xlsx', /day-only/],
  [
    'Beds Time-series 2010-11 onwards (XLS, 83KB)',
    '2023/05/Beds-Timeseries-2010-11-onwards-Q4-2022-23-ADJ-for-missings-YQWSA.xls',
    /time series/,
  ],
  [
    'Beds Time Series – 1987-88 to 2009-10 (XLS, 34K)',
    '2014/04/Beds-Time-Series-%E2%80%93-1987-88-to-2009-10-XLS-34K.xls',
    /time series/,
  ],
  [
    'Beds April 2019 overnight',
    '2025/07/202404-April-2024-sitrep-data-FINAL-revised.xlsx',
    /situation report/,
  ],
  ['KH03 Available Overnight only (CSV, 2MB)', '2024/09/KH03-Available-Overnight-only.csv', /consolidated/],
  [
    'KH03 Occupied by Spec Overnight only (CSV, 4MB)',
    '2024/09/KH03-Occupied-by-Spec-Overnight-only.csv',
    /specialty/,
  ],
  ['Residential beds Quarter 1, 2019-20', '2012/05/Residential-Q1-2019-20.xls', /residential/],
  [
    'Critical care beds overnight Quarter 1, 2019-20',
    '2020/01/Critical-Care-Q1-2019-20.xls',
    /critical care/,
  ],
  [
    'Data definitions, overnight (PDF, 91K)',
    '2024/05/KH03%20data%20definitions%20%E2%80%93%20guidance.pdf',
    /\.pdf/,
  ],
  [
    'NHS organisations in England, Quarter 1, 2019-20',
    'https://files.example.org/Beds-Open-Overnight-Web_File-Q1-2019-20.xlsx',
    /not on/,
  ],
  [
    'NHS organisations in England, Quarter 2, 2018-19 (XLS)',
    '2019/05/Beds-Open-Overnight-Q2-201819-REVISED-Web_File-Final.xlsx',
    /2018-19Q2, another year/,
  ],
  ['Beds open overnight (XLS)', '2020/11/Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx', /which quarter/],
  ['Cancelled operations Quarter 3 2019-20', '2020/02/Cancelled-Ops-Q3-2019-20-4hiU8.xlsx', /overnight/],
];

describe('the overnight page', () => {
  for (const [slot, path] of PUBLISHED) {
    it(`gives ${slot} by text and by name: ${path}`, () => {
      const fy = slot.slice(0, 7);
      const text = `NHS organisations in England, Quarter ${slot.slice(-1)}, ${fy.replace('-', '–')} (XLS, 150KB)`;
      assert.equal(first(read(fileLinks([text, path]), fy), slot), upload(path));
      assert.equal(first(read(fileLinks(['XLS, 150KB', path]), fy), slot), upload(path));
    });
  }

  for (const [text, path, reason] of DECOYS) {
    it(`does not take ${text}, and says why`, () => {
      const { candidates, rejected } = read(fileLinks([text, path]), '2019-20');
      assert.deepEqual(candidates, []);
      assert.match(rejected[0]?.reason ?? '', reason);
    });
  }

  it('gives a file without a period in its name by its text', () => {
    const path = '2020/11/Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx';
    const reading = read(
      fileLinks(['NHS organisations in England, Quarter&nbsp;2, 2020-21 (XLS, 138KB)', path]),
      '2020-21',
    );
    assert.equal(first(reading, '2020-21Q2'), upload(path));
  });

  it('offers a file whose text and name disagree for both quarters, after those that agree', () => {
    const odd = '2021/11/Beds-Open-Overnight-Web_File-Q3-2020-21-Final-1.xlsx';
    const sound = '2021/02/Beds-Open-Overnight-Web_File-Q3-2020-21-Final.xlsx';
    const reading = read(
      fileLinks(
        ['NHS organisations in England, Quarter 2, 2020-21 (revised 25.11.2021)', odd],
        ['NHS organisations in England, Quarter 3, 2020-21', sound],
      ),
      '2020-21',
    );
    assert.equal(first(reading, '2020-21Q2'), upload(odd));
    assert.equal(first(reading, '2020-21Q3'), upload(sound));
  });

  it('puts the revised edition first and keeps the others as fallback', () => {
    const paths = [
      '2020/08/Beds-Open-Overnight-Web_File-Q1-2020-21.xlsx',
      '2020/11/2021-Q1-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx',
      '2021/11/Beds-Open-Overnight-Web_File-Q1-2020-21-revised.xlsx',
    ] as const;
    const texts = ['', ' (revised 19/11/2020)', ''] as const;
    const links = paths.map((path, at): [string, string] => [
      `NHS organisations in England, Quarter 1, 2020-21${texts[at] ?? ''} (XLS)`,
      path,
    ]);
    for (const order of [links, [...links].reverse()]) {
      const { candidates } = read(fileLinks(...order), '2020-21');
      assert.deepEqual(
        beds.discovery.rank(candidates).map(({ url }) => url),
        [paths[2], paths[1], paths[0]].map(upload),
      );
    }
    assert.equal(
      read(fileLinks(...links), '2020-21').candidates.find((one) => one.url === upload(paths[1]))?.revised,
      '2020-11-19',
    );
  });

  it('gives a file once, however often and however it is linked', () => {
    const path = '2020/11/1920-Q2-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx';
    const text = 'NHS organisations in England, Quarter 2, 2019-20 (revised 19.11.20) (XLS, 165KB)';
    const { candidates } = read(
      fileLinks(
        [text, path],
        [text, upload(path).replace('https:', 'http:')],
        [text, upload(path).replace('https://www.england.nhs.uk', '')],
        ['Quarter 2', path],
      ),
      '2019-20',
    );
    assert.equal(candidates.length, 1);
  });

  it('leads nowhere else while it has the year, and to the landing page when it has not', () => {
    assert.deepEqual(
      read(
        fileLinks(['NHS organisations in England, Quarter 2, 2019-20', '2020/11/a-overnight.xlsx']),
        '2019-20',
      ).follow,
      [],
    );
    assert.deepEqual(read('<p>This page has moved.</p>', '2019-20').follow, [AREA]);
  });

  it('is found again from the landing page', () => {
    const moved = `${AREA}bed-data-overnight-from-2019/`;
    const { follow } = read(
      `<p><a href="${moved}">Beds Open Overnight</a> <a href="../bed-data-day-only/">Beds day only data</a>
       <a href="bed-availability-and-occupancy-kh03/">KH03</a></p>`,
      '2019-20',
      AREA,
    );
    assert.deepEqual(follow, [moved, `${AREA}bed-availability-and-occupancy-kh03/`]);
  });
});
