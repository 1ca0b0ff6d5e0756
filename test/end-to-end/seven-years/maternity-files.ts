/** The maternity files with the figures of a year (dossier maternity, section 4). */
import {
  type Collected,
  comparisonWorkbook,
  hesTables,
  hesWideTable,
  msdsLines,
  NATIONAL,
  UPPER_CASE,
} from '../../fixtures/maternity.ts';
import type { Year } from './calendar.ts';
import { deliveries, maternityRows, shown, SILENT, type Source, sum } from './maternity.ts';
import type { ProviderRow } from './provider-rows.ts';
import { csvOf, type Printed } from './publication.ts';
import { byRegion } from './regions.ts';
import { type Line, workbookOf } from '../../fixtures/workbook.ts';

function regions(fy: Year, count: number): readonly (readonly [code: string, name: string, count: number])[] {
  return byRegion(fy, []).map(([code, name]) => [code, name, count] as const);
}

/** 2017-18: both sources in one sheet, hidden figures as -1. */
export function flatFile(fy: Year): Buffer {
  const mark = (count: Printed): number | null => (count === '*' ? -1 : count);
  const of = (source: Source): Collected => ({
    total: sum(source, fy),
    regions: regions(fy, 120_000),
    providers: maternityRows(source, fy).map(({ code, name }) => [
      code,
      source === 'HES' ? name : name.toLowerCase(),
      mark(shown(source, code, fy)),
    ]),
  });
  const months = maternityRows('MSDS', fy).map(
    ({ code, name }) => [code, name, code === 'R1H' ? 6 : 12] as const,
  );
  return workbookOf(comparisonWorkbook(fy, { HES: of('HES'), MSDS: of('MSDS') }, months));
}

/** The long table of the maternity data set, 2019-20 on. `first`: before it was replaced. */
export function msdsCsv(fy: Year, first = false): Buffer {
  const upper = fy === '2019-20';
  const count = ({ code }: ProviderRow): number => {
    const value = shown('MSDS', code, fy) as number;
    return first ? Math.round(value / 10) * 5 : value;
  };
  const rows = maternityRows('MSDS', fy);
  const silent = ({ code }: ProviderRow): boolean => SILENT[`${fy} ${code}`] === 'bookings only';
  const total = rows
    .filter((row) => !silent(row))
    .reduce((all, row) => all + (first ? count(row) : deliveries('MSDS', row.code, fy)), 0);
  const lines = msdsLines(fy, upper ? UPPER_CASE : NATIONAL, {
    total: Math.round(total / 5) * 5,
    regions: regions(fy, 70_000),
    // Zeros are not listed in the first of these tables; in the others they are.
    providers: rows
      .filter((row) => !(upper && count(row) === 0))
      .map((row) => [
        row.code,
        upper ? row.name.replaceAll("'", '') : row.name,
        silent(row) ? undefined : count(row),
        count(row) + 400,
      ]),
  });
  return csvOf(lines, { bom: fy === '2020-21', end: fy === '2021-22' ? '\n' : '\r\n' });
}

function hesRows(fy: Year): readonly Line[] {
  return maternityRows('HES', fy).map(({ code, name }) => [code, name, shown('HES', code, fy)]);
}

/** Hospital episodes to 2020-21: one table a sheet, with blocks of titles of different heights. */
export function tablesBySheet(fy: Year): Buffer {
  const rows: Line[] = [
    ['ENG', 'England', sum('HES', fy)],
    ...regions(fy, 90_000).map((row): Line => [...row]),
    ...hesRows(fy),
    [],
    ['* 1 to 7, or a figure that would give it away'],
  ];
  return workbookOf(hesTables(fy, rows));
}

/** Hospital episodes from 2021-22: many sheets, the eleventh of them one wide table. */
export function wideTable(fy: Year): Buffer {
  const england: Line = ['ENG', 'England', sum('HES', fy)];
  return workbookOf(hesWideTable([`HES provider level analysis, ${fy}`], [england, ...hesRows(fy)]));
}
