/** What has changed since the last release, cell by cell, and why. The answer is in the temporary table `cell_change`. */
import { type Statements, quoteName, quoteText } from '../../duckdb/statements.ts';
import type { Warehouse } from '../warehouse.ts';
import { type Rejoin, decideByRejoining } from './rejoin.ts';
import { type KeptRelease, requireWhole } from './release-folder.ts';
import { runFile } from './release-sql.ts';

export interface Comparison {
  /** Of the release that is being made. */
  readonly id: string;
  readonly last: KeptRelease | undefined;
  /** Fingerprint of the rules that made the figures now. */
  readonly rules: string;
  readonly rejoin?: Rejoin;
}

const ACTIVITY =
  'fy, org_code, measure, dataset, value, status, maturity, periods_reported, periods_expected, lineage';
/** What a recipe says to people, not to the join. */
const WORDS_OF_RECIPE = ['meaning', 'unit', 'caveat'];
const TEMPORARY = [
  ...['old_activity', 'new_activity', 'old_file', 'new_file', 'old_match', 'new_match', 'changed_recipe'],
  ...['changed_cell', 'slot_change', 'match_change', 'candidate', 'undecided_cell', 'decided_cell'],
  ...['old_decision', 'decision_change'],
];

/** Compares what the last join made with the last release; where more than one cause is possible, joins again. */
export async function findCauses(
  warehouse: Warehouse,
  { id, last, rules, rejoin }: Comparison,
): Promise<void> {
  await setBeforeAndNow(warehouse, last);
  await warehouse.run(`SET VARIABLE release_id = ${quoteText(id)}`);
  await warehouse.run(`SET VARIABLE first_release = ${last === undefined}`);
  await warehouse.run(`SET VARIABLE rules_changed = ${last !== undefined && last.facts.rules !== rules}`);
  await warehouse.run(`SET VARIABLE spine = (SELECT any_value(dataset) FROM measure_recipe WHERE of_spine)`);
  await runFile(warehouse, 'changed-cell.sql');
  await runFile(warehouse, 'candidate.sql');
  if (last && rejoin) await decideByRejoining(warehouse, rejoin);
  await runFile(warehouse, 'cell-change.sql');
  for (const name of TEMPORARY) await warehouse.run(`DROP TABLE temp.${quoteName(name)}`);
}

/** Both sides as temporary tables of the same form; before the first release there is nothing. */
async function setBeforeAndNow(warehouse: Warehouse, last: KeptRelease | undefined): Promise<void> {
  const before = async (name: string): Promise<string> =>
    last
      ? `read_parquet(${quoteText(await requireWhole(last, `${name}.parquet`))})`
      : `(FROM gold.${name} WHERE FALSE)`;
  const tables = {
    activity: 'trust_activity',
    file: 'source_file',
    match: 'org_match',
  } as const;
  for (const [short, name] of Object.entries(tables)) {
    for (const [side, from] of [
      ['old', await before(name)],
      ['new', `gold.${name}`],
    ] as const) {
      const columns = short === 'activity' ? await activityColumns(warehouse, from) : '*';
      const which = short === 'file' ? `WHERE status = 'loaded'` : '';
      await warehouse.run(
        `CREATE OR REPLACE TEMP TABLE ${side}_${short} AS SELECT ${columns} FROM ${from} ${which}`,
      );
    }
  }
  await setChangedRecipes(warehouse, await before('measure'));
  // Releases from before people could decide keep no decisions.
  const kept = last?.facts.fingerprints['decision.parquet'] === undefined ? undefined : last;
  const decisions = kept && `read_parquet(${quoteText(await requireWhole(kept, 'decision.parquet'))})`;
  await setDecisions(warehouse, decisions ?? '(FROM main.decision WHERE FALSE)');
}

/** A release that was made before a column was there says nothing in it. */
async function activityColumns(statements: Statements, from: string): Promise<string> {
  const there = (await columnsOf(statements, from)).includes('shortfall_max');
  return `${ACTIVITY}, ${there ? 'shortfall_max' : 'NULL::DOUBLE AS shortfall_max'}`;
}

/** Measures and years whose recipe is another, by the columns that both sides have. */
async function setChangedRecipes(statements: Statements, before: string): Promise<void> {
  const now = 'gold.measure';
  const known = await columnsOf(statements, before);
  const columns = (await columnsOf(statements, now))
    .filter((name) => known.includes(name) && !WORDS_OF_RECIPE.includes(name))
    .map(quoteName)
    .join(', ');
  const [one, other] = [`SELECT ${columns} FROM ${before}`, `SELECT ${columns} FROM ${now}`];
  await statements.run(
    `CREATE OR REPLACE TEMP TABLE changed_recipe AS
     SELECT DISTINCT fy, measure FROM ((${one} EXCEPT ${other}) UNION ALL (${other} EXCEPT ${one}))`,
  );
}

/** What people had decided, and what of it is otherwise now: it came, or somebody took it back. */
async function setDecisions(statements: Statements, before: string): Promise<void> {
  await statements.run(`CREATE OR REPLACE TEMP TABLE old_decision AS FROM ${before}`);
  const standing = (table: string): string => `(FROM ${table} WHERE coalesce(undone, '') = '')`;
  const [then, now] = [standing('temp.old_decision'), standing('main.decision')];
  await statements.run(
    `CREATE OR REPLACE TEMP TABLE decision_change AS
     SELECT *, TRUE AS came FROM ${now} AS now WHERE number NOT IN (SELECT number FROM ${then} AS before)
     UNION ALL BY NAME
     SELECT *, FALSE AS came FROM ${then} AS before WHERE number NOT IN (SELECT number FROM ${now} AS now)`,
  );
}

async function columnsOf(statements: Statements, from: string): Promise<readonly string[]> {
  const rows = await statements.rows(`DESCRIBE SELECT * FROM ${from}`);
  return rows.map((row) => String(row['column_name']));
}
