/** The short table the Temporal UI shows beside a workflow. */
import type { FolderContents } from '../activities/references.ts';
import { type PagesFailed, pagesFailedSentence } from '../warehouse/publish/pages-failed.ts';
import type { LoadProgress } from './messages.ts';

/** Markdown: stage, files expected, loaded and unchanged, then what is in the way. */
export function stageTable(load: LoadProgress): string {
  const rows = [
    `| ${load.dataset} ${load.fy} | |`,
    '|---|---|',
    `| stage | ${load.stage} |`,
    `| files expected | ${load.expected} |`,
    `| loaded | ${load.loaded} |`,
    `| unchanged | ${load.unchanged} |`,
    ...(load.refusedMessage === undefined ? [] : [`| last message | ${oneLine(load.refusedMessage)} |`]),
    ...load.problems.slice(0, 12).map(({ slot, message }) => `| ${slot || load.fy} | ${oneLine(message)} |`),
  ];
  return rows.join('\n');
}

/** For the UI while the run is on: a file that was meant to be something, and is not recognised, is seen at once. */
export function folderTable({ recognised, unrecognised }: FolderContents): string {
  const first = `${recognised.length} files of the folder are recognised.`;
  if (unrecognised.length === 0) return first;
  const rows = unrecognised.map(({ file, reason }) => `| ${oneLine(file)} | ${oneLine(reason)} |`);
  return [first, '', '| not recognised | why |', '|---|---|', ...rows.slice(0, 50)].join('\n');
}

/** What a finished join shows. A browser follows no link from a web page to a file: the path is there to be copied. */
export function publishedDetails(trustYears: number, pages: string, failed?: PagesFailed): string {
  return `${trustYears} trust-years published. Pages for readers: open \`${pages}\`${failedDetails(failed)}`;
}

/** What is said of pages that could not be made, as a paragraph of its own; nothing where all are there. */
export function failedDetails(failed: PagesFailed | undefined): string {
  return failed ? `\n\n${oneLine(pagesFailedSentence(failed))}` : '';
}

const WAITED_FOR_SHOWN = 12;

/** That a join is not the last one, and which loads it did not wait for; nothing where it is. */
export function interimDetails(waitedFor: readonly string[]): string {
  if (waitedFor.length === 0) return '';
  const more = waitedFor.length - WAITED_FOR_SHOWN;
  const names = waitedFor.slice(0, WAITED_FOR_SHOWN).map(oneLine).join(', ');
  return `\n\nAn interim join. Still waiting for somebody: ${names}${more > 0 ? ` and ${more} more` : ''}. Another join follows when they end.`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 400);
}
