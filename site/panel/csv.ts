/** The cells behind a figure as a table to paste: one line each. Nothing of Node in it. */
import type { Explanation } from '../../explain/explanation.ts';
import { WARNING } from '../words/warning.ts';

const COLUMNS = [
  ...['org_code', 'org_name', 'fy', 'figure', 'figure_value', 'figure_status', 'period', 'part', 'printed'],
  ...['value', 'status', 'organisation_printed', 'matched_by', 'file_name', 'sheet', 'cell', 'url', 'sha256'],
] as const;

/** A figure without cells has one line; a ratio has a line of its own, then those of its two figures. */
export function csvOf(
  { org_code, org_name, fy, figures, ratio }: Explanation,
  illustrative: boolean,
): string {
  const name = illustrative ? `${WARNING} ${org_name}` : org_name;
  const head = [org_code, name, fy];
  const blanks = COLUMNS.slice(6).map(() => '');
  const lines: (string | number | null)[][] = ratio
    ? [[...head, ratio.column, ratio.value, ratio.status, ...blanks]]
    : [];
  for (const { measure, value, status, cells } of figures) {
    const figure = [...head, measure, value, status];
    if (cells.length === 0) lines.push([...figure, ...blanks]);
    for (const cell of cells)
      lines.push([
        ...[...figure, cell.period, cell.measure, cell.printed, cell.value, cell.status],
        ...[cell.organisation_printed, cell.matched_by, cell.file_name, cell.sheet],
        ...[`${cell.column}${cell.row}`, cell.url, cell.sha256],
      ]);
  }
  return [COLUMNS, ...lines].map((line) => line.map(field).join(',')).join('\r\n') + '\r\n';
}

/** A text that a spreadsheet would take for a formula gets an apostrophe; a number never. */
function field(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const plain = Number.isFinite(Number(value)) || !/^[=+\-@\t\r]/.test(value) ? value : `'${value}`;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
