/** quarantine: rows of loaded files that were set aside, by which rule, and what a person can do about each rule. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { decisionsOf } from '../activities/decisions-file.ts';
import { datasets } from '../datasets/registry.ts';
import { DecisionKind } from '../decisions/decision.ts';
import { plainLine } from '../decisions/plain-text.ts';
import { standing } from '../decisions/standing-decisions.ts';
import { covers } from '../decisions/years-of-decision.ts';
import type { Row } from '../duckdb/statements.ts';
import { nothingThere, withTables } from '../explain/published-tables.ts';
import { ExitCode, UsageError } from './end.ts';
import { hintFor } from './hint.ts';
import { textTable } from './text-table.ts';

const SHOWN = 200;
const LONGEST = 60;

const REMEDY: Readonly<Record<string, string>> = {
  'no-organisation-code': 'say whose the row is, or none',
  'duplicate-row': 'nothing: the same figures are counted once',
};

/** One line a row; those that somebody has decided are left out. */
export async function showQuarantine(
  dataDir: string,
  { dataset, year, json }: { readonly dataset?: string; readonly year?: string; readonly json: boolean },
): Promise<number> {
  if (dataset !== undefined && !datasets.some(({ name }) => name === dataset))
    throw new UsageError(
      `There is no publication "${dataset}". They are: ${datasets.map(({ name }) => name).join(', ')}.`,
    );
  const published = join(dataDir, 'published');
  if (!existsSync(published)) {
    console.error(nothingThere(dataDir));
    return ExitCode.failed;
  }
  const rows = await withTables(published, ['quarantine'], async (ask) =>
    ask(
      `SELECT dataset, fy, period, url, sheet, row_number, org_code, org_name, rule, detail FROM quarantine
       WHERE ($1 = '' OR dataset = $1) AND ($2 = '' OR fy = $2) ORDER BY ALL`,
      [dataset ?? '', year ?? ''],
    ),
  );
  const open = rows.filter(await undecided(dataDir));
  if (json)
    console.log(
      JSON.stringify(open, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value), 2),
    );
  else console.log(asText(open, rows.length - open.length, dataDir));
  return ExitCode.complete;
}

async function undecided(dataDir: string): Promise<(row: Row) => boolean> {
  const none = standing(await decisionsOf(dataDir)).filter(
    ({ kind, value }) => kind === DecisionKind.organisation && value === 'none',
  );
  return (row) =>
    !none.some(
      ({ dataset, years, subject }) =>
        dataset === row['dataset'] &&
        covers(years, String(row['fy'])) &&
        [row['org_code'], row['org_name']].some(
          (text) => typeof text === 'string' && text.trim().toUpperCase() === subject.toUpperCase(),
        ),
    );
}

function asText(rows: readonly Row[], decided: number, dataDir: string): string {
  const also = decided > 0 ? ` ${decided} more are decided to be of no organisation.` : '';
  if (rows.length === 0) return `No row of a loaded file is set aside.${also}`;
  const shown = (value: unknown): string => {
    const text = plainLine(
      typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
        ? String(value)
        : '',
    );
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  };
  const names = ['dataset', 'period', 'sheet', 'row_number', 'org_code', 'org_name', 'rule'];
  const lines = rows
    .slice(0, SHOWN)
    .map((row) => [
      ...names.map((name) => shown(row[name])),
      REMEDY[String(row['rule'])] ?? 'look at the file',
    ]);
  const more = rows.length > SHOWN ? [`… and ${rows.length - SHOWN} more; --json has them all.`] : [];
  const hint = hintFor(dataDir);
  return [
    textTable(['dataset', 'period', 'sheet', 'row', 'code', 'name', 'rule', 'what helps'], lines),
    ...more,
    `Whose a row is: ${hint('organisation "<code, or name where there is no code>" CODE --dataset <dataset> --years <year> --reason "…"')}`,
    `Then read the files again, without a request: ${hint('replay')}${also}`,
  ].join('\n');
}
