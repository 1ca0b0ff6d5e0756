/** Zip files made byte by byte, so that they can also lie. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipMember {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Kept as it is instead of deflated. */
  readonly stored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  /** What the headers say instead of the truth. */
  readonly declaredSize?: number;
  readonly declaredCrc?: number;
  readonly nameInside?: string;
  /** The size stands in an extra field, as in archives beyond 4 GB. */
  readonly wide?: boolean;
  /** Local header of this member (by position) instead of its own. */
  readonly sharesBytesOf?: number;
}

export function zipFile(members: readonly ZipMember[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const member of members) {
    const content = Buffer.from(member.content as Uint8Array);
    const packed = member.stored ? content : deflateRawSync(content);
    const head = header(member, content, packed.length);
    const inside = Buffer.from(member.nameInside ?? member.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    head.copy(local, 4);
    local.writeUInt16LE(inside.length, 26);
    const name = Buffer.from(member.name);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(20, 4);
    head.copy(record, 6);
    record.writeUInt16LE(name.length, 28);
    const own = member.sharesBytesOf === undefined;
    offsets.push(own ? offset : (offsets[member.sharesBytesOf ?? 0] ?? 0));
    record.writeUInt32LE(offsets.at(-1) ?? 0, 42);
    central.push(record, name, member.wide ? widen(record) : Buffer.alloc(0));
    if (!own) continue;
    locals.push(local, inside, packed);
    offset += 30 + inside.length + packed.length;
  }
  return Buffer.concat([
    ...locals,
    ...central,
    endRecord(members.length, Buffer.concat(central).length, offset),
  ]);
}

/** Moves the size of a directory record into the extra field that is returned. */
function widen(record: Buffer): Buffer {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeUInt32LE(record.readUInt32LE(24), 4);
  record.writeUInt32LE(0xffffffff, 24);
  record.writeUInt16LE(extra.length, 30);
  return extra;
}

/** The 22 bytes that the two headers of a member have in common. */
function header(member: ZipMember, content: Buffer, packed: number): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(member.flags ?? 0, 2);
  head.writeUInt16LE(member.method ?? (member.stored ? 0 : 8), 4);
  head.writeUInt32LE(member.declaredCrc ?? crc32(content), 10);
  head.writeUInt32LE(packed, 14);
  head.writeUInt32LE(member.declaredSize ?? content.length, 18);
  return head;
}

function endRecord(entries: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
