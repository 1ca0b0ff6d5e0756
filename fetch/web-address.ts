/** Which addresses may be asked at all. Links and redirects are hostile: each one passes through here. */
import { isIP } from 'node:net';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import { canonicalAddress } from '../store/address.ts';

const SECRET = /key|token|secret|sig|pass|auth|cred|session/i;

/**
 * The address to ask for a link as it stands on a page: `http://` becomes `https://`, blanks and dashes are encoded.
 * @param hosts the publisher's known hosts; others are refused.
 * @param redirectedFrom the address that led here, which a relative one is resolved against.
 * @throws SourceError FORBIDDEN_ADDRESS
 */
export function allowedAddress(text: string, hosts: readonly string[], redirectedFrom?: URL): URL {
  const refuse = (why: string): SourceError =>
    new SourceError(
      SourceErrorCode.forbiddenAddress,
      `${redirectedFrom ? `${shownAddress(redirectedFrom)} leads to ` : ''}${shownAddress(text)}, ${why}. Look at it in a browser; a file downloaded by hand can be given with --from-folder.`,
    );
  if (!URL.canParse(text, redirectedFrom?.href)) throw refuse('which is not a web address');
  const absolute = new URL(text, redirectedFrom);
  if (absolute.protocol !== 'https:' && absolute.protocol !== 'http:')
    throw refuse('which is not an https address');
  const url = new URL(canonicalAddress(absolute.href));
  if (url.username !== '' || url.password !== '') throw refuse('which carries a user name or a password');
  if (url.port !== '') throw refuse(`which is on port ${url.port}; the publishers' sites are on 443`);
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw refuse('which is a bare number, not a publisher');
  if (!hosts.includes(url.hostname))
    throw refuse(`which is none of the publisher's sites (${hosts.join(', ')})`);
  return url;
}

/** An address as it may be shown and logged: no user, no password, no secret of a query. */
export function shownAddress(address: string | URL): string {
  if (!URL.canParse(String(address))) return String(address).slice(0, 300);
  const url = new URL(address);
  url.username = '';
  url.password = '';
  for (const name of [...url.searchParams.keys()]) {
    if (SECRET.test(name)) url.searchParams.set(name, '...');
  }
  return url.href.slice(0, 500);
}
