/** Codes that have no page of their own, because they had no accounts in the years held, and the trust that follows them. */
import { text } from '../read/row-values.ts';
import type { Source } from '../site-file.ts';

/** Code, its last name, code of the trust that its successions lead to. A code that leads to two trusts stands twice. */
export async function formerCodes({ model, ask }: Source): Promise<readonly (readonly [string, string, string])[]> {
  const rows = await ask('SELECT DISTINCT from_code, to_code FROM organisation_succession ORDER BY ALL');
  const names = await ask(
    'SELECT org_code, min(name) AS name FROM organisation_name GROUP BY org_code ORDER BY org_code',
  );
  const nameOf = new Map(names.map((row) => [text(row['org_code']), text(row['name'])]));
  const next = new Map<string, string[]>();
  for (const row of rows) {
    const from = text(row['from_code']);
    next.set(from, [...(next.get(from) ?? []), text(row['to_code'])]);
  }
  const follow = (code: string, seen: ReadonlySet<string>): readonly string[] =>
    (next.get(code) ?? []).flatMap((to) => {
      if (model.trusts.has(to)) return [to];
      return seen.has(to) ? [] : follow(to, new Set([...seen, to]));
    });
  return [...next.keys()]
    .filter((code) => !model.trusts.has(code))
    .flatMap((code) =>
      [...new Set(follow(code, new Set([code])))]
        .sort()
        .map((to): readonly [string, string, string] => [code, nameOf.get(code) ?? '', to]),
    );
}
