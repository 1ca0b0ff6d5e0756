/** Tables as CSV text, by the rule of the published tables: no text that a spreadsheet would run. */
import { csvLine } from '../../warehouse/publish/harmless-text.ts';

export type CsvValue = string | number | boolean | null;

/** Head and rows, a line each. */
export function csvText(head: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return [head, ...rows].map(csvLine).join('');
}
