/**
 * Workbooks "England and Organisation" of NHS Workforce Statistics in the three layouts of section 2 of the workforce dossier,
 * with made-up figures: no genuine one was to be had.
 */
import { utils, write } from '@e965/xlsx';
import type { ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { financialYearOfMonth } from '../../nhs/financial-year.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { sourceOf } from '../tables/source-of.ts';

export type Table = (string | number | null)[][];

export type Era = 'spacers' | 'no-spacers' | 'ics';

export interface FteWorkbook {
  readonly month: string;
  readonly era: Era;
  readonly sheetName?: string;
  /** Last touch on the sheet: row 4 is the title, 7 the headings, 8 England, 9 a region, 10 and on the organisations. */
  readonly edit?: (rows: Table) => void;
}

export const ORGANISATIONS = 120;

/** `RA0` ... `RL9`: 1,000.5 full-time equivalents the first, and one more each; a third are nurses. */
export function organisation(
  index: number,
): readonly [code: string, name: string, total: number, nurses: number] {
  const code = `R${String.fromCharCode(65 + Math.floor(index / 10))}${index % 10}`;
  const total = 1000.5 + index;
  return [code, `TRUST ${index}`, total, Math.floor(total / 3)];
}

export async function fteWorkbook({ month, era, sheetName, edit }: FteWorkbook): Promise<SourceBytes> {
  const organisations = Array.from({ length: ORGANISATIONS }, (_, index) => organisation(index));
  const sum = (at: 2 | 3): number => organisations.reduce((all, one) => all + one[at], 0);
  const figures = (total: number, nurses: number): (number | null)[] =>
    era === 'spacers' ? [total, null, total / 2, 100, nurses] : [total, total / 2, 100, nurses];
  const identity = (region: string | null, code: string | null, name: string | null): (string | null)[] =>
    era === 'ics' ? ['Y63', region, 'QOP', 'An ICS', name, code] : [null, region, name, code];
  const rows: Table = [
    ['NHS Hospital & Community Health Service (HCHS) workforce statistics'],
    ['Copyright NHS England'],
    [],
    [`NHS England region, organisation and staff group, ${monthInWords(month)} - Full Time Equivalent`],
    ['Published 24 June 2025'],
    [],
    headings(era),
    [...identity('England', null, null), ...figures(sum(2), sum(3))],
    [...identity('North East and Yorkshire', null, null), ...figures(1, 1)],
    ...organisations.map(([code, name, total, nurses]) => [
      ...identity(null, code, name),
      ...figures(total, nurses),
    ]),
  ];
  edit?.(rows);
  const book = utils.book_new();
  const append = (name: string, table: Table): void => {
    utils.book_append_sheet(book, utils.aoa_to_sheet(table), name);
  };
  append('Contents', [[`NHS Workforce Statistics, ${monthInWords(month)}`]]);
  append('2. NHSE, Org & SG - HC', [['Headcount'], headings(era)]);
  append(sheetName ?? '3. NHSE, Org & SG - FTE', rows);
  append('5. All Staff, NHSE & Org - FTE', [['A time series']]);
  const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  return await sourceOf(
    bytes,
    `NHS Workforce Statistics, ${monthInWords(month)} England and Organisation.xlsx`,
  );
}

export function fteContext(month: string): ParseContext {
  const fy = financialYearOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
  return {
    fy,
    slot: month,
    period: month,
    url: 'https://files.digital.nhs.uk/x.xlsx',
    acceptIllustrative: false,
  };
}

export function absenceContext(month: string): ParseContext {
  return { ...fteContext(month), slot: `${month} absence` };
}

function headings(era: Era): (string | null)[] {
  const groups = ['HCHS doctors', 'Nurses & health visitors'];
  if (era === 'spacers') {
    return [null, null, null, null, 'Total', null, 'Professionally qualified clinical staff', ...groups];
  }
  if (era === 'no-spacers')
    return [null, null, null, null, 'Total', 'Professionally qualified clinical staff', ...groups];
  return [
    'NHSE region code',
    'NHSE region name',
    'ICS code',
    'ICS name',
    'Organisation name',
    'Organisation code',
    'All staff groups',
    'All staff groups',
    ...groups,
  ];
}
