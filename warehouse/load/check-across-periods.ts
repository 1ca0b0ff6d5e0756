import { readFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import { observationsPath } from '../../parsed/parsed-files.ts';
import { type Row, type Statements, quoteText, statementsOf } from '../../duckdb/statements.ts';

/** A parsed file that is to be judged beside the other periods of its year. */
export interface ParsedPeriod {
  readonly slot: string;
  readonly period: string;
  /** Folder that `writeParsedFile` wrote. */
  readonly dir: string;
}

/** A file that must not be loaded, because it does not fit its neighbours. */
export interface PeriodRefusal {
  readonly slot: string;
  readonly code: SourceErrorCode;
  readonly message: string;
}

/**
 * Refuses files that differ from the other periods of their year as only a slip of units or half a file does: see
 * check-across-periods.sql for the three rules and where their numbers come from. Two periods cannot tell
 * which of them is wrong: counts are left alone, and averages far apart are refused in both. At most one refusal a file.
 * @param stocks measures that are an average over the period, not a count in it: they move far less.
 */
export async function checkAcrossPeriods(
  files: readonly ParsedPeriod[],
  stocks: readonly string[] = [],
): Promise<readonly PeriodRefusal[]> {
  const periods = new Set(files.map((file) => file.period)).size;
  if (periods < (stocks.length > 0 ? 2 : 3)) return [];
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    const statements = statementsOf(connection);
    await readFigures(statements, files);
    await statements.run('CREATE TABLE stock (measure VARCHAR)');
    for (const measure of stocks) await statements.run('INSERT INTO stock VALUES ($1)', [measure]);
    await statements.run(await readFile(new URL('./check-across-periods.sql', import.meta.url), 'utf8'));
    const rows = await statements.rows(
      'SELECT slot, any_value(message ORDER BY rule, message) AS message, count(*)::INTEGER AS doubts FROM doubt GROUP BY slot ORDER BY slot',
    );
    connection.closeSync();
    return rows.map(refusalOf);
  } finally {
    instance.closeSync();
  }
}

/** Figures of the file's own period; what it says about others is not its neighbours' business. */
async function readFigures(statements: Statements, files: readonly ParsedPeriod[]): Promise<void> {
  await statements.run(
    'CREATE TABLE published (slot VARCHAR, period VARCHAR, org VARCHAR, org_name VARCHAR, measure VARCHAR, value DOUBLE)',
  );
  for (const { slot, period, dir } of files) {
    await statements.run(
      `INSERT INTO published
       SELECT $1, period, CASE WHEN trim(org_code) = '' THEN trim(org_name) ELSE upper(trim(org_code)) END, trim(org_name), measure,
         CASE WHEN status = 'reported' THEN value END
       FROM read_parquet(${quoteText(observationsPath(dir))}) WHERE period = $2`,
      [slot, period],
    );
  }
}

function refusalOf(row: Row): PeriodRefusal {
  const more = Number(row['doubts']) - 1;
  const others = more === 0 ? '' : ` (and ${more} more like it)`;
  return {
    slot: String(row['slot']),
    code: SourceErrorCode.implausible,
    message: `${String(row['message'])}${others} If the figures are right all the same, say so with an issue; if the publisher has corrected the file, give its address with "retry --url".`,
  };
}
