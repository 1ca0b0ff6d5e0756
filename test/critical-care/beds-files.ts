/**
 * Monthly files of critical care beds as section 6 of the critical-care dossier and public readers of such files describe
 * them, with made-up figures: no genuine one was to be had.
 */
import { utils, write } from '@e965/xlsx';
import type { ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { financialYearOfMonth } from '../../nhs/financial-year.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { sourceOf } from '../tables/source-of.ts';

export type Cell = string | number | null;
export type Table = Cell[][];

/** Code, name, adult critical care beds open and occupied. */
const TRUSTS: readonly (readonly [string, string, number, number])[] = [
  ['R1H', 'BARTS HEALTH NHS TRUST', 130, 101],
  ['RGT', 'CAMBRIDGE UNIVERSITY HOSPITALS NHS FOUNDATION TRUST', 56, 50],
  ['RCF', 'AIREDALE NHS FOUNDATION TRUST', 9, 4],
];
const OPEN = TRUSTS.reduce((sum, [, , open]) => sum + open, 0);
const OCCUPIED = TRUSTS.reduce((sum, [, , , occupied]) => sum + occupied, 0);

export function monthContext(month: string): ParseContext {
  const fy = financialYearOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
  return {
    fy,
    slot: month,
    period: month,
    url: 'https://www.england.nhs.uk/x.csv',
    acceptIllustrative: false,
  };
}

/** The flat extract: a Period column, and a last row "Totals". */
export async function msitrepExtract(month: string, edit?: (rows: Table) => void): Promise<SourceBytes> {
  const period = `MSitRep-${monthInWords(month).toUpperCase().replace(' ', '-')}`;
  const rows: Table = [
    [
      'Period',
      'Region Code',
      'Region name',
      'Org Code',
      'Org name',
      'Urgent operations cancelled',
      'Number of adult critical care beds open',
      'Number of adult critical care beds occupied',
      'Number of paediatric intensive care beds open',
    ],
    ...TRUSTS.map(([code, name, open, occupied]) => [
      period,
      'Y56',
      'LONDON',
      code,
      name,
      3,
      open,
      occupied,
      2,
    ]),
    [period, '', '', 'Totals', '', 9, OPEN, OCCUPIED, 6],
  ];
  edit?.(rows);
  const text = rows.map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n');
  return await sourceOf(new TextEncoder().encode(text), 'Monthly-SITREPSs-CC-and-UOC-Extracts.csv');
}

/** The workbook: both headings the same, told apart by "Open" and "Occupied" above. */
export async function msitrepWorkbook(
  month: string,
  bookType: 'xls' | 'xlsx',
  edit?: (rows: Table) => void,
): Promise<SourceBytes> {
  const beds = ['Number of Adult critical care beds', 'Number of Paediatric intensive care beds'];
  const rows: Table = [
    [null, 'Title:', 'Critical Care Beds'],
    [null, 'Period:', monthInWords(month)],
    [null, 'Published:', '11th January 2018'],
    [null, null],
    [null, null, null, null, 'Open', null, 'Occupied', null, '% of Open Beds Occupied'],
    [null, 'DCO Team', 'Code', 'Name', ...beds, ...beds, 'Adult critical care beds'],
    [null, '-', '-', 'England', OPEN, 6, OCCUPIED, 3, OCCUPIED / OPEN],
    ...TRUSTS.map(([code, name, open, occupied]) => [null, 'Q71', code, name, open, 2, occupied, 1, 0.5]),
  ];
  edit?.(rows);
  return await workbookOf([['Critical Care Beds', rows]], bookType, 'MSitRep-1VHw9.xls');
}

/** The monthly workbook of the daily situation reports: England, regions and ICBs above, then the trusts. */
export async function uecWorkbook(
  month: string,
  options: {
    readonly edit?: (rows: Table) => void;
    readonly twoBlocks?: boolean;
    readonly thirdSheet?: boolean;
    readonly fileName?: string;
  } = {},
): Promise<SourceBytes> {
  const figures = [
    'Adult critical care beds available',
    'Adult critical care beds occupied',
    'Adult critical care occupancy rate',
  ];
  const heading: Cell[] = ['Region', 'ICB', 'Code', 'Name', 'G&A beds available', ...figures];
  const share = (open: number, occupied: number): number => occupied / open;
  const rows: Table = [
    ['Title:', 'Average daily number of available and occupied beds'],
    ['Period:', monthInWords(month)],
    ['Published:', '12th May 2022'],
    [null],
    heading,
    [null, null, '-', 'England', 90000, OPEN, OCCUPIED, share(OPEN, OCCUPIED)],
    [null],
    [null, null, 'Y56', 'London', 15000, 130, 101, share(130, 101)],
    [null, null, 'Y61', 'East of England', 9000, 56, 50, share(56, 50)],
    [null, null, 'QWO', 'NHS West Yorkshire Integrated Care Board', 3000, 9, 4, share(9, 4)],
    ...(options.twoBlocks ? [[null], heading] : []),
    ...TRUSTS.map(([code, name, open, occupied]) => [
      'London',
      'QMF',
      code,
      name,
      1000,
      open,
      occupied,
      share(open, occupied),
    ]),
  ];
  options.edit?.(rows);
  const sheets: [string, Table][] = [
    ['Notes', [['About these data']]],
    ['All acute trusts', rows],
  ];
  if (options.thirdSheet) sheets.splice(1, 0, ['Contents', [['Contents']]]);
  return await workbookOf(sheets, 'xlsx', options.fileName ?? `sitrep-data-FINAL.xlsx`);
}

async function workbookOf(
  sheets: readonly (readonly [string, Table])[],
  bookType: 'xls' | 'xlsx',
  fileName: string,
): Promise<SourceBytes> {
  const book = utils.book_new();
  for (const [name, rows] of sheets) utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
  return await sourceOf(new Uint8Array(write(book, { type: 'array', bookType }) as ArrayBuffer), fileName);
}
