import { readFile } from 'node:fs/promises';
import type { Statements } from '../../duckdb/statements.ts';

/** Makes the tables of releases, empty: a publication fills them from the kept releases (warehouse/releases/). */
export async function makeReleaseTables(statements: Pick<Statements, 'run'>): Promise<void> {
  await statements.run(await readFile(new URL('./release-tables.sql', import.meta.url), 'utf8'));
}
