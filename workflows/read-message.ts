/** What a person sent, by its shape alone: what is asked for, or one sentence that says what to send. Never throws. */
import { whyNotAFileAddress } from './file-address.ts';
import { UnreadableMessage } from './payload-converter.ts';

/** What a person answers a load that waits. */
export type Answer = AnswerRetry | AnswerSkip | AnswerAccept;

export interface AnswerRetry {
  readonly verb: 'retry';
  readonly url?: string;
  /** Who answers, where a program sends it for a person: the terminal knows the system's user, the UI knows nobody. */
  readonly who?: string;
}

export interface AnswerSkip {
  readonly verb: 'skip';
  readonly reason: string;
  readonly who?: string;
}

export interface AnswerAccept {
  readonly verb: 'accept';
  readonly reason: string;
  /** The one period that is meant; every refused file of the load where absent. */
  readonly period?: string;
  readonly who?: string;
}

/** A message that makes sense, or the sentence for whoever sent it. */
export type Read<T> = { readonly asked: T } | { readonly refused: string };

export const RETRY_EXAMPLE =
  'Send {} to try the same addresses again, or {"url": "https://www.england.nhs.uk/…/file.xlsx"} to fetch from another.';
export const SKIP_EXAMPLE =
  'Send {"reason": "withdrawn by the publisher"}; the reason is published beside the gap.';
export const ACCEPT_EXAMPLE =
  'Send {"reason": "the total leaves out one trust, as the publisher says in note 3"}, or with "period": "2022-23Q3" for one file only.';
/** A reason stands in a cell of the published tables. */
const LONGEST_REASON = 1000;
const LONGEST_NAME = 100;
const SHOWN = 60;

/** `retryDownload`: nothing, `{}`, `{"url": "https://…"}`, or the address alone. */
export function readRetry(args: readonly unknown[]): Read<AnswerRetry> {
  const read = readFields('retryDownload', ['url', 'who'], args, RETRY_EXAMPLE);
  if ('refused' in read) return read;
  const { url: sent, who } = read.asked;
  const by = shortName(who);
  if (sent === undefined) return { asked: { verb: 'retry', ...by } };
  const url = sent.trim();
  const why = whyNotAFileAddress(url);
  return why === undefined
    ? { asked: { verb: 'retry', url, ...by } }
    : { refused: `${why} ${RETRY_EXAMPLE}` };
}

/** `skip`: `{"reason": "…"}`, or the reason alone. */
export function readSkip(args: readonly unknown[]): Read<AnswerSkip> {
  const read = readFields('skip', ['reason', 'who'], args, SKIP_EXAMPLE);
  if ('refused' in read) return read;
  const reason = readReason(read.asked.reason, 'Say why it is skipped.', SKIP_EXAMPLE);
  if ('refused' in reason) return reason;
  return { asked: { verb: 'skip', reason: reason.asked, ...shortName(read.asked.who) } };
}

/** `accept`: `{"reason": "…"}`, with `"period"` for one file, or the reason alone. */
export function readAccept(args: readonly unknown[]): Read<AnswerAccept> {
  const read = readFields('accept', ['reason', 'period', 'who'], args, ACCEPT_EXAMPLE);
  if ('refused' in read) return read;
  const reason = readReason(
    read.asked.reason,
    'Say why the file is right in spite of the refusal.',
    ACCEPT_EXAMPLE,
  );
  if ('refused' in reason) return reason;
  const period = plainText(read.asked.period ?? '');
  if (period.length > LONGEST_NAME) return { refused: `The period is too long. ${ACCEPT_EXAMPLE}` };
  return {
    asked: {
      ...{ verb: 'accept', reason: reason.asked },
      ...(period !== '' && { period }),
      ...shortName(read.asked.who),
    },
  };
}

function readReason(sent: string | undefined, whenEmpty: string, example: string): Read<string> {
  const reason = plainText(sent ?? '');
  if (reason === '') return { refused: `${whenEmpty} ${example}` };
  if (reason.length <= LONGEST_REASON) return { asked: reason };
  return { refused: `The reason has ${reason.length} characters; ${LONGEST_REASON} is the most. ${example}` };
}

function shortName(who: string | undefined): { who?: string } {
  const name = plainText(who ?? '').slice(0, LONGEST_NAME);
  return name === '' ? {} : { who: name };
}

/** Whether a Signal came with nothing in it: the UI's button without an input. */
export function isNothing(args: readonly unknown[]): boolean {
  return args.every((sent) => sent === undefined || sent === null);
}

/** The fields of a message, however it was written; a bare text is the first of them. */
function readFields<Field extends string>(
  verb: string,
  fields: readonly Field[],
  args: readonly unknown[],
  example: string,
): Read<Partial<Record<Field, string>>> {
  const refuse = (what: string): { refused: string } => ({ refused: `${what} ${example}` });
  const values = args.filter((value) => value !== undefined && value !== null);
  if (values.length > 1) return refuse(`${verb} takes one value, and ${values.length} were sent.`);
  const [sent] = values;
  const none: Partial<Record<Field, string>> = {};
  if (sent === undefined) return { asked: none };
  if (typeof sent === 'string') return { asked: { ...none, [fields[0] as Field]: sent } };
  if (sent instanceof UnreadableMessage || ArrayBuffer.isView(sent))
    return refuse(`What was sent to ${verb} cannot be read as JSON.`);
  if (typeof sent !== 'object' || Array.isArray(sent)) {
    return refuse(`${verb} cannot be sent ${inWords(sent)}.`);
  }
  const unknown = Object.keys(sent).filter((key) => !fields.some((field) => field === key));
  if (unknown.length > 0)
    return refuse(`${verb} knows ${allQuoted(fields)} only, not ${allQuoted(unknown)}.`);
  const read = none;
  for (const field of fields) {
    const value = (sent as Readonly<Record<string, unknown>>)[field];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') return refuse(`"${field}" must be text, not ${inWords(value)}.`);
    read[field] = value;
  }
  return { asked: read };
}

/** What was sent, as it may stand in a sentence. */
export function inWords(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' || typeof value === 'boolean') return `${String(value)} (a ${typeof value})`;
  return 'an object';
}

/** An escape sequence in a reason would be printed on a terminal. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** Without what a terminal would act upon, and without blanks at its ends. */
export function plainText(text: string): string {
  return text.replace(CONTROL, ' ').trim();
}

/** The first three, as they may stand in a sentence. */
export function allQuoted(texts: readonly string[]): string {
  const more = texts.length > 3 ? ` and ${texts.length - 3} more` : '';
  return `${texts.slice(0, 3).map(quoted).join(', ')}${more}`;
}

function quoted(text: string): string {
  const plain = text.replace(CONTROL, ' ');
  return `"${plain.length > SHOWN ? `${plain.slice(0, SHOWN)}…` : plain}"`;
}
