/** What quin-age prints for England in several ways, beside what its cells add up to. */
import type { PrintedTotal } from '../contract/parsed-file.ts';
import { LEVELS, type QuinAgeColumn } from './layouts.ts';
import { type ListTable, peopleIn } from './list-table.ts';
import { type PracticeCells, PRINTED_SEXES } from './practice-cells.ts';

/**
 * Sums of the practices' own ALL rows, by sex: measures `printed_by_practice_all`, `_female`, `_male`. Row and column
 * are those of the first practice's, for a total that is printed in parts.
 */
export function practiceTotals(cells: PracticeCells, month: string, column: string): readonly PrintedTotal[] {
  return PRINTED_SEXES.flatMap((sex, at) => {
    const first = cells.codes.findIndex((_, practice) => cells.people(practice, at, 0) !== undefined);
    if (first < 0) return [];
    return [
      {
        period: month,
        measure: `printed_by_practice_${sex.toLowerCase()}`,
        published: add(cells, (practice) => cells.people(practice, at, 0) ?? 0),
        sumOfRows: add(cells, (practice) => cells.sum(practice, at)),
        sheet: '',
        row: cells.line(first, at, 0),
        column,
      },
    ];
  });
}

/**
 * Sums of the ALL rows of each level above the practices: measures `printed_by_comm_region`, `printed_by_icb` and so on.
 * Every one of them alone is England.
 */
export function levelTotals(
  table: ListTable<QuinAgeColumn>,
  cells: PracticeCells,
  month: string,
): readonly PrintedTotal[] {
  const levels = new Map<string, { published: number; row: number }>();
  for (let row = 0; row < table.rows; row += 1) {
    const level = levelNamed(table.text('type', row));
    if (level === undefined || !isWhole(table, row)) continue;
    const total = levels.get(level) ?? { published: 0, row: table.line(row) };
    total.published += peopleIn(table, 'patients', row);
    levels.set(level, total);
  }
  const sumOfRows = add(cells, (practice) => cells.sum(practice, 0));
  return [...levels].map(([level, { published, row }]) => ({
    period: month,
    measure: `printed_by_${level}`,
    published,
    sumOfRows,
    sheet: '',
    row,
    column: table.letter('patients'),
  }));
}

/** Name of the level an ORG_TYPE stands for; undefined for practices, networks and what is not known. */
export function levelNamed(type: string): string | undefined {
  const upper = type.toUpperCase();
  return Object.hasOwn(LEVELS, upper) ? LEVELS[upper] : undefined;
}

function isWhole(table: ListTable<QuinAgeColumn>, row: number): boolean {
  return table.text('sex', row).toUpperCase() === 'ALL' && table.text('band', row).toUpperCase() === 'ALL';
}

function add({ codes }: PracticeCells, people: (practice: number) => number): number {
  return codes.reduce((all, _, practice) => all + people(practice), 0);
}
