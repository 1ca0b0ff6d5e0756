/** The page of a measure or ratio: what it is, its year, its years, every trust, England. */
import { group } from 'd3-array';
import type { VNode } from 'preact';
import { breaksWithin } from '../charts/runs.ts';
import { whyFileOf } from '../data/why-text.ts';
import { EnglandRatio, EnglandTotals } from '../measure/england-box.tsx';
import { GroupsTable } from '../measure/groups-table.tsx';
import { MeasureControls, type MeasureSettings } from '../measure/measure-controls.tsx';
import type { AboutMeasure } from '../measure/measure-view.ts';
import { type MeasureSources, readMeasureSources } from '../measure/read-sources.ts';
import { aboutOf, bestYear, groupYearsOf, yearViewOf } from '../measure/read-view.ts';
import { YearChart } from '../measure/year-chart.tsx';
import { YearTable } from '../measure/year-table.tsx';
import { YearsChart } from '../measure/years-chart.tsx';
import { Page } from '../parts/page.tsx';
import type { Figure, Model } from '../read/model.ts';
import type { SitePage, Source } from '../site-file.ts';

export async function measurePages({ model, ask }: Source): Promise<readonly SitePage[]> {
  const sources = await readMeasureSources(ask);
  return model.figures.map((figure) => ({
    path: `measure/${figure.name}.html`,
    make: () => <MeasurePage {...{ model, figure, sources }} />,
  }));
}

interface MeasurePageProps {
  readonly model: Model;
  readonly figure: Figure;
  readonly sources: MeasureSources;
}

function MeasurePage({ model, figure, sources }: MeasurePageProps): VNode {
  const about = aboutOf(model, figure, sources.parts);
  const fy = bestYear(model, figure.name);
  const view = yearViewOf(model, about, fy);
  const groupYears = groupYearsOf(model, about);
  const england = groupYears[0]?.groups ?? [];
  return (
    <Page
      facts={model.facts}
      title={figure.label}
      path={`measure/${figure.name}.html`}
      script="measure"
      data={['search']}
    >
      <p class="kind">
        {figure.group} · {figure.kind}
      </p>
      <h1>{figure.label}</h1>
      <p class="lead">{figure.meaning}.</p>
      <Facts {...{ figure, about, sources, fy }} />
      <MeasureControls {...{ about, fy, types: typesOf(model), why: whyFileOf(figure) }} />
      <section aria-labelledby="year">
        <h2 id="year">
          The year <span data-fy>{fy}</span>
        </h2>
        <div data-part="year-chart">
          <YearChart {...{ about, view }} />
        </div>
      </section>
      <section aria-labelledby="years">
        <h2 id="years">The years</h2>
        <div data-part="years-chart">
          <YearsChart {...{ about, groups: england, groupLabel: 'all trusts', series: [] }} />
        </div>
        <GroupsTable {...{ about, rows: groupYears }} />
      </section>
      <section aria-labelledby="trusts">
        <h2 id="trusts">Every trust</h2>
        <p>
          By name. Nothing is ranked: &ldquo;in the highest quarter of the group&rdquo; is the most these
          figures can say. <a href={`${figure.name}.csv`}>All years and trusts as CSV</a>, with status, reason
          and {figure.ratio ? 'both figures' : 'periods'}: a trust that the publication does not cover has no
          row. The cells of a figure stand on the page of its trust, and in its JSON.
        </p>
        <div data-part="year-table">
          <YearTable {...{ about, view, root: '../' }} />
        </div>
      </section>
      <section aria-labelledby="england">
        <h2 id="england">England</h2>
        {figure.ratio ? (
          <EnglandRatio {...{ about, summaries: england.map((group) => group?.summary) }} />
        ) : (
          <EnglandTotals {...{ about, totals: sources.englandOf(figure.name) }} />
        )}
      </section>
    </Page>
  );
}

/** Types of trust of any year, each once. */
function typesOf({ groups }: Model): MeasureSettings['types'] {
  const types = groups.filter(({ scheme }) => scheme === 'type');
  return [...new Map(types.map(({ groupId: id, label }) => [id, { id, label }])).values()];
}

interface FactsProps {
  readonly figure: Figure;
  readonly about: AboutMeasure;
  readonly sources: MeasureSources;
  readonly fy: string;
}

/** What a reader needs before comparing anything. */
function Facts({ figure, about, sources, fy }: FactsProps): VNode {
  const { ratio } = figure;
  const breaks = breaksWithin(about.years, about.breaks);
  const measures = ratio ? [ratio.dividend, ratio.divisor] : [figure.name];
  const publications = [...new Set(measures.map(sources.publicationOf))].filter(Boolean);
  return (
    <dl class="facts">
      <dt>Unit</dt>
      <dd>{about.display.unit}</dd>
      <dt>What to know before comparing</dt>
      <dd>
        {figure.caveat && <p>{figure.caveat}</p>}
        {ratio?.floor && (
          <p>Not compared where the divisor is under {ratio.floor.toLocaleString('en-GB')}.</p>
        )}
        {ratio?.saysNothing && <p>{ratio.saysNothing}</p>}
      </dd>
      <dt>How {ratio ? 'the ratio' : 'the year'} is made</dt>
      <dd>
        {ratio ? (
          <RatioMaking {...{ about, formula: ratio.formula }} />
        ) : (
          sources.rulesOf(figure.name).map(({ from, to, words }) => (
            <p key={from}>
              {from === to ? from : `${from} to ${to}`}: {words}.
            </p>
          ))
        )}
      </dd>
      <dt>Source</dt>
      <dd>
        {publications.join('; ')}
        <Files {...{ files: measures.flatMap((measure) => sources.filesOf(measure, fy)), fy }} />
      </dd>
      <dt>Breaks</dt>
      <dd>
        {breaks.length === 0 ? (
          <p>No break between the years held here is known, other than mergers of single trusts.</p>
        ) : (
          breaks.map(({ afterYear, untilYear, text, source, ruleOnly }, index) => (
            <p key={index}>
              <b>
                {afterYear} to {untilYear}
              </b>{' '}
              {text}
              {ruleOnly && ' Accounting: the line goes on.'}
              {source && <span class="quiet"> {source}</span>}
            </p>
          ))
        )}
      </dd>
    </dl>
  );
}

function RatioMaking({ about, formula }: { about: AboutMeasure; formula: string }): VNode {
  const link = (part: AboutMeasure['dividend']): VNode | string =>
    part?.hasPage ? <a href={`${part.name}.html`}>{part.label}</a> : (part?.label ?? '');
  return (
    <p>
      {link(about.dividend)} divided by {link(about.divisor)}. In the tables: <code>{formula}</code>.
    </p>
  );
}

/** Files of the shown year: one is named, more stand in a list that opens. */
function Files({ files, fy }: { files: ReturnType<MeasureSources['filesOf']>; fy: string }): VNode | null {
  const byUrl = [...group(files, ({ url }) => url)];
  if (byUrl.length === 0) return null;
  const list = (
    <ul>
      {byUrl.map(([url, same]) => (
        <li key={url}>
          <a href={url}>{same[0]?.name ?? url}</a>{' '}
          <span class="quiet">{[...new Set(same.map(({ period }) => period))].join(', ')}</span>
        </li>
      ))}
    </ul>
  );
  if (byUrl.length === 1) return list;
  return (
    <details>
      <summary>
        {byUrl.length} files of {fy}
      </summary>
      {list}
    </details>
  );
}
