/** One POST to the webhook. Temporal tries again; nothing here does. No failure holds the address. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { got } from 'got';
import type { Proxy } from '../fetch/proxy.ts';
import { errorCode } from '../fetch/network-failure.ts';

/** What a webhook gets: `text` is what chat programs show, `notice` is for programs. */
export interface NoticeBody {
  readonly text: string;
  readonly notice: Readonly<Record<string, unknown>>;
}

/** A notice that was not delivered: one sentence, without the address. */
export class NoticeFailure extends Error {
  override readonly name = 'NoticeFailure';
  /** Whether another try may succeed. */
  readonly transient: boolean;
  /** What the receiver asked for, in milliseconds, capped. */
  readonly retryAfterMs: number | undefined;

  constructor(sentence: string, transient: boolean, retryAfterMs?: number) {
    super(sentence);
    this.transient = transient;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface SendEffects {
  /** The proxy that the request goes through; undefined where it goes straight. */
  readonly proxyFor: (target: URL) => Proxy | undefined;
  readonly patienceMs: number;
}

const MOST_SECONDS = 120;

/**
 * Sends it. The answer is not read beyond its status, and no redirect is followed: it would carry the notice elsewhere.
 * @throws NoticeFailure
 */
export async function sendNotice(
  address: URL,
  body: NoticeBody,
  signal: AbortSignal | undefined,
  { proxyFor, patienceMs }: SendEffects,
): Promise<void> {
  const proxy = readProxy(address, proxyFor);
  const stream = got.stream.post(address, {
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'nhs-trust-activity' },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    http2: false,
    timeout: { lookup: patienceMs, connect: patienceMs, send: patienceMs, response: patienceMs },
    ...(proxy && { agent: proxy.agents }),
    ...(signal && { signal }),
  });
  // Nobody may be listening any more when a dropped connection reports its end.
  stream.on('error', () => undefined);
  // A proxy that never answers has no socket yet whose silence could be noticed.
  const silence = setTimeout(() => {
    stream.destroy(Object.assign(new Error('No answer in time.'), { code: 'ETIMEDOUT' }));
  }, 3 * patienceMs);
  try {
    const [response] = (await once(stream, 'response')) as [IncomingMessage];
    judge(response, proxy);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof NoticeFailure) throw error;
    throw unanswered(error, proxy);
  } finally {
    clearTimeout(silence);
    stream.destroy();
  }
}

/** A proxy variable that is no address is told without what it holds. */
function readProxy(address: URL, proxyFor: SendEffects['proxyFor']): Proxy | undefined {
  try {
    return proxyFor(address);
  } catch {
    throw new NoticeFailure(
      'The notice was not sent: the variable of the proxy (https_proxy) is not the address of a proxy.',
      false,
    );
  }
}

function judge({ statusCode: status = 0, headers }: IncomingMessage, proxy: Proxy | undefined): void {
  if (status >= 200 && status < 300) return;
  if (status === 407) {
    throw new NoticeFailure(
      'The notice was not sent: the proxy wants a user and a password (HTTP 407).',
      false,
    );
  }
  const connect = proxy?.connectStatus();
  if (connect !== undefined && connect !== 200) {
    throw new NoticeFailure(
      `The notice was not sent: the proxy does not let it through (HTTP ${connect}).`,
      connect >= 500,
    );
  }
  if (status >= 300 && status < 400) {
    throw new NoticeFailure(
      `The address of NHS_NOTIFY_URL answers with a redirect (HTTP ${status}), which is not followed. Give the address that it leads to.`,
      false,
    );
  }
  if (status >= 500 || status === 408 || status === 425 || status === 429) {
    throw new NoticeFailure(
      `The address of NHS_NOTIFY_URL failed (HTTP ${status}).`,
      true,
      retryAfterMs(headers['retry-after']),
    );
  }
  throw new NoticeFailure(
    `The address of NHS_NOTIFY_URL does not take the notice (HTTP ${status}). Look whether the webhook still exists.`,
    false,
  );
}

function unanswered(error: unknown, proxy: Proxy | undefined): NoticeFailure {
  const who = proxy && proxy.connectStatus() === undefined ? 'The proxy' : 'The address of NHS_NOTIFY_URL';
  return new NoticeFailure(`${who} does not answer (${errorCode(error)}).`, true);
}

function retryAfterMs(header: string | undefined): number | undefined {
  const seconds = Number(header);
  if (header === undefined || !Number.isFinite(seconds) || seconds < 0) return undefined;
  return 1000 * Math.min(seconds, MOST_SECONDS);
}
