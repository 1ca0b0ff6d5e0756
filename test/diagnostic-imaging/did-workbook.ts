/** Workbooks true to section 3 of the diagnostic imaging dossier, with made-up figures. */
import ExcelJS from 'exceljs';
import type { ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { diagnosticImaging } from '../../datasets/diagnostic-imaging/dataset.ts';
import { monthsOf } from '../../nhs/financial-year.ts';
import { sourceOf } from '../tables/source-of.ts';

/** A last touch on the sheet of figures: row 13 has the headings, 14 to 22 England, 24 and on the organisations. */
export type Edit = (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void;

export interface Did {
  readonly fy: string;
  /** Columns of modalities on twelve sheets, or rows of modalities on one. */
  readonly monthSheets?: boolean;
  readonly yearHeading?: 'Year' | 'Year to date';
  readonly status?: 'Final' | 'Provisional';
  /** Printed where nothing was sent. */
  readonly nothing?: '.' | '..' | '-' | null;
  readonly title?: string;
  /** Months that have figures; all twelve where absent. */
  readonly monthsPrinted?: number;
  /** Lines of the title page below `Provider issues`. */
  readonly issues?: readonly string[];
  readonly edit?: Edit;
}

export const MODALITIES = [
  'Computerized Axial Tomography',
  'Diagnostic Ultrasonography',
  'Fluoroscopy',
  'Magnetic Resonance Imaging',
  'Medical Photography',
  'Nuclear Medicine Procedure',
  'Plain Radiography',
  'Positron Emission Tomography',
  'Single Photon Emission Computerized Tomography',
] as const;
const COLUMNS = [
  'Computerized Axial Tomography',
  'Diagnostic Ultrasonography ',
  'Fluoroscopy ',
  'Magnetic Resonance Imaging',
  'Medical\nPhotography',
  'Nuclear\nMedicine',
  'Plain Radiography',
  'Positron Emission Tomography',
  'Single Photon Emission Computerized Tomography',
];
const MONTHS = ['Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar'];

/** Region, code, name, and the April count of each modality; 0 where nothing is sent. Each month has five more. */
export const PROVIDERS: readonly (readonly [string, string, string, readonly number[]])[] = [
  ['Y56', 'R1H', 'Barts Health NHS Trust', [1000, 2000, 300, 800, 40, 100, 5000, 60, 20]],
  ['Y56', 'NT9', 'Alliance Medical', [150, 0, 0, 500, 0, 0, 0, 170, 0]],
  [
    'Y61',
    'RGT',
    'Cambridge University Hospitals NHS Foundation Trust',
    [900, 1000, 200, 700, 0, 90, 4000, 50, 10],
  ],
  ['Y62', 'RBS', "Alder Hey Children's NHS Foundation Trust", [240, 900, 245, 465, 0, 80, 2840, 0, 0]],
  ['Y63', 'NT9', 'Alliance Medical', [100, 0, 0, 300, 0, 0, 0, 40, 0]],
];

export async function did(options: Did): Promise<SourceBytes> {
  const book = new ExcelJS.Workbook();
  writeTitlePage(book, options);
  if (options.monthSheets) writeMonthSheets(book, options);
  else writeYearSheet(book.addWorksheet('Provider'), options);
  const sheet = book.worksheets[1];
  if (sheet) options.edit?.(sheet, book);
  const name = `DID-Table-1-${options.fy}-Modality-Provider-Counts-xlsx-187KB.xlsx`;
  return await sourceOf(new Uint8Array(await book.xlsx.writeBuffer()), name);
}

export function contextOf(fy: string): ParseContext {
  return { fy, slot: fy, period: fy, url: 'https://www.england.nhs.uk/x.xlsx', acceptIllustrative: false };
}

/** Adds up the reported figures of an organisation in a period. */
export function tests(parsed: ParsedFile, org: string, period: string, measure = 'tests_'): number {
  return parsed.observations
    .filter((one) => one.orgCode === org && one.period === period && one.measure.startsWith(measure))
    .reduce((sum, one) => sum + (one.value ?? 0), 0);
}

export async function parseDid(options: Did): Promise<ParsedFile> {
  return await diagnosticImaging.parse(await did(options), contextOf(options.fy));
}

function writeTitlePage(book: ExcelJS.Workbook, { issues }: Did): void {
  const sheet = book.addWorksheet('Title page');
  sheet.getCell('A4').value = 'Diagnostic Imaging Dataset statistics';
  sheet.getCell('A5').value = 'Table 1: Count of Imaging Activity by Modality ';
  if (issues) sheet.getCell('A8').value = 'Provider issues';
  for (const [index, line] of (issues ?? []).entries()) sheet.getCell(9 + index, 2).value = line;
  sheet.getCell(20, 1).value = 'Further Information';
  sheet.getCell(21, 2).value = 'Barts Health NHS Trust (R1H) is not listed here.';
}

function writeTitles(
  sheet: ExcelJS.Worksheet,
  title: string,
  period: string | Date,
  first: number,
  status: string,
): void {
  sheet.getCell('B2').value = 'Title:';
  sheet.getCell('C2').value = title;
  const rest: readonly (readonly [string, string | Date])[] = [
    ['Period:', period],
    ['Source:', 'Diagnostic Imaging Dataset - NHS Digital'],
    ['Basis:', 'Provider'],
    ['Published:', '18th November 2021'],
    ['Revised:', '-'],
    ['Status:', status],
    ['Contact:', 'england.did@nhs.net'],
  ];
  for (const [index, [label, value]] of rest.entries()) {
    sheet.getCell(first + index, 2).value = label;
    sheet.getCell(first + index, 3).value = value;
    if (value instanceof Date) sheet.getCell(first + index, 3).numFmt = 'mmm-yy';
  }
}

function writeYearSheet(sheet: ExcelJS.Worksheet, options: Did): void {
  const period = options.fy.replace('-', '/');
  const title = options.title ?? 'Table 1 DID - Count of Imaging Activity by Modality';
  writeTitles(sheet, title, period, 4, options.status ?? 'Final');
  sheet.getCell('B12').value = 'Provider Level Data';
  sheet.getCell('F12').value = period;
  const identity = ['Region', 'Org Code', 'Provider name', 'Modality'];
  sheet.getRow(13).values = [undefined, ...identity, ...MONTHS, options.yearHeading ?? 'Year'];
  const printed = options.monthsPrinted ?? 12;
  const series = (april: number): readonly (number | null)[] =>
    MONTHS.map(
      (_, month) => (month < printed ? april + 5 * month : (options.nothing ?? null)) as number | null,
    );
  const sum = (counts: readonly (number | null)[]): number =>
    counts.reduce<number>((all, one) => all + (typeof one === 'number' ? one : 0), 0);
  let at = 24;
  for (const [region, code, name, aprils] of PROVIDERS) {
    for (const [index, april] of aprils.entries()) {
      if (april === 0) continue;
      const counts = series(april);
      sheet.getRow(at).values = [undefined, region, code, name, MODALITIES[index], ...counts, sum(counts)];
      at += 1;
    }
  }
  for (const [index, modality] of MODALITIES.entries()) {
    const rows = PROVIDERS.map(([, , , aprils]) => aprils[index] ?? 0)
      .filter((april) => april > 0)
      .map(series);
    const months = MONTHS.map((_, month) =>
      month < printed ? rows.reduce((all, row) => all + (row[month] ?? 0), 0) : (options.nothing ?? null),
    );
    const year = rows.reduce((all, row) => all + sum(row), 0);
    sheet.getRow(14 + index).values = [undefined, '-', '-', 'ENGLAND', modality, ...months, year];
  }
  writeNotes(sheet, at + 1);
}

function writeMonthSheets(book: ExcelJS.Workbook, options: Did): void {
  for (const [index, month] of monthsOf(options.fy)
    .slice(0, options.monthsPrinted ?? 12)
    .entries()) {
    const letter = 'abcdefghijkl'.charAt(index);
    const sheet = book.addWorksheet(`Table 1${letter}`);
    const title = options.title ?? `1${letter} DID - Count of Imaging Activity by Modality`;
    writeTitles(sheet, title, new Date(`${month}-01T00:00:00Z`), 5, options.status ?? 'Final');
    sheet.getCell('B13').value = 'Provider Level Data';
    sheet.getRow(14).values = [undefined, 'Region Code', 'Org Code', 'Provider Name', ...COLUMNS];
    const providers = PROVIDERS.filter(([region]) => region !== 'Y63');
    const counts = (aprils: readonly number[]): readonly number[] =>
      aprils.map((april) => (april === 0 ? 0 : april + 5 * index));
    for (const [row, [region, code, name, aprils]] of providers.entries()) {
      sheet.getRow(17 + row).values = [undefined, region, code, name, ...counts(aprils)];
    }
    const england = COLUMNS.map((_, at) =>
      providers.reduce((sum, [, , , aprils]) => sum + (counts(aprils)[at] ?? 0), 0),
    );
    sheet.getRow(15).values = [undefined, '-', '-', 'England', ...england];
    writeNotes(sheet, 18 + providers.length);
  }
}

function writeNotes(sheet: ExcelJS.Worksheet, from: number): void {
  const notes = [
    'Notes:',
    '1. England total may be different to sum of provider data due to rounding',
    '',
    'Key',
    '* = suppression',
  ];
  for (const [index, note] of notes.entries()) sheet.getCell(from + index, 2).value = note;
}
