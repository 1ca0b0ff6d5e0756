/** What fetching reaches the world through. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { RawStore } from '../store/raw-store.ts';
import { type Clock, systemClock } from './clock.ts';
import { type HostLimiter, createHostLimiter, MIRROR_PACE, PUBLISHER_PACE } from './host-limiter.ts';
import { type Patience, MIRROR_WAITS, PATIENCE, PUBLISHER_WAITS } from './patience.ts';
import { type Proxy, proxyFor } from './proxy.ts';
import { type Route, directRoute, mirrorRoute } from './route.ts';

export interface FetchEffects {
  readonly store: RawStore;
  readonly route: Route;
  /** The proxy that a request goes through; undefined where it goes straight. */
  readonly proxyFor: (target: URL) => Proxy | undefined;
  readonly limiter: HostLimiter;
  readonly clock: Clock;
  readonly patience: Patience;
  readonly userAgent: string;
  /** Milliseconds after which an address that refused a program is asked again, time after time. */
  readonly askAgainAfterMs: readonly number[];
}

const environment = z.object({
  NHS_MIRROR_URL: z
    .url({
      protocol: /^https?$/,
      error: 'NHS_MIRROR_URL is not a web address. Write it like http://127.0.0.1:9000.',
    })
    .refine((text) => !/[?#@]/.test(text), 'NHS_MIRROR_URL may not hold a user, a query or a fragment.')
    .optional(),
  NHS_CONTACT: z
    .string()
    .regex(
      /^[\x20-\x7e]{1,200}$/,
      'NHS_CONTACT must be plain text of up to 200 characters: an e-mail address.',
    )
    .optional(),
});

/**
 * The real thing, over a store. One for a process: the pace of requests is kept in it.
 * @throws RangeError with one sentence when NHS_MIRROR_URL or NHS_CONTACT cannot be used.
 */
export function createFetchEffects(
  store: RawStore,
  env: Readonly<Record<string, string | undefined>>,
): FetchEffects {
  const set = (name: string): string | undefined => env[name]?.trim() || undefined;
  const read = environment.safeParse({
    NHS_MIRROR_URL: set('NHS_MIRROR_URL'),
    NHS_CONTACT: set('NHS_CONTACT'),
  });
  if (!read.success) throw new RangeError(read.error.issues.map(({ message }) => message).join(' '));
  const { NHS_MIRROR_URL: mirror, NHS_CONTACT: contact } = read.data;
  return {
    store,
    route: mirror === undefined ? directRoute : mirrorRoute(mirror),
    proxyFor: (target) => proxyFor(target, env),
    limiter: createHostLimiter(mirror === undefined ? PUBLISHER_PACE : MIRROR_PACE, systemClock),
    clock: systemClock,
    patience: PATIENCE,
    userAgent: userAgent(contact),
    askAgainAfterMs: mirror === undefined ? PUBLISHER_WAITS : MIRROR_WAITS,
  };
}

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  bugs: z.object({ url: z.string() }).optional(),
});

/**
 * Who we say we are: the project by name, its version, and where to complain.
 * @param contact how to reach whoever runs this copy (NHS_CONTACT): an address a publisher can write to.
 */
function userAgent(contact: string | undefined): string {
  const { name, version, bugs } = manifest.parse(
    JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')),
  );
  const complaints = contact ?? bugs?.url ?? `the issue tracker of ${name}`;
  return `${name}/${version} (reads published NHS statistics, one request a second; complaints: ${complaints})`;
}
