/** Reads the raw files of a plan anew, judges them, and loads them into an empty warehouse. */
import { judgeFiles } from '../activities/judge-files.ts';
import type { ParsedReference, RefusedFile } from '../activities/references.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { findingsOfDecisions } from '../decisions/findings-of-decisions.ts';
import { aboutYear, decisionsOfFile, marksOf, standing } from '../decisions/standing-decisions.ts';
import { type Row, quoteName } from '../duckdb/statements.ts';
import { lessonContext, lessonKey, lessonOf } from '../parsed/lesson.ts';
import type { ParsePool } from '../parsed/parse-pool.ts';
import type { ParsedStore } from '../parsed/parsed-store.ts';
import type { KeyedFiles } from '../store/keyed-files.ts';
import type { RawStore } from '../store/raw-store.ts';
import { parsedKey } from '../store/store-key.ts';
import { loadFile } from '../warehouse/load/load-file.ts';
import { recordGap } from '../warehouse/load/load-state.ts';
import { recordFile } from '../warehouse/load/record-file.ts';
import type { SourceFacts } from '../warehouse/load/source-facts.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { withinMemory } from '../warehouse/within-memory.ts';
import { findRawFile } from './find-raw-file.ts';
import type { Plan } from './read-plan.ts';

export interface RebuildEffects {
  readonly files: KeyedFiles;
  readonly store: RawStore;
  readonly pool: ParsePool;
  /** A store of its own: everything is read anew. */
  readonly parsed: ParsedStore;
  readonly say: (line: string) => void;
}

export interface LoadedAgain {
  readonly files: number;
  readonly bytes: number;
  /** Files that were loaded before and that the reader, as it is now, refuses. */
  readonly refused: readonly RefusedFile[];
}

type ReadFile = { readonly row: Row } & (
  | { readonly parsed: ParsedReference }
  | { readonly failure: { readonly code: string; readonly message: string } }
);

const SAY_EVERY = 50;

export async function loadAgain(
  warehouse: Warehouse,
  plan: Plan,
  effects: RebuildEffects,
): Promise<LoadedAgain> {
  const loaded = plan.files.filter((row) => row['status'] === 'loaded');
  const read = await readAll(loaded, plan, effects);
  const refused: RefusedFile[] = [];
  for (const files of byYear(read)) refused.push(...(await loadYear(warehouse, files, plan, effects)));
  await writeOthers(warehouse, plan, refused);
  return {
    files: loaded.length - refused.length,
    bytes: loaded.reduce((sum, row) => sum + Number(row['bytes'] ?? 0), 0),
    refused,
  };
}

async function readAll(
  loaded: readonly Row[],
  plan: Plan,
  { files, store, pool, parsed, say }: RebuildEffects,
): Promise<readonly ReadFile[]> {
  // All are found before the first is read: what is missing is said at once.
  const found = await Promise.all(
    loaded.map(async (row) => ({
      row,
      raw: await findRawFile(
        row,
        [
          row,
          ...plan.files.filter(
            (other) => other['sha256'] === row['sha256'] && other['dataset'] === row['dataset'],
          ),
        ],
        { files, store },
      ),
    })),
  );
  let done = 0;
  return await Promise.all(
    found.map(async ({ row, raw: { path, bytes } }): Promise<ReadFile> => {
      const { dataset, fy, slot, period, url, sha256, fileName } = factsOf(row);
      const { parserVersion } = datasetNamed(dataset);
      const acceptIllustrative = isIllustrative(plan);
      const lesson = lessonOf(standing(plan.decisions), { dataset, fy, slot });
      const illustrative = acceptIllustrative;
      const key = parsedKey({
        ...{ dataset, fy, slot, sha256, parserVersion, illustrative },
        lesson: lessonKey(lesson),
      });
      const local = await store.localPath({ path, sha256, bytes });
      const result = await pool.run(
        {
          ...{ dataset, path: local, fileName, directory: parsed.folder(key) },
          context: { fy, slot, period, url, acceptIllustrative, ...lessonContext(lesson) },
        },
        new AbortController().signal,
      );
      done += 1;
      if (done % SAY_EVERY === 0) say(`${done} of ${loaded.length} files read`);
      if ('failure' in result) return { row, failure: result.failure };
      const { layout, observations } = await parsed.keep(key);
      const raw = { dataset, fy, slot, period, url, sha256, bytes, path, fileName };
      return { row, parsed: { raw, parserVersion, path: key, layout, observations } };
    }),
  );
}

/** One dataset-year: what does not pass is noted as a gap, the rest fills its slots. */
async function loadYear(
  warehouse: Warehouse,
  read: readonly ReadFile[],
  plan: Plan,
  { parsed: store }: RebuildEffects,
): Promise<readonly RefusedFile[]> {
  const [first] = read;
  if (!first) return [];
  const { dataset, fy } = factsOf(first.row);
  const parsed = read.flatMap((file) => ('parsed' in file ? [file.parsed] : []));
  const decisions = aboutYear(plan.decisions, dataset, fy);
  const verdicts = await judgeFiles(
    { dataset, fy, parsed, neighbours: [], acceptIllustrative: isIllustrative(plan), decisions },
    store,
  );
  const judged = verdicts.filter(({ accepted }) => accepted === undefined);
  const refused = [
    ...judged,
    ...read.flatMap((file) => {
      if (!('failure' in file)) return [];
      const { slot, period, url } = factsOf(file.row);
      return [{ slot, period, url, ...file.failure }];
    }),
  ];
  const out = new Map<string, RefusedFile>(refused.map((file) => [file.slot, file]));
  for (const file of read) {
    const facts = factsOf(file.row);
    const { slot, period } = facts;
    const reason = out.get(slot)?.message;
    if (reason !== undefined) {
      const key = { dataset, fy, slot, period };
      const { code, readable } = out.get(slot) ?? {};
      await recordFile(warehouse, {
        ...{ key, source: sourceOf(file.row), status: 'refused', reason },
        ...(readable && code !== undefined && { refusalCode: code }),
      });
      await recordGap(warehouse, { ...key, reason });
      continue;
    }
    if (!('parsed' in file)) continue;
    const { directory } = await store.fetch(file.parsed.path);
    const fallback = text(file.row['fallback']);
    const ours = decisionsOfFile(decisions, facts);
    const accepted = verdicts.filter((verdict) => verdict.slot === slot && verdict.accepted !== undefined);
    await withinMemory(warehouse, () =>
      loadFile(warehouse, {
        ...{ dataset, fy, slot, period },
        source: { ...sourceOf(file.row), sha256: facts.sha256 },
        parsedDir: directory,
        parserVersion: file.parsed.parserVersion,
        ...(fallback !== undefined && { fallback: { reason: fallback } }),
        findings: findingsOfDecisions(ours, accepted),
        ...(ours.length > 0 && { decisions: marksOf(ours) }),
      }),
    );
  }
  return refused;
}

/** Files that were looked at and not taken, slots that stay empty, and reasons beside loaded ones: as they were. */
async function writeOthers(warehouse: Warehouse, plan: Plan, refused: readonly RefusedFile[]): Promise<void> {
  await warehouse.transaction(async (statements) => {
    for (const row of plan.files) {
      if (row['status'] !== 'loaded') await insert(statements, 'source_file', row);
      else if (row['reason'] !== null && !refused.some(({ slot }) => slot === row['slot']))
        await statements.run(
          `UPDATE source_file SET reason = $5
           WHERE dataset = $1 AND load_fy = $2 AND slot = $3 AND sha256 = $4 AND status = 'loaded'`,
          [row['dataset'], row['load_fy'], row['slot'], row['sha256'], row['reason']].map(String),
        );
    }
    for (const row of plan.states) {
      if (row['status'] !== 'loaded') await insert(statements, 'load_state', row);
      else if (row['reason'] !== null)
        await statements.run(
          `UPDATE load_state SET reason = $4 WHERE dataset = $1 AND fy = $2 AND slot = $3 AND status = 'loaded'`,
          [row['dataset'], row['fy'], row['slot'], row['reason']].map(String),
        );
    }
  });
}

async function insert(
  statements: Parameters<Parameters<Warehouse['transaction']>[0]>[0],
  table: string,
  row: Row,
): Promise<void> {
  const names = Object.keys(row);
  await statements.run(
    `INSERT INTO ${table} (${names.map(quoteName).join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    names.map((name) => {
      const value = row[name];
      return typeof value === 'bigint'
        ? Number(value)
        : typeof value === 'number'
          ? value
          : (text(value) ?? null);
    }),
  );
}

function factsOf(
  row: Row,
): Record<'dataset' | 'fy' | 'slot' | 'period' | 'url' | 'sha256' | 'fileName', string> {
  const of = (name: string): string => text(row[name]) ?? '';
  return {
    dataset: of('dataset'),
    fy: of('load_fy'),
    slot: of('slot'),
    period: of('period'),
    url: of('url'),
    sha256: of('sha256'),
    fileName: of('file_name'),
  };
}

/** The facts of the fetch, as they were noted then. */
function sourceOf(row: Row): SourceFacts {
  const texts = {
    finalUrl: row['final_url'],
    fileName: row['file_name'],
    member: row['member'],
    sha256: row['sha256'],
    fetchedAt: row['fetched_at'],
    etag: row['etag'],
    lastModified: row['last_modified'],
    contentType: row['content_type'],
  };
  const known = Object.entries(texts).filter(([, value]) => typeof value === 'string');
  return {
    url: String(row['url']),
    ...Object.fromEntries(known),
    ...(row['bytes'] !== null && { bytes: Number(row['bytes']) }),
    ...(row['http_status'] !== null && { httpStatus: Number(row['http_status']) }),
  };
}

/** Only the sample holds made-up accounts; its readers were told so. */
function isIllustrative({ files }: Plan): boolean {
  return files.some((row) => row['status'] === 'loaded' && row['maturity'] === 'illustrative');
}

function byYear(read: readonly ReadFile[]): readonly (readonly ReadFile[])[] {
  const years = new Map<string, ReadFile[]>();
  for (const file of read) {
    const { dataset, fy } = factsOf(file.row);
    const key = `${dataset} ${fy}`;
    years.set(key, [...(years.get(key) ?? []), file]);
  }
  return [...years.values()];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
