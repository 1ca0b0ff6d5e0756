/** Monthly A&E files true to sections 5 and 6 of the ae-monthly dossier, with made-up figures. */
import { utils, write } from '@e965/xlsx';
import type { ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { financialYearOfMonth } from '../../nhs/financial-year.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { sourceOf } from '../tables/source-of.ts';

type Cell = string | number | null;

/** Attendances, booked attendances, over four hours, booked over four hours (types 1, 2, other), waits, admissions. */
interface Provider {
  readonly code: string;
  readonly name: string;
  readonly attendances: readonly number[];
  readonly booked: readonly number[];
  readonly over4h: readonly number[];
  readonly bookedOver4h: readonly number[];
  readonly waits: readonly number[];
  readonly admissions: readonly number[];
}

const PROVIDERS: readonly Provider[] = [
  {
    code: 'R1H',
    name: 'BARTS HEALTH NHS TRUST',
    attendances: [20000, 900, 15000],
    booked: [100, 0, 50],
    over4h: [6000, 10, 500],
    bookedOver4h: [10, 0, 5],
    waits: [800, 40],
    admissions: [6000, 5, 0, 2500],
  },
  {
    code: 'RGT',
    name: 'CAMBRIDGE UNIVERSITY HOSPITALS NHS FOUNDATION TRUST',
    attendances: [9000, 0, 4000],
    booked: [0, 0, 0],
    over4h: [2500, 0, 20],
    bookedOver4h: [0, 0, 0],
    waits: [300, 5],
    admissions: [3000, 0, 30, 700],
  },
  {
    code: 'Y02428',
    name: 'BRENT WALK IN CENTRE',
    attendances: [0, 0, 3000],
    booked: [0, 0, 200],
    over4h: [0, 0, 12],
    bookedOver4h: [0, 0, 1],
    waits: [0, 0],
    admissions: [0, 0, 0, 0],
  },
];

const A_HEADINGS = [
  'Period',
  'Org Code',
  'Parent Org',
  'Org name',
  'Number of A&E attendances Type 1',
  'Number of A&E attendances Type 2',
  'Number of A&E attendances Other A&E Department',
  'Number of attendances over 4hrs Type 1',
  'Number of attendances over 4hrs Type 2',
  'Number of attendances over 4hrs Other A&E Department',
];
const B_HEADINGS = [
  ...A_HEADINGS.slice(0, 4),
  'A&E attendances Type 1',
  'A&E attendances Type 2',
  'A&E attendances Other A&E Department',
  'Attendances over 4hrs Type 1',
  'Attendances over 4hrs Type 2',
  'Attendances over 4hrs Other Department',
];
const C_HEADINGS = [
  ...B_HEADINGS.slice(0, 7),
  'A&E attendances Booked Appointments Type 1',
  'A&E attendances Booked Appointments Type 2',
  'A&E attendances Booked Appointments Other Department',
  ...B_HEADINGS.slice(7),
  'Attendances over 4hrs Booked Appointments Type 1',
  'Attendances over 4hrs Booked Appointments Type 2',
  'Attendances over 4hrs Booked Appointments Other Department',
];
const LAST_HEADINGS = [
  'Patients who have waited 4-12 hs from DTA to admission',
  'Patients who have waited 12+ hrs from DTA to admission',
  'Emergency admissions via A&E - Type 1',
  'Emergency admissions via A&E - Type 2',
  'Emergency admissions via A&E - Other A&E department',
  'Other emergency admissions',
];
const HEADINGS = { A: A_HEADINGS, B: B_HEADINGS, C: C_HEADINGS } as const;

export type Edit = (rows: Cell[][]) => void;

/** The flat CSV. Row 0 has the headings, the last row the total; `edit` has the last touch. */
export async function aeCsv(month: string, era: 'A' | 'B' | 'C', edit?: Edit): Promise<SourceBytes> {
  const period = `MSitAE-${monthInWords(month).toUpperCase().replace(' ', '-')}`;
  const figures = (one: Provider): number[] =>
    era === 'C'
      ? [
          ...one.attendances,
          ...one.booked,
          ...one.over4h,
          ...one.bookedOver4h,
          ...one.waits,
          ...one.admissions,
        ]
      : [...one.attendances, ...one.over4h, ...one.waits, ...one.admissions];
  const body = PROVIDERS.map((one): Cell[] => [
    period,
    one.code,
    'NHS ENGLAND LONDON ',
    one.name,
    ...figures(one),
  ]);
  const total: Cell[] = era === 'A' ? ['', '', '', 'TOTAL'] : ['TOTAL', 'TOTAL', 'TOTAL', 'TOTAL'];
  const rows: Cell[][] = [[...HEADINGS[era], ...LAST_HEADINGS], ...body, [...total, ...sums(body, 4)]];
  edit?.(rows);
  const line = (cells: readonly Cell[]): string =>
    cells
      .map((cell) =>
        /[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell ?? ''),
      )
      .join(',');
  return await sourceOf(
    new TextEncoder().encode(rows.map((row) => `${line(row)}\r\n`).join('')),
    `Monthly-AE-${month}.csv`,
  );
}

/** `2017`: no columns under four hours, two percentages, the provider sheet alone. `2019`: both. `2024`: with a sheet of systems in front and booked appointments counted in. */
export type WorkbookEra = '2017' | '2019' | '2024';

/** A .xls (BIFF) workbook. In the provider sheet row 15 has the headings, 16 England, 18 and on the providers (0-based). */
export async function aeXls(
  month: string,
  era: WorkbookEra,
  edit?: Edit,
  sheetName?: string,
): Promise<SourceBytes> {
  const rows = [...titles(month), ...providerTable(era)];
  edit?.(rows);
  const book = utils.book_new();
  const add = (name: string, cells: readonly (readonly Cell[])[]): void => {
    utils.book_append_sheet(book, utils.aoa_to_sheet(cells.map((row) => [...row])), name);
  };
  if (era === '2024')
    add('System Level Data', [...titles(month), [null, 'Code', 'System'], [null, '-', 'England', 1]]);
  add(sheetName ?? (era === '2017' ? 'A&E Data' : 'Provider Level Data'), rows);
  if (era === '2024') add('Non-Booked Data', rows);
  add('Acute Trust Mapping', [['Code']]);
  const bytes: unknown = write(book, { type: 'array', bookType: 'biff8' });
  return await sourceOf(new Uint8Array(bytes as ArrayBuffer), `${month}-AE-by-provider-Q773u.xls`);
}

export function contextOf(month: string): ParseContext {
  const fy = financialYearOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
  return {
    fy,
    slot: month,
    period: month,
    url: 'https://www.england.nhs.uk/x.csv',
    acceptIllustrative: false,
  };
}

function titles(month: string): Cell[][] {
  const label = (name: string, value: string): Cell[] => [null, name, value];
  return [
    [null, null, null, null, 4, 5, 6],
    label(
      'Title:',
      'A&E Attendances & Emergency Admission monthly statistics, NHS and independent sector organisations in England',
    ),
    [],
    label('Summary:', 'A&E attendances, performance and emergency admission.'),
    [],
    label('Period:', monthInWords(month).replace(' ', '  ')),
    label('Source:', 'SDCS data collection - MSitAE'),
    label('Basis:', 'Provider'),
    label('Published:', '11th May 2017'),
    label('Revised:', '14.06.18'),
    label('Status:', 'Published'),
    [],
    [],
    label('Provider Level Data', ''),
  ];
}

const TYPES = [
  'Type 1 Departments - Major A&E',
  'Type 2 Departments - Single Specialty',
  'Type 3 Departments - Other A&E/Minor Injury Unit',
];
const ADMISSIONS = [
  'Emergency Admissions via Type 1 A&E',
  'Emergency Admissions via Type 2 A&E',
  'Emergency Admissions via Type 3 and 4 A&E',
  'Total Emergency Admissions via A&E',
  'Other Emergency admissions (i.e not via A&E)',
  'Total Emergency Admissions',
  'Number of patients spending >4 hours from decision to admit to admission',
  'Number of patients spending >12 hours from decision to admit to admission',
];
const ARRIVAL = 'hours from arrival to admission, transfer or discharge';

function providerTable(era: WorkbookEra): Cell[][] {
  const under = era !== '2017';
  const percentages = under
    ? [
        'Percentage in 4 hours or less (all)',
        'Percentage in 4 hours or less (type 1)',
        'Percentage in 4 hours or less (type 2)',
        'Percentage in 4 hours or less (type 3)',
      ]
    : ['Percentage in 4 hours or less (type 1)', 'Percentage in 4 hours or less (all)'];
  const [less, greater] = era === '2024' ? ['less than 4', 'greater than 4'] : ['< 4', '> 4'];
  const four = (word: string): Cell[] => [word, null, null, null];
  const groups: Cell[] = [
    null,
    null,
    null,
    null,
    ...four('A&E attendances'),
    ...(under ? four(`A&E attendances ${less} ${ARRIVAL}`) : []),
    ...four(`A&E attendances ${greater} ${ARRIVAL}`),
    // The oldest workbooks have nothing above the percentages.
    ...(under ? four('Percentage of attendances within 4 hours') : [null, null]),
    'Emergency Admissions',
  ];
  const headings: Cell[] = [
    null,
    'Code',
    'Region',
    'Name',
    ...TYPES,
    'Total attendances',
    ...(under ? [...TYPES, 'Total Attendances < 4 hours'] : []),
    ...TYPES,
    'Total Attendances > 4 hours',
    ...percentages,
    ...ADMISSIONS,
  ];
  const row = (one: Provider): number[] => {
    const all = era === '2024' ? plus(one.attendances, one.booked) : one.attendances;
    const late = era === '2024' ? plus(one.over4h, one.bookedOver4h) : one.over4h;
    const [first = 0, second = 0, third = 0, other = 0] = one.admissions;
    const [to12 = 0, over12 = 0] = one.waits;
    const via = first + second + third;
    return [
      ...all,
      total(all),
      ...(under ? [...plus(all, late, -1), total(all) - total(late)] : []),
      ...late,
      total(late),
      ...percentages.map(() => Number.NaN),
      first,
      second,
      third,
      via,
      other,
      via + other,
      to12 + over12,
      over12,
    ];
  };
  const bodies = PROVIDERS.map(row);
  const england = bodies.reduce((a, b) => plus(a, b));
  const printed = (figures: readonly number[]): Cell[] => {
    const lateAt = under ? 8 : 4;
    const allTypes = figures[3] ?? 0;
    const within = allTypes === 0 ? '-' : 1 - (figures[lateAt + 3] ?? 0) / allTypes;
    let share = -1;
    return figures.map((value) => {
      if (!Number.isNaN(value)) return value;
      share += 1;
      return percentages[share]?.endsWith('(all)') ? within : '-';
    });
  };
  const title = (name: string): string => name.charAt(0) + name.slice(1).toLowerCase();
  return [
    groups,
    headings,
    [null, '-', '-', 'England', ...printed(england)],
    [],
    ...PROVIDERS.map((one, index): Cell[] => [
      null,
      one.code,
      'NHS England London',
      title(one.name),
      ...printed(bodies[index] ?? []),
    ]),
  ];
}

function sums(rows: readonly (readonly Cell[])[], from: number): number[] {
  return rows.map((row) => row.slice(from).map(Number)).reduce((a, b) => plus(a, b));
}

function plus(a: readonly number[], b: readonly number[], sign = 1): number[] {
  return a.map((value, index) => value + sign * (b[index] ?? 0));
}

function total(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
