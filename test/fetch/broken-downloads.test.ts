import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { fetchFile } from '../../fetch/fetch-file.ts';
import { type Handler, answer, HOST, withPublisher } from './publisher.ts';
import { everythingStored, failure, file } from './wanted.ts';

const BODY = Buffer.from(Array.from({ length: 60_000 }, (_, row) => `R${row},${row * 7}\n`).join(''));
const HALF = 400_000;

/** Sends `from` to HALF of the body under the full length, and breaks off once it is on its way. */
function breakOff(response: ServerResponse, headers: Record<string, string>, body = BODY): void {
  response.writeHead(200, { 'content-length': String(body.length), ...headers });
  response.write(body.subarray(0, HALF), () => response.destroy());
}

/** A server that breaks off the first time, and knows ranges as long as its ETag stands. */
function breaksOffOnce(etags: readonly string[]): Handler {
  let asked = 0;
  return (request: IncomingMessage, response: ServerResponse) => {
    const etag = etags[Math.min(asked, etags.length - 1)] ?? '';
    asked += 1;
    if (asked === 1) return breakOff(response, { etag });
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from === 0 || request.headers['if-range'] !== etag) {
      return void response.writeHead(200, { etag, 'content-length': String(BODY.length) }).end(BODY);
    }
    response.writeHead(206, {
      etag,
      'content-length': String(BODY.length - from),
      'content-range': `bytes ${from}-${BODY.length - 1}/${BODY.length}`,
    });
    response.end(BODY.subarray(from));
  };
}

describe('a download that breaks off', () => {
  it('is TRUNCATED, and goes on where it stopped when the strong ETag still stands', async () => {
    await withPublisher(
      { [`/${HOST}/a.csv`]: breaksOffOnce(['"v1"']) },
      async ({ mirrored, seen, dataDir }) => {
        const error = await failure(fetchFile(file('/a.csv'), mirrored));
        assert.equal(error.code, 'TRUNCATED');
        assert.equal(error.transient, true);
        assert.equal(await mirrored.store.findByUrl('ae-monthly', `https://${HOST}/a.csv`), undefined);
        const kept = await fetchFile(file('/a.csv'), mirrored);
        assert.match(seen[1]?.headers.range ?? '', /^bytes=[1-9]\d*-$/);
        assert.equal(seen[1]?.headers['if-range'], '"v1"');
        assert.equal(kept.facts.status, 206);
        assert.equal(kept.facts.headers.contentLength, BODY.length);
        assert.deepEqual(Buffer.from(await mirrored.store.read(kept)), BODY);
        assert.equal((await everythingStored(dataDir)).length, 3);
      },
    );
  });

  it('begins anew when the file was replaced meanwhile', async () => {
    await withPublisher(
      { [`/${HOST}/a.csv`]: breaksOffOnce(['"v1"', '"v2"']) },
      async ({ mirrored, seen }) => {
        await failure(fetchFile(file('/a.csv'), mirrored));
        const kept = await fetchFile(file('/a.csv'), mirrored);
        assert.equal(seen[1]?.headers['if-range'], '"v1"');
        assert.equal(kept.facts.status, 200);
        assert.deepEqual(Buffer.from(await mirrored.store.read(kept)), BODY);
      },
    );
  });

  it('begins anew when the ETag is weak', async () => {
    await withPublisher(
      { [`/${HOST}/a.csv`]: breaksOffOnce(['W/"v1"']) },
      async ({ mirrored, seen, dataDir }) => {
        await failure(fetchFile(file('/a.csv'), mirrored));
        assert.deepEqual(await everythingStored(dataDir), []);
        await fetchFile(file('/a.csv'), mirrored);
        assert.equal(seen[1]?.headers.range, undefined);
      },
    );
  });

  it('a failure of the server in between does not lose what had come', async () => {
    const server = breaksOffOnce(['"v1"']);
    let asked = 0;
    const pages: Record<string, Handler> = {
      [`/${HOST}/a.csv`]: (request, response) => {
        asked += 1;
        if (asked === 2) response.writeHead(503).end();
        else server(request, response);
      },
    };
    await withPublisher(pages, async ({ mirrored, seen }) => {
      await failure(fetchFile(file('/a.csv'), mirrored));
      assert.equal((await failure(fetchFile(file('/a.csv'), mirrored))).code, 'SERVER_FAILED');
      const kept = await fetchFile(file('/a.csv'), mirrored);
      assert.equal(seen[2]?.headers.range, seen[1]?.headers.range);
      assert.deepEqual(Buffer.from(await mirrored.store.read(kept)), BODY);
    });
  });

  it('a server that goes on at another place is not believed', async () => {
    let asked = 0;
    const pages: Record<string, Handler> = {
      [`/${HOST}/a.csv`]: (_request, response) => {
        asked += 1;
        if (asked === 1) return breakOff(response, { etag: '"v1"' });
        const range = { 'content-range': `bytes 5-${BODY.length - 1}/${BODY.length}`, etag: '"v1"' };
        if (asked === 2) return void response.writeHead(206, range).end(BODY.subarray(5));
        response.writeHead(200, { etag: '"v1"' }).end(BODY);
      },
    };
    await withPublisher(pages, async ({ mirrored, seen }) => {
      await failure(fetchFile(file('/a.csv'), mirrored));
      assert.equal((await failure(fetchFile(file('/a.csv'), mirrored))).code, 'TRUNCATED');
      const kept = await fetchFile(file('/a.csv'), mirrored);
      assert.equal(seen[2]?.headers.range, undefined);
      assert.deepEqual(Buffer.from(await mirrored.store.read(kept)), BODY);
    });
  });

  it('a compressed stream without its end is TRUNCATED', async () => {
    const zipped = gzipSync(BODY);
    const pages = {
      [`/${HOST}/a.csv`]: answer(zipped.subarray(0, zipped.length - 30), { 'content-encoding': 'gzip' }),
    };
    await withPublisher(pages, async ({ mirrored, dataDir }) => {
      assert.equal((await failure(fetchFile(file('/a.csv'), mirrored))).code, 'TRUNCATED');
      assert.deepEqual(await everythingStored(dataDir), []);
    });
  });

  it('a server that falls silent, before or within the file, is given up', async () => {
    const pages: Record<string, Handler> = {
      [`/${HOST}/silent.csv`]: () => undefined,
      [`/${HOST}/stalled.csv`]: (_request, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('Org Code,');
      },
    };
    await withPublisher(pages, async ({ mirrored }) => {
      const hasty = { ...mirrored, patience: { ...mirrored.patience, beginMs: 50, idleMs: 50 } };
      assert.equal((await failure(fetchFile(file('/silent.csv'), hasty))).code, 'NETWORK_FAILED');
      const error = await failure(fetchFile(file('/stalled.csv'), hasty));
      assert.equal(error.code, 'TRUNCATED');
      assert.match(error.message, /stalled/);
    });
  });

  it('a server that drips for ever is given up', async () => {
    const pages: Record<string, Handler> = {
      [`/${HOST}/drip.csv`]: (_request, response) => {
        const drip = setInterval(() => response.write('x'), 5);
        response.on('close', () => clearInterval(drip));
      },
    };
    await withPublisher(pages, async ({ mirrored }) => {
      const hasty = { ...mirrored, patience: { ...mirrored.patience, graceMs: 60 } };
      const error = await failure(fetchFile(file('/drip.csv'), hasty));
      assert.equal(error.code, 'TRUNCATED');
      assert.match(error.message, /too slowly/);
    });
  });

  it('a cancellation ends it at once with its own reason, and leaves nothing behind', async () => {
    const pages: Record<string, Handler> = {
      [`/${HOST}/a.csv`]: (_request, response) => {
        response.writeHead(200, { 'content-length': '1000000', etag: '"v1"' }).write(BODY.subarray(0, 1000));
      },
      [`/${HOST}/never.csv`]: () => undefined,
    };
    await withPublisher(pages, async ({ mirrored, dataDir }) => {
      for (const path of ['/a.csv', '/never.csv']) {
        const control = new AbortController();
        const reason = new Error('cancelled by the operator');
        if (path === '/never.csv') setImmediate(() => control.abort(reason));
        const wanted = file(path, { signal: control.signal, onProgress: () => control.abort(reason) });
        await assert.rejects(fetchFile(wanted, mirrored), (error) => error === reason);
        assert.deepEqual(await everythingStored(dataDir), []);
      }
    });
  });
});
