import type { Workbook } from './workbook.ts';

/** The unpacked bytes of one file. Zips have been opened (within limits) before a dataset sees them. */
export interface SourceBytes {
  /** Name as published, decoded, without folders. */
  readonly fileName: string;
  readonly kind: 'csv' | 'xls' | 'xlsx';
  readonly bytes: Uint8Array;
  /** The file as sheets and rows, opened on first use. A csv is one sheet named '' whose cells are all text. */
  readonly workbook: () => Workbook;
}
