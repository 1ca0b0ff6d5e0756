/**
 * `NHS_NOTIFY_URL`: where notices go. The address of a webhook is a password to it, so it is in no message, log, table or
 * history. It is the operator's own, so it may be on this machine or in his network, unlike a publisher's.
 */
import { isIP } from 'node:net';
import { isPrivateAddress } from '../fetch/private-address.ts';
import { isLoopback } from '../fetch/proxy.ts';

const LONGEST = 4000;
/** Names that no public DNS resolves. */
const OF_A_PRIVATE_NETWORK = /^[^.]+$|\.(local|localhost|internal|lan|intranet|home\.arpa)\.?$/i;

/**
 * The address; undefined where nobody is to be told.
 * @throws RangeError with a sentence that does not hold the address
 */
export function notifyAddress(env: Readonly<Record<string, string | undefined>>): URL | undefined {
  const said = env['NHS_NOTIFY_URL']?.trim();
  if (!said) return undefined;
  if (said.length > LONGEST || !URL.canParse(said)) throw new RangeError(NO_ADDRESS);
  const url = new URL(said);
  if (url.protocol === 'https:') return url;
  if (url.protocol !== 'http:') throw new RangeError(NO_ADDRESS);
  if (!staysNear(url.hostname)) {
    throw new RangeError(
      'NHS_NOTIFY_URL is an http address outside this network, where everybody on the way could read it. Give its https address.',
    );
  }
  return url;
}

const NO_ADDRESS =
  'NHS_NOTIFY_URL is not the address of a webhook. Write it like https://chat.example.org/hooks/…; its text is not shown here, because it is a secret.';

/** Whether what is sent there does not leave this machine or its network. */
function staysNear(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isLoopback(hostname)) return true;
  return isIP(bare) === 0 ? OF_A_PRIVATE_NETWORK.test(bare) : isPrivateAddress(bare);
}
