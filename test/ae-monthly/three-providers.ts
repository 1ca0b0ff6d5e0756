/** A month's files with three made-up providers. */
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { aeCsv as csv, type AeRow, aeWorkbook, type CsvEra, type Edit } from '../fixtures/ae-monthly.ts';
import { sourceOf } from '../tables/source-of.ts';

const PROVIDERS: readonly AeRow[] = [
  {
    code: 'R1H',
    name: 'BARTS HEALTH NHS TRUST',
    attendances: [20000, 900, 15000],
    booked: [100, 0, 50],
    over4h: [6000, 10, 500],
    bookedOver4h: [10, 0, 5],
    dta: [800, 40],
    admissions: [6000, 5, 0],
    otherAdmissions: 2500,
  },
  {
    code: 'RGT',
    name: 'CAMBRIDGE UNIVERSITY HOSPITALS NHS FOUNDATION TRUST',
    attendances: [9000, 0, 4000],
    booked: [0, 0, 0],
    over4h: [2500, 0, 20],
    bookedOver4h: [0, 0, 0],
    dta: [300, 5],
    admissions: [3000, 0, 30],
    otherAdmissions: 700,
  },
  {
    code: 'Y02428',
    name: 'BRENT WALK IN CENTRE',
    attendances: [0, 0, 3000],
    booked: [0, 0, 200],
    over4h: [0, 0, 12],
    bookedOver4h: [0, 0, 1],
    dta: [0, 0],
    admissions: [0, 0, 0],
    otherAdmissions: 0,
  },
];

export async function aeCsv(month: string, era: CsvEra, edit?: Edit): Promise<SourceBytes> {
  const totalWords = era === 'A' ? ['', '', '', 'TOTAL'] : Array<string>(4).fill('TOTAL');
  const bytes = csv({ month, rows: PROVIDERS, era, totalWords, edit });
  return await sourceOf(new Uint8Array(bytes), `Monthly-AE-${month}.csv`);
}

/** `2017`: no columns under four hours, two percentages with nothing above. `2024`: booked appointments counted in. */
export type WorkbookEra = '2017' | '2019' | '2024';

export async function aeXls(
  month: string,
  era: WorkbookEra,
  edit?: Edit,
  sheet?: string,
): Promise<SourceBytes> {
  const bytes = aeWorkbook({
    month,
    rows: PROVIDERS,
    later: era === '2024',
    inWords: era === '2024',
    brief: era === '2017',
    ...(era === '2017' && { shares: ['type 1', 'all'], bareShares: true }),
    ...(sheet !== undefined && { sheet }),
    published: '11th May 2017',
    revised: '14.06.18',
    edit,
  });
  return await sourceOf(new Uint8Array(bytes), `${month}-AE-by-provider-Q773u.xls`);
}
