/** What has changed between two releases, from the published tables. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../duckdb/statements.ts';
import { type Ask, NotExplained, nothingThere, withTables } from './published-tables.ts';

export interface ChangesAsked {
  /** A release or a day: what has changed since. The release before the last where it is not given. */
  readonly since?: string;
  readonly dataset?: string;
}

export interface Changes {
  /** The release that is compared with; nothing where there is one release only. */
  readonly from: string | null;
  readonly to: string;
  /** Cells of the later release, of the dataset where one was asked for. */
  readonly figures: number;
  readonly changed: number;
  readonly sentence: string;
  readonly counts: readonly ChangeCount[];
  /** The largest first: by their share of the figure before, and those without one (a status, a first figure) by their size. */
  readonly largest: readonly Change[];
}

export interface ChangeCount {
  readonly dataset: string;
  readonly change_kind: string;
  readonly changed: number;
  readonly material: number;
}

export interface Change {
  readonly fy: string;
  readonly org_code: string;
  readonly org_name: string | null;
  readonly measure: string;
  readonly dataset: string;
  readonly old_value: number | null;
  readonly old_status: string | null;
  readonly new_value: number | null;
  readonly new_status: string | null;
  readonly difference: number | null;
  readonly percent: number | null;
  readonly change_kind: string;
  readonly material: boolean;
  readonly cause_text: string;
}

const TABLES = ['release', 'release_change', 'trust_activity'] as const;
const LARGEST = 100;

/** @throws NotExplained where nothing is published, or there is no such release or publication */
export async function publishedChanges(dataDir: string, asked: ChangesAsked): Promise<Changes> {
  const folder = join(dataDir, 'published');
  if (!existsSync(join(folder, 'release_change.parquet'))) throw new NotExplained(nothingThere(dataDir));
  return await changesOf(folder, asked);
}

/** The same of a folder of published tables, also of one that is not in its place yet. */
export async function changesOf(folder: string, asked: ChangesAsked = {}): Promise<Changes> {
  return await withTables(folder, TABLES, async (ask) => await changesSince(ask, asked));
}

async function changesSince(ask: Ask, { since, dataset }: ChangesAsked): Promise<Changes> {
  const releases = (await ask('SELECT release_id, previous_id FROM release')).map(({ release_id: id }) =>
    String(id),
  );
  const to = releases.at(-1) ?? '';
  const from = since === undefined ? releases.at(-2) : releaseAt(releases, since);
  await requireDataset(ask, dataset);
  const later = releases.slice(from === undefined ? releases.length : releases.indexOf(from) + 1);
  const values = [later.join(' '), dataset ?? ''];
  const counts = (
    await ask(
      `${NET} SELECT dataset, change_kind, count(*)::INTEGER AS changed, (count(*) FILTER (material))::INTEGER AS material
       FROM net GROUP BY ALL ORDER BY changed DESC, dataset, change_kind`,
      values,
    )
  ).map((row) => ({
    dataset: String(row['dataset']),
    change_kind: String(row['change_kind']),
    changed: Number(row['changed']),
    material: Number(row['material']),
  }));
  const [all] = await ask(
    `SELECT count(*)::INTEGER AS figures FROM trust_activity WHERE $1 IN ('', dataset)`,
    [dataset ?? ''],
  );
  const largest = await ask(
    `${NET} SELECT net.*, name.org_name
     FROM net
     LEFT JOIN (SELECT DISTINCT fy, org_code, org_name FROM trust_activity) AS name USING (fy, org_code)
     ORDER BY abs(net.percent) DESC NULLS LAST, abs(coalesce(net.difference, net.new_value, net.old_value)) DESC NULLS LAST,
       net.fy, net.org_code, net.measure
     LIMIT ${LARGEST}`,
    values,
  );
  const [figures, changed] = [
    Number(all?.['figures'] ?? 0),
    counts.reduce((sum, count) => sum + count.changed, 0),
  ];
  return {
    ...{ from: from ?? null, to, figures, changed, counts, largest: largest.map(changeOf) },
    sentence: from === undefined ? firstSentence(to, figures) : sentenceOf(figures, counts),
  };
}

/**
 * Several releases as one step: what a cell said at the beginning and says at the end. A cell that is as it was is left out,
 * and one that was changed for several reasons says so.
 */
const NET = `
  WITH step AS (
    SELECT release_change.*, position
    FROM release_change
    JOIN (SELECT unnest(string_split($1, ' ')) AS to_release, generate_subscripts(string_split($1, ' '), 1) AS position) USING (to_release)
    WHERE $2 IN ('', dataset)
  ),
  ends AS (
    SELECT
      fy, org_code, measure, any_value(dataset) AS dataset,
      arg_min(struct_pack(value := old_value, status := old_status), position) AS old,
      arg_max(struct_pack(value := new_value, status := new_status), position) AS new,
      CASE WHEN count(DISTINCT change_kind) = 1 THEN any_value(change_kind) ELSE 'several' END AS change_kind,
      string_agg(cause_text, ' ' ORDER BY position) AS cause_text
    FROM step
    GROUP BY fy, org_code, measure
  ),
  net AS (
    SELECT
      fy, org_code, measure, dataset, old.value AS old_value, old.status AS old_status, new.value AS new_value, new.status AS new_status,
      new.value - old.value AS difference, 100 * (new.value - old.value) / nullif(abs(old.value), 0) AS percent,
      change_kind, cause_text,
      old.status IS DISTINCT FROM new.status OR coalesce(abs(new.value - old.value) > 0.001 * abs(old.value), FALSE) AS material
    FROM ends
    WHERE old.value IS DISTINCT FROM new.value OR old.status IS DISTINCT FROM new.status
  )`;

/** The release of that name, or the last one made by the end of that day. */
function releaseAt(releases: readonly string[], since: string): string {
  if (releases.includes(since)) return since;
  const list = releases.join(', ');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(since))
    throw new NotExplained(`There is no release "${since}". Releases here: ${list}.`);
  const before = releases.filter((id) => id.slice(0, 10) <= since).at(-1);
  if (before === undefined)
    throw new NotExplained(`Nothing had been released here by ${since}. Releases here: ${list}.`);
  return before;
}

async function requireDataset(ask: Ask, dataset: string | undefined): Promise<void> {
  if (dataset === undefined) return;
  const rows = await ask('SELECT DISTINCT dataset FROM trust_activity ORDER BY dataset');
  const names = rows.map((row) => String(row['dataset']));
  if (!names.includes(dataset))
    throw new NotExplained(`No figure is of a dataset "${dataset}". Datasets here: ${names.join(', ')}.`);
}

const number = new Intl.NumberFormat('en-GB');

function firstSentence(to: string, figures: number): string {
  return `${to} is the first release here, with ${number.format(figures)} figures: there is nothing to compare it with.`;
}

/** `Of 46,300 figures 212 changed: 198 because the publisher revised a file, 9 because a file was new.` */
function sentenceOf(figures: number, counts: readonly ChangeCount[]): string {
  const byKind = new Map<string, number>();
  for (const { change_kind: kind, changed } of counts) byKind.set(kind, (byKind.get(kind) ?? 0) + changed);
  const changed = [...byKind.values()].reduce((sum, one) => sum + one, 0);
  if (changed === 0) return `Of ${number.format(figures)} figures none changed.`;
  const reasons = [...byKind]
    .sort(([one, ones], [other, others]) => others - ones || one.localeCompare(other))
    .map(([kind, count]) => `${number.format(count)} ${BECAUSE[kind] ?? `because of: ${kind}`}`);
  return `Of ${number.format(figures)} figures ${number.format(changed)} changed: ${reasons.join(', ')}.`;
}

const BECAUSE: Readonly<Record<string, string>> = {
  'publisher revised': 'because the publisher revised a file',
  'new file': 'because a file was new',
  'file withdrawn': 'because a file is no longer there',
  'reader changed': 'because we changed how a file is read',
  'matching changed': 'because we changed which trust a printed name or code counts for',
  'succession changed': 'because another organisation is known to have followed a closed one',
  'definition changed': 'because we changed how a measure is worked out',
  decided: 'because somebody decided it (table decision)',
  several: 'for more than one reason',
};

function changeOf(row: Row): Change {
  const value = (name: string): number | null => (typeof row[name] === 'number' ? row[name] : null);
  const text = (name: string): string | null => (typeof row[name] === 'string' ? row[name] : null);
  return {
    fy: String(row['fy']),
    org_code: String(row['org_code']),
    org_name: text('org_name'),
    measure: String(row['measure']),
    dataset: String(row['dataset']),
    old_value: value('old_value'),
    old_status: text('old_status'),
    new_value: value('new_value'),
    new_status: text('new_status'),
    difference: value('difference'),
    percent: value('percent'),
    change_kind: String(row['change_kind']),
    material: row['material'] === true,
    cause_text: text('cause_text') ?? '',
  };
}
