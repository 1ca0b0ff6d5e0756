/** Provider level analysis of admitted patient care: workbook, then long table (dossier admitted-patient-care, sections 2b and 2c). */
import {
  type Admitted,
  type AdmittedRow,
  type Shown,
  admittedByRegion,
  admittedInEngland,
  admittedRows,
  shown,
} from './admitted.ts';
import { type Year, YEARS } from './calendar.ts';
import { csvOf } from './publication.ts';
import { type Line, workbookOf } from './workbook.ts';

const MEASURES: readonly (readonly [string, keyof Admitted])[] = [
  ['Total Episodes', 'fce'],
  ['Admissions', 'admissions'],
  ['Male Admissions', 'male'],
  ['Female Admissions', 'female'],
  ['Emergency Admissions', 'emergency'],
  ['Planned Admissions', 'planned'],
  ['Waiting List Admissions', 'waiting'],
  ['Daycase Episodes', 'dayCase'],
  ['FCE Bed Days', 'bedDays'],
];

/** The workbook with the drop-down report: DATA sheets of this year and the last, tables, lists. `first`: an earlier issue. */
export function providerLevel(fy: Year, first = false): Buffer {
  const rows = admittedRows(fy, first ? 'first issue ' : '');
  const digits = (year: string): string => `20${year.slice(2, 4)}${year.slice(5)}`;
  const before = YEARS[YEARS.indexOf(fy) - 1] ?? '2017-18';
  const previous = fy === '2017-18' ? '201617 DATA' : `${digits(before)} DATA`;
  const own = `${digits(fy)} DATA`;
  const sheets: [string, Line[]][] = [
    [previous, dataSheet(fy, admittedRows(before, 'the year before '))],
    [own, dataSheet(fy, rows)],
  ];
  if (fy === '2019-20') sheets.reverse();
  return workbookOf([
    { name: 'Title Sheet', lines: titleSheet(fy, before) },
    { name: 'Output', lines: [['Select a provider'], ['Code', 'RJ1'], ['Admissions', 123]] },
    // The name of this sheet has been left as it was the year before.
    { name: `Table A_${digits(fy === '2021-22' ? before : fy).slice(2)}`, lines: headlineTable(fy, rows) },
    ...sheets.map(([name, lines]) => ({ name, lines })),
    {
      name: 'SHA and Provider List',
      lines: [['Code', 'Name'], ...rows.map((row): Line => [row.printed, row.name])],
      hidden: true,
    },
  ]);
}

function titleSheet(fy: Year, before: Year): Line[] {
  return [
    [`Hospital Admitted Patient Care Activity, ${fy}`],
    [`Provider Level Analysis ${fy === '2017-18' ? '2016-17' : before} to ${fy}`],
    ['Publication date: 17 September 2020'],
    [],
    ['Contents'],
    ['Output Summary Sheet'],
    [`Table A: Headline figures for England, Commissioning Region and individual provider (${fy})`],
  ];
}

function dataSheet(fy: Year, rows: readonly AdmittedRow[]): Line[] {
  const headings: Line = [
    fy < '2019-20' ? 'Code ' : 'Geography level Code',
    ...MEASURES.map(([name]) => name),
    'Mean Time Waited',
    ...(fy >= '2019-20' ? ['Median Time Waited'] : []),
    'Under 1 Month',
    '2 to under 3 months\n',
    '192 Critical Care Medicine',
  ];
  const line = (code: string, one: Shown): Line => {
    const numbers = MEASURES.map(([, key]) => one[key]);
    return [code, ...numbers, 51.3, ...(fy >= '2019-20' ? [27] : []), 1000, '*', 15];
  };
  const extra: Line[] = fy === '2021-22' ? [['W00', ...MEASURES.map(() => 10), 1, 1, 5, 5, 0]] : [];
  return [
    ...(fy === '2017-18' ? [] : [headings.map((_, index) => index + 1)]),
    headings,
    line(fy < '2019-20' ? 'England' : 'ENGLAND', admittedInEngland(rows)),
    ...admittedByRegion(fy, rows).map(([code, , one]) => line(code, one)),
    ...rows.map((row) => line(row.printed, shown(row.counts, fy))),
    ...extra,
  ];
}

function headlineTable(fy: Year, rows: readonly AdmittedRow[]): Line[] {
  const named = (row: AdmittedRow): string =>
    fy < '2019-20'
      ? `${row.name} (${row.printed})`
      : fy === '2019-20'
        ? `${row.name} - (${row.printed})`
        : row.name;
  const numbers = (one: Shown): Line => MEASURES.map(([, key]) => one[key]);
  return [
    ...Array.from({ length: 9 }, (): Line => []),
    [`Table A: Headline figures for England, Commissioning Region and individual provider (${fy})`],
    ...Array.from({ length: 4 }, (): Line => []),
    MEASURES.map((_, index) => index + 1),
    [null, 'Commissioning Region/Provider', ...MEASURES.map(([name]) => name)],
    ['ALL', 'ENGLAND', ...numbers(admittedInEngland(rows))],
    [],
    ...admittedByRegion(fy, rows).map(([code, name, one]): Line => [code, name, ...numbers(one)]),
    [],
    ...rows.map((row): Line => [row.printed, named(row), ...numbers(shown(row.counts, fy))]),
    [],
    ['*Small numbers: 1 to 7'],
    ['Return to Contents'],
  ];
}

const CODES: readonly (readonly [string, keyof Admitted])[] = [
  ['FCE_SUM', 'fce'],
  ['FAE_SUM', 'admissions'],
  ['FAE_EMERGENCY_SUM', 'emergency'],
  ['FAE_WAITLIST_SUM', 'waiting'],
  ['FAE_PLANNED_SUM', 'planned'],
  ['FAE_OTHER_SUM', 'other'],
  ['FCE_DAY', 'dayCase'],
  ['FCE_BED_DAYS', 'bedDays'],
  ['FAE_MALE_SUM', 'male'],
];

/** The long table of 2022-23 on: many cuts of the same figures. */
export function providerLevelCsv(fy: Year): Buffer {
  const rows = admittedRows(fy);
  const period = `${fy.slice(2, 4)}${fy.slice(5)}`;
  let id = 0;
  const lines = (level: string, code: string, name: string, one: Shown): Line[] => [
    ...CODES.map(([measure, key]) => [++id, level, period, code, name, 'Summary', measure, one[key], 1, 3]),
    [++id, level, period, code, name, 'Time Waited LOS', 'ELECDUR_CALC_Mean', 52.5, 2, 3],
    [++id, level, period, code, name, 'FCE patient age', 'FCE_SUM', 40, 3, 3],
    [++id, level, period, code, name, 'FAE primary diagnosis chapter', 'FAE_SUM', '*', 4, 3],
  ];
  const england = admittedInEngland(rows) as unknown as Shown;
  return csvOf(
    [
      [
        'UID',
        'ORG_LEVEL',
        'REPORTING_PERIOD',
        'ORG_CODE',
        'ORG_DESCRIPTION',
        'MEASURE_TYPE',
        'MEASURE',
      ].concat(['MEASURE_VALUE', 'Table_Order', 'Level_Order']),
      ...lines('ENGLAND', 'ENG', 'ENGLAND', england),
      ...admittedByRegion(fy, rows).flatMap(([code, name, one]) => lines('REGION', code, name, one)),
      ...rows.flatMap((row) => lines('PROVIDER', row.printed, row.name, shown(row.counts, fy))),
    ],
    { bom: true },
  );
}
