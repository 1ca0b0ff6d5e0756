/** The workbooks of critical care beds: snapshots to February 2020, then the months of the daily sitreps (dossier critical-care, section 6). */
import { monthName } from './calendar.ts';
import { bedRowsIn } from './critical-care-beds.ts';
import { providerRows } from './provider-rows.ts';
import { type Line, workbookOf } from './workbook.ts';

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
