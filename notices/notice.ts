/**
 * What a run tells people about, and how a notice reads. Pure: the workflows use it. A notice says what waits, is late or
 * has changed; `settled` is told to nobody, it ends what was said of a load, so that a new trouble is told again.
 */
import { plainText } from './plain-text.ts';

/** A load that waits for a person. */
export interface WaitingLoad {
  readonly dataset: string;
  /** `2022-23`, or `current`. */
  readonly fy: string;
  /** How many files wait. */
  readonly problems: number;
  /** What the load waits for, as one sentence. */
  readonly waitingFor?: string;
}

/** A period whose file is due and not found. */
export interface LatePeriod {
  readonly dataset: string;
  /** `2022-23Q3`, `2019-07` or `2019-20`. */
  readonly period: string;
  /** ISO date. */
  readonly due: string;
}

/** A figure that a release says otherwise. */
export interface ChangedFigure {
  readonly org_code: string;
  readonly org_name: string | null;
  readonly fy: string;
  readonly measure: string;
  readonly old_value: number | null;
  readonly old_status: string | null;
  readonly new_value: number | null;
  readonly new_status: string | null;
  readonly percent: number | null;
  /** Why, in one sentence. */
  readonly cause_text: string;
}

/** What a release changed: how many figures, and the largest ten. */
export interface ReleaseChanges {
  readonly release: string;
  readonly from: string;
  readonly changed: number;
  /** `Of 46,300 figures 212 changed: 198 because the publisher revised a file, …` */
  readonly sentence: string;
  readonly largest: readonly ChangedFigure[];
}

export type Notice =
  | { readonly kind: 'waiting'; readonly loads: readonly WaitingLoad[] }
  | { readonly kind: 'settled'; readonly loads: readonly Pick<WaitingLoad, 'dataset' | 'fy'>[] }
  | { readonly kind: 'late'; readonly periods: readonly LatePeriod[] }
  | { readonly kind: 'changed'; readonly changes: ReleaseChanges };

/** Figures named in a notice and in the report of a run. */
export const LARGEST_CHANGES = 10;
const LINES = 10;
/** Of one line; the text stays within what chat programs show of one message. */
const LINE = 260;

/** The notice in words: one sentence, then a line for each thing. */
export function noticeText(notice: Exclude<Notice, { kind: 'settled' }>): string {
  switch (notice.kind) {
    case 'waiting': {
      const { loads } = notice;
      const first =
        loads.length === 1 ? 'One load waits for somebody.' : `${loads.length} loads wait for somebody.`;
      return text(first, loads.map(waitingLine), 'To answer: npm start -- status, or the Temporal UI.');
    }
    case 'late': {
      const { periods } = notice;
      const first =
        periods.length === 1
          ? 'The file of one period is late.'
          : `The files of ${periods.length} periods are late.`;
      const lines = periods.map(({ dataset, period, due }) => `${dataset} ${period} was due on ${due}.`);
      return text(first, lines, 'To see all: npm start -- calendar.');
    }
    case 'changed': {
      const { release, from, sentence, largest } = notice.changes;
      const first = `Release ${release}, compared with ${from}: ${sentence}`;
      return text(
        first,
        largest.slice(0, LARGEST_CHANGES).map(changeLine),
        'To see all: npm start -- changes.',
      );
    }
  }
}

/** `RJ1 2020-21 beds: 1,000 → 1,020 (+2 %)` */
export function changeLine(change: ChangedFigure): string {
  const { org_code, fy, measure, percent } = change;
  const share = percent === null ? '' : ` (${signed(percent)} %)`;
  const [old, fresh] = [side(change.old_value, change.old_status), side(change.new_value, change.new_status)];
  return `${org_code} ${fy} ${measure}: ${old} → ${fresh}${share}`;
}

function waitingLine({ dataset, fy, problems, waitingFor }: WaitingLoad): string {
  const files = problems === 1 ? 'one file' : `${problems} files`;
  return `${dataset} ${fy}, ${files}${waitingFor === undefined ? '' : `: ${waitingFor}`}`;
}

function text(first: string, lines: readonly string[], last: string): string {
  const shown = lines.slice(0, LINES).map((line) => `- ${plainText(line, LINE)}`);
  const more = lines.length > LINES ? [`- and ${lines.length - LINES} more`] : [];
  return [`nhs-trust-activity: ${plainText(first, 2 * LINE)}`, ...shown, ...more, last].join('\n');
}

const figures = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 });

/** The value, or in words why there is none. */
function side(value: number | null, status: string | null): string {
  if (value === null) return status ?? 'no figure';
  return `${figures.format(value)}${status === 'partial' ? ' (partial)' : ''}`;
}

function signed(percent: number): string {
  return `${percent > 0 ? '+' : ''}${new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }).format(percent)}`;
}
