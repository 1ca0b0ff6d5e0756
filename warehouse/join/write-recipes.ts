import type { Dataset } from '../../datasets/contract/dataset.ts';
import type { MeasureRecipe } from '../../datasets/contract/recipe.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import type { Statements } from '../../duckdb/statements.ts';
import { type FinancialYear, monthsOf } from '../../nhs/financial-year.ts';
import { RATIOS, RATIO_SAYS_NOTHING, notCounted, ratioInWords } from './ratios.ts';
import { TRUST_YEAR_MEASURES } from './trust-year-columns.ts';

/** What the join must know of a dataset. */
export type JoinedDataset = Pick<
  Dataset,
  'name' | 'title' | 'spine' | 'yearless' | 'years' | 'expectedFiles' | 'measures' | 'sql'
> &
  Partial<Pick<Dataset, 'due'>>;

/** Which recipe makes a measure in a year. */
interface RecipeOfYear {
  readonly dataset: JoinedDataset;
  readonly fy: FinancialYear;
  readonly recipe: MeasureRecipe;
}

type Rows = Parameters<typeof insertRows>[2];

const PERIOD_COLUMNS = 'dataset VARCHAR, fy VARCHAR, measure VARCHAR, period VARCHAR';

/**
 * Writes what the gold SQL reads instead of dataset names: the recipe of each measure and year, the periods a full year of
 * that measure has, the slots with the order in which editions speak, and the columns of trust_year. For every year that
 * can be read, loaded or not.
 */
export async function writeRecipes(
  statements: Statements,
  datasets: readonly JoinedDataset[],
): Promise<void> {
  async function replace(table: string, columns: string, rows: Rows): Promise<void> {
    await statements.run(`CREATE OR REPLACE ${table} (${columns})`);
    await insertRows(statements, table.split(' ').at(-1) ?? table, rows);
  }
  const recipes = datasets.flatMap(recipesOf);
  const spine = datasets.find((dataset) => dataset.spine)?.name;
  // Kept after the join: the published workbook explains from these rows.
  await replace('TABLE measure_recipe', RECIPE_COLUMNS, recipes.map(recipeRow));
  await replace('TEMP TABLE expected_period', PERIOD_COLUMNS, recipes.flatMap(periodsOf));
  await replace(
    'TEMP TABLE month_beside',
    PERIOD_COLUMNS,
    recipes
      .filter(({ recipe }) => recipe.monthsBeside)
      .flatMap((recipe) => rowsFor(recipe, monthsOf(recipe.fy))),
  );
  await replace(
    'TEMP TABLE expected_slot',
    'dataset VARCHAR, fy VARCHAR, slot VARCHAR, period VARCHAR, stand_in INTEGER',
    datasets.flatMap((dataset) => yearsOf(dataset).flatMap((fy) => slotsOf(dataset, fy))),
  );
  await replace(
    'TEMP TABLE trust_year_measure',
    'measure VARCHAR, dataset VARCHAR, position INTEGER, wide BOOLEAN, of_spine BOOLEAN',
    TRUST_YEAR_MEASURES.map(({ measure, dataset, longOnly }, position) => ({
      ...{ measure, dataset, position },
      wide: longOnly !== true,
      of_spine: dataset === spine,
    })),
  );
  await replace('TEMP TABLE ratio_recipe', RATIO_COLUMNS, ratioRows(spine));
}

const RATIO_COLUMNS = `ratio VARCHAR, position INTEGER, meaning VARCHAR, unit VARCHAR, formula VARCHAR, dividend VARCHAR, divisor VARCHAR, times DOUBLE,
  complement BOOLEAN, same_periods BOOLEAN, floor_of_divisor DOUBLE, withheld_by VARCHAR[], withheld_measure VARCHAR, dividend_from_accounts BOOLEAN,
  divisor_from_accounts BOOLEAN, not_counted VARCHAR, says_nothing VARCHAR`;

/** The ratios as the SQL reads them. */
function ratioRows(spine: string | undefined): Rows {
  const datasetOf = new Map(TRUST_YEAR_MEASURES.map(({ measure, dataset }) => [measure, dataset]));
  return RATIOS.map((column, position) => ({
    ...{
      ratio: column.ratio,
      position,
      meaning: column.meaning,
      unit: column.unit,
      formula: ratioInWords(column),
    },
    ...{ dividend: column.dividend, divisor: column.divisor, times: column.times },
    complement: column.complement ?? false,
    same_periods: column.samePeriods ?? false,
    floor_of_divisor: column.floor,
    withheld_by: column.withheldBy?.findings ?? [],
    withheld_measure: column.withheldBy?.measure,
    dividend_from_accounts: datasetOf.get(column.dividend) === spine,
    divisor_from_accounts: datasetOf.get(column.divisor) === spine,
    not_counted: notCounted(column),
    says_nothing: RATIO_SAYS_NOTHING,
  }));
}

const RECIPE_COLUMNS = `dataset VARCHAR, title VARCHAR, fy VARCHAR, measure VARCHAR, meaning VARCHAR, unit VARCHAR, caveat VARCHAR, parts VARCHAR[],
  optional_parts VARCHAR[], across_periods VARCHAR, periods_expected INTEGER, scale DOUBLE, follows_succession BOOLEAN,
  weighted_by VARCHAR, harmonic BOOLEAN, months_beside BOOLEAN, kind VARCHAR, less_parts VARCHAR[], suppressed_up_to DOUBLE, of_spine BOOLEAN, balance BOOLEAN`;

function recipeRow({ dataset: { name, title, spine }, fy, recipe }: RecipeOfYear): Rows[number] {
  const { measure, meaning, unit, caveat, parts, scale } = recipe;
  return {
    ...{ dataset: name, title, fy, measure, meaning, unit, caveat, parts, scale },
    optional_parts: recipe.optionalParts ?? [],
    across_periods: recipe.across,
    periods_expected: recipe.periodsExpected,
    follows_succession: recipe.followsSuccession,
    weighted_by: recipe.weightedBy,
    harmonic: recipe.harmonic ?? false,
    months_beside: recipe.monthsBeside ?? false,
    kind: recipe.kind,
    less_parts: recipe.less ?? [],
    suppressed_up_to: recipe.suppressedUpTo,
    of_spine: spine,
    balance: recipe.balance ?? false,
  };
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

/** A year may have files of several kinds of period: a recipe is about the year itself, its quarters or its months. */
function periodsOf(one: RecipeOfYear): Rows {
  const { dataset, fy, recipe } = one;
  const kind = { 1: 'year', 4: 'quarter' }[recipe.periodsExpected] ?? 'month';
  const periods = new Set(dataset.expectedFiles(fy).map((file) => file.period));
  const ofKind = [...periods].filter((period) => kindOf(period, fy) === kind);
  // The one file of the year prints its months and no year (diagnostic imaging, 2017-18).
  return rowsFor(one, ofKind.length === 0 && kind === 'month' ? monthsOf(fy) : ofKind);
}

function kindOf(period: string, fy: FinancialYear): 'year' | 'quarter' | 'month' {
  if (period === fy) return 'year';
  return /Q\d$/.test(period) ? 'quarter' : 'month';
}

function rowsFor({ dataset, fy, recipe }: RecipeOfYear, periods: readonly string[]): Rows {
  return periods.map((period) => ({ dataset: dataset.name, fy, measure: recipe.measure, period }));
}

function slotsOf({ name, expectedFiles }: JoinedDataset, fy: FinancialYear): Rows {
  return expectedFiles(fy).map(({ slot, period, standIn }) => ({
    ...{ dataset: name, fy, slot, period },
    stand_in: standIn ?? 0,
  }));
}
