/** What is known about the figures of a trust: findings by kind, the kind with the newest year first. */
import type { Ask } from '../../../explain/published-tables.ts';
import { text, textOrNull } from '../../read/row-values.ts';
import { withLabels } from '../../words/about.ts';

export interface Finding {
  readonly fy: string;
  readonly kind: string;
  readonly measure: string | null;
  readonly message: string;
}

/** Findings of each trust by its code, newest year first. */
export async function readFindings(ask: Ask): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const rows = await ask(
    `SELECT DISTINCT org_code, fy, kind, measure, message FROM quality_finding SEMI JOIN trust_year USING (org_code)
     ORDER BY org_code, fy DESC, kind, measure NULLS FIRST, message`,
  );
  const found = new Map<string, Finding[]>();
  for (const row of rows) {
    const code = text(row['org_code']);
    const finding = {
      fy: text(row['fy']),
      kind: text(row['kind']),
      measure: textOrNull(row['measure']),
      message: text(row['message']),
    };
    const known = found.get(code);
    if (known) known.push(finding);
    else found.set(code, [finding]);
  }
  return found;
}

/** What a kind of finding says, for one and for many. */
const KINDS: Readonly<Record<string, string>> = {
  'accounts-restated': 'restated in the accounts of the next year; the tables have them as filed',
  'zero-return': 'printed as zero where a return was probably never made',
  'four-hour-field-test': 'of the field test, in which four-hour waits were not reported',
  'merger-in-year': 'of a merger or split within the year',
  succession: 'counted with those of a trust that closed',
  'other-edition': 'from another edition of the publication',
  fallback: 'from another file than the publisher’s preferred one',
  identity: 'of accounts whose lines do not add up as the form says',
  'months-missing': 'that lack months',
  'months-submitted': 'that lack months',
  'far-from-other-years': 'far from the trust’s other years',
  'layout-unseen': 'from a layout that nobody has checked',
  'no-total': 'without a total in the file',
  'series-break': 'at a break of the series',
};

export interface FindingGroup {
  /** `14 figures restated in the accounts of the next year; the tables have them as filed (2017-18 to 2022-23)`. */
  readonly heading: string;
  readonly sentences: readonly string[];
  /** What every sentence of the list begins with: year and figures; empty where they differ. */
  readonly head: string;
  /** What every sentence of the list ends with; empty where they share no end. */
  readonly all: string;
  /** How many sentences are left to the table quality_finding. */
  readonly more: number;
}

/** More sentences of a kind say no more than their number. */
const MOST = 5;
/** Said once, in the heading. */
const TAIL = ' The tables have the figure as filed; accounts_restated has both, line by line.';
const FILE = / \([^()]*\.(?:xlsx?|csv)\)/gi;

/** Findings by kind; of each kind the newest first. */
export function groupFindings(
  findings: readonly Finding[],
  labels: ReadonlyMap<string, string>,
  name: string,
): readonly FindingGroup[] {
  const kinds = new Map<string, Finding[]>();
  for (const finding of findings) kinds.set(finding.kind, [...(kinds.get(finding.kind) ?? []), finding]);
  return [...kinds].map(([kind, list]) => {
    const years = [...new Set(list.map(({ fy }) => fy))].sort();
    const span = years.length > 1 ? `${years[0] ?? ''} to ${years.at(-1) ?? ''}` : (years[0] ?? '');
    const figures = list.length === 1 ? '1 figure' : `${list.length} figures`;
    const said = sentencesOf(list, labels, name);
    const { head, rest } = withoutSharedHead(said.slice(0, MOST));
    const { sentences, all } = withoutSharedEnd(rest);
    return {
      ...{ heading: `${figures} ${KINDS[kind] ?? kind} (${span})`, head, sentences, all },
      more: Math.max(0, said.length - MOST),
    };
  });
}

/** Year and figures that all sentences of a list begin with are said once, above them. */
function withoutSharedHead(said: readonly string[]): { head: string; rest: readonly string[] } {
  const head = said[0]?.slice(0, said[0].indexOf(': ') + 2) ?? '';
  if (said.length < 2 || head === '' || !said.every((one) => one.startsWith(head)))
    return { head: '', rest: said };
  return { head: head.trim(), rest: said.map((one) => one.slice(head.length)) };
}

/** An end that all sentences of a list share is said once, below them: from the end of a sentence or from a colon on. */
function withoutSharedEnd(said: readonly string[]): Pick<FindingGroup, 'sentences' | 'all'> {
  const [first = '', ...others] = said;
  if (others.length === 0) return { sentences: said, all: '' };
  let length = 0;
  while (length < first.length && others.every((one) => one.at(-1 - length) === first.at(-1 - length)))
    length += 1;
  const shared = first.slice(first.length - length);
  const start = /[.:] (?=[^\s])/.exec(shared);
  if (!start || shared.length - start.index < 40) return { sentences: said, all: '' };
  const all = shared.slice(start.index + 2);
  // The list keeps the full stop or loses the colon.
  const kept = (one: string): string => one.slice(0, one.length - all.length - 1).replace(/:$/, '');
  return { sentences: said.map(kept), all };
}

/** What several figures of a year have in common is said once: `2020-21, Staff engagement; Response rate: …`. */
function sentencesOf(
  findings: readonly Finding[],
  labels: ReadonlyMap<string, string>,
  trust: string,
): readonly string[] {
  const found = new Map<
    string,
    { readonly fy: string; readonly sentence: string; readonly names: string[] }
  >();
  for (const { fy, measure, message } of findings) {
    const name = measure === null ? '' : withLabels(labels.get(measure) ?? measure, labels);
    const plain = message
      .replace(TAIL, '')
      .replace(FILE, '')
      // The page is the trust's own.
      .replace(`${trust}: `, '')
      .replace(`${measure ?? ''} of ${fy} was`, 'was');
    const sentence = withLabels(plain, labels);
    const key = `${fy} ${sentence}`;
    const before = found.get(key) ?? { fy, sentence, names: [] };
    found.set(key, before);
    if (name !== '') before.names.push(name);
  }
  return [...found.values()].map(
    ({ fy, sentence, names }) =>
      `${[fy, [...new Set(names)].join('; ')].filter(Boolean).join(', ')}: ${sentence}`,
  );
}
