/** KH03 workbooks as dossier beds, section 5a, describes them, with what changed from year to year. */
import { utils, write } from '@e965/xlsx';
import type { Year } from './calendar.ts';
import { type BedRow, bedRows } from './figures.ts';
import { printedIn } from './trusts.ts';

type Cell = string | number | Date | null;

const CLOSES = ['June', 'September', 'December', 'March'];
const COVERS = ['April to June', 'July to September', 'October to December', 'January to March'];

export interface BedsFile {
  readonly quarter: string;
  /** A table of beds open by day only, under whatever name. */
  readonly dayOnly?: boolean;
  /** An earlier issue: every figure a little other. */
  readonly firstIssue?: boolean;
}

export function bedsFile({ quarter, dayOnly = false, firstIssue = false }: BedsFile): Buffer {
  const rows = bedRows(quarter).map((row) =>
    firstIssue || dayOnly ? otherwise(row, dayOnly ? 0.1 : 1.07) : row,
  );
  const table = tableOf(quarter, rows);
  const cells = [...titleBlock(quarter, dayOnly), ...table];
  const sheet = utils.aoa_to_sheet(cells, { cellDates: true });
  sheet['!merges'] = [6, 12, 18].map((column) => ({ s: { r: 13, c: column }, e: { r: 13, c: column + 4 } }));
  const book = utils.book_new();
  const quality = utils.aoa_to_sheet([
    [],
    [null, 'Data Quality'],
    [null, 'Organisations that have revised their data in November'],
    [null, 'R1H', 'BARTS HEALTH NHS TRUST'],
  ]);
  const qualityFirst = quarter >= '2023-24';
  if (qualityFirst) utils.book_append_sheet(book, quality, 'Data Quality');
  utils.book_append_sheet(book, sheet, 'NHS Trust by Sector');
  utils.book_append_sheet(book, utils.aoa_to_sheet(titleBlock(quarter, dayOnly)), 'Region by Sector');
  const specialties = [
    ...titleBlock(quarter, dayOnly),
    [],
    specialtyHeadings(quarter),
    specialtyRow(quarter),
  ];
  utils.book_append_sheet(book, utils.aoa_to_sheet(specialties), 'Occupied by Specialty');
  if (!qualityFirst) utils.book_append_sheet(book, quality, 'Data Quality');
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}

function otherwise(row: BedRow, times: number): BedRow {
  const change = (beds: readonly number[]): number[] =>
    beds.map((one) => Math.round(one * times * 100) / 100);
  return { ...row, available: change(row.available), occupied: change(row.occupied) };
}

function titleBlock(quarter: string, dayOnly: boolean): Cell[][] {
  const start = Number(quarter.slice(0, 4));
  const number = Number(quarter.slice(-1));
  const dates = quarter >= '2021-22Q3';
  const kind = dayOnly ? 'open day only' : 'open overnight';
  const issued: Cell = dates ? new Date(Date.UTC(start + 1, 4, 23)) : `23rd May ${start + 1}`;
  const revised: Cell = dates
    ? new Date(Date.UTC(start + 1, 10, 23))
    : number === 4
      ? null
      : `23rd November ${start + 1}`;
  return [
    [],
    [null, 'Title:', `Average daily number of available and occupied beds ${kind} by sector`],
    [
      null,
      'Summary:',
      'The KH03 is a quarterly collection from all NHS organisations that operate beds, open overnight or day only.',
    ],
    [],
    [null, 'Period:', `${COVERS[number - 1] ?? ''} ${number === 4 ? start + 1 : start}`],
    [null, 'Source:', 'NHS England: SDCS data collection - KH03'],
    [null, 'Basis:', 'Provider'],
    [null, 'Published:', issued],
    [null, 'Revised:', revised],
    [null, 'Status:', 'Public'],
    [null, 'Contact:', 'england.nhsdata@nhs.net'],
    [],
    [null, 'Provider Level Data', null, null, 227],
  ];
}

function tableOf(quarter: string, rows: readonly BedRow[]): Cell[][] {
  const fy = quarter.slice(0, 7) as Year;
  const month = CLOSES[Number(quarter.slice(-1)) - 1] ?? '';
  const disability = quarter >= '2021-22' ? 'Learning Disability' : 'Learning Disabilities';
  const sectors = ['Total ', 'General & Acute', disability, 'Maternity', 'Mental Illness'];
  const group = (word: string): Cell[] => [word, null, null, null, null];
  const all = (side: 'available' | 'occupied'): number[] =>
    [0, 1, 2, 3].map((sector) => rows.reduce((total, row) => total + (row[side][sector] ?? 0), 0));
  return [
    [
      null,
      null,
      null,
      null,
      null,
      null,
      ...group('Available'),
      null,
      ...group('Occupied'),
      null,
      ...group('% Occupied'),
    ],
    [
      null,
      'Year',
      fy === '2017-18' ? 'Period' : 'Period End',
      'Region Code',
      'Org Code',
      'Org Name',
      ...sectors,
      null,
      ...sectors,
      null,
      ...sectors,
    ],
    [null, fy, month, null, null, 'England', ...figures(all('available'), all('occupied'))],
    [],
    ...rows.map((row): Cell[] => [
      null,
      fy,
      month,
      'Y56',
      row.trust.code === 'R1H' && fy === '2018-19' ? 'R1H ' : row.trust.code,
      printedIn(row.trust, firstMonth(quarter)),
      ...figures(row.available, row.occupied),
    ]),
    [null, null, null, null, ' '],
    [],
  ];
}

/** `2019-10` for `2019-20Q3`. */
function firstMonth(quarter: string): string {
  const start = Number(quarter.slice(0, 4));
  return (
    [`${start}-04`, `${start}-07`, `${start}-10`, `${start + 1}-01`][Number(quarter.slice(-1)) - 1] ?? ''
  );
}

function figures(available: readonly number[], occupied: readonly number[]): Cell[] {
  const withTotal = (parts: readonly number[]): number[] => [parts.reduce((a, b) => a + b, 0), ...parts];
  const beds = withTotal(available);
  const taken = withTotal(occupied);
  return [
    ...beds,
    null,
    ...taken,
    null,
    ...beds.map((open, index) => (open === 0 ? '-' : (taken[index] ?? 0) / open)),
  ];
}

function specialtyHeadings(quarter: string): Cell[] {
  return [
    null,
    'Year',
    'Period End',
    'Region Code',
    'Org Code',
    'Org Name',
    '100 General Surgery',
    quarter.slice(0, 7),
  ];
}

function specialtyRow(quarter: string): Cell[] {
  return [null, quarter.slice(0, 7), 'June', 'Y56', 'R1H', 'BARTS HEALTH NHS TRUST', 12.5];
}
