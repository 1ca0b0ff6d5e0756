/** The container of .xls files ([MS-CFB] 2.2 and 2.3): only whether all of it is there. */
import { unreadable } from './refuse.ts';

const FREE = 0xffffffff;
const LARGEST_REGULAR = 0xfffffffa;

/**
 * Throws UNREADABLE_FILE where the file ends before the last sector in use. The .xls reader would read a cut
 * file as a shorter table.
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
  const perSector = sector / 4;
  let last = 0;
  tableSectors(uint, sector).forEach((table, block) => {
    for (let entry = 0; entry < perSector; entry += 1) {
      if (uint((table + 1) * sector + entry * 4) !== FREE) last = Math.max(last, block * perSector + entry);
    }
  });
  // Some writers leave the end of the last sector out.
  if ((last + 1) * sector >= view.length) throw cutShort();
}

/** Sectors of the allocation table: 109 in the header, further ones in a chain. */
function tableSectors(uint: (at: number) => number, sector: number): readonly number[] {
  const count = uint(44);
  const sectors: number[] = [];
  const take = (at: number, entries: number): void => {
    for (let entry = 0; entry < entries && sectors.length < count; entry += 1) {
      const number = uint(at + entry * 4);
      if (number <= LARGEST_REGULAR) sectors.push(number);
    }
  };
  take(76, 109);
  let next = uint(68);
  for (let chain = uint(72); chain > 0 && next <= LARGEST_REGULAR && sectors.length < count; chain -= 1) {
    take((next + 1) * sector, sector / 4 - 1);
    next = uint((next + 2) * sector - 4);
  }
  return sectors;
}

function cutShort(): Error {
  return unreadable('The .xls workbook is cut short');
}
