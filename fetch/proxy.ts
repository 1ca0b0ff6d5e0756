/**
 * The way through a network's proxy, as `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say it, in either case.
 * This machine itself is never asked through one. No message holds the user or the password of a proxy.
 */
import type { Agents } from 'got';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { errorCode } from './network-failure.ts';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';

export interface Proxy {
  readonly agents: Agents;
  /** Address with user and password: never to be shown. */
  readonly said: string;
  /** `proxy.trust.nhs.uk:8080` */
  readonly shown: string;
  /** What the proxy answered to CONNECT, once it has. */
  readonly connectStatus: () => number | undefined;
}

const LOOPBACK = /^(localhost|127(\.\d+){1,3}|\[::1\])$/i;

/** True for an address of this machine: `127.0.0.1:7233`, `localhost`. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/** The variables of a process. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that a request goes through; undefined where it goes straight.
 * @throws SourceError NETWORK_FAILED, final, when the variable holds no address of a proxy
 */
export function proxyFor(target: URL, env: Environment): Proxy | undefined {
  if (isLoopback(target.hostname) || isSpared(target.hostname, env)) return undefined;
  const said = variable(`${target.protocol.slice(0, -1)}_proxy`, env) || variable('all_proxy', env);
  return said === '' ? undefined : proxyNamed(said.includes('://') ? said : `http://${said}`, target);
}

function proxyNamed(said: string, target: URL): Proxy {
  const before = refused.get(said);
  if (before) throw before;
  const address = URL.canParse(said) ? new URL(said) : undefined;
  if (!address || !/^https?:$/.test(address.protocol) || !isReadable(address)) {
    throw final(
      `${target.protocol.slice(0, -1)}_proxy is not the address of a proxy that can be used here. Write it like http://user:password@proxy.example.nhs.uk:8080, with /, @, : and % in the password as %2F, %40, %3A and %25.`,
    );
  }
  let status: number | undefined;
  const https = new HttpsProxyAgent(address);
  https.on('proxyConnect', (answer: { readonly statusCode?: number }) => {
    status = answer.statusCode;
  });
  return {
    agents: { http: new HttpProxyAgent(address), https },
    said,
    shown: address.host,
    connectStatus: () => status,
  };
}

/** What is wrong when the proxy, and not the publisher, has answered; undefined where the publisher has. */
export function proxyRefusal(proxy: Proxy, url: URL, status: number): SourceError | undefined {
  if (status === 407) {
    const wrong = final(
      `The proxy ${proxy.shown} does not let us through to ${url.host}: it wants a user and a password, or does not accept those it was given (HTTP 407). Write them into https_proxy, like http://user:password@${proxy.shown}, and run again.`,
    );
    // A wrong password sent for every page would lock the account.
    refused.set(proxy.said, wrong);
    return wrong;
  }
  const connect = proxy.connectStatus();
  if (connect === undefined || connect === 200) return undefined;
  if (connect >= 500)
    return new SourceError(
      SourceErrorCode.serverFailed,
      `The proxy ${proxy.shown} could not reach ${url.host} (HTTP ${connect}). If this goes on, ask whoever runs the network.`,
    );
  return final(
    `The proxy ${proxy.shown} does not let us through to ${url.host} (HTTP ${connect}). Ask whoever runs the network to allow it, or download the files elsewhere and use --from-folder.`,
  );
}

/** No answer from the proxy itself; undefined where the request got further, or there is none. */
export function proxyFailure(proxy: Proxy | undefined, error: unknown): SourceError | undefined {
  if (!proxy || error instanceof SourceError || proxy.connectStatus() !== undefined) return undefined;
  return new SourceError(
    SourceErrorCode.networkFailed,
    `The proxy ${proxy.shown} does not answer (${errorCode(error)}). If this goes on, correct https_proxy, or ask whoever runs the network.`,
  );
}

/** Proxies that did not accept their password: not asked again by this process. */
const refused = new Map<string, SourceError>();

/** `no_proxy=nhs.uk` spares `www.england.nhs.uk` too, as in curl and in browsers; `*` spares every host. */
function isSpared(hostname: string, env: Environment): boolean {
  const entries = variable('no_proxy', env)
    .toLowerCase()
    .split(/[\s,]+/);
  return entries.some((entry) => {
    if (entry === '*') return true;
    const domain = entry.replace(/:\d+$/, '').replace(/^\*?\.?/, '');
    return domain !== '' && (hostname === domain || hostname.endsWith(`.${domain}`));
  });
}

/** In small letters or, where that is not set, in capitals. */
function variable(name: string, env: Environment): string {
  return (env[name] || env[name.toUpperCase()] || '').trim();
}

/** A slash or a percent sign in a password makes another address of it. */
function isReadable({ username, password, pathname }: URL): boolean {
  if (pathname.includes('@')) return false;
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

function final(sentence: string): SourceError {
  return new SourceError(SourceErrorCode.networkFailed, sentence, { transient: false });
}
