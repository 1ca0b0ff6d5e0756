/** The short table the Temporal UI shows beside a workflow. */
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
    ...load.problems.slice(0, 12).map((one) => `| ${one.slot || load.fy} | ${oneLine(one.message)} |`),
  ];
  return rows.join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 400);
}
