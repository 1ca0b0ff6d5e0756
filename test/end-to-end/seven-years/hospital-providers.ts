/** The workbook of hospital providers: one sheet, one row per provider (dossier admitted-patient-care, section 2a). */
import { type Shown, admittedByRegion, admittedInEngland, admittedRows, shown } from './admitted.ts';
import type { Year } from './calendar.ts';
import { type Line, workbookOf } from './workbook.ts';

const AGES = ['Age 0', 'Age 1-4', 'Age 5-9', 'Age 10-14', 'Age 15', 'Age 16', 'Age 17', 'Age 18'];
const OLDER = [...Array(14).keys()].map((step) => `Age ${20 + 5 * step}-${24 + 5 * step}`);
const AGE_LABELS = [...AGES, 'Age 19', ...OLDER, 'Age 90+'];

/** One sheet, one row per provider. */
export function hospitalProviders(fy: Year): Buffer {
  const rows = admittedRows(fy);
  const late = fy === '2023-24';
  const headings: Line = [
    'Hospital provider code and description†',
    ...Array<null>(6).fill(null),
    ...[
      'Finished consultant episodes',
      'Admissions',
      'Male',
      'Female',
      'Gender Unknown',
      'Emergency',
      'Waiting list',
    ],
    ...['Planned', 'Other Admission Method', 'Mean time waited', 'Median time waited', 'Mean length of stay'],
    ...[
      'Median length of stay',
      'Mean age',
      ...AGE_LABELS,
      'Day case',
      'FCE bed days',
      'Emergency',
      'Elective',
      'Other',
    ],
  ];
  const line = (code: string | null, name: string | null, one: Shown): Line => [
    code,
    name,
    ...Array<string | null>(5).fill(late ? '' : null),
    ...[one.fce, one.admissions, one.male, one.female, 0, one.emergency, one.waiting, one.planned, one.other],
    ...[52.4, 28, 4.5, 1, one.admissions === '*' ? '*' : 53],
    ...AGE_LABELS.map((_, index) => (index === 0 ? one.fce : 0)),
    ...[one.dayCase, one.bedDays, 117, '*', 0],
  ];
  const regions = admittedByRegion(fy, rows);
  const england = admittedInEngland(rows) as unknown as Shown;
  const inA = late;
  const body: Line[] = [
    line(inA ? 'Total' : null, inA ? null : 'Total', england),
    [],
    ...regions.map(([code, name, one]) => line(code, name, one)),
    [],
    ...rows.map((row) => line(row.printed, row.name, shown(row.counts, fy))),
    [],
    ['† See the notes. Small numbers are shown as *.'],
    ['Source: Hospital Episode Statistics (HES), NHS Digital'],
  ];
  const title: Line[] = [
    [],
    [],
    ['Hospital Admitted Patient Care Activity'],
    [`Hospital Providers - ${fy}`],
    [`Publication date: ${late ? '19th September 2024' : '20th September 2018'}`],
    ...(late ? Array.from({ length: 5 }, (): Line => []) : []),
    ['Main: finished consultant episodes'],
    [],
    [],
    [...Array<null>(47).fill(null), 'Zero bed day cases §'],
  ];
  const shift = fy === '2020-21';
  const cells = [...title, headings, [], ...body].map((cellsOf) => (shift ? [null, ...cellsOf] : cellsOf));
  const first = shift ? 1 : 0;
  const start = title.length;
  const merges = [
    { s: { r: start, c: first }, e: { r: start, c: first + 6 } },
    ...rows.map((_, index) => {
      const at = start + 4 + regions.length + 1 + index;
      return { s: { r: at, c: first + 1 }, e: { r: at, c: first + 6 } };
    }),
  ];
  return workbookOf([{ name: 'Hospital Providers', lines: cells, merges }]);
}
