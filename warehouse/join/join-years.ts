import { type Statements, quoteName } from '../../duckdb/statements.ts';
import { createDatasetTables, makeDatasetTables } from '../dataset-tables.ts';
import { standingDecisions } from '../decision-table.ts';
import type { Warehouse } from '../warehouse.ts';
import { takeOutSameFigures, type TakenOut } from './check-across-years.ts';
import { inputsFingerprint, setFingerprint, Stage } from './fingerprint.ts';
import { GoldStep, runGold } from './gold-statements.ts';
import { batchesOfFiles, batchesOfYears, setBatchOfFiles, setBatchOfYears } from './join-batches.ts';
import { writeSeriesBreaks } from './compare/series-breaks.ts';
import { awaitedAccounts } from './awaited-accounts.ts';
import { accountsGaps, type ListedWithoutData, writeJoinFindings } from './join-findings.ts';
import { decidedOrganisations } from './decided-organisations.ts';
import { makePublicationCalendar } from './make-publication-calendar.ts';
import type { LeftOut } from './left-out.ts';
import { matchOrganisations } from './match-organisations.ts';
import { makeReleaseTables } from './release-tables.ts';
import { makeTrustYear } from './trust-year-sql.ts';
import { takeOutWithheld, WITHHELD_NOWHERE, writeWithheldCells } from './withheld.ts';
import { type JoinedDataset, writeRecipes } from './write-recipes.ts';

export interface JoinResult {
  readonly trustYears: number;
  /** True when some of the accounts are made up (the bundled sample). */
  readonly illustrative: boolean;
  /** Providers that the accounts list and have no lines for: named in the run's report, given no row. */
  readonly listedWithoutData: readonly ListedWithoutData[];
  /** Files that hold the figures of another year's file or that somebody withholds, and are not in the tables. */
  readonly takenOut: readonly TakenOut[];
  /** Names of the accounts that lead to no trust: their trust-years are missing until somebody decides. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Matches every organisation and rebuilds the gold tables, in one transaction: a join that fails leaves the last result.
 * Files that were loaded as two years, or that somebody withholds, are taken out first. What people have decided is read
 * from the table `decision`.
 * @param options.today ISO day of the join: which years' accounts may still come, and how periods stand, depends on it
 */
export async function joinYears(
  warehouse: Warehouse,
  {
    datasets,
    today = new Date().toISOString().slice(0, 10),
  }: { readonly datasets: readonly JoinedDataset[]; readonly today?: string },
): Promise<JoinResult> {
  const spine = datasets.find((dataset) => dataset.spine);
  if (!spine)
    throw new RangeError('None of the datasets is the accounts, and without them there is no trust.');
  return await warehouse.transaction(async (statements) => {
    await createDatasetTables(statements, datasets);
    const decisions = await standingDecisions(statements);
    const takenOut = [
      ...(await takeOutWithheld(statements, decisions)),
      ...(await takeOutSameFigures(statements, spine)),
    ];
    await writeWithheldCells(statements, decisions);
    await writeRecipes(statements, datasets);
    await writeSeriesBreaks(statements);
    const gaps = await accountsGaps(statements, spine);
    const decided = decidedOrganisations(decisions);
    const awaiting = await awaitedAccounts(statements, spine, datasets, today);
    const matched = await matchOrganisations(statements, spine.name, gaps, { decided, awaiting });
    await writeJoinFindings(statements, spine.name, gaps, matched, awaiting);
    await makeDatasetTables(statements, datasets);
    await runGold(statements, GoldStep.before);
    await statements.run(WITHHELD_NOWHERE);
    for (const batch of await batchesOfYears(statements)) {
      await setBatchOfYears(statements, batch);
      await runGold(statements, GoldStep.eachBatchOfYears);
    }
    for (const batch of await batchesOfFiles(statements)) {
      await setBatchOfFiles(statements, batch);
      await runGold(statements, GoldStep.eachBatchOfFiles);
    }
    await runGold(statements, GoldStep.after);
    await makeTrustYear(statements);
    await runGold(statements, GoldStep.compare);
    await makeReleaseTables(statements);
    await makePublicationCalendar(statements, datasets, today);
    await runGold(statements, GoldStep.dictionary);
    await dropWorkingTables(statements);
    await setFingerprint(statements, Stage.joined, await inputsFingerprint(statements, datasets));
    const counts = await publishedCounts(statements);
    return { ...counts, listedWithoutData: matched.silent, takenOut, leftOut: matched.leftOut };
  });
}

/** What the last join made: rows of trust_year, and whether some of the accounts are made up (the bundled sample). */
export async function publishedCounts(
  statements: Pick<Statements, 'rows'>,
): Promise<Pick<JoinResult, 'trustYears' | 'illustrative'>> {
  const [row] = await statements.rows(`
    SELECT (SELECT count(*) FROM gold.trust_year)::INTEGER AS trust_years,
           EXISTS (FROM load_state WHERE status = 'loaded' AND maturity = 'illustrative') AS illustrative`);
  return { trustYears: Number(row?.['trust_years'] ?? 0), illustrative: row?.['illustrative'] === true };
}

/** The tables between the loaded figures and the gold tables are of use to nobody afterwards, and hold memory. */
async function dropWorkingTables(statements: Statements): Promise<void> {
  const rows = await statements.rows(
    'SELECT table_name FROM duckdb_tables() WHERE temporary ORDER BY table_name',
  );
  for (const row of rows) await statements.run(`DROP TABLE temp.${quoteName(String(row['table_name']))}`);
}
