/** Deliveries of hospital episodes by provider (dossier maternity, section 4e). */
import type { Year } from './calendar.ts';
import { maternityRows, shown, sum } from './maternity.ts';
import type { Printed } from './publication.ts';
import { byRegion } from './regions.ts';
import { type Line, workbookOf } from './workbook.ts';

/** Hospital episodes to 2020-21: one table a sheet, with blocks of titles of different heights. */
export function tablesBySheet(fy: Year): Buffer {
  const years = `${fy.slice(2, 4)}${fy.slice(5)}`;
  const rows = maternityRows('HES', fy);
  const england = sum('HES', fy);
  const title = (name: string, height: number): Line[] => [
    [`Hospital Episode Statistics: ${name}, ${fy}`],
    ...Array.from({ length: height - 1 }, (_, index): Line =>
      index === 2 ? ['Provider level analysis'] : [],
    ),
  ];
  const table = (nameHeading: string, columns: readonly string[]): Line[] => {
    const of = (code: string, name: string, count: Printed): Line => [
      code,
      name,
      count,
      ...columns.map(() => '*'),
    ];
    return [
      ['Code', nameHeading, 'Total deliveries', ...columns],
      of('ENG', 'England', england),
      ...byRegion(fy, []).map(([code, name]) => of(code, name, 90_000)),
      ...rows.map((row) => of(row.code, row.name, shown('HES', row.code, fy))),
      [],
      ['* 1 to 7, or a figure that would give it away'],
    ];
  };
  const weeks = [...Array(10).keys()].map((week) => `${33 + week} weeks`);
  const methods = [...Array(15).keys()].map((method) => `Method ${method}`);
  return workbookOf([
    { name: 'Contents', lines: [['NHS Maternity Statistics'], [`TB${years}`, 'Gestation at delivery']] },
    { name: `TB${years}`, lines: [...title('gestation at delivery', 9), ...table('Description', weeks)] },
    { name: `TC${years}`, lines: [...title('method of delivery', 10), ...table('Trust_name', methods)] },
  ]);
}

/** Hospital episodes from 2021-22: many sheets, the eleventh of them one wide table with sites and hidden figures. */
export function wideTable(fy: Year): Buffer {
  const rows = maternityRows('HES', fy);
  const columns = [...Array(78).keys()].map((index) => `Measure ${index + 1}`);
  const of = (code: string, name: string, count: Printed): Line => [
    code,
    name,
    count,
    ...columns.map(() => '*'),
  ];
  const lines: Line[] = [
    [`HES provider level analysis, ${fy}`],
    ['Org code', 'Org name', 'Total deliveries', ...columns],
    of('ENG', 'England', sum('HES', fy)),
    ...rows.map((row) => of(row.code, row.name, shown('HES', row.code, fy))),
  ];
  const before = [...Array(10).keys()].map((index) => ({
    name: `Table ${index + 1}`,
    lines: [[`Sheet ${index + 1}`], ['Age', 'Women'], ['20 to 24', 100 + index]],
  }));
  return workbookOf([...before, { name: 'Provider', lines }]);
}
