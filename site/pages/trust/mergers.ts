/** What became of a trust and which others joined it, with dates, in the years held. */
import type { Ask } from '../../../explain/published-tables.ts';
import { text, textOrNull } from '../../read/row-values.ts';
import { dayInWords } from '../../words/days.ts';

export interface Succession {
  readonly from: string;
  readonly fromName: string;
  readonly to: string | null;
  readonly toName: string;
  readonly date: string;
  readonly kind: string;
}

/** Successions after the first day held, by date. */
export async function readSuccessions(ask: Ask, firstYear: string): Promise<readonly Succession[]> {
  const rows = await ask(
    `WITH named AS (
       SELECT org_code, max(name) AS name FROM organisation_name GROUP BY ALL
     ), latest AS (
       SELECT org_code, arg_max(org_name, fy) AS name FROM trust_year GROUP BY ALL
     ), said AS (
       SELECT org_code, coalesce(latest.name, named.name) AS name FROM named FULL JOIN latest USING (org_code)
     )
     SELECT from_code, old.name AS from_name, to_code, new.name AS to_name, effective_date, kind
     FROM organisation_succession
     LEFT JOIN said AS old ON old.org_code = from_code LEFT JOIN said AS new ON new.org_code = to_code
     WHERE effective_date > '${firstYear.slice(0, 4)}-04-01' ORDER BY effective_date, from_code, to_code`,
  );
  return rows.map((row) => ({
    from: text(row['from_code']),
    fromName: textOrNull(row['from_name']) ?? text(row['from_code']),
    to: textOrNull(row['to_code']),
    toName: textOrNull(row['to_name']) ?? text(row['to_code']),
    date: text(row['effective_date']),
    kind: text(row['kind']),
  }));
}

/** `Royal Brompton & Harefield (RT3) joined on 1 February 2021.` */
export function successionInWords(
  code: string,
  { from, fromName, to, toName, date, kind }: Succession,
): string {
  const day = dayInWords(date);
  const part = kind === 'split';
  if (from !== code) return `${part ? 'A part of ' : ''}${fromName} (${from}) joined on ${day}.`;
  if (to === null) return `Closed on ${day}.`;
  return `${part ? 'A part of it went to' : 'It became part of'} ${toName} (${to}) on ${day}.`;
}
