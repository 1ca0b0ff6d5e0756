/**
 * What is on the screen as CSV: a line a figure, with its status and its words. Every number has its own unit beside it: the
 * value that of the tables, such as pounds, the text as shown its own, the index the year that is 100.
 */
import { csvText, type CsvValue } from '../data/csv-text.ts';
import { VALUE_HEADING } from '../data/value-heading.ts';
import { cellWords } from '../words/shown.ts';
import { WARNING } from '../words/warning.ts';
import type { CompareViewProps } from './compare-view.tsx';
import { displayOf, isIndexed, isPriced, pricedCell, unitInWords } from './seen.ts';
import { seriesOf } from './series.ts';

const HEADINGS = [
  ...['org_code', 'org_name', 'fy', 'figure', 'label'],
  ...[VALUE_HEADING, 'unit', 'shown', 'shown_unit', 'status', 'words', 'mark', 'comparable'],
];
const OF_INDEX = ['index_rounded', 'index_unit', 'index_words'];

export function compareCsv({ data, state, read }: CompareViewProps): string {
  const names = new Map(data.trusts.map(([code, name]) => [code, name]));
  const figures = [state.figure, ...(state.against === null ? [] : [state.against])];
  const series = state.against === null ? seriesOf(data, state, read) : [];
  const [first] = figures.flatMap((name) => data.figures.find((one) => one.name === name) ?? []);
  const indexed = first !== undefined && isIndexed(state, first);
  const warning = data.illustrative ? [WARNING] : [];
  const rows: CsvValue[][] = [];
  for (const [place, code] of state.trusts.entries())
    for (const fy of state.against === null ? data.years : [state.fy])
      for (const name of figures) {
        const figure = data.figures.find((one) => one.name === name);
        if (!figure) continue;
        const priced = isPriced(data, state, figure);
        const cell = pricedCell(read(code, name, fy), priced);
        const display = displayOf(data, { ...state, base: null }, figure);
        const { shown, words, mark } = cellWords(cell, display, figure.isMean);
        const unit = priced ? `${figure.unit} in ${data.priceBase ?? ''} prices` : figure.unit;
        const year = data.years.indexOf(fy);
        const said = series[place]?.said[year];
        const index = series[place]?.points[year]?.value;
        rows.push([
          ...[...warning, code, names.get(code) ?? '', fy, name, figure.label],
          ...[cell?.value ?? null, unit, shown, display.unit],
          ...[cell?.status ?? 'no row', words, mark, cell?.comparable === true],
          ...(indexed
            ? [index === undefined ? null : Number(index.toFixed(2)), unitInWords(data, state, figure)]
            : []),
          ...(indexed ? [[said?.shown, said?.words].filter(Boolean).join('; ')] : []),
          data.release,
        ]);
      }
  return csvText(
    [...(data.illustrative ? ['warning'] : []), ...HEADINGS, ...(indexed ? OF_INDEX : []), 'release'],
    rows,
  );
}
