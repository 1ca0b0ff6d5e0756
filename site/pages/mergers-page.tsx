/** Every like-for-like group: when its codes were open, and its figures added together beside those as filed. */
import type { VNode } from 'preact';
import { Page } from '../parts/page.tsx';
import { WARNING } from '../words/warning.ts';
import { Scroll } from '../parts/scroll.tsx';
import type { Figure, Model } from '../read/model.ts';
import type { SitePage, Source } from '../site-file.ts';
import { counted, dayInWords, listed } from '../words/counted.ts';
import { cellWords } from '../words/shown.ts';
import { FigureCell } from '../parts/figure-cell.tsx';
import { type Added, type MergerGroup, readGroups } from './mergers/read-groups.ts';
import { Timeline } from './mergers/timeline.tsx';

/** Shown here; every other figure is on the page of the trust. */
const FIRST = [
  'turnover',
  'operating_expenditure',
  'consultancy_spend',
  'staff_wte',
  'beds',
  'admissions',
  'ae_attendances',
  'op_attendances',
];

const ROLES: Readonly<Record<string, string>> = {
  successor: 'goes on',
  predecessor: 'went into it',
  part: 'a part of it moved',
};

export async function mergersPage(source: Source): Promise<readonly SitePage[]> {
  const { model } = source;
  const { facts } = model;
  const groups = await readGroups(source);
  const figures = FIRST.flatMap((name) => model.figures.filter((figure) => figure.name === name));
  const codes = new Set(groups.flatMap(({ members }) => members.map(({ code }) => code)));
  const make = (): VNode => (
    <Page facts={facts} title="Mergers" path="mergers.html">
      <h1>Mergers, like for like</h1>
      <p class="lede">
        A trust that took in another is larger the year after, and nothing has grown. Here the codes of each
        merged trust are added together for the years before, beside the figures as filed.
      </p>
      {groups.length === 0 ? (
        <p>No trusts merged in the years held here.</p>
      ) : (
        <>
          <p>
            {counted(groups.length, 'group')} of {codes.size} codes, the newest merger first. Counts and money
            are added up; beds are added in each quarter and then averaged; two accounts of a part of a year
            make one year. Money between members is not taken out. What moved between trusts without a change
            of code cannot be seen.
          </p>
          <ol class="columns" aria-label="Groups">
            {groups.map(({ id, name, firstEvent }) => (
              <li key={id}>
                <a href={`#${id}`}>{name}</a> <span class="note">{firstEvent.slice(0, 4)}</span>
              </li>
            ))}
          </ol>
          {groups.map((group) => (
            <Group key={group.id} {...{ group, model, figures }} />
          ))}
        </>
      )}
    </Page>
  );
  return [{ path: 'mergers.html', make }];
}

/** `Like for like: RQ6 (to 30 September 2019) and REM added together. Money between the two is counted twice. Scores are not added.` */
export function likeForLikeSentence(group: Pick<MergerGroup, 'addedTogether' | 'members'>): string {
  const between = group.members.length === 2 ? 'the two' : 'them';
  return `Like for like: ${group.addedTogether}. Money between ${between} is counted twice. Scores are not added.`;
}

interface GroupProps {
  readonly group: MergerGroup;
  readonly model: Model;
  readonly figures: readonly Figure[];
}

function Group({ group, model, figures }: GroupProps): VNode {
  const { facts } = model;
  const successors = group.members.filter(({ role }) => role === 'successor');
  const one = successors.length === 1 ? successors[0]?.code : undefined;
  return (
    <section class="group">
      <h2 id={group.id}>{group.name}</h2>
      <p>{likeForLikeSentence(group)}</p>
      {!group.exact && (
        <p class="note-box">
          <b>Not exact.</b> {group.whyNot ?? 'The parts of a code are not printed by themselves.'}
        </p>
      )}
      <Timeline group={group} years={facts.years} illustrative={facts.illustrative ? ` ${WARNING}` : ''} />
      <Members {...{ group, model }} />
      <Series {...{ group, model, figures, one }} />
      <NotAdded {...{ group, model }} />
      {one && model.trusts.has(one) && (
        <p>
          <a href={`trust/${one}.html#lfl=1`}>Every figure of {model.trusts.get(one)?.name}, like for like</a>
        </p>
      )}
    </section>
  );
}

function Members({ group, model }: { group: MergerGroup; model: Model }): VNode {
  return (
    <Scroll label={`Codes of ${group.name}`}>
      <table>
        <caption>Codes of the group</caption>
        <thead>
          <tr>
            {['Trust', 'Code', 'Open', 'In the group', 'Accounts'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {group.members.map(({ code, from, to, role, accountsYears }) => {
            const name = model.trusts.get(code)?.name;
            return (
              <tr key={code}>
                <th scope="row">
                  {name ? <a href={`trust/${code}.html`}>{name}</a> : 'No accounts in these years'}
                </th>
                <td>{code}</td>
                <td>
                  {from && from >= `${model.facts.years[0]?.slice(0, 4) ?? ''}-04-01`
                    ? `from ${dayInWords(from)} `
                    : ''}
                  {to ? `to ${dayInWords(to)}` : 'goes on'}
                </td>
                <td>{ROLES[role] ?? role}</td>
                <td>{accountsYears.length === 0 ? 'none' : span(accountsYears)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function Series({ group, model, figures, one }: GroupProps & { one: string | undefined }): VNode {
  const { years } = model.facts;
  const held = figures.filter(({ name }) =>
    years.some((fy) => (group.added.get(`${name} ${fy}`)?.value ?? null) !== null),
  );
  if (held.length === 0) return <p>None of the first measures has a figure for these trusts.</p>;
  return (
    <Scroll label={`Like for like beside as filed, ${group.name}`}>
      <table class="pairs">
        <caption>Like for like, and as filed{one ? ` by ${one} alone` : ''}</caption>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">Series</th>
            {years.map((fy) => (
              <th key={fy} scope="col" class="num">
                {fy}
              </th>
            ))}
          </tr>
        </thead>
        {held.map((figure) => (
          <tbody key={figure.name}>
            <tr>
              <th scope="rowgroup" rowSpan={one ? 2 : 1}>
                {figure.label} <span class="unit">{figure.display.unit}</span>
              </th>
              <th scope="row">like for like</th>
              {years.map((fy) => (
                <AddedCell key={fy} figure={figure} added={group.added.get(`${figure.name} ${fy}`)} />
              ))}
            </tr>
            {one && (
              <tr>
                <th scope="row">as filed</th>
                {years.map((fy) => (
                  <FigureCell
                    key={fy}
                    {...{ figure, code: one, fy, cell: model.cell(one, figure.name, fy) }}
                  />
                ))}
              </tr>
            )}
          </tbody>
        ))}
      </table>
    </Scroll>
  );
}

/** A figure of a group has no panel: its members' cells have. */
function AddedCell({ figure, added }: { figure: Figure; added: Added | undefined }): VNode {
  if (!added) return <td class="num quiet">[x]</td>;
  const { shown, mark } = cellWords(added.cell, figure.display, figure.isMean);
  return (
    <td class={added.comparable ? 'num' : 'num quiet'}>
      {shown}
      {mark !== '' && <small>{shown === '' ? mark : ` ${mark}`}</small>}
    </td>
  );
}

/** Most measures lack a figure for one of few reasons: each reason once, with the measures it is about. */
function NotAdded({ group, model }: { group: MergerGroup; model: Model }): VNode | null {
  const byReason = new Map<string, Set<string>>();
  for (const figure of model.figures.filter(({ kind }) => kind === 'measure'))
    for (const fy of model.facts.years) {
      const added = group.added.get(`${figure.name} ${fy}`);
      if (!added || added.comparable || added.status === 'not_applicable' || added.reason === null) continue;
      for (const reason of added.reason.split('; ')) {
        // Money counted twice is said above for every year; the periods of a year are left to the table.
        if (reason.startsWith('money between')) continue;
        const short = reason.replace(/ (?:has|have) no figure for .*/, ` has no figure of ${fy}`);
        byReason.set(short, (byReason.get(short) ?? new Set()).add(figure.label));
      }
    }
  if (byReason.size === 0) return null;
  return (
    <details>
      <summary>What could not be added, and why</summary>
      <ul>
        {[...byReason]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([reason, labels]) => (
            <li key={reason} class="note">
              {reason}:{' '}
              {labels.size > 8
                ? `${labels.size} measures, among them ${listed([...labels].slice(0, 4))}`
                : listed([...labels])}
            </li>
          ))}
      </ul>
    </details>
  );
}

function span(years: readonly string[]): string {
  return years.length === 1 ? (years[0] ?? '') : `${years[0]} to ${years.at(-1)}`;
}
