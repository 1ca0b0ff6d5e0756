/** Pages of digital.nhs.uk in the short form of tests that read one page at a time. */
import type { Page } from '../../datasets/contract/discovery.ts';
import * as written from '../fixtures/digital-page.ts';

/** A release as [last part of its address, title]. */
export type Release = readonly [slug: string, title: string];

/** A file as [path on files.digital.nhs.uk or whole address, text of its card]. */
export type ReleasedFile = readonly [path: string, text: string];

export function digitalAddress(path: string): string {
  return `${written.STATISTICAL}/${path}`;
}

export function releasedFile(path: string): string {
  return path.startsWith('https:') ? path : `https://files.digital.nhs.uk/${path}`;
}

/** A series page; `latest` is left out where the editor did not tick it. */
export function seriesPage(
  series: string,
  lists: {
    readonly latest?: Release;
    readonly past?: readonly Release[];
    readonly upcoming?: readonly Release[];
  },
): Page {
  const { latest, past = [], upcoming = [] } = lists;
  return written.asPage(
    written.seriesPage(series, series, {
      releases: [...(latest ? [latest] : []), ...past].map(releaseOf),
      upcoming: upcoming.map(releaseOf),
      latest: latest !== undefined,
      resources: false,
    }),
  );
}

/** A release page with its download cards, and links to its chapters. */
export function releasePage(
  path: string,
  files: readonly ReleasedFile[],
  chapters: readonly Release[] = [],
): Page {
  const [series = '', ...rest] = path.split('/');
  const cards = files.map(([file, text]) => ({ url: releasedFile(file), text }));
  return written.asPage(
    written.releasePage(series, releaseOf([rest.join('/'), path]), cards, {
      chapters: chapters.map(([chapter]) => chapter),
    }),
  );
}

function releaseOf([slug, title]: Release): written.Release {
  return { slug, title, date: '21 September 2023' };
}
