/** The table on the page of a trust as CSV: what the reader sees, a line a figure and year. */
import { VALUE_HEADING } from '../data/value-heading.ts';
import type { TrustRow } from '../parts/trust-table.tsx';
import { cellWords } from '../words/shown.ts';

export interface CsvAbout {
  readonly code: string;
  readonly name: string;
  readonly years: readonly string[];
  /** `as filed, cash` … */
  readonly basis: string;
  /** The sample's warning; it stands in the first heading. */
  readonly warning: string | null;
}

const HEADINGS = [
  ...['trust', 'code', 'figure', 'label', 'year', VALUE_HEADING, 'unit', 'shown', 'shown_unit'],
  ...['status', 'words', 'mark', 'basis'],
];

/** `unit` is that of the value, as in the published tables, such as pounds; the figure as printed has its own, such as £ million. */
export function trustCsv(rows: readonly TrustRow[], { code, name, years, basis, warning }: CsvAbout): string {
  const lines = rows.flatMap(({ about, cells }) =>
    years.flatMap((fy, index) => {
      const cell = cells[index];
      if (!cell) return [];
      const { shown, mark, words } = cellWords(cell, about.display, about.isMean);
      const value = String(cell.value ?? '');
      return [
        [
          ...[name, code, about.name, about.label, fy].map(quoted),
          value,
          ...[about.unit, shown, about.display.unit, cell.status, words, mark, basis].map(quoted),
        ].join(','),
      ];
    }),
  );
  const [first = '', ...others] = HEADINGS;
  return [
    [quoted(warning === null ? first : `${first} – ${warning}`), ...others].join(','),
    ...lines,
    '',
  ].join('\r\n');
}

/** A negative number is shown with its sign; every other text that a spreadsheet would run is made harmless. */
const NUMBER = /^-[\d,.]+$/;

function quoted(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
