/** What the page of comparing shows for a state: charts, and a table beside them. Drawn at publish time and in the browser. */
import type { VNode } from 'preact';
import { BreakNotes, Lines } from '../charts/lines.tsx';
import { breaksWithin } from '../charts/runs.ts';
import { Scroll } from '../parts/scroll.tsx';
import type { Display } from '../read/model.ts';
import { shownNumber } from '../words/shown.ts';
import type { CompareData, ComparedFigure, ReadCell, SeenCell } from './compare-data.ts';
import type { CompareState } from './compare-state.ts';
import { breaksFor, seriesOf, type TrustSeries } from './series.ts';
import { isLogLog, type PairDot, TwoFigures } from './two-figures.tsx';

export interface CompareViewProps {
  readonly data: CompareData;
  readonly state: CompareState;
  readonly read: ReadCell;
}

export function CompareView(props: CompareViewProps): VNode {
  const { data, state } = props;
  const figure = figureNamed(data, state.figure);
  const against = state.against === null ? undefined : figureNamed(data, state.against);
  if (state.trusts.length === 0 && !against) return <p>No trust is chosen. Add up to six.</p>;
  return against ? <Pair {...{ ...props, figure, against }} /> : <Years {...{ ...props, figure }} />;
}

function figureNamed(data: CompareData, name: string): ComparedFigure {
  const found = data.figures.find((figure) => figure.name === name) ?? data.figures[0];
  if (!found) throw new RangeError('There is no figure to compare.');
  return found;
}

/** `£ million in 2023-24 prices`, `2017-18 = 100`, or the unit alone. */
export function unitInWords(data: CompareData, state: CompareState, figure: ComparedFigure): string {
  if (state.base !== null && figure.canIndex && state.against === null)
    return `index, ${state.base} = 100${state.real && data.priceBase ? `, in ${data.priceBase} prices` : ''}`;
  return state.real && data.priceBase
    ? `${figure.display.unit} in ${data.priceBase} prices`
    : figure.display.unit;
}

function Years({ data, state, read, figure }: CompareViewProps & { figure: ComparedFigure }): VNode {
  const series = seriesOf(data, state, read);
  const indexed = state.base !== null && figure.canIndex;
  const unit = unitInWords(data, state, figure);
  const display: Display = indexed ? { divide: 1, decimals: 0, unit } : { ...figure.display, unit };
  const scaleOf = series.flatMap(({ points }) => points.flatMap((point) => (point ? [point.value] : [])));
  const breaks = breaksFor(data, figure.name);
  return (
    <>
      <h2>{figure.label}</h2>
      <p class="quiet">
        {unit}. Every chart has the same scale. Lines stop at gaps and breaks; rings are figures that are not
        comparable.
      </p>
      <div class="multiples">
        {series.map((one) => (
          <figure key={one.code}>
            <figcaption>
              <b>{one.name}</b> <span class="unit">{one.code}</span>
            </figcaption>
            {one.points.some((point) => point !== null) ? (
              <Lines
                {...{
                  years: data.years,
                  breaks,
                  display,
                  scaleOf,
                  illustrative: data.illustrative,
                  small: true,
                  saidBelow: true,
                }}
                title={`${figure.label}, ${one.name} (${one.code})`}
                series={[
                  { label: one.code, own: true, points: one.points.map(withoutMark), breaks: one.breaks },
                ]}
              />
            ) : (
              <p class="quiet">{one.noBase ?? 'No figure in these years: the table says why.'}</p>
            )}
          </figure>
        ))}
      </div>
      {series.some(({ points }) => points.some((point) => point !== null)) && (
        <BreakNotes notes={breaksWithin(data.years, breaks)} />
      )}
      <YearsTable {...{ data, state, read, figure, series, display, indexed }} />
    </>
  );
}

/** Marks stand in the table: small charts have no room for them. */
function withoutMark<T extends { readonly mark?: string } | null>(point: T): T {
  return point?.mark === undefined ? point : { ...point, mark: '' };
}

interface YearsTableProps extends CompareViewProps {
  readonly figure: ComparedFigure;
  readonly series: readonly TrustSeries[];
  readonly display: Display;
  readonly indexed: boolean;
}

function YearsTable({ data, read, figure, series, display, indexed }: YearsTableProps): VNode {
  return (
    <Scroll label={`${figure.label} by trust and year`}>
      <table>
        <caption>
          {figure.label}, {display.unit}
        </caption>
        <thead>
          <tr>
            <th scope="col">Trust</th>
            {data.years.map((fy) => (
              <th key={fy} scope="col" class="num">
                {fy}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.map(({ code, name, points, noBase }) => (
            <tr key={code}>
              <th scope="row">
                <a href={`trust/${code}.html`}>{name}</a>
                {noBase && <small>{noBase}</small>}
              </th>
              {data.years.map((fy, index) => {
                const cell = read(code, figure.name, fy);
                const point = points[index];
                const lost = indexed && cell?.value != null && !point && !noBase;
                const shown = point ? (shownNumber(point.value, display) ?? '') : '';
                return (
                  <SeenFigure
                    key={fy}
                    {...{ code, figure, fy, cell, shown }}
                    mark={lost ? '[break]' : undefined}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface SeenFigureProps {
  readonly code: string;
  readonly figure: ComparedFigure;
  readonly fy: string;
  readonly cell: SeenCell | undefined;
  readonly shown: string;
  readonly mark?: string | undefined;
}

/** A figure that opens its panel, as on every page. */
function SeenFigure({ code, figure, fy, cell, shown, mark }: SeenFigureProps): VNode {
  if (!cell) return <td class="none">no row</td>;
  const said = mark ?? cell.mark;
  return (
    <td class={cell.value !== null && !cell.comparable ? 'figure hollow' : 'figure'}>
      <button
        type="button"
        data-cell={`${code} ${figure.name} ${fy}`}
        aria-label={`${figure.label}, ${code}, ${fy}: ${[shown, said].filter(Boolean).join(' ')}`}
      >
        {shown}
        {said && <span class="mark">{said}</span>}
      </button>
    </td>
  );
}

function Pair({
  data,
  state,
  read,
  figure,
  against,
}: CompareViewProps & { figure: ComparedFigure; against: ComparedFigure }): VNode {
  const { fy } = state;
  const valueOf = (cell: SeenCell | undefined): number | null =>
    (state.real ? (cell?.real ?? cell?.value) : cell?.value) ?? null;
  const chosen = new Set(state.trusts);
  const dots = data.trusts.flatMap(([code]): readonly PairDot[] => {
    const [up, across] = [read(code, figure.name, fy), read(code, against.name, fy)];
    const [y, x] = [valueOf(up), valueOf(across)];
    if (y === null || x === null) return [];
    return [{ code, x, y, hollow: !(up?.comparable && across?.comparable), chosen: chosen.has(code) }];
  });
  const log = isLogLog(figure, against);
  const drawn = dots.filter(
    ({ hollow, chosen: own, x, y }) => (!hollow || own) && (!log || (x > 0 && y > 0)),
  ).length;
  const title = `${figure.label} against ${against.label}, ${fy}`;
  return (
    <>
      <h2>{title}</h2>
      <p class="quiet">
        {drawn} trusts with both figures comparable. {log ? 'Both scales are logarithmic.' : ''} Two figures
        that go together need not have to do with each other.
      </p>
      <TwoFigures {...{ title, figure, against, dots }} illustrative={data.illustrative} />
      <Scroll label={title}>
        <table>
          <caption>{title}: the chosen trusts</caption>
          <thead>
            <tr>
              <th scope="col">Trust</th>
              {[figure, against].map((one) => (
                <th key={one.name} scope="col" class="num">
                  {one.label}, {unitInWords(data, state, one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {state.trusts.map((code) => (
              <tr key={code}>
                <th scope="row">
                  <a href={`trust/${code}.html`}>{data.trusts.find(([one]) => one === code)?.[1] ?? code}</a>
                </th>
                {[figure, against].map((one) => {
                  const cell = read(code, one.name, fy);
                  const shown = shownNumber(valueOf(cell), one.display) ?? '';
                  return <SeenFigure key={one.name} {...{ code, figure: one, fy, cell, shown }} />;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
