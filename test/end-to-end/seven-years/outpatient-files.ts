/** The tables of outpatients by provider: workbooks to 2021-22, then long tables (dossier outpatients, section 2). */
import type { Year } from './calendar.ts';
import {
  type Appointments,
  type Outcome,
  added,
  appointments,
  exact,
  OUTCOMES,
  outpatientRows,
  total,
} from './outpatients.ts';
import { type Printed, csvOf, rounded } from './publication.ts';
import { byRegion } from './regions.ts';
import { type Line, workbookOf } from './workbook.ts';

const GENDERS = ['Male', 'Female', 'Unknown'] as const;

/** Attended by type of appointment: another cut of the same. */
function types(attended: number): readonly number[] {
  const part = Math.floor(attended / 5);
  return [part, part, part, part, attended - 4 * part];
}

/** How Table 1 names the outcomes; blanks, dashes and line feeds as typed in the year. */
function labelsOf(fy: Year): readonly string[] {
  const words = ['Attendances', 'DNAs', 'Patient cancellations', 'Hospital cancellations', 'Unknown'];
  const dash = fy === '2018-19' ? ' – ' : fy === '2020-21' ? '\n- ' : ' - ';
  const gap = fy === '2019-20' ? '  ' : '';
  // Blanks that do not break stand behind some headings.
  const behind = fy === '2020-21' ? '\u00a0' : '';
  return words.flatMap((word) =>
    ['Males', 'Females', 'Unknown', 'Total'].map((one) => `Table 1:${gap}${word}${dash}${one}${behind}`),
  );
}

/** The workbook of 2017-18 to 2021-22: one wide sheet among presentation sheets. */
export function outpatientWorkbook(fy: Year, first = false): Buffer {
  const rows = outpatientRows(fy, first ? 'first issue ' : '');
  const numbers = (counts: Appointments, show: (count: number) => Printed): Line => [
    ...OUTCOMES.flatMap((outcome) => [...counts[outcome].map(show), show(total(counts[outcome]))]),
    ...types(total(counts.attended)).map(show),
    2.1,
    show(total(counts.attended)),
  ];
  const headings: Line = [
    'Code',
    'Description',
    ...labelsOf(fy),
    'Table 2:Attendances - Attended first appointment',
    'Table 2:Attendances - Attended first tele consultation',
    'Table 2:Attendances - Attended subsequent appointment',
    'Table 2:Attendances - Attended subsequent tele consultation',
    'Table 2:Attendances - Attended but first/subsequent/tele unknown',
    'Table 2a: Follow up attendances to each first attendance',
    'Table 3:Attended by age group - Opthhamology',
  ];
  const lines: Line[] = [
    headings,
    ['All', 'England', ...numbers(added(rows), exact)],
    ...byRegion(fy, rows).map(([code, name, part]): Line => [code, name, ...numbers(added(part), rounded)]),
    ['Y', 'Unknown', ...numbers(appointments('Y', fy), () => 0)],
    ['-', 'Unknown', ...numbers(appointments('-', fy), () => '*').map((cell) => (cell === '*' ? '-' : cell))],
    ['Q99', 'Wales', ...numbers(appointments('Q99', fy), () => 0)],
    ...rows.map((row): Line => [row.printed, row.name, ...numbers(row.counts, rounded)]),
  ];
  const numbered = headings.map((_, index): number => index + 1);
  return workbookOf([
    { name: 'Title sheet', lines: [['Hospital Outpatient Activity'], [`Provider level analysis ${fy}`]] },
    {
      name: 'Table 2',
      lines: [[], ['Code', 'Description', 'Attended'], ['All', 'England', 1], ['RJ1-X', 'GUYS', 5]],
    },
    { name: `MPDP ${fy}`, lines: fy === '2021-22' ? lines : [numbered, ...lines] },
  ]);
}

/** The long table of 2022-23 on. */
export function outpatientCsv(fy: Year): Buffer {
  const rows = outpatientRows(fy);
  const period = `${fy.slice(2, 4)}${fy.slice(5)}`;
  const numbered = fy === '2023-24';
  const number = (label: string, at: number): string =>
    numbered ? `${String(at).padStart(2, '0')}.${label}` : label;
  const names: readonly (readonly [string, Outcome])[] = [
    ['Attended', 'attended'],
    ['Did not attend', 'dna'],
    ['Patient Cancelled', 'patient'],
    ['Hospital Cancelled', 'hospital'],
  ];
  const cuts = (counts: Appointments, show: (count: number) => Printed): Line[] => [
    ...names.flatMap(([name, outcome], at) =>
      GENDERS.map((gender, index): Line => [
        'Attendance Summary by Gender',
        number(`${name}-${gender}${gender === 'Unknown' ? ' Gender' : ''}`, 3 * at + index + 1),
        show(counts[outcome][index] ?? 0),
      ]),
    ),
    ...types(total(counts.attended)).map((count, index): Line => [
      'Attendance Type',
      `Type ${index}`,
      show(count),
    ]),
    ['Attended Appointments by Age Group', 'Oct-19', show(total(counts.attended))],
    ['Did not Attend by Age Group', 'Oct-19', show(total(counts.dna))],
  ];
  const of = (level: string, code: string, name: string, lines: Line[]): Line[] =>
    lines.map((line) => [period, level, code, name, ...line, ...(numbered ? [null] : [])]);
  const value = fy === '2022-23' ? 'MEASURE_VALUE_SUM_1' : 'MEASURE_VALUE';
  return csvOf([
    [
      'REPORTING_PERIOD',
      'GEOGRAPHY_LEVEL',
      'ORGANISATION_CODE',
      'ORGANISATION_DESCRIPTION',
      'MEASURE_TYPE',
    ].concat(['MEASURE', value]),
    ...of(number('National', 1), 'ENG', 'ENGLAND', cuts(added(rows), exact)),
    ...byRegion(fy, rows).flatMap(([code, name, part]) =>
      of(number('Commissioning Region', 2), code, name, cuts(added(part), rounded)),
    ),
    ...rows.flatMap((row) => of(number('Provider', 3), row.printed, row.name, cuts(row.counts, rounded))),
  ]);
}
