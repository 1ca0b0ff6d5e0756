/** Collects the report of a publication and writes it into the folder that is about to be published. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row, Statements } from '../duckdb/statements.ts';
import { changesOf } from '../explain/published-changes.ts';
import { type Ask, withTables } from '../explain/published-tables.ts';
import { toldOf } from './release-changes.ts';
import { type Late, type Missing, type RunReport, reportJson, reportMarkdown } from './run-report.ts';

export const RUN_REPORT = { text: 'run-report.md', data: 'run-report.json' } as const;

const CALENDAR = 'publication_calendar';

/**
 * @param folder holds the published tables
 * @param warehouse what they were made of: it knows which slots are empty, and why
 */
export async function writeRunReport(folder: string, warehouse: Pick<Statements, 'rows'>): Promise<void> {
  const report = await collect(folder, await missingOf(warehouse));
  await writeFile(join(folder, RUN_REPORT.text), reportMarkdown(report));
  await writeFile(join(folder, RUN_REPORT.data), reportJson(report));
}

async function collect(folder: string, missing: readonly Missing[]): Promise<RunReport> {
  const { to, sentence, ...changed } = await changesOf(folder);
  const changes = toldOf({ to, sentence, ...changed });
  const withCalendar = existsSync(join(folder, `${CALENDAR}.parquet`));
  const tables = ['release', ...(withCalendar ? [CALENDAR] : [])];
  return await withTables(folder, tables, async (ask) => {
    const [release = {}] = await ask('FROM release WHERE release_id = $1', [to]);
    return {
      release: to,
      made_at: textOf(release, 'made_at'),
      years: listOf(release, 'years'),
      datasets: listOf(release, 'datasets'),
      files: Number(release['files'] ?? 0),
      interim: textOf(release, 'interim'),
      sentence,
      ...(changes && { changes }),
      missing,
      late: withCalendar ? await lateOf(ask) : [],
    };
  });
}

/** Empty slots, and loaded ones that could not be brought up to date. */
async function missingOf(warehouse: Pick<Statements, 'rows'>): Promise<readonly Missing[]> {
  const rows = await warehouse.rows(
    `SELECT dataset, fy, period, status = 'loaded' AS loaded_before, coalesce(reason, '') AS reason
     FROM load_state WHERE status = 'gap' OR reason IS NOT NULL ORDER BY dataset, fy, slot, period, reason`,
  );
  return rows.map((row) => ({
    dataset: textOf(row, 'dataset'),
    fy: textOf(row, 'fy'),
    period: textOf(row, 'period'),
    loaded_before: row['loaded_before'] === true,
    reason: textOf(row, 'reason'),
  }));
}

async function lateOf(ask: Ask): Promise<readonly Late[]> {
  const rows = await ask(
    `SELECT DISTINCT dataset, period, due::VARCHAR AS due FROM ${CALENDAR} WHERE state = 'late' ORDER BY dataset, due, period`,
  );
  return rows.map((row) => ({
    dataset: textOf(row, 'dataset'),
    period: textOf(row, 'period'),
    due: textOf(row, 'due'),
  }));
}

function textOf(row: Row, name: string): string {
  const value = row[name];
  return typeof value === 'string' ? value : '';
}

function listOf(row: Row, name: string): readonly string[] {
  const value: unknown = row[name];
  const items = Array.isArray(value)
    ? value
    : typeof value === 'object' && value !== null && 'items' in value
      ? value.items
      : [];
  return Array.isArray(items) ? items.map(String) : [];
}
