/** All pages of the site, in the order they are written. A new kind of page is one line here. */
import type { SitePage, Source } from '../site-file.ts';
import { comparePage } from './compare-page.tsx';
import { coveragePage } from './coverage-page.tsx';
import { changesPage } from './changes-page.tsx';
import { definitionsPage } from './definitions-page.tsx';
import { gpPage } from './gp-page.tsx';
import { measurePages } from './measure-page.tsx';
import { measuresPage } from './measures-page.tsx';
import { mergersPage } from './mergers-page.tsx';
import { startPage } from './start-page.tsx';
import { trustPages } from './trust-page.tsx';

/** Each gives its pages, or none where the tables hold nothing for it. */
const MAKERS: readonly ((source: Source) => Promise<readonly SitePage[]>)[] = [
  startPage,
  trustPages,
  measuresPage,
  measurePages,
  comparePage,
  mergersPage,
  changesPage,
  coveragePage,
  definitionsPage,
  gpPage,
];

export async function* everyPage(source: Source): AsyncGenerator<SitePage> {
  for (const make of MAKERS) yield* await make(source);
}
