import type { Finding } from '../../datasets/contract/parsed-file.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import {
  type ParsedFileSummary,
  observationsPath,
  readParsedFile,
  tablePath,
} from '../../parsed/parsed-files.ts';
import { writeFileRow } from './record-file.ts';
import type { SlotKey, SourceFacts } from './source-facts.ts';
import { type Statements, quoteName, quoteText } from '../../duckdb/statements.ts';
import type { Warehouse } from '../warehouse.ts';

/** A verified file on its way into its slot. */
export interface FileToLoad extends SlotKey {
  readonly source: SourceFacts & { readonly sha256: string };
  /** Folder that `writeParsedFile` wrote. */
  readonly parsedDir: string;
  readonly parserVersion: number;
  /** Findings beyond those of the parser: about a cell or about the file. */
  readonly findings?: readonly Finding[];
  /** Set when this is not the publisher's preferred file of the slot. */
  readonly fallback?: { readonly reason: string };
  /** The decisions under which it is loaded: `accept:3 heading:5`. */
  readonly decisions?: string;
}

const PARTITION = ['dataset', 'load_fy', 'slot', 'sha256'];

/**
 * Replaces what a slot holds by one parsed file, in one transaction: a failure leaves everything as it was, and loading
 * the same file again changes nothing.
 */
export async function loadFile(warehouse: Warehouse, file: FileToLoad): Promise<{ observations: number }> {
  const parsed = await readParsedFile(file.parsedDir);
  const tables = Object.keys(parsed.tables).sort();
  return await warehouse.transaction(async (statements) => {
    const known = await partitionedTables(statements);
    const strange = tables.find((table) => !known.includes(table));
    if (strange !== undefined)
      throw new Error(`schema.sql has no table ${strange} to load ${file.parsedDir} into.`);
    await clearSlot(statements, file);
    const observations = await insertObservations(statements, file);
    for (const table of tables) await insertTable(statements, file, table);
    const partition = {
      dataset: file.dataset,
      load_fy: file.fy,
      slot: file.slot,
      sha256: file.source.sha256,
    };
    await insertRows(
      statements,
      'printed_total',
      parsed.totals.map((total) => ({
        ...partition,
        period: total.period,
        measure: total.measure,
        published: total.published,
        sum_of_rows: total.sumOfRows,
        sheet: total.sheet,
        row_number: total.row,
        column_letter: total.column,
      })),
    );
    await insertRows(
      statements,
      'quarantine',
      parsed.quarantine.map((row) => ({
        ...partition,
        sheet: row.sheet,
        row_number: row.row,
        org_code: row.orgCode,
        org_name: row.orgName,
        rule: row.rule,
        detail: row.detail,
      })),
    );
    await insertRows(
      statements,
      'quality_finding',
      [...parsed.findings, ...(file.findings ?? [])].map((finding) => ({
        ...partition,
        kind: finding.kind,
        severity: finding.severity,
        org_code: finding.orgCode,
        org_name: finding.orgName,
        measure: finding.measure,
        message: finding.message,
      })),
    );
    await fillSlot(statements, file, parsed);
    return { observations };
  });
}

/** Forgets everything that was loaded into a slot, but not that the file was there. */
export async function clearSlot(statements: Statements, slot: SlotKey): Promise<void> {
  for (const table of await partitionedTables(statements)) {
    await statements.run(
      `DELETE FROM ${quoteName(table)} WHERE dataset = $1 AND load_fy = $2 AND slot = $3`,
      keyOf(slot),
    );
  }
}

async function insertObservations(statements: Statements, file: FileToLoad): Promise<number> {
  const path = quoteText(observationsPath(file.parsedDir));
  await statements.run(
    `INSERT INTO observation BY NAME
     SELECT $1 AS dataset, $2 AS load_fy, $3 AS slot, $4 AS sha256,
       $4[:12] || ':' || sheet || '!' || column_letter || row_number AS observation_id,
       org_code, org_name, period, measure, value, status, printed, sheet, row_number, column_letter
     FROM read_parquet(${path})`,
    [...keyOf(file), file.source.sha256],
  );
  const [row] = await statements.rows(
    'SELECT count(*)::INTEGER AS n FROM observation WHERE dataset = $1 AND load_fy = $2 AND slot = $3',
    keyOf(file),
  );
  return Number(row?.['n'] ?? 0);
}

/** The table's own columns must all be in the Parquet file: a column left out would become null without a word. */
async function insertTable(statements: Statements, file: FileToLoad, table: string): Promise<void> {
  const path = quoteText(tablePath(file.parsedDir, table));
  const columns = (await statements.rows(`DESCRIBE ${quoteName(table)}`))
    .map((column) => String(column['column_name']))
    .filter((name) => !PARTITION.includes(name))
    .map(quoteName)
    .join(', ');
  await statements.run(
    `INSERT INTO ${quoteName(table)} BY NAME
     SELECT $1 AS dataset, $2 AS load_fy, $3 AS slot, $4 AS sha256, ${columns} FROM read_parquet(${path})`,
    [...keyOf(file), file.source.sha256],
  );
}

async function fillSlot(statements: Statements, file: FileToLoad, parsed: ParsedFileSummary): Promise<void> {
  const { source, parserVersion } = file;
  await statements.run(
    `UPDATE source_file SET status = 'superseded', superseded_by = $4
     WHERE dataset = $1 AND load_fy = $2 AND slot = $3 AND status = 'loaded'`,
    [...keyOf(file), source.sha256],
  );
  await writeFileRow(statements, {
    key: file,
    source,
    reading: {
      layout: parsed.layout,
      maturity: parsed.maturity,
      parserVersion,
      ...(parsed.published === undefined ? {} : { published: parsed.published }),
      ...(parsed.revised === undefined ? {} : { revised: parsed.revised }),
    },
    status: 'loaded',
    ...(file.fallback ? { fallback: file.fallback.reason } : {}),
  });
  await statements.run('DELETE FROM load_state WHERE dataset = $1 AND fy = $2 AND slot = $3', keyOf(file));
  await insertRows(statements, 'load_state', [
    {
      dataset: file.dataset,
      fy: file.fy,
      slot: file.slot,
      period: file.period,
      sha256: source.sha256,
      url: source.url,
      parser_version: parserVersion,
      maturity: parsed.maturity,
      status: 'loaded',
      fallback: file.fallback?.reason,
      decisions: file.decisions,
    },
  ]);
}

/** Tables whose rows belong to a slot. */
async function partitionedTables(statements: Statements): Promise<readonly string[]> {
  const rows = await statements.rows(`
    SELECT table_name FROM information_schema.columns
    WHERE table_schema = 'main' AND table_catalog = current_database() AND column_name IN ('load_fy', 'sha256', 'slot', 'dataset')
    GROUP BY table_name HAVING count(*) = 4 ORDER BY table_name`);
  return rows.map((row) => String(row['table_name'])).filter((name) => name !== 'source_file');
}

function keyOf(file: SlotKey): string[] {
  return [file.dataset, file.fy, file.slot];
}
