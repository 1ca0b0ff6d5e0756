import type { Dataset } from '../../datasets/contract/dataset.ts';
import { type FinancialYear, monthsOf } from '../../nhs/financial-year.ts';
import type { MeasureRecipe } from '../../datasets/contract/recipe.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import { TRUST_YEAR_MEASURES } from './trust-year-measures.ts';
import { TRUST_YEAR_RATIOS } from './trust-year-ratios.ts';
import type { Statements } from '../../duckdb/statements.ts';

/** What the join must know of a dataset. */
export type JoinedDataset = Pick<
  Dataset,
  'name' | 'title' | 'spine' | 'yearless' | 'years' | 'expectedFiles' | 'measures' | 'sql'
>;

/** Which recipe makes a measure in a year. */
interface RecipeOfYear {
  readonly dataset: JoinedDataset;
  readonly fy: FinancialYear;
  readonly recipe: MeasureRecipe;
}

/**
 * Writes what the gold SQL reads instead of dataset names: the recipe of each measure and year, the periods a full year
 * of it has, and the slots with the order in which editions speak. For every year that can be read, loaded or not.
 */
export async function writeRecipes(
  statements: Statements,
  datasets: readonly JoinedDataset[],
): Promise<void> {
  const recipes = datasets.flatMap(recipesOf);
  // One row for each measure and year: a dataset may have another recipe in other years. The published workbook explains from it.
  await replace(statements, 'TABLE', 'measure_recipe', RECIPE_COLUMNS, recipes.map(recipeRow));
  await replace(
    statements,
    'TEMP TABLE',
    'trust_year_measure',
    'measure VARCHAR, dataset VARCHAR, position INTEGER',
    TRUST_YEAR_MEASURES.map((column, position) => ({ ...column, position })),
  );
  await replace(
    statements,
    'TEMP TABLE',
    'trust_year_ratio',
    'column_name VARCHAR, meaning VARCHAR, unit VARCHAR, source VARCHAR',
    TRUST_YEAR_RATIOS.map(({ column, dividend, divisor, times, meaning }) => ({
      column_name: column,
      meaning,
      unit: times === 100 ? 'per cent' : 'pounds',
      source: `${dividend} / ${divisor}; nothing unless both are reported or partial and the divisor is not 0`,
    })),
  );
  await replace(
    statements,
    'TEMP TABLE',
    'expected_period',
    'dataset VARCHAR, fy VARCHAR, measure VARCHAR, period VARCHAR',
    recipes.flatMap(periodsOf),
  );
  await replace(
    statements,
    'TEMP TABLE',
    'month_beside',
    'dataset VARCHAR, fy VARCHAR, measure VARCHAR, period VARCHAR',
    recipes.filter(({ recipe }) => recipe.monthsBeside).flatMap((one) => rowsFor(one, monthsOf(one.fy))),
  );
  await replace(
    statements,
    'TEMP TABLE',
    'expected_slot',
    'dataset VARCHAR, fy VARCHAR, slot VARCHAR, period VARCHAR, stand_in INTEGER',
    datasets.flatMap((dataset) => yearsOf(dataset).flatMap((fy) => slotsOf(dataset, fy))),
  );
}

const RECIPE_COLUMNS = `dataset VARCHAR, title VARCHAR, fy VARCHAR, measure VARCHAR, meaning VARCHAR, unit VARCHAR, caveat VARCHAR, parts VARCHAR[],
  optional_parts VARCHAR[], across_periods VARCHAR, periods_expected INTEGER, scale DOUBLE, follows_succession BOOLEAN,
  weighted_by VARCHAR, harmonic BOOLEAN, months_beside BOOLEAN`;

type Rows = Parameters<typeof insertRows>[2];

async function replace(
  statements: Statements,
  kind: 'TABLE' | 'TEMP TABLE',
  table: string,
  columns: string,
  rows: Rows,
): Promise<void> {
  await statements.run(`CREATE OR REPLACE ${kind} ${table} (${columns})`);
  await insertRows(statements, table, rows);
}

function yearsOf(dataset: JoinedDataset): readonly FinancialYear[] {
  return dataset.yearless ? [] : dataset.years;
}

function recipesOf(dataset: JoinedDataset): readonly RecipeOfYear[] {
  return yearsOf(dataset).flatMap((fy) =>
    dataset.measures
      .filter((recipe) => recipe.years?.includes(fy) ?? true)
      .map((recipe) => ({ dataset, fy, recipe })),
  );
}

function recipeRow({ dataset, fy, recipe }: RecipeOfYear): Rows[number] {
  return {
    dataset: dataset.name,
    title: dataset.title,
    fy,
    measure: recipe.measure,
    caveat: recipe.caveat,
    meaning: recipe.meaning,
    unit: recipe.unit,
    parts: recipe.parts,
    optional_parts: recipe.optionalParts ?? [],
    across_periods: recipe.across,
    periods_expected: recipe.periodsExpected,
    scale: recipe.scale,
    follows_succession: recipe.followsSuccession,
    weighted_by: recipe.weightedBy,
    harmonic: recipe.harmonic ?? false,
    months_beside: recipe.monthsBeside ?? false,
  };
}

/** A year may have files of several kinds of period: a recipe is about the year itself, its quarters or its months. */
function periodsOf(one: RecipeOfYear): Rows {
  const { dataset, fy, recipe } = one;
  const kind = kindWith(recipe.periodsExpected);
  const periods = new Set(dataset.expectedFiles(fy).map((file) => file.period));
  const ofKind = [...periods].filter((period) => kindOf(period, fy) === kind);
  // One file of the year that prints its months and no year (diagnostic imaging, 2017-18).
  return rowsFor(one, ofKind.length === 0 && kind === 'month' ? monthsOf(fy) : ofKind);
}

function rowsFor({ dataset, fy, recipe }: RecipeOfYear, periods: readonly string[]): Rows {
  return periods.map((period) => ({ dataset: dataset.name, fy, measure: recipe.measure, period }));
}

function kindOf(period: string, fy: FinancialYear): 'year' | 'quarter' | 'month' {
  if (period === fy) return 'year';
  return /Q\d$/.test(period) ? 'quarter' : 'month';
}

function kindWith(periodsExpected: number): 'year' | 'quarter' | 'month' {
  if (periodsExpected === 1) return 'year';
  return periodsExpected === 4 ? 'quarter' : 'month';
}

function slotsOf(dataset: JoinedDataset, fy: FinancialYear): Rows {
  return dataset.expectedFiles(fy).map(({ slot, period, standIn }) => ({
    dataset: dataset.name,
    fy,
    slot,
    period,
    stand_in: standIn ?? 0,
  }));
}
