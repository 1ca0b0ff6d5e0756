/** Adult critical care workbooks as section 3 of the critical-care dossier describes them, with made-up figures: no genuine one was to be had. */
import ExcelJS from 'exceljs';
import type { ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { sourceOf } from '../tables/source-of.ts';

export type Cell = string | number | null;

export interface Acc {
  readonly fy: string;
  /** Rows of the sheet "Table 5"; none where the year has tables of England only. */
  readonly providers?: readonly (readonly Cell[])[];
  /** Critical care periods of England, in the table by age group. */
  readonly england?: number;
  readonly fileName?: string;
}

export const HEADINGS: readonly Cell[] = ['Provider code', 'Provider description', 'Critical care periods'];

/** England and four providers: 6,000 and 250 periods, one small number, and 95 of an independent hospital. */
export const PROVIDERS: readonly (readonly Cell[])[] = [
  ['England', 'England', 6347],
  ['Y56', 'LONDON COMMISSIONING REGION', 6005],
  ['R1H', 'BARTS HEALTH NHS TRUST', 6000],
  ['RCF', 'AIREDALE NHS FOUNDATION TRUST', 250],
  ['RY2', 'BRIDGEWATER COMMUNITY HEALTHCARE NHS FOUNDATION TRUST', '*'],
  ['NT3X1', 'NUFFIELD HEALTH CHELTENHAM', 95],
];

export function providerTable(rows: readonly (readonly Cell[])[] = PROVIDERS): readonly (readonly Cell[])[] {
  return [
    ['Table 5: Adult critical care by hospital provider'],
    [null],
    HEADINGS,
    ...rows,
    [null],
    ['Source: HES'],
  ];
}

export async function acc({ fy, providers, england = 6347, fileName }: Acc): Promise<SourceBytes> {
  const book = new ExcelJS.Workbook();
  const title = book.addWorksheet('Title');
  title.getCell('A1').value = `Hospital Admitted Patient Care Activity, ${fy}`;
  title.getCell('A2').value = 'Adult Critical Care (ACC) data tables';
  title.getCell('A4').value = 'Published: 16 September 2021';
  addRows(book.addWorksheet('Table 1'), [
    ['Table 1: Adult critical care records by age group'],
    [null],
    ['Age group', 'Critical care periods'],
    ['England', england],
    ['0-19', 100],
    ['20 and over', england - 100],
    [null],
    ['Table 2: by day of week'],
    ['Day', 'Critical care periods'],
    ['Tue', england],
  ]);
  if (providers) addRows(book.addWorksheet('Table 5'), providers);
  return await sourceOf(
    new Uint8Array(await book.xlsx.writeBuffer()),
    fileName ?? `hosp-epis-stat-admi-acc-${fy}-tab.xlsx`,
  );
}

/** A file of one sheet, without the tables by age. */
export async function accOnly(rows: readonly (readonly Cell[])[]): Promise<SourceBytes> {
  const book = new ExcelJS.Workbook();
  addRows(book.addWorksheet('Table 5'), [['Adult Critical Care, 2023-24'], ...rows]);
  return await sourceOf(new Uint8Array(await book.xlsx.writeBuffer()), 'hosp-epis-stat-admi-acc.xlsx');
}

export function yearContext(fy: string): ParseContext {
  return {
    fy,
    slot: fy,
    period: fy,
    url: 'https://files.digital.nhs.uk/00/000000/x.xlsx',
    acceptIllustrative: false,
  };
}

function addRows(sheet: ExcelJS.Worksheet, rows: readonly (readonly Cell[])[]): void {
  for (const [index, row] of rows.entries()) sheet.getRow(index + 1).values = [undefined, ...row];
}
