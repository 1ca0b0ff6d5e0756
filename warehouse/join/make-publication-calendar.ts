/** `gold.publication_calendar`: how every file of the publications stands on the day of the join. */
import { publicationCalendar } from '../../calendar/publication-calendar.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import type { Statements } from '../../duckdb/statements.ts';
import { calendarFacts } from '../load/slots-seen.ts';
import type { JoinedDataset } from './write-recipes.ts';

const COLUMNS = [
  ['dataset', 'VARCHAR', 'Publication'],
  ['fy', 'VARCHAR', 'Financial year of the period'],
  ['slot', 'VARCHAR', 'Which file of the year it is'],
  ['period', 'VARCHAR', 'Month, quarter or year that the file is about'],
  ['due', 'VARCHAR', 'Day from which the file can be expected, by the usual days of the publisher'],
  ['late_after', 'VARCHAR', 'Last day on which nobody has to wonder where it is'],
  ['first_seen', 'VARCHAR', 'When a file of it was fetched for the first time, UTC; nothing before it came'],
  [
    'published',
    'VARCHAR',
    'When the publisher put that file there, UTC: by the server, else 9.30 on the day that the file prints',
  ],
  ['loaded', 'VARCHAR', 'When a file of it was loaded for the first time, UTC'],
  [
    'freshness_hours',
    'DOUBLE',
    'Hours from published to loaded; nothing where the file was there before this data folder was begun',
  ],
  ['state', 'VARCHAR', 'not yet due, due, late or found, on the day as_of'],
  ['as_of', 'VARCHAR', 'Day of the join that made the table'],
] as const;

/** @param today ISO day */
export async function makePublicationCalendar(
  statements: Statements,
  datasets: readonly JoinedDataset[],
  today: string,
): Promise<void> {
  const withDue = datasets.flatMap((dataset) => {
    const { due } = dataset;
    return due === undefined ? [] : [{ ...dataset, due }];
  });
  const rows = publicationCalendar(withDue, await calendarFacts(statements), today);
  const columns = COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ');
  await statements.run(`CREATE OR REPLACE TEMP TABLE calendar_row (${columns})`);
  await insertRows(
    statements,
    'calendar_row',
    rows.map(({ lateAfter, firstSeen, freshnessHours, ...row }) => ({
      ...row,
      late_after: lateAfter,
      first_seen: firstSeen,
      freshness_hours: freshnessHours,
      as_of: today,
    })),
  );
  await statements.run(
    'CREATE OR REPLACE TABLE gold.publication_calendar AS FROM calendar_row ORDER BY dataset, fy, slot',
  );
  for (const [name, , meaning] of COLUMNS) {
    await statements.run(`COMMENT ON COLUMN gold.publication_calendar.${name} IS '${meaning}'`);
  }
}
