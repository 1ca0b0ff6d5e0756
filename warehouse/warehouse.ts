/** The one DuckDB file that is written, and the two ways of using it: read, or change as a whole. */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { MemoryBudget } from './memory-budget.ts';

/** Values a query can be given. */
export type QueryValue = string | number | boolean | null;

/** A row as plain JavaScript values; BIGINT comes as bigint. */
export type Row = Readonly<Record<string, unknown>>;

/** What a step inside a transaction may do. */
export interface Statements {
  readonly run: (sql: string, values?: readonly QueryValue[]) => Promise<void>;
  readonly rows: (sql: string, values?: readonly QueryValue[]) => Promise<readonly Row[]>;
}

export interface Warehouse extends Statements {
  readonly path: string;
  readonly memory: MemoryBudget;
  /** All of it or nothing of it. Transactions wait for one another: there is one connection. */
  readonly transaction: <T>(work: (statements: Statements) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
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

/** One connection, used by one caller at a time. */
export function warehouseOn(
  connection: DuckDBConnection,
  path: string,
  memory: MemoryBudget,
  closed: () => void,
): Warehouse {
  const statements = statementsOf(connection);
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    path,
    memory,
    run: async (sql, values) => await inTurn(async () => await statements.run(sql, values)),
    rows: async (sql, values) => await inTurn(async () => await statements.rows(sql, values)),
    transaction: async (work) =>
      await inTurn(async () => {
        await statements.run('BEGIN TRANSACTION');
        try {
          const result = await work(statements);
          await statements.run('COMMIT');
          return result;
        } catch (error) {
          // A failed COMMIT has rolled back by itself; asking again must not hide the first error.
          await statements.run('ROLLBACK').catch(() => undefined);
          throw error;
        }
      }),
    close: async () =>
      await inTurn(async () => {
        await statements.run('CHECKPOINT').catch(() => undefined);
        connection.closeSync();
        closed();
      }),
  };
}

/** A table or column name, or a text, as SQL writes it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
