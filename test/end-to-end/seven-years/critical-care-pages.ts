/**
 * Critical care: beds on england.nhs.uk, and the old series on digital.nhs.uk (dossier critical-care,
 * sections 1 and 6).
 */
import { AREA, BEDS_AREA, paragraph, SITE, statisticsPage, UPLOADS } from '../../fixtures/stats-page.ts';
import { type Year, monthName, monthsIn, YEARS } from './calendar.ts';
import { BED_MONTHS, bedsWorkbook, criticalCareCells } from './critical-care.ts';
import { releasePage, seriesPage } from '../../fixtures/digital-page.ts';
import { criticalCareListed } from './admitted-pages.ts';
import { type Link, link } from './links.ts';
import { decoy } from './other-table.ts';
import type { Publication } from './publication.ts';
import { type Listed, anchors, others } from './yearly-pages.ts';

const CAPACITY = `${AREA}/critical-care-capacity`;
const SITREPS = `${BEDS_AREA}/critical-care-and-general-acute-beds-urgent-and-emergency-care-daily-situation-reports`;

/** A month of one of the two collections of beds. */
function bedsListed(month: string): Listed {
  const words = `${monthName(month)} ${month.slice(0, 4)}`;
  const after =
    month.slice(5) === '12'
      ? `${Number(month.slice(0, 4)) + 1}/01`
      : `${month.slice(0, 4)}/${String(Number(month.slice(5)) + 1).padStart(2, '0')}`;
  const loadedAs = [`critical-care ${month}`];
  const make = (): Buffer => bedsWorkbook(month);
  if (month < '2020-04') {
    const path = `${after}/Critical-Care-Bed-Capacity-${words.replace(' ', '-')}-a8Xk2.xlsx`;
    return {
      file: { url: `${UPLOADS}/${path}`, make, loadedAs },
      text: `Critical Care Beds and Urgent Operations Cancelled ${words} (XLS, 99K)`,
    };
  }
  const end = month === '2023-01' ? '-v2' : month.slice(5) === '08' ? '-revised' : '';
  const path = `${after}/${month.replace('-', '')}-${words.replace(' ', '-')}-sitrep-data-FINAL${end}.xlsx`;
  return {
    file: { url: `${UPLOADS}/${path}`, make, loadedAs },
    text: `${words} (XLSX, 120KB)`,
  };
}

/** The year pages: the last of them stands outside the tree. */
const PAGES: Readonly<Record<string, string>> = {
  '2019-20': `${CAPACITY}/critical-care-bed-capacity-and-urgent-operations-cancelled-2019-20-data/`,
  '2022-23': `${SITREPS}/${SITREPS.split('/').at(-1)}-2022-23/`,
  '2023-24': `${SITE}/statistics/${SITREPS.split('/').at(-1)}-2023-24/`,
};

const SERIES = `${UPLOADS}/2023/03/Beds-publication-Timeseries-March-2020-February-2023.xlsx`;

function bedPages(): Publication['pages'] {
  const series = link(SERIES, 'Beds time series March 2020 - February 2023 (XLSX, 2MB)');
  const capacity = 'Critical Care Bed Capacity and Urgent Operations Cancelled';
  const sitreps = 'Critical care and General &amp; Acute Beds &#8211; UEC Daily Situation Reports';
  const titleOf = (fy: string): string => `${fy === '2019-20' ? capacity : sitreps} ${fy}`;
  const child = (fy: string): Link => link(PAGES[fy] ?? '', titleOf(fy));
  const landing = (title: string, years: readonly string[]): string =>
    statisticsPage(title, years.map(child), paragraph([...years.map(child), series]));
  return [
    [`${CAPACITY}/`, landing(capacity, ['2019-20'])],
    [`${SITREPS}/`, landing(sitreps, ['2023-24', '2022-23'])],
    ...Object.entries(PAGES).map(([fy, url]) => {
      const months = BED_MONTHS.filter((month) => monthsIn(fy as Year).includes(month)).toReversed();
      const content = paragraph([series, ...anchors(months.map(bedsListed))]);
      return [url, statisticsPage(titleOf(fy), [child(fy)], content)] as const;
    }),
  ];
}

/** The series that ended: its newest release is of a year before ours, and is no answer for ours. */
function oldSeries(): Pick<Publication, 'pages' | 'files'> {
  const name = 'hospital-adult-critical-care-activity';
  const old = {
    slug: '2016-17',
    title: 'Hospital Adult Critical Care Activity, 2016-17',
    date: '1 March 2018',
  };
  const slug = 'adult-critical-care-data-in-england-april-10-to-march-11-experimental-statistics';
  const oldest = {
    slug,
    title: 'Adult Critical Care Data in England, April 10 to March 11',
    date: '1 May 2012',
  };
  const listed = others([['adul-crit-care-data-eng-apr-16-mar-17-tab.xlsx', 'Adult critical care tables']]);
  const cards = listed.map(({ file, text }) => ({ url: file.url, text }));
  return {
    pages: [
      seriesPage(name, 'Hospital Adult Critical Care Activity', { releases: [old, oldest], latest: true }),
      releasePage(name, old, cards),
      releasePage(name, oldest, []),
    ],
    files: listed.map(({ file }) => file),
  };
}

export const criticalCare: Publication = {
  pages: [...bedPages(), ...oldSeries().pages],
  files: [
    ...YEARS.flatMap(criticalCareListed).map(({ file }) => file),
    ...BED_MONTHS.map((month) => bedsListed(month).file),
    decoy(SERIES),
    ...oldSeries().files,
  ],
  cells: criticalCareCells,
};
