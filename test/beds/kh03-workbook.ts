/** Workbooks true to section 5a of the beds dossier, with made-up figures. */
import ExcelJS from 'exceljs';
import type { ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { sourceOf } from '../tables/source-of.ts';

export interface Kh03 {
  /** `2019-20Q4`. */
  readonly quarter: string;
  readonly regionHeading?: 'Region Code' | 'AT Code' | 'SHA Code';
  readonly periodHeading?: 'Period End' | 'Period';
  readonly disabilityHeading?: 'Learning Disabilities' | 'Learning Disability';
  readonly dataQualityFirst?: boolean;
  /** Group words over every column, as when nothing is merged. */
  readonly groupsRepeated?: boolean;
  /** Published and Revised as Excel dates, not text. */
  readonly realDates?: boolean;
  /** Rows pushed in above the title block. */
  readonly pushedDown?: number;
  /** Last touch on the sheet of trusts: row 15 has the headings, 16 England, 18 and on the organisations. */
  readonly edit?: (sheet: ExcelJS.Worksheet) => void;
}

const SECTORS = ['Total ', 'General & Acute', 'Learning Disabilities', 'Maternity', 'Mental Illness'];
const MONTHS = ['June', 'September', 'December', 'March'];
const RANGES = ['April to June', 'July to September', 'October to December', 'January to March'];
/** Code, name, then available and occupied beds in the four sectors. */
const TRUSTS: readonly (readonly [string, string, readonly number[], readonly number[]])[] = [
  ['R1H', 'BARTS HEALTH NHS TRUST', [1600.25, 0, 200.5, 0], [1400.125, 0, 100, 0]],
  ['RHA', 'NOTTINGHAMSHIRE HEALTHCARE NHS FOUNDATION TRUST', [50, 30.5, 0, 700], [40, 20.25, 0, 650]],
  ['RW5', 'LANCASHIRE AND SOUTH CUMBRIA NHS FOUNDATION TRUST', [10, 0, 0, 400], [8, 0, 0, 390]],
  ['RJ1', "GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", [1000, 0, 80, 0], [900, 0, 60, 0]],
];

export async function kh03(options: Kh03): Promise<SourceBytes> {
  const book = new ExcelJS.Workbook();
  if (options.dataQualityFirst) book.addWorksheet('Data Quality').getCell('A1').value = 'Data Quality KH03';
  const sheet = book.addWorksheet('NHS Trust by Sector');
  writeTitles(sheet, options);
  writeTable(sheet, options);
  options.edit?.(sheet);
  if (options.pushedDown) sheet.insertRows(1, Array<[]>(options.pushedDown).fill([]));
  book.addWorksheet('Region by Sector').getCell('B2').value = 'Title:';
  if (!options.dataQualityFirst) book.addWorksheet('Data Quality').getCell('A1').value = 'Data Quality KH03';
  return await sourceOf(
    new Uint8Array(await book.xlsx.writeBuffer()),
    'Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx',
  );
}

export function contextOf(quarter: string): ParseContext {
  return {
    fy: quarter.slice(0, 7),
    slot: quarter,
    period: quarter,
    url: 'https://www.england.nhs.uk/x.xlsx',
    acceptIllustrative: false,
  };
}

function writeTitles(sheet: ExcelJS.Worksheet, { quarter, realDates }: Kh03): void {
  const start = Number(quarter.slice(0, 4));
  const number = Number(quarter.slice(-1));
  const period = `${RANGES[number - 1] ?? ''} ${number === 4 ? start + 1 : start}`;
  const labels: readonly (readonly [number, string, string | Date])[] = [
    [2, 'Title:', 'Average daily number of available and occupied beds open overnight by sector'],
    [3, 'Summary:', 'KH03 is the collection of data to monitor available and occupied beds'],
    [5, 'Period:', period],
    [6, 'Source:', 'NHS England: SDCS data collection - KH03'],
    [7, 'Basis:', 'Provider'],
    [8, 'Published:', realDates ? new Date(Date.UTC(2022, 4, 26)) : '26th May 2022'],
    [9, 'Revised:', realDates ? new Date(Date.UTC(2022, 10, 24)) : '24th November 2022'],
    [10, 'Status:', 'Public'],
    [13, 'Provider Level Data', ''],
  ];
  for (const [row, label, value] of labels) {
    sheet.getCell(row, 2).value = label;
    sheet.getCell(row, 3).value = value;
    if (value instanceof Date) sheet.getCell(row, 3).numFmt = 'dd/mm/yyyy';
  }
  sheet.getCell('E13').value = 227;
}

function writeTable(sheet: ExcelJS.Worksheet, options: Kh03): void {
  const year = options.quarter.slice(0, 7);
  const month = MONTHS[Number(options.quarter.slice(-1)) - 1] ?? '';
  const sectors = SECTORS.map((name) =>
    name.startsWith('Learning') ? (options.disabilityHeading ?? name) : name,
  );
  for (const [word, first] of [
    ['Available', 7],
    ['Occupied', 13],
    ['% Occupied', 19],
  ] as const) {
    for (let column = first; column < first + 5; column += 1) {
      if (column === first || options.groupsRepeated) sheet.getCell(14, column).value = word;
    }
    if (!options.groupsRepeated) sheet.mergeCells(14, first, 14, first + 4);
  }
  const identity = [
    'Year',
    options.periodHeading ?? 'Period End',
    options.regionHeading ?? 'Region Code',
    'Org Code',
    'Org Name',
  ];
  sheet.getRow(15).values = [
    undefined,
    ...identity,
    ...sectors,
    undefined,
    ...sectors,
    undefined,
    ...sectors,
  ];
  for (const [index, [code, name, available, occupied]] of TRUSTS.entries()) {
    sheet.getRow(18 + index).values = [
      undefined,
      year,
      month,
      'Y56',
      code,
      name,
      ...figures(available, occupied),
    ];
  }
  const sum = (side: 2 | 3): readonly number[] =>
    [0, 1, 2, 3].map((sector) => TRUSTS.reduce((all, trust) => all + (trust[side][sector] ?? 0), 0));
  sheet.getRow(16).values = [
    undefined,
    year,
    month,
    undefined,
    undefined,
    'England',
    ...figures(sum(2), sum(3)),
  ];
}

function figures(
  available: readonly number[],
  occupied: readonly number[],
): readonly (number | string | undefined)[] {
  const withTotal = (parts: readonly number[]): readonly number[] => [
    parts.reduce((a, b) => a + b, 0),
    ...parts,
  ];
  const beds = withTotal(available);
  const taken = withTotal(occupied);
  const share = beds.map((all, index) => (all === 0 ? '-' : (taken[index] ?? 0) / all));
  return [...beds, undefined, ...taken, undefined, ...share];
}
