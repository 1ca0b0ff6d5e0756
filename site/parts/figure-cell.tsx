/** A figure in a table: a button that opens its panel, with its mark and its status in words. */
import type { VNode } from 'preact';
import type { Cell, Figure } from '../read/model.ts';
import { cellWords } from '../words/shown.ts';

export interface FigureCellProps {
  readonly figure: Pick<Figure, 'name' | 'label' | 'display' | 'isMean'>;
  readonly code: string;
  readonly fy: string;
  readonly cell: Cell | undefined;
  /** Gives the cell its own address on the page: `beds-2020-21`. Once a page. */
  readonly anchor?: boolean;
}

/** Part of the address of a cell: `trust/RJ1.html#beds-2020-21`. */
export function cellAnchor(figure: string, fy: string): string {
  return `${figure}-${fy}`;
}

/**
 * The `<td>` of a figure. `data-cell` is what the panel's script looks for; without scripts the button does nothing and the
 * reason stands in the table's notes.
 */
export function FigureCell({ figure, code, fy, cell, anchor = false }: FigureCellProps): VNode {
  const { shown, mark, words } = cellWords(cell, figure.display, figure.isMean);
  const hollow = cell !== undefined && cell.value !== null && !cell.comparable;
  if (!cell) return <td class="none" />;
  return (
    <td class={hollow ? 'figure hollow' : 'figure'} {...(anchor && { id: cellAnchor(figure.name, fy) })}>
      <button
        type="button"
        data-cell={`${code} ${figure.name} ${fy}`}
        aria-label={`${figure.label}, ${fy}: ${[shown, words].filter(Boolean).join(', ')}`}
      >
        {shown}
        {mark && <span class="mark">{shown ? ` ${mark}` : mark}</span>}
      </button>
    </td>
  );
}
