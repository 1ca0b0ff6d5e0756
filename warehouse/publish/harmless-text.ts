/**
 * Text that a spreadsheet would run as a formula when it opens a CSV: it begins with = + - @, a tab or a line end, and is
 * neither a plain number nor a dash. Such text gets an apostrophe in front, in CSVs only. Two patterns that DuckDB and
 * JavaScript read alike, so that tables and pages follow one rule.
 */
export const RUNS_AS_FORMULA = String.raw`^[=+\-@\t\r\n]`;
export const PLAIN_NUMBER_OR_DASH = String.raw`^([+-]?[0-9][0-9.,]*%?|-+)$`;

const runs = new RegExp(RUNS_AS_FORMULA);
const plain = new RegExp(PLAIN_NUMBER_OR_DASH);

/** The text as a CSV may hold it. */
export function harmless(text: string): string {
  return runs.test(text) && !plain.test(text) ? `'${text}` : text;
}

/** A line of a CSV: harmless texts, quoted where they have to be; numbers as they are; nothing for null. */
export function csvLine(values: readonly (string | number | boolean | null)[]): string {
  return values.map(csvField).join(',') + '\n';
}

function csvField(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = harmless(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
