/**
 * The frame of a run: how many loads stand where, a grid of datasets and years, what waits, what moves. Whatever the
 * size of the window, what waits for somebody is in it.
 */
import { countLoads, groupStages } from './count-loads.ts';
import type { Hint } from './hint.ts';
import { type LoadStanding, HAS_ENDED, Standing, WANTS_A_PERSON } from './load-standing.ts';
import { loadGrid } from './load-grid.ts';
import { cut, folded } from './plain-text.ts';
import { noteOf } from './status-text.ts';
import { nameOf } from './waiting-loads.ts';
import type { Window } from './window.ts';

/** Lines of what waits and moves that a grid must leave room for. */
const BESIDE_GRID = 5;

/** @returns lines, no more than the window has rows, none wider than its columns */
export function progressFrame(loads: readonly LoadStanding[], window: Window, hint: Hint): readonly string[] {
  const { columns, rows } = window;
  const head = folded(`${countLoads(loads)}${stageNote(loads)}`, columns);
  const waits = loads.filter(({ standing }) => WANTS_A_PERSON.has(standing));
  const [first] = waits;
  const todo = first ? folded(`In another terminal: ${hint(`status ${nameOf(first)}`)}`, columns) : [];
  const grid = loadGrid(loads, columns);
  const gridFits = head.length + grid.length + todo.length + Math.min(BESIDE_GRID, waits.length + 1) <= rows;
  const shownGrid = gridFits ? grid : [];
  const room = rows - head.length - shownGrid.length - todo.length;
  const again = loads.filter(({ standing }) => standing === Standing.askedAgain);
  const moving = loads.filter(({ standing }) => standing === Standing.moving || standing === Standing.paused);
  const lines = [
    ...waits.map((load) => ['!', nameOf(load), noteOf(load) || load.stage] as const),
    ...again.map((load) => ['~', nameOf(load), `asked again ${noteOf(load)}`] as const),
    ...moving.map((load) => ['>', nameOf(load), load.stage] as const),
  ];
  const names = Math.max(0, ...lines.map(([, name]) => name.length));
  const shown = lines.length > room ? lines.slice(0, Math.max(0, room - 1)) : lines;
  const hidden = lines.slice(shown.length);
  const below = shown.map(([mark, name, note]) => `${mark} ${name.padEnd(names)}  ${note}`);
  if (hidden.length > 0 && room > 0) below.push(`… and ${hiddenInWords(hidden.map(([mark]) => mark))}`);
  return [...head, ...shownGrid, ...below, ...todo].slice(0, rows).map((line) => cut(line, columns));
}

/** What goes on when no load does. */
function stageNote(loads: readonly LoadStanding[]): string {
  if (loads.every(({ standing }) => HAS_ENDED.has(standing))) return '; joining and publishing';
  const stages = groupStages(loads.filter(({ standing }) => standing === Standing.moving));
  return stages === '' ? '' : ` (${stages})`;
}

const IN_WORDS: Readonly<Record<string, string>> = {
  '!': 'more that wait for somebody',
  '~': 'more that are asked again',
  '>': 'more that move',
};

function hiddenInWords(marks: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return [...counts].map(([mark, count]) => `${count} ${IN_WORDS[mark] ?? ''}`).join(', ');
}
