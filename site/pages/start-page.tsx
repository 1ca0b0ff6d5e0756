/** The first page: search, three questions with their answers, how much is held, every trust by region. */
import type { VNode } from 'preact';
import { CoverageStrip } from '../parts/coverage-strip.tsx';
import { Page } from '../parts/page.tsx';
import type { Model, Trust } from '../read/model.ts';
import type { SitePage, Source } from '../site-file.ts';
import { counted } from '../words/counted.ts';
import { foldName } from '../words/trust-name.ts';
import { readQuestions } from './start/questions.ts';

export async function startPage(source: Source): Promise<readonly SitePage[]> {
  const { model } = source;
  const { facts } = model;
  const questions = await readQuestions(source);
  const practices = source.tables.has('gp_month_total')
    ? (await source.ask('FROM gp_month_total LIMIT 1')).length > 0
    : false;
  const span = `${facts.years[0] ?? ''} to ${facts.years.at(-1) ?? ''}`;
  const make = (): VNode => (
    <Page facts={facts} title="Trusts" path="index.html">
      <h1>What every English NHS trust spent, beside what it did</h1>
      <p class="lede">
        {counted(model.trusts.size, 'trust')}, {span}: audited accounts beside beds, admissions, A&amp;E,
        outpatients, staff and more. Every figure says which file, sheet and cell it came from.
      </p>
      <div class="search large" data-search="Search for a trust or a figure" hidden />
      <h2>Three questions, answered</h2>
      <ol class="cards">
        {questions.map(({ question, answer, href, link }) => (
          <li key={href} class="card">
            <h3>{question}</h3>
            <p>{answer}</p>
            <p>
              <a href={href}>{link}</a>
            </p>
          </li>
        ))}
      </ol>
      <h2 id="trusts">All trusts, by region</h2>
      <Trusts model={model} />
      <h2 id="held">How much is held</h2>
      <p>
        For each measure and year: how many trusts report it in full, of those that the publication covers.
        Why a part is missing stands on the page <a href="coverage.html">Coverage</a>.
      </p>
      <CoverageStrip model={model} />
      {practices && (
        <p>
          Also held: <a href="gp.html">patients registered with practices</a>, by region, integrated care
          board and month.
        </p>
      )}
    </Page>
  );
  return [{ path: 'index.html', make }];
}

/** Trusts with accounts in the latest year by its regions; then those whose accounts end before. */
function Trusts({ model }: { model: Model }): VNode {
  const latest = model.facts.years.at(-1);
  const trusts = [...model.trusts.values()].sort((a, b) => order(a.name, b.name) || order(a.code, b.code));
  const open = trusts.filter(({ years }) => years.at(-1)?.fy === latest);
  const ended = trusts.filter(({ years }) => years.at(-1)?.fy !== latest);
  const regions = [...new Set(open.map(regionOf))].sort(order);
  return (
    <>
      {regions.map((region) => (
        <Region key={region} title={region} trusts={open.filter((trust) => regionOf(trust) === region)} />
      ))}
      {ended.length > 0 && (
        <Region
          title={`No accounts in ${latest ?? ''}: merged, renamed or not in the files`}
          trusts={ended}
          ended
        />
      )}
    </>
  );
}

function Region({
  title,
  trusts,
  ended = false,
}: {
  title: string;
  trusts: readonly Trust[];
  ended?: boolean;
}): VNode {
  return (
    <section>
      <h3>
        {title} <span class="unit">{counted(trusts.length, 'trust')}</span>
      </h3>
      <ul class="columns">
        {trusts.map(({ code, name, otherNames, years }) => {
          const last = years.at(-1);
          return (
            <li key={code}>
              <a href={`trust/${code}.html`}>{name}</a>{' '}
              <span class="note">
                {code}
                {last?.type && ` · ${last.type}`}
                {ended && last && ` · last accounts ${last.fy}`}
                {otherNames.length > 0 && <span class="also">also: {otherNames.join('; ')}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const order = (a: string, b: string): number => {
  const [one, other] = [foldName(a), foldName(b)];
  return one < other ? -1 : one > other ? 1 : 0;
};
const regionOf = ({ years }: Trust): string => years.at(-1)?.region ?? 'Region not in the list of providers';
