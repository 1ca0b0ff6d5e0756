/** What a person sent, by its shape alone: what is asked for, or one sentence that says what to send. Never throws. */
import { whyNotAFileAddress } from './file-address.ts';
import { UnreadableMessage } from './payload-converter.ts';

/** What a person decides about a load that waits. */
export type Decision =
  { readonly verb: 'retry'; readonly url?: string } | { readonly verb: 'skip'; readonly reason: string };

/** A message that makes sense, or the sentence for whoever sent it. */
export type Read<T> = { readonly asked: T } | { readonly refused: string };

const RETRY_EXAMPLE =
  'Send {} to try the same addresses again, or {"url": "https://www.england.nhs.uk/…/file.xlsx"} to fetch from another.';
const SKIP_EXAMPLE = 'Send {"reason": "withdrawn by the publisher"}; the reason is published beside the gap.';
/** A reason stands in a cell of the published tables. */
const LONGEST_REASON = 1000;
const SHOWN = 60;

/** `retryDownload`: nothing, `{}`, `{"url": "https://…"}`, or the address alone. */
export function readRetry(args: readonly unknown[]): Read<Decision> {
  const read = readFields('retryDownload', 'url', args, RETRY_EXAMPLE);
  if ('refused' in read) return read;
  if (read.asked === undefined) return { asked: { verb: 'retry' } };
  const url = read.asked.trim();
  const why = whyNotAFileAddress(url);
  return why === undefined ? { asked: { verb: 'retry', url } } : { refused: `${why} ${RETRY_EXAMPLE}` };
}

/** `skip`: `{"reason": "…"}`, or the reason alone. */
export function readSkip(args: readonly unknown[]): Read<Decision> {
  const read = readFields('skip', 'reason', args, SKIP_EXAMPLE);
  if ('refused' in read) return read;
  const reason = read.asked?.replace(CONTROL, ' ').trim() ?? '';
  if (reason === '') return { refused: `Say why it is skipped. ${SKIP_EXAMPLE}` };
  if (reason.length > LONGEST_REASON) {
    return {
      refused: `The reason has ${reason.length} characters; ${LONGEST_REASON} is the most. ${SKIP_EXAMPLE}`,
    };
  }
  return { asked: { verb: 'skip', reason } };
}

/** Whether a Signal came with nothing in it: the UI's button without an input. */
export function isNothing(args: readonly unknown[]): boolean {
  return args.every((sent) => sent === undefined || sent === null);
}

/** The one field a message has, however it was written; undefined where it is not there. */
function readFields(
  verb: string,
  field: string,
  args: readonly unknown[],
  example: string,
): Read<string | undefined> {
  const refuse = (what: string): { refused: string } => ({ refused: `${what} ${example}` });
  const values = args.filter((value) => value !== undefined && value !== null);
  if (values.length > 1) return refuse(`${verb} takes one value, and ${values.length} were sent.`);
  const [sent] = values;
  if (sent === undefined) return { asked: undefined };
  if (typeof sent === 'string') return { asked: sent };
  if (sent instanceof UnreadableMessage || ArrayBuffer.isView(sent))
    return refuse(`What was sent to ${verb} cannot be read as JSON.`);
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    return refuse(`${verb} cannot be sent ${inWords(sent)}.`);
  }
  const unknown = Object.keys(sent).filter((key) => key !== field);
  if (unknown.length > 0) {
    const more = unknown.length > 3 ? ` and ${unknown.length - 3} more` : '';
    return refuse(`${verb} knows "${field}" only, not ${unknown.slice(0, 3).map(quoted).join(', ')}${more}.`);
  }
  const value = (sent as Readonly<Record<string, unknown>>)[field];
  if (value === undefined || value === null) return { asked: undefined };
  return typeof value === 'string'
    ? { asked: value }
    : refuse(`"${field}" must be text, not ${inWords(value)}.`);
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' || typeof value === 'boolean') return `${String(value)} (a ${typeof value})`;
  return 'an object';
}

/** An escape sequence in a reason would be printed on a terminal. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;

/** As it may stand in a sentence. */
function quoted(text: string): string {
  const plain = text.replace(CONTROL, ' ');
  return `"${plain.length > SHOWN ? `${plain.slice(0, SHOWN)}…` : plain}"`;
}
