/** One row a dataset, one column a year, one mark a load: seven years of everything in thirteen lines. */
import { type LoadStanding, Standing } from './load-standing.ts';
import { shortened } from './plain-text.ts';

const MARKS: Readonly<Record<Standing, string>> = {
  [Standing.done]: '+',
  [Standing.doneWithGaps]: '-',
  [Standing.skipped]: '-',
  [Standing.cancelled]: 'x',
  [Standing.terminated]: 'x',
  [Standing.toCome]: '.',
  [Standing.moving]: '>',
  [Standing.askedAgain]: '~',
  [Standing.paused]: '=',
  [Standing.needsAttention]: '!',
  [Standing.noAnswer]: '?',
  [Standing.failed]: 'x',
};
const MEANINGS: readonly (readonly [mark: string, meaning: string])[] = [
  ['+', 'done'],
  ['-', 'gaps'],
  ['x', 'ended early'],
  ['>', 'moves'],
  ['~', 'asked again'],
  ['=', 'paused'],
  ['?', 'no answer'],
  ['!', 'needs attention'],
  ['.', 'to come'],
];
const SHORTEST_NAME = 6;

/** Empty where a grid says no more than the lines do, or the window is too narrow for it. */
export function loadGrid(loads: readonly LoadStanding[], columns: number): readonly string[] {
  const datasets = [...new Set(loads.map(({ dataset }) => dataset))];
  const years = [...new Set(loads.map(({ fy }) => fy))].sort();
  if (datasets.length < 2 || years.length < 2) return [];
  const names = Math.max(...datasets.map((name) => name.length));
  // 2017-18 where there is room for it, else 17-18, else 17.
  const heading = [identity, (fy: string): string => fy.slice(2), (fy: string): string => fy.slice(2, 4)]
    .map((of) => (fy: string) => (/^\d{4}-\d\d$/.test(fy) ? of(fy) : 'all'))
    .find((of) => names + years.reduce((sum, fy) => sum + of(fy).length + 1, 0) <= columns);
  const title = heading ?? ((fy: string): string => (/^\d{4}-\d\d$/.test(fy) ? fy.slice(2, 4) : 'al'));
  const width = Math.min(names, columns - years.reduce((sum, fy) => sum + title(fy).length + 1, 0));
  if (width < SHORTEST_NAME) return [];
  const marks = new Map(loads.map((load) => [`${load.dataset} ${load.fy}`, MARKS[load.standing]]));
  const row = (name: string, cell: (fy: string) => string): string =>
    `${shortened(name, width).padEnd(width)}${years.map((fy) => ` ${cell(fy).padStart(title(fy).length)}`).join('')}`.trimEnd();
  const used = new Set(marks.values());
  const legend = MEANINGS.filter(([mark]) => used.has(mark)).map(([mark, meaning]) => `${mark} ${meaning}`);
  return [
    row('', title),
    ...datasets.map((dataset) => row(dataset, (fy) => marks.get(`${dataset} ${fy}`) ?? '')),
    legend.join('  '),
  ];
}

function identity(text: string): string {
  return text;
}
