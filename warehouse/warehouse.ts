/** The one DuckDB file that is written, and the two ways of using it: read, or change as a whole. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { statementsOf, type Statements } from '../duckdb/statements.ts';
import type { MemoryBudget } from './memory-budget.ts';

export interface Warehouse extends Statements {
  readonly path: string;
  readonly memory: MemoryBudget;
  /** All of it or nothing of it. Transactions wait for one another: there is one connection. */
  readonly transaction: <T>(work: (statements: Statements) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
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
