/** Files true to section 2 of the outpatients dossier, with made-up figures. */
import ExcelJS from 'exceljs';
import type { ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { sourceOf } from '../tables/source-of.ts';

/** A count, or the asterisk of a suppressed one. */
export type Printed = number | '*';
/** Males, females, gender unknown. */
type Genders = readonly [Printed, Printed, Printed];

export interface Provider {
  readonly code: string;
  readonly name: string;
  /** Attended, did not attend, cancelled by the patient, by the hospital; in workbooks also unknown. */
  readonly outcomes: readonly [Genders, Genders, Genders, Genders, Genders];
}

const NONE: Genders = [0, 0, 0];

export const PROVIDERS: readonly Provider[] = [
  {
    code: 'R0A',
    name: 'MANCHESTER UNIVERSITY NHS FOUNDATION TRUST',
    outcomes: [
      [41_000, 52_500, 1020],
      [4100, 5150, 40],
      [5080, 6120, 35],
      [6090, 7130, 0],
      [25, 35, 0],
    ],
  },
  {
    code: 'RJ1-X',
    name: "GUY'S AND ST THOMAS' NHS FOUNDATION TRUST",
    outcomes: [[62_000, 72_500, '*'], [6200, 7250, 0], [3100, 4100, 0], [5150, 6150, '*'], NONE],
  },
  {
    code: 'RYR',
    name: 'UNIVERSITY HOSPITALS SUSSEX NHS FOUNDATION TRUST',
    outcomes: [[10, 25, 0], NONE, NONE, NONE, NONE],
  },
  {
    code: 'RYR-X',
    name: 'UNIVERSITY HOSPITALS SUSSEX NHS FOUNDATION TRUST',
    outcomes: [[33_000, 44_000, 0], [3300, 4400, 0], [2200, 3300, 0], [1100, 2200, 0], NONE],
  },
  {
    code: 'RY6',
    name: 'LEEDS COMMUNITY HEALTHCARE NHS TRUST',
    outcomes: [['*', '*', 0], [0, '*', 0], NONE, NONE, NONE],
  },
  {
    code: 'TAJ',
    name: 'BLACK COUNTRY PARTNERSHIP NHS FOUNDATION TRUST',
    outcomes: [[7000, 9000, 0], [700, 900, 0], [70, 90, 0], [75, 95, 0], NONE],
  },
  {
    code: 'ACH01',
    name: 'WHITSTABLE MEDICAL PRACTICE',
    outcomes: [[910, 1155, 0], [70, 90, 0], NONE, NONE, NONE],
  },
];

const SHEET_OUTCOMES = ['Attendances', 'DNAs', 'Patient cancellations', 'Hospital cancellations', 'Unknown'];
const CSV_OUTCOMES = ['Attended', 'Did not Attend', 'Patient Cancelled', 'Hospital Cancelled'];
export const TYPES = [
  'Attended first appointment',
  'Attended first tele consultation',
  'Attended subsequent appointment',
  'Attended subsequent tele consultation',
  'Attended but first/subsequent/tele unknown',
];

export function contextOf(fy: string): ParseContext {
  const url = 'https://files.digital.nhs.uk/4C/B16A06/x';
  return { fy, slot: fy, period: fy, url, acceptIllustrative: false };
}

/** As publishers print a sum of rounded and withheld figures. */
function total(genders: Genders): Printed {
  const sum = genders.reduce<number>((all, one) => all + (one === '*' ? 0 : one), 0);
  return sum === 0 && genders.includes('*') ? '*' : sum + (genders.includes('*') ? 5 : 0);
}

function byType(attended: Printed): readonly Printed[] {
  if (attended === '*') return ['*', 0, '*', 0, 0];
  const [first, tele, again] = [0.3, 0.05, 0.5].map((share) => Math.round((attended * share) / 5) * 5);
  const parts = [first ?? 0, tele ?? 0, again ?? 0];
  return [...parts, attended - parts.reduce((a, b) => a + b, 0), 0];
}

/** England is exact: what the rows print, and two or three of each withheld figure. */
function england(rows: readonly (readonly Printed[])[]): readonly number[] {
  const [first = []] = rows;
  return first.map((_, at) =>
    rows.reduce((sum, row) => sum + (row[at] === '*' ? 2 : Number(row[at] ?? 0)), rows.length > 1 ? 1 : 0),
  );
}

function sheetFigures({ outcomes }: Provider): readonly Printed[] {
  return [...outcomes.flatMap((genders) => [...genders, total(genders)]), ...byType(total(outcomes[0])), 7];
}

export interface OpWorkbook {
  readonly fy: string;
  readonly sheet?: string;
  readonly title?: string;
  /** 2021-22 has the headings in row 1; before, row 1 holds column numbers. */
  readonly headerInRow1?: boolean;
  /** Between the halves of a label: line feeds, long dashes and double blanks are all printed. */
  readonly between?: string;
  readonly regions?: readonly string[];
  readonly providers?: readonly Provider[];
  readonly outcomes?: readonly string[];
  /** Last touch on the data sheet. */
  readonly edit?: (sheet: ExcelJS.Worksheet) => void;
}

/** The workbook of 2017-18 to 2021-22: a title page, a table for reading, the wide sheet `MPDP`. */
export async function opWorkbook(options: OpWorkbook): Promise<SourceBytes> {
  const book = new ExcelJS.Workbook();
  const title = book.addWorksheet('Title Sheet');
  title.getCell('A8').value = options.title ?? `Hospital Outpatient Activity, ${options.fy}`;
  title.getCell('A9').value = 'Provider Level Analysis';
  title.getCell('A10').value = 'Publication date: 8 October 2020';
  title.getCell('A23').value = 'Table 1: Attendances by gender (2016-17)';
  const table = book.addWorksheet('Table 1');
  table.getRow(16).values = [
    'Code',
    'Commissioning Region/Provider',
    'Attendances Males',
    'Attendances Total',
  ];
  table.getRow(17).values = ['All', 'England', 1, 2];
  const data = book.addWorksheet(options.sheet ?? `MPDP ${options.fy}`, { state: 'hidden' });
  writeData(data, options);
  options.edit?.(data);
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  return await sourceOf(bytes, `hosp-epis-stat-outp-pla-${options.fy}-tab.xlsx`);
}

function writeData(sheet: ExcelJS.Worksheet, options: OpWorkbook): void {
  const between = options.between ?? '\n- ';
  const labels = [
    ...(options.outcomes ?? SHEET_OUTCOMES).flatMap((outcome) =>
      ['Males', 'Females', 'Unknown', 'Total'].map((gender) => `Table 1:${outcome}${between}${gender}`),
    ),
    ...TYPES.map((type) => `Table 2:Attendances${between}${type}`),
    'Table 3:Attended by age group 0-9',
  ];
  const providers = options.providers ?? PROVIDERS;
  const figures = providers.map(sheetFigures);
  const whole = england(figures);
  const rows: (string | number)[][] = [
    ['Code ', 'Description', ...labels],
    ['All', 'England', ...whole],
    ...(options.regions ?? ['Y56', 'Y63']).map((code) => [code, 'A COMMISSIONING REGION', ...whole]),
    ['Y', 'Unknown', ...whole.map(() => 5)],
    ['-', 'Unknown', ...whole.map(() => 0)],
    ['Q99', 'Wales', ...whole.map(() => 10)],
    ...providers.map(({ code, name }, at) => [code, name, ...(figures[at] ?? [])]),
    [],
    ['*Small numbers'],
    ['Source'],
  ];
  if (!options.headerInRow1) rows.unshift(rows[0]?.map((_, at) => at + 1) ?? []);
  for (const [at, row] of rows.entries()) sheet.getRow(at + 1).values = row;
}

export interface OpCsv {
  readonly fy: string;
  readonly providers?: readonly Provider[];
  /** 2024-25: `03.Provider`, `01.Attended-Female`, and an empty eighth column. */
  readonly numbered?: boolean;
  readonly valueHeading?: string;
  readonly lines?: (lines: readonly string[]) => readonly string[];
}

/** The CSV of 2022-23 onwards. The year's first rows are national, then regions, then providers. */
export async function opCsv(options: OpCsv): Promise<SourceBytes> {
  const lines = csvLines(options);
  const text = `\uFEFF${(options.lines?.(lines) ?? lines).join('\r\n')}\r\n`;
  return await sourceOf(new TextEncoder().encode(text), `hosp-epis-stat-outp-pla-${options.fy}-data.csv`);
}

/** Header, then one line for each figure. */
export function csvLines({ fy, providers = PROVIDERS, numbered, valueHeading }: OpCsv): readonly string[] {
  const labels = csvLabels(numbered ?? false);
  const figures = providers.map(({ outcomes }) => {
    const known = outcomes.slice(0, 4).flatMap(([male, female, unknown]) => [female, male, unknown]);
    return [...known, ...byType(total(outcomes[0])), total(outcomes[0])];
  });
  const period = fy.slice(2).replace('-', '');
  const end = numbered ? ',' : '';
  const line = (level: string, code: string, name: string, values: readonly Printed[]): readonly string[] =>
    labels.map(
      ([type, measure], at) =>
        `${period},${level},${code},${/,/.test(name) ? `"${name}"` : name},${type},${measure},${values[at] ?? ''}${end}`,
    );
  const level = (number: string, word: string): string => (numbered ? `${number}.${word}` : word);
  return [
    `REPORTING_PERIOD,GEOGRAPHY_LEVEL,ORGANISATION_CODE,ORGANISATION_DESCRIPTION,MEASURE_TYPE,MEASURE,${valueHeading ?? 'MEASURE_VALUE'}${end}`,
    ...line(level('01', 'National'), 'ENG', 'ENGLAND', england(figures)),
    ...line(level('02', 'Commissioning Region'), 'Y56', 'LONDON COMMISSIONING REGION', england(figures)),
    ...providers.flatMap(({ code, name }, at) =>
      line(level('03', 'Provider'), code, name, figures[at] ?? []),
    ),
  ];
}

function csvLabels(numbered: boolean): readonly (readonly [type: string, measure: string])[] {
  const number = (at: number, label: string): string =>
    numbered ? `${String(at + 1).padStart(2, '0')}.${label}` : label;
  const summary = CSV_OUTCOMES.flatMap((outcome) =>
    ['Female', 'Male', 'Unknown Gender'].map((gender) => `${outcome}-${gender}`),
  );
  return [
    ...summary.map((label, at) => ['Attendance Summary by Gender', number(at, label)] as const),
    ...TYPES.map((label, at) => ['Attendance Type', number(at, label)] as const),
    ['Attended Appointments by Age Group', number(1, 'Oct-19')],
  ];
}
