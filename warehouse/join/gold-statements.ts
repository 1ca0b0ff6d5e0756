/** The SQL of gold/: six folders, each run in the order of the numbers of its files. */
import { readdir, readFile } from 'node:fs/promises';
import type { Statements } from '../../duckdb/statements.ts';

/**
 * A folder of gold/. The second is run for each batch of datasets and years, which stand in the table `batch`; the third
 * for each batch of files, named by the variables `first_file` and `next_file`.
 */
export const GoldStep = {
  before: '1-before',
  eachBatchOfYears: '2-each-batch-of-years',
  eachBatchOfFiles: '3-each-batch-of-files',
  after: '4-after',
  compare: '5-compare',
  dictionary: '6-dictionary',
} as const;
export type GoldStep = (typeof GoldStep)[keyof typeof GoldStep];

/** The folder of a step. */
export function goldFolder(step: GoldStep): URL {
  return new URL(`gold/${step}/`, import.meta.url);
}

/** Runs the statements of a step. An error names the file. */
export async function runGold(statements: Pick<Statements, 'run'>, step: GoldStep): Promise<void> {
  for (const { name, sql } of await statementsOf(step)) {
    try {
      await statements.run(sql);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`warehouse/join/gold/${step}/${name}: ${message}`, { cause });
    }
  }
}

interface GoldStatement {
  readonly name: string;
  readonly sql: string;
}

const read = new Map<GoldStep, Promise<readonly GoldStatement[]>>();

async function statementsOf(step: GoldStep): Promise<readonly GoldStatement[]> {
  const texts = read.get(step) ?? readFolder(goldFolder(step));
  read.set(step, texts);
  return await texts;
}

async function readFolder(folder: URL): Promise<readonly GoldStatement[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return await Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(new URL(name, folder), 'utf8') })),
  );
}
