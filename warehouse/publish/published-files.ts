/** Where the files of a published folder lie: what people open first at the top, every other CSV in `tables/`. */
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The folder of the tables as CSV. */
export const CSV_FOLDER = 'tables';

/** Tables whose CSV lies at the top, beside the workbook: people open them first. */
const AT_THE_TOP: readonly string[] = ['benchmark', 'trust_year'];

/** Where the CSV of a table lies, below the published folder, with forward slashes. */
export function csvPath(table: string): string {
  return AT_THE_TOP.includes(table) ? `${table}.csv` : `${CSV_FOLDER}/${table}.csv`;
}

/** Every file below a folder, in the order of the names: its path from there, with forward slashes. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
