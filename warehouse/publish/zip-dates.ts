/** 1 January 2000, 00:00, as a zip writes it. */
const TIME = 0;
const DATE = ((2000 - 1980) << 9) | (1 << 5) | 1;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/**
 * The same zip with every entry dated 1 January 2000: the writer of the workbook stamps the time of day on each, and two
 * publications of the same tables must be the same bytes. For archives we have just written ourselves.
 */
export function withFixedDates(zip: Uint8Array): Uint8Array {
  const bytes = zip.slice();
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  if (end < 0 || view.getUint32(end, true) !== END_OF_DIRECTORY) {
    throw new Error('The workbook just written does not end as a zip without comment does.');
  }
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY)
      throw new Error('The directory of the workbook is broken.');
    const local = view.getUint32(at + 42, true);
    view.setUint16(at + 12, TIME, true);
    view.setUint16(at + 14, DATE, true);
    view.setUint16(local + 10, TIME, true);
    view.setUint16(local + 12, DATE, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}
