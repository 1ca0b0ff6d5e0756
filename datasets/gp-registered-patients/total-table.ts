/** `gp_list_total`: what a file itself prints as the whole list of a practice, by sex where it does. */
import type { DatasetTable } from '../contract/parsed-file.ts';
import type { FileKind } from './layouts.ts';
import { sameText, textColumn, wholeNumbers } from './practice-rows.ts';

export interface PrintedTotalRow {
  readonly code: string;
  readonly sex: 'ALL' | 'FEMALE' | 'MALE';
  readonly people: number;
  readonly line: number;
}

export function totalTable(
  unsorted: readonly PrintedTotalRow[],
  month: string,
  kind: FileKind,
): DatasetTable {
  const key = ({ code, sex }: PrintedTotalRow): string => `${code} ${sex}`;
  const rows = unsorted.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return {
    name: 'gp_list_total',
    rows: rows.length,
    columns: [
      sameText('snapshot_date', `${month}-01`, rows.length),
      sameText('printed_in', kind, rows.length),
      textColumn(
        'practice_code',
        rows.map((row) => row.code),
      ),
      textColumn(
        'sex',
        rows.map((row) => row.sex),
      ),
      wholeNumbers(
        'patients',
        rows.map((row) => row.people),
      ),
      wholeNumbers(
        'source_row',
        rows.map((row) => row.line),
      ),
    ],
  };
}
