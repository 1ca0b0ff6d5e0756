import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CSV_FOLDER, csvPath } from './published-files.ts';
import type { PublishedTable } from './published-tables.ts';
import { quoteName, quoteText } from '../../duckdb/statements.ts';
import { PLAIN_NUMBER_OR_DASH, RUNS_AS_FORMULA } from './harmless-text.ts';
import type { Warehouse } from '../warehouse.ts';

/** Writes tables into a folder: Parquet, and CSV where it is for people too, most of them in `tables/`. */
export async function writeTables(
  warehouse: Warehouse,
  folder: string,
  tables: readonly PublishedTable[],
): Promise<void> {
  if (tables.some(({ csv }) => csv)) await mkdir(join(folder, CSV_FOLDER), { recursive: true });
  for (const table of tables) {
    await writeParquet(warehouse, join(folder, `${table.name}.parquet`), await queriesOf(warehouse, table));
    if (!table.csv) continue;
    const csv = quoteText(join(folder, csvPath(table.name)));
    const columns = await warehouse.rows(`DESCRIBE FROM ${table.from}`);
    const list = columns.map((column) =>
      csvColumn(String(column['column_name']), String(column['column_type'])),
    );
    await warehouse.run(`COPY (SELECT ${list.join(', ')} FROM ${table.from}) TO ${csv} (FORMAT csv, HEADER)`);
  }
}

/** Lists joined by `;`, and no text that runs. Numbers print so that reading them gives the same number. */
function csvColumn(name: string, type: string): string {
  const column = quoteName(name);
  if (type !== 'VARCHAR' && !type.endsWith('[]')) return column;
  const text = type.endsWith('[]') ? `array_to_string(${column}, ';')` : column;
  return `CASE WHEN regexp_matches(${text}, ${quoteText(RUNS_AS_FORMULA)}) AND NOT regexp_matches(${text}, ${quoteText(PLAIN_NUMBER_OR_DASH)})
    THEN '''' || ${text} ELSE ${text} END AS ${column}`;
}

/** A part (a slot, a month) holds its rows in the order of the file, or is sorted by it: put end to end they need no sorting. */
async function queriesOf(
  warehouse: Warehouse,
  { from, columns = '*', parts, orderBy }: PublishedTable,
): Promise<readonly string[]> {
  const all = `SELECT ${columns} FROM ${from}`;
  if (parts === undefined) return [all];
  const values = parts.map((name) => `${quoteName(name)}::VARCHAR AS ${quoteName(name)}`);
  const rows = await warehouse.rows(`SELECT DISTINCT ${values.join(', ')} FROM ${from} ORDER BY ALL`);
  const queries = rows.map((row) => {
    const wanted = parts.map((name) => `${quoteName(name)} = ${quoteText(String(row[name]))}`);
    const order = orderBy === undefined ? '' : ` ORDER BY ${quoteName(orderBy)}`;
    return evenly(`${all} WHERE ${wanted.join(' AND ')}${order}`);
  });
  return queries.length === 0 ? [all] : queries;
}

/**
 * What DuckDB joins to a part stays in memory until all parts of a statement are written: 84 months take 0.6 GB, 14 a sixth.
 * The accounts of seven years are 14 parts.
 */
const PARTS_AT_ONCE = 14;

/**
 * Rows come out of a table in pieces that depend on where they lie in it, and so on the order of loading; the pieces decide
 * where Parquet begins a new group of rows. Materialised, the same rows come in the same pieces, and make the same bytes.
 */
function evenly(query: string): string {
  return `SELECT * FROM (WITH every_row AS MATERIALIZED (${query}) SELECT * FROM every_row)`;
}

/** The rows of the queries, one after another. */
async function writeParquet(warehouse: Warehouse, path: string, queries: readonly string[]): Promise<void> {
  const copy = async (query: string, to: string, compression: string): Promise<void> =>
    await warehouse.run(`COPY (${query}) TO ${quoteText(to)} (FORMAT parquet, COMPRESSION ${compression})`);
  if (queries.length <= PARTS_AT_ONCE) {
    await copy(queries.join(' UNION ALL '), path, 'zstd');
    return;
  }
  const pieces: string[] = [];
  try {
    for (let first = 0; first < queries.length; first += PARTS_AT_ONCE) {
      const piece = `${path}.${first}`;
      pieces.push(piece);
      await copy(queries.slice(first, first + PARTS_AT_ONCE).join(' UNION ALL '), piece, 'snappy');
    }
    await copy(`FROM read_parquet([${pieces.map(quoteText).join(', ')}])`, path, 'zstd');
  } finally {
    for (const piece of pieces) await rm(piece, { force: true });
  }
}
