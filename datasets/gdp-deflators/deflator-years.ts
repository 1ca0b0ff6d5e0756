/** A financial year of the file, as it is read and as the table `gdp_deflator_printed` holds it. */
import type { DatasetTable, ParsedFile } from '../contract/parsed-file.ts';
import { textColumns } from '../tables/text-columns.ts';

export interface DeflatorYear {
  /** `1955-56`, `2019-20`. */
  readonly fy: string;
  /** Null where the file prints the change alone, as it does for forecast years. */
  readonly index: number | null;
  /** Per cent change on the year before; null where none is printed. */
  readonly change: number | null;
  readonly forecast: boolean;
  readonly sheet: string;
  readonly row: number;
  /** Letter of the column of the index. */
  readonly column: string;
}

export interface DeflatorTable {
  readonly edition: string;
  readonly base: string;
  readonly years: readonly DeflatorYear[];
}

const NAME = 'gdp_deflator_printed';

export function tableOf({ edition, base, years }: DeflatorTable): DatasetTable {
  return {
    name: NAME,
    rows: years.length,
    columns: [
      ...textColumns(years, {
        edition: () => edition,
        fy: ({ fy }) => fy,
        base: () => base,
        sheet: ({ sheet }) => sheet,
        column_letter: ({ column }) => column,
      }),
      { name: 'index', type: 'double', numbers: Float64Array.from(years, ({ index }) => index ?? NaN) },
      { name: 'change', type: 'double', numbers: Float64Array.from(years, ({ change }) => change ?? NaN) },
      { name: 'forecast', type: 'integer', numbers: Int32Array.from(years, (year) => Number(year.forecast)) },
      { name: 'source_row', type: 'integer', numbers: Int32Array.from(years, ({ row }) => row) },
    ],
  };
}

/** The years of a parsed file, for the checks. */
export function yearsIn({ tables }: ParsedFile): DeflatorTable {
  const [table] = tables;
  const column = (name: string): DatasetTable['columns'][number] | undefined =>
    table?.columns.find((candidate) => candidate.name === name);
  const text = (name: string, row: number): string => {
    const found = column(name);
    return found?.type === 'dictionary' ? (found.values[found.indices[row] ?? -1] ?? '') : '';
  };
  const number = (name: string, row: number): number => {
    const found = column(name);
    return found && found.type !== 'dictionary' ? (found.numbers[row] ?? NaN) : NaN;
  };
  const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return {
    edition: text('edition', 0),
    base: text('base', 0),
    years: Array.from({ length: table?.rows ?? 0 }, (_, row) => ({
      fy: text('fy', row),
      index: orNull(number('index', row)),
      change: orNull(number('change', row)),
      forecast: number('forecast', row) === 1,
      sheet: text('sheet', row),
      row: number('source_row', row),
      column: text('column_letter', row),
    })),
  };
}
