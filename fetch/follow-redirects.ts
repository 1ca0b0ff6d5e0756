/** Follows redirects by hand, so that every address on the way is checked, paced and recorded. */
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import type { Hop } from '../store/raw-store.ts';
import { type Answer, ask } from './ask.ts';
import type { FetchEffects } from './fetch-effects.ts';
import { allowedAddress, shownAddress } from './web-address.ts';

const MOST_HOPS = 6;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export interface Errand<T> {
  readonly url: string;
  readonly hosts: readonly string[];
  readonly signal?: AbortSignal | undefined;
  /** Asked when a request's turn has come: what has been fetched meanwhile need not be asked for again. */
  readonly alreadyThere: () => Promise<T | undefined>;
  readonly headersFor: (url: URL) => Promise<Readonly<Record<string, string>>>;
  /** Takes the first answer that is no redirect. The connection is dropped when it returns. */
  readonly take: (answer: Answer, url: URL, hops: readonly Hop[]) => Promise<T>;
}

/** @throws SourceError whatever `take` finds; FORBIDDEN_ADDRESS; NOT_FOUND for redirects that lead nowhere. */
export async function followRedirects<T>(errand: Errand<T>, effects: FetchEffects): Promise<T> {
  const { hosts, signal } = errand;
  const hops: Hop[] = [];
  let url = allowedAddress(errand.url, hosts);
  for (;;) {
    const lane = effects.route.mirrored ? 'mirror' : url.host;
    const step = await effects.limiter.run(lane, signal, () => oneHop(errand, url, hops, effects));
    if ('result' in step) return step.result;
    const next = allowedAddress(step.location, hosts, url);
    if (hops.some((hop) => hop.url === next.href)) throw nowhere(errand.url, 'leads round in a circle');
    if (hops.length > MOST_HOPS) throw nowhere(errand.url, `leads on more than ${MOST_HOPS} times`);
    url = next;
  }
}

async function oneHop<T>(
  errand: Errand<T>,
  url: URL,
  hops: Hop[],
  effects: FetchEffects,
): Promise<{ result: T } | { location: string }> {
  const there = await errand.alreadyThere();
  if (there !== undefined) return { result: there };
  const answer = await ask(url, await errand.headersFor(url), errand.signal, effects);
  try {
    hops.push({ url: url.href, status: answer.status });
    const { location } = answer.headers;
    if (REDIRECTS.has(answer.status) && location !== undefined) return { location: asUtf8(location) };
    return { result: await errand.take(answer, url, hops) };
  } catch (error) {
    if (!effects.route.mirrored && error instanceof SourceError && error.retryAfterMs !== undefined) {
      effects.limiter.pause(url.host, error.retryAfterMs);
    }
    throw error;
  } finally {
    answer.close();
  }
}

/** Node reads headers as Latin-1; servers write names with an en dash in UTF-8. */
function asUtf8(header: string): string {
  const text = Buffer.from(header, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? header : text;
}

function nowhere(url: string, how: string): SourceError {
  return new SourceError(
    SourceErrorCode.notFound,
    `${shownAddress(url)} ${how}. Look at it in a browser, and retry with the address the file really has.`,
  );
}
