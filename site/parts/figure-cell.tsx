/** A figure in a table: a button that opens its panel, with its mark. The heads of row and column say what it is. */
import type { VNode } from 'preact';
import type { Cell, Figure } from '../read/model.ts';
import { type MarkedCell, cellWords } from '../words/shown.ts';

export interface FigureCellProps {
  readonly figure: Pick<Figure, 'name' | 'display' | 'isMean'>;
  readonly code: string;
  readonly fy: string;
  readonly cell: Cell | MarkedCell | undefined;
  /** Gives the cell its own address on the page of its trust: `beds-2020-21`. */
  readonly anchor?: boolean;
}

/** Part of the address of a cell: `trust/RJ1.html#beds-2020-21`. */
export function cellAnchor(figure: string, fy: string): string {
  return `${figure}-${fy}`;
}

/**
 * The `<td>` of a figure. `data-cell` is what the panel's script looks for; without scripts the button does nothing and the
 * reason stands in the table's notes. A cell with an address of its own says trust, figure and year by it: the script writes
 * them into `data-cell` when it starts (client/own-cells.ts), which keeps a third of the page's bytes away.
 */
export function FigureCell({ figure, code, fy, cell, anchor = false }: FigureCellProps): VNode {
  if (!cell) return <td class="none" />;
  const { shown, mark } = cellWords(cell, figure.display, figure.isMean);
  const words = (
    <>
      {shown}
      {mark && <span class="mark">{shown ? ` ${mark}` : mark}</span>}
    </>
  );
  if (anchor) {
    return (
      <td class={isHollow(cell) ? 'hollow' : undefined}>
        <button id={cellAnchor(figure.name, fy)} data-cell="">
          {words}
        </button>
      </td>
    );
  }
  return (
    <td class={isHollow(cell) ? 'figure hollow' : 'figure'}>
      <button type="button" data-cell={`${code} ${figure.name} ${fy}`}>
        {words}
      </button>
    </td>
  );
}

/** A figure that is there and not counted in medians and quartiles. */
export function isHollow(cell: Pick<Cell, 'value' | 'comparable'>): boolean {
  return cell.value !== null && !cell.comparable;
}
