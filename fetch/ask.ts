/** One request to one address. No retries and no redirects: those are decided by others. */
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { got } from 'got';
import type { FetchEffects } from './fetch-effects.ts';
import { SourceError } from '../nhs/source-error.ts';
import type { Route } from './route.ts';
import { proxyFailure, proxyRefusal } from './proxy.ts';
import { networkFailure } from './network-failure.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The bytes as sent: not decompressed. */
  readonly body: Readable;
  /** Drops the rest of the body and its connection. */
  readonly close: () => void;
}

/**
 * @param url the publisher's address; the route says where the request really goes.
 * @throws SourceError NETWORK_FAILED or FORBIDDEN_ADDRESS; the signal's reason when it aborts.
 */
export async function ask(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
  {
    route,
    proxyFor,
    patience,
    userAgent,
  }: Pick<FetchEffects, 'route' | 'proxyFor' | 'patience' | 'userAgent'>,
): Promise<Answer> {
  const target = route.target(url);
  const proxy = proxyFor(target);
  // A proxy looks names up itself; where this machine knows the name too, it must be a public one as ever.
  if (proxy) await refusePrivateName(target.hostname, route.lookup);
  const stream = got.stream(target, {
    headers: { 'user-agent': userAgent, ...headers },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: false,
    http2: false,
    dnsLookup: route.lookup,
    timeout: { lookup: patience.beginMs, connect: patience.beginMs, response: patience.beginMs },
    ...(proxy && { agent: proxy.agents }),
    ...(signal && { signal }),
  });
  // Nobody may be listening any more when a dropped connection reports its end.
  stream.on('error', () => undefined);
  const close = (): void => void stream.destroy();
  // A proxy that never answers has no socket yet whose silence could be noticed.
  const silence = setTimeout(() => {
    stream.destroy(Object.assign(new Error('No answer in time.'), { code: 'ETIMEDOUT' }));
  }, 3 * patience.beginMs);
  try {
    const [response] = (await once(stream, 'response')) as [IncomingMessage];
    const refused = proxy && proxyRefusal(proxy, url, response.statusCode ?? 0);
    if (refused) throw refused;
    return { status: response.statusCode ?? 0, headers: response.headers, body: stream, close };
  } catch (error) {
    close();
    signal?.throwIfAborted();
    throw proxyFailure(proxy, error) ?? networkFailure(url, error);
  } finally {
    clearTimeout(silence);
  }
}

/** Behind a proxy this machine need not know any name. */
const LOOKUP_WITHIN_MS = 2000;

async function refusePrivateName(hostname: string, lookup: Route['lookup']): Promise<void> {
  const error = await new Promise<unknown>((resolve) => {
    const late = setTimeout(() => resolve(undefined), LOOKUP_WITHIN_MS);
    lookup(hostname, { all: true }, (failure) => {
      clearTimeout(late);
      resolve(failure);
    });
  });
  if (error instanceof SourceError) throw error;
}
