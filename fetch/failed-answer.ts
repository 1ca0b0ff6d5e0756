/** What a status other than success means, and what a person can do about it. */
import type { IncomingHttpHeaders } from 'node:http';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import { isChallenge } from './challenge-page.ts';
import { retryAfterMs } from './retry-after.ts';
import { shownAddress } from './web-address.ts';

/** What a person can do where a program gets nothing. */
export const BY_HAND =
  'Download it in a browser, put it into a folder, and run again with --from-folder and that folder.';

/** Statuses of a server, a firewall or a captive network that wants a person, not another try. */
const REFUSED: ReadonlySet<number> = new Set([401, 403, 405, 406, 407, 451, 511]);

/** @param text the beginning of the body: challenge pages are told by it. */
export function failedAnswer(
  url: URL,
  status: number,
  headers: IncomingHttpHeaders,
  text: string,
  nowMs: number,
): SourceError {
  const where = shownAddress(url);
  const wait = retryAfterMs(headers['retry-after'], nowMs);
  const waiting = wait === undefined ? {} : { retryAfterMs: wait };
  if (status === 429) {
    return new SourceError(
      SourceErrorCode.tooManyRequests,
      `${url.host} asks for fewer requests (HTTP 429): ${where}. It is asked again later; if this goes on, wait an hour.`,
      waiting,
    );
  }
  const gone = status === 404 || status === 410;
  if (REFUSED.has(status) || (!gone && isChallenge(headers, text))) {
    return blocked(url, `HTTP ${status}`);
  }
  if (status >= 500 || status === 408 || status === 425 || status === 202) {
    return new SourceError(
      SourceErrorCode.serverFailed,
      `${url.host} failed (HTTP ${status}): ${where}. It is asked again by itself; if this goes on, try another day. ${BY_HAND}`,
      waiting,
    );
  }
  return new SourceError(
    SourceErrorCode.notFound,
    `There is nothing at ${where} (HTTP ${status}). Look at the publisher's page for the file's new address and retry with it. ${BY_HAND}`,
  );
}

/** Refused because a program asked. We do not try to get round it. */
export function blocked(url: URL, how: string): SourceError {
  return new SourceError(
    SourceErrorCode.blocked,
    `${url.host} refuses automated requests (${how}): ${shownAddress(url)}. ${BY_HAND}`,
  );
}
