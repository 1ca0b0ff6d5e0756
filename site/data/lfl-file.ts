/** `data/lfl.js`: groups of trusts that merged, their members, and every figure of the group. */
import type { Row as TableRow } from '../../duckdb/statements.ts';
import type { Ask } from '../../explain/published-tables.ts';
import type { Figure } from '../read/model.ts';
import { numberOrNull, text, textOrNull } from '../read/row-values.ts';
import type { SiteFile, Source } from '../site-file.ts';
import { type Column, type PackedColumn, type PlainCell, packColumn, unpackColumn } from './packed-columns.ts';
import { periodWord } from '../words/shown.ts';
import { plainScript } from './plain-script.ts';

export interface LikeForLikeGroup {
  readonly id: string;
  readonly label: string;
  /** A group that is not exact has a reason. */
  readonly whyNot: string | null;
  readonly members: readonly {
    readonly code: string;
    readonly from: string | null;
    readonly to: string | null;
    /** successor, predecessor or part. */
    readonly role: string;
  }[];
}

interface Groups {
  readonly years: readonly string[];
  readonly groups: readonly LikeForLikeGroup[];
  /** Reasons in words; a figure names them by place. */
  readonly reasons: readonly string[];
}

/** A reason for each place that has one: place in the column to place in `reasons`. */
interface Reasons {
  readonly w: Readonly<Record<number, number>>;
}

export interface PackedLikeForLike extends Groups {
  readonly figures: Readonly<Record<string, PackedColumn & Reasons>>;
}

/** What scripts get. The place of a cell is `groups.indexOf(group) * years.length + years.indexOf(fy)`. */
export interface LikeForLike extends Groups {
  readonly figures: Readonly<Record<string, Column & Reasons>>;
}

export async function* likeForLikeFile({ ask, model }: Source): AsyncGenerator<SiteFile> {
  yield plainScript('lfl', await readLikeForLike(ask, model.facts.years, model.figures));
}

export async function readLikeForLike(
  ask: Ask,
  years: readonly string[],
  figures: readonly Figure[],
): Promise<PackedLikeForLike> {
  const groups = await readGroups(ask);
  const rows = await likeForLikeRows(ask);
  const cells = new Map<string, PlainCell & { readonly reason: string }>();
  for (const row of rows) {
    cells.set([row['measure'], row['group_id'], row['fy']].join(' '), likeForLikeCell(row));
  }
  const reasons = new Map<string, number>();
  const packed = figures.map(({ name, display }): [string, PackedColumn & Reasons] => {
    const column = groups.flatMap(({ id }) => years.map((fy) => cells.get(`${name} ${id} ${fy}`)));
    const w: Record<number, number> = {};
    for (const [place, cell] of column.entries()) {
      if (!cell || cell.reason === '') continue;
      const known = reasons.get(cell.reason) ?? reasons.size;
      reasons.set(cell.reason, known);
      w[place] = known;
    }
    return [name, { ...packColumn(column, display), w }];
  });
  return { years, groups, reasons: [...reasons.keys()], figures: Object.fromEntries(packed) };
}

/**
 * Every figure of every group. One that is reported and not comparable has no reason of its own: it has those of its members,
 * without their merger, which is the group's own. `withMembers`: the figures of single trusts are published.
 */
export async function likeForLikeRows(ask: Ask, withMembers = true): Promise<readonly TableRow[]> {
  if (!withMembers) return await ask('FROM like_for_like ORDER BY group_id, measure, fy');
  return await ask(
    `WITH member AS (
       SELECT DISTINCT group_id, fy, measure, org_code || ': ' || left_out AS said
       FROM like_for_like_member JOIN (FROM trust_activity SELECT org_code, fy, measure, left_out) USING (org_code)
       WHERE left_out IS NOT NULL AND left_out NOT LIKE 'that merged %' AND left_out NOT LIKE 'open for part %'
     ), why AS (
       SELECT group_id, fy, measure, string_agg(said, '; ' ORDER BY said) AS why FROM member GROUP BY ALL
     )
     SELECT like_for_like.*, why FROM like_for_like LEFT JOIN why USING (group_id, fy, measure)
     ORDER BY group_id, measure, fy`,
  );
}

async function readGroups(ask: Ask): Promise<readonly LikeForLikeGroup[]> {
  const groups = await ask('SELECT group_id, label, why_not FROM like_for_like_group ORDER BY group_id');
  const members = await ask(
    'SELECT group_id, org_code, from_date, to_date, role FROM like_for_like_member ORDER BY group_id, org_code',
  );
  return groups.map((group) => ({
    id: text(group['group_id']),
    label: text(group['label']),
    whyNot: textOrNull(group['why_not']),
    members: members
      .filter((member) => member['group_id'] === group['group_id'])
      .map((member) => ({
        code: text(member['org_code']),
        from: textOrNull(member['from_date']),
        to: textOrNull(member['to_date']),
        role: text(member['role']),
      })),
  }));
}

interface LikeForLikeRow {
  readonly value: number | null;
  readonly real: number | null;
  readonly status: string;
  readonly reason: string;
  readonly method: string;
  readonly comparable: boolean;
  readonly expected: number;
  readonly reported: number;
}

/** A row of like_for_like with its mark. */
export function likeForLikeCell(row: TableRow): PlainCell & { readonly reason: string } {
  return asCell({
    value: numberOrNull(row['value']),
    real: numberOrNull(row['value_real'] ?? null),
    status: text(row['status']),
    reason: reasonOf(row),
    method: text(row['method']),
    comparable: row['comparable'] === true,
    expected: numberOrNull(row['members_expected'] ?? null) ?? 0,
    reported: numberOrNull(row['members_reported'] ?? null) ?? 0,
  });
}

/** Where the tables say no more. */
const NOT_COMPARED = 'the tables leave this figure out of comparisons';

/** Why a row is as its status says; it ends with what to know of money. */
export function reasonOf(row: TableRow): string {
  const reason = textOrNull(row['reason']) ?? '';
  if (reason.replace(TWICE, '') !== '' || row['status'] !== 'reported' || row['comparable'] === true) return reason;
  return [`not comparable: ${textOrNull(row['why'] ?? null) ?? NOT_COMPARED}`, reason].filter(Boolean).join('; ');
}

const TWICE = /(?:^|; )money between [^;]* is counted twice/g;

/** Without a value the status says enough; that money between members counts twice is said once, above the table. */
function asCell(row: LikeForLikeRow): PlainCell & { readonly reason: string } {
  const { value, real, comparable } = row;
  const estimated = row.status === 'reported' && row.method === 'month-weighted mean';
  const reason = value === null ? '' : row.reason.replace(TWICE, '').replace(/^; /, '');
  return {
    ...{ value, real, comparable, reason },
    status: estimated ? 'estimate' : row.status,
    mark: estimated ? '[estimated]' : markOf(row),
  };
}

/** Each status and reason has its mark, the same as of single trusts where these can have the reason too. */
function markOf({ status, value, comparable, reason, reported, expected }: LikeForLikeRow): string {
  if (status === 'suppressed') return '[c]';
  if (status === 'not_applicable') return '[z]';
  if (status === 'not_comparable') return '[nc]';
  if (value === null) return '[x]';
  if (status === 'reported') return comparable ? '' : SMALL.test(reason) ? '[small]' : '[nc]';
  if (status !== 'partial') return '';
  const more = /or up to [\d,]+ more/.exec(reason);
  if (more && (comparable || ONLY_HIDDEN.test(reason.replace(TWICE, '')))) return `[${more[0]}]`;
  if (reported < expected) return `[${reported} of ${expected} trusts]`;
  const periods = /\b(\d+) of (\d+) periods have a figure/.exec(reason);
  if (periods) return `[${periods[1] ?? ''} of ${periods[2] ?? ''} ${periodWord(Number(periods[2]))}]`;
  return A_PERIOD_IS_MISSING.test(reason) ? '[part of the year]' : '[part]';
}

const SMALL = /the divisor is too small to compare/;
/** Nothing is missing but small numbers. */
const ONLY_HIDDEN = /^a figure of a member is suppressed: [^;]*$/;
/** `RQ6 has no figure for 2019-20Q3, 2019-20Q4`, `RJ2 has no number in 2020-09`: a quarter or a month of a member. */
const A_PERIOD_IS_MISSING = /has no (?:figure for|number in) /;

export function unpackLikeForLike({ years, groups, reasons, figures }: PackedLikeForLike): LikeForLike {
  const columns = Object.entries(figures).map(
    ([name, column]) => [name, { ...unpackColumn(column), w: column.w }] as const,
  );
  return { years, groups, reasons, figures: Object.fromEntries(columns) };
}
