/**
 * The join takes the figures in batches: ordered lists and sorts of text do not go to the disk as a whole, so what they
 * need must not grow with everything that is loaded.
 */
import { insertRows } from '../../duckdb/insert-rows.ts';
import { type Statements, quoteText } from '../../duckdb/statements.ts';

/** Figures of a batch; more only where one year of one publication, or one file, has more. They take some 100 MiB. */
const BATCH_FIGURES = 100_000;

/** A year of a publication, which is joined as a whole. */
export interface DatasetYear {
  readonly dataset: string;
  readonly fy: string;
}

/** Every dataset and year that has a cell or a figure, loaded or not, in batches. */
export async function batchesOfYears(statements: Statements): Promise<readonly (readonly DatasetYear[])[]> {
  const rows = await statements.rows(`
    SELECT dataset, fy, coalesce(n, 0)::INTEGER AS figures
    FROM (
      SELECT DISTINCT dataset, fy FROM trust_year_measure CROSS JOIN (SELECT DISTINCT fy FROM trust)
      UNION SELECT dataset, fy FROM load_state WHERE status = 'loaded'
    )
    LEFT JOIN (SELECT dataset, load_fy AS fy, count(*) AS n FROM observation GROUP BY ALL) USING (dataset, fy)
    ORDER BY fy, dataset`);
  return inBatches(rows).map((batch) =>
    batch.map((row) => ({ dataset: String(row['dataset']), fy: String(row['fy']) })),
  );
}

/** Fills the table that the statements of the step read. */
export async function setBatchOfYears(statements: Statements, batch: readonly DatasetYear[]): Promise<void> {
  await statements.run('CREATE OR REPLACE TEMP TABLE batch (dataset VARCHAR, fy VARCHAR)');
  await insertRows(
    statements,
    'batch',
    batch.map((row) => ({ ...row })),
  );
}

/** Files by the first digits of their SHA-256, with which every `observation_id` begins. */
export interface BatchOfFiles {
  readonly first: string;
  /** The first of the batch after; '' where there is none. */
  readonly next: string;
}

/** All files, in the order of their `observation_id`s. */
export async function batchesOfFiles(statements: Statements): Promise<readonly BatchOfFiles[]> {
  const rows = await statements.rows(`
    SELECT string_split(observation_id, ':')[1] AS file, count(*)::INTEGER AS figures
    FROM observation GROUP BY ALL ORDER BY ALL`);
  const starts = inBatches(rows).map((batch) => String(batch[0]?.['file']));
  return starts.map((first, index) => ({ first, next: starts[index + 1] ?? '' }));
}

/** Sets the variables that the statements of the step read. */
export async function setBatchOfFiles(statements: Statements, { first, next }: BatchOfFiles): Promise<void> {
  await statements.run(`SET VARIABLE first_file = ${quoteText(first)}`);
  await statements.run(`SET VARIABLE next_file = ${quoteText(next)}`);
}

type Counted = Readonly<Record<string, unknown>>;

/** Rows one after another, as long as their `figures` together stay within a batch. */
function inBatches(rows: readonly Counted[]): readonly (readonly Counted[])[] {
  const batches: Counted[][] = [];
  let held = 0;
  for (const row of rows) {
    const figures = Number(row['figures']);
    if (batches.length === 0 || held + figures > BATCH_FIGURES) {
      batches.push([]);
      held = 0;
    }
    batches.at(-1)?.push(row);
    held += figures;
  }
  return batches;
}
