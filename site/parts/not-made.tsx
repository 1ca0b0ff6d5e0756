/** Stands where a page could not be made: says so, why, that the tables are whole, and what to do. */
import type { VNode } from 'preact';
import type { Facts } from '../read/model.ts';
import { Page } from './page.tsx';

export interface NotMadeProps {
  /** Nothing where the tables could not be read: then there are no other pages. */
  readonly facts?: Facts | undefined;
  readonly path: string;
  /** One short sentence, without a stop. */
  readonly why: string;
}

export function NotMadePage({ facts, path, why }: NotMadeProps): VNode {
  return (
    <Page facts={facts} title={`${path} could not be made`} path={path}>
      <h1>This page could not be made</h1>
      <p class="lede">
        Making <code>{path}</code> failed. No figure is lost: the tables beside the pages are whole.
      </p>
      {!facts && <p>The tables could not be read for the pages, so there are no other pages.</p>}
      <h2>Why</h2>
      <p data-why>{why}.</p>
      <h2>What to do</h2>
      <p>
        Whoever made these pages runs <code>npm start -- rebuild</code>, which makes tables and pages again
        from the files that were fetched. If the page fails again, please report it to the project, with the
        reason above. Until then, read the figures in <code>trust_year.xlsx</code> and in the folder{' '}
        <code>tables</code>.
      </p>
    </Page>
  );
}
