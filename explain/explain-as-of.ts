/** What a figure said on a day, by the release that stood then: from the files that release keeps. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Row, quoteText } from '../duckdb/statements.ts';
import { parsedKey } from '../store/store-key.ts';
import { observationsPath } from '../parsed/parsed-paths.ts';
import { type KeptRelease, keptReleases, requireWhole } from '../warehouse/releases/release-folder.ts';
import { TRUST_YEAR_MEASURES } from '../warehouse/join/trust-year-columns.ts';
import { type Question, explain } from './explain.ts';
import type { Explanation } from './explanation.ts';
import { findOrganisation } from './find-organisation.ts';
import { type Ask, NotExplained, withPublished, withViews } from './published-tables.ts';

/** @throws NotExplained where nothing had been released by then, naming the publisher's earlier file where it is held */
export async function explainAsOf(dataDir: string, question: Question, day: string): Promise<Explanation> {
  requireDay(day);
  const releases = await keptReleases(dataDir);
  const release = releases.filter(({ facts }) => facts.release_id.slice(0, 10) <= day).at(-1);
  if (!release) throw new NotExplained(await notKnownHere(dataDir, question, day, releases));
  const { facts } = release;
  const views = await viewsOf(dataDir, release);
  return await withViews(views, async (ask) => {
    const answer = await explain(ask, question);
    const places_only = await placesOnly(ask, answer);
    const latest = releases.at(-1) === release;
    const { release_id, made_at } = facts;
    return { ...answer, as_of: { day, release_id, made_at, latest, places_only } };
  });
}

/** Cells of which nothing but their place is kept: what was read of a replaced file may have been cleared away. */
async function placesOnly(
  ask: Ask,
  { fy, org_code: code, figures }: Explanation,
): Promise<readonly string[]> {
  const measures = figures.map(({ measure }) => measure).join(' ');
  const rows = await ask(
    `SELECT DISTINCT place
     FROM (SELECT unnest(lineage) AS place FROM trust_activity WHERE fy = $1 AND org_code = $2 AND measure IN (SELECT unnest(string_split($3, ' '))))
     ANTI JOIN observation ON observation.observation_id = place
     ORDER BY place`,
    [fy, code, measures],
  );
  return rows.map((row) => String(row['place']));
}

/** The tables of an explanation as they were: kept ones, and observations of files that may have been replaced since. */
async function viewsOf(dataDir: string, release: KeptRelease): Promise<Readonly<Record<string, string>>> {
  const published = (table: string): string =>
    `FROM read_parquet(${quoteText(join(dataDir, 'published', `${table}.parquet`))})`;
  const kept = async (table: string): Promise<string> =>
    `FROM read_parquet(${quoteText(await requireWhole(release, `${table}.parquet`))})`;
  const has = (table: string): boolean => `${table}.parquet` in release.facts.fingerprints;
  const views: Record<string, string> = {};
  for (const table of ['trust_activity', 'source_file', 'measure', 'org_match'])
    views[table] = await kept(table);
  for (const table of ['trust_ratio', 'ratio']) if (has(table)) views[table] = await kept(table);
  // Totals and doubts are not kept with a release: what stands now may not be what stood then.
  for (const table of ['reconciliation', 'quality_finding']) views[table] = `${published(table)} WHERE FALSE`;
  for (const table of ['organisation_name', 'organisation_succession']) views[table] = published(table);
  views['trust_year'] = 'SELECT DISTINCT fy, org_code, org_name FROM trust_activity';
  views['observation'] = await observations(dataDir, release, published('observation'));
  return views;
}

/** Figures as they were read then: those that are published still, and those of replaced files from what was read of them. */
async function observations(dataDir: string, release: KeptRelease, published: string): Promise<string> {
  const kept = `read_parquet(${quoteText(await requireWhole(release, 'source_file.parquet'))})`;
  const now = `read_parquet(${quoteText(join(dataDir, 'published', 'source_file.parquet'))})`;
  const gone = await withViews({}, async (ask) =>
    ask(`SELECT dataset, fy, slot, url, sha256, parser_version, maturity FROM ${kept} AS kept
         WHERE status = 'loaded' AND NOT EXISTS (
           FROM ${now} AS now WHERE now.status = 'loaded' AND now.dataset = kept.dataset AND now.fy = kept.fy AND now.slot = kept.slot
             AND now.sha256 = kept.sha256 AND now.parser_version = kept.parser_version)`),
  );
  const standing = `SELECT * ${published} SEMI JOIN (
      SELECT dataset, fy, sha256, parser_version FROM ${kept} WHERE status = 'loaded'
      INTERSECT SELECT dataset, fy, sha256, parser_version FROM ${now} WHERE status = 'loaded'
    ) AS standing USING (dataset, fy, sha256)`;
  const replaced = gone.flatMap((file) => readingOf(dataDir, file));
  return [standing, ...replaced].join(' UNION ALL BY NAME ');
}

function readingOf(dataDir: string, file: Row): readonly string[] {
  const of = (name: string): string => (typeof file[name] === 'string' ? file[name] : '');
  const [dataset, fy, slot, sha256, url] = [of('dataset'), of('fy'), of('slot'), of('sha256'), of('url')];
  const parserVersion = Number(file['parser_version']);
  const path = [false, true]
    .map((illustrative) => parsedKey({ dataset, fy, slot, sha256, parserVersion, illustrative }))
    .map((key) => observationsPath(join(dataDir, ...key.split('/'))))
    .find((place) => existsSync(place));
  if (path === undefined) return [];
  return [
    `SELECT ${quoteText(sha256.slice(0, 12))} || ':' || sheet || '!' || column_letter || row_number AS observation_id,
       ${quoteText(dataset)} AS dataset, ${quoteText(fy)} AS fy, org_code, org_name, period, measure, value, status, printed,
       ${quoteText(url)} AS url, ${quoteText(sha256)} AS sha256, sheet, row_number, column_letter
     FROM read_parquet(${quoteText(path)})`,
  ];
}

function requireDay(day: string): void {
  const there = /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  if (!there) throw new NotExplained(`"${day}" is not a day. Write 2025-03-01.`);
}

/** Ours is one clock, the publisher's another: what he had published by then may be held, though nobody joined it then. */
async function notKnownHere(
  dataDir: string,
  question: Question,
  day: string,
  releases: readonly KeptRelease[],
): Promise<string> {
  const first = releases[0]?.facts.release_id;
  if (first === undefined)
    return `Not known here: no release is kept in ${join(dataDir, 'releases')}. Run "npm start -- run" first; each run that changes a figure is kept from then on.`;
  const earlier = await withPublished(dataDir, async (ask) => await earlierFiles(ask, question, day));
  const files = earlier.map(
    (row) =>
      `  ${String(row['period'])}: ${String(row['file_name'])}, dated ${String(row['day'])} by the publisher, ${String(row['status'])} here\n    ${String(row['url'])}\n    sha256 ${String(row['sha256'])}`,
  );
  return [
    `Not known here: the first release of this data folder is ${first}, and nobody here said anything on ${day}.`,
    earlier.length === 0
      ? 'No file of the publisher of that time is held either: none that was looked at prints a date up to then.'
      : 'Files that the publisher had printed by then, and that are held here:',
    ...files,
  ].join('\n');
}

/** Files of the measure's publication and year whose printed date is not after the day. */
async function earlierFiles(
  ask: Ask,
  { organisation, fy, measure }: Question,
  day: string,
): Promise<readonly Row[]> {
  await findOrganisation(ask, organisation, fy);
  const wanted = measure.toLowerCase();
  const dataset =
    TRUST_YEAR_MEASURES.find((column) => column.measure === wanted.replaceAll('-', '_'))?.dataset ?? wanted;
  return await ask(
    `SELECT DISTINCT period, file_name, url, sha256, status, coalesce(revised, published)[:10] AS day
     FROM source_file
     WHERE dataset = $1 AND fy = $2 AND coalesce(revised, published)[:10] <= $3 AND sha256 <> ''
     ORDER BY period, day, url LIMIT 24`,
    [dataset, fy, day],
  );
}
