/** Yearly series on digital.nhs.uk: a page a year, with files of many kinds. */
import { type Year, YEARS } from './calendar.ts';
import {
  type Card,
  chapterPage,
  fileUrl,
  releasePage,
  seriesPage,
  upcomingPage,
} from '../../fixtures/digital-page.ts';
import { decoy } from './other-table.ts';
import { type Link, link } from './links.ts';
import type { Publication, WebFile } from './publication.ts';

/** A file with its card. `href` is how the link is written where it is not the address. */
export interface Listed {
  readonly file: WebFile;
  readonly text: string;
  readonly href?: string;
}

const card = ({ file, text, href }: Listed): Card => ({ url: href ?? file.url, text });

/** The file of a year. */
export function wanted(dataset: string, fy: Year, name: string, text: string, make: () => Buffer): Listed {
  return { file: { url: fileUrl(name), make, loadedAs: [`${dataset} ${fy}`] }, text };
}

/** The same name or figures once more; only one of them counts. */
export function beside(name: string, text: string, make: () => Buffer, salt = 'first'): Listed {
  return { file: { url: fileUrl(name, salt), make }, text };
}

/** Files of other things. */
export function others(names: readonly (readonly [name: string, text: string])[]): readonly Listed[] {
  return names.map(([name, text]) => ({ file: decoy(fileUrl(name)), text }));
}

/** What the page of a year lists. */
export type Listing = (fy: Year) => readonly Listed[];

/** Pages of a yearly series whose releases are named after the year, with one too new and one announced. */
export function yearly(
  series: string,
  title: string,
  listed: Listing,
  options: { latest?: boolean; chapters?: string[] } = {},
): Publication['pages'] {
  const release = (slug: string): { slug: string; title: string; date: string } => ({
    slug,
    title: `${title}, ${slug}`,
    date: `25 September 20${slug.slice(-2)}`,
  });
  const chapters = options.chapters ?? ['summary-reports', 'information'];
  const upcoming = { ...release('2025-26'), date: 'Sep 2026' };
  const newest = release('2024-25');
  const releases = [newest, ...[...YEARS].reverse().map(release)];
  return [
    seriesPage(series, title, { releases, upcoming: [upcoming], latest: options.latest ?? true }),
    upcomingPage(series, upcoming),
    releasePage(
      series,
      newest,
      others([[`${series}-pla-2024-25-tab.csv`, 'Provider level analysis']]).map(card),
    ),
    ...YEARS.flatMap((fy) => chapters.map((name) => chapterPage(series, fy, name))),
    ...YEARS.map((fy) =>
      releasePage(series, { ...release(fy), date: '25 Sep 2020' }, listed(fy).map(card), {
        chapters,
        ...(fy === '2019-20' && { notice: 'A file has been corrected' }),
      }),
    ),
  ];
}

/** The files of all years. */
export const filesOf = (listed: Listing): readonly WebFile[] => YEARS.flatMap(listed).map((one) => one.file);

/** Links on a page of england.nhs.uk, written in several ways. */
export const anchors = (listed: readonly Listed[]): readonly Link[] =>
  listed.map(({ file, text }, index) => link(file.url, text, index));
