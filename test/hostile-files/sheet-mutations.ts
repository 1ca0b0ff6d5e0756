import type { Book, Table } from './book.ts';
import { type Expected, type Good, type Mutation, everyRow, replace, spoiled } from './mutation.ts';

/** Of a workbook: a CSV has one sheet and no name for it. */
function sheets(what: string, expected: Expected, change: (good: Good) => readonly Table[]): Mutation {
  return {
    what,
    expected,
    change: (good): Book | undefined =>
      good.book.kind === 'csv' ? undefined : { ...good.book, tables: change(good) },
  };
}

function renamed(to: (name: string, at: number) => string): (good: Good) => readonly Table[] {
  return ({ book }) => book.tables.map((table, at) => ({ ...table, name: to(table.name, at).slice(0, 31) }));
}

/** The first sheet of figures, with half of each. */
function halved({ book, places }: Good, name: string, hidden: boolean): Table {
  const [place] = places;
  const other = spoiled(book, [place], (rows) =>
    replace(rows, everyRow(place), place.figuresAt, (figure) => Math.round(figure / 2)),
  );
  return { rows: other.tables[place.table]?.rows ?? [], name, hidden };
}

const holdsFigures = ({ places }: Good, at: number): boolean => places.some(({ table }) => table === at);

export const SHEET_MUTATIONS: readonly Mutation[] = [
  sheets('sheets in another order', 'same or refused', ({ book }) => book.tables.toReversed()),
  sheets(
    'names of sheets with blanks behind',
    'same',
    renamed((name) => `${name} `),
  ),
  sheets(
    'names of sheets with long dashes',
    'same or refused',
    renamed((name) => name.replaceAll('-', '\u2013')),
  ),
  sheets(
    'names of sheets that say nothing',
    'same or refused',
    renamed((_, at) => `Sheet${at + 1}`),
  ),
  sheets('a hidden sheet of other figures in front', 'same or refused', (good) => [
    halved(good, 'Old', true),
    ...good.book.tables,
  ]),
  sheets('a sheet of other figures in front', 'same or refused', (good) => [
    halved(good, 'Old', false),
    ...good.book.tables,
  ]),
  sheets('a sheet of other figures behind', 'same or refused', (good) => [
    ...good.book.tables,
    halved(good, 'Draft', false),
  ]),
  sheets('the sheet of figures hidden', 'same or refused', (good) =>
    good.book.tables.map((table, at) => ({ ...table, hidden: table.hidden || holdsFigures(good, at) })),
  ),
  sheets('the sheet of figures gone', 'refused', (good) => [
    { name: 'Empty', hidden: false, rows: [['Nothing']] },
    ...good.book.tables.filter((_, at) => !holdsFigures(good, at)),
  ]),
];
