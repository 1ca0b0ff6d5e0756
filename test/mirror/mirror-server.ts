/** A local server that answers as the publishers' sites, the way NHS_MIRROR_URL asks: /HOST/PATH?QUERY. */
import { createHash } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MirrorAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Mirror {
  /** For NHS_MIRROR_URL. */
  readonly url: string;
  /** Every request so far: the real address, and what was answered. */
  readonly requests: readonly { readonly url: string; readonly status: number; readonly bytes: number }[];
  readonly close: () => Promise<void>;
}

/** @param answer what the real address gives; undefined is a 404. ETags and 304s are seen to here. */
export async function startMirror(
  answer: (
    url: string,
    request: IncomingMessage,
  ) => MirrorAnswer | undefined | Promise<MirrorAnswer | undefined>,
): Promise<Mirror> {
  const requests: { url: string; status: number; bytes: number }[] = [];
  const server = createServer((request, response) => {
    void respond(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(`https:/${request.url ?? '/'}`).href;
    const found = (await answer(url, request)) ?? {
      status: 404,
      contentType: 'text/html',
      body: '<h1>Not found</h1>',
    };
    const body = Buffer.from(found.body ?? '');
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 20)}"`;
    const same = found.status === 200 && request.headers['if-none-match'] === etag;
    const status = same ? 304 : found.status;
    requests.push({ url, status, bytes: same ? 0 : body.length });
    response.writeHead(status, {
      ...(found.contentType && { 'content-type': found.contentType }),
      ...(found.status === 200 && { etag }),
      ...(!same && { 'content-length': String(body.length) }),
      ...found.headers,
    });
    response.end(same ? undefined : body);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
