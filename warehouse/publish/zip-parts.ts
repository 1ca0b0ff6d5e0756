/**
 * The archive of a workbook we have just written, with some of its parts changed and others added: the writer of workbooks has
 * no charts. Every other part stays as compressed as it is.
 */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** 1 January 2000, 00:00, as a zip writes it. */
const TIME = 0;
const DATE = ((2000 - 1980) << 9) | (1 << 5) | 1;

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const DEFLATED = 8;
/** Names are UTF-8. */
const UTF8 = 0x800;
const VERSION = 20;

export interface PartChanges {
  /** New text of parts that are there, by their names. */
  readonly change?: Readonly<Record<string, (text: string) => string>>;
  /** Text of parts that are not there yet, by their names. */
  readonly add?: Readonly<Record<string, string>>;
}

interface Entry {
  readonly name: string;
  /** The entry in the directory. */
  readonly directory: Buffer;
  /** Local header, content and what follows it. */
  readonly local: Buffer;
}

/**
 * The zip with these changes, and with every entry dated 1 January 2000: the writer stamps the time of day on each, and two
 * publications of the same tables must be the same bytes.
 * @throws where a part that is to be changed is not there
 */
export function withParts(zip: Uint8Array, { change = {}, add = {} }: PartChanges = {}): Buffer {
  const entries = readEntries(Buffer.from(zip));
  for (const name of Object.keys(change))
    if (!entries.some((entry) => entry.name === name)) throw new Error(`The workbook has no part ${name}.`);
  const changed = entries.map((entry) => {
    const edit = change[entry.name];
    return edit ? newEntry(entry.name, edit(textOf(entry))) : dated(entry);
  });
  const added = Object.entries(add).map(([name, text]) => newEntry(name, text));
  return written([...changed, ...added]);
}

function readEntries(zip: Buffer): readonly Entry[] {
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== END_OF_DIRECTORY)
    throw new Error('The workbook just written does not end as a zip without comment does.');
  const start = zip.readUInt32LE(end + 16);
  const found: { name: string; directory: Buffer; offset: number }[] = [];
  let at = start;
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('The directory of the workbook is broken.');
    const nameLength = zip.readUInt16LE(at + 28);
    const length = 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    found.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      directory: Buffer.from(zip.subarray(at, at + length)),
      offset: zip.readUInt32LE(at + 42),
    });
    at += length;
  }
  const starts = [...found.map(({ offset }) => offset), start].sort((a, b) => a - b);
  return found.map(({ name, directory, offset }) => ({
    name,
    directory,
    local: zip.subarray(offset, starts[starts.indexOf(offset) + 1]),
  }));
}

function textOf({ name, directory, local }: Entry): string {
  const content = 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const bytes = local.subarray(content, content + directory.readUInt32LE(20));
  const method = directory.readUInt16LE(10);
  if (method !== DEFLATED && method !== 0)
    throw new Error(`The part ${name} is packed in a way not known here.`);
  return (method === DEFLATED ? inflateRawSync(bytes) : bytes).toString('utf8');
}

function newEntry(name: string, text: string): Entry {
  const [title, content] = [Buffer.from(name, 'utf8'), Buffer.from(text, 'utf8')];
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(LOCAL_HEADER, 0);
  const directory = Buffer.alloc(46);
  directory.writeUInt32LE(DIRECTORY_ENTRY, 0);
  directory.writeUInt16LE(VERSION, 4);
  for (const [header, at] of [
    [local, 4],
    [directory, 6],
  ] as const) {
    header.writeUInt16LE(VERSION, at);
    header.writeUInt16LE(UTF8, at + 2);
    header.writeUInt16LE(DEFLATED, at + 4);
    header.writeUInt16LE(TIME, at + 6);
    header.writeUInt16LE(DATE, at + 8);
    header.writeUInt32LE(crc32(content), at + 10);
    header.writeUInt32LE(packed.length, at + 14);
    header.writeUInt32LE(content.length, at + 18);
    header.writeUInt16LE(title.length, at + 22);
  }
  return {
    name,
    directory: Buffer.concat([directory, title]),
    local: Buffer.concat([local, title, packed]),
  };
}

function dated({ name, directory, local }: Entry): Entry {
  const [inDirectory, before] = [Buffer.from(directory), Buffer.from(local.subarray(0, 30))];
  inDirectory.writeUInt16LE(TIME, 12);
  inDirectory.writeUInt16LE(DATE, 14);
  before.writeUInt16LE(TIME, 10);
  before.writeUInt16LE(DATE, 12);
  return { name, directory: inDirectory, local: Buffer.concat([before, local.subarray(30)]) };
}

function written(entries: readonly Entry[]): Buffer {
  let offset = 0;
  const directories = entries.map(({ directory, local }) => {
    const placed = Buffer.from(directory);
    placed.writeUInt32LE(offset, 42);
    offset += local.length;
    return placed;
  });
  const directory = Buffer.concat(directories);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...entries.map(({ local }) => local), directory, end]);
}
