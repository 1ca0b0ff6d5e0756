/** The short texts the Temporal UI shows beside a workflow, in Markdown. */
import type { FolderContents } from '../activities/references.ts';
import { type PagesFailed, pagesFailedSentence } from '../warehouse/publish/pages-failed.ts';
import { isAcceptable } from './keep-decisions.ts';
import { type LookAgain, mayHeal } from './look-again.ts';
import { asMarkdown } from './markdown.ts';
import { type LoadProgress, Stage } from './messages.ts';

const SHOWN = 12;
const NBSP = '\u00a0';

/** Stage, files expected, loaded and unchanged, what is in the way, and what may be sent while it waits. */
export function loadDetails(load: LoadProgress, looks: LookAgain | undefined): string {
  const { dataset, fy, stage, problems, refusedMessage, lastAnswer } = load;
  const parked = stage === Stage.needsAttention;
  const rows = [
    // The UI leaves no space between the columns of a table: an unbroken heading makes the first one wide enough.
    `| ${NBSP}${asMarkdown(`${dataset} ${fy}`).replaceAll(' ', NBSP)} | |`,
    '|---|---|',
    row('stage', stage),
    row('files expected', String(load.expected)),
    row('loaded', String(load.loaded)),
    row('unchanged', String(load.unchanged)),
    ...(refusedMessage === undefined ? [] : [row('last message', refusedMessage)]),
    ...(lastAnswer === undefined ? [] : [row('last answer', lastAnswer)]),
    ...(parked ? [row('looks again', nextLook(load, looks))] : []),
    ...problems.slice(0, SHOWN).map(({ slot, message }) => row(slot || fy, message)),
    ...(problems.length > SHOWN ? [row('…', `and ${problems.length - SHOWN} more`)] : []),
  ];
  return parked ? [...rows, '', ...whatToSend(load)].join('\n') : rows.join('\n');
}

function nextLook(
  { looksAgainAt, looked = 0, problems }: LoadProgress,
  looks: LookAgain | undefined,
): string {
  const before = looked === 0 ? '' : `It has looked ${looked === 1 ? 'once' : `${looked} times`}. `;
  if (looksAgainAt === undefined || looks === undefined) return `${before}Not by itself.`;
  const what = problems.some(mayHeal)
    ? 'whether the site or the file has healed'
    : 'whether the page or the file is another one';
  return `${before}At ${clock(looksAgainAt)} it looks by itself ${what}.`;
}

/** `2026-11-30 14:05 UTC`. */
export function clock(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

function whatToSend({ problems }: LoadProgress): readonly string[] {
  return [
    'Press **More Actions**, at the top right, then **Send an Update**:',
    '',
    ...(problems.some(isAcceptable) ? ANSWERS : ANSWERS.filter((line) => !line.includes('`accept`'))),
  ];
}

const ANSWERS: readonly string[] = [
  '- `retryDownload` with `{}`: try again now. With `{"url": "https://www.england.nhs.uk/…/file.xlsx"}`: the file is there.',
  '- `accept` with `{"reason": "…"}`: load the refused file as it is; every figure of it says so. With `"period": "2022-23Q3"`: one file only.',
  '- `skip` with `{"reason": "withdrawn by the publisher"}`: go on without; the reason is published beside the gap.',
];

/** What stands beside a load from its beginning: what it is, and what may be sent to it. */
export function loadStaticDetails(dataset: string, fy: string): string {
  return [
    `Loads the files of \`${dataset}\` for \`${fy}\`: finds them on the publisher's pages, fetches, reads, checks and loads each.`,
    'Where a file is missing or refused, it loads the others, says why under Current Details, and waits for somebody.',
    '',
    'While its stage is `needs attention`, an Update may be sent:',
    '',
    ...ANSWERS,
    '',
    `In a terminal: \`npm start -- retry ${dataset} ${fy}\`, \`npm start -- skip ${dataset} ${fy} --reason "…"\`.`,
  ].join('\n');
}

/** For the UI while the run is on: a file that was meant to be something, and is not recognised, is seen at once. */
export function folderTable({ recognised, unrecognised }: FolderContents): string {
  const first = `${recognised.length} files of the folder are recognised.`;
  if (unrecognised.length === 0) return first;
  const rows = unrecognised.map(({ file, reason }) => row(file, reason));
  return [first, '', '| not recognised | why |', '|---|---|', ...rows.slice(0, 50)].join('\n');
}

/** What a finished join shows. A browser follows no link from a web page to a file: the path is there to be copied. */
export function publishedDetails(trustYears: number, pages: string, failed?: PagesFailed): string {
  return `${trustYears} trust-years published. Pages for readers: open \`${pages}\`${failedDetails(failed)}`;
}

/** What is said of pages that could not be made, as a paragraph of its own; nothing where all are there. */
export function failedDetails(failed: PagesFailed | undefined): string {
  return failed ? `\n\n${asMarkdown(pagesFailedSentence(failed))}` : '';
}

const WAITED_FOR_SHOWN = 12;

/** That a join is not the last one, and which loads it did not wait for; nothing where it is. */
export function interimDetails(waitedFor: readonly string[]): string {
  if (waitedFor.length === 0) return '';
  const more = waitedFor.length - WAITED_FOR_SHOWN;
  const names = waitedFor
    .slice(0, WAITED_FOR_SHOWN)
    .map((name) => asMarkdown(name))
    .join(', ');
  return `\n\nAn interim join. Still waiting for somebody: ${names}${more > 0 ? ` and ${more} more` : ''}. Another join follows when they end.`;
}

function row(name: string, value: string): string {
  return `| ${asMarkdown(name)} | ${asMarkdown(value)} |`;
}
