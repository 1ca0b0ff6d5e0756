/** What every page has: head, skip link, navigation, search box, release line, warning of the sample, footer. */
import type { ComponentChildren, VNode } from 'preact';
import type { PageScript } from '../page-script.ts';
import { WARNING } from '../words/warning.ts';
import type { Facts } from '../read/model.ts';

export const SITE_NAME = 'Trust Years';
/** Scripts and styles of the folder alone; nothing inline, nothing from anywhere else. */
const POLICY =
  "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'";

export const NAVIGATION = [
  ['index.html', 'Trusts'],
  ['measures.html', 'Measures'],
  ['compare.html', 'Compare'],
  ['mergers.html', 'Mergers'],
  ['changes.html', 'Changes'],
  ['coverage.html', 'Coverage'],
  ['definitions.html', 'Definitions'],
] as const;

export interface PageProps {
  /** Nothing where the tables could not be read: such a page is alone, and has nothing to navigate or to search. */
  readonly facts: Facts | undefined;
  /** Of the page; the site's name follows. */
  readonly title: string;
  /** Path from `site/`: `trust/RJ1.html`. */
  readonly path: string;
  /** The script of this kind of page, beside that of all pages. */
  readonly script?: PageScript;
  /** Data files of `data/` that the page's scripts read, without `.js`. */
  readonly data?: readonly string[];
  readonly children: ComponentChildren;
}

/** Where the site's folder is, seen from a page: `` or `../`. */
export function toRoot(path: string): string {
  return '../'.repeat(path.split('/').length - 1);
}

/** Marks the page in the navigation; the page of a trust or figure marks the list that it belongs to. */
function current(file: string, path: string): { readonly 'aria-current'?: 'page' | 'true' } {
  if (file === path) return { 'aria-current': 'page' };
  const list = path.startsWith('trust/') ? 'index.html' : path.startsWith('measure/') ? 'measures.html' : '';
  return file === list ? { 'aria-current': 'true' } : {};
}

/** A whole page. `children` begin with the `h1`. */
export function Page({ facts, title, path, script, data = [], children }: PageProps): VNode {
  const root = toRoot(path);
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${title} – ${SITE_NAME}`}</title>
        {/* Without an icon of its own a browser asks the web host for one. */}
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${root}ty.css`} />
        <script src={`${root}ty.js`} defer />
        {script && <script src={`${root}${script}.js`} defer />}
        {data.map((name) => (
          <script key={name} src={`${root}data/${name}.js`} defer />
        ))}
      </head>
      <body data-root={root} data-path={path}>
        <a class="skip" href="#main">
          Skip to the figures
        </a>
        {facts?.illustrative && (
          <aside class="warning" aria-label="Warning">
            {WARNING}
          </aside>
        )}
        <header class="top">
          <a class="name" href={`${root}index.html`}>
            {SITE_NAME}
          </a>
          {facts && (
            <>
              <nav aria-label="Pages">
                <ul>
                  {NAVIGATION.map(([file, words]) => (
                    <li key={file}>
                      <a href={root + file} {...current(file, path)}>
                        {words}
                      </a>
                    </li>
                  ))}
                </ul>
              </nav>
              <div class="search" data-search hidden />
            </>
          )}
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer>
          <p>
            Not an NHS service. Made from files that NHS England publishes; not checked or endorsed by it or
            by any trust.
          </p>
          <p>
            {facts && (
              <>
                <span data-release>
                  Release {facts.release}, files as fetched to {facts.fetchedTo}.
                </span>{' '}
              </>
            )}
            Contains public sector information licensed under the{' '}
            <a href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/">
              Open Government Licence v3.0
            </a>
            .
          </p>
          <p>A blank is not a zero. Click a figure to see the file, sheet and cell it came from.</p>
        </footer>
      </body>
    </html>
  );
}
