/** What is printed when a run is over: the table's first rows, coverage, what is missing and why, where things are. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { publishedChanges } from '../explain/published-changes.ts';
import { type Ask, withTables } from '../explain/published-tables.ts';
import type { BuildOutcome } from '../workflows/build-trust-years.ts';
import { startPage } from './open.ts';
import { groupReasons } from './group-reasons.ts';
import { leftOutText } from './left-out.ts';
import { type TextCell, textTable } from './text-table.ts';
import { notPublishedYet } from './not-published-yet.ts';
import { pagesFailedSentence } from '../warehouse/publish/pages-failed.ts';
import { TRUST_YEAR_MEASURES, isWide } from '../warehouse/join/trust-year-columns.ts';

const ROWS_SHOWN = 12;
const GAPS_SHOWN = 25;

const TABLES = ['trust_year', 'trust_activity', 'org_match_coverage'];

export interface LastScreenPlaces {
  readonly dataDir: string;
  readonly uiUrl: string | undefined;
}

/** @param outcome of the run; the figures are read from what was published, nothing else. */
export async function lastScreen(outcome: BuildOutcome, places: LastScreenPlaces): Promise<string> {
  const published = join(places.dataDir, 'published');
  if (!existsSync(published)) return elsewhere(outcome);
  return await withTables(published, TABLES, async (ask) => await screenOf(outcome, published, places, ask));
}

async function screenOf(
  { join: joined, ...outcome }: BuildOutcome,
  published: string,
  { dataDir, uiUrl }: LastScreenPlaces,
  ask: Ask,
): Promise<string> {
  const notice = joined.illustrative ? ILLUSTRATIVE_NOTICE : '';
  const pages = startPage(dataDir);
  const places = [
    ...(existsSync(pages) ? [`Open this: ${pages} (by double click, or npm start -- open)`] : []),
    pagesNotMade(joined),
    `Files:     ${published} (trust_year.xlsx, benchmark.csv, trust_year.csv, tables/, Parquet; start with READ-ME-FIRST.txt)`,
    `Database:  ${join(dataDir, 'nhs.duckdb')}`,
    ...(uiUrl ? [`Workflows: ${uiUrl}`] : []),
  ].filter(Boolean);
  const parts = [
    notice,
    leftOutText(joined),
    joined.trustYears === 0 ? NO_TRUSTS : await firstRows(ask),
    joined.trustYears > 0 ? `… ${joined.trustYears} trust-years in all.` : '',
    await coverage(ask),
    await matching(ask),
    await released(dataDir),
    gapsOf({ ...outcome, join: joined }),
    notPublishedYet(outcome.loads),
    unrecognisedFiles(outcome),
    places.join('\n'),
    notice,
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** Where another machine's warehouse worker has published, only what the run itself says is known here. */
function elsewhere(outcome: BuildOutcome): string {
  const made = `${outcome.join.trustYears} trust-years. The tables are where the warehouse worker runs, in its data folder.`;
  return [
    made,
    leftOutText(outcome.join),
    pagesNotMade(outcome.join),
    gapsOf(outcome),
    unrecognisedFiles(outcome),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** One line where pages could not be made: the run has done everything else. */
function pagesNotMade({ pagesFailed }: BuildOutcome['join']): string {
  return pagesFailed ? pagesFailedSentence(pagesFailed) : '';
}

/** The largest trusts of which both beds and A&E are known; an asterisk marks a figure that does not cover the whole year. */
async function firstRows(ask: Ask): Promise<string> {
  const table = await cells(
    ask,
    `select regexp_replace(org_name, ' \\[ILLUSTRATIVE ACCOUNTS\\]$', ''), fy, beds, beds_status, ae_attendances, ae_attendances_status,
       turnover / 1e6, consultancy_spend / 1e3, consultancy_pct_turnover, consultancy_per_bed, consultancy_per_bed_status
     from trust_year
     order by (beds is not null) desc, (ae_attendances is not null) desc, beds desc nulls last, org_code, fy
     limit ${ROWS_SHOWN}`,
  );
  const marked = table.map(([name, fy, beds, bedsStatus, attendances, attendancesStatus, ...accounts]) => [
    textOf(name),
    textOf(fy),
    withNote(beds, bedsStatus),
    withNote(attendances, attendancesStatus),
    ...accounts.slice(0, 3).map((cell) => (typeof cell === 'number' ? cell : null)),
    ratioWithNote(accounts[3], accounts[4]),
  ]);
  const text = textTable(
    [
      'organisation',
      'year',
      'beds',
      'A&E attendances',
      'turnover £m',
      'consultancy £k',
      '% of turnover',
      '£ per bed',
    ],
    marked,
  );
  return marked.flat().some((cell) => typeof cell === 'object' && cell?.note === '*')
    ? `${text}\n* partial, or made of a partial figure: some months or quarters are missing; tables/trust_activity.csv says which.`
    : text;
}

function textOf(cell: TextCell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

function withNote(figure: unknown, status: unknown): TextCell {
  if (typeof figure !== 'number') return null;
  return { number: figure, note: status === 'partial' ? '*' : ' ' };
}

/** As in benchmark.csv: a ratio that cannot be compared is not shown. */
function ratioWithNote(ratio: unknown, status: unknown): TextCell {
  if (typeof ratio !== 'number' || (status !== 'reported' && status !== 'estimate')) return null;
  return { number: ratio, note: status === 'estimate' ? '*' : ' ' };
}

const NO_TRUSTS =
  'No accounts are loaded, so there is no trust to show: a row is a trust and year with audited accounts. What was loaded is kept; load the dataset tac of the same years beside it.';

export const ILLUSTRATIVE_NOTICE =
  'SAMPLE: figures of activity are real published ones; every ACCOUNTS figure here is MADE UP (illustrative). Do not quote it.';

/** Which release this is, and what it changes. */
async function released(dataDir: string): Promise<string> {
  const { from, to, sentence } = await publishedChanges(dataDir, {});
  if (from === null) return `Release ${to}, the first here.`;
  return `Release ${to}, compared with ${from}: ${sentence} (npm start -- changes)`;
}

/** The measures of trust_year; those of the long table only are parts of ratios. */
const COLUMNS = TRUST_YEAR_MEASURES.filter(isWide)
  .map(({ measure }) => `'${measure}'`)
  .join(', ');

async function coverage(ask: Ask): Promise<string> {
  const table = await cells(
    ask,
    `select measure,
       count(*) filter (status = 'reported')::double, count(*) filter (status = 'partial')::double,
       count(*) filter (status = 'suppressed')::double, count(*) filter (status = 'not_applicable')::double,
       count(*) filter (status = 'missing')::double
     from trust_activity
     where measure in (${COLUMNS})
     group by measure having count(*) filter (status <> 'missing') > 0
     order by measure`,
  );
  if (table.length === 0) return '';
  const headings = ['coverage: measure', 'reported', 'partial', 'suppressed', 'not applicable', 'missing'];
  return textTable(headings, table);
}

async function matching(ask: Ask): Promise<string> {
  const table = await cells(
    ask,
    `select dataset, fy, rows_published::double, 100 * row_share, 100 * volume_share
     from org_match_coverage order by dataset, fy`,
  );
  if (table.length === 0) return '';
  return textTable(['matched to a trust', 'year', 'rows', '% of rows', '% of volume'], table);
}

/** What a folder holds that nothing could be made of. It is written nowhere else, so all of it is said. */
export function unrecognisedFiles({ unrecognised }: Pick<BuildOutcome, 'unrecognised'>): string {
  if (unrecognised.length === 0) return '';
  const lines = unrecognised.map(({ file, reason }) => `  ${file}: ${reason}`);
  return ['Not recognised in the folder, and why:', ...lines].join('\n');
}

/** Missing files, those of one dataset-year with one reason together, each with its sentence. */
export function gapsOf(outcome: BuildOutcome): string {
  const lines = outcome.loads.flatMap((load) => groupReasons(load, load.gaps).map((line) => `  ${line}`));
  lines.push(...outcome.join.takenOut.map((gap) => `  ${gap.dataset} ${gap.slot}: ${gap.reason}`));
  const taken = outcome.loads.flatMap((load) => {
    const gaps = new Set(load.gaps.map((gap) => gap.slot));
    return load.refused
      .filter((file) => !gaps.has(file.slot))
      .map(
        (file) =>
          `  ${load.dataset} ${file.slot}: the preferred file was refused and the next one taken. ${file.message}`,
      );
  });
  lines.push(...taken);
  if (lines.length === 0) return '';
  const more =
    lines.length > GAPS_SHOWN
      ? [`  … and ${lines.length - GAPS_SHOWN} more; run with --json to see them all.`]
      : [];
  return ['What is missing, and why:', ...lines.slice(0, GAPS_SHOWN), ...more].join('\n');
}

/** The rows of a query, each as its cells in order. */
async function cells(ask: Ask, sql: string): Promise<TextCell[][]> {
  return (await ask(sql)).map((row) => Object.values(row) as TextCell[]);
}
