/** The tables that groups and summaries are made from, filled by hand, so that a test can say every figure. */
import { readFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { insertRows } from '../../../duckdb/insert-rows.ts';
import { type Row, type Statements, statementsOf } from '../../../duckdb/statements.ts';

export interface HandTrust {
  readonly code: string;
  readonly fy?: string;
  readonly type?: string | null;
  readonly region?: string | null;
  /** Figures by measure. */
  readonly figures?: Readonly<Record<string, number>>;
  /** Dividend and divisor by ratio. */
  readonly ratios?: Readonly<Record<string, readonly [number, number]>>;
  /** Why a figure is not compared, by measure or ratio. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

export interface HandRatio {
  readonly ratio: string;
  readonly times: number;
  readonly complement?: boolean;
  readonly dividend?: string;
}

export interface CompareWorld {
  readonly statements: Statements;
  /** Makes groups and summaries of these trusts. */
  readonly make: (trusts: readonly HandTrust[], ratios?: readonly HandRatio[]) => Promise<void>;
  readonly rows: (sql: string) => Promise<readonly Row[]>;
  readonly close: () => void;
}

export const HAND_FY = '2019-20';
const TOO_SMALL = 'with a divisor too small to compare';

export async function openCompareWorld(): Promise<CompareWorld> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '400MB' });
  const connection = await instance.connect();
  const statements = statementsOf(connection);
  await statements.run('CREATE SCHEMA gold');
  return {
    statements,
    make: async (trusts, ratios = []) => {
      await fill(statements, trusts, ratios);
      await runCompare(statements);
    },
    rows: statements.rows,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** The statements under test, in their order. */
export async function runCompare(statements: Statements): Promise<void> {
  const names = ['1-before/05-peer-trust', '5-compare/40-peer-group', '5-compare/50-measure-summary'];
  for (const name of names) await statements.run(await goldSql(name));
  const years = await statements.rows('SELECT DISTINCT fy FROM trust ORDER BY fy');
  for (const { fy } of years) {
    await statements.run(`SET VARIABLE this_fy = '${String(fy)}'`);
    await statements.run(await goldSql('5-compare/51-measure-summary-each-year'));
  }
}

async function goldSql(name: string): Promise<string> {
  return await readFile(new URL(`../../../warehouse/join/gold/${name}.sql`, import.meta.url), 'utf8');
}

/** Empty tables of the shapes that the join has made by then. */
export async function emptyTables(statements: Statements): Promise<void> {
  await statements.run(`
    CREATE OR REPLACE TEMP TABLE trust (fy VARCHAR, org_code VARCHAR, org_name VARCHAR, sector VARCHAR, trust_type VARCHAR, region VARCHAR);
    CREATE OR REPLACE TEMP TABLE figure_finding (fy VARCHAR, org_code VARCHAR, measure VARCHAR, url VARCHAR, sha256 VARCHAR,
      kind VARCHAR, severity VARCHAR, message VARCHAR, dataset VARCHAR);
    CREATE OR REPLACE TEMP TABLE ratio_part (fy VARCHAR, unit_code VARCHAR, measure VARCHAR, value DOUBLE, left_out VARCHAR);
    CREATE OR REPLACE TEMP TABLE ratio_cell (fy VARCHAR, unit_code VARCHAR, ratio VARCHAR, value DOUBLE, status VARCHAR, left_out VARCHAR,
      dividend_value DOUBLE, divisor_value DOUBLE);
    CREATE OR REPLACE TEMP TABLE ratio_recipe (ratio VARCHAR, dividend VARCHAR, times DOUBLE, complement BOOLEAN)`);
}

async function fill(
  statements: Statements,
  trusts: readonly HandTrust[],
  recipes: readonly HandRatio[],
): Promise<void> {
  await emptyTables(statements);
  await insertRows(
    statements,
    'trust',
    trusts.map(({ code, fy = HAND_FY, type = 'Acute', region = 'London' }) => ({
      ...{ fy, org_code: code, org_name: `TRUST ${code}`, trust_type: type, region },
    })),
  );
  await insertRows(
    statements,
    'ratio_part',
    trusts.flatMap(({ code, fy = HAND_FY, figures = {}, leftOut = {} }) =>
      Object.entries(figures).map(([measure, value]) => ({
        ...{ fy, unit_code: code, measure, value, left_out: leftOut[measure] },
      })),
    ),
  );
  const recipeOf = new Map(recipes.map((recipe) => [recipe.ratio, recipe]));
  await insertRows(
    statements,
    'ratio_recipe',
    recipes.map(({ complement = false, ...recipe }) => ({ ...recipe, complement })),
  );
  await insertRows(
    statements,
    'ratio_cell',
    trusts.flatMap(({ code, fy = HAND_FY, ratios = {}, leftOut = {} }) =>
      Object.entries(ratios).map(([ratio, [dividend, divisor]]) => {
        const { times = 1, complement = false } = recipeOf.get(ratio) ?? {};
        const why = leftOut[ratio];
        return {
          ...{ fy, unit_code: code, ratio, left_out: why },
          ...{ dividend_value: dividend, divisor_value: divisor },
          value: times * (complement ? 1 - dividend / divisor : dividend / divisor),
          status: why === undefined || why === TOO_SMALL ? 'reported' : 'not_comparable',
        };
      }),
    ),
  );
}
