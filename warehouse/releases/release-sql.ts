import { readFile } from 'node:fs/promises';
import type { Row, Statements } from '../../duckdb/statements.ts';

/** A statement file of this folder; an error names it. */
export async function runFile(statements: Pick<Statements, 'run'>, name: string): Promise<void> {
  try {
    await statements.run(await textOf(name));
  } catch (cause) {
    throw new Error(`warehouse/releases/${name}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/** The rows that a statement file of this folder asks for. */
export async function rowsOfFile(
  statements: Pick<Statements, 'rows'>,
  name: string,
): Promise<readonly Row[]> {
  return await statements.rows(await textOf(name));
}

async function textOf(name: string): Promise<string> {
  return await readFile(new URL(name, import.meta.url), 'utf8');
}
