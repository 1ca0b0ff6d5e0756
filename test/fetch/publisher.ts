/** Publishers' sites on 127.0.0.1, and the effects to fetch from them. Nothing here can reach further. */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FetchEffects, createFetchEffects } from '../../fetch/fetch-effects.ts';
import { createRawStore } from '../../store/create-raw-store.ts';
import { localFiles } from '../../store/local-files.ts';
import { createHostLimiter } from '../../fetch/host-limiter.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Publisher {
  readonly mirrorUrl: string;
  readonly dataDir: string;
  /** Every request so far: method-less path `/HOST/PATH` and its headers. */
  readonly seen: readonly { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  /** As with NHS_MIRROR_URL set. */
  readonly mirrored: FetchEffects;
  /** As without it: paced and cautious like the real thing, but every host lies on 127.0.0.1. */
  readonly direct: FetchEffects;
}

export const HOST = 'www.england.nhs.uk';
export const HOSTS = [HOST, 'files.digital.nhs.uk', 'webarchive.nationalarchives.gov.uk'];

/** Runs `test` against a server that answers `/HOST/PATH` from `pages`; anything else is a 404. */
export async function withPublisher(
  pages: Readonly<Record<string, Handler>>,
  test: (publisher: Publisher) => Promise<void>,
): Promise<void> {
  const seen: { path: string; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    seen.push({ path, headers: request.headers });
    const handler = pages[path];
    if (handler) handler(request, response);
    else response.writeHead(404).end('<html><a href="/">home</a></html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const dataDir = await mkdtemp(join(tmpdir(), 'nhs-fetch-'));
  try {
    const mirrorUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const mirrored = createFetchEffects(createRawStore(localFiles(dataDir)), { NHS_MIRROR_URL: mirrorUrl });
    const limiter = createHostLimiter({ intervalMs: 0, atOnce: 2 }, mirrored.clock);
    const direct = { ...mirrored, limiter, route: { ...mirrored.route, mirrored: false } };
    await test({ mirrorUrl, dataDir, seen, mirrored, direct });
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** A plain answer. */
export function answer(
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers }).end(body);
  };
}

/** A redirect. */
export function redirect(location: string, status = 302): Handler {
  return (_request, response) => response.writeHead(status, { location }).end();
}

export const CSV = 'Org Code,Attendances\r\nRJ1,12\r\nRXH,30\r\n';
