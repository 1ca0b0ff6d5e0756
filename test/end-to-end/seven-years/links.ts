/** Where every file of the seven years lies, and how its link reads: addresses as seen (dossiers beds and ae-monthly, section 3) or in their style. */
import { type Year, monthName, monthsIn, quartersIn, YEARS } from './calendar.ts';

export const SITE = 'https://www.england.nhs.uk';
export const UPLOADS = `${SITE}/statistics/wp-content/uploads/sites/2`;

/** A link on a page. `href` is as written; `url` is what it leads to. */
export interface Link {
  readonly href: string;
  readonly url: string;
  readonly text: string;
}

/** A file with its links, the one to be loaded and those that must not be. */
export interface Published {
  readonly period: string;
  readonly wanted: Link;
  readonly others: readonly (Link & { readonly what: 'first' | 'day-only' | 'xls' | 'att' | 'adm' })[];
}

/** Absolute, root-relative, protocol-relative, http: pages mix them. */
export function link(url: string, text: string, style = 0): Link {
  const path = url.replace(SITE, '');
  const href = [url, path, url.replace('https:', ''), url.replace('https:', 'http:')][style % 4] ?? url;
  return { href, url, text };
}

const BEDS_PATHS: Readonly<Record<string, string>> = {
  '2017-18Q1': '2019/01/Beds-Open-Overnight-Web_File-Q1-2017-18-Final.xlsx',
  '2017-18Q2': '2019/01/Beds-Open-Overnight-Web_File-Q2-2017-18-Final.xlsx',
  '2017-18Q3': '2019/05/Beds-Open-Overnight-Q3-201718-REVISED-Web_File-Final.xlsx',
  '2017-18Q4': '2019/05/Beds-Open-Overnight-Q4-201718-REVISED-Web_File-Final.xlsx',
  '2018-19Q1': '2019/05/Beds-Open-Overnight-Q1-201819-REVISED-Web_File-Final.xlsx',
  '2018-19Q2': '2019/05/Beds-Open-Overnight-Q2-201819-REVISED-Web_File-Final.xlsx',
  '2018-19Q3': '2019/11/Beds-Open-Overnight-Web_File-Final-Q3-201819.xlsx',
  '2018-19Q4': '2019/05/Beds-Open-Overnight-Web_File-Final_Q4_2018-19.xlsx',
  '2020-21Q1': '2020/11/2021-Q1-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx',
  '2020-21Q2': '2020/11/Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx',
  '2020-21Q3': '2021/11/Beds-Open-Overnight-Web_File-Q3-2020-21-Final-1.xlsx',
  '2020-21Q4': '2021/11/Beds-Open-Overnight-Web_File-Q4-2020-21-Final-1.xlsx',
  '2021-22Q4': '2022/05/Beds-Open-Overnight-Web_File-Q4-2021-22-Final-OIUJK.xlsx',
  '2023-24Q3': '2024/05/Beds-Open-Overnight-Web_File-Q3-2023-24-Revised-POKJH.xlsx',
  '2023-24Q4': '2024/05/Beds-Open-Overnight-Web_File-Q4-2023-24-Final.xlsx',
};

const BEDS_FIRST: Readonly<Record<string, string>> = {
  '2020-21Q4': '2021/05/Beds-Open-Overnight-Web_File-Final-Q4-2020-21-Final-THSDF.xlsx',
  '2021-22Q2': '2021/11/Beds-Open-Overnight-Web_File-Q2-2021-22-Final-XCVFG.xlsx',
};

function bedsPath(quarter: string): string {
  const fy = quarter.slice(0, 7);
  const number = quarter.slice(-1);
  const usual: Readonly<Record<string, string>> = {
    '2019-20': `2020/11/1920-Q${number}-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx`,
    '2021-22': `2022/05/Beds-Open-Overnight-Web_File-Q${number}-2021-22-Final.xlsx`,
    '2022-23': `2023/05/Beds-Open-Overnight-Web_File-Q${number}-2022-23-revised.xlsx`,
    '2023-24': `2023/11/Beds-Open-Overnight-Web_File-Q${number}-2023-24-revised.xlsx`,
  };
  return BEDS_PATHS[quarter] ?? usual[fy] ?? '';
}

/** All quarters. */
export const BEDS: readonly Published[] = YEARS.flatMap(quartersIn).map((quarter, index) => {
  const fy = quarter.slice(0, 7);
  const shown = index % 5 === 0 ? fy.replace('-', '–') : fy;
  const revision = /revised|DE5WC/i.test(bedsPath(quarter))
    ? ` (revised 2${index % 9}.11.${fy.slice(2, 4)})`
    : '';
  const label = `NHS organisations in England,${index % 3 === 0 ? '&nbsp;' : ' '}Quarter ${quarter.slice(-1)}, ${shown}`;
  const first = BEDS_FIRST[quarter];
  const others: Published['others'][number][] = first
    ? [{ ...link(`${UPLOADS}/${first}`, `${label} (XLS, 139KB)`, index), what: 'first' }]
    : [];
  if (quarter === '2023-24Q4') {
    const mislabelled = `${UPLOADS}/2024/06/Beds-Open-Overnight-Web_File-Q4-2023-24-Final-1.xlsx`;
    others.push({ ...link(mislabelled, `${label} (XLS, 151KB)`), what: 'day-only' });
  }
  const text = quarter === '2020-21Q3' ? label : `${label}${revision} (XLS, 15${index % 10}KB)`;
  return { period: quarter, wanted: link(`${UPLOADS}/${bedsPath(quarter)}`, text, index), others };
});

/** Names of files that are not like those of the months around them. */
const AE_NAMES: Readonly<Record<string, string>> = {
  // Three months of which there is a workbook only.
  '2018-06': '2019/11/June-2018-AE-by-provider-revised-q7Gd2.xls',
  '2021-07': '2022/05/July-2021-AE-by-provider-8F7aS.xls',
  '2022-10': '2025/03/October-2022-AE-by-provider-vM3Lk-revised.xlsx',
  '2019-07': '2020/08/Monthly-AE-July-2019-revised-210720-cd305.csv',
  '2019-12': '2020/08/Monthly-AE-December-2019-revised-220720-fd675.csv',
  '2022-01': '2022/05/January-2022-CSV-revised-h7dk2.csv',
  '2023-04': '2024/06/April-2023-revised-130624-defv1.csv',
  '2023-11': '2024/06/Monthly-AE-Nov-23-CSV-revised.csv',
  '2023-12': '2024/01/Monthly-AE-December-2023-CSV-29KB.csv',
  '2024-01': '2024/06/January-2024-revised-130624-ddff.csv',
  '2024-02': '2024/06/February-2024-revised-130624-ef123ty.csv',
  '2024-03': '2024/06/March-2024-revised-130624-abcdef123.csv',
};

const AE_FIRST: Readonly<Record<string, string>> = {
  '2018-05': '2018/06/May-2018-CSV-k3lq9.csv',
  '2019-12': '2020/01/December-2019-CSV-hjd8h.csv',
  '2021-04': '2021/05/Monthly-AE-April-2021.csv',
  '2024-02': '2024/03/February-2024-CSV-Dl8t54.csv',
};

/** Workbooks beside the CSV, revised later than it or not. */
const AE_XLS: Readonly<Record<string, string>> = {
  '2018-04': '2019/11/April-2018-AE-by-provider-revised-141119-Zk31q.xls',
  '2019-04': '2020/08/Monthly-AE-April-2019-revised-220720-632O5.xls',
  '2019-10': '2020/08/Monthly-October-2019-revised-210720-qm5hG.xls',
  '2020-12': '2021/01/December-2020-AE-by-provider-8c90a.xls',
  '2022-04': '2023/05/April-2022-AE-by-provider-94yEu-revised-check.xls',
  '2023-05': '2023/11/May-2023-AE-revised-91123-by-provider-QG3Cd.xls',
  '2024-03': '2025/03/March-2024-AE-revised-by-provider-dmurT.xls',
};

/** The months of a year, newest last. */
export function aeMonths(fy: Year): readonly Published[] {
  return monthsIn(fy).map((month, index) => {
    const words = `${monthName(month)} ${month.slice(0, 4)}`;
    const dashed = words.replace(' ', '-');
    const late = /revised/i.test(aePath(month, dashed)) ? ' (revised 13.06.24)' : '';
    const size = /\.xlsx?$/.test(aePath(month, dashed)) ? '(XLS, 364K)' : '(CSV, 29KB)';
    // The label of January 2022 has the year before: the month inside the page's year counts.
    const label = month === '2022-01' ? 'January 2021' : index === 4 ? words.replace(' ', '&nbsp;') : words;
    const text =
      index % 2 === 0 ? `Monthly A&amp;E ${label} ${size}${late}` : `Monthly A&amp;E ${label}${late} ${size}`;
    const other = (
      path: string | undefined,
      what: Published['others'][number]['what'],
      type: string,
    ): Published['others'] =>
      path === undefined
        ? []
        : [{ ...link(`${UPLOADS}/${path}`, `Monthly A&amp;E ${words} (${type})`, index), what }];
    return {
      period: month,
      wanted: link(`${UPLOADS}/${aePath(month, dashed)}`, text, index),
      others: [
        ...other(AE_FIRST[month], 'first', 'CSV, 28KB'),
        ...other(AE_XLS[month], 'xls', 'XLS, 430KB) (revised 14.11.24'),
        ...(['2018-02', '2018-03'].includes(month)
          ? [
              ...other(`2018/04/${dashed}-att-csv-u6yh2.csv`, 'att', 'CSV, 12KB'),
              ...other(`2018/04/${dashed}-adm-csv-u6yh2.csv`, 'adm', 'CSV, 11KB'),
            ]
          : []),
      ],
    };
  });
}

function aePath(month: string, dashed: string): string {
  const named = AE_NAMES[month];
  if (named !== undefined) return named;
  const folder = `${Number(month.slice(0, 4)) + 1}/05`;
  if (month < '2018-04') {
    return `${folder}/${dashed}-AE-by-provider-${Number(month.slice(5)) % 2 ? 'revised-' : ''}R5xQ2.xls`;
  }
  return `${folder}/Monthly-AE-${dashed}${Number(month.slice(5)) % 2 ? '-revised' : ''}.csv`;
}
