/** Addresses inside somebody's network. A publisher's name that resolves to one is a trap or a mistake: never asked. */
import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { type LookupFunction, BlockList, isIPv4, isIPv6 } from 'node:net';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';

/** Everything that is not the public Internet (IANA special-purpose registries, RFC 6890). */
const NOT_PUBLIC = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  NOT_PUBLIC.addSubnet(network, bits, 'ipv4');
}

/** The only part of IPv6 that is public; what lies outside (loopback, fc00::, fe80::, multicast) is not. */
const PUBLIC_IPV6 = new BlockList();
PUBLIC_IPV6.addSubnet('2000::', 3, 'ipv6');
const DOCUMENTATION = new BlockList();
DOCUMENTATION.addSubnet('2001:db8::', 32, 'ipv6');
DOCUMENTATION.addSubnet('2001::', 23, 'ipv6');

/** True for loopback, private, link-local, shared, reserved and multicast addresses, and for what is no address. */
export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return NOT_PUBLIC.check(address, 'ipv4');
  if (!isIPv6(address)) return true;
  const inner = embeddedIPv4(address);
  if (inner !== undefined) return NOT_PUBLIC.check(inner, 'ipv4');
  return !PUBLIC_IPV6.check(address, 'ipv6') || DOCUMENTATION.check(address, 'ipv6');
}

/** The IPv4 address inside a mapped (::ffff:), NAT64 (64:ff9b::) or 6to4 (2002:) address. */
function embeddedIPv4(address: string): string | undefined {
  const groups = ipv6Groups(address);
  const start = groups.slice(0, 6).join(':');
  if (start === '0:0:0:0:0:ffff' || start === '64:ff9b:0:0:0:0') return dotted(groups[6], groups[7]);
  return groups[0] === '2002' ? dotted(groups[1], groups[2]) : undefined;
}

/** Eight groups in hex, without leading zeros. The URL parser is the one that knows every way of writing them. */
function ipv6Groups(address: string): readonly string[] {
  const [plain = ''] = address.split('%');
  const [left = '', right] = new URL(`http://[${plain}]/`).hostname.slice(1, -1).split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
}

function dotted(high = '0', low = '0'): string {
  const [a, b] = [parseInt(high, 16), parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}

/**
 * A `lookup` for http requests that fails when a name resolves to a private address: asked at the moment of
 * connecting, so a name cannot pass a check and then change. Fails with SourceError FORBIDDEN_ADDRESS.
 */
export function publicLookup(lookup: LookupFunction = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const addresses: readonly LookupAddress[] =
        typeof found === 'string' ? [{ address: found, family: isIPv6(found) ? 6 : 4 }] : found;
      const [first] = addresses;
      const inside = addresses.find(({ address }) => isPrivateAddress(address));
      if (!first || inside) return callback(forbidden(hostname, inside?.address), '', 0);
      if (options.all) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };
}

function forbidden(hostname: string, address: string | undefined): SourceError {
  return new SourceError(
    SourceErrorCode.forbiddenAddress,
    `${hostname} resolves to ${address ?? 'no address'}, which is not on the public Internet. Where the web is reached through a mirror, set NHS_MIRROR_URL; otherwise ask whoever runs the network's DNS.`,
  );
}
