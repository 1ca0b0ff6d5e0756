/** What a person sent to a run, or started one with, by its shape alone: what is asked for, or one sentence. Never throws. */
import type { LoadFilter, SkipAllRequest } from './messages.ts';
import { UnreadableMessage } from './payload-converter.ts';
import type { Read } from './read-message.ts';

/** Input of `backfill`, as a person types it. */
export interface BackfillRequest {
  readonly years?: string;
  readonly datasets?: string;
  /** Every file is asked for again, also where it was asked for within the hour. */
  readonly askAgain: boolean;
}

/** Input of `refresh`. */
export type RefreshRequest = Pick<BackfillRequest, 'datasets'>;

export const BACKFILL_EXAMPLE =
  'Start it with {"years": "2017-18..2023-24"}, with {"years": "2022-23", "datasets": "beds, tac"}, with {"ask again": true}, or with nothing.';
const REFRESH_EXAMPLE = 'Start it with {"datasets": "beds, tac"}, or with nothing.';
const RETRY_EXAMPLE = 'Send nothing, {"dataset": "beds"}, or {"dataset": "beds", "year": "2022-23"}.';
const SKIP_EXAMPLE = 'Send {"reason": "withdrawn by the publisher"}; "dataset" and "year" may be added.';
/** A reason stands in a cell of the published tables. */
const LONGEST_TEXT = 1000;
const SHOWN = 60;

type Kinds = Readonly<Record<string, 'text' | 'yes or no'>>;
type Fields = Readonly<Record<string, string | boolean>>;

/** `backfill`: nothing, or `{"years", "datasets", "ask again"}`. */
export function readBackfill(args: readonly unknown[]): Read<BackfillRequest> {
  const kinds = { years: 'text', datasets: 'text', 'ask again': 'yes or no' } as const;
  const read = readFields('backfill', kinds, args, BACKFILL_EXAMPLE);
  if ('refused' in read) return read;
  const { years, datasets, 'ask again': again } = read.asked;
  return {
    asked: {
      ...(typeof years === 'string' && { years }),
      ...(typeof datasets === 'string' && { datasets }),
      askAgain: again === true,
    },
  };
}

/** `refresh`: nothing, or `{"datasets"}`. */
export function readRefresh(args: readonly unknown[]): Read<RefreshRequest> {
  const read = readFields('refresh', { datasets: 'text' }, args, REFRESH_EXAMPLE);
  if ('refused' in read) return read;
  const { datasets } = read.asked;
  return { asked: typeof datasets === 'string' ? { datasets } : {} };
}

/** `retryAll`: nothing, or `{"dataset", "year"}`. */
export function readRetryAll(args: readonly unknown[]): Read<LoadFilter> {
  const read = readFields('retryAll', { dataset: 'text', year: 'text' }, args, RETRY_EXAMPLE);
  return 'refused' in read ? read : { asked: filterOf(read.asked) };
}

/** `skipAll`: `{"reason"}`, with `dataset` and `year` where some are meant, and `who` decides. */
export function readSkipAll(args: readonly unknown[]): Read<SkipAllRequest> {
  const kinds = { dataset: 'text', year: 'text', reason: 'text', who: 'text' } as const;
  const read = readFields('skipAll', kinds, args, SKIP_EXAMPLE);
  if ('refused' in read) return read;
  const { reason, who } = read.asked;
  if (typeof reason !== 'string') return { refused: `Say why they are skipped. ${SKIP_EXAMPLE}` };
  return { asked: { ...filterOf(read.asked), reason, ...(typeof who === 'string' && { who }) } };
}

function filterOf({ dataset, year }: Fields): LoadFilter {
  return { ...(typeof dataset === 'string' && { dataset }), ...(typeof year === 'string' && { year }) };
}

/** The fields of one object, each of its kind; an empty text is no text. */
function readFields(
  verb: string,
  kinds: Kinds,
  args: readonly unknown[],
  example: string,
): { readonly asked: Fields } | { readonly refused: string } {
  const refuse = (what: string): { refused: string } => ({ refused: `${what} ${example}` });
  const values = args.filter((value) => value !== undefined && value !== null);
  if (values.length > 1) return refuse(`${verb} takes one value, and ${values.length} were given.`);
  const [sent] = values;
  if (sent === undefined) return { asked: {} };
  if (sent instanceof UnreadableMessage || ArrayBuffer.isView(sent))
    return refuse(`What was given to ${verb} cannot be read as JSON.`);
  if (typeof sent !== 'object' || Array.isArray(sent)) {
    const kind = Array.isArray(sent) ? 'list' : typeof sent === 'string' ? 'text' : typeof sent;
    return refuse(`${verb} cannot read a ${kind}: it takes an object in braces.`);
  }
  const known = Object.keys(kinds);
  const unknown = Object.keys(sent).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    const names = known.map(quoted).join(', ');
    return refuse(`${verb} knows ${names} only, not ${unknown.slice(0, 3).map(quoted).join(', ')}.`);
  }
  const fields: Record<string, string | boolean> = {};
  for (const [key, value] of Object.entries(sent as Readonly<Record<string, unknown>>)) {
    if (value === undefined || value === null) continue;
    if (kinds[key] === 'yes or no') {
      if (typeof value !== 'boolean') return refuse(`"${key}" must be true or false, without quotes.`);
      fields[key] = value;
      continue;
    }
    if (typeof value !== 'string') return refuse(`"${key}" must be text in quotes.`);
    const text = withoutControl(value).trim();
    if (text.length > LONGEST_TEXT)
      return refuse(`"${key}" has ${text.length} characters; ${LONGEST_TEXT} is the most.`);
    if (text !== '') fields[key] = text;
  }
  return { asked: fields };
}

function withoutControl(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}

/** As it may stand in a sentence. */
function quoted(text: string): string {
  const plain = withoutControl(text);
  return `"${plain.length > SHOWN ? `${plain.slice(0, SHOWN)}…` : plain}"`;
}
