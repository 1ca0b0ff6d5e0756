/** `npm start -- calendar [dataset]`: what is due when, what has come, what is late, as of today. Needs nothing running. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { askedKey, PeriodState, seenKey, yearsUpTo } from '../calendar/periods.ts';
import {
  type CalendarFacts,
  type CalendarRow,
  publicationCalendar,
  type SlotFacts,
} from '../calendar/publication-calendar.ts';
import { datasetNamed, datasets } from '../datasets/registry.ts';
import { withTables } from '../explain/published-tables.ts';
import { ExitCode, usage } from './end.ts';
import { isoToday } from './plan.ts';
import { textTable } from './text-table.ts';

const LATE_SHOWN = 20;

/** Prints the calendar; the state is worked out anew for the day, whatever the published table says. */
export async function showCalendar(
  dataDir: string,
  name: string | undefined,
  json: boolean,
  today = isoToday(),
): Promise<number> {
  const asked = name === undefined ? datasets : [usage(() => datasetNamed(name))];
  const known = await publishedFacts(join(dataDir, 'published'));
  const rows = publicationCalendar(asked, known ?? daysOnly(asked, today), today).map((row) =>
    // Where nothing was asked for, nobody knows whether the publisher has a file.
    known === undefined && row.state === PeriodState.late ? { ...row, state: PeriodState.due } : row,
  );
  if (json) console.log(JSON.stringify({ today, periods: rows }, null, 2));
  else console.log(name === undefined ? overview(rows, today) : periods(rows, today));
  return ExitCode.complete;
}

/** The days of this year and the year before, for a data folder in which nothing is published. */
function daysOnly(asked: typeof datasets, today: string): CalendarFacts {
  const [first = ''] = yearsUpTo(today, '2017-18').slice(-2);
  return { facts: new Map(), asked: new Set(asked.map(({ name }) => askedKey(name, first))) };
}

/** What the last publication knows of each file; undefined where nothing is published. */
async function publishedFacts(folder: string): Promise<CalendarFacts | undefined> {
  if (!existsSync(join(folder, 'publication_calendar.parquet'))) return undefined;
  const rows = await withTables(folder, ['publication_calendar'], async (ask) => ({
    calendar: await ask('FROM publication_calendar WHERE first_seen IS NOT NULL OR loaded IS NOT NULL'),
    years: await ask(
      `SELECT DISTINCT dataset, fy FROM publication_calendar WHERE state IN ('late', 'found')`,
    ),
  }));
  return {
    facts: new Map(
      rows.calendar.map((row) => [
        seenKey(String(row['dataset']), String(row['fy']), String(row['slot'])),
        factsOf(row),
      ]),
    ),
    asked: new Set(rows.years.map((row) => askedKey(String(row['dataset']), String(row['fy'])))),
  };
}

function factsOf(row: Readonly<Record<string, unknown>>): SlotFacts {
  const text = (column: string): string | null => {
    const value = row[column];
    return typeof value === 'string' ? value : null;
  };
  const hours = row['freshness_hours'];
  return {
    ...{ firstSeen: text('first_seen'), published: text('published'), loaded: text('loaded') },
    freshnessHours: hours === null ? null : Number(hours),
  };
}

/** One line a publication: what came last, what comes next; then what is late. */
function overview(rows: readonly CalendarRow[], today: string): string {
  const lines = [...groupByDataset(rows)].map(([dataset, ours]) => {
    const last = ours.filter(({ state }) => state === PeriodState.found).at(-1);
    const next = ours
      .filter(({ state }) => state === PeriodState.notYetDue || state === PeriodState.due)
      .sort((a, b) => (a.due < b.due ? -1 : 1))[0];
    const late = ours.filter(({ state }) => state === PeriodState.late).length;
    return [
      dataset,
      last?.slot ?? null,
      next?.slot ?? null,
      next?.due ?? null,
      next?.state ?? null,
      String(late),
    ];
  });
  const late = rows
    .filter(({ state }) => state === PeriodState.late)
    .sort((a, b) => (a.lateAfter < b.lateAfter ? -1 : 1));
  const named = late
    .slice(0, LATE_SHOWN)
    .map(
      ({ dataset, slot, due, lateAfter }) => `  ${dataset} ${slot}: due on ${due}, late since ${lateAfter}`,
    );
  return [
    `The calendar of publications on ${today}`,
    textTable(['dataset', 'last found', 'next', 'due', 'state', 'late'], lines),
    ...(named.length === 0 ? [] : [['Late:', ...named].join('\n')]),
    ...(late.length > LATE_SHOWN
      ? [`and ${late.length - LATE_SHOWN} more: npm start -- calendar <dataset>`]
      : []),
  ].join('\n\n');
}

function groupByDataset(rows: readonly CalendarRow[]): ReadonlyMap<string, readonly CalendarRow[]> {
  const groups = new Map<string, CalendarRow[]>();
  for (const row of rows) groups.set(row.dataset, [...(groups.get(row.dataset) ?? []), row]);
  return groups;
}

function periods(rows: readonly CalendarRow[], today: string): string {
  if (rows.length === 0)
    return 'This publication has no years: its newest edition is asked for by every run.';
  const minute = (time: string | null): string | null => time?.slice(0, 16).replace('T', ' ') ?? null;
  return [
    `The calendar of ${rows[0]?.dataset ?? ''} on ${today}`,
    textTable(
      ['file', 'due', 'state', 'first seen', 'loaded', 'hours'],
      rows.map((row) => [
        row.slot,
        row.due,
        row.state,
        minute(row.firstSeen),
        minute(row.loaded),
        row.freshnessHours === null ? null : row.freshnessHours.toFixed(1),
      ]),
    ),
  ].join('\n\n');
}
