import type { Dataset, FinancialYear } from '../datasets/contract.ts';
import { insertRows } from './insert-rows.ts';
import { TRUST_YEAR_MEASURES } from './trust-year-measures.ts';
import type { Statements } from './warehouse.ts';

/** What the join must know of a dataset. */
export type JoinedDataset = Pick<
  Dataset,
  'name' | 'title' | 'spine' | 'yearless' | 'years' | 'expectedFiles' | 'measures'
>;

/** Writes the recipes, and which periods a full year has: what the gold SQL reads instead of dataset names. */
export async function writeRecipes(
  statements: Statements,
  datasets: readonly JoinedDataset[],
  years: readonly FinancialYear[],
): Promise<void> {
  await statements.run('DELETE FROM measure_recipe');
  await insertRows(
    statements,
    'measure_recipe',
    datasets.flatMap((dataset) =>
      dataset.measures.map((recipe) => ({
        dataset: dataset.name,
        measure: recipe.measure,
        meaning: recipe.meaning,
        unit: recipe.unit,
        parts: recipe.parts,
        optional_parts: recipe.optionalParts ?? [],
        across_periods: recipe.across,
        periods_expected: recipe.periodsExpected,
        scale: recipe.scale,
        follows_succession: recipe.followsSuccession,
      })),
    ),
  );
  await statements.run(
    'CREATE OR REPLACE TEMP TABLE trust_year_measure (measure VARCHAR, dataset VARCHAR, position INTEGER)',
  );
  await insertRows(
    statements,
    'trust_year_measure',
    TRUST_YEAR_MEASURES.map((column, position) => ({ ...column, position })),
  );
  await statements.run(
    'CREATE OR REPLACE TEMP TABLE expected_period (dataset VARCHAR, fy VARCHAR, period VARCHAR)',
  );
  await insertRows(
    statements,
    'expected_period',
    datasets
      .filter((dataset) => !dataset.yearless)
      .flatMap((dataset) => years.flatMap((fy) => periodsOf(dataset, fy))),
  );
}

function periodsOf(
  dataset: JoinedDataset,
  fy: FinancialYear,
): readonly { dataset: string; fy: string; period: string }[] {
  if (!dataset.years.includes(fy)) return [];
  const periods = new Set(dataset.expectedFiles(fy).map((file) => file.period));
  return [...periods].map((period) => ({ dataset: dataset.name, fy, period }));
}
