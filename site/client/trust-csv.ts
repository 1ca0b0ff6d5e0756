/** The table on the page of a trust as CSV: what the reader sees, a line a figure and year. */
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
  'trust',
  'code',
  'figure',
  'label',
  'unit',
  'year',
  'shown',
  'value',
  'status',
  'mark',
  'basis',
];

/** Values are in the unit of the tables, such as pounds; `shown` is as printed. */
export function trustCsv(rows: readonly TrustRow[], { code, name, years, basis, warning }: CsvAbout): string {
  const lines = rows.flatMap(({ about, cells }) =>
    years.flatMap((fy, index) => {
      const cell = cells[index];
      if (!cell) return [];
      const { shown, mark, words } = cellWords(cell, about.display, about.isMean);
      const texts = [name, code, about.name, about.label, about.display.unit, fy, shown];
      return [
        [...texts.map(quoted), String(cell.value ?? ''), quoted(words), quoted(mark), quoted(basis)].join(
          ',',
        ),
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
