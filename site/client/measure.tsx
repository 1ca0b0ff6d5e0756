/** Choosing on the page of a measure: year, type of trust, up to six trusts. The charts and tables are those of the page itself. */
import { type VNode, render } from 'preact';
import type { LinePoint } from '../charts/chart-data.ts';
import type { LineSeries } from '../charts/lines.tsx';
import type { TrustBreaks } from '../data/breaks-file.ts';
import type { Cells } from '../data/cells-file.ts';
import type { Summaries } from '../data/packed-summaries.ts';
import { plainMark, statusOf, unpackColumn, unpackNumbers } from '../data/packed-columns.ts';
import { type NamesOfYears, type PackedWhy, unpackTexts } from '../data/why-text.ts';
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
import { type Choice, MOST, drawnCodes, notHighlighted, readChoice, writeChoice } from './measure-choice.ts';
import { sayNotLoaded } from './not-loaded.ts';
import { makeTableButtons } from './own-cells.ts';
import { startSort } from './sort.ts';

interface Loaded {
  readonly cells: Cells;
  readonly peers: Peers;
  readonly summaries: Summaries;
  readonly breaks: TrustBreaks;
  readonly why: PackedWhy;
  /** Last name by code. */
  readonly names: ReadonlyMap<string, string>;
  readonly otherNames: NamesOfYears;
}

async function loadAll(whyFile: string): Promise<Loaded> {
  const [cells, peers, summaries, breaks, why, otherNames, search] = await Promise.all([
    data<Cells>('cells'),
    data<Peers>('peers'),
    data<Summaries>('summary'),
    data<TrustBreaks>('breaks'),
    data<PackedWhy>(whyFile),
    data<NamesOfYears>('names'),
    data<{ trusts: readonly (readonly [string, string, ...unknown[]])[] }>('search'),
  ]);
  const parts = Object.entries(why.parts).map(([part, column]) => [part, unpackColumn(column)] as const);
  return {
    // A part of a ratio may have no page: then it stands in no common file.
    cells: { ...cells, figures: { ...cells.figures, ...Object.fromEntries(parts) } },
    ...{ why, peers, summaries, breaks, otherNames },
    names: new Map(search.trusts.map(([code, name]) => [code, name])),
  };
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

function groupsOf(
  { peers, summaries, why: reasons }: Loaded,
  name: string,
  fy: string,
  scheme: string,
): readonly Group[] {
  return peers.groups
    .filter((group) => group.scheme === scheme && group.fy === fy)
    .map(({ id, label, members }) => {
      const [n, q1, median, q3, leftOut, why, ratioOfSums] = summaries[name]?.[`${fy} ${scheme} ${id}`] ?? [];
      const exact = reasons.figures[name]?.quartiles[`${fy} ${id}`];
      const [low = q1, mid = median, high = q3] = exact === undefined ? [] : unpackNumbers(exact);
      const summary =
        n === undefined
          ? NO_SUMMARY
          : {
              ...{ n, q1: low ?? null, median: mid ?? null, q3: high ?? null },
              ...{ leftOut: leftOut ?? 0, why: why ?? '', ratioOfSums: ratioOfSums ?? null },
            };
      return { id, label, members: new Set(members), summary };
    });
}

/** A part of a ratio that has no row is no part, as on the written page. */
function partsOf(
  { dividend, divisor }: AboutMeasure,
  cells: Cells,
  code: string,
  fy: string,
): Partial<TrustRow> {
  return {
    ...(dividend && { dividend: cellOf(cells, dividend.name, code, fy) }),
    ...(divisor && { divisor: cellOf(cells, divisor.name, code, fy) }),
  };
}

/** The year that is chosen, of the type that is chosen. */
function viewOf({ about, types: known }: MeasureSettings, loaded: Loaded, choice: Choice): YearView {
  const { cells, names, otherNames, why } = loaded;
  const { fy, type } = choice;
  const of = why.figures[about.name];
  const [reasons, leftOut] = [of?.reasons, of?.leftOut].map((column) => unpackTexts(why.texts, column?.[fy]));
  const every = groupsOf(loaded, about.name, fy, 'type');
  const types = type === '' ? every : every.filter(({ id }) => id === type);
  const label = known.find(({ id }) => id === type)?.label ?? '';
  const chosen =
    type === ''
      ? undefined
      : (types[0] ?? { id: type, label, members: new Set<string>(), summary: NO_SUMMARY });
  const rows = cells.codes.flatMap((code, index): TrustRow[] => {
    const plain = cellOf(cells, about.name, code, fy);
    const cell = plain && { ...plain, reason: reasons?.[index] ?? null, leftOut: leftOut?.[index] ?? null };
    if (!cell || (chosen && !chosen.members.has(code))) return [];
    return [
      {
        ...{ code, cell, name: otherNames[fy]?.[code] ?? names.get(code) ?? code },
        type: every.find(({ members }) => members.has(code))?.label ?? '',
        ...partsOf(about, cells, code, fy),
      },
    ];
  });
  const compare = new Intl.Collator('en-GB').compare;
  rows.sort((a, b) => compare(a.name, b.name) || (a.code < b.code ? -1 : 1));
  const england = groupsOf(loaded, about.name, fy, 'england')[0];
  return { fy, rows, types, own: drawnCodes(choice, cells.codes), england, ...(chosen && { chosen }) };
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
  let choice = readLink(settings);
  const choose = (next: Partial<Choice>): void => {
    choice = { ...choice, ...next };
    history.replaceState(null, '', `#${writeChoice(choice, settings)}`);
    void show();
  };
  const show = async (): Promise<void> => {
    try {
      const loaded = await loadAll(settings.why);
      const view = viewOf(settings, loaded, choice);
      draw(settings.about, loaded, view, choice);
      const notes = notHighlighted(choice, loaded.cells.codes, view);
      render(<Controls {...{ settings, notes, choice, choose }} />, controls);
    } catch (error) {
      sayNotLoaded(controls, error);
    }
  };
  render(<Controls {...{ settings, choice, choose }} />, controls);
  controls.hidden = false;
  if (writeChoice(choice, settings) !== writeChoice(start, settings)) void show();
  addEventListener('hashchange', () => {
    if (location.hash !== '' && !location.hash.includes('=')) return;
    choice = readLink(settings);
    void show();
  });
}

/** The choice of the page's address. What the page does not have is taken out of the address. */
function readLink(settings: MeasureSettings): Choice {
  const choice = readChoice(location.hash, settings);
  const written = writeChoice(choice, settings);
  if (location.hash.includes('=') && decodeURIComponent(location.hash.slice(1)) !== written)
    history.replaceState(null, '', written === '' ? location.pathname + location.search : `#${written}`);
  return choice;
}

function draw(about: AboutMeasure, loaded: Loaded, view: YearView, choice: Choice): void {
  const root = document.body.dataset['root'] ?? '';
  const group = (fy: string): Group | undefined =>
    choice.type === ''
      ? groupsOf(loaded, about.name, fy, 'england')[0]
      : groupsOf(loaded, about.name, fy, 'type').find(({ id }) => id === choice.type);
  const groups = about.years.map(group);
  const groupLabel = view.chosen?.label ?? 'all trusts';
  put('year-chart', <YearChart {...{ about, view }} />);
  put(
    'years-chart',
    <YearsChart {...{ about, groups, groupLabel, series: seriesOf(about, loaded, view.own) }} />,
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
  /** What cannot be shown of the choice. */
  readonly notes?: readonly string[];
}

function Controls({ settings, choice, choose, notes = [] }: ControlsProps): VNode {
  const { years } = settings.about;
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).elements.namedItem('trust') as HTMLInputElement;
    const code = input.value.trim().toUpperCase();
    void data<Cells>('cells').then(
      ({ codes }) => {
        input.setCustomValidity(codes.includes(code) ? '' : 'No trust here has this code.');
        if (!input.reportValidity()) return;
        input.value = '';
        choose({ own: [...new Set([...choice.own, code])] });
      },
      // The page says that the files are not there.
      () => choose({}),
    );
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
          <option value="">All types</option>
          {settings.types.map(({ id, label }) => (
            <option key={id} value={id}>
              {label.replace(/ trusts$/, '')}
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
      {notes.length > 0 && (
        <p class="note" role="status">
          {notes.join(' ')}
        </p>
      )}
    </>
  );
}
