/** What the page of comparing shows for a state: charts, and a table beside them. Drawn at publish time and in the browser. */
import type { VNode } from 'preact';
import { BreakNotes, Lines } from '../charts/lines.tsx';
import { breaksWithin } from '../charts/runs.ts';
import { Scroll } from '../parts/scroll.tsx';
import type { Display } from '../read/model.ts';
import { type CellWords, cellWords, type MarkedCell } from '../words/shown.ts';
import type { CompareData, ComparedFigure, ReadCell } from './compare-data.ts';
import type { CompareState } from './compare-state.ts';
import { displayOf, isIndexed, isPriced, pricedCell } from './seen.ts';
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

function Years({ data, state, read, figure }: CompareViewProps & { figure: ComparedFigure }): VNode {
  const series = seriesOf(data, state, read);
  const display = displayOf(data, state, figure);
  const scaleOf = series.flatMap(({ points }) => points.flatMap((point) => (point ? [point.value] : [])));
  const breaks = breaksFor(data, figure.name);
  return (
    <>
      <h2>{figure.label}</h2>
      <p class="quiet">
        {display.unit}. Every chart has the same scale. Lines stop at gaps and breaks; rings are figures that
        are not comparable.
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
                title={[
                  figure.label,
                  isIndexed(state, figure) ? display.unit : '',
                  `${one.name} (${one.code})`,
                ]
                  .filter(Boolean)
                  .join(', ')}
                series={[{ label: one.code, own: true, points: one.points, breaks: one.breaks }]}
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
      <YearsTable {...{ data, state, read, figure, series, display }} />
    </>
  );
}

interface YearsTableProps extends CompareViewProps {
  readonly figure: ComparedFigure;
  readonly series: readonly TrustSeries[];
  readonly display: Display;
}

function YearsTable({ data, read, figure, series, display }: YearsTableProps): VNode {
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
          {series.map(({ code, name, said, noBase }) => (
            <tr key={code}>
              <th scope="row">
                <a href={`trust/${code}.html`}>{name}</a>
                {noBase && <small>{noBase}</small>}
              </th>
              {data.years.map((fy, index) => {
                const cell = read(code, figure.name, fy);
                return <SeenFigure key={fy} {...{ code, figure, fy, cell }} said={said[index] ?? null} />;
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
  readonly cell: MarkedCell | undefined;
  /** What the cell shows; null where the trust has no row. */
  readonly said: CellWords | null;
}

/** A figure that opens its panel, as on every page. What its mark means is said to those who do not see the key. */
function SeenFigure({ code, figure, fy, cell, said }: SeenFigureProps): VNode {
  if (!cell || !said) return <td class="none">no row</td>;
  const { shown, mark, words } = said;
  const seen = [shown, mark].filter(Boolean).join(' ');
  return (
    <td class={cell.value !== null && !cell.comparable ? 'figure hollow' : 'figure'}>
      <button
        type="button"
        data-cell={`${code} ${figure.name} ${fy}`}
        aria-label={`${figure.label}, ${code}, ${fy}: ${[seen, words === REPORTED ? '' : words].filter(Boolean).join('; ')}`}
      >
        {shown}
        {mark && <span class="mark">{mark}</span>}
      </button>
    </td>
  );
}

/** The words of a figure that nothing is to be said of. */
const REPORTED = 'reported';

function Pair({
  data,
  state,
  read,
  figure,
  against,
}: CompareViewProps & { figure: ComparedFigure; against: ComparedFigure }): VNode {
  const { fy } = state;
  const pair = [figure, against].map((one) => ({ ...one, display: displayOf(data, state, one) }));
  const [yAbout = figure, xAbout = against] = pair;
  const cellOf = (code: string, one: ComparedFigure): MarkedCell | undefined =>
    pricedCell(read(code, one.name, fy), isPriced(data, state, one));
  const chosen = new Set(state.trusts);
  const dots = data.trusts.flatMap(([code]): readonly PairDot[] => {
    const [up, across] = [cellOf(code, figure), cellOf(code, against)];
    const [y, x] = [up?.value ?? null, across?.value ?? null];
    if (y === null || x === null) return [];
    return [{ code, x, y, hollow: !(up?.comparable && across?.comparable), chosen: chosen.has(code) }];
  });
  const log = isLogLog(figure, against);
  const comparable = dots.filter(({ hollow, x, y }) => !hollow && (!log || (x > 0 && y > 0))).length;
  const title = `${figure.label} against ${against.label}, ${fy}`;
  return (
    <>
      <h2>{title}</h2>
      <p class="quiet">
        {comparable} trusts with both figures comparable; rings are figures that are not comparable.{' '}
        {log ? 'Both scales are logarithmic.' : ''} Two figures that go together need not have to do with each
        other.
      </p>
      <TwoFigures {...{ title, dots }} figure={yAbout} against={xAbout} illustrative={data.illustrative} />
      <Scroll label={title}>
        <table>
          <caption>{title}: the chosen trusts</caption>
          <thead>
            <tr>
              <th scope="col">Trust</th>
              {pair.map((one) => (
                <th key={one.name} scope="col" class="num">
                  {one.label}, {one.display.unit}
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
                {pair.map((one) => {
                  const cell = cellOf(code, one);
                  const said = cell ? cellWords(cell, one.display, one.isMean) : null;
                  return <SeenFigure key={one.name} {...{ code, figure: one, fy, cell, said }} />;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
