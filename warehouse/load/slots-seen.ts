/** Which slots have had a file, and when: what the calendar of publications and the refreshes go by. */
import { existsSync } from 'node:fs';
import type { CalendarFacts, SlotFacts } from '../../calendar/publication-calendar.ts';
import { askedKey, seenKey } from '../../calendar/periods.ts';
import { type Row, type Statements, quoteText } from '../../duckdb/statements.ts';
import type { SlotKey } from './source-facts.ts';

/** Notes when a slot was loaded for the first time. Loading it again changes nothing. */
export async function noteSlotLoaded(
  statements: Pick<Statements, 'run'>,
  { dataset, fy, slot }: Pick<SlotKey, 'dataset' | 'fy' | 'slot'>,
  at: string,
): Promise<void> {
  await statements.run(
    `INSERT INTO slot_loaded SELECT $1, $2, $3, $4
     WHERE NOT EXISTS (FROM slot_loaded WHERE dataset = $1 AND fy = $2 AND slot = $3)`,
    [dataset, fy, slot, at],
  );
}

/**
 * When slots were loaded, as a warehouse before this one has noted it; where that is empty, as the published calendar says.
 * @param calendar path of `publication_calendar.parquet`, which need not be there
 */
export async function carrySlotsLoaded(
  from: Pick<Statements, 'rows'>,
  to: Pick<Statements, 'run'>,
  calendar: string,
): Promise<void> {
  const noted = async (table: string): Promise<readonly Row[]> =>
    await from.rows(`SELECT dataset, fy, slot, loaded FROM ${table} WHERE loaded IS NOT NULL ORDER BY ALL`);
  let rows = await noted('slot_loaded');
  if (rows.length === 0 && existsSync(calendar)) rows = await noted(`read_parquet(${quoteText(calendar)})`);
  for (const row of rows) {
    const key = { dataset: String(row['dataset']), fy: String(row['fy']), slot: String(row['slot']) };
    await noteSlotLoaded(to, key, String(row['loaded']));
  }
}

/** Two sets as `worthAsking` and `latePeriods` take them: slots that are loaded, and slots of which any file has been seen. */
export async function slotsSeen(
  statements: Pick<Statements, 'rows'>,
): Promise<{ readonly loaded: ReadonlySet<string>; readonly seen: ReadonlySet<string> }> {
  const { facts, asked } = await calendarFacts(statements);
  const rows = await statements.rows(`SELECT dataset, fy, slot FROM load_state WHERE status = 'loaded'`);
  return {
    loaded: new Set([...asked, ...rows.map((row) => keyOf(row))]),
    seen: new Set([...asked, ...facts.keys()]),
  };
}

/** What the calendar needs to know of every slot that a file was seen of, and the dataset-years that were asked for. */
export async function calendarFacts(statements: Pick<Statements, 'rows'>): Promise<CalendarFacts> {
  const asked = await statements.rows(`
    SELECT dataset, fy FROM load_state UNION SELECT dataset, load_fy FROM source_file`);
  const files = await statements.rows(FACTS);
  return {
    asked: new Set(asked.map((row) => askedKey(String(row['dataset']), String(row['fy'])))),
    facts: new Map(files.map((row) => [keyOf(row), factsOf(row)])),
  };
}

/**
 * The first fetched file of each slot, by the time of its fetch. Freshness is measured where the publisher put the file there after
 * this data folder had begun to ask: before that, nobody could have been quicker. A day without a time counts from 9.30, when
 * official statistics come out.
 */
const FACTS = `
  WITH fetched AS (
    SELECT
      dataset, load_fy AS fy, slot, fetched_at,
      coalesce(
        strftime(try_strptime(last_modified, '%a, %d %b %Y %H:%M:%S GMT'), '%Y-%m-%dT%H:%M:%S.000Z'),
        CASE WHEN regexp_full_match(published, '\\d{4}-\\d\\d-\\d\\d') THEN published || 'T09:30:00.000Z' END
      ) AS published
    FROM source_file
    WHERE sha256 <> ''
  ),
  first_file AS (
    SELECT
      dataset, fy, slot, min(fetched_at) AS first_seen,
      arg_min(published, (coalesce(fetched_at, '9'), published)) AS published
    FROM fetched
    GROUP BY ALL
  ),
  begun AS (SELECT min(fetched_at) AS at FROM fetched)
  SELECT
    file.dataset, file.fy, file.slot, file.first_seen, file.published, slot_loaded.loaded,
    CASE WHEN file.published > begun.at AND slot_loaded.loaded >= file.published
      THEN round(date_diff('minute', try_cast(file.published AS TIMESTAMP), try_cast(slot_loaded.loaded AS TIMESTAMP)) / 60, 1)
    END AS freshness_hours
  FROM first_file AS file
  CROSS JOIN begun
  LEFT JOIN slot_loaded USING (dataset, fy, slot)
  ORDER BY file.dataset, file.fy, file.slot`;

function keyOf(row: Row): string {
  return seenKey(String(row['dataset']), String(row['fy']), String(row['slot']));
}

function factsOf(row: Row): SlotFacts {
  const text = (column: string): string | null => {
    const value = row[column];
    return typeof value === 'string' ? value : null;
  };
  const hours = row['freshness_hours'];
  return {
    ...{ firstSeen: text('first_seen'), published: text('published'), loaded: text('loaded') },
    freshnessHours: hours === null || hours === undefined ? null : Number(hours),
  };
}
