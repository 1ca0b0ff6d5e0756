/**
 * The directory of a zip file (APPNOTE.TXT 4.3), checked as a whole before a byte is inflated. Stricter than
 * the format: a file that two programs could read differently is refused.
 */
import type { ArchiveLimits } from './limits.ts';
import { unreadable, unsafe } from './refuse.ts';

export interface ZipEntry {
  /** With forward slashes. */
  readonly name: string;
  readonly crc32: number;
  /** Declared size; inflating checks it. */
  readonly size: number;
  readonly deflated: boolean;
  readonly compressed: Buffer;
}

const END = 0x06054b50;
const END64 = 0x06064b50;
const END64_LOCATOR = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

interface Directory {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
  /** Where the records after the directory begin. */
  readonly end: number;
}

interface CentralRecord {
  readonly name: string;
  readonly rawName: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly localOffset: number;
}

/** Lists the files of an archive; throws a `SourceError` UNSAFE_ARCHIVE or UNREADABLE_FILE. Folders are left out. */
export function readZipDirectory(bytes: Uint8Array, limits: ArchiveLimits): readonly ZipEntry[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  if (directory.entries > limits.entries) {
    throw unsafe(`The archive lists ${directory.entries} files; at most ${limits.entries} are allowed`);
  }
  const records = readRecords(view, directory);
  checkSizes(records, limits);
  const names = new Set<string>();
  for (const { name } of records) {
    if (/^\/|^[a-z]:|(^|\/)\.\.(\/|$)|\0/i.test(name))
      throw unsafe(`The archive holds a file named "${name}", outside its own folder`);
    if (names.has(name.toLowerCase())) throw unsafe(`The archive holds two files named "${name}"`);
    names.add(name.toLowerCase());
  }
  return locate(view, directory, records);
}

function findDirectory(view: Buffer): Directory {
  const lowest = Math.max(0, view.length - 22 - 0xffff);
  for (let at = view.length - 22; at >= lowest; at -= 1) {
    if (view.readUInt32LE(at) !== END || at + 22 + view.readUInt16LE(at + 20) !== view.length) continue;
    if (view.readUInt16LE(at + 4) !== 0 || view.readUInt16LE(at + 6) !== 0) break;
    const entries = view.readUInt16LE(at + 10);
    const size = view.readUInt32LE(at + 12);
    const offset = view.readUInt32LE(at + 16);
    const wide = entries === 0xffff || size === 0xffffffff || offset === 0xffffffff;
    const found = wide ? findDirectory64(view, at) : { entries, size, offset, end: at };
    if (!found || found.offset + found.size !== found.end) break;
    return found;
  }
  throw unreadable('The archive is cut short or damaged: its directory is not where it should be');
}

function findDirectory64(view: Buffer, end: number): Directory | undefined {
  if (end < 20 || view.readUInt32LE(end - 20) !== END64_LOCATOR) return undefined;
  const at = Number(view.readBigUInt64LE(end - 12));
  if (at + 56 > end - 20 || view.readUInt32LE(at) !== END64) return undefined;
  return {
    entries: Number(view.readBigUInt64LE(at + 32)),
    size: Number(view.readBigUInt64LE(at + 40)),
    offset: Number(view.readBigUInt64LE(at + 48)),
    end: at,
  };
}

function readRecords(view: Buffer, directory: Directory): readonly CentralRecord[] {
  const records: CentralRecord[] = [];
  let at = directory.offset;
  while (at < directory.end) {
    if (at + 46 > directory.end || view.readUInt32LE(at) !== CENTRAL)
      throw unreadable('The directory of the archive is damaged');
    const nameEnd = at + 46 + view.readUInt16LE(at + 28);
    const extraEnd = nameEnd + view.readUInt16LE(at + 30);
    const next = extraEnd + view.readUInt16LE(at + 32);
    if (next > directory.end) throw unreadable('The directory of the archive is damaged');
    const rawName = view.subarray(at + 46, nameEnd);
    const wide = wideFields(view.subarray(nameEnd, extraEnd));
    const field = (offset: number): number => {
      const value = view.readUInt32LE(at + offset);
      return value === 0xffffffff ? wide() : value;
    };
    // The order of the three is the order in which the 64-bit values stand in the extra field.
    const size = field(24);
    const compressedSize = field(20);
    const localOffset = field(42);
    records.push({
      name: rawName.toString('utf8').replaceAll('\\', '/'),
      rawName,
      flags: view.readUInt16LE(at + 8),
      method: view.readUInt16LE(at + 10),
      crc32: view.readUInt32LE(at + 16),
      compressedSize,
      size,
      localOffset,
    });
    at = next;
  }
  if (records.length !== directory.entries)
    throw unreadable('The directory of the archive does not list as many files as it says');
  return records;
}

/** Reads the 64-bit sizes of an entry's extra field (id 1), one after the other. */
function wideFields(extra: Buffer): () => number {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  at += 4;
  return () => {
    if (at + 8 > extra.length) throw unreadable('The directory of the archive is damaged');
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  };
}

function checkSizes(records: readonly CentralRecord[], limits: ArchiveLimits): void {
  let total = 0;
  for (const { name, size, compressedSize } of records) {
    total += size;
    if (size > limits.inflatedBytes || total > limits.inflatedBytes) {
      throw unsafe(
        `The archive would unpack to ${inMegabytes(total)} or more (at "${name}"); at most ${inMegabytes(limits.inflatedBytes)} are allowed`,
      );
    }
    if (size > limits.ratioFreeBytes && size > compressedSize * limits.ratio) {
      throw unsafe(
        `"${name}" in the archive would grow from ${compressedSize} bytes to ${inMegabytes(size)}, as a decompression bomb does`,
      );
    }
  }
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}

/** Follows every record to its local header and proves that no two of them share bytes. */
function locate(view: Buffer, directory: Directory, records: readonly CentralRecord[]): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  let free = 0;
  for (const record of [...records].sort((a, b) => a.localOffset - b.localOffset)) {
    const { name, localOffset: at } = record;
    if (at + 30 > directory.offset || view.readUInt32LE(at) !== LOCAL)
      throw unreadable(`"${name}" is not where the archive says it is`);
    if (at < free)
      throw unsafe(`"${name}" in the archive shares bytes with another file, as a decompression bomb does`);
    const nameEnd = at + 30 + view.readUInt16LE(at + 26);
    const from = nameEnd + view.readUInt16LE(at + 28);
    free = from + record.compressedSize;
    if (free > directory.offset) throw unreadable(`"${name}" reaches past the end of the archive`);
    if (!view.subarray(at + 30, nameEnd).equals(record.rawName))
      throw unsafe(`"${name}" has another name inside the archive`);
    if (name.endsWith('/')) continue;
    if (((record.flags | view.readUInt16LE(at + 6)) & 0x2041) !== 0)
      throw unreadable(`"${name}" in the archive is protected by a password`);
    const method = view.readUInt16LE(at + 8);
    if (method !== record.method || (method !== 0 && method !== 8))
      throw unreadable(`"${name}" is packed in a way this reader does not know (method ${record.method})`);
    if (method === 0 && record.size !== record.compressedSize)
      throw unsafe(`"${name}" in the archive declares two different sizes`);
    entries.push({
      name,
      crc32: record.crc32,
      size: record.size,
      deflated: method === 8,
      compressed: view.subarray(from, free),
    });
  }
  return entries;
}
