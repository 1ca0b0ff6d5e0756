/** Files true to sections 1 and 2a of the ae-annual dossier, with made-up figures. */
import ExcelJS from 'exceljs';
import type { ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { financialYear } from '../../nhs/financial-year.ts';
import { sourceOf } from '../tables/source-of.ts';

export type Printed = number | '*';
export type Provider = readonly [code: string, name: string, attendances: Printed];

export const PROVIDERS: readonly Provider[] = [
  ['R0A', 'MANCHESTER UNIVERSITY NHS FOUNDATION TRUST', 412_340],
  ['RJ1-X', "GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", 189_005],
  ['RCX', "THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN, NHS FOUNDATION TRUST", 71_250],
  ['RYF', 'SOUTH WESTERN AMBULANCE SERVICE NHS FOUNDATION TRUST', 0],
  ['NLX01', 'A WALK-IN CENTRE', '*'],
  ['AAH01', 'ANOTHER WALK-IN CENTRE', 16_855],
];

export function contextOf(fy: string): ParseContext {
  const url = 'https://files.digital.nhs.uk/E7/8D1DBC/x';
  return { fy, slot: fy, period: fy, url, acceptIllustrative: false };
}

/** England is exact, and has a tenth of a percent that no provider prints (dossier, section 4). */
export function england(providers: readonly Provider[]): number {
  const sum = providers.reduce((all, [, , count]) => all + (count === '*' ? 3 : count), 0);
  return Math.round(sum * 1.001) + 2;
}

/** `1920` for `2019-20`. */
export function digits(fy: string): string {
  return fy.slice(2).replace('-', '');
}

function before(fy: string): string {
  return financialYear(Number(fy.slice(0, 4)) - 1);
}

export interface AeWorkbook {
  readonly fy: string;
  readonly title?: string;
  /** What the title page says of the source. */
  readonly source?: string;
  readonly sheets?: readonly string[];
  readonly codeHeading?: string;
  /** First heading of the table for reading. */
  readonly tableHeading?: string;
  /** 2017-18 of the sister publication has the headings in row 1; after, row 1 holds column numbers. */
  readonly headerInRow1?: boolean;
  readonly headings?: readonly string[];
  readonly providers?: readonly Provider[];
  readonly fileName?: string;
  /** Last touch on the data sheet of the year. */
  readonly edit?: (sheet: ExcelJS.Worksheet) => void;
}

/** The workbook as its sister publications have it: the year's data sheet beside that of the year before. */
export async function aeWorkbook(options: AeWorkbook): Promise<SourceBytes> {
  const { fy, providers = PROVIDERS } = options;
  const book = new ExcelJS.Workbook();
  const title = book.addWorksheet('Title Sheet');
  title.getCell('A8').value = options.title ?? `Hospital Accident & Emergency Activity, ${fy}`;
  title.getCell('A9').value = `Provider Level Analysis ${before(fy)} to ${fy}`;
  title.getCell('A10').value = 'Publication date: 30 September 2021';
  title.getCell('A14').value = options.source ?? 'Data presented within this report.';
  const table = book.addWorksheet(`Table A_${digits(fy)}`);
  table.getRow(16).values = [options.tableHeading ?? '', 'Provider', 'Total Attendances'];
  table.getRow(17).values = ['ALL', 'ENGLAND', 1];
  const [last, own] = options.sheets ?? [`${sixDigits(before(fy))} DATA`, `${sixDigits(fy)} DATA`];
  if (last !== undefined) {
    const lower = providers.map(([code, name, count]): Provider => [
      code,
      name,
      count === '*' ? '*' : count + 5,
    ]);
    writeData(book.addWorksheet(last), { ...options, providers: lower });
  }
  if (own !== undefined) {
    const data = book.addWorksheet(own);
    writeData(data, options);
    options.edit?.(data);
  }
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  return await sourceOf(bytes, options.fileName ?? `AE${digits(fy)}_Provider_Level_Analysis.xlsx`);
}

function sixDigits(fy: string): string {
  return fy.replace('-', '');
}

function writeData(sheet: ExcelJS.Worksheet, options: AeWorkbook): void {
  const { providers = PROVIDERS } = options;
  const headings = options.headings ?? ['Total Attendances', 'Male', 'Female', 'Type 1 Attendances'];
  const figures = (count: Printed): readonly Printed[] => headings.map(() => count);
  const rows: Printed[][] | (string | number)[][] = [
    [options.codeHeading ?? 'Geography level Code', ...headings],
    ['England', ...figures(england(providers))],
    [],
    ['Y56', ...figures(england(providers))],
    ['Y61', ...figures(0)],
    [],
    ...providers.map(([code, , count]) => [code, ...figures(count)]),
    [],
    ['Copyright'],
  ];
  if (!options.headerInRow1) rows.unshift(headings.map((_, at) => at + 1));
  for (const [at, row] of rows.entries()) sheet.getRow(at + 1).values = row;
}

export interface AeCsv {
  readonly fy: string;
  readonly providers?: readonly Provider[];
  readonly fileName?: string;
  readonly lines?: (lines: readonly string[]) => readonly string[];
}

/** The CSV of 2023-24 onwards, blanks at the ends of labels and all. */
export async function aeCsv(options: AeCsv): Promise<SourceBytes> {
  const lines = aeLines(options);
  const text = (options.lines?.(lines) ?? lines).join('\n');
  return await sourceOf(
    new TextEncoder().encode(text),
    options.fileName ?? `AE_${digits(options.fy)}_ECDS_pla_output.csv`,
  );
}

function aeLines({ fy, providers = PROVIDERS }: AeCsv): readonly string[] {
  const whole = england(providers);
  const levels: readonly (readonly [level: string, ...provider: Provider])[] = [
    ...providers.map((provider) => ['Provider', ...provider] as const),
    ['Commissioning Region', 'Y56', 'London', whole],
    ['National', 'ENG', 'England', whole],
  ];
  return [
    'REPORTING_PERIOD,GEOGRAPHY_LEVEL,ORG_CODE,ORG_DESCRIPTION,MEASURE_TYPE,MEASURE,MEASURE_VALUE',
    ...levels.flatMap(([level, code, name, count]) => {
      const half = count === '*' ? '*' : count / 2;
      const cuts: readonly (readonly [string, string, Printed])[] = [
        ['Acuity ', '1 - Immediate resuscitation', half],
        ['Age ', ' 1-4', half],
        ['Arrival Mode ', 'Brought in by ambulance (including helicopter / Air Ambulance)', half],
        ['Attendance Source', 'Referred by police (finding)', half],
        ['Attendance Source', 'Attendance Source Total', count],
        ['Discharge Destination', 'Died', half],
        ['Waiting Times', 'ATTENDANCES_0_TO_4_HOURS', half],
        ['Waiting Times', 'TOTAL_ATTENDANCES', count],
      ];
      return cuts.map(
        ([type, label, value]) => `${digits(fy)},${level},${code},"${name}",${type},${label},${value}`,
      );
    }),
  ];
}
