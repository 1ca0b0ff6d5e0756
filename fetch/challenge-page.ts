/** Pages that are served to programs instead of what was asked for. They come with 200, 202, 403 and 503 alike. */
import type { IncomingHttpHeaders } from 'node:http';

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
