/** The one place that tells a fault of this machine by what Node, DuckDB and SQLite say. */
import { sep } from 'node:path';
import { FaultCode } from './fault-code.ts';

const DISK_FULL =
  /\b(ENOSPC|EDQUOT)\b|No space left on device|Disk quota exceeded|database or disk is full|not enough space on the disk/i;
const READ_ONLY = /\bEROFS\b|Read-only file system|attempt to write a readonly database/i;
const FORBIDDEN = /^(EACCES|EPERM)$/;
/** DuckDB's words; every block of its file has a checksum. */
const WAREHOUSE_DAMAGED = /Corrupt (database|WAL) file|not a valid DuckDB database file|replaying WAL/i;
const CUT_SHORT = /Could not read enough bytes from file "[^"]*warehouse\.duckdb(\.wal)?"/;
/** DuckDB refuses everything after a fatal error, until the file is opened again. */
const WAREHOUSE_CLOSED = /has been invalidated because/i;
/** SQLite's words, as Temporal passes them on. */
const HISTORY_DAMAGED = /database disk image is malformed|file is not a database/i;

/** What kind of fault an error, or what caused it, is; undefined when it is none of the machine's. */
export function faultCodeOf(error: unknown, dataDir: string): FaultCode | undefined {
  for (const cause of causesOf(error)) {
    const code = codeOf(cause, dataDir);
    if (code !== undefined) return code;
  }
  return undefined;
}

/** The path that Node or DuckDB names, so that the person is sent to the right disk. */
export function pathOf(error: unknown): string | undefined {
  for (const cause of causesOf(error)) {
    const path = nodePath(cause) ?? /\bfile "([^"]+)"/.exec(messageOf(cause))?.[1];
    if (path !== undefined) return path;
  }
  return undefined;
}

function codeOf(error: unknown, dataDir: string): FaultCode | undefined {
  const text = said(error);
  if (DISK_FULL.test(text)) return FaultCode.diskFull;
  if (READ_ONLY.test(text)) return FaultCode.notWritable;
  if (isForbidden(error, text, dataDir)) return FaultCode.notWritable;
  if (WAREHOUSE_DAMAGED.test(text) || CUT_SHORT.test(messageOf(error))) return FaultCode.warehouseDamaged;
  if (WAREHOUSE_CLOSED.test(text)) return FaultCode.warehouseClosed;
  return HISTORY_DAMAGED.test(text) ? FaultCode.historyDamaged : undefined;
}

/** A forbidden file of somebody's own folder is no fault of the data folder. */
function isForbidden(error: unknown, text: string, dataDir: string): boolean {
  const path = nodePath(error) ?? /\bfile "([^"]+)"/.exec(messageOf(error))?.[1];
  if (path === undefined || !(path === dataDir || path.startsWith(dataDir + sep))) return false;
  return FORBIDDEN.test(errnoOf(error) ?? '') || /Permission denied/i.test(text);
}

/** Code and message, without what stands in quotation marks: a folder may be named like a fault. */
function said(error: unknown): string {
  const errno = errnoOf(error);
  // Node's own code says it all; the message behind it repeats the path.
  if (errno !== undefined) return errno;
  const message = messageOf(error);
  // DuckDB quotes the first error, which quotes a path, inside the second one.
  const original = /Original error: "([\s\S]*)"\s*$/.exec(message)?.[1];
  const outer = original === undefined ? message : message.slice(0, message.indexOf(original));
  return [outer, original ?? ''].map((text) => text.replaceAll(/"[^"]*"|'[^']*'/g, '')).join(' ');
}

function* causesOf(error: unknown): Generator {
  let cause = error;
  for (let depth = 0; cause !== undefined && cause !== null && depth < 10; depth += 1) {
    yield cause;
    cause = cause instanceof Error ? cause.cause : undefined;
  }
}

function errnoOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

function nodePath(error: unknown): string | undefined {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
