/** The figures of a trust, a row each, a column a year. Made at publish time, and again in the browser when a reader switches. */
import type { VNode } from 'preact';
import type { ChartBreak } from '../charts/chart-data.ts';
import { Spark } from '../charts/spark.tsx';
import { type Cell, GROUPS } from '../read/model.ts';
import { type About, measureInWords, sourceWords } from '../words/about.ts';
import { type MarkedCell, cellWords } from '../words/shown.ts';
import { FigureCell, HOLLOW, isHollow } from './figure-cell.tsx';

export interface TrustRow {
  readonly about: About;
  /** A place for each year. */
  readonly cells: readonly (Cell | MarkedCell | undefined)[];
  readonly breaks: readonly ChartBreak[];
}

export interface TrustTableProps {
  readonly caption: string;
  /** Of the caption, which names the region that the table scrolls in. */
  readonly id: string;
  readonly code: string;
  readonly years: readonly string[];
  readonly rows: readonly TrustRow[];
  /** Labels of figures, for the two parts of a ratio. */
  readonly labels: ReadonlyMap<string, string>;
  /** Figures of several trusts together open no panel. */
  readonly together?: boolean;
  /** Figures without their buttons (parts/figure-cell.tsx). */
  readonly text?: boolean;
}

/** Whether a row has anything to show: a figure, or one that is withheld. */
export function hasFigure({ cells }: Pick<TrustRow, 'cells'>): boolean {
  return cells.some((cell) => cell && (cell.value !== null || cell.status === 'suppressed'));
}

export function TrustTable({
  caption,
  id,
  code,
  years,
  rows,
  labels,
  together,
  text = false,
}: TrustTableProps): VNode {
  // Called and not made components of: a page has hundreds of cells, and half of its time would go into components.
  const cellOf = (cell: Cell | MarkedCell | undefined, about: About, index: number): VNode =>
    together === true
      ? PlainCell({ cell, about })
      : FigureCell({ figure: about, code, fy: years[index] ?? '', cell, anchor: true, text });
  return (
    <div class="scroll" tabIndex={0} role="region" aria-labelledby={id}>
      <table class="figures">
        <caption id={id}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            {years.map((fy) => (
              <th key={fy} scope="col">
                {fy}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        {blocksOf(rows).map(([heading, block]) => {
          const shared = sharedOf(block.map(({ about }) => underLabel(about, labels)));
          return (
            <tbody key={heading}>
              <tr>
                <th colSpan={years.length + 2} scope="rowgroup">
                  {heading}
                  {shared.some(Boolean) && <small>{` ${shared.filter(Boolean).join('; ')}`}</small>}
                </th>
              </tr>
              {block.map((row) => (
                <tr key={row.about.name}>
                  <th scope="row">
                    <a href={`../measure/${row.about.name}.html`}>{row.about.label}</a>{' '}
                    {underLabel(row.about, labels)
                      .filter((part, index) => part !== shared[index])
                      .join('; ')}
                  </th>
                  {row.cells.map((cell, index) => cellOf(cell, row.about, index))}
                  <td>{Spark({ years, points: row.cells.map(pointOf), breaks: row.breaks })}</td>
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

/** The heading of the table that a figure stands under. */
export function headingOf({ group, kind }: Pick<About, 'group' | 'kind'>): string {
  return kind === 'ratio' ? `${group}: ratios` : group;
}

/** Measures and ratios of each group, in the order of the pages. */
function blocksOf(rows: readonly TrustRow[]): readonly (readonly [string, readonly TrustRow[]])[] {
  return GROUPS.flatMap((group) =>
    (['measure', 'ratio'] as const).map((kind) => {
      const block = rows.filter(({ about }) => about.group === group && about.kind === kind);
      return [headingOf({ group, kind }), block] as const;
    }),
  ).filter(([, block]) => block.length > 0);
}

/** What all rows under a heading would say alike, the unit or the source, is said once, at the heading. */
function sharedOf(said: readonly Under[]): Under {
  const same = (index: 0 | 1): string => {
    const first = said[0]?.[index] ?? '';
    return said.length > 1 && said.every((one) => one[index] === first) ? first : '';
  };
  return [same(0), same(1)];
}

type Under = readonly [unit: string, source: string];

/** Unit and source; of a ratio its two parts. */
function underLabel(about: About, labels: ReadonlyMap<string, string>): Under {
  const { unit } = about.display;
  if (!about.ratio) return [unit, sourceWords(about.dataset)];
  const [dividend, divisor] = [about.ratio.dividend, about.ratio.divisor].map((name) =>
    measureInWords(name, labels),
  );
  return [unit, `${dividend ?? ''} ÷ ${divisor ?? ''}`];
}

function pointOf(cell: Cell | MarkedCell | undefined): { value: number; hollow: boolean } | null {
  if (!cell || cell.value === null) return null;
  return { value: cell.value, hollow: isHollow(cell) };
}

function PlainCell({ cell, about }: { cell: Cell | MarkedCell | undefined; about: About }): VNode {
  if (!cell) return <td class="none" />;
  const { shown, mark } = cellWords(cell, about.display, about.isMean);
  return (
    <td class={isHollow(cell) && mark === '' ? HOLLOW : undefined}>
      {shown} {mark !== '' && (isHollow(cell) ? <u>{mark}</u> : <i>{mark}</i>)}
    </td>
  );
}
