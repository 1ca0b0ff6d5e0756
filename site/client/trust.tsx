/** Choosing on the page of a trust: year, peers, real terms, like for like, CSV. The same parts as in the page, made again. */
import { render, type VNode } from 'preact';
import { WARNING } from '../words/warning.ts';
import { TrustProfile } from '../parts/trust-profile.tsx';
import { TrustTable, hasFigure } from '../parts/trust-table.tsx';
import { data } from './data.ts';
import { type SearchData, entriesOf, search } from './match-names.ts';
import { sayNotLoaded } from './not-loaded.ts';
import { makeOwnButtons } from './own-cells.ts';
import { trustCsv } from './trust-csv.ts';
import {
  SCHEMES,
  type Scheme,
  type TrustState,
  codesTyped,
  isState,
  readState,
  stateAt,
  writeState,
} from './trust-state.ts';
import {
  type TrustData,
  likeForLikeReasons,
  likeForLikeSentences,
  peersOf,
  profileOf,
  rowsOf,
  unknownCodes,
  whyNoPeers,
} from './trust-view.ts';

interface Page {
  readonly code: string;
  readonly name: string;
  readonly groupId: string | null;
  /** `in 2023-24 prices (…)`; nothing where no deflator is loaded. */
  readonly prices: string | undefined;
  readonly years: readonly string[];
  readonly controls: HTMLElement;
  readonly figures: HTMLElement;
  readonly profile: HTMLElement;
}

export function startTrust(): void {
  const page = readPage();
  if (!page) return;
  makeOwnButtons();
  const start: TrustState = { fy: page.years.at(-1) ?? '', peers: 'type', own: [], real: false, lfl: false };
  let state = isState(location.hash) ? readState(location.hash, start, page.years) : start;
  // The page as it was opened needs no data file.
  let drawn = start;
  const show = (next: TrustState): void => {
    state = next;
    drawControls(page, state, choose);
    keepChoices(state, start);
    if (writeState(state, start) === writeState(drawn, start)) return;
    const before = drawn;
    drawn = state;
    load(state)
      .then((all) => {
        if (state === next) draw(page, all, state, before);
      })
      .catch((error: unknown) => {
        if (state === next) drawn = before;
        sayNotLoaded(page.controls, error);
      });
  };
  const choose = (change: Partial<TrustState>): void => {
    const next = { ...state, ...change };
    const hash = writeState(next, start);
    history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
    show(next);
  };
  window.addEventListener('hashchange', () => {
    const isPlace = (id: string): boolean => document.getElementById(id) !== null;
    const next = stateAt(location.hash, state, start, page.years, isPlace);
    if (next !== state) show(next);
  });
  page.controls.addEventListener('ty-csv', () => {
    load(state)
      .then((all) => download(page, all, state))
      .catch((error: unknown) => sayNotLoaded(page.controls, error));
  });
  show(state);
}

/** The link to like for like changes that alone: year and peers stay. */
function keepChoices(state: TrustState, start: TrustState): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-lfl]')) {
    link.setAttribute('href', `#${writeState({ ...state, lfl: true }, start)}`);
  }
}

function readPage(): Page | undefined {
  const controls = document.querySelector<HTMLElement>('[data-trust]');
  const figures = document.querySelector<HTMLElement>('[data-part="figures"]');
  const profile = document.querySelector<HTMLElement>('[data-part="profile"]');
  if (!controls || !figures || !profile) return undefined;
  const { trust, group, edition, base, years } = controls.dataset;
  const name = document.querySelector('h1')?.textContent;
  return {
    ...{ controls, figures, profile, code: trust ?? '', name: name ?? '', groupId: group ?? null },
    years: (years ?? '').split(' ').filter(Boolean),
    prices:
      edition === undefined || base === undefined
        ? undefined
        : `in ${base} prices (GDP deflator, HM Treasury, edition ${edition})`,
  };
}

async function load({ lfl }: TrustState): Promise<TrustData> {
  const [cells, peers, nearest, summary, together] = await Promise.all([
    data<TrustData['cells']>('cells'),
    data<TrustData['peers']>('peers'),
    data<TrustData['nearest']>('nearest'),
    data<TrustData['summary']>('summary'),
    lfl ? data<TrustData['lfl']>('lfl') : undefined,
  ]);
  return { cells, peers, nearest, summary, lfl: together };
}

let names: ReadonlyMap<string, string> | undefined;

async function loadNames(): Promise<ReadonlyMap<string, string>> {
  const { trusts } = await data<{ trusts: readonly (readonly [string, string])[] }>('search');
  return (names ??= new Map(trusts.map(([code, name]) => [code, name])));
}

/** Codes of the trusts that a reader typed. */
async function ownList(typed: string): Promise<readonly string[]> {
  const { trusts } = await data<SearchData>('search');
  const entries = entriesOf({ trusts, figures: [] });
  const codes = new Set(trusts.map(([code]) => code));
  return codesTyped(
    typed,
    (code) => codes.has(code),
    (name) => search(entries, name, 1)[0]?.beside.split(',')[0],
  );
}

function draw(page: Page, all: TrustData, state: TrustState, before: TrustState): void {
  if (state.real !== before.real || state.lfl !== before.lfl) {
    redraw(page.figures, <Figures {...{ page, all, state }} />);
  }
  // Without the list of names the codes stand alone.
  const named = loadNames().catch((): ReadonlyMap<string, string> => new Map());
  void named.then((known) => {
    const peers = peersOf(all, page.code, state);
    redraw(
      page.profile,
      <>
        {state.lfl && <p class="note">Peers are compared with the trust as filed.</p>}
        <TrustProfile
          {...{ name: page.name, peers, fy: state.fy, names: known }}
          {...{ whyNone: whyNoPeers(all, page, state), unknown: unknownCodes(all, state) }}
          {...(state.real && page.prices !== undefined && { prices: page.prices })}
          figures={profileOf(all, page.code, state)}
          illustrative={document.querySelector('.warning') !== null}
        />
      </>,
    );
  });
}

/** The first time the part of the page that was written with it goes. */
function redraw(place: HTMLElement, content: VNode): void {
  if (place.dataset['drawn'] === undefined) place.replaceChildren();
  place.dataset['drawn'] = '';
  render(content, place);
}

function Figures({ page, all, state }: { page: Page; all: TrustData; state: TrustState }): VNode {
  const rows = rowsOf(all, page.code, state, page.groupId).filter(hasFigure);
  const together = state.lfl && page.groupId !== null;
  const labels = new Map(all.cells.about.map(({ name, label }) => [name, label]));
  const table = { code: page.code, years: all.cells.years, labels, together };
  const later = rows.filter(({ about }) => !about.first);
  const basis = [together ? 'like for like' : '', state.real ? (page.prices ?? '') : '']
    .filter(Boolean)
    .join(', ');
  return (
    <>
      {together &&
        likeForLikeSentences(all, page.groupId).map((sentence) => <p key={sentence}>{sentence}</p>)}
      <TrustTable
        {...table}
        id="t1"
        caption={`${page.name}: figures by financial year${basis && `, ${basis}`}`}
        rows={rows.filter(({ about }) => about.first)}
      />
      {later.length > 0 && (
        <details>
          <summary>More figures</summary>
          <TrustTable {...table} id="t2" caption="More figures by financial year" rows={later} />
        </details>
      )}
      {together && (
        <details>
          <summary>What the group’s figures rest on</summary>
          <dl>
            {likeForLikeReasons(all, page.groupId).map(([reason, places]) => (
              <div key={reason}>
                <dt>{reason}</dt>
                <dd>{places}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

function drawControls(page: Page, state: TrustState, choose: (change: Partial<TrustState>) => void): void {
  render(
    <form class="controls" aria-label="What to show" onSubmit={(event) => event.preventDefault()}>
      <label>
        Year of the peers
        <select value={state.fy} onChange={(event) => choose({ fy: event.currentTarget.value })}>
          {page.years.map((fy) => (
            <option key={fy}>{fy}</option>
          ))}
        </select>
      </label>
      <label>
        Peers
        <select
          value={state.peers}
          onChange={(event) => choose({ peers: event.currentTarget.value as Scheme })}
        >
          {SCHEMES.map(([scheme, words]) => (
            <option key={scheme} value={scheme}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {state.peers === 'own' && (
        <label>
          Your list: codes, or names with commas between
          <input
            value={state.own.join(' ')}
            autocomplete="off"
            spellcheck={false}
            onChange={(event) => {
              ownList(event.currentTarget.value)
                .then((own) => choose({ own }))
                .catch((error: unknown) => sayNotLoaded(page.controls, error));
            }}
          />
        </label>
      )}
      {page.prices !== undefined && (
        <label>
          <input type="checkbox" checked={state.real} onChange={() => choose({ real: !state.real })} />
          {`Money ${page.prices}`}
        </label>
      )}
      {page.groupId !== null && (
        <label>
          <input type="checkbox" checked={state.lfl} onChange={() => choose({ lfl: !state.lfl })} />
          Like for like
        </label>
      )}
      <button type="button" onClick={() => page.controls.dispatchEvent(new Event('ty-csv'))}>
        Download CSV
      </button>
    </form>,
    page.controls,
  );
}

function download(page: Page, all: TrustData, state: TrustState): void {
  const together = state.lfl && page.groupId !== null;
  const csv = trustCsv(rowsOf(all, page.code, state, page.groupId), {
    ...{ code: page.code, name: page.name, years: all.cells.years },
    basis: `${together ? `like for like (${page.groupId ?? ''})` : 'as filed'}, ${state.real ? (page.prices ?? 'cash') : 'cash'}`,
    warning: document.querySelector('.warning') ? WARNING : null,
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  link.download = `${page.code}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
