import { type Statements, quoteName, quoteText } from './statements.ts';

/** A value of a row: JSON carries it, so a number must be finite. */
export type InsertValue = string | number | boolean | null | undefined | readonly string[];

/** Inserts rows by column name; columns a row lacks become null. Values travel as one parameter, never as SQL. */
export async function insertRows(
  statements: Statements,
  table: string,
  rows: readonly Readonly<Record<string, InsertValue>>[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = await statements.rows(`DESCRIBE ${quoteName(table)}`);
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  const types = columns.flatMap((column) => {
    const name = String(column['column_name']);
    return used.delete(name) ? [[name, jsonType(String(column['column_type']))] as const] : [];
  });
  if (used.size > 0) throw new Error(`Table ${table} has no column ${[...used].join(', ')}.`);
  const structure = JSON.stringify([Object.fromEntries(types)]);
  await statements.run(
    `INSERT INTO ${quoteName(table)} BY NAME
     SELECT row.* FROM (SELECT unnest(from_json($1::JSON, ${quoteText(structure)})) AS row)`,
    [JSON.stringify(rows)],
  );
}

function jsonType(sqlType: string): string | string[] {
  return sqlType.endsWith('[]') ? [sqlType.slice(0, -2)] : sqlType;
}
