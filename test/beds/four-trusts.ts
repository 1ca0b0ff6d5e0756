/** A quarter's workbook with four made-up trusts. */
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { type BedsRow, type BedsWorkbook, bedsWorkbook } from '../fixtures/beds.ts';
import { sourceOf } from '../tables/source-of.ts';

export type Kh03 = Omit<BedsWorkbook, 'rows'>;

export const FOUR_TRUSTS: readonly BedsRow[] = (
  [
    ['R1H', 'BARTS HEALTH NHS TRUST', [1600.25, 0, 200.5, 0], [1400.125, 0, 100, 0]],
    ['RHA', 'NOTTINGHAMSHIRE HEALTHCARE NHS FOUNDATION TRUST', [50, 30.5, 0, 700], [40, 20.25, 0, 650]],
    ['RW5', 'LANCASHIRE AND SOUTH CUMBRIA NHS FOUNDATION TRUST', [10, 0, 0, 400], [8, 0, 0, 390]],
    ['RJ1', "GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", [1000, 0, 80, 0], [900, 0, 60, 0]],
  ] as const
).map(([code, name, available, occupied]) => ({ code, name, available, occupied }));

export async function kh03(options: Kh03): Promise<SourceBytes> {
  const bytes = new Uint8Array(bedsWorkbook({ rows: FOUR_TRUSTS, ...options }));
  return await sourceOf(bytes, 'Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx');
}
