/** The page of a trust: its figures year by year, its peers in the latest year, what is known about its figures. */
import type { VNode } from 'preact';
import { chartBreaks } from '../charts/chart-data.ts';
import { SparkDot } from '../charts/spark.tsx';
import { Page } from '../parts/page.tsx';
import { TrustProfile } from '../parts/trust-profile.tsx';
import { TrustTable, type TrustRow, hasFigure } from '../parts/trust-table.tsx';
import type { Cell, Figure, Model, Trust } from '../read/model.ts';
import type { SitePage, Source } from '../site-file.ts';
import { aboutOf } from '../words/about.ts';
import { cellWords } from '../words/shown.ts';
import { type Finding, type FindingGroup, groupFindings, readFindings } from './trust/findings.ts';
import { type Succession, readSuccessions, successionInWords } from './trust/mergers.ts';
import { type Note, notesOf } from './trust/notes.ts';
import { peerValues, profileFigures } from './trust/profile-figures.ts';

/** Years with the cells of every figure: what the table, the notes and the key are made of. */
type FullRow = TrustRow & { readonly cells: readonly (Cell | undefined)[]; readonly figure: Figure };

export async function trustPages({ model, ask }: Source): Promise<readonly SitePage[]> {
  const findings = await readFindings(ask);
  const successions = await readSuccessions(ask, model.facts.years[0] ?? '');
  const shared = { model, labels: new Map(model.figures.map(({ name, label }) => [name, label])) };
  const valuesOf = peerValues(model);
  return [...model.trusts.values()].map((trust) => ({
    path: `trust/${trust.code}.html`,
    make: () => (
      <TrustPage
        {...{ ...shared, trust, valuesOf, findings: findings.get(trust.code) ?? [] }}
        successions={successions.filter(({ from, to }) => from === trust.code || to === trust.code)}
      />
    ),
  }));
}

interface TrustPageProps {
  readonly model: Model;
  readonly trust: Trust;
  readonly labels: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
  readonly successions: readonly Succession[];
  readonly valuesOf: ReturnType<typeof peerValues>;
}

function TrustPage({ model, trust, labels, findings, successions, valuesOf }: TrustPageProps): VNode {
  const { facts } = model;
  const { code, name } = trust;
  const rows = fullRows(model, code);
  const shown = rows.filter(hasFigure);
  const absent = rows.filter((row) => !hasFigure(row));
  const table = { code, labels, years: facts.years, text: true };
  const groups = groupFindings(findings, labels, name);
  const later = shown.filter(({ about }) => !about.first);
  return (
    <Page facts={facts} title={name} path={`trust/${code}.html`} script="trust" data={['search']}>
      <Head {...{ trust, successions }} />
      <div
        data-trust={code}
        data-group={trust.likeForLike}
        data-years={trust.years.map(({ fy }) => fy).join(' ')}
        data-edition={facts.deflator?.edition}
        data-base={facts.deflator?.base}
      />
      <h2 id="figures">Figures</h2>
      <Key rows={shown} />
      <SparkDot />
      <div data-part="figures">
        <TrustTable
          {...table}
          id="t1"
          caption={`${name}: figures by financial year`}
          rows={shown.filter(({ about }) => about.first)}
        />
        {later.length > 0 && (
          <details>
            <summary>More figures</summary>
            <TrustTable {...table} id="t2" caption="More figures by financial year" rows={later} />
          </details>
        )}
      </div>
      <Absent rows={absent} />
      <Notes notes={notesOf(facts.years, rows, labels)} />
      <h2 id="peers">Beside its peers</h2>
      <div data-part="profile">
        <LatestProfile {...{ model, trust, valuesOf }} />
      </div>
      <h2 id="findings">What is known about these figures</h2>
      <Findings groups={groups} />
      <h2 id="limits">What this page cannot say</h2>
      <p>
        Nothing here says whether money was well spent or care was good. There is no case mix in these
        figures, no market forces factor and no quality of care. Services that move between trusts without a
        change of code are seen by no figure.
      </p>
      <p>
        <a href={`${code}/figures.json`}>All figures of this trust as JSON</a>
      </p>
    </Page>
  );
}

function fullRows(model: Model, code: string): readonly FullRow[] {
  return model.figures.map((figure) => ({
    figure,
    about: aboutOf(figure),
    cells: model.facts.years.map((fy) => model.cell(code, figure.name, fy)),
    breaks: chartBreaks(model.breaks(figure.name, code)),
  }));
}

function Head({ trust, successions }: Pick<TrustPageProps, 'trust' | 'successions'>): VNode {
  const { code, name, otherNames, years } = trust;
  const last = years.at(-1);
  const sector =
    last?.sector === 'FT' ? 'foundation trust' : last?.sector === 'Trust' ? 'NHS trust' : last?.sector;
  const facts = [last?.type, sector, last?.region].filter(Boolean).join(', ');
  const partYears = years.filter(({ accountsMonths }) => accountsMonths !== null && accountsMonths !== 12);
  const others = otherNames.filter(
    (other, index) => ![name, ...otherNames.slice(0, index)].some((one) => sameName(one, other)),
  );
  const joined = successions.some(({ to }) => to === code);
  return (
    <>
      <h1>{name}</h1>
      <p class="lede">{`${code}. ${facts}${last ? ` in ${last.fy}` : ''}.`}</p>
      {others.length > 0 && <p class="quiet">{`Also printed as: ${others.join('; ')}.`}</p>}
      {successions.length > 0 && (
        <p>
          {successions.map((one) => successionInWords(code, one)).join(' ')}{' '}
          {joined && `Figures before are of ${code} alone. `}
          {trust.likeForLike !== null && (
            <>
              See{' '}
              <a href="#lfl=1" data-lfl>
                like for like
              </a>{' '}
              and <a href={`../mergers.html#${trust.likeForLike}`}>mergers</a>.
            </>
          )}
        </p>
      )}
      {partYears.map(({ fy, accountsMonths }) => (
        <p key={fy}>{`The accounts of ${fy} cover ${accountsMonths ?? 0} of 12 months.`}</p>
      ))}
    </>
  );
}

/** Names that differ by capitals and dots alone are one name. */
function sameName(one: string, other: string): boolean {
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return plain(one) === plain(other);
}

/** What the marks of this page mean; marks that it does not have are not explained. */
const MARKS: readonly (readonly [RegExp, string, string])[] = [
  [/\[c\]/, '[c]', 'withheld: small number'],
  [/\[x\]/, '[x]', 'not loaded, or not printed'],
  [/\[z\]/, '[z]', 'not in this publication'],
  [/\[nc\]/, '[nc]', 'not comparable'],
  [/\[small\]/, '[small]', 'divisor too small to compare'],
  [/\[p\]/, '[p]', 'provisional'],
  [/\[made up\]/, '[made up]', 'illustrative'],
  [/ of \d+ /, '[1 of 4 quarters]', 'part of the year'],
  [/\[part\]/, '[part]', 'a part of the figure is blank'],
];

function Key({ rows }: { rows: readonly FullRow[] }): VNode {
  const marks = new Set<string>();
  for (const { about, cells } of rows) {
    for (const cell of cells) if (cell) marks.add(cellWords(cell, about.display, about.isMean).mark);
  }
  const all = [...marks].join(' ');
  return (
    <ul class="key">
      {MARKS.filter(([found]) => found.test(all)).map(([, mark, words]) => (
        <li key={mark}>
          <b>{mark}</b> {words}
        </li>
      ))}
      <li>Grey and dashed: not counted in medians and quartiles</li>
    </ul>
  );
}

/** What the trust has no figure of, in sentences: a row of blanks says nothing. */
function Absent({ rows }: { rows: readonly FullRow[] }): VNode {
  const elsewhere = rows.filter(({ cells }) =>
    cells.every((cell) => !cell || cell.status === 'not_applicable'),
  );
  const without = rows.filter((row) => !elsewhere.includes(row));
  const names = (list: readonly FullRow[]): string => list.map(({ about }) => about.label).join('; ');
  return (
    <>
      {elsewhere.length > 0 && <p>{`Not in the publications for this trust: ${names(elsewhere)}.`}</p>}
      {without.length > 0 && <p>{`No figure in any year (reasons below): ${names(without)}.`}</p>}
    </>
  );
}

function Notes({ notes }: { notes: readonly Note[] }): VNode | null {
  if (notes.length === 0) return null;
  return (
    <details>
      <summary>Why figures carry a mark</summary>
      <p>
        Why a file could not be loaded stands on the page <a href="../coverage.html">Coverage</a>.
      </p>
      <dl>
        {notes.map(({ reason, figures }) => (
          <>
            <dt>{reason}</dt>
            <dd>{figures.join('. ')}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}

function LatestProfile({
  model,
  trust,
  valuesOf,
}: Pick<TrustPageProps, 'model' | 'trust' | 'valuesOf'>): VNode {
  const fy = trust.years.at(-1)?.fy ?? '';
  const group = model.peersOf(trust.code, fy).find(({ scheme }) => scheme === 'type');
  const first = model.figures.filter((figure) => figure.first);
  return (
    <TrustProfile
      {...{ name: trust.name, fy, illustrative: model.facts.illustrative }}
      peers={group && { ...group, own: trust.code }}
      figures={group ? profileFigures(model, first, trust.code, group, valuesOf) : []}
    />
  );
}

function Findings({ groups }: { groups: readonly FindingGroup[] }): VNode {
  if (groups.length === 0) return <p>No finding about a figure of this trust.</p>;
  return (
    <>
      {groups.map(({ heading, head, sentences, all, more }) => (
        <details key={heading}>
          <summary>{heading}</summary>
          {head !== '' && <p>{head}</p>}
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          {all !== '' && <p>Each of these: {all}</p>}
          {more > 0 && <p class="note">{`${more} more stand in the table quality_finding.`}</p>}
        </details>
      ))}
    </>
  );
}
