/** What is on the screen as CSV: every figure with its mark. */
import { csvText, type CsvValue } from '../data/csv-text.ts';
import { WARNING } from '../words/warning.ts';
import { type CompareViewProps, unitInWords } from './compare-view.tsx';
import { seriesOf } from './series.ts';

export function compareCsv({ data, state, read }: CompareViewProps): string {
  const names = new Map(data.trusts.map(([code, name]) => [code, name]));
  const figures = [state.figure, ...(state.against === null ? [] : [state.against])];
  const rows: CsvValue[][] = [];
  const indexed = state.against === null ? seriesOf(data, state, read) : [];
  for (const [place, code] of state.trusts.entries())
    for (const fy of state.against === null ? data.years : [state.fy])
      for (const name of figures) {
        const figure = data.figures.find((one) => one.name === name);
        const cell = read(code, name, fy);
        if (!figure) continue;
        const filed =
          (state.real ? (cell?.real ?? (state.against === null ? null : cell?.value)) : cell?.value) ?? null;
        const point = indexed[place]?.points[data.years.indexOf(fy)];
        rows.push([
          ...(data.illustrative ? [WARNING] : []),
          ...[code, names.get(code) ?? '', fy, name, figure.label, unitInWords(data, state, figure)],
          ...[filed, state.base === null || state.against !== null ? null : (point?.value ?? null)],
          ...[cell?.mark ?? 'no row', cell?.comparable === true, data.release],
        ]);
      }
  return csvText(
    [
      ...(data.illustrative ? ['warning'] : []),
      ...[
        'org_code',
        'org_name',
        'fy',
        'figure',
        'label',
        'unit',
        'value',
        'index',
        'mark',
        'comparable',
        'release',
      ],
    ],
    rows,
  );
}
