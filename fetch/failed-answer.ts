/** What a status other than success means, and what a person can do about it. */
import type { IncomingHttpHeaders } from 'node:http';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
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
      `${url.host} asks for fewer requests (HTTP 429): ${where}. If this goes on, wait an hour.`,
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
      `${url.host} failed (HTTP ${status}): ${where}. If this goes on, try another day. ${BY_HAND}`,
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

/** Titles and texts that no page of a publisher has. */
const CERTAIN: readonly RegExp[] = [
  /<title>\s*(just a moment|attention required|access denied|one moment, please|checking your browser|verif(y|ying) (that )?you are|human verification|are you (a )?(human|robot)|robot check|bot check|pardon our interruption|request rejected|ddos|security check|captcha)/i,
  /window\._cf_chl_opt|id=["']?challenge-form|cf-browser-verification/i,
  /incapsula incident id|request unsuccessful\. incapsula/i,
  /the requested url was rejected\. please consult/i,
  /enable javascript and cookies to continue/i,
  /automated[- ]traffic (has been )?(detected|blocked)|unusual traffic from your/i,
];

/** Words that ordinary pages hold too (a form's captcha, a protection script): they count where hardly a link is. */
const LIKELY =
  /captcha|_incapsula_resource|challenge-platform|verify (that )?you are|awswaf|perimeterx|datadome/i;
const FEW_LINKS = 8;

/** @param text the beginning of the answer, as text. */
export function isChallenge(headers: IncomingHttpHeaders, text: string): boolean {
  if (headers['cf-mitigated'] !== undefined || headers['x-amzn-waf-action'] !== undefined) return true;
  if (CERTAIN.some((mark) => mark.test(text))) return true;
  return LIKELY.test(text) && (text.match(/<a\s/gi)?.length ?? 0) < FEW_LINKS;
}

/** Longest wait a server is granted; a publisher that wants more is asked again by whoever runs the next load. */
const LONGEST_MS = 120_000;

/**
 * Milliseconds to wait, from a `Retry-After` header: seconds or an HTTP date. Undefined when there is none that
 * can be read; never negative, never more than two minutes.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  const date = /[a-z]{3},/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(date - nowMs, 0), LONGEST_MS);
}
