/** All pages of the site, in the order they are written. A new kind of page is one line here. */
import type { PageMaker, Source } from '../site-file.ts';
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

const trusts = ({ model }: Source): readonly string[] =>
  [...model.trusts.keys()].map((code) => `trust/${code}.html`);
const figures = ({ model }: Source): readonly string[] =>
  model.figures.map(({ name }) => `measure/${name}.html`);
const practices = ({ tables }: Source): readonly string[] =>
  tables.has('gp_month_total') && tables.has('gp_practice_total') ? ['gp.html'] : [];

/** Each gives its pages, or none where the tables hold nothing for it. */
export const PAGE_MAKERS: readonly PageMaker[] = [
  { paths: () => ['index.html'], make: startPage },
  { paths: trusts, make: trustPages },
  { paths: () => ['measures.html'], make: measuresPage },
  { paths: figures, make: measurePages },
  { paths: () => ['compare.html'], make: comparePage },
  { paths: () => ['mergers.html'], make: mergersPage },
  { paths: () => ['changes.html'], make: changesPage },
  { paths: () => ['coverage.html'], make: coveragePage },
  { paths: () => ['definitions.html'], make: definitionsPage },
  { paths: practices, make: gpPage },
];
