/** What any room asks of DuckDB: statements with values, and names and texts as SQL writes them. */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

/** Values a query can be given. */
export type QueryValue = string | number | boolean | null;

/** A row as plain JavaScript values; BIGINT comes as bigint. */
export type Row = Readonly<Record<string, unknown>>;

/** What a step inside a transaction may do. */
export interface Statements {
  readonly run: (sql: string, values?: readonly QueryValue[]) => Promise<void>;
  readonly rows: (sql: string, values?: readonly QueryValue[]) => Promise<readonly Row[]>;
}

/** The statements of a connection, with no waiting for anybody. */
export function statementsOf(connection: DuckDBConnection): Statements {
  return {
    run: async (sql, values) => {
      await connection.run(sql, listOf(values));
    },
    rows: async (sql, values) => {
      const reader = await connection.runAndReadAll(sql, listOf(values));
      return reader.getRowObjectsJS();
    },
  };
}

function listOf(values: readonly QueryValue[] | undefined): DuckDBValue[] | undefined {
  return values === undefined ? undefined : [...values];
}

/** A table or column name, or a text, as SQL writes it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
