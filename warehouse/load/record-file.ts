/** `source_file`: one row for every file looked at, whatever became of it. */
import {
  type FileStatus,
  type ReadingFacts,
  type SlotKey,
  type SourceFacts,
  FileStatus as Status,
} from './source-facts.ts';
import type { QueryValue, Statements } from '../../duckdb/statements.ts';
import type { Warehouse } from '../warehouse.ts';

export interface FileRecord {
  readonly key: SlotKey;
  readonly source: SourceFacts;
  readonly reading?: ReadingFacts;
  readonly status: FileStatus;
  readonly reason?: string;
  readonly fallback?: string;
  /** Code of the refusal, where the figures could be read: only such a refusal may be accepted. */
  readonly refusalCode?: string;
}

const SAME_FILE = 'dataset = $1 AND load_fy = $2 AND slot = $3 AND url = $4 AND sha256 = $5';

/**
 * Records a file that was not taken. A file whose figures are loaded keeps its status, with the new reason beside it:
 * the figures are still there, as an earlier version of the parser read them.
 */
export async function recordFile(warehouse: Warehouse, record: FileRecord): Promise<void> {
  await warehouse.transaction(async (statements) => {
    const held = await statements.rows(
      `SELECT parser_version FROM source_file WHERE ${SAME_FILE} AND status = '${Status.loaded}'`,
      identity(record),
    );
    if (held[0] === undefined) return await writeFileRow(statements, record);
    const version = String(held[0]['parser_version']);
    const reason = `Loaded as version ${version} of the reader read it. Read again, it is ${record.status}: ${record.reason ?? 'no reason given'}`;
    await statements.run(
      `UPDATE source_file SET reason = $6 WHERE ${SAME_FILE} AND status = '${Status.loaded}'`,
      [...identity(record), reason],
    );
  });
}

/** Writes the row of a file in place of the one it had. */
export async function writeFileRow(statements: Statements, record: FileRecord): Promise<void> {
  const { key, source, reading = {} } = record;
  await statements.run(`DELETE FROM source_file WHERE ${SAME_FILE}`, identity(record));
  const row: Readonly<Record<string, QueryValue | undefined>> = {
    dataset: key.dataset,
    load_fy: key.fy,
    slot: key.slot,
    period: key.period,
    url: source.url,
    final_url: source.finalUrl,
    file_name: source.fileName,
    member: source.member,
    sha256: source.sha256 ?? '',
    bytes: source.bytes,
    fetched_at: source.fetchedAt,
    published: reading.published,
    revised: reading.revised,
    http_status: source.httpStatus,
    etag: source.etag,
    last_modified: source.lastModified,
    content_type: source.contentType,
    layout: reading.layout,
    parser_version: reading.parserVersion,
    maturity: reading.maturity,
    status: record.status,
    reason: record.reason,
    fallback: record.fallback,
    refusal_code: record.refusalCode,
  };
  const names = Object.keys(row);
  await statements.run(
    `INSERT INTO source_file (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row).map((value) => value ?? null),
  );
}

function identity({ key, source }: FileRecord): QueryValue[] {
  return [key.dataset, key.fy, key.slot, source.url, source.sha256 ?? ''];
}
