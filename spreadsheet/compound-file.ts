/** The container of .xls files ([MS-CFB] 2.2 to 2.6): only whether all of it is there. */
import { unreadable } from './refuse.ts';

/** Numbers from here on are marks, not sectors. */
const FIRST_MARK = 0xfffffffa;
const ROOT = 5;
const STREAM = 2;

/**
 * Follows every stream to its end; throws UNREADABLE_FILE where the file has less than it says. The reader of
 * .xls files would take a cut file for a shorter table.
 */
export function checkCompoundFile(bytes: Uint8Array): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 512) throw cutShort();
  const shift = view.readUInt16LE(30);
  if (shift !== 9 && shift !== 12)
    throw unreadable('The .xls workbook is damaged: its sectors have no known size');
  const sector = 1 << shift;
  const uint = (at: number): number => {
    if (at + 4 > view.length) throw cutShort();
    return view.readUInt32LE(at);
  };
  const table = tableSectors(uint, sector);
  const perSector = sector / 4;
  const next = (number: number): number => {
    const part = table[Math.floor(number / perSector)];
    return part === undefined ? FIRST_MARK : uint((part + 1) * sector + (number % perSector) * 4);
  };
  const smallest = uint(56);
  for (const directory of chain(uint(48), next, view.length / sector)) {
    for (let at = (directory + 1) * sector; at < (directory + 2) * sector; at += 128) {
      const size = uint(at + 120);
      const type = view[at + 66];
      if (type !== ROOT && (type !== STREAM || size < smallest)) continue;
      let left = size;
      for (const number of chain(uint(at + 116), next, Math.ceil(size / sector))) {
        if ((number + 1) * sector + Math.min(left, sector) > view.length) throw cutShort();
        left -= sector;
      }
      if (left > 0) throw cutShort();
    }
  }
}

/** Sectors of one stream, at most so many. */
function* chain(
  first: number,
  next: (number: number) => number,
  most: number,
): Generator<number, void, void> {
  let number = first;
  for (let count = 0; count < most && number < FIRST_MARK; count += 1) {
    yield number;
    number = next(number);
  }
}

/** Sectors of the allocation table: 109 in the header, further ones in a chain. */
function tableSectors(uint: (at: number) => number, sector: number): readonly number[] {
  const count = uint(44);
  const sectors: number[] = [];
  const take = (at: number, entries: number): void => {
    for (let entry = 0; entry < entries && sectors.length < count; entry += 1) {
      const number = uint(at + entry * 4);
      if (number < FIRST_MARK) sectors.push(number);
    }
  };
  take(76, 109);
  let next = uint(68);
  for (let left = uint(72); left > 0 && next < FIRST_MARK && sectors.length < count; left -= 1) {
    take((next + 1) * sector, sector / 4 - 1);
    next = uint((next + 2) * sector - 4);
  }
  return sectors;
}

function cutShort(): Error {
  return unreadable('The .xls workbook is cut short');
}
