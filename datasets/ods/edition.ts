/** What edition a file is, which only its content tells: the addresses always serve the current one. */
import { ORGANISATION, SUCCESSION } from './layouts.ts';
import { odsDate } from './ods-date.ts';
import type { OdsRows } from './read-rows.ts';

/** First and last day that the dates of a file name, ISO; undefined where it names none. */
export function datesInside({ layout, rows }: OdsRows): { first: string; last: string } | undefined {
  const positions =
    layout.content === 'successions' ? [SUCCESSION.date] : [ORGANISATION.open, ORGANISATION.close];
  const days = rows
    .flatMap((row) => positions.map((position) => odsDate(row.cells[position] ?? '')))
    .filter((day) => typeof day === 'string')
    .sort();
  const [first] = days;
  const last = days.at(-1);
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** `etr 2024-12-31`: the file and the latest opening, closing or succession in it. Later text is a later edition. */
export function editionOf(stem: string, rows: OdsRows): string {
  return `${stem} ${datesInside(rows)?.last ?? 'undated'}`;
}
