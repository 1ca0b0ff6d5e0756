import { DuckDBInstance } from '@duckdb/node-api';
import { join } from 'node:path';

/** Asks the published database of a data folder, as a person would. */
export async function published(
  dataDir: string,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const instance = await DuckDBInstance.create(join(dataDir, 'nhs.duckdb'), { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJS();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
