/** Tables of other things: what a decoy holds. */
import { type WebFile, csvOf } from './publication.ts';
import { workbookOf } from '../../fixtures/workbook.ts';

/** A file that nobody may load. */
export function decoy(url: string): WebFile {
  return { url, make: () => otherTable(url) };
}

/** A workbook or CSV that names trusts and is of something else. */
export function otherTable(url: string): Buffer {
  const lines = [
    ['Code', 'Description', 'Total'],
    ['RJ1', "GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", 999_999],
    ['R1H', 'BARTS HEALTH NHS TRUST', 888_888],
  ];
  if (/\.csv$/i.test(url)) return csvOf(lines);
  return workbookOf([{ name: 'Table 1', lines }]);
}
