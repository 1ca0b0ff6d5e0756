/** Names of the files in a parsed file's folder. */
import { join } from 'node:path';

/** Where everything but the tables is. */
export const SUMMARY = 'parsed.json';
/** The table of the figures. */
export const OBSERVATIONS = 'observations';

/** Where the figures are. */
export function observationsPath(dir: string): string {
  return tablePath(dir, OBSERVATIONS);
}

/**
 * Where a table is: one of the dataset's own, or `observations`.
 * @throws RangeError for a name that could lead elsewhere
 */
export function tablePath(dir: string, table: string): string {
  return join(dir, tableFile(table));
}

/** `tac_line.parquet`. */
export function tableFile(table: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(table)) {
    throw new RangeError(`"${table}" cannot be the name of a table: letters, digits and underscores only.`);
  }
  return `${table}.parquet`;
}

/** Where everything else is. */
export function summaryPath(dir: string): string {
  return join(dir, SUMMARY);
}
