/** The page of a trust: every measure and ratio, year by year. */
import { FigureCell } from '../parts/figure-cell.tsx';
import { Page } from '../parts/page.tsx';
import type { SitePage, Source } from '../site-file.ts';

export function trustPages({ model }: Source): Promise<readonly SitePage[]> {
  const { facts, figures } = model;
  return Promise.resolve(
    [...model.trusts.values()].map(({ code, name }) => {
      const path = `trust/${code}.html`;
      const make: SitePage['make'] = () => (
        <Page facts={facts} title={name} path={path} data={['search']}>
          <h1>{name}</h1>
          <table>
            <caption>Measures and ratios by financial year</caption>
            <thead>
              <tr>
                <th scope="col">Figure</th>
                {facts.years.map((fy) => (
                  <th key={fy} scope="col">
                    {fy}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {figures.map((figure) => (
                <tr key={figure.name}>
                  <th scope="row">
                    <a href={`../measure/${figure.name}.html`}>{figure.label}</a>{' '}
                    <span class="unit">{figure.display.unit}</span>
                  </th>
                  {facts.years.map((fy) => (
                    <FigureCell
                      key={fy}
                      anchor
                      {...{ figure, code, fy, cell: model.cell(code, figure.name, fy) }}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Page>
      );
      return { path, make };
    }),
  );
}
