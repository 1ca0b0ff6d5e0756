/** Workbooks true to sections 4a and 4b of the staff survey dossier, with made-up figures. */
import ExcelJS from 'exceljs';
import type { ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { sourceOf } from '../tables/source-of.ts';

export interface SurveyFile {
  /** Sections of the dossier. */
  readonly layout: '4a' | '4b';
  readonly edition: number;
  readonly fileName?: string;
  /** Surveys printed; five up to the edition where not given. */
  readonly surveys?: readonly number[];
  readonly mentalHealthSheet?: string;
  readonly edit?: (book: ExcelJS.Workbook) => void;
}

export const ACUTE = 'Acute&Acute Community Trusts';
/** Sheet, name of the group, codes. */
const GROUPS: readonly (readonly [sheet: string, group: string, codes: readonly string[]])[] = [
  [
    ACUTE,
    'Acute and Acute & Community Trusts',
    'R1F1 RCF RJ1 R0A RGT RBN RTV RVY RW6 RA7 RNN RM3 RXN RXW RYJ'.split(' '),
  ],
  [
    'MH&LD, MH, LD&Community Trusts',
    'Mental Health & Learning Disability and Community',
    'R1F3 RGD RRE RTQ'.split(' '),
  ],
  ['Community Trusts', 'Community Trusts', 'R1F4 R1D RY6'.split(' ')],
  ['Ambulance Trusts', 'Ambulance Trusts', 'R1F2 RX9'.split(' ')],
  ['ICBs', 'ICBs', ['QHM', '00C/00D/00J', 'G6V2S']],
];
/** Row of the headings; the organisations follow. */
export const HEADER = 1;

/** The five surveys of a benchmark workbook, the latest first, as it prints them. */
export function fiveSurveys(edition: number): readonly number[] {
  return [0, 1, 2, 3, 4].map((before) => edition - before);
}

export function headings({ layout, edition, surveys = fiveSurveys(edition) }: SurveyFile): readonly string[] {
  const yearly = (names: readonly string[]): readonly string[] =>
    surveys.flatMap((year) => names.map((name) => `${name}_${year}`));
  if (layout === '4a') {
    const themes = ['theme_diversity', 'theme_qualcare', 'theme_morale', 'theme_engagement'];
    return [
      ...['trust', 'trustname', 'trtype', 'trtname', 'sample_type', 'org_mode', 'responses'],
      ...yearly(['rr']),
      ...yearly([...themes, 'q1', 'q1_n', 'un_theme_engagement', 'theme_engagement_sig']),
    ];
  }
  const scores = ['PP1', 'PP1_1', 'PP2', 'PP3', 'PP4', 'PP4_1', 'PP5', 'PP6', 'PP7'];
  return [
    ...['org_id', 'org_name', 'org_type_reporting_name', 'sample_type', 'org_mode', 'region_name'],
    ...yearly([...scores, 'theme_engagement', 'E_1', 'theme_morale', 'M_1', 'q1', 'theme_engagement_n']),
    ...yearly(['response_rate']),
    ...yearly(['response_rate_n']),
    'theme_engagement_sig',
  ];
}

/** What a workbook of `file` prints for an organisation; the People Promise begins in 2021. */
export function figure(file: SurveyFile, code: string, heading: string): number | null {
  const year = Number(/(20\d\d)$/.exec(heading)?.[1] ?? file.edition);
  const seed = [...code].reduce(
    (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997,
    year + file.edition,
  );
  if (/^(?:responses|response_rate_n|.*_n_)/.test(heading)) return 500 + seed;
  if (/^(?:response_rate|rr|q1)_/.test(heading)) return 0.3 + seed / 2500;
  if (/^PP/.test(heading) && year < 2021) return null;
  return 6 + seed / 600;
}

export async function surveyWorkbook(file: SurveyFile): Promise<SourceBytes> {
  const book = new ExcelJS.Workbook();
  const title = file.layout === '4a' ? 'National Staff Survey' : 'NHS Staff Survey';
  const [orgCode, orgName, ...others] = headings(file);
  book
    .addWorksheet('Notes')
    .addRows([
      [`${title} ${file.edition}`],
      ['This sheet provides data for all organisations'],
      [],
      ['Variable Name', 'Description'],
      [orgCode, 'Organisation code'],
      [orgName, 'Organisation name'],
    ]);
  book.addWorksheet('Organisation Benchmark groups').addRows([
    ['ACUTE', null, null, 'COMMUNITY'],
    ['RCF', 'Airedale', null, 'R1D', 'Shropshire'],
  ]);
  for (const [name, group, codes] of GROUPS) {
    const sheet = book.addWorksheet(name.startsWith('MH') ? (file.mentalHealthSheet ?? name) : name);
    sheet.addRow([orgCode, orgName, ...others]);
    for (const code of codes) sheet.addRow(rowOf(file, code, group));
  }
  file.edit?.(book);
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  return await sourceOf(bytes, file.fileName ?? 'benchmark.xlsx');
}

function rowOf(file: SurveyFile, code: string, group: string): ExcelJS.CellValue[] {
  const words: Readonly<Record<string, ExcelJS.CellValue>> = {
    trust: code,
    org_id: code,
    trustname: `${code} NHS TRUST`,
    org_name: `${code} NHS TRUST`,
    trtype: 1,
    trtname: group,
    org_type_reporting_name: group,
    sample_type: 'Census',
    org_mode: 'Online',
    region_name: null,
  };
  return headings(file).map((heading) => (heading in words ? words[heading] : figure(file, code, heading)));
}

/** Puts a value under a heading, in the row of an organisation. */
export function put(
  book: ExcelJS.Workbook,
  sheet: string,
  code: string,
  values: Readonly<Record<string, ExcelJS.CellValue>>,
): void {
  const table = book.getWorksheet(sheet);
  table?.eachRow((row) => {
    if (row.getCell(1).value !== code) return;
    table.getRow(HEADER).eachCell((cell, column) => {
      const value = values[cell.text];
      if (value !== undefined) row.getCell(column).value = value;
    });
  });
}

/** Changes a heading on every sheet of results. */
export function renameHeading(book: ExcelJS.Workbook, from: string, to: string): void {
  for (const sheet of book.worksheets) {
    sheet.getRow(HEADER).eachCell((cell) => {
      if (cell.value === from) cell.value = to;
    });
  }
}

export function contextOf(slot: string): ParseContext {
  const fy = slot.slice(0, 7);
  return {
    fy,
    slot,
    period: fy,
    url: 'https://www.nhsstaffsurveys.com/static/x.xlsx',
    acceptIllustrative: false,
  };
}
