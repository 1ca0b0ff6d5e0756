/** Choosing on the page of a measure: year, type of trust, up to six trusts. The charts and tables are those of the page itself. */
import { type VNode, render } from 'preact';
import type { LinePoint } from '../charts/chart-data.ts';
import type { LineSeries } from '../charts/lines.tsx';
import type { TrustBreaks } from '../data/breaks-file.ts';
import type { Cells } from '../data/cells-file.ts';
import type { Summaries } from '../data/packed-summaries.ts';
import { plainMark, statusOf, unpackColumn } from '../data/packed-columns.ts';
import { type PackedWhy, unpackTexts } from '../data/why-text.ts';
import type { Peers } from '../data/peers-file.ts';
import type { MeasureSettings } from '../measure/measure-controls.tsx';
import {
  type AboutMeasure,
  type Group,
  NO_SUMMARY,
  type TrustRow,
  type YearView,
} from '../measure/measure-view.ts';
import { YearChart } from '../measure/year-chart.tsx';
import { YearTable } from '../measure/year-table.tsx';
import { YearsChart } from '../measure/years-chart.tsx';
import type { MarkedCell } from '../words/shown.ts';
import { startCsv } from './csv.ts';
import { data } from './data.ts';
import { sayNotLoaded } from './not-loaded.ts';
import { makeTableButtons } from './own-cells.ts';
import { startSort } from './sort.ts';

/** More lines than this nobody can tell apart. */
const MOST = 6;

interface Choice {
  readonly fy: string;
  /** Id of a group of the scheme type; empty for all. */
  readonly type: string;
  readonly own: readonly string[];
}

interface Loaded {
  readonly cells: Cells;
  readonly peers: Peers;
  readonly summaries: Summaries;
  readonly breaks: TrustBreaks;
  readonly why: PackedWhy;
  /** Last name by code. */
  readonly names: ReadonlyMap<string, string>;
}

async function loadAll(name: string): Promise<Loaded> {
  const [cells, peers, summaries, breaks, why, search] = await Promise.all([
    data<Cells>('cells'),
    data<Peers>('peers'),
    data<Summaries>('summary'),
    data<TrustBreaks>('breaks'),
    data<PackedWhy>(`why/${name}`),
    data<{ trusts: readonly (readonly [string, string, ...unknown[]])[] }>('search'),
  ]);
  const parts = Object.entries(why.parts).map(([part, column]) => [part, unpackColumn(column)] as const);
  return {
    // A part of a ratio may have no page: then it stands in no common file.
    cells: { ...cells, figures: { ...cells.figures, ...Object.fromEntries(parts) } },
    why,
    peers,
    summaries,
    breaks,
    names: new Map(search.trusts.map(([code, name]) => [code, name])),
  };
}

/** What a link says; what it does not say, or says wrongly, is as on the page that was opened. */
export function readChoice(hash: string, { fy, about }: MeasureSettings): Choice {
  const pairs = new URLSearchParams(hash.replace(/^#/, ''));
  const year = pairs.get('fy') ?? fy;
  const own = (pairs.get('own') ?? '')
    .toUpperCase()
    .split('.')
    .filter((code) => /^[A-Z0-9]{3,5}$/.test(code));
  return {
    fy: about.years.includes(year) ? year : fy,
    type: /^type-[a-z-]+$/.exec(pairs.get('peers') ?? '')?.[0] ?? '',
    own: [...new Set(own)].slice(0, MOST),
  };
}

export function writeChoice({ fy, type, own }: Choice, settings: MeasureSettings): string {
  return [
    fy === settings.fy ? '' : `fy=${fy}`,
    type && `peers=${type}`,
    own.length > 0 ? `own=${own.join('.')}` : '',
  ]
    .filter(Boolean)
    .join('&');
}

function cellOf(
  { codes, years, figures }: Cells,
  name: string,
  code: string,
  fy: string,
): MarkedCell | undefined {
  const column = figures[name];
  const [row, year] = [codes.indexOf(code), years.indexOf(fy)];
  if (!column || row < 0 || year < 0) return undefined;
  const place = row * years.length + year;
  const letter = column.s[place] ?? '.';
  const status = statusOf(letter);
  if (status === undefined) return undefined;
  return {
    ...{ status, value: column.v[place] ?? null, comparable: column.c[place] === '1' },
    mark: column.m[place] ?? plainMark(letter),
  };
}

function groupsOf({ peers, summaries }: Loaded, name: string, fy: string, scheme: string): readonly Group[] {
  return peers.groups
    .filter((group) => group.scheme === scheme && group.fy === fy)
    .map(({ id, label, members }) => {
      const [n, q1, median, q3, leftOut, why, ratioOfSums] = summaries[name]?.[`${fy} ${scheme} ${id}`] ?? [];
      const summary =
        n === undefined
          ? NO_SUMMARY
          : {
              ...{ n, q1: q1 ?? null, median: median ?? null, q3: q3 ?? null },
              ...{ leftOut: leftOut ?? 0, why: why ?? '', ratioOfSums: ratioOfSums ?? null },
            };
      return { id, label, members: new Set(members), summary };
    });
}

/** The year that is chosen, of the type that is chosen. */
function viewOf(about: AboutMeasure, loaded: Loaded, { fy, type, own }: Choice): YearView {
  const { cells, names, why } = loaded;
  const [reasons, leftOut] = [why.reasons, why.leftOut].map((column) => unpackTexts(why.texts, column[fy]));
  const every = groupsOf(loaded, about.name, fy, 'type');
  const types = type === '' ? every : every.filter(({ id }) => id === type);
  const rows = cells.codes.flatMap((code, index): TrustRow[] => {
    const plain = cellOf(cells, about.name, code, fy);
    const cell = plain && { ...plain, reason: reasons?.[index] ?? null, leftOut: leftOut?.[index] ?? null };
    if (!cell || (type !== '' && !types.some(({ members }) => members.has(code)))) return [];
    return [
      {
        ...{ code, cell, name: names.get(code) ?? code },
        type: every.find(({ members }) => members.has(code))?.label ?? '',
        ...(about.dividend && { dividend: cellOf(cells, about.dividend.name, code, fy) }),
        ...(about.divisor && { divisor: cellOf(cells, about.divisor.name, code, fy) }),
      },
    ];
  });
  const compare = new Intl.Collator('en-GB').compare;
  rows.sort((a, b) => compare(a.name, b.name) || (a.code < b.code ? -1 : 1));
  return { fy, rows, types, own, england: groupsOf(loaded, about.name, fy, 'england')[0] };
}

function seriesOf(
  about: AboutMeasure,
  { cells, breaks }: Loaded,
  own: readonly string[],
): readonly LineSeries[] {
  return own.map((code) => ({
    label: code,
    breaks: [...(breaks[code]?.[''] ?? []), ...(breaks[code]?.[about.name] ?? [])],
    points: about.years.map((fy): LinePoint | null => {
      const cell = cellOf(cells, about.name, code, fy);
      if (cell?.value === null || cell === undefined) return null;
      return { value: cell.value, ...(!cell.comparable && { hollow: true }) };
    }),
  }));
}

export function startMeasure(): void {
  const controls = document.querySelector<HTMLElement>('[data-measure]');
  if (!controls) return;
  const settings = JSON.parse(controls.dataset['measure'] ?? '') as MeasureSettings;
  const start = readChoice('', settings);
  let choice = readChoice(location.hash, settings);
  const choose = (next: Partial<Choice>): void => {
    choice = { ...choice, ...next };
    history.replaceState(null, '', `#${writeChoice(choice, settings)}`);
    void show();
  };
  const show = async (): Promise<void> => {
    try {
      const loaded = await loadAll(settings.about.name);
      draw(settings.about, loaded, choice);
      render(<Controls {...{ settings, loaded, choice, choose }} />, controls);
    } catch (error) {
      sayNotLoaded(controls, error);
    }
  };
  render(<Controls {...{ settings, choice, choose }} />, controls);
  controls.hidden = false;
  if (writeChoice(choice, settings) !== writeChoice(start, settings)) void show();
  addEventListener('hashchange', () => {
    if (location.hash !== '' && !location.hash.includes('=')) return;
    choice = readChoice(location.hash, settings);
    void show();
  });
}

function draw(about: AboutMeasure, loaded: Loaded, choice: Choice): void {
  const view = viewOf(about, loaded, choice);
  const root = document.body.dataset['root'] ?? '';
  const group = (fy: string): Group | undefined =>
    choice.type === ''
      ? groupsOf(loaded, about.name, fy, 'england')[0]
      : groupsOf(loaded, about.name, fy, 'type').find(({ id }) => id === choice.type);
  const groups = about.years.map(group);
  const groupLabel = choice.type === '' ? 'all trusts' : (view.types[0]?.label ?? choice.type);
  put('year-chart', <YearChart {...{ about, view }} />);
  put(
    'years-chart',
    <YearsChart {...{ about, groups, groupLabel, series: seriesOf(about, loaded, choice.own) }} />,
  );
  put('year-table', <YearTable {...{ about, view, root }} />);
  for (const place of document.querySelectorAll('[data-fy]')) place.textContent = choice.fy;
  makeTableButtons();
  startSort();
  startCsv();
}

/** What the page was opened with is taken away once; then the same place is drawn anew. */
const drawn = new Set<string>();
function put(part: string, content: VNode): void {
  const place = document.querySelector(`[data-part="${part}"]`);
  if (!place) return;
  // A table that was sorted or has got a button is no longer what the renderer knows.
  if (part === 'year-table' || !drawn.has(part)) {
    render(null, place);
    place.replaceChildren();
  }
  drawn.add(part);
  render(content, place);
}

interface ControlsProps {
  readonly settings: MeasureSettings;
  readonly choice: Choice;
  readonly choose: (next: Partial<Choice>) => void;
  readonly loaded?: Loaded;
}

const TYPES = [
  ['', 'All types'],
  ['type-acute', 'Acute'],
  ['type-mental-health', 'Mental health'],
  ['type-community', 'Community'],
  ['type-specialist', 'Specialist'],
  ['type-ambulance', 'Ambulance'],
] as const;

function Controls({ settings, choice, choose }: ControlsProps): VNode {
  const { years } = settings.about;
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).elements.namedItem('trust') as HTMLInputElement;
    const code = input.value.trim().toUpperCase();
    const known = document.querySelector(`a[href$="trust/${CSS.escape(code)}.html"]`) !== null;
    input.setCustomValidity(known ? '' : 'No trust of this page has this code.');
    if (!input.reportValidity()) return;
    input.value = '';
    choose({ own: [...new Set([...choice.own, code])].slice(0, MOST) });
  };
  return (
    <>
      <label>
        Year{' '}
        <select value={choice.fy} onChange={(event) => choose({ fy: event.currentTarget.value })}>
          {years.map((fy) => (
            <option key={fy} value={fy}>
              {fy}
            </option>
          ))}
        </select>
      </label>
      <label>
        Trusts{' '}
        <select value={choice.type} onChange={(event) => choose({ type: event.currentTarget.value })}>
          {TYPES.map(([id, words]) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <form onSubmit={add}>
        <label>
          Code of a trust to highlight, six at most{' '}
          <input
            name="trust"
            size={6}
            autoComplete="off"
            onInput={(event) => event.currentTarget.setCustomValidity('')}
          />
        </label>{' '}
        <button type="submit" disabled={choice.own.length >= MOST}>
          Highlight
        </button>
      </form>
      {choice.own.map((code) => (
        <button
          key={code}
          type="button"
          onClick={() => choose({ own: choice.own.filter((one) => one !== code) })}
        >
          Remove {code}
        </button>
      ))}
    </>
  );
}
