/** Monthly A&E files as dossier ae-monthly, sections 5 and 6, describes them: workbooks of 2017-18, then the CSV eras. */
import { utils, write } from '@e965/xlsx';
import { monthName } from './calendar.ts';
import { type AeFigures, aeFigures, NOT_SUBMITTED } from './figures.ts';
import { inSpan, OTHER_PROVIDERS, printedIn, TRUSTS } from './trusts.ts';

type Cell = string | number | null;

interface Row {
  readonly code: string;
  readonly name: string;
  readonly figures: AeFigures;
}

/** `edition` makes other figures: the first issue, or a workbook that was revised after the CSV. */
function rowsOf(month: string, edition: string): readonly Row[] {
  const trusts = TRUSTS.filter((trust) => inSpan(trust.ae, month)).map(
    (trust) => [trust.code, printedIn(trust, month)] as const,
  );
  // The order of the rows is not stable.
  const order = Number(month.slice(5)) % 2 === 0 ? 1 : -1;
  return [...trusts, ...OTHER_PROVIDERS]
    .sort(([a], [b]) => (a < b ? -order : order))
    .map(([code, name]) => ({ code, name, figures: aeFigures(code, month, edition) }));
}

const WAITS = [
  'Patients who have waited 4-12 hs from DTA to admission',
  'Patients who have waited 12+ hrs from DTA to admission',
  'Emergency admissions via A&E - Type 1',
  'Emergency admissions via A&E - Type 2',
  'Emergency admissions via A&E - Other A&E department',
  'Other emergency admissions',
];

function csvHeadings(month: string): readonly string[] {
  const identity = ['Period', 'Org Code', 'Parent Org', 'Org name'];
  if (month < '2020-04') {
    return [
      ...identity,
      ...['Type 1', 'Type 2', 'Other A&E Department'].map((type) => `Number of A&E attendances ${type}`),
      ...['Type 1', 'Type 2', 'Other A&E Department'].map(
        (type) => `Number of attendances over 4hrs ${type}`,
      ),
      ...WAITS,
    ];
  }
  const booked = month >= '2020-08';
  const types = ['Type 1', 'Type 2', 'Other Department'];
  return [
    ...identity,
    ...['Type 1', 'Type 2', 'Other A&E Department'].map((type) => `A&E attendances ${type}`),
    ...(booked ? types.map((type) => `A&E attendances Booked Appointments ${type}`) : []),
    ...types.map((type) => `Attendances over 4hrs ${type}`),
    ...(booked ? types.map((type) => `Attendances over 4hrs Booked Appointments ${type}`) : []),
    ...WAITS,
  ];
}

/** The word of the last row: what the publisher has typed over the years. */
function totalWords(month: string): readonly string[] {
  if (month >= '2020-01' && month <= '2020-03') return ['', '', '', 'TOTAL'];
  if (['2022-08', '2023-09'].includes(month)) return Array<string>(4).fill('TOTAL  ');
  if (month === '2023-04') return Array<string>(4).fill('TOTAl');
  return Array<string>(4).fill(month.endsWith('-06') ? 'Total' : 'TOTAL');
}

const BOM = ['2021-08', '2023-07', '2023-08', '2023-09'];

/** One flat CSV. */
export function aeCsv(month: string, edition = ''): Buffer {
  const booked = month >= '2020-08';
  const body = rowsOf(month, edition).map((row) => {
    const one = row.figures;
    const parts = booked
      ? [one.attendances, one.booked, one.over4h, one.bookedOver4h]
      : [one.attendances, one.over4h];
    return { row, numbers: [...parts.flat(), ...one.dta, ...one.admissions, one.otherAdmissions] };
  });
  const period = `MSitAE-${monthName(month).toUpperCase()}-${month.slice(0, 4)}`;
  const total = body
    .map(({ numbers }) => numbers)
    .reduce((a, b) => a.map((value, index) => value + (b[index] ?? 0)));
  const junk = month === '2023-12' ? ['', '', '', '', '', 'a'] : [];
  const blanks = junk.map(() => '');
  const lines: Cell[][] = [
    [...csvHeadings(month), ...junk],
    ...body.map(({ row, numbers }) => [
      period,
      row.code === 'R1H' && month === '2021-11' ? 'R1H ' : row.code,
      'NHS ENGLAND MIDLANDS ',
      row.name,
      ...numbers,
      ...blanks,
    ]),
    [...totalWords(month), ...total, ...blanks],
  ];
  const text = lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
  return Buffer.from((BOM.includes(month) ? '\uFEFF' : '') + text);
}

function quoted(cell: Cell): string {
  const text = String(cell ?? '');
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A half of a month, as in February and March 2018: attendances or admissions, under a block of titles. */
export function halfCsv(month: string, half: 'att' | 'adm'): Buffer {
  const period = `${monthName(month)} ${month.slice(0, 4)}`;
  const lines = rowsOf(month, 'half').map(({ code, name, figures }) =>
    [code, 'NHS ENGLAND LONDON', name, ...(half === 'att' ? figures.attendances : figures.admissions)]
      .map(quoted)
      .join(','),
  );
  const heading = half === 'att' ? 'Type 1,Type 2,Type 3' : 'Via Type 1,Via Type 2,Via Type 3';
  return Buffer.from(
    [`Title:,A&E ${half}`, `Period:,${period}`, '', `Code,Region,Name,${heading}`, ...lines, ''].join('\r\n'),
  );
}

const TYPES = [
  'Type 1 Departments - Major A&E',
  'Type 2 Departments - Single Specialty',
  'Type 3 Departments - Other A&E/Minor Injury Unit',
];
const LAST = [
  'Emergency Admissions via Type 1 A&E',
  'Emergency Admissions via Type 2 A&E',
  'Emergency Admissions via Type 3 and 4 A&E',
  'Total Emergency Admissions via A&E',
  'Other Emergency admissions (i.e not via A&E)',
  'Total Emergency Admissions',
  'Number of patients spending >4 hours from decision to admit to admission',
  'Number of patients spending >12 hours from decision to admit to admission',
];
const SHARES = ['all', 'type 1', 'type 2', 'type 3'].map((type) => `Percentage in 4 hours or less (${type})`);

/**
 * A provider workbook, in BIFF unless said otherwise. Before August 2020 the sheet of providers comes first, without a split by booking;
 * `brief` has no columns under four hours. Later ones have the sheet of systems in front, booked counted in.
 */
export function aeXls(month: string, edition = '', bookType: 'biff8' | 'xlsx' = 'biff8'): Buffer {
  const later = month >= '2020-08';
  const brief = !later && Number(month.slice(5)) % 3 === 0;
  const rows = rowsOf(month, edition).map((row): readonly Cell[] => {
    const sent = !(row.code === NOT_SUBMITTED.code && month === NOT_SUBMITTED.month);
    const numbers = sheetNumbers(row.figures, later, brief);
    return [
      null,
      row.code,
      'NHS England Midlands',
      titleCase(row.name),
      ...(sent ? numbers : numbers.map(() => '-')),
      'NHS AN ICB',
    ];
  });
  const england = rows
    .map((cells) => cells.slice(4, -1))
    .reduce((a, b) => a.map((value, index) => add(value, b[index] ?? null)));
  const shares = SHARES.map((_, index) => index);
  const sharesAt = brief ? 8 : 12;
  const englandShown = england.map((value, index) => (shares.includes(index - sharesAt) ? '-' : value));
  const four = (word: string): Cell[] => [word, null, null, null];
  const cells: Cell[][] = [
    [null, null, null, 1, 2, 3, 4, 5],
    [
      null,
      'Title:',
      'A&E Attendances and Emergency Admission monthly statistics, NHS and independent sector organisations in England',
    ],
    [],
    [null, 'Summary:', 'A&E attendances, performance and emergency admission.'],
    [],
    [null, 'Period:', `${monthName(month)} ${month === '2017-11' ? ' ' : ''}${month.slice(0, 4)}`],
    [null, 'Source:', 'Unify2 data collection - MSitAE'],
    [null, 'Basis:', 'Provider'],
    [null, 'Published:', '9th May 2018'],
    [null, 'Revised:', month.endsWith('-10') ? '14th June 2018' : null],
    [null, 'Status:', 'Published'],
    [null, 'Contact:', 'Unify2@dh.gsi.gov.uk'],
    [],
    [null, 'Provider Level Data'],
    [
      null,
      null,
      null,
      null,
      ...four('A&E attendances'),
      ...(brief
        ? []
        : four('A&E attendances less than 4 hours from arrival to admission, transfer or discharge')),
      ...four('A&E attendances greater than 4 hours from arrival to admission, transfer or discharge'),
      ...four('Percentage of attendances within 4 hours'),
      'Emergency Admissions',
    ],
    [
      null,
      'Code',
      'Region',
      'Name',
      ...TYPES,
      'Total attendances',
      ...(brief ? [] : [...TYPES, 'Total Attendances < 4 hours']),
      ...TYPES,
      'Total Attendances > 4 hours',
      ...SHARES,
      ...LAST,
    ],
    [null, '-', '-', 'England', ...englandShown],
    [],
    ...rows.map((row) => [...row]),
    [],
    [null, 'Note: percentages are of attendances at the departments named'],
  ];
  const book = utils.book_new();
  const sheet = (name: string, content: Cell[][], hidden = 0): void => {
    utils.book_append_sheet(book, utils.aoa_to_sheet(content), name);
    book.Workbook = { Sheets: [...(book.Workbook?.Sheets ?? []), { Hidden: hidden as 0 | 1 }] };
  };
  if (later)
    sheet('System Level Data', [
      [],
      [null, 'Title:', 'A&E'],
      [null, 'Code', 'System'],
      [null, '-', 'England', 1],
    ]);
  sheet(later || !brief ? 'Provider Level Data' : 'A&E Data', cells);
  sheet(
    'Acute Trust Mapping',
    [
      ['Code', 'Name'],
      ['R1H', 'Barts'],
    ],
    1,
  );
  return write(book, { type: 'buffer', bookType }) as Buffer;
}

function sheetNumbers(one: AeFigures, later: boolean, brief: boolean): Cell[] {
  const plus = (a: readonly number[], b: readonly number[], sign = 1): number[] =>
    a.map((value, index) => value + sign * (b[index] ?? 0));
  const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
  const seen = later ? plus(one.attendances, one.booked) : one.attendances;
  const late = later ? plus(one.over4h, one.bookedOver4h) : one.over4h;
  const within = plus(seen, late, -1);
  const share = (part: number, whole: number): Cell => (whole === 0 ? '-' : part / whole);
  return [
    ...seen,
    sum(seen),
    ...(brief ? [] : [...within, sum(within)]),
    ...late,
    sum(late),
    share(sum(within), sum(seen)),
    ...seen.map((whole, index) => share(within[index] ?? 0, whole)),
    ...one.admissions,
    sum(one.admissions),
    one.otherAdmissions,
    sum(one.admissions) + one.otherAdmissions,
    one.dta[0] + one.dta[1],
    one.dta[1],
  ];
}

function add(a: Cell, b: Cell): Cell {
  if (typeof a !== 'number') return b;
  return typeof b === 'number' ? a + b : a;
}

function titleCase(text: string): string {
  return text.toLowerCase().replace(/(^|[\s(])\w/g, (letter) => letter.toUpperCase());
}
