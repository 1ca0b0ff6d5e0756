/** Writes a zip file piece by piece: any size in bounded memory, and the same bytes for the same input. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { constants, crc32, deflateRawSync } from 'node:zlib';

const PIECE = 1 << 20;
const DOS_DATE_1_JAN_2020 = ((2020 - 1980) << 9) | (1 << 5) | 1;

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

export interface ZipWriter {
  /** Adds one member; `pieces` are taken one at a time. */
  readonly add: (name: string, pieces: Iterable<string>) => void;
  /** Writes the directory and closes the file. */
  readonly close: () => void;
}

export function createZip(path: string): ZipWriter {
  const file = openSync(path, 'w');
  const entries: Entry[] = [];
  let position = 0;
  const append = (bytes: Uint8Array): void => {
    writeSync(file, bytes);
    position += bytes.length;
  };

  return {
    add(name, pieces) {
      const offset = position;
      const nameBytes = Buffer.from(name, 'utf8');
      append(Buffer.concat([localHeader(nameBytes, 0, 0, 0), nameBytes]));
      const start = position;
      let crc = 0;
      let size = 0;
      for (const bytes of gather(pieces)) {
        crc = crc32(bytes, crc);
        size += bytes.length;
        // A sync flush ends on a byte boundary, so that separately deflated pieces make one stream.
        append(deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));
      }
      append(deflateRawSync(Buffer.alloc(0)));
      const packed = position - start;
      writeSync(file, localHeader(nameBytes, crc, packed, size), 0, 30, offset);
      entries.push({ name: nameBytes, offset, crc, packed, size });
    },
    close() {
      const start = position;
      for (const entry of entries) append(Buffer.concat([directoryHeader(entry), entry.name]));
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(entries.length, 8);
      end.writeUInt16LE(entries.length, 10);
      end.writeUInt32LE(position - start, 12);
      end.writeUInt32LE(start, 16);
      append(end);
      closeSync(file);
    },
  };
}

function* gather(pieces: Iterable<string>): Iterable<Buffer> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length >= PIECE) {
      yield Buffer.from(text, 'utf8');
      text = '';
    }
  }
  if (text) yield Buffer.from(text, 'utf8');
}

function localHeader(name: Buffer, crc: number, packed: number, size: number): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeCommon(header, 4, name, crc, packed, size);
  return header;
}

function directoryHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  writeCommon(header, 6, entry.name, entry.crc, entry.packed, entry.size);
  header.writeUInt32LE(entry.offset, 42);
  return header;
}

function writeCommon(
  header: Buffer,
  at: number,
  name: Buffer,
  crc: number,
  packed: number,
  size: number,
): void {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(0x0800, at + 2);
  header.writeUInt16LE(8, at + 4);
  header.writeUInt16LE(DOS_DATE_1_JAN_2020, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(packed, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(name.length, at + 22);
}
