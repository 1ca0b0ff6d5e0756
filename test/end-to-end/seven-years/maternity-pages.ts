/** NHS Maternity Statistics on digital.nhs.uk: long and short addresses, files replaced long after (dossier maternity, sections 2 and 3). */
import { type Year, YEARS } from './calendar.ts';
import {
  chapterPage,
  dataSetPage,
  fileUrl,
  releasePage,
  seriesPage,
  upcomingPage,
} from '../../fixtures/digital-page.ts';
import { maternityCells, WITHOUT_MSDS } from './maternity.ts';
import { flatFile, msdsCsv, tablesBySheet, wideTable } from './maternity-files.ts';
import type { Publication } from './publication.ts';
import { type Listed, others } from './yearly-pages.ts';

const SERIES = 'nhs-maternity-statistics';

function slugOf(fy: Year): string {
  return fy === '2017-18' ? `${SERIES}-2017-18` : fy;
}

function listed(fy: Year): readonly Listed[] {
  const stem = 'hosp-epis-stat-mat';
  const hes = fy <= '2020-21' ? `${stem}-hespla-${fy}.xlsx` : `${stem}-pla-${fy}.xlsx`;
  const make = (): Buffer => (fy <= '2020-21' ? tablesBySheet(fy) : wideTable(fy));
  const msds = `${stem}-msdscsv-${fy}.csv`;
  const is = (name: string, text: string, makeIt: () => Buffer, salt = ''): Listed => ({
    file: { url: fileUrl(name, salt), make: makeIt, loadedAs: [`maternity ${fy}`] },
    text,
  });
  const both = `${stem}-dqanlys-2017-18.xlsx`;
  const loaded: Listed[] =
    fy === '2017-18'
      ? [forBoth(is(both, 'Data quality analysis', () => flatFile(fy)))]
      : [
          is(hes, 'HES provider level analysis', make),
          ...(fy === WITHOUT_MSDS
            ? []
            : [is(fy === '2022-23' ? msds.replace('.csv', '_v2.csv') : msds, 'MSDS CSV', () => msdsCsv(fy))]),
        ];
  const replaced: Listed[] =
    fy === '2022-23'
      ? [{ file: { url: fileUrl(msds), make: () => msdsCsv(fy, true) }, text: 'MSDS CSV' }]
      : [];
  return [
    ...others([
      [`${stem}-hesmeta-${fy}.xlsx`, 'HES metadata'],
      [`${stem}-summary-tables-${fy}.xlsx`, 'Summary tables'],
      ...(fy >= '2022-23'
        ? ([[`${stem}-msdscsv-breastfeed-${fy}.csv`, 'MSDS breastfeeding CSV']] as const)
        : []),
    ]),
    ...replaced,
    ...loaded,
  ];
}

const CHAPTERS = ['deliveries---time-series', 'introduction'];

/** One file for both sources: two rows of source_file. */
function forBoth({ file, text }: Listed): Listed {
  const loadedAs = [...(file.loadedAs ?? []), ...(file.loadedAs ?? [])];
  return { file: { ...file, loadedAs }, text };
}

/** The files of 2021-22 stand on a sub-page of the release. */
const ON_SUB_PAGE: Year = '2021-22';

function pages(): Publication['pages'] {
  const release = (fy: Year): { slug: string; title: string; date: string } => ({
    slug: slugOf(fy),
    title:
      fy === '2018-19'
        ? 'NHS Maternity Statistics, England 2018-19 [PAS]'
        : `NHS Maternity Statistics, England, ${fy}`,
    date: '7 December 2023',
  });
  const upcoming = { slug: '2025-26', title: 'NHS Maternity Statistics, England, 2025-26', date: 'Nov 2026' };
  const newest = {
    slug: '2024-25',
    title: 'NHS Maternity Statistics, England, 2024-25',
    date: '4 December 2025',
  };
  const old = {
    slug: 'hospital-maternity-activity-2016-17',
    title: 'Hospital Maternity Activity, 2016-17',
    date: '9 November 2017',
  };
  const cards = (fy: Year): { url: string; text: string }[] =>
    listed(fy).map(({ file, text }) => ({ url: file.url, text }));
  return [
    seriesPage(SERIES, 'NHS Maternity Statistics', {
      releases: [newest, ...[...YEARS].reverse().map(release), old],
      upcoming: [upcoming],
      latest: true,
    }),
    upcomingPage(SERIES, upcoming),
    releasePage(SERIES, newest, [
      { url: fileUrl('hosp-epis-stat-mat-pla-2425_v2.xlsx'), text: 'Provider level analysis' },
    ]),
    ...YEARS.map((fy) =>
      releasePage(SERIES, { ...release(fy), date: '7 Dec 2023' }, fy === ON_SUB_PAGE ? [] : cards(fy), {
        chapters: CHAPTERS,
        ...(fy === ON_SUB_PAGE && { dataSets: ['maternity-data-files'] }),
        ...(fy === '2022-23' && { notice: 'MSDS CSV replaced, 10 December 2024' }),
      }),
    ),
    ...YEARS.flatMap((fy) => CHAPTERS.map((name) => chapterPage(SERIES, slugOf(fy), name))),
    dataSetPage(SERIES, ON_SUB_PAGE, 'maternity-data-files', cards(ON_SUB_PAGE)),
  ];
}

export const maternityCare: Publication = {
  pages: pages(),
  files: YEARS.flatMap(listed).map(({ file }) => file),
  cells: maternityCells,
};
