/** What the page of a measure shows of a year: plain values, made from the tables at publish time and from data files in the browser. */
import type { ChartBreak, Quartiles } from '../charts/chart-data.ts';
import type { Cell, Display } from '../read/model.ts';
import { type MarkedCell, cellWords } from '../words/shown.ts';

/** A cell of the tables, or one of the data files, which knows its mark. */
export type ShownCell = Cell | ReasonedCell;

export interface ReasonedCell extends MarkedCell {
  readonly reason?: string | null;
  readonly leftOut?: string | null;
}

/** Why a cell is as it is; empty where nothing is said, or not known. */
export function reasonOf(cell: ShownCell): string {
  return 'reason' in cell ? (cell.reason ?? '') : '';
}

/** A measure in a few words, with its number format. */
export interface Part {
  readonly name: string;
  readonly label: string;
  readonly display: Display;
  readonly isMean: boolean;
  /** Without a page it has no panel either: its figure is text. */
  readonly hasPage: boolean;
}

/** What charts and tables must know of the measure or ratio. */
export interface AboutMeasure extends Part {
  readonly kind: 'measure' | 'ratio';
  readonly illustrative: boolean;
  readonly years: readonly string[];
  /** Breaks of every trust. */
  readonly breaks: readonly ChartBreak[];
  /** Of a ratio: the measures over and under the line. */
  readonly dividend?: Part;
  readonly divisor?: Part;
}

/** A trust's row of a year. */
export interface TrustRow {
  readonly code: string;
  readonly name: string;
  /** Label of its type, `Acute trusts`; empty where no list has one. */
  readonly type: string;
  readonly cell: ShownCell;
  readonly dividend?: ShownCell | undefined;
  readonly divisor?: ShownCell | undefined;
}

/** A row of measure_summary with the group's words. */
export interface GroupSummary extends Quartiles {
  readonly leftOut: number;
  readonly why: string;
  readonly ratioOfSums: number | null;
}

export interface Group {
  readonly id: string;
  readonly label: string;
  readonly summary: GroupSummary;
  readonly members: ReadonlySet<string>;
}

export interface YearView {
  readonly fy: string;
  /** By name. */
  readonly rows: readonly TrustRow[];
  readonly england: Group | undefined;
  /** The type that a reader chose: rows are of its members. */
  readonly chosen?: Group;
  readonly types: readonly Group[];
  /** Trusts to be dark and labelled. */
  readonly own: readonly string[];
}

export const NO_SUMMARY: GroupSummary = {
  ...{ n: 0, q1: null, median: null, q3: null, leftOut: 0, why: '', ratioOfSums: null },
};

/** Rows with a number, and the others by status and reason: absent figures stand last and say why once. */
export function presentAndAbsent(
  rows: readonly TrustRow[],
  { display, isMean }: Part,
): { readonly present: readonly TrustRow[]; readonly absent: readonly AbsentGroup[] } {
  const groups = new Map<string, AbsentGroup & { rows: TrustRow[] }>();
  const present: TrustRow[] = [];
  for (const row of rows) {
    if (row.cell.value !== null) {
      present.push(row);
      continue;
    }
    const { mark, words } = cellWords(row.cell, display, isMean);
    const key = `${mark} ${words} ${reasonOf(row.cell)}`;
    const known = groups.get(key);
    if (known) known.rows.push(row);
    else groups.set(key, { mark, words, reason: reasonOf(row.cell), rows: [row] });
  }
  const absent = [...groups.values()].sort((a, b) => (a.mark + a.reason < b.mark + b.reason ? -1 : 1));
  return { present, absent };
}

export interface AbsentGroup {
  readonly mark: string;
  readonly words: string;
  readonly reason: string;
  readonly rows: readonly TrustRow[];
}

/** `187 of 209 trusts are compared. Left out: 22 not in the publication.` */
export function comparedInWords({ n, leftOut, why }: GroupSummary): string {
  const of = (n + leftOut).toLocaleString('en-GB');
  const reasons = why.replace(/^Too few to compare\.\s*/, '');
  return [
    `${n.toLocaleString('en-GB')} of ${of} ${n + leftOut === 1 ? 'trust is' : 'trusts are'} compared.`,
    leftOut > 0 && reasons ? `Left out: ${reasons}.` : '',
    why.startsWith('Too few') ? 'Too few to compare.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Reasons that several trusts share, each once: rows name the number of the note instead. */
export function sharedReasons(rows: readonly TrustRow[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { cell } of rows) counts.set(reasonOf(cell), (counts.get(reasonOf(cell)) ?? 0) + 1);
  return [...counts].filter(([reason, count]) => reason !== '' && count > 2).map(([reason]) => reason);
}
