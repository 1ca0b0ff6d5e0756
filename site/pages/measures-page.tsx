/** Every measure and ratio by group: what it is, its unit, its publication, which years have it; and what cannot be had. */
import type { VNode } from 'preact';
import { readMeasureSources } from '../measure/read-sources.ts';
import { Page } from '../parts/page.tsx';
import { type Figure, GROUPS, type Model } from '../read/model.ts';
import type { SitePage, Source } from '../site-file.ts';

/** Asked for often, and not to be had from what is published. */
const NOT_POSSIBLE = [
  ['Cost per weighted activity', 'The publications have no cost weights.'],
  [
    'Day-case rate',
    'They do not print elective ordinary admissions: day cases are episodes, not admissions.',
  ],
  ['Cost per patient', 'They count attendances, episodes and appointments, not patients.'],
  [
    'Bank staff, share of staff costs',
    "A trust's own bank stands inside salaries; only the external bank is apart.",
  ],
] as const;

export async function measuresPage({ model, ask }: Source): Promise<readonly SitePage[]> {
  const { publicationOf } = await readMeasureSources(ask);
  const make: SitePage['make'] = () => (
    <Page facts={model.facts} title="Measures" path="measures.html" data={['search']}>
      <h1>Measures and ratios</h1>
      <p class="lead">
        Each has a page with its years, every trust, and what to know before comparing. The last column says
        how many trusts have a figure that can be compared, in each year from {model.facts.years[0]} to{' '}
        {model.facts.years.at(-1)}.
      </p>
      {GROUPS.map((group) => {
        const figures = model.figures.filter((figure) => figure.group === group);
        return figures.length === 0 ? null : (
          <GroupTable key={group} {...{ model, group, figures, publicationOf }} />
        );
      })}
      <section aria-labelledby="not-possible">
        <h2 id="not-possible">What cannot be had</h2>
        <dl class="facts">
          {NOT_POSSIBLE.map(([name, why]) => (
            <>
              <dt>{name}</dt>
              <dd>{why}</dd>
            </>
          ))}
        </dl>
      </section>
    </Page>
  );
  return [{ path: 'measures.html', make }];
}

interface GroupTableProps {
  readonly model: Model;
  readonly group: string;
  readonly figures: readonly Figure[];
  readonly publicationOf: (measure: string) => string;
}

function GroupTable({ model, group, figures, publicationOf }: GroupTableProps): VNode {
  const source = ({ name, ratio }: Figure): string =>
    [...new Set(ratio ? [ratio.dividend, ratio.divisor].map(publicationOf) : [publicationOf(name)])].join(
      '; ',
    );
  return (
    <section aria-label={group}>
      <h2>{group}</h2>
      <div class="table-box" tabIndex={0} role="group" aria-label={`Table: ${group}`}>
        <table class="measures">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col">What it is</th>
              <th scope="col">Unit</th>
              <th scope="col">Publication</th>
              <th scope="col">Trusts, year by year</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <tr key={figure.name}>
                <th scope="row">
                  <a href={`measure/${figure.name}.html`}>{figure.label}</a>
                </th>
                <td>{figure.meaning}</td>
                <td>{figure.display.unit}</td>
                <td>{source(figure)}</td>
                <td class="number">{covered(model, figure.name)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** `193 · 191 · –`: comparable figures of each year; a dash where there is none. */
function covered(model: Model, name: string): string {
  return model.facts.years
    .map((fy) => model.summary(name, fy, 'england', 'england')?.n ?? 0)
    .map((n) => (n === 0 ? '–' : n.toLocaleString('en-GB')))
    .join(' · ');
}
