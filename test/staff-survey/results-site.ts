/** The results site as section 2 of the staff survey dossier describes it: pages built with Gatsby, data beside them. */
import type { Page } from '../../datasets/contract/discovery.ts';

export const SITE = 'https://www.nhsstaffsurveys.com';
const COMMON = '1000001';

/** Path of a file: the folder is a hash that changes with every edition. */
export function staticFile(name: string, hash = '0123456789abcdef0123456789abcdef'): string {
  return `/static/${hash}/${name}`;
}

export function page(path: string, html: string): Page {
  const url = path.startsWith('https:') ? path : SITE + path;
  return { url, finalUrl: url, html };
}

/** A Gatsby page; its head preloads the data of the page, and of the queries with these numbers. */
export function gatsbyPage(path: string, content: string, queries: readonly string[] = [COMMON]): Page {
  const data = [
    `/page-data${path}page-data.json`,
    '/page-data/app-data.json',
    ...queries.map((number) => `/page-data/sq/d/${number}.json`),
  ];
  const preload = data.map((href) => `<link as="fetch" rel="preload" href="${href}"/>`).join('');
  return page(
    path,
    `<!DOCTYPE html><html><head><meta name="generator" content="Gatsby 4.25.7"/>${preload}</head>
    <body><div id="___gatsby"><header><a href="/">Home</a> <a href="/results/">Results</a>
    <a href="/results/local-results/">Local results</a> <a href="/results/results-archive/">Results archive</a>
    <a href="/faqs/">FAQs</a></header><main>${content}</main></div></body></html>`,
  );
}

/** What a page shows, and the numbers of the queries that fill the rest of it. */
export function pageData(path: string, data: unknown, queries: readonly string[] = [COMMON]): Page {
  return page(
    `/page-data${path}page-data.json`,
    JSON.stringify({ path, result: { data }, staticQueryHashes: queries }),
  );
}

export type Download = readonly [name: string, publicUrl: string];

/** The list of earlier years, under the number of this build. */
export function archiveQuery(number: string, years: Readonly<Record<string, readonly Download[]>>): Page {
  const nodes = Object.entries(years)
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([year, downloads]) => ({
      id: 'f598993cb80317cccaae5e7751cf3fcd',
      title: year,
      archiveTemplate: {
        year,
        flexibleContent: [{ heading: `${year} results` }, { downloads: downloads.map(download) }],
      },
    }));
  return page(`/page-data/sq/d/${number}.json`, JSON.stringify({ data: { allWpYear: { nodes } } }));
}

export function download([name, publicURL]: Download): unknown {
  return { name, file: { localFile: { publicURL, extension: /\w+$/.exec(publicURL)?.[0] } } };
}
