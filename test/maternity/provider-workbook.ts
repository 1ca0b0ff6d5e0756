/** HES provider-level workbooks true to section 4e of the maternity dossier, with made-up figures. */
import ExcelJS from 'exceljs';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { sourceOf } from '../tables/source-of.ts';

/** Code, name, deliveries as printed. */
export type Provider = readonly [code: string, name: string, deliveries: number | string];

export const PROVIDERS: readonly Provider[] = [
  ['NT350', 'THE PORTLAND HOSPITAL', '*'],
  ['NV302', 'CIRCLE BIRTH SUITE', 20],
  ['R1H', 'BARTS HEALTH NHS TRUST', 15500],
  ['RJ1', "GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", 6310],
  ['RYR-X', 'UNIVERSITY HOSPITALS SUSSEX NHS FOUNDATION TRUST', 7205],
  ['RVR', 'EPSOM AND ST HELIER UNIVERSITY HOSPITALS NHS TRUST', 4670],
];
const ENGLAND = 33_709;

export interface ProviderWorkbook {
  readonly fy: string;
  readonly providers?: readonly Provider[];
  readonly england?: number | null;
  /** The year the titles say. */
  readonly titled?: string;
  readonly totalHeading?: string;
  readonly fileName?: string;
  /** Last touch; sheets are `TA2021`, `TB2021`, `TC2021`, or `Table 11` of the wide form. */
  readonly edit?: (book: ExcelJS.Workbook) => void;
}

/** To 2020-21: a sheet a table, headings in row 10 or 11, the England row first, then a gap. */
export async function tablesWorkbook(options: ProviderWorkbook): Promise<SourceBytes> {
  const { fy, titled = fy } = options;
  const book = new ExcelJS.Workbook();
  const cover = book.addWorksheet('Title sheet');
  cover.getCell('A1').value = 'NHS Maternity Statistics, England';
  cover.getCell('A2').value = `HES Provider Level Analysis: ${titled}`;
  const short = fy.slice(2).replace('-', '');
  const tables: readonly (readonly [string, string, number, readonly string[]])[] = [
    [`TA${short}`, 'Description', 10, ['Spontaneous', 'Caesarean', 'Induced', 'Unknown']],
    [`TB${short}`, 'Description', 10, ['Under 24 weeks', '24 to 36 weeks', '37 weeks and over', 'Not known']],
    [
      `TC${short}`,
      'Trust_name',
      11,
      ['Spontaneous vertex', 'Total instrumental', 'Total caesarean', 'Unknown'],
    ],
  ];
  for (const [name, nameHeading, headerRow, parts] of tables) {
    const sheet = book.addWorksheet(name);
    sheet.getCell('A1').value = `NHS Maternity Statistics, England: ${titled}`;
    sheet.getCell('A2').value = `Table ${name.charAt(1)}: by provider`;
    sheet.getCell('A7').value = 'Values of 1-7 are shown as *; methods as in 2015-16.';
    sheet.getCell(headerRow - 1, 3).value = 'All deliveries';
    sheet.getRow(headerRow).values = [
      'Org code',
      nameHeading,
      options.totalHeading ?? 'Total deliveries',
      ...parts,
    ];
    writeRows(sheet, headerRow + 1, options, parts.length);
  }
  return await finish(book, `hosp-epis-stat-mat-hespla-${fy}.xlsx`, options);
}

/** From 2022-23: many sheets, the eleventh one wide table under one row of groups. */
export async function wideWorkbook(options: ProviderWorkbook): Promise<SourceBytes> {
  const { fy, titled = fy } = options;
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Title').getCell('A1').value =
    `NHS Maternity Statistics, ${titled}: Provider level analysis`;
  for (let number = 1; number <= 9; number += 1) {
    const sheet = book.addWorksheet(`Table ${number}`);
    sheet.getCell('A1').value = `Table ${number}`;
    sheet.getRow(3).values = ['Region', 'Deliveries'];
    sheet.getRow(4).values = ['London', 12_345];
  }
  const sheet = book.addWorksheet('Table 11');
  const parts = Array.from({ length: 80 }, (_, index) => `Part ${index + 1}`);
  sheet.getRow(1).values = [
    '',
    '',
    'Method of delivery',
    ...parts.map((_, at) => (at === 40 ? 'Gestation' : '')),
  ];
  sheet.getRow(2).values = ['Org_Code', 'Org_Name', options.totalHeading ?? 'Total deliveries', ...parts];
  writeRows(sheet, 3, options, parts.length);
  return await finish(book, `hosp-epis-stat-mat-pla-${fy}.xlsx`, options);
}

function writeRows(sheet: ExcelJS.Worksheet, first: number, options: ProviderWorkbook, parts: number): void {
  const rest = (total: number | string): readonly (number | string)[] => [
    total,
    ...Array<string>(parts - 1).fill('*'),
  ];
  const { england = ENGLAND, providers = PROVIDERS } = options;
  if (england !== null) sheet.getRow(first).values = ['ENG', 'England', england, ...rest(england)];
  for (const [index, [code, name, total]] of providers.entries()) {
    sheet.getRow(first + 2 + index).values = [code, name, total, ...rest(total)];
  }
  sheet.getCell(first + 4 + providers.length, 1).value = 'Source: Hospital Episode Statistics (HES)';
}

async function finish(
  book: ExcelJS.Workbook,
  fileName: string,
  options: ProviderWorkbook,
): Promise<SourceBytes> {
  options.edit?.(book);
  return await sourceOf(new Uint8Array(await book.xlsx.writeBuffer()), options.fileName ?? fileName);
}
