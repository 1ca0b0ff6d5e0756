/** Every trust of a year: its figure, and its status in words. By name; no ranks. Absent figures stand last, grouped by what is said of them. */
import type { VNode } from 'preact';
import { FigureCell } from '../parts/figure-cell.tsx';
import { cellWords } from '../words/shown.ts';
import {
  type AboutMeasure,
  type Part,
  type TrustRow,
  type YearView,
  type ShownCell,
  presentAndAbsent,
  reasonOf,
  sharedReasons,
} from './measure-view.ts';

export interface YearTableProps {
  readonly about: AboutMeasure;
  readonly view: YearView;
  /** Where the site's folder is: `../`. */
  readonly root: string;
}

/**
 * `data-sort` and `data-csv` are what the page's scripts look for. Figures are text: year, heading and row say the cell, and the
 * script makes buttons of them (client/own-cells.ts).
 */
export function YearTable({ about, view, root }: YearTableProps): VNode {
  const { fy } = view;
  const { present, absent } = presentAndAbsent(view.rows, about);
  const parts = [about.dividend, about.divisor].filter((part) => part !== undefined);
  const columns = 5 + parts.length;
  const notes = sharedReasons(present);
  const row = (one: TrustRow): VNode => Row({ one, about, fy, root, notes });
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label={`Table: ${about.label}, ${fy}`}>
      <table class="trusts" data-year={fy} data-sort data-csv={`${about.name}-${fy}`}>
        <caption>
          {about.label}, {fy}: every trust, by name
        </caption>
        <thead>
          <tr>
            <th scope="col">Trust</th>
            <th scope="col">Code</th>
            <th scope="col">Type</th>
            <th scope="col" data-figure={about.name}>
              {about.label} <span class="unit">{about.display.unit}</span>
            </th>
            {parts.map(({ name, label, display, hasPage }) => (
              <th key={name} scope="col" data-figure={hasPage ? name : undefined}>
                {label} <span class="unit">{display.unit}</span>
              </th>
            ))}
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>{present.map(row)}</tbody>
        {absent.map(({ mark, words, reason, rows }) => (
          <tbody key={mark + reason} class="absent">
            <tr>
              <th scope="rowgroup" colSpan={columns}>
                {mark} {words}: {rows.length.toLocaleString('en-GB')} {rows.length === 1 ? 'trust' : 'trusts'}
                {reason && <span class="reason"> {reason}</span>}
              </th>
            </tr>
            {rows.map(row)}
          </tbody>
        ))}
      </table>
      {notes.length > 0 && (
        <ol class="table-notes" aria-label="Notes of the table">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ol>
      )}
    </div>
  );
}

interface RowProps {
  readonly one: TrustRow;
  readonly about: AboutMeasure;
  readonly fy: string;
  readonly root: string;
  readonly notes: readonly string[];
}

function Row({ one, about, fy, root, notes }: RowProps): VNode {
  const { code, name, type, cell, dividend, divisor } = one;
  const { words } = cellWords(cell, about.display, about.isMean);
  const why = cell.value === null ? '' : whyOf(cell, notes);
  return (
    <tr key={code}>
      <th scope="row">
        <a href={`${root}trust/${code}.html`}>{name}</a>
      </th>
      <td>{code}</td>
      <td>{type.replace(/ trusts$/, '')}</td>
      {FigureCell({ figure: about, code, fy, cell, text: true })}
      {about.dividend && PartCell({ part: about.dividend, code, fy, cell: dividend })}
      {about.divisor && PartCell({ part: about.divisor, code, fy, cell: divisor })}
      <td>{[words, why].filter(Boolean).join(': ').replace(': (note', ' (note')}</td>
    </tr>
  );
}

/** A figure that a ratio is made of. One without a page has no panel and is text. */
function PartCell({
  part,
  code,
  fy,
  cell,
}: {
  part: Part;
  code: string;
  fy: string;
  cell: ShownCell | undefined;
}): VNode {
  if (part.hasPage) return FigureCell({ figure: part, code, fy, cell, text: true });
  const { shown, mark } = cellWords(cell, part.display, part.isMean);
  return (
    <td>
      {shown} {mark !== '' && <i>{mark}</i>}
    </td>
  );
}

/** Why a figure is not simply reported, and why it is not counted where that is not said yet. */
function whyOf(cell: ShownCell, notes: readonly string[]): string {
  const reason = reasonOf(cell);
  const note = notes.indexOf(reason);
  if (note >= 0) return `(note ${String(note + 1)})`;
  if (reason !== '') return reason;
  const leftOut = 'leftOut' in cell ? (cell.leftOut ?? null) : null;
  return !cell.comparable && cell.status === 'reported' && leftOut !== null
    ? `not counted: a trust ${leftOut}`
    : '';
}
