/** What is printed when a run is over: the table's first rows, coverage, what is missing and why, where things are. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { publishedChanges } from '../explain/published-changes.ts';
import { type Ask, withTables } from '../explain/published-tables.ts';
import type { BuildOutcome } from '../workflows/build-trust-years.ts';
import { fitScreen } from './fit-screen.ts';
import { hintFor } from './hint.ts';
import { startPage } from './open.ts';
import { groupReasons } from './group-reasons.ts';
import { leftOutText } from './left-out.ts';
import { type TextCell, textTable } from './text-table.ts';
import { plainText, shortened } from './plain-text.ts';
import type { Window } from './window.ts';
import { notPublishedYet } from './not-published-yet.ts';
import { pagesFailedSentence } from '../warehouse/publish/pages-failed.ts';
import { TRUST_YEAR_MEASURES, isWide } from '../warehouse/join/trust-year-columns.ts';

const ROWS_SHOWN = 12;
const GAPS_SHOWN = 25;

const TABLES = ['trust_year', 'trust_activity', 'org_match_coverage'];

export interface LastScreenPlaces {
  readonly dataDir: string;
  readonly uiUrl: string | undefined;
  /** The window that the screen has to fit; undefined for a file or a pipe, where everything is printed. */
  readonly window?: Window | undefined;
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
  { dataDir, uiUrl, window }: LastScreenPlaces,
  ask: Ask,
): Promise<string> {
  const notice = joined.illustrative ? ILLUSTRATIVE_NOTICE : '';
  const whole = { ...outcome, join: joined };
  const columns = window?.columns;
  const rows = async (most: number): Promise<string> =>
    joined.trustYears === 0 ? NO_TRUSTS : await firstRows(ask, most, columns);
  const sections: Readonly<Record<(typeof SECTIONS)[number], readonly string[]>> = {
    notice: [notice, ''],
    leftOut: [leftOutText(joined)],
    rows: [await rows(ROWS_SHOWN), await rows(5), await rows(2), ''],
    count: [joined.trustYears > 0 ? `… ${joined.trustYears} trust-years in all.` : ''],
    coverage: await coverage(ask, columns),
    matching: await matching(ask, columns),
    release: [await released(dataDir), ''],
    gaps: [gapsOf(whole), gapsOf(whole, 8), gapsOf(whole, 2)],
    later: [notPublishedYet(outcome.loads), ''],
    unrecognised: [unrecognisedFiles(outcome), unrecognisedCount(outcome)],
    places: placesOf({ dataDir, uiUrl }, published, joined),
    lastNotice: [notice],
  };
  return fitScreen(
    SECTIONS.map((name) => ({ forms: sections[name] })),
    EXPENDABLE.map((name) => SECTIONS.indexOf(name)),
    window,
  );
}

/** Parts of the screen, from its top to its end. */
const SECTIONS = [
  ...[
    'notice',
    'leftOut',
    'rows',
    'count',
    'coverage',
    'matching',
    'release',
    'gaps',
    'later',
    'unrecognised',
  ],
  ...['places', 'lastNotice'],
] as const;
/** What is shortened first where the window is small. What is missing is named to the last. */
const EXPENDABLE = [
  ...['matching', 'coverage', 'rows', 'notice', 'gaps', 'rows', 'unrecognised', 'places', 'gaps'],
  ...['matching', 'coverage', 'later', 'rows', 'release'],
] as const;

/** Where the tables are: all of it, and the file to open first alone. */
function placesOf(
  { dataDir, uiUrl }: LastScreenPlaces,
  published: string,
  joined: BuildOutcome['join'],
): readonly string[] {
  const pages = startPage(dataDir);
  const hint = hintFor(dataDir);
  const first = [
    ...(existsSync(pages) ? [`Open this: ${pages} (by double click, or ${hint('open')})`] : []),
    pagesNotMade(joined),
  ];
  const files = `Files:     ${published}`;
  const all = [
    ...first,
    `${files} (trust_year.xlsx, benchmark.csv, trust_year.csv, tables/, Parquet; start with READ-ME-FIRST.txt)`,
    `Database:  ${join(dataDir, 'nhs.duckdb')}`,
    ...(uiUrl ? [`Workflows: ${uiUrl}`] : []),
  ];
  return [all, [...first, files]].map((lines) => lines.filter(Boolean).join('\n'));
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

const HEADINGS = [
  ...['organisation', 'year', 'beds', 'A&E attendances', 'turnover £m', 'consultancy £k', '% of turnover'],
  '£ per bed',
];
/** Columns of the figures and the year, beside the name of an organisation. */
const BESIDE_NAME = 90;
const SHORTEST_NAME = 16;

/** The largest trusts of which both beds and A&E are known; an asterisk marks a figure that does not cover the whole year. */
async function firstRows(ask: Ask, most: number, columns: number | undefined): Promise<string> {
  const table = await cells(
    ask,
    `select regexp_replace(org_name, ' \\[ILLUSTRATIVE ACCOUNTS\\]$', ''), fy, beds, beds_status, ae_attendances, ae_attendances_status,
       turnover / 1e6, consultancy_spend / 1e3, consultancy_pct_turnover, consultancy_per_bed, consultancy_per_bed_status
     from trust_year
     order by (beds is not null) desc, (ae_attendances is not null) desc, beds desc nulls last, org_code, fy
     limit ${most}`,
  );
  const marked = table.map(([name, fy, beds, bedsStatus, attendances, attendancesStatus, ...accounts]) => [
    columns === undefined
      ? textOf(name)
      : shortened(textOf(name), Math.max(SHORTEST_NAME, columns - BESIDE_NAME)),
    textOf(fy),
    withNote(beds, bedsStatus),
    withNote(attendances, attendancesStatus),
    ...accounts.slice(0, 3).map((cell) => (typeof cell === 'number' ? cell : null)),
    ratioWithNote(accounts[3], accounts[4]),
  ]);
  // A narrow window has room for the first columns only.
  const shownColumns = columns === undefined || columns >= BESIDE_NAME + SHORTEST_NAME ? HEADINGS.length : 3;
  const text = textTable(
    HEADINGS.slice(0, shownColumns),
    marked.map((row) => row.slice(0, shownColumns)),
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

/** How many figures there are of each measure: the table, and a line where that has no room. */
async function coverage(ask: Ask, columns: number | undefined): Promise<readonly string[]> {
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
  if (table.length === 0) return [''];
  const headings = ['coverage: measure', 'reported', 'partial', 'suppressed', 'not applicable', 'missing'];
  const line = `Coverage of ${table.length} measures: page "Coverage", or tables/trust_activity.csv.`;
  return [fitting(textTable(headings, table), line, columns), line, ''];
}

/** How much of each publication found its trust: the table, and a line where that has no room. */
async function matching(ask: Ask, columns: number | undefined): Promise<readonly string[]> {
  const table = await cells(
    ask,
    `select dataset, fy, rows_published::double, 100 * row_share, 100 * volume_share
     from org_match_coverage order by dataset, fy`,
  );
  if (table.length === 0) return [''];
  const text = textTable(['matched to a trust', 'year', 'rows', '% of rows', '% of volume'], table);
  const line = `Matched to a trust: ${table.length} publications and years, in tables/org_match_coverage.csv.`;
  return [fitting(text, line, columns), line, ''];
}

/** A table that is wider than the window would be torn: the line stands for it. */
function fitting(table: string, line: string, columns: number | undefined): string {
  const width = Math.max(...table.split('\n').map((row) => row.length));
  return columns === undefined || width <= columns ? table : line;
}

/** What a folder holds that nothing could be made of. It is written nowhere else, so all of it is said. */
export function unrecognisedFiles({ unrecognised }: Pick<BuildOutcome, 'unrecognised'>): string {
  if (unrecognised.length === 0) return '';
  const lines = unrecognised.map(({ file, reason }) => `  ${file}: ${reason}`);
  return ['Not recognised in the folder, and why:', ...lines].join('\n');
}

/** How many files of a folder nothing could be made of, where their names have no room. */
function unrecognisedCount({ unrecognised }: Pick<BuildOutcome, 'unrecognised'>): string {
  const count = unrecognised.length;
  return count === 0 ? '' : `Not recognised in the folder: ${count} files; run with --json to see them all.`;
}

/**
 * Missing files, those of one dataset-year with one reason together, each with its sentence; then the files that are
 * loaded in place of another. A file that was only tried again is neither.
 */
export function gapsOf(outcome: BuildOutcome, most = GAPS_SHOWN): string {
  const missing = outcome.loads.flatMap((load) => groupReasons(load, load.gaps));
  missing.push(...outcome.join.takenOut.map((gap) => `${gap.dataset} ${gap.slot}: ${gap.reason}`));
  const instead = outcome.loads.flatMap((load) => groupReasons(load, load.fallbacks ?? []));
  return [
    listed('What is missing, and why:', missing, most),
    listed('Loaded, though another file was preferred, and why that was refused:', instead, most),
  ]
    .filter(Boolean)
    .join('\n');
}

function listed(title: string, sentences: readonly string[], most: number): string {
  const lines = [...new Set(sentences.map((sentence) => `  ${plainText(sentence)}`))];
  if (lines.length === 0) return '';
  const more =
    lines.length > most ? [`  … and ${lines.length - most} more; run with --json to see them all.`] : [];
  return [title, ...lines.slice(0, most), ...more].join('\n');
}

/** The rows of a query, each as its cells in order. */
async function cells(ask: Ask, sql: string): Promise<TextCell[][]> {
  return (await ask(sql)).map((row) => Object.values(row) as TextCell[]);
}
