/** The first page: every trust by region. */
import { Page } from '../parts/page.tsx';
import type { SitePage, Source } from '../site-file.ts';

export function startPage({ model }: Source): Promise<readonly SitePage[]> {
  const trusts = [...model.trusts.values()];
  const make: SitePage['make'] = () => (
    <Page facts={model.facts} title="Trusts" path="index.html" data={['search']}>
      <h1>English NHS trusts, year by year</h1>
      <ul>
        {trusts.map(({ code, name }) => (
          <li key={code}>
            <a href={`trust/${code}.html`}>
              {name} ({code})
            </a>
          </li>
        ))}
      </ul>
    </Page>
  );
  return Promise.resolve([{ path: 'index.html', make }]);
}
