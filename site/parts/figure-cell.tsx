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
  /** The figure without its button: the page's script makes the button when it starts (client/own-cells.ts). */
  readonly text?: boolean;
}

/** Part of the address of a cell: `trust/RJ1.html#beds-2020-21`. */
export function cellAnchor(figure: string, fy: string): string {
  return `${figure}-${fy}`;
}

/**
 * The `<td>` of a figure. `data-cell` is what the panel's script looks for. On the page of a trust the address of a cell says
 * figure and year, and the page its trust; on the page of a measure, row and column do: there the file has text alone, as a
 * button does nothing without the script. The mark of a figure that is not counted is a `<u>`, every other mark an `<i>`.
 */
export function FigureCell({ figure, code, fy, cell, anchor = false, text = false }: FigureCellProps): VNode {
  if (!cell) return <td class="none" />;
  const { shown, mark } = cellWords(cell, figure.display, figure.isMean);
  const id = anchor ? cellAnchor(figure.name, fy) : undefined;
  // The mark says that a figure is hollow; one without a mark has a class for it.
  const hollow = isHollow(cell) && mark === '' ? HOLLOW : undefined;
  const signed = mark === '' ? null : isHollow(cell) ? <u>{mark}</u> : <i>{mark}</i>;
  if (text) {
    return signed === null ? (
      <td {...{ id, class: hollow }}>{shown}</td>
    ) : (
      <td {...{ id }}>
        {shown === '' ? '' : `${shown} `}
        {signed}
      </td>
    );
  }
  return (
    <td {...{ id }} class={anchor ? hollow : hollow === undefined ? 'figure' : `figure ${hollow}`}>
      <button type="button" data-cell={`${code} ${figure.name} ${fy}`}>
        {shown}
        {signed !== null && shown !== '' && ' '}
        {signed}
      </button>
    </td>
  );
}

/** The class of a figure that is not counted and has no mark. */
export const HOLLOW = 'h';

/** A figure that is there and not counted in medians and quartiles. */
export function isHollow(cell: Pick<Cell, 'value' | 'comparable'>): boolean {
  return cell.value !== null && !cell.comparable;
}
