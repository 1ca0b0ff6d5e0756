/** Choosing on the page of comparing. The whole choice is in the address. */
import { render, type VNode } from 'preact';
import { compareCsv } from '../compare/compare-csv.ts';
import type { CompareData, ReadCell } from '../compare/compare-data.ts';
import {
  type Choices,
  type CompareState,
  MOST_TRUSTS,
  readState,
  writeState,
} from '../compare/compare-state.ts';
import { CompareView } from '../compare/compare-view.tsx';
import type { Cells } from '../data/cells-file.ts';
import { plainMark, statusOf } from '../data/packed-columns.ts';
import { data as load } from './data.ts';

export function startCompare(): void {
  const place = document.querySelector<HTMLElement>('[data-compare]');
  if (!place) return;
  void start(place).catch((error: unknown) => {
    const note = document.createElement('p');
    note.textContent = `The figures for choosing cannot be loaded (${error instanceof Error ? error.message : String(error)}). The example stays.`;
    place.prepend(note);
  });
}

async function start(place: HTMLElement): Promise<void> {
  const example = JSON.parse(place.dataset['compare'] ?? '{}') as CompareState;
  const data = await load<CompareData>('compare');
  const cells = await load<Cells>('cells');
  const choices: Choices = {
    codes: new Set(data.trusts.map(([code]) => code)),
    figures: new Set(data.figures.map(({ name }) => name)),
    years: data.years,
  };
  const read = readFrom(cells);
  place.replaceChildren();
  const show = (): void => {
    const state = readState(location.hash, example, choices);
    const change = (next: Partial<CompareState>): void => {
      history.replaceState(null, '', writeState({ ...state, ...next }));
      show();
    };
    render(<Chosen {...{ data, state, read, change }} />, place);
  };
  window.addEventListener('hashchange', show);
  show();
}

export function readFrom({ years, codes, figures }: Cells): ReadCell {
  const codeAt = new Map(codes.map((code, index) => [code, index]));
  const yearAt = new Map(years.map((fy, index) => [fy, index]));
  return (code, name, fy) => {
    const column = figures[name];
    const at = (codeAt.get(code) ?? NaN) * years.length + (yearAt.get(fy) ?? NaN);
    const letter = column?.s[at];
    const status = letter === undefined ? undefined : statusOf(letter);
    if (!column || letter === undefined || status === undefined) return undefined;
    return {
      ...{ value: column.v[at] ?? null, real: column.r?.[at] ?? null },
      ...{ status, comparable: column.c[at] === '1' },
      mark: column.m[at] ?? plainMark(letter),
    };
  };
}

interface ChosenProps {
  readonly data: CompareData;
  readonly state: CompareState;
  readonly read: ReadCell;
  readonly change: (next: Partial<CompareState>) => void;
}

function Chosen({ data, state, read, change }: ChosenProps): VNode {
  const figure = data.figures.find(({ name }) => name === state.figure);
  const hasReal =
    data.priceBase !== null &&
    data.figures.some((one) => one.hasReal && (one.name === state.figure || one.name === state.against));
  const save = (): void => {
    const address = URL.createObjectURL(new Blob([compareCsv({ data, state, read })], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `compare-${state.figure}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return (
    <>
      <Trusts {...{ data, state, read, change }} />
      <div class="controls" role="group" aria-label="What is compared">
        <label>
          Figure
          <FigureSelect
            data={data}
            value={state.figure}
            onChoose={(name) => change({ figure: name, base: null })}
          />
        </label>
        <label>
          Against
          <FigureSelect
            data={data}
            value={state.against ?? ''}
            none="nothing: one figure over the years"
            onChoose={(name) => change({ against: name === '' ? null : name, base: null })}
          />
        </label>
        {state.against !== null && (
          <label>
            Year
            <select value={state.fy} onChange={({ currentTarget }) => change({ fy: currentTarget.value })}>
              {data.years.map((fy) => (
                <option key={fy}>{fy}</option>
              ))}
            </select>
          </label>
        )}
        {state.against === null && (
          <label>
            Set to 100
            <select
              value={figure?.canIndex ? (state.base ?? '') : ''}
              disabled={figure?.canIndex !== true}
              onChange={({ currentTarget }) => change({ base: currentTarget.value || null })}
            >
              <option value="">{figure?.canIndex ? 'no year' : 'only sums and money'}</option>
              {figure?.canIndex && data.years.map((fy) => <option key={fy}>{fy}</option>)}
            </select>
          </label>
        )}
        {hasReal && (
          <label>
            <input
              type="checkbox"
              checked={state.real}
              onChange={({ currentTarget }) => change({ real: currentTarget.checked })}
            />
            in {data.priceBase} prices
          </label>
        )}
        <button type="button" onClick={save}>
          Download CSV
        </button>
      </div>
      <CompareView {...{ data, state, read }} />
    </>
  );
}

function Trusts({ data, state, read, change }: ChosenProps): VNode {
  const full = state.trusts.length >= MOST_TRUSTS;
  const add = (event: Event): void => {
    event.preventDefault();
    const select = (event.currentTarget as HTMLFormElement).querySelector('select');
    if (select?.value && !full) change({ trusts: [...state.trusts, select.value] });
  };
  const remove = (code: string): void => {
    change({ trusts: state.trusts.filter((one) => one !== code) });
    document.querySelector<HTMLElement>('[data-compare] select')?.focus();
  };
  const names = new Map(data.trusts.map(([code, name]) => [code, name]));
  const sorted = [...data.trusts].sort(([, a], [, b]) => a.localeCompare(b, 'en-GB'));
  return (
    <>
      <form class="controls" onSubmit={add}>
        <label>
          Add a trust
          <select disabled={full}>
            <option value="">{full ? 'six are chosen' : 'Choose…'}</option>
            {sorted.map(([code, name]) => {
              const why = whyNone(data, state, read, code);
              return (
                <option key={code} value={code} disabled={why !== null || state.trusts.includes(code)}>
                  {name} ({code}){why === null ? '' : `: ${why}`}
                </option>
              );
            })}
          </select>
        </label>
        <button type="submit" disabled={full}>
          Add
        </button>
      </form>
      <ul class="chosen" aria-label="Chosen trusts">
        {state.trusts.map((code) => (
          <li key={code}>
            {names.get(code)} ({code}){' '}
            <button
              type="button"
              class="link"
              onClick={() => remove(code)}
              aria-label={`Remove ${names.get(code) ?? code}`}
            >
              remove
            </button>
          </li>
        ))}
      </ul>
      <p class="unseen" role="status">
        {state.trusts.length} of {MOST_TRUSTS} trusts chosen
      </p>
    </>
  );
}

const WHY: Readonly<Record<string, string>> = {
  '[c]': 'withheld',
  '[z]': 'not in this publication',
  '[x]': 'not loaded, or not printed',
  '[nc]': 'not comparable',
};

/** Why a trust has no figure at all in the years shown; null where it has one. */
function whyNone(data: CompareData, state: CompareState, read: ReadCell, code: string): string | null {
  const marks = new Set<string>();
  for (const fy of state.against === null ? data.years : [state.fy])
    for (const name of [state.figure, ...(state.against === null ? [] : [state.against])]) {
      const cell = read(code, name, fy);
      if (cell && cell.value !== null && state.against === null) return null;
      if (cell?.value == null) marks.add(WHY[cell?.mark ?? ''] ?? 'no accounts');
    }
  return marks.size === 0 ? null : [...marks].sort().join(', ');
}

interface FigureSelectProps {
  readonly data: CompareData;
  readonly value: string;
  readonly none?: string;
  readonly onChoose: (name: string) => void;
}

function FigureSelect({ data, value, none, onChoose }: FigureSelectProps): VNode {
  const groups = [...new Set(data.figures.map(({ group }) => group))];
  return (
    <select value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
      {none !== undefined && <option value="">{none}</option>}
      {groups.map((group) => (
        <optgroup key={group} label={group}>
          {data.figures
            .filter((figure) => figure.group === group)
            .map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}
