/** The yearly A&E tables: HES workbooks, ECDS workbooks, then long tables (dossier ae-annual, sections 1 and 2). */
import { type Year, YEARS } from './calendar.ts';
import { made } from './figures.ts';
import { OTHERS, providerRows, rowsOf } from './provider-rows.ts';
import { type Cells, type Printed, csvOf, rounded, sumOfRows } from './publication.ts';
import { byRegion } from './regions.ts';
import { type Line, workbookOf } from './workbook.ts';

/** Attendances so few that they are hidden, and none at all. */
const SMALL: Readonly<Record<string, number>> = {
  '2018-19 RNU': 4,
  '2021-22 RYA': 6,
  '2022-23 RYA': 0,
  '2023-24 RYA': 45,
};

function attendances(code: string, fy: Year, edition = ''): number {
  const few = edition === '' ? SMALL[`${fy} ${code}`] : undefined;
  const size = made(`a&e year ${code}`, 30_000, 250_000);
  return few ?? Math.round((size * made(`a&e year ${edition}${fy} ${code}`, 850, 1150)) / 1000);
}

interface Row {
  readonly code: string;
  readonly name: string;
  readonly count: number;
}

function rowsIn(fy: Year, edition = ''): readonly Row[] {
  const trusts = providerRows('ae-annual', fy).map(({ code, name }) => [code, name] as const);
  return [...trusts, ...OTHERS].map(([code, name]) => ({
    code,
    name,
    count: attendances(code, fy, edition),
  }));
}

/** Attendances of a trust in a year. */
export function aeAnnualCells(code: string, fy: Year): Cells {
  const mine = rowsOf('ae-annual', fy, code).map((row) => [rounded(attendances(row.code, fy))]);
  return { ae_attendances_annual: sumOfRows(mine) };
}

function sum(rows: readonly Row[]): number {
  return rows.reduce((total, row) => total + row.count, 0);
}

function regionSums(fy: Year, rows: readonly Row[]): readonly (readonly [string, string, Printed])[] {
  return byRegion(fy, rows).map(([code, name, part]) => [code, name, rounded(sum(part))]);
}

/** The year beside the year before, which of them first differs. */
export function aeWorkbook(fy: Year, first = false): Buffer {
  const digits = (year: string): string => `20${year.slice(2, 4)}${year.slice(5)}`;
  const before = YEARS[YEARS.indexOf(fy) - 1] ?? '2017-18';
  const sheets: [string, Line[]][] = [
    [
      fy === '2017-18' ? '201617 DATA' : `${digits(before)} DATA`,
      dataSheet(fy, rowsIn(before, 'the year before ')),
    ],
    [`${digits(fy)} DATA`, dataSheet(fy, rowsIn(fy, first ? 'first issue ' : ''))],
  ];
  if (fy === '2019-20' || fy === '2021-22') sheets.reverse();
  return workbookOf([
    {
      name: 'Title Sheet',
      lines: [['Hospital Accident & Emergency Activity'], [`Provider Level Analysis, ${fy}`]],
    },
    { name: 'Output', lines: [['Select'], ['Code', 'RJ1']] },
    ...sheets.map(([name, lines]) => ({ name, lines })),
  ]);
}

function dataSheet(fy: Year, rows: readonly Row[]): Line[] {
  const headings: Line = [
    fy < '2019-20' ? 'Code ' : 'Geography level Code',
    ...(fy === '2018-19' || fy === '2021-22' ? ['Description'] : []),
    'Total Attendances',
    'Male Attendances',
    'Brought in by ambulance',
  ];
  const line = (code: string, name: string, count: Printed): Line => [
    code,
    ...(headings.includes('Description') ? [name] : []),
    count,
    count === '*' ? '*' : Math.round(count! / 10) * 5,
    '*',
  ];
  return [
    ...(fy === '2017-18' ? [] : [headings.map((_, index) => index + 1)]),
    headings,
    line('ENGLAND', 'England', sum(rows)),
    ...regionSums(fy, rows).map(([code, name, count]) => line(code, name, count)),
    ...rows.map((row) => line(row.code, row.name, rounded(row.count))),
    [],
    ['Source: Hospital Episode Statistics (HES)'],
  ];
}

/** The long table of 2022-23 on: every MEASURE_TYPE is another cut of the same attendances. */
export function aeLongTable(fy: Year): Buffer {
  const rows = rowsIn(fy);
  const period = `${fy.slice(2, 4)}${fy.slice(5)}`;
  const cuts = (count: Printed): Line[] => [
    ['Acuity ', '1 - Immediate resuscitation', '*'],
    ['Age ', ' 1-4', count],
    ['Arrival Mode ', 'Brought in by ambulance (including helicopter / Air Ambulance)', '*'],
    ['Attendance Source', 'Attendance Source Total', count],
    ['Discharge Destination', 'Died', 0],
    // In the first of these years the total is that of the sources alone.
    ...(fy === '2022-23'
      ? []
      : [
          ['Waiting Times', 'TOTAL_ATTENDANCES', count],
          ['Waiting Times', 'Within 4 hours', count === '*' ? '*' : Math.round(count! / 10) * 5],
        ]),
  ];
  const of = (level: string, code: string, name: string, count: Printed): Line[] =>
    cuts(count).map((cut) => [period, level, code, name, ...cut]);
  return csvOf([
    [
      'REPORTING_PERIOD',
      'GEOGRAPHY_LEVEL',
      'ORG_CODE',
      'ORG_DESCRIPTION',
      'MEASURE_TYPE',
      'MEASURE',
      'MEASURE_VALUE',
    ],
    ...of('National', 'ENG', 'ENGLAND', sum(rows)),
    ...regionSums(fy, rows).flatMap(([code, name, count]) => of('Commissioning Region', code, name, count)),
    ...rows.flatMap((row) => of('Provider', row.code, row.name, rounded(row.count))),
  ]);
}
