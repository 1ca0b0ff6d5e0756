/** Files true to section 2 of the dossier admitted-patient-care, with made-up figures. */
import ExcelJS from 'exceljs';
import type { ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { sourceOf } from '../tables/source-of.ts';

export type Cell = string | number | null;
export type Rows = Cell[][];
/** Last touch on the rows before they are written; index 0 is row 1. */
export type Edit = (rows: Rows) => void;

/** fce, admissions, emergency, waiting list, planned, other, day cases, bed days. */
const PROVIDERS: readonly (readonly [code: string, name: string, counts: readonly Cell[]])[] = [
  ['RCF', 'Airedale NHS Foundation Trust', [70855, 61800, 22800, 30200, 2100, 6700, 29300, 124600]],
  [
    'RJ1-X',
    "Guy's and St Thomas' NHS Foundation Trust",
    [210000, 167300, 50300, 90000, 20000, 7000, 90000, 400000],
  ],
  ['RYR', 'University Hospitals Sussex NHS Foundation Trust', [45, 45, 0, 45, 0, 0, 45, 0]],
  [
    'RYR-X',
    'University Hospitals Sussex NHS Foundation Trust',
    [323000, 258400, 90000, 120000, 38400, 10000, 120000, 700000],
  ],
  ['TAD', 'Bradford District Care NHS Foundation Trust', [850, 730, 600, 20, 100, 10, 0, 60000]],
  ['NXP30', 'Widcombe Surgery', ['*', '*', 0, '*', 0, 0, 0, '*']],
  ['Y8L9S', 'Spamedica Bromley', [4245, 4245, 0, 4245, 0, 0, 4245, '*']],
];
/** England is exact: what rounding and small numbers leave out. */
const EXACT: readonly number[] = [3, 4, -2, 6, -1, 1, -5, 9];

const MEANS: readonly Cell[] = [58.52284056832643, 34, 4.7910857301094625, 1];
/** A provider that withholds a mean, and one it does not apply to. */
const OTHER_MEANS: Readonly<Record<string, readonly Cell[]>> = {
  NXP30: ['*', '*', '*', '*'],
  TAD: [null, null, 81.25, 32],
};

function sums(): readonly number[] {
  return EXACT.map((more, index) =>
    PROVIDERS.reduce((sum, [, , counts]) => sum + (Number(counts[index]) || 0), more),
  );
}

export interface HospitalProviders {
  readonly fy: string;
  /** One empty column more in front (2020-21). */
  readonly shifted?: boolean;
  /** Row of the headings: 10, and 15 in 2024-25. */
  readonly headerRow?: 10 | 15;
  /** Column of the word Total: the codes' or the names'. */
  readonly totalAmong?: 'codes' | 'names';
  readonly edit?: Edit;
}

const AGES: readonly string[] = ['Mean age', 'Age 0', 'Age 1-4', 'Age 90+'];

/** The Hospital providers workbook: titles, headings, Total, regions, providers, notes. */
export async function hospitalProviders(options: HospitalProviders): Promise<SourceBytes> {
  const book = new ExcelJS.Workbook();
  write(book.addWorksheet('Hospital Providers'), hospitalProviderRows(options));
  return await toSource(book, `hosp-epis-stat-admi-hosp-prov-${options.fy}-tab.xlsx`);
}

function hospitalProviderRows({
  fy,
  shifted,
  headerRow = 10,
  totalAmong = 'names',
  edit,
}: HospitalProviders): Rows {
  const wide = (code: Cell, name: Cell, counts: readonly Cell[], means: readonly Cell[]): Cell[] => [
    code,
    name,
    ...Array<Cell>(5).fill(null), // the name is merged over six columns
    ...counts.slice(0, 2),
    ...[20, 20, 0],
    ...counts.slice(2, 6),
    ...means,
    ...AGES.map(() => 10),
    ...counts.slice(6, 8),
    ...[1995, 265, 580],
  ];
  const titles: Cell[][] =
    headerRow === 15
      ? [[], [], [], [`Hospital Providers - ${fy}`], ['Publication date: 25th September 2025']]
      : [[], [], ['Hospital Providers'], ['The table contains episodes.'], []];
  const rows: Rows = [
    ...titles,
    headerRow === 15
      ? ['Link to publication']
      : [
          `The NHS Digital, Hospital Episode Statistics for England. Admitted Patient Care statistics, ${fy}. `,
        ],
    ...Array.from({ length: headerRow - 8 }, (): Cell[] => ['']),
    [...Array<Cell>(24).fill(null), 'Zero bed day cases §'],
    [
      'Hospital provider code and description†',
      ...Array<Cell>(6).fill(null),
      ...['Finished consultant episodes', 'Admissions', 'Male', 'Female', 'Gender Unknown'],
      ...['Emergency', 'Waiting list', 'Planned', 'Other Admission Method'],
      ...['Mean time waited', 'Median time waited', 'Mean length of stay', 'Median length of stay'],
      ...AGES,
      ...['Day case', 'FCE bed days', 'Emergency', 'Elective', 'Other'],
    ],
    [],
    wide(totalAmong === 'codes' ? 'Total' : null, totalAmong === 'names' ? 'Total' : null, sums(), MEANS),
    [],
    wide('Y56', 'London', [400000, 300000, 1, 2, 3, 4, 5, 6], MEANS),
    wide('Y61', 'East of England ', [200000, 100000, 1, 2, 3, 4, 5, 6], MEANS),
    [],
    ...PROVIDERS.map(([code, name, counts]) => wide(code, name, counts, OTHER_MEANS[code] ?? MEANS)),
    [],
    ['*Small numbers'],
    ["In order to protect patient confidentiality '*' appears in the table above, 2016-17."],
    ['Notes'],
    ['Responsible statistician:'],
  ];
  edit?.(rows);
  return shifted ? rows.map((row) => [null, ...row]) : rows;
}

export interface ProviderLevelWorkbook {
  readonly fy: string;
  readonly before: string;
  /** Headings in row 1 (2017-18) or 2. */
  readonly headerRow: 1 | 2;
  readonly codeHeading: 'Code ' | 'Geography level Code';
  readonly order: 'previous first' | 'current first';
  readonly edit?: Edit;
}

const DATA_HEADINGS: readonly string[] = [
  ...['Total Episodes', 'Admissions', 'Male Admissions', 'Female Admissions', 'Emergency Admissions'],
  ...['Planned Admissions', 'Waiting List Admissions', 'Ordinary Episodes', 'Daycase Episodes'],
  ...['FCE Bed Days', 'Mean Time Waited', 'Under 1 Month', '2 to under 3 months\n'],
];

/** The provider level workbook: title, table A, data of two years (those of the year before tenfold), hidden lists. */
export async function providerLevelWorkbook(options: ProviderLevelWorkbook): Promise<SourceBytes> {
  const { fy, before } = options;
  const book = new ExcelJS.Workbook();
  write(book.addWorksheet('Title Sheet'), [
    ...Array.from({ length: 7 }, (): Cell[] => []),
    [`Hospital Admitted Patient Care Activity, ${fy}`],
    [`Provider Level Analysis ${before} to ${fy}`],
    ['Publication date: 20 September 2018'],
    [],
    ['Contents'],
    ['Table A: Headline figures for England, Commissioning Region and individual provider (2019-20)'],
  ]);
  const hidden = book.addWorksheet(`${together(fy)}PERCENT`);
  write(hidden, [[], ['Code ', 'DENOMINIATOR - FCE'], ['England', 1]]);
  hidden.state = 'hidden';
  write(book.addWorksheet('Table A_2021'), [
    ['Table A: Headline figures'],
    [null, 'Region/Provider', 'Total Episodes'],
  ]);
  const years = options.order === 'current first' ? [fy, before] : [before, fy];
  for (const year of years) {
    const rows = dataRows(options, year === fy ? 1 : 10);
    if (year === fy) options.edit?.(rows);
    write(book.addWorksheet(`${together(year)} DATA`), rows);
  }
  return await toSource(book, `hosp-epis-stat-admi-prov-leve-${fy}-tab.xlsx`);
}

function dataRows({ headerRow, codeHeading }: ProviderLevelWorkbook, times: number): Rows {
  const narrow = (code: Cell, counts: readonly Cell[]): Cell[] => {
    const [fce = 0, all = 0, emergency = 0, waiting = 0, planned = 0, , day = 0, bedDays = 0] = counts.map(
      (count) => (typeof count === 'number' ? count * times : count),
    );
    return [code, fce, all, 20, 20, emergency, planned, waiting, 30, day, bedDays, 0, 40, 50];
  };
  return [
    ...(headerRow === 2 ? [[codeHeading, ...DATA_HEADINGS].map((_, index) => index + 1)] : []),
    [codeHeading, ...DATA_HEADINGS],
    narrow(headerRow === 2 ? 'ENGLAND' : 'England', sums()),
    [],
    narrow('Y56', [400000, 300000]),
    [null, ' ', ' '],
    ...PROVIDERS.map(([code, , counts]) => narrow(code, counts)),
  ];
}

const CSV_HEADINGS = [
  ...['UID', 'ORG_LEVEL', 'REPORTING_PERIOD', 'ORG_CODE', 'ORG_DESCRIPTION'],
  ...['MEASURE_TYPE', 'MEASURE', 'MEASURE_VALUE', 'Table_Order', 'Level_Order'],
] as const;
const CSV_COUNTS = [
  ...['FCE_SUM', 'FAE_SUM', 'FAE_EMERGENCY_SUM', 'FAE_WAITLIST_SUM', 'FAE_PLANNED_SUM'],
  ...['FAE_OTHER_SUM', 'FCE_DAY', 'FCE_BED_DAYS'],
] as const;

/** The long CSV: byte order mark, one row per figure, none where a count is 0. */
export async function providerLevelCsv(fy: string, edit?: Edit): Promise<SourceBytes> {
  const rows: Rows = [[...CSV_HEADINGS]];
  const period = fy.slice(2, 4) + fy.slice(5);
  const add = (
    level: string,
    code: string,
    name: string,
    type: string,
    measure: string,
    value: Cell,
  ): void => {
    if (value !== 0) rows.push([rows.length, level, period, code, name, type, measure, value, 1, 3]);
  };
  const addAll = (level: string, code: string, name: string, counts: readonly Cell[]): void => {
    CSV_COUNTS.forEach((measure, index) => {
      add(level, code, name, 'Summary', measure, counts[index] ?? 0);
    });
    add(level, code, name, 'Time Waited LOS', 'ELECDUR_CALC_Mean', '58.5');
    add(level, code, name, 'FCE patient age', '0-14', 500);
  };
  for (const [code, name, counts] of PROVIDERS) addAll('PROVIDER', code, name.toUpperCase(), counts);
  addAll('REGION', 'Y56', 'LONDON COMMISSIONING REGION', [400000, 300000, 1, 2, 3, 4, 5, 6]);
  addAll('ENGLAND', 'ENG', 'ENGLAND', sums());
  edit?.(rows);
  const quoted = (cell: Cell): string => `"${String(cell ?? '').replaceAll('"', '""')}"`;
  const text = `\ufeff${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
  return await sourceOf(new TextEncoder().encode(text), `hosp-epis-stat-admi-pla-${fy}-data.csv`);
}

export function contextOf(fy: string): ParseContext {
  return { fy, slot: fy, period: fy, url: 'https://files.digital.nhs.uk/x.xlsx', acceptIllustrative: false };
}

/** `201920` for `2019-20`. */
function together(fy: string): string {
  return fy.replace('-', '');
}

function write(sheet: ExcelJS.Worksheet, rows: Rows): void {
  for (const [index, row] of rows.entries()) if (row.length > 0) sheet.getRow(index + 1).values = [...row];
}

async function toSource(book: ExcelJS.Workbook, name: string): Promise<SourceBytes> {
  return await sourceOf(new Uint8Array(await book.xlsx.writeBuffer()), name);
}
