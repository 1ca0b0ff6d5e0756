/** Like-for-like groups as the page of mergers shows them. */
import { likeForLikeCell, likeForLikeRows, reasonOf } from '../../data/lfl-file.ts';
import { numberOrNull, text, textOrNull, texts } from '../../read/row-values.ts';
import type { Source } from '../../site-file.ts';
import { listed } from '../../words/counted.ts';
import type { MarkedCell } from '../../words/shown.ts';

export interface Member {
  readonly code: string;
  readonly from: string | null;
  /** Last day; null where the code goes on. */
  readonly to: string | null;
  readonly role: string;
  readonly source: string;
  readonly accountsYears: readonly string[];
}

export interface Added {
  readonly value: number | null;
  /** The figure as tables show it, with its mark. */
  readonly cell: MarkedCell;
  readonly status: string;
  readonly reason: string | null;
  readonly method: string;
  readonly comparable: boolean;
  readonly asFiled: number | null;
}

export interface MergerGroup {
  readonly id: string;
  /** `RDD (to 31 March 2020), RQ8 (to 31 March 2020) and RAJ added together`. */
  readonly addedTogether: string;
  /** Name of the trust or trusts that the group is today. */
  readonly name: string;
  readonly baseFy: string;
  readonly firstEvent: string;
  readonly exact: boolean;
  readonly whyNot: string | null;
  readonly members: readonly Member[];
  /** By measure and year: `beds 2020-21`. */
  readonly added: ReadonlyMap<string, Added>;
}

/** Newest event first; of one day by id. */
export async function readGroups({ model, ask, tables }: Source): Promise<readonly MergerGroup[]> {
  if (!tables.has('like_for_like_group')) return [];
  const groups = await ask('FROM like_for_like_group ORDER BY last_event DESC, group_id');
  const members = await ask('FROM like_for_like_member ORDER BY group_id, from_date NULLS FIRST, org_code');
  const cells = await likeForLikeRows(ask, tables.has('trust_activity'));
  const membersOf = new Map<string, Member[]>();
  for (const row of members) {
    const group = text(row['group_id']);
    const member: Member = {
      ...{ code: text(row['org_code']), from: textOrNull(row['from_date']), to: textOrNull(row['to_date']) },
      ...{ role: text(row['role']), source: text(row['succession_source']) },
      accountsYears: texts(row['accounts_years']),
    };
    membersOf.set(group, [...(membersOf.get(group) ?? []), member]);
  }
  const addedOf = new Map<string, Map<string, Added>>();
  for (const row of cells) {
    const group = text(row['group_id']);
    const known = addedOf.get(group) ?? new Map<string, Added>();
    addedOf.set(group, known);
    known.set(`${text(row['measure'])} ${text(row['fy'])}`, {
      ...{
        cell: likeForLikeCell(row),
        value: numberOrNull(row['value']),
        status: text(row['status']),
        reason: reasonOf(row) || null,
      },
      ...{ method: text(row['method']), comparable: row['comparable'] === true },
      asFiled: numberOrNull(row['as_filed_value']),
    });
  }
  return groups.map((row) => {
    const id = text(row['group_id']);
    const label = text(row['label']);
    // The last colon: a name may have one.
    const colon = label.lastIndexOf(': ');
    const today = (membersOf.get(id) ?? []).filter(({ role }) => role === 'successor');
    const names = today.map(({ code }) => model.trusts.get(code)?.name ?? code).sort();
    return {
      ...{
        id,
        name: names.length > 0 ? listed(names) : id,
        addedTogether: label.slice(colon < 0 ? 0 : colon + 2),
      },
      ...{ baseFy: text(row['base_fy']), firstEvent: text(row['first_event']), exact: row['exact'] === true },
      ...{ whyNot: textOrNull(row['why_not']), members: membersOf.get(id) ?? [] },
      added: addedOf.get(id) ?? new Map<string, Added>(),
    };
  });
}
