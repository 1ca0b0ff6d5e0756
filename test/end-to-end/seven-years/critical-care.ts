/** Adult critical care: records by provider where a year has them (dossier critical-care, sections 2, 3 and 7). */
import type { Year } from './calendar.ts';
import { criticalBedCells } from './critical-care-beds.ts';
import { made } from './figures.ts';
import { OTHERS, providerRows, rowsOf } from './provider-rows.ts';
import { type Cells, type Printed, MISSING, sumOfRows } from './publication.ts';
import { type Line, workbookOf } from './workbook.ts';

/** Years whose file has a table by provider; the others have national tables, or no file at all. */
const BY_PROVIDER: readonly Year[] = ['2017-18', '2019-20', '2020-21', '2022-23', '2023-24'];

/** Records hidden, nil, and hidden beside a predecessor's. */
const SMALL: Readonly<Record<string, Printed>> = {
  '2017-18 RA4': '*',
  '2019-20 RNL': '*',
  '2020-21 R1F': 0,
  '2022-23 R1F': '*',
  '2023-24 RA4': '*',
};

function records(code: string, fy: Year): Printed {
  const few = SMALL[`${fy} ${code}`];
  return few === undefined ? made(`critical care ${fy} ${code}`, 40, 4200) : few;
}

/** Records of a year, and beds. */
export function criticalCareCells(code: string, fy: Year): Cells {
  const mine = rowsOf('critical-care', fy, code).map((row) => [records(row.code, fy)]);
  return {
    critical_care_periods: BY_PROVIDER.includes(fy) ? sumOfRows(mine) : MISSING,
    ...criticalBedCells(code, fy),
  };
}

/** National tables stacked on a sheet; in some years one by provider below them or on a sheet of its own. */
export function criticalCareWorkbook(fy: Year): Buffer {
  const hidden = fy === '2019-20' || fy === '2022-23' ? '-' : '*';
  const trusts = providerRows('critical-care', fy).map(
    (row) => [row.code, row.name, records(row.code, fy)] as const,
  );
  const others = OTHERS.slice(0, 3).map(([code, name]) => [code, name, records(code, fy)] as const);
  const rows = [...trusts, ...others];
  const england = rows.reduce((sum, [, , count]) => sum + (typeof count === 'number' ? count : 2), 0);
  const word = fy >= '2022-23' ? 'Critical care periods' : 'Critical care records';
  const table: Line[] = [
    [`Table ${fy === '2020-21' ? 'ACC 5' : '5'}: ${word.toLowerCase()} by hospital provider, England, ${fy}`],
    [],
    [
      fy === '2020-21' ? 'Organisation code' : 'Provider code',
      'Provider name',
      word,
      'Bed days',
      'Level 3 days',
    ],
    ['', 'England', england, england * 4, 100],
    ...rows.map(([code, name, count]): Line => {
      const shown = count === '*' ? hidden : count;
      return [code, name, shown, typeof count === 'number' ? count * 4 : hidden, hidden];
    }),
    [],
    ['Source: Hospital Episode Statistics (HES), Critical Care Minimum Data Set'],
  ];
  const national: Line[] = [
    [`Adult Critical Care in England, April ${fy.slice(0, 4)} to March 20${fy.slice(5)}`],
    [],
    ['Table 1: records by age and sex'],
    ['Age', 'Sex', word],
    ['0-19', 'Male', 2400],
    [null, 'Female', 2200],
    ['20-24', 'Male', '-'],
    [],
    ['Table 2: records by commissioning region'],
    ['Region code', 'Region', 'Records'],
    ['Y56', 'London', 66_000],
  ];
  const has = BY_PROVIDER.includes(fy);
  const own = fy === '2020-21' || fy === '2023-24';
  const first = has && !own ? [...national, [], [], ...table] : national;
  return workbookOf(
    [{ name: 'Tables 1-4', lines: first }, ...(has && own ? [{ name: 'Provider', lines: table }] : [])],
    fy === '2017-18' ? 'biff8' : 'xlsx',
  );
}
