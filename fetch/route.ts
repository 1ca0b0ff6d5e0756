/** How an address is reached: at the publisher's, or through a mirror. */
import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { publicLookup } from './private-address.ts';

export interface Route {
  /** A mirror is not slowed down, and is asked every time. */
  readonly mirrored: boolean;
  /** Where the request for a publisher's address goes. */
  readonly target: (url: URL) => URL;
  readonly lookup: LookupFunction;
}

export const directRoute: Route = {
  mirrored: false,
  target: (url) => url,
  lookup: publicLookup(),
};

/**
 * `http://127.0.0.1:9000` serves `https://HOST/PATH?QUERY` as `http://127.0.0.1:9000/HOST/PATH?QUERY`. Only the
 * mirror itself may be a private address: what it redirects to is a publisher's address again, or refused.
 */
export function mirrorRoute(mirrorUrl: string): Route {
  const base = mirrorUrl.replace(/\/+$/, '');
  return {
    mirrored: true,
    target: ({ host, pathname, search }) => new URL(`${base}/${host}${pathname}${search}`),
    lookup,
  };
}
