/** What every word and number of the site means, and what none of them can say. */
import type { VNode } from 'preact';
import { RATIO_STATUS_MEANINGS, STATUS_MEANINGS } from '../../warehouse/publish/status-meanings.ts';
import { Page } from '../parts/page.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { type Figure, GROUPS, type Model } from '../read/model.ts';
import { numberOrNull, text } from '../read/row-values.ts';
import type { SitePage, Source } from '../site-file.ts';
import { counted, number } from '../words/counted.ts';
import { datasetTitle } from '../words/datasets.ts';
import { CANNOT_SAY, GLOSSARY, MARKS, SCHEMES } from './definitions/texts.ts';

export async function definitionsPage({ model, ask }: Source): Promise<readonly SitePage[]> {
  const { facts, figures } = model;
  const rows = await ask(
    `SELECT measure, across_periods, periods_expected FROM measure
     QUALIFY row_number() OVER (PARTITION BY measure ORDER BY fy DESC) = 1 ORDER BY measure`,
  );
  const madeOf = new Map(
    rows.map((row) => [
      text(row['measure']),
      yearMade(text(row['across_periods']), numberOrNull(row['periods_expected']) ?? 1),
    ]),
  );
  const labelOf = new Map(figures.map(({ name, label }) => [name, label]));
  const make = (): VNode => (
    <Page facts={facts} title="Definitions" path="definitions.html">
      <h1>Definitions</h1>
      <p class="lede">
        What each figure counts, what its marks mean, with whom it is compared, and what it cannot say.
      </p>
      <nav aria-label="On this page">
        <ul class="key">
          {[
            ['cannot', 'What this cannot say'],
            ['statuses', 'Marks and statuses'],
            ['peers', 'Peers'],
            ['real', 'Real terms'],
            ['figures', 'Measures and ratios'],
            ['glossary', 'Glossary'],
          ].map(([id, words]) => (
            <li key={id}>
              <a href={`#${id}`}>{words}</a>
            </li>
          ))}
        </ul>
      </nav>

      <h2 id="cannot">What this cannot say</h2>
      <ul>
        {CANNOT_SAY.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>

      <h2 id="statuses">Marks and statuses</h2>
      <p>Every cell without a plain figure says why, in the cell and in its panel. A blank is not a zero.</p>
      <Scroll label="Statuses of measures">
        <table>
          <caption>What the status of a measure says</caption>
          <thead>
            <tr>
              <th scope="col">Status</th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            {STATUS_MEANINGS.map(({ status, meaning }) => (
              <tr key={status}>
                <th scope="row">{status.replace('_', ' ')}</th>
                <td>{meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <Scroll label="Statuses of ratios">
        <table>
          <caption>What the status of a ratio says</caption>
          <thead>
            <tr>
              <th scope="col">Status</th>
              <th scope="col">In the cell</th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            {RATIO_STATUS_MEANINGS.map(({ status, words, meaning }) => (
              <tr key={status}>
                <th scope="row">{status.replace('_', ' ')}</th>
                <td>{words}</td>
                <td>{meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <Scroll label="Marks">
        <table>
          <caption>Marks beside figures</caption>
          <thead>
            <tr>
              <th scope="col">Mark</th>
              <th scope="col">Meaning</th>
              <th scope="col">In charts</th>
              <th scope="col">Counted in medians and quartiles</th>
            </tr>
          </thead>
          <tbody>
            {MARKS.map(({ mark, meaning, chart, counts }) => (
              <tr key={mark}>
                <th scope="row">{mark}</th>
                <td>{meaning}</td>
                <td>{chart}</td>
                <td>{counts}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>

      <h2 id="peers">Peers</h2>
      <p>
        Groups are made anew for each year and release, and are published as a table, so that a statement
        about a group can be checked. Medians and quartiles count comparable figures only. Fewer than five
        comparable figures have no quartiles: <q>Too few to compare.</q> There are no ranks.
      </p>
      <dl class="facts">
        {SCHEMES.map(({ name, rule }) => (
          <>
            <dt>{name}</dt>
            <dd>{rule}</dd>
          </>
        ))}
      </dl>
      <Peers model={model} />

      <h2 id="real">Real terms</h2>
      {facts.deflator ? (
        <p>
          Money in {facts.deflator.base} prices, by the GDP deflator of HM Treasury, edition{' '}
          {facts.deflator.edition}. The GDP deflator is the price of the whole economy, not of hospital care.
          It was disturbed in 2020-21, when government output fell while spending rose. Money divided by money
          is not deflated.
        </p>
      ) : (
        <p>No deflator is loaded in this release, so all money here is cash: pounds of each year.</p>
      )}

      <h2 id="figures">Measures and ratios</h2>
      <p>
        {counted(figures.length, 'figure')}, in the order of the pages. The name in small type is the column
        of the tables.
      </p>
      {GROUPS.map((group) => {
        const list = figures.filter((figure) => figure.group === group);
        return list.length === 0 ? null : (
          <section key={group}>
            <h3>{group}</h3>
            {list.map((figure) => (
              <Definition key={figure.name} {...{ figure, made: madeOf.get(figure.name), labelOf }} />
            ))}
          </section>
        );
      })}

      <h2 id="glossary">Glossary</h2>
      <dl class="facts">
        {GLOSSARY.map(([word, meaning]) => (
          <>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </>
        ))}
      </dl>
    </Page>
  );
  return [{ path: 'definitions.html', make }];
}

/** How a year is made from its periods. */
function yearMade(across: string, expected: number): string {
  const periods = expected === 12 ? '12 months' : expected === 4 ? 'four quarters' : `${expected} periods`;
  if (across === 'mean') return `Mean of ${periods}.`;
  if (across === 'sum') return `Sum of ${periods}.`;
  return 'The figure that the publication prints for the year.';
}

interface DefinitionProps {
  readonly figure: Figure;
  readonly made: string | undefined;
  readonly labelOf: ReadonlyMap<string, string>;
}

function Definition({ figure, made, labelOf }: DefinitionProps): VNode {
  const { name, label, meaning, display, dataset, caveat, ratio } = figure;
  const link = (part: string): VNode | string => {
    const known = labelOf.get(part);
    return known ? <a href={`#${part}`}>{known}</a> : part;
  };
  return (
    <details id={name} class="definition">
      <summary>
        {label} <span class="unit">{display.unit}</span> <code>{name}</code>
      </summary>
      <dl class="facts">
        <dt>What it is</dt>
        <dd>{meaning || 'The published tables say nothing of it in this release.'}</dd>
        {ratio ? (
          <>
            <dt>Made from</dt>
            <dd>
              {link(ratio.dividend)} divided by {link(ratio.divisor)}
              {ratio.formula && (
                <>
                  : <code>{ratio.formula}</code>
                </>
              )}
            </dd>
            {ratio.floor !== null && (
              <>
                <dt>Too small to compare</dt>
                <dd>
                  Under {number(ratio.floor)} of the divisor the ratio is shown with{' '}
                  <span class="mark">[small]</span> and not compared.
                </dd>
              </>
            )}
          </>
        ) : (
          <>
            <dt>From</dt>
            <dd>{datasetTitle(dataset)}</dd>
            {made && (
              <>
                <dt>The year</dt>
                <dd>{made}</dd>
              </>
            )}
          </>
        )}
        {caveat && (
          <>
            <dt>{ratio ? 'Not counted' : 'Know before comparing'}</dt>
            <dd>{caveat}</dd>
          </>
        )}
        {ratio?.saysNothing && (
          <>
            <dt>It says nothing</dt>
            <dd>{ratio.saysNothing}</dd>
          </>
        )}
        <dt>Page</dt>
        <dd>
          <a href={`measure/${name}.html`}>All trusts and years</a>
        </dd>
      </dl>
    </details>
  );
}

/** Groups of the latest year with their members; those of nearness stand on the pages of trusts. */
function Peers({ model }: { model: Model }): VNode {
  const fy = model.facts.years.at(-1);
  const groups = model.groups.filter(
    (group) => group.fy === fy && group.scheme !== 'nearest' && group.scheme !== 'england',
  );
  return (
    <>
      <h3>Groups of {fy}</h3>
      {groups.map(({ scheme, groupId, label, members }) => (
        <details key={`${scheme} ${groupId}`}>
          <summary>
            {label} <span class="unit">{counted(members.length, 'trust')}</span>
          </summary>
          <p class="note">
            {members.map((code, index) => (
              <>
                {index > 0 && '; '}
                <a href={`trust/${code}.html`}>{model.trusts.get(code)?.name ?? code}</a>
              </>
            ))}
          </p>
        </details>
      ))}
    </>
  );
}
