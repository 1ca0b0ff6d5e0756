/**
 * The report that is published with a release: what it changed, what is missing and why, what is late. It says what the
 * notices say. Its time is the release's: a publication of the same release has the same bytes. Pure.
 */
import { changeLine, type ReleaseChanges } from './notice.ts';
import { plainText } from './plain-text.ts';

/** A slot without a file, or one that could not be brought up to date. */
export interface Missing {
  readonly dataset: string;
  readonly fy: string;
  /** Of the slot; the year where its page could not be read. */
  readonly period: string;
  /** True where an older file stays in its place. */
  readonly loaded_before: boolean;
  readonly reason: string;
}

/** A period of the publication calendar whose file is due and not found. */
export interface Late {
  readonly dataset: string;
  readonly period: string;
  readonly due: string;
}

export interface RunReport {
  readonly release: string;
  /** ISO time. */
  readonly made_at: string;
  readonly years: readonly string[];
  readonly datasets: readonly string[];
  readonly files: number;
  /** The loads that somebody was waited for when the tables were published all the same; empty for a final release. */
  readonly interim: string;
  /** In words: how many figures changed and why, or that none did. */
  readonly sentence: string;
  /** Absent where no figure changed, and in the first release. */
  readonly changes?: ReleaseChanges;
  readonly missing: readonly Missing[];
  readonly late: readonly Late[];
}

export function reportJson(report: RunReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

export function reportMarkdown(report: RunReport): string {
  const { release, made_at, years, datasets, files, interim, sentence, changes, missing, late } = report;
  const parts = [
    `# Report of release ${release}`,
    `Made ${made_at.slice(0, 16).replace('T', ' ')} UTC of ${files} files: ${datasets.join(', ') || 'nothing'}; ${years.join(', ') || 'no year'}.`,
    interim === ''
      ? ''
      : `**Interim**: the tables were published while these loads waited for somebody: ${cell(interim)}. They are published again when those end.`,
    '## What changed',
    sentence,
    ...(changes ? [changesTable(changes)] : []),
    '## What is missing, and why',
    missing.length === 0 ? 'Nothing.' : missingTable(missing),
    '## What is late',
    late.length === 0 ? 'Nothing.' : lateTable(late),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function changesTable({ largest }: ReleaseChanges): string {
  return table(
    ['largest changes', 'trust', 'why'],
    largest.map((change) => [changeLine(change), change.org_name ?? '', change.cause_text]),
  );
}

/** Slots of a dataset and year that are missing for one reason are one row. */
function missingTable(missing: readonly Missing[]): string {
  const rows = new Map<string, { readonly of: Missing; readonly periods: string[] }>();
  for (const one of missing) {
    const key = JSON.stringify([one.dataset, one.fy, one.loaded_before, one.reason]);
    const row = rows.get(key) ?? { of: one, periods: [] };
    if (!row.periods.includes(one.period)) row.periods.push(one.period);
    rows.set(key, row);
  }
  return table(
    ['dataset', 'year', 'periods', 'why'],
    [...rows.values()].map(({ of, periods }) => [
      of.dataset,
      of.fy,
      periods.join(', '),
      of.loaded_before ? `An older file stays in its place. ${of.reason}` : of.reason,
    ]),
  );
}

function lateTable(late: readonly Late[]): string {
  return table(
    ['dataset', 'period', 'was due on'],
    late.map(({ dataset, period, due }) => [dataset, period, due]),
  );
}

const LONGEST_CELL = 600;

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map((row) => line(row.map(cell)))].join(
    '\n',
  );
}

/** Words of publishers and of people are text, whatever is in them: no mark of Markdown keeps its meaning. */
function cell(text: string): string {
  return plainText(text, LONGEST_CELL).replace(/[\\|*_[\]#~!]/g, '\\$&');
}
