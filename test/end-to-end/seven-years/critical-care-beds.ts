/** Critical care beds by month, of the two collections (dossier critical-care, section 6). */
import type { Year } from './calendar.ts';
import { monthName, monthsIn } from './calendar.ts';
import { made } from './figures.ts';
import { providerRows } from './provider-rows.ts';
import type { Cell, Cells } from './publication.ts';
import { MISSING, NOT_IN_IT } from './publication.ts';
import type { Line } from './workbook.ts';
import { workbookOf } from './workbook.ts';

/** Months of the two collections of beds that are on the pages: the year that was the last, a year of sitreps, and two months more. */
export const BED_MONTHS: readonly string[] = [
  ...monthsIn('2019-20').filter((month) => month <= '2020-02'),
  ...monthsIn('2022-23'),
  '2023-04',
  '2023-08',
];

/** Without a row in some months: a missing return. */
const NO_RETURN: Readonly<Record<string, readonly string[]>> = { RGN: ['2022-07', '2022-08'] };

const BEDS_OF = [
  'R1H',
  'REM',
  'RQ6',
  'RBN',
  'RVY',
  'RM3',
  'R0A',
  'RJ1',
  'RGN',
  'RJZ',
  'RYR',
  'RXH',
  'RWE',
  'RH5',
  'RA4',
];

interface BedsRow {
  readonly code: string;
  readonly open: number;
  readonly occupied: number;
}

/** Adult critical care beds of a month. RJZ closed its unit for a month: true zeros. */
function bedsOf(code: string, month: string): BedsRow | undefined {
  const ended: Readonly<Record<string, string>> = {
    RQ6: '2019-09',
    RXH: '2021-03',
    RA4: '2023-03',
    RVY: '2023-06',
  };
  const until = ended[code];
  if ((until !== undefined && month > until) || NO_RETURN[code]?.includes(month)) return undefined;
  const open = code === 'RJZ' && month === '2022-10' ? 0 : made(`cc beds ${month} ${code}`, 10, 110);
  return { code, open, occupied: Math.floor((open * made(`cc occupied ${month} ${code}`, 60, 100)) / 100) };
}

function bedRowsIn(month: string): readonly BedsRow[] {
  return BEDS_OF.flatMap((code) => bedsOf(code, month) ?? []);
}

/** Beds, mean of the months that have a return. */
export function criticalBedCells(code: string, fy: Year): Cells {
  const months = monthsIn(fy).filter((month) => BED_MONTHS.includes(month));
  const mine = months.flatMap((month) => bedsOf(code, month) ?? []).filter(() => BEDS_OF.includes(code));
  const cell = (key: 'open' | 'occupied'): Cell => {
    if (months.length === 0) return MISSING;
    if (mine.length === 0) return months.length < 6 ? MISSING : NOT_IN_IT;
    const mean = mine.reduce((sum, row) => sum + row[key], 0) / mine.length;
    return { value: mean, status: mine.length === 12 ? 'reported' : 'partial' };
  };
  return { cc_beds_open_avg: cell('open'), cc_beds_occupied_avg: cell('occupied') };
}

function nameOf(code: string): string {
  return providerRows('critical-care', '2019-20').find((row) => row.code === code)?.name ?? code;
}

/** The monthly snapshot to February 2020: open and occupied, adult, paediatric and neonatal. */
export function snapshotWorkbook(month: string): Buffer {
  const rows = bedRowsIn(month);
  const sum = (key: 'open' | 'occupied'): number => rows.reduce((total, row) => total + row[key], 0);
  const lines: Line[] = [
    [],
    [null, 'Title:', 'Critical Care Bed Capacity and Urgent Operations Cancelled'],
    [null, 'Period:', `${monthName(month)} ${month.slice(0, 4)}`],
    [null, 'Source:', 'NHS England: Monthly SitRep collection'],
    [null, 'Basis:', 'Provider'],
    [null, 'Status:', 'Published'],
    [],
    [null, 'Provider Level Data'],
    [
      ...[null, 'Region', 'Org Code', 'Org Name'],
      ...['Number of adult critical care beds open', 'Number of adult critical care beds occupied'],
      ...[
        'Number of paediatric intensive care beds open',
        'Number of paediatric intensive care beds occupied',
      ],
      ...['Number of neonatal critical care cots open', 'Number of neonatal critical care cots occupied'],
    ],
    [null, '-', '-', 'England', sum('open'), sum('occupied'), 100, 80, 200, 150],
    [],
    ...rows.map((row): Line => [
      null,
      'Y56',
      row.code,
      nameOf(row.code),
      row.open,
      row.occupied,
      4,
      3,
      10,
      8,
    ]),
  ];
  return workbookOf([
    { name: 'Urgent Ops', lines: [['Urgent operations'], ['Org Code', 'Cancelled']] },
    { name: 'Critical Care Beds', lines },
  ]);
}

/** The daily sitreps' month: England and regions first, trusts below. */
export function sitrepWorkbook(month: string): Buffer {
  const rows = bedRowsIn(month);
  const sum = (key: 'open' | 'occupied'): number => rows.reduce((total, row) => total + row[key], 0);
  const share = (open: number, occupied: number): number | string => (open === 0 ? '-' : occupied / open);
  const numbers = (open: number, occupied: number): Line => [
    ...[500, 450, 0.9, open, occupied, share(open, occupied), 9, 6, 0.66, 20, 15, 0.75],
  ];
  const bed = (kind: string): Line => [
    `${kind} beds available`,
    `${kind} beds occupied`,
    `${kind} occupancy rate`,
  ];
  const lines: Line[] = [
    [],
    [
      null,
      'Title:',
      'Critical care and General & Acute Beds - Urgent and Emergency Care Daily Situation Reports',
    ],
    [null, 'Summary:', 'Average daily number of available and occupied beds'],
    [null, 'Period:', `${monthName(month)} ${month.slice(0, 4)}`],
    [null, 'Source:', 'UEC Daily SitRep'],
    [null, 'Status:', 'Published'],
    ...Array.from({ length: 8 }, (): Line => []),
    [
      ...[null, 'Region', month === '2023-04' ? null : 'Code', 'Name', ...bed('G&A')],
      ...['Adult critical care', 'Paediatric intensive care', 'Neonatal intensive care'].flatMap(bed),
    ],
    [null, '-', 'ENG', 'ENGLAND', ...numbers(sum('open'), sum('occupied'))],
    [],
    [null, 'LONDON', 'Y56', 'LONDON', ...numbers(400, 300)],
    [null, 'NORTH WEST', 'Y62', 'NORTH WEST', ...numbers(500, 400)],
    // Integrated care boards from August 2023.
    ...(month < '2023-08'
      ? []
      : ['QMJ', 'QOP'].map((code): Line => [null, 'LONDON', code, 'NHS BOARD', ...numbers(90, 70)])),
    [],
    ...rows.map((row): Line => [
      null,
      'LONDON',
      row.code,
      nameOf(row.code),
      ...numbers(row.open, row.occupied),
    ]),
  ];
  return workbookOf([
    { name: 'Contents', lines: [['Contents'], ['Code', 'Name']] },
    ...(month === '2023-01' ? [{ name: 'Notes', lines: [['Notes']] }] : []),
    { name: 'Total G&A and critical care', lines },
  ]);
}
