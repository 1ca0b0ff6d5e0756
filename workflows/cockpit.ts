/** The page of a run in the Temporal UI: how every load stands, what waits for a person, and what to press. Markdown. */
import type { DatasetYear, JoinOutcome } from '../activities/references.ts';
import { failedDetails } from './details.ts';
import { asMarkdown } from './markdown.ts';
import { loadWorkflowId } from './messages.ts';
import type { LoadRow, Standing } from './standing.ts';

export interface Cockpit {
  readonly rows: readonly LoadRow[];
  readonly paused: boolean;
  readonly doing: string;
  readonly joined: readonly string[];
  readonly notes: readonly string[];
  /** The namespace of the run, for links to its loads. */
  readonly namespace: string;
}

const SENTENCES_SHOWN = 20;
const NOTES_SHOWN = 10;
const NBSP = '\u00a0';

/** All of it, in the order in which it is needed: counts, table, what waits, what to press. */
export function cockpit({ rows, paused, doing, joined, notes, namespace }: Cockpit): string {
  return [
    counts(rows),
    ...(paused
      ? ['**Paused**: no further load begins, and nothing is joined, until `goOn` is sent as an Update.']
      : []),
    ...(doing ? [doing] : []),
    ...joined,
    table(rows),
    ...waiting(rows, namespace),
    ...gaps(rows, namespace),
    ...(notes.length > 0
      ? [
          '**Not loaded**',
          list(
            notes.map((note) => asMarkdown(note)),
            NOTES_SHOWN,
          ),
        ]
      : []),
  ].join('\n\n');
}

/** What is said of a join. */
export function joinText(join: JoinOutcome, waitedFor: readonly string[]): string {
  const { rebuilt, trustYears, pages, pagesFailed } = join;
  const made = rebuilt
    ? `${trustYears} trust-years published`
    : `nothing had changed, ${trustYears} trust-years stand`;
  const open = pages === undefined ? '' : ` Pages for readers: open \`${pages}\`.`;
  const what =
    waitedFor.length === 0
      ? `Joined: ${made}.${open}`
      : `Interim join: ${made}. Still waiting for somebody: ${asMarkdown(waitedFor.join(', '))}.${open}`;
  return what + failedDetails(pagesFailed);
}

/** What is said of an interim join that failed. */
export function joinFailedText(why: string): string {
  return `The interim join failed, and nothing was published: ${asMarkdown(why)}`;
}

function counts(rows: readonly LoadRow[]): string {
  const found = new Map<Standing, number>();
  for (const { standing } of rows) found.set(standing, (found.get(standing) ?? 0) + 1);
  const parts = [...found].map(([standing, count]) => `${count} ${inNumber(standing, count)}`);
  return `**${rows.length} ${rows.length === 1 ? 'load' : 'loads'}**: ${parts.join(', ')}`;
}

function inNumber(standing: Standing, count: number): string {
  if (count === 1) return standing;
  return standing === 'gap' ? 'with gaps' : standing === 'waits for you' ? 'wait for you' : standing;
}

/** A row a dataset and a column a year. The UI sets the cells of a table side by side without any space between them. */
function table(rows: readonly LoadRow[]): string {
  const years = [...new Set(rows.map(({ year }) => year.fy))].sort();
  const datasets = [...new Set(rows.map(({ year }) => year.dataset))];
  const at = new Map(rows.map((row) => [loadWorkflowId(row.year.dataset, row.year.fy), row.standing]));
  return [
    `| | ${years.map((fy) => `${NBSP}${asMarkdown(fy)}${NBSP}`).join(' | ')} |`,
    `|---${'|:---:'.repeat(years.length)}|`,
    ...datasets.map((dataset) => {
      const cells = years.map((fy) => cell(at.get(loadWorkflowId(dataset, fy))));
      return `| ${asMarkdown(dataset)}${NBSP} | ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}

function cell(standing: Standing | undefined): string {
  if (standing === undefined) return '';
  return standing === 'waits for you' || standing === 'gap' ? `**${standing}**` : standing;
}

function waiting(rows: readonly LoadRow[], namespace: string): readonly string[] {
  const open = rows.filter(({ standing }) => standing === 'waits for you');
  const [first] = open;
  if (!first) return [];
  const { dataset, fy } = first.year;
  const sentences = open.map(({ year, told }) => {
    const why = told?.waitingFor ?? 'see its page';
    return `${linkTo(year, namespace)}: ${reasonOf(year, why)}`;
  });
  return [
    '**Waits for you**',
    list(sentences, SENTENCES_SHOWN),
    '**What to press**: More Actions, at the top right, then Send an Update.',
    [
      '- `retryAll` with nothing: every load that waits is tried again;',
      `  with \`{"dataset": "${dataset}"}\` or \`{"year": "${fy}"}\`: those alone.`,
      '- `skipAll` with `{"reason": "withdrawn by the publisher"}`: go on without; it takes `dataset` and `year` too.',
      '- One load alone, or another address: open its page by its name above, and send an Update there.',
      '- At the terminal: `npm start -- retry --all`, `npm start -- skip --all --reason "…"`.',
    ].join('\n'),
  ];
}

/** Why loads that have ended lack something. */
function gaps(rows: readonly LoadRow[], namespace: string): readonly string[] {
  const reasons = rows.flatMap(({ outcome }) => {
    const [first] = outcome?.gaps ?? [];
    if (!outcome || !first) return [];
    const more = outcome.gaps.length > 1 ? ` (and ${outcome.gaps.length - 1} more)` : '';
    return [`${linkTo(outcome, namespace)}: ${reasonOf(outcome, first.reason)}${more}`];
  });
  return reasons.length === 0 ? [] : ['**Gaps**', list(reasons, SENTENCES_SHOWN)];
}

function list(lines: readonly string[], most: number): string {
  const more = lines.length > most ? [`- … and ${lines.length - most} more`] : [];
  return [...lines.slice(0, most).map((line) => `- ${line}`), ...more].join('\n');
}

/** Messages begin with the load they are about, which stands before them already. */
function reasonOf({ dataset, fy }: DatasetYear, text: string): string {
  const name = `${dataset} ${fy}: `;
  return asMarkdown(text.startsWith(name) ? text.slice(name.length) : text);
}

/**
 * The name of a load, as a link to its page. The UI shows these texts in a frame of their own, and opens a link outside of
 * it where the address begins with no slash; it is read from the root of the UI all the same.
 */
function linkTo({ dataset, fy }: DatasetYear, namespace: string): string {
  const id = encodeURIComponent(loadWorkflowId(dataset, fy));
  return `[\`${dataset} ${fy}\`](namespaces/${encodeURIComponent(namespace)}/workflows/${id})`;
}
