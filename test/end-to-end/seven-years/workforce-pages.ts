/** NHS Workforce Statistics on digital.nhs.uk, a page a month (dossier workforce, section 2). */
import { monthName } from './calendar.ts';
import {
  type Card,
  type Release,
  fileUrl,
  releasePage,
  seriesPage,
  upcomingPage,
} from '../../fixtures/digital-page.ts';
import { decoy } from './other-table.ts';
import type { Publication } from './publication.ts';
import { STAFF_MONTHS, staffCells, staffWorkbook } from './workforce.ts';
import type { Listed } from './yearly-pages.ts';

const SERIES = 'nhs-workforce-statistics';

function listed(month: string): readonly Listed[] {
  const words = `${monthName(month)} ${month.slice(0, 4)}`;
  const named = (kind: string, end: string): { url: string; text: string } => {
    const name = `NHS Workforce Statistics, ${words} ${kind}`;
    return { url: fileUrl(`${encodeURIComponent(name)}.${end}`), text: name };
  };
  const own = named('England and Organisation', 'xlsx');
  const others = [
    named('csv files', 'zip'),
    named('Doctors by Grade and Specialty', 'xlsx'),
    named('Turnover', 'xlsx'),
    named('Equality and Diversity', 'xlsx'),
  ];
  return [
    ...others.map(({ url, text }) => ({ file: decoy(url), text })),
    {
      file: { url: own.url, make: () => staffWorkbook(month), loadedAs: [`workforce ${month}`] },
      text: own.text,
    },
  ];
}

function pages(): Publication['pages'] {
  const release = (month: string): Release => ({
    slug: `${monthName(month).toLowerCase()}-${month.slice(0, 4)}`,
    title: `NHS Workforce Statistics - ${monthName(month)} ${month.slice(0, 4)}`,
    date: '23 June 2024',
  });
  const upcoming = { ...release('2026-08'), date: 'Nov 2026' };
  const newest = release('2025-03');
  const cards = (month: string): Card[] => listed(month).map(({ file, text }) => ({ url: file.url, text }));
  return [
    seriesPage(SERIES, 'NHS Workforce Statistics', {
      releases: [newest, ...STAFF_MONTHS.toReversed().map(release)],
      upcoming: [upcoming],
      latest: true,
    }),
    upcomingPage(SERIES, upcoming),
    releasePage(SERIES, newest, cards('2025-03')),
    ...STAFF_MONTHS.map((month) => releasePage(SERIES, release(month), cards(month))),
    seriesPage('nhs-sickness-absence-rates', 'NHS Sickness Absence Rates', {
      releases: [
        { slug: 'april-2024', title: 'NHS Sickness Absence Rates, April 2024', date: '29 August 2024' },
      ],
    }),
  ];
}

/** The workbooks of trusts' staff; sickness absence has no month of these years. */
export const workforce: Publication = {
  pages: pages(),
  files: STAFF_MONTHS.flatMap(listed).map(({ file }) => file),
  cells: staffCells,
};
