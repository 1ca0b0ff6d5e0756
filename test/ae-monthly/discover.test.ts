import assert from 'node:assert/strict';
import type { PageReading } from '../../datasets/contract/discovery.ts';
import { aeMonthly } from '../../datasets/ae-monthly/dataset.ts';
import { fileLinks, statsPage, upload } from '../fixtures/stats-page.ts';

const AREA = 'https://www.england.nhs.uk/statistics/statistical-work-areas/ae-waiting-times-and-activity/';
const yearPage = (fy: string): string => `${AREA}ae-attendances-and-emergency-admissions-${fy}/`;

function read(content: string, fy: string): PageReading {
  return aeMonthly.discovery.readPage(statsPage(yearPage(fy), content), fy);
}

function ranked(reading: PageReading, slot: string): readonly string[] {
  return aeMonthly.discovery
    .rank(reading.candidates.filter((one) => one.slot === slot))
    .map(({ url }) => url);
}

/** Published names: section 3 of the dossier, and the pages of 2017-18 and 2018-19 as archived. */
const PUBLISHED: readonly (readonly [month: string, path: string, text: string])[] = [
  [
    '2017-04',
    '2018/06/April-2017-AE-by-provider-revised-14.06.18-D44fd.xls',
    'Monthly A&amp;E April 2017 (XLS, 325K)(Revised 14/06/2018)',
  ],
  [
    '2017-09',
    '2017/06/September-2017-AE-by-provider-idQPB-1.xls',
    'Monthly A&amp;E September 2017 (XLS, 233K)',
  ],
  [
    '2017-12',
    '2018/02/December-2017-AE-by-provider-UL5zg-Revised-08.02.2018.xls',
    'Monthly A&amp;E December 2017 (XLS,222K) (Revised 08/02/2018)',
  ],
  ['2018-01', '2018/02/January-2018-AE-by-provider-BFNU4-v2.xls', 'Monthly A&amp;E January 2018 (XLS,326K)'],
  ['2018-04', '2018/12/MSitAE-April-2018.csv', 'Monthly A&amp;E April 2018 (Revised 13.12.18) (CSV, 35K)'],
  [
    '2018-05',
    '2018/12/May-2018-Revised-13.12.18-AE-by-provider-HJA4V.xls',
    'Monthly A&amp;E May 2018 (Revised 13.12.18) (XLS, 318K)',
  ],
  ['2018-07', '2019/06/MSitAE-JULY-2018-1.csv', 'Monthly A&amp;E July 2018 (Revised 13.06.19) (CSV, 34K)'],
  [
    '2019-07',
    '2020/08/Monthly-AE-July-2019-revised-210720-cd305.csv',
    'Monthly A&amp;E July 2019 (revised 13.08.20) (CSV, 29KB)',
  ],
  [
    '2019-09',
    '2020/08/Monthly-September-2019-revised-210720-L48uy.xls',
    'Monthly A&amp;E September 2019 (XLS, 114K)',
  ],
  [
    '2019-10',
    '2020/08/Monthly-October-2019-revised-210720-qm5hG.xls',
    'Monthly A&amp;E October 2019 (XLS, 114K)',
  ],
  ['2019-12', '2020/01/December-2019-CSV-hjd8h.csv', 'Monthly A&amp;E December 2019 (CSV, 29KB)'],
  ['2020-04', '2020/05/April-2020-AE-by-provider-fXIQ9-1.xls', 'Monthly A&amp;E April 2020 (XLS, 114KB)'],
  ['2020-07', '2020/08/Monthly-AE-July-2020.xls', 'Monthly A&amp;E July 2020 (XLS, 114KB)'],
  ['2020-12', '2021/01/Monthly-AE-December-2020.csv', 'Monthly A&amp;E December 2020 (CSV, 30K)'],
  ['2021-04', '2022/05/April-2021-AE-by-provider-Q773u.xls', 'Monthly A&amp;E April 2021 (XLS, 430KB)'],
  ['2021-06', '2022/05/June-2021-AE-by-provider-2Qavs.xls', 'Monthly A&amp;E June 2021 (XLS, 430KB)'],
  [
    '2022-04',
    '2023/05/April-2022-AE-by-provider-94yEu-revised-check.xls',
    'Monthly A&amp;E April 2022 (revised 11.05.23)',
  ],
  [
    '2022-07',
    '2023/05/July-2022-AE-by-provider-revised-110523-Rr6Df.xls',
    'Monthly A&amp;E July 2022 (revised 11.05.23)',
  ],
  [
    '2023-04',
    '2024/06/April-2023-revised-130624-defv1.csv',
    'Monthly A&amp;E April 2023 (revised 13.06.24) (CSV, 29KB)',
  ],
  [
    '2023-05',
    '2023/11/May-2023-AE-revised-91123-by-provider-QG3Cd.xls',
    'Monthly A&amp;E May 2023 (XLS, 430KB)',
  ],
  ['2024-03', '2024/06/March-2024-revised-130624-abcdef123.csv', 'Monthly A&amp;E March 2024 (CSV)'],
  ['2024-11', '2024/12/Monthly-AE-November-2024-XLS-424KB.xls', 'Monthly A&amp;E November 2024 (XLS, 424KB)'],
  ['2025-06', '2025/06/Monthly-AE-June-2025-1-1.csv', 'Monthly A&amp;E June 2025 (CSV, 29KB)'],
  ['2025-06', '2025/07/June-2025-AE-by-provider-3euC4-1.XLSX', 'Monthly A&amp;E June 2025 (XLS, 429KB)'],
  [
    '2025-08',
    '2025/11/August-2025-AE-by-provider-0G7Wh-revised-v2-1.xls',
    'Monthly A&amp;E August 2025 (XLS)',
  ],
  ['2025-09', '2025/10/September-2025-Csv-7hjr2.csv', 'Monthly A&amp;E September 2025 (CSV)'],
  ['2025-11', '2026/05/Monthly-AE-Nov-25-CSV-revised.csv', 'Monthly A&amp;E November 2025 (CSV)'],
];

const DECOYS: readonly (readonly [text: string, path: string, reason: RegExp])[] = [
  [
    'Monthly A&amp;E Time Series March 2020 (XLS, 364K)',
    '2019/11/Timeseries-monthly-Unadjusted-9kidr.xls',
    /time series/,
  ],
  [
    'Adjusted Monthly A&amp;E Time Series March 2020 (XLS, 370K)',
    '2020/04/Adjusted-Monthly-AE-Time-Series-March-2020-LVeeQ.xls',
    /time series/,
  ],
  [
    'Quarter 2 2019-20 A&amp;E by provider September 2019 (XLS)',
    '2019/10/Quarter-2-2019-20-AE-by-provider-hpYdD.xls',
    /quarterly/,
  ],
  ['Q3 2019-20 A&amp;E by provider December 2019 (XLS)', '2020/01/AE-by-provider-VkxnB.xls', /quarterly/],
  ['System Mapping File March 2020 (XLS, 71K)', '2020/04/System-Mapping-File-2019-20.xls', /mapping/],
  [
    'Type 3 Trust Attribution File (XLS, 66K)',
    '2020/04/March-2020-Acute-Trust-Attribution-File.xls',
    /attribution/,
  ],
  [
    'Supplementary ECDS Analysis March 2020 (XLSX, 4M)',
    '2020/04/Supplementary-ECDS-Analysis-March-2020-AE-Q2naT.xlsx',
    /ECDS/,
  ],
  ['A&amp;E and NEL growth rates (XLSX, 30K)', '2020/04/AE-NEL-growth-rates-March-2020.xlsx', /growth/],
  [
    'Statistical commentary March 2020 (PDF, 210K)',
    '2020/04/Statistical-commentary-March-2020-sQFwU.pdf',
    /commentary/,
  ],
  ['Monthly A&amp;E March 2020 (PDF)', '2020/04/Monthly-AE-March-2020.pdf', /\.pdf/],
  ['A&amp;E weekly March 2020', '2020/04/AE-Weekly-March-2020.xls', /weekly/],
  ['A&amp;E Attendances March 2020 (CSV, 31K)', '2020/04/March-2020-att-csv-6kWM1.csv', /half of a month/],
  ['A&amp;E Admissions March 2020 (CSV, 15K)', '2020/04/March-2020-adm-csv-6kWM1.csv', /half of a month/],
  ['Monthly A&amp;E April 2020 (CSV, 26KB)', '2020/05/Monthly-AE-April-2020.csv', /2020-04, another year/],
  ['Monthly A&amp;E April 2019 to March 2020 (CSV)', '2020/05/Monthly-AE-all.csv', /several months/],
  ['Monthly A&amp;E (CSV)', '2020/05/Monthly-AE.csv', /which month/],
  ['Delayed transfers March 2020', '2020/05/DTOC-March-2020.xls', /monthly A&E/],
  ['Monthly A&amp;E July 2019 (CSV, 29KB)', 'https://evil.example/Monthly-AE-July-2019.csv', /not on/],
];

describe('the year page', () => {
  for (const [month, path, text] of PUBLISHED) {
    it(`gives ${month} by text and by name: ${path}`, () => {
      const start = Number(month.slice(0, 4)) - (month.slice(5) < '04' ? 1 : 0);
      const fy = `${start}-${String(start + 1).slice(2)}`;
      assert.deepEqual(ranked(read(fileLinks([text, path]), fy), month), [upload(path)]);
      assert.deepEqual(ranked(read(fileLinks(['CSV, 29KB', path]), fy), month), [upload(path)]);
    });
  }

  for (const [text, path, reason] of DECOYS) {
    it(`does not take ${path}, and says why`, () => {
      const { candidates, rejected } = read(fileLinks([text, path]), '2019-20');
      assert.deepEqual(candidates, []);
      assert.match(rejected[0]?.reason ?? '', reason);
    });
  }

  it('takes no date of a revision for the month', () => {
    const path = '2016/11/x-AE-by-provider.xls';
    const reading = read(
      fileLinks(['Monthly A&amp;E April 2019 Revised 10 November 2019 (XLS, 117K)', path]),
      '2019-20',
    );
    assert.deepEqual(
      reading.candidates.map(({ slot, revised }) => [slot, revised]),
      [['2019-04', '2019-11-10']],
    );
  });

  it('takes the month inside its own year when text and name disagree about the year', () => {
    const path = '2020/05/September-2019-AE-by-provider-MyuJm.xls';
    assert.deepEqual(
      ranked(
        read(fileLinks(['Monthly A&amp;E September 2020 (XLS, 117K) (Revised 12.05.2020)', path]), '2019-20'),
        '2019-09',
      ),
      [upload(path)],
    );
  });

  it('puts a slip of the year in a label no lower, and a contradiction within the year last', () => {
    const slip = '2020/01/Monthly-AE-October-2019.csv';
    const workbook = '2020/01/October-2019-AE-by-provider-x.xls';
    assert.equal(
      ranked(
        read(
          fileLinks(
            ['Monthly A&amp;E October 2020 (CSV)', slip],
            ['Monthly A&amp;E October 2019 (XLS)', workbook],
          ),
          '2019-20',
        ),
        '2019-10',
      )[0],
      upload(slip),
    );
    const wrong = '2020/01/Monthly-AE-November-2019.csv';
    const reading = read(
      fileLinks(
        ['Monthly A&amp;E October 2019 (CSV)', wrong],
        ['Monthly A&amp;E October 2019 (XLS)', workbook],
      ),
      '2019-20',
    );
    assert.deepEqual(ranked(reading, '2019-10'), [workbook, wrong].map(upload));
    assert.deepEqual(ranked(reading, '2019-11'), [upload(wrong)]);
  });

  it('prefers CSV to workbook even when the workbook was revised later, then the latest revision', () => {
    const paths = [
      '2019/08/July-2019-CSV-qnNGw.csv',
      '2020/08/Monthly-AE-July-2019-revised-210720-cd305.csv',
      '2020/02/Monthly-AE-July-2019-revised.csv',
      '2021/05/July-2019-AE-by-provider-QNs3m-revised-130521.xls',
    ] as const;
    const links = paths.map((path): [string, string] => ['Monthly A&amp;E July 2019', path]);
    for (const order of [links, [...links].reverse()]) {
      assert.deepEqual(
        ranked(read(fileLinks(...order), '2019-20'), '2019-07'),
        [paths[1], paths[2], paths[0], paths[3]].map(upload),
      );
    }
  });

  it('gives the latest month once, though it is linked on top and again in its own section', () => {
    const link = fileLinks(['Monthly A&amp;E March 2020 (CSV, 32KB)', '2020/08/Monthly-AE-March-2020.csv']);
    assert.equal(
      read(`<h3>Latest</h3>${link}<a name="Mar20"></a><h3>March 2020</h3>${link}`, '2019-20').candidates
        .length,
      1,
    );
  });

  it('gives a nameless file the month of the heading it stands under', () => {
    const reading = read(
      `<h3>March 2020</h3>${fileLinks(['Monthly A&amp;E (CSV, 32KB)', '2020/08/Monthly-AE-final.csv'])}`,
      '2019-20',
    );
    assert.deepEqual(
      reading.candidates.map(({ slot }) => slot),
      ['2020-03'],
    );
  });

  it('leads to no other page', () => {
    assert.deepEqual(
      read(`<a href="${yearPage('2018-19')}">Monthly A&amp;E Attendances 2018-19</a>`, '2019-20').follow,
      [],
    );
  });
});

describe('the A&E landing page', () => {
  const landing = (
    content: string,
    fy: string,
    menu: readonly (readonly [string, string])[] = [],
  ): readonly string[] => aeMonthly.discovery.readPage(statsPage(AREA, content, menu), fy).follow;

  it('leads to the page of the year, once, from menu and content, with and without the last slash', () => {
    const menu = [
      ['A&amp;E Attendances and Emergency Admissions 2020-21', yearPage('2020-21')],
      ['A&amp;E Attendances and Emergency Admissions 2019-20', yearPage('2019-20')],
    ] as const;
    const content = `<a href="${yearPage('2019-20').slice(0, -1)}">Monthly A&amp;E Attendances and Emergency Admissions 2019-20</a>
      <a href="ae-attendances-and-emergency-admissions-2020-21">2020-21</a>`;
    assert.deepEqual(
      landing(content, '2019-20', menu).map((url) => url.replace(/\/$/, '')),
      [yearPage('2019-20').slice(0, -1)],
    );
    assert.deepEqual(
      landing(content, '2020-21', menu).map((url) => url.replace(/\/$/, '')),
      [yearPage('2020-21').slice(0, -1)],
    );
  });

  it('knows a year by its text where the address does not say it', () => {
    assert.deepEqual(
      landing(
        '<a href="/statistics/monthly-ae-sitreps/">A&amp;E Attendances and Emergency Admissions 2018–19</a>',
        '2018-19',
      ),
      ['https://www.england.nhs.uk/statistics/monthly-ae-sitreps/'],
    );
  });

  it('is not led astray by other areas, other years, news or quarters', () => {
    const content = `
      <a href="${yearPage('2018-19')}">Monthly A&amp;E Attendances and Emergency Admissions 2019-20</a>
      <a href="/statistics/2019/07/11/ae-attendances-and-emergency-admissions-2019-20/">A&amp;E June 2019</a>
      <a href="${AREA}quarterly-ae-2019-20/">Quarterly A&amp;E 2019-20</a>
      <a href="https://evil.example/ae-attendances-and-emergency-admissions-2019-20/">A&amp;E 2019-20</a>`;
    assert.deepEqual(landing(content, '2019-20'), [yearPage('2019-20')]);
  });

  it('without a link to the year leads to the address that is the custom', () => {
    assert.deepEqual(landing('', '2017-18'), [yearPage('2017-18')]);
  });
});
