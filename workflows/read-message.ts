/** What a person may send to a load, read by its shape: the one place where anything typed into the Temporal UI is checked. */
import { ApplicationFailure } from '@temporalio/workflow';
import type { RetryRequest, SkipRequest } from './messages.ts';

/** A message as it is meant, or the sentence that says why it cannot be. */
export type Read<T> = { readonly meant: T } | { readonly refused: string };

const RETRY_EXAMPLE =
  'Send nothing to try the same addresses again, or {"url": "https://…"} to fetch from another.';
const SKIP_EXAMPLE = 'Say why it is skipped: {"reason": "…"}. The reason is published beside the gap.';
const LONGEST = 2000;

/** Nothing, `{}`, an address as text, or `{"url": …}`. */
export function readRetry(sent: unknown): Read<RetryRequest> {
  if (isNothing(sent)) return { meant: {} };
  if (typeof sent === 'string') return readAddress(sent);
  const fields = fieldsOf(sent, ['url'], RETRY_EXAMPLE);
  if ('refused' in fields) return fields;
  const { url } = fields.meant;
  return isNothing(url) ? { meant: {} } : readAddress(url);
}

/** A reason as text, or `{"reason": …}`. */
export function readSkip(sent: unknown): Read<SkipRequest> {
  if (typeof sent === 'string') return readReason(sent);
  if (sent === undefined || sent === null) return { refused: SKIP_EXAMPLE };
  const fields = fieldsOf(sent, ['reason'], SKIP_EXAMPLE);
  return 'refused' in fields ? fields : readReason(fields.meant['reason']);
}

/** A refusal as the sender reads it: the sentence, without the place in our code. */
export function refusal(sentence: string): ApplicationFailure {
  const failure = ApplicationFailure.nonRetryable(sentence, 'MESSAGE_REFUSED');
  failure.stack = '';
  return failure;
}

function readAddress(url: unknown): Read<RetryRequest> {
  if (typeof url !== 'string') return { refused: `The url ${shown(url)} is no text. ${RETRY_EXAMPLE}` };
  const address = url.trim();
  if (address.length <= LONGEST && /^https:\/\/[^\s/@]+\/\S*$/.test(address))
    return { meant: { url: address } };
  return { refused: `"${shownText(address)}" is not the https address of a file. ${RETRY_EXAMPLE}` };
}

function readReason(reason: unknown): Read<SkipRequest> {
  if (reason === undefined || reason === null) return { refused: SKIP_EXAMPLE };
  if (typeof reason !== 'string')
    return { refused: `The reason ${shown(reason)} is no text. ${SKIP_EXAMPLE}` };
  const why = reason.trim();
  if (why === '') return { refused: SKIP_EXAMPLE };
  if (why.length > LONGEST)
    return {
      refused: `A reason of ${why.length} characters is too long to be published; ${LONGEST} are the most.`,
    };
  return { meant: { reason: why } };
}

function fieldsOf(
  sent: unknown,
  known: readonly string[],
  example: string,
): Read<Readonly<Record<string, unknown>>> {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent))
    return { refused: `${shown(sent)} is not understood. ${example}` };
  const unknown = Object.keys(sent).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    const names = unknown.slice(0, 5).map((key) => `"${shownText(key)}"`);
    return { refused: `${names.join(', ')} is no part of this message. ${example}` };
  }
  return { meant: sent as Readonly<Record<string, unknown>> };
}

function isNothing(sent: unknown): boolean {
  return sent === undefined || sent === null || (typeof sent === 'string' && sent.trim() === '');
}

function shown(sent: unknown): string {
  return shownText(JSON.stringify(sent) ?? 'nothing');
}

/** Short enough for a sentence. */
function shownText(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`;
}
