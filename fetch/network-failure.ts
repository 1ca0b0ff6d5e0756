/** Why no answer came, in words. */
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import { BY_HAND } from './failed-answer.ts';
import { shownAddress } from './web-address.ts';

const IN_WORDS: readonly (readonly [codes: RegExp, words: string])[] = [
  [
    /^(ENOTFOUND|EAI_AGAIN|ENODATA)$/,
    'its name cannot be resolved. Check the network; where the web is reached through a mirror, set NHS_MIRROR_URL',
  ],
  [
    /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EACCES|EPERM)$/,
    'it cannot be reached. Check the network and its firewall',
  ],
  [/^(ETIMEDOUT|ESOCKETTIMEDOUT)$/, 'it did not answer in time'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED)$/, 'it broke the connection off'],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/,
    'its certificate is not trusted here. Where the network inspects traffic, set NODE_EXTRA_CA_CERTS to its certificate',
  ],
];

/** The refusal of an address where one lies behind the error, else NETWORK_FAILED. */
export function networkFailure(url: URL, error: unknown): SourceError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof SourceError) return cause;
  }
  const code = errorCode(error);
  const words = IN_WORDS.find(([codes]) => codes.test(code))?.[1] ?? `the connection failed (${code})`;
  return new SourceError(
    SourceErrorCode.networkFailed,
    `No answer from ${url.host}: ${words}. Asked for: ${shownAddress(url)}. If this goes on, try another day. ${BY_HAND}`,
    { cause: new Error(code) },
  );
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown reason';
}
