/** From the bytes of a download to the tables in it: one file, or the files of a plain zip. */
import { setImmediate } from 'node:timers/promises';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import { csvWorkbook } from './csv-workbook.ts';
import { inflateBeginning, inflateWhole } from './inflate.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits } from './limits.ts';
import { unsafe } from './refuse.ts';
import { kindInWords, sniff, type SniffedKind } from './sniff.ts';
import type { SourceBytes } from './source-bytes.ts';
import type { Workbook } from './workbook.ts';
import { xlsWorkbook } from './xls-workbook.ts';
import { openXlsx } from './xlsx/open-xlsx.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** Zipped bytes of a file in an archive that are looked at to see whether it is a table. */
const SNIFFED_BYTES = 4096;

/**
 * The tables in a file, known by their bytes, never by name or content type. Workbooks are opened when first
 * asked for, and once.
 * @param fileName as published; the base name is kept for a single file, those of the files inside for a zip
 * @throws SourceError EMPTY, HTML_INSTEAD_OF_FILE, WRONG_TYPE, UNSAFE_ARCHIVE, UNREADABLE_FILE or TOO_LARGE
 */
export async function openSource(
  bytes: Uint8Array,
  fileName: string,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<readonly SourceBytes[]> {
  const kind = sniff(bytes);
  // A zip is judged by its whole directory, which the first bytes need not show.
  if (kind !== 'zip' && kind !== 'xlsx') return [openTable(bytes, fileName, kind, limits)];
  const entries = readZipDirectory(bytes, limits);
  if (isWorkbook(entries)) return [source(bytes, fileName, 'xlsx', () => openXlsx(entries, limits))];
  return await openMembers(entries, fileName, limits);
}

const REFUSALS: Readonly<Partial<Record<SniffedKind, { code: SourceErrorCode; sentence: string }>>> = {
  empty: {
    code: SourceErrorCode.empty,
    sentence: 'is empty. Download it again, or look for another copy.',
  },
  html: {
    code: SourceErrorCode.htmlInsteadOfFile,
    sentence:
      "is a web page (HTML), not a table: the publisher's site answered with a page of its own. Open the address in a browser, save the file by hand and load it from a folder.",
  },
  encrypted: {
    code: SourceErrorCode.unreadableFile,
    sentence:
      'is protected by a password. Open it in Excel, remove the password, save it and load it from a folder.',
  },
};

function isWorkbook(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => /^(\[content_types\]\.xml|_rels\/\.rels)$/i.test(name));
}

/** One file that is no plain zip. */
function openTable(
  bytes: Uint8Array,
  fileName: string,
  kind: SniffedKind,
  limits: ArchiveLimits,
): SourceBytes {
  if (kind === 'csv') return source(bytes, fileName, kind, () => csvWorkbook(bytes, limits.plainBytes));
  if (kind === 'xls') return source(bytes, fileName, kind, () => xlsWorkbook(bytes, limits.plainBytes));
  if (kind === 'zip' || kind === 'xlsx') {
    const entries = readZipDirectory(bytes, limits);
    if (!isWorkbook(entries)) throw unsafe(`${fileName} is a zip archive inside a zip archive`);
    return source(bytes, fileName, 'xlsx', () => openXlsx(entries, limits));
  }
  const refusal = REFUSALS[kind];
  if (refusal) throw new SourceError(refusal.code, `${fileName} ${refusal.sentence}`);
  throw new SourceError(
    SourceErrorCode.wrongType,
    `${fileName} is ${kindInWords[kind]}; .xlsx, .xls, .csv or a zip of those is needed. Look for the table's own file, or save it as .xlsx or CSV.`,
  );
}

async function openMembers(
  entries: readonly ZipEntry[],
  fileName: string,
  limits: ArchiveLimits,
): Promise<readonly SourceBytes[]> {
  const sources: SourceBytes[] = [];
  let left = limits.membersBytes;
  for (const entry of entries) {
    const name = entry.name.slice(entry.name.lastIndexOf('/') + 1);
    if (/^__MACOSX\/|(^|\/)\._/.test(entry.name)) continue;
    if (!isTable(name, sniff(inflateBeginning(entry, SNIFFED_BYTES)))) continue;
    const bytes = inflateWhole(entry, Math.min(limits.wholeBytes, left));
    left -= bytes.length;
    sources.push(openTable(bytes, name, sniff(bytes), limits));
    // Between two files the process may do something else.
    await setImmediate();
  }
  if (sources.length > 0) return sources;
  const names = entries.slice(0, 10).map(({ name }) => name);
  throw new SourceError(
    SourceErrorCode.wrongType,
    `${fileName} is a zip archive without a .csv, .xls or .xlsx file; it holds ${names.join(', ') || 'nothing'}. Look for the table's own file on the publisher's page.`,
  );
}

/** Archives and workbooks by their bytes; text, and what only pretends to be a table, by name: a read-me is text too. */
function isTable(name: string, kind: SniffedKind): boolean {
  if (kind === 'zip' || kind === 'xlsx' || kind === 'xls' || kind === 'encrypted') return true;
  return /\.(csv|xlsx?|zip)$/i.test(name);
}

function source(
  bytes: Uint8Array,
  fileName: string,
  kind: SourceBytes['kind'],
  openWorkbook: () => Workbook,
): SourceBytes {
  let workbook: Workbook | undefined;
  const name = fileName.slice(fileName.lastIndexOf('/') + 1);
  return { fileName: name, kind, bytes, workbook: () => (workbook ??= openWorkbook()) };
}
