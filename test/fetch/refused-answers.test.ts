import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { fetchFile } from '../../fetch/fetch-file.ts';
import { retryAfterMs } from '../../fetch/failed-answer.ts';
import { answer, HOST, redirect, withPublisher } from './publisher.ts';
import { everythingStored, failure, file } from './wanted.ts';

const HTML = '<!DOCTYPE html><html><head><title>NHS England</title></head><body>Welcome</body></html>';
const CHALLENGE =
  '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body>Enable JavaScript and cookies to continue</body></html>';
const INCAPSULA =
  '<html><head><META NAME="robots" CONTENT="noindex"></head><body><iframe src="/_Incapsula_Resource?x=1">Request unsuccessful.</iframe></body></html>';

interface Case {
  readonly what: string;
  readonly give: ReturnType<typeof answer>;
  readonly code: string;
  readonly transient?: boolean;
  readonly retryAfterMs?: number;
}

const html = { 'content-type': 'text/html' };
const CASES: readonly Case[] = [
  { what: '404', give: answer(HTML, html, 404), code: 'NOT_FOUND' },
  { what: '410', give: answer('', {}, 410), code: 'NOT_FOUND' },
  { what: '400', give: answer('', {}, 400), code: 'NOT_FOUND' },
  { what: '401', give: answer('', {}, 401), code: 'BLOCKED' },
  { what: '403', give: answer('', {}, 403), code: 'BLOCKED' },
  { what: '451', give: answer('', {}, 451), code: 'BLOCKED' },
  { what: '408', give: answer('', {}, 408), code: 'SERVER_FAILED', transient: true },
  { what: '425', give: answer('', {}, 425), code: 'SERVER_FAILED', transient: true },
  { what: '500', give: answer(HTML, html, 500), code: 'SERVER_FAILED', transient: true },
  { what: '502', give: answer('', {}, 502), code: 'SERVER_FAILED', transient: true },
  {
    what: '503 with Retry-After in seconds',
    give: answer('', { 'retry-after': '7' }, 503),
    code: 'SERVER_FAILED',
    transient: true,
    retryAfterMs: 7000,
  },
  {
    what: '429 with a Retry-After of a day',
    give: answer('', { 'retry-after': '86400' }, 429),
    code: 'TOO_MANY_REQUESTS',
    transient: true,
    retryAfterMs: 120_000,
  },
  {
    what: '429 without Retry-After',
    give: answer('', {}, 429),
    code: 'TOO_MANY_REQUESTS',
    transient: true,
  },
  { what: 'a challenge page with 200', give: answer(CHALLENGE, html), code: 'BLOCKED' },
  { what: 'a challenge page with 503', give: answer(CHALLENGE, html, 503), code: 'BLOCKED' },
  {
    what: 'a compressed challenge page with 503',
    give: answer(gzipSync(CHALLENGE), { ...html, 'content-encoding': 'gzip' }, 503),
    code: 'BLOCKED',
  },
  { what: 'an Incapsula page with 200', give: answer(INCAPSULA, html), code: 'BLOCKED' },
  {
    what: 'a silent challenge with 202',
    give: answer('', { 'x-amzn-waf-action': 'challenge' }, 202),
    code: 'BLOCKED',
  },
  {
    what: 'a web page named .csv',
    give: answer(HTML, { 'content-type': 'text/csv' }),
    code: 'HTML_INSTEAD_OF_FILE',
  },
  { what: 'nothing', give: answer(''), code: 'EMPTY' },
  { what: '204', give: (_request, response) => response.writeHead(204).end(), code: 'EMPTY' },
  { what: 'blanks', give: answer(' \r\n \r\n'), code: 'EMPTY' },
  { what: 'a PDF', give: answer('%PDF-1.7\n%\xe2\xe3\xcf\xd3'), code: 'WRONG_TYPE' },
  { what: 'JSON', give: answer('{"error":"gone"}'), code: 'WRONG_TYPE' },
  { what: 'a picture', give: answer(Buffer.from('89504e470d0a1a0a0000', 'hex')), code: 'WRONG_TYPE' },
  {
    what: 'a redirect without an address',
    give: (_q, response) => response.writeHead(302).end(),
    code: 'NOT_FOUND',
  },
  {
    what: 'an encoding nobody asked for',
    give: answer('abc', { 'content-encoding': 'zstd' }),
    code: 'WRONG_TYPE',
  },
  {
    what: 'damaged compression',
    give: answer(Buffer.concat([gzipSync('Org Code,A&E\n').subarray(0, 10), Buffer.alloc(40, 255)]), {
      'content-encoding': 'gzip',
    }),
    code: 'UNREADABLE_FILE',
  },
];

describe('what a server may answer instead of a file', () => {
  for (const { what, give, code, transient = false, retryAfterMs: wait } of CASES) {
    it(`${what} is ${code}, and nothing is kept`, async () => {
      await withPublisher({ [`/${HOST}/a.csv`]: give }, async ({ mirrored, dataDir }) => {
        const error = await failure(fetchFile(file('/a.csv'), mirrored));
        assert.equal(error.code, code);
        assert.equal(error.transient, transient);
        assert.equal(error.retryAfterMs, wait);
        assert.match(error.message, /https:\/\/www\.england\.nhs\.uk\/a\.csv/);
        assert.doesNotMatch(error.message, /127\.0\.0\.1/);
        if (code === 'BLOCKED') assert.match(error.message, /--from-folder/);
        assert.deepEqual(await everythingStored(dataDir), []);
      });
    });
  }

  it('a moved file whose address now leads to the home page is HTML_INSTEAD_OF_FILE', async () => {
    const pages = { [`/${HOST}/gone.xlsx`]: redirect('/', 301), [`/${HOST}/`]: answer(HTML, html) };
    await withPublisher(pages, async ({ mirrored }) => {
      const error = await failure(fetchFile(file('/gone.xlsx'), mirrored));
      assert.equal(error.code, 'HTML_INSTEAD_OF_FILE');
    });
  });

  it('a file that announces more than the cap is not begun, and one that sends more is given up', async () => {
    let sent = 0;
    const pages = {
      [`/${HOST}/announced.csv`]: answer(Buffer.alloc(200_000, 'x,y\n')),
      [`/${HOST}/silent.csv`]: (_request: unknown, response: ServerResponse) => {
        const more = (): void => {
          sent += 65_536;
          if (!response.destroyed && sent < 2_000_000_000)
            response.write(Buffer.alloc(65_536, 'x,y\n'), more);
        };
        more();
      },
    };
    await withPublisher(pages, async ({ mirrored, dataDir }) => {
      for (const path of ['/announced.csv', '/silent.csv']) {
        const error = await failure(fetchFile(file(path, { maxBytes: 100_000 }), mirrored));
        assert.equal(error.code, 'TOO_LARGE');
      }
      assert.ok(sent < 50_000_000, `${sent} bytes were taken in`);
      assert.deepEqual(await everythingStored(dataDir), []);
    });
  });

  it('a host that asks for a pause is not asked for anything else meanwhile', async () => {
    const pages = { [`/${HOST}/a.csv`]: answer('', { 'retry-after': '30' }, 429) };
    await withPublisher(pages, async ({ direct }) => {
      const pauses: (readonly [string, number])[] = [];
      const limiter = {
        ...direct.limiter,
        pause: (host: string, ms: number): void => void pauses.push([host, ms]),
      };
      await failure(fetchFile(file('/a.csv'), { ...direct, limiter }));
      assert.deepEqual(pauses, [[HOST, 30_000]]);
    });
  });

  it('a secret in an address is not repeated in the message', async () => {
    await withPublisher({}, async ({ mirrored }) => {
      const error = await failure(fetchFile(file('/a.csv?key=s3cret&page=2'), mirrored));
      assert.match(error.message, /key=\.\.\.&page=2/);
    });
  });

  it('a server nobody listens on is NETWORK_FAILED', async () => {
    await withPublisher({}, async ({ mirrored }) => {
      const nobody = { ...mirrored.route, target: () => new URL('http://127.0.0.1:1/') };
      const error = await failure(fetchFile(file('/a.csv'), { ...mirrored, route: nobody }));
      assert.equal(error.code, 'NETWORK_FAILED');
      assert.equal(error.transient, true);
    });
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2025-01-02T10:00:00Z');
  it('is read as seconds or as a date, never below zero and never above two minutes', () => {
    assert.equal(retryAfterMs('30', now), 30_000);
    assert.equal(retryAfterMs(' 0 ', now), 0);
    assert.equal(retryAfterMs('99999999999999999999', now), 120_000);
    assert.equal(retryAfterMs('Thu, 02 Jan 2025 10:00:45 GMT', now), 45_000);
    assert.equal(retryAfterMs('Thu, 02 Jan 2020 10:00:45 GMT', now), 0);
    assert.equal(retryAfterMs('Thu, 02 Jan 2031 10:00:45 GMT', now), 120_000);
  });
  it('is nothing when it cannot be read', () => {
    for (const text of [undefined, '', 'soon', '-5', '1.5', '2025'.repeat(2) + 'x']) {
      assert.equal(retryAfterMs(text, now), undefined);
    }
  });
});
