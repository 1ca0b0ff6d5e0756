/** What `status` prints: for all loads a line each and a count, for one load everything. */
import { countLoads } from './count-loads.ts';
import type { Hint } from './hint.ts';
import { type LoadStanding, HAS_ENDED, Standing, WANTS_A_PERSON } from './load-standing.ts';
import { cut, folded, shortened } from './plain-text.ts';
import type { Status } from './status-of.ts';
import type { Window } from './window.ts';
import { askedAgainText, clock, nameOf, parkedText, reasonLines } from './waiting-loads.ts';

export interface StatusView {
  readonly hint: Hint;
  readonly uiUrl: string | undefined;
  /** Full sentences below the lines. */
  readonly verbose: boolean;
  /** Undefined for a file or a pipe. */
  readonly window: Window | undefined;
}

/** Lines of a file or a pipe are cut here: whoever greps them wants a line a load. */
const PIPE_COLUMNS = 160;
/** Under the lines: count, runs, commands, address of the UI, and the prompt. */
const ROWS_BELOW = 5;

/** A line a load, what cannot run, and a count. */
export function statusText(status: Status, { hint, uiUrl, verbose, window }: StatusView): string {
  const columns = window?.columns ?? PIPE_COLUMNS;
  const troubles = troubleText(status, columns);
  const below = troubles.length + ROWS_BELOW;
  const lines = status.loads.map(lineOf);
  const short = window && !verbose && lines.length + below > window.rows ? shortList(status.loads) : lines;
  const table = inColumns(short, columns).map((line) => cut(line, columns));
  const sentences = verbose ? status.loads.map((load) => fullText(load, hint)).filter(Boolean) : [];
  const waiting = status.loads.filter(({ standing }) => WANTS_A_PERSON.has(standing));
  const [first] = waiting;
  const more =
    first === undefined || verbose
      ? []
      : [
          `What to do: ${hint(`status ${nameOf(first)}`)}${waiting.length > 1 ? '   or --verbose for all' : ''}`,
        ];
  return [
    table.join('\n'),
    ...sentences,
    ...troubles,
    [
      status.loads.length === 0 ? 'No load has been started here.' : `${countLoads(status.loads)}.`,
      ...runLines(status),
      ...more,
      ...(uiUrl ? [`Temporal UI: ${uiUrl}`] : []),
    ]
      .flatMap((line) => (window ? folded(line, columns) : [line]))
      .join('\n'),
  ]
    .filter(Boolean)
    .join(verbose ? '\n\n' : '\n');
}

/** Everything about one load. */
export function loadText(load: LoadStanding, hint: Hint, link: string | undefined): string {
  const known = fullText(load, hint);
  const { files } = load;
  return [
    `${nameOf(load)}: ${load.stage}${files ? `, ${files.there} of ${files.of} files` : ''}`,
    known,
    ...(HAS_ENDED.has(load.standing) && load.dataset !== ''
      ? [
          `Load it again: ${hint(`run --datasets ${load.dataset}${/^\d/.test(load.fy) ? ` --years ${load.fy}` : ''}`)}`,
        ]
      : []),
    ...(link ? [`Temporal UI: ${link}`] : []),
  ]
    .filter(Boolean)
    .join('\n');
}

const ALL = Number.POSITIVE_INFINITY;

/** Sentences of a load that waits, is tried again, has gaps or has broken; nothing where all is well. */
function fullText(load: LoadStanding, hint: Hint): string {
  if (load.standing === Standing.needsAttention) return parkedText(load, hint, ALL);
  if (load.standing === Standing.askedAgain) return askedAgainText(load);
  if (load.reasons.length === 0 || load.standing === Standing.moving) return '';
  return [`${load.standing.toUpperCase()}: ${nameOf(load)}`, ...reasonLines(load.reasons, ALL)].join('\n');
}

type Line = readonly [name: string, stage: string, files: string, note: string];

function lineOf(load: LoadStanding): Line {
  const { files, stage } = load;
  return [nameOf(load), stage, files ? `${files.there} of ${files.of}` : '', noteOf(load)];
}

/** The first words of what is in the way: the rest is told by `status` of that load. */
export function noteOf(load: LoadStanding): string {
  const [first] = load.askedAgain;
  if (load.standing === Standing.askedAgain && first) return `${clock(first.at)}: ${first.message}`;
  const name = `${nameOf(load)}: `;
  const [reason = ''] = load.reasons;
  const short = reason.startsWith(name) ? reason.slice(name.length) : reason.replace(`${load.dataset} `, '');
  return load.reasons.length > 1 ? `${short} (and ${load.reasons.length - 1} more)` : short;
}

/** Narrower than this, a name and a long note do not fit beside each other: the stage goes first. */
const NARROW = 60;

function inColumns(lines: readonly Line[], columns: number): readonly string[] {
  const order = columns < NARROW ? ([1, 0, 3] as const) : ([0, 1, 2, 3] as const);
  const widths = order.map((index) => Math.max(0, ...lines.map((line) => line[index].length)));
  return lines.map((line) =>
    order
      .map((index, place) =>
        index === 2
          ? line[index].padStart(widths[place] ?? 0)
          : line[index].padEnd(index === 3 ? 0 : (widths[place] ?? 0)),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** Where the window is too low: loads that are done share a line for each dataset; all others keep their own. */
function shortList(loads: readonly LoadStanding[]): readonly Line[] {
  const done = loads.filter(({ standing }) => standing === Standing.done);
  const byDataset = new Map<string, LoadStanding[]>();
  for (const load of done) byDataset.set(load.dataset, [...(byDataset.get(load.dataset) ?? []), load]);
  const together = [...byDataset].map(([dataset, ofOne]): Line => {
    const [first] = ofOne;
    if (ofOne.length === 1 && first) return lineOf(first);
    const there = ofOne.reduce((sum, { files }) => sum + (files?.there ?? 0), 0);
    const years = ofOne.map(({ fy }) => fy);
    return [`${dataset} ${years[0] ?? ''}..${years.at(-1) ?? ''}`, `${ofOne.length} done`, String(there), ''];
  });
  return [...together, ...loads.filter(({ standing }) => standing !== Standing.done).map(lineOf)];
}

/** What no worker can run, and that there is no worker. */
function troubleText({ stuck, missing, loads }: Status, columns: number): readonly string[] {
  const underWay = loads.some(({ standing }) => !HAS_ENDED.has(standing));
  return [
    ...stuck.map(({ type, workflowId, startedAt, reason }) =>
      [
        shortened(`NO WORKER CAN RUN: ${type} "${workflowId}", started ${clock(startedAt)}`, columns),
        ...folded(reason, columns, '  '),
      ].join('\n'),
    ),
    ...(underWay && missing.length > 0 ? [`NO WORKER: nobody works on ${missing.join(' and ')}.`] : []),
  ];
}

function runLines({ underWay, failed }: Status): readonly string[] {
  const runs = underWay.filter(({ type }) => type !== 'loadDataset');
  return [
    ...(runs.length === 0
      ? []
      : [
          `Under way: ${runs.map(({ type, startedAt }) => `${shortened(type, 40)} since ${clock(startedAt).slice(3)}`).join(', ')}`,
        ]),
    ...(failed ? [`The last run failed ${clock(failed.endedAt)}: ${failed.reason}`] : []),
  ];
}
