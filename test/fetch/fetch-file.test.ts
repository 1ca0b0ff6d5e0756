import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { fetchFile } from '../../fetch/fetch-file.ts';
import { answer, CSV, HOST, redirect, withPublisher } from './publisher.ts';
import { everythingStored, failure, file } from './wanted.ts';

describe('fetching a file', () => {
  it('keeps the bytes, the real addresses, every hop and the headers', async () => {
    const pages = {
      [`/${HOST}/old/july.csv`]: redirect('/new/july.csv', 301),
      [`/${HOST}/new/july.csv`]: answer(CSV, { etag: '"v1"', 'content-type': 'text/csv' }),
    };
    await withPublisher(pages, async ({ mirrored }) => {
      const kept = await fetchFile(file('/old/july.csv'), mirrored);
      assert.equal(kept.outcome, 'fetched');
      assert.equal(kept.fileName, 'july.csv');
      assert.equal(kept.facts.url, `https://${HOST}/old/july.csv`);
      assert.equal(kept.facts.finalUrl, `https://${HOST}/new/july.csv`);
      assert.deepEqual(kept.facts.hops, [
        { url: `https://${HOST}/old/july.csv`, status: 301 },
        { url: `https://${HOST}/new/july.csv`, status: 200 },
      ]);
      assert.deepEqual(kept.facts.headers, {
        etag: '"v1"',
        contentType: 'text/csv',
        contentLength: CSV.length,
      });
      assert.equal(Buffer.from(await mirrored.store.read(kept)).toString(), CSV);
    });
  });

  it('says who is asking and where to complain', async () => {
    await withPublisher({ [`/${HOST}/a.csv`]: answer(CSV) }, async ({ mirrored, seen }) => {
      await fetchFile(file('/a.csv'), mirrored);
      assert.match(seen[0]?.headers['user-agent'] ?? '', /^nhs-trust-activity\/\d.*complaints: \S/);
    });
  });

  it('an address with blanks, dashes, an ampersand or an address inside it reaches the mirror as it should', async () => {
    const paths: Readonly<Record<string, string>> = {
      'https://files.digital.nhs.uk/01/B9/tab v2.csv': '/files.digital.nhs.uk/01/B9/tab%20v2.csv',
      [`https://${HOST}/Beds-–-1987-88.csv`]: `/${HOST}/Beds-%E2%80%93-1987-88.csv`,
      [`http://${HOST}/A&E.csv?x=1&y=2#top`]: `/${HOST}/A&E.csv?x=1&y=2`,
      'https://webarchive.nationalarchives.gov.uk/ukgwa/2020mp_/https://improvement.nhs.uk/documents/1/T.csv':
        '/webarchive.nationalarchives.gov.uk/ukgwa/2020mp_/https://improvement.nhs.uk/documents/1/T.csv',
    };
    const pages = Object.fromEntries(Object.values(paths).map((path) => [path, answer(CSV)]));
    await withPublisher(pages, async ({ mirrored, seen }) => {
      for (const [url, path] of Object.entries(paths)) {
        const kept = await fetchFile(file(url), mirrored);
        assert.equal(seen.at(-1)?.path, path);
        assert.equal(kept.facts.url, new URL(url.replace('http:', 'https:').replace('#top', '')).href);
        assert.equal((await mirrored.store.findByUrl('ae-monthly', url))?.sha256, kept.sha256);
      }
    });
  });

  it('what the server says has not changed is not sent again', async () => {
    const pages = {
      [`/${HOST}/a.csv`]: (request, response) => {
        const same = request.headers['if-none-match'] === '"v1"';
        response.writeHead(same ? 304 : 200, {
          etag: '"v1"',
          'last-modified': 'Thu, 08 Aug 2019 08:30:00 GMT',
        });
        response.end(same ? undefined : CSV);
      },
    } satisfies Parameters<typeof withPublisher>[0];
    await withPublisher(pages, async ({ mirrored, seen, dataDir }) => {
      const first = await fetchFile(file('/a.csv'), mirrored);
      const second = await fetchFile(file('/a.csv'), mirrored);
      assert.equal(second.outcome, 'not-modified');
      assert.equal(second.path, first.path);
      assert.equal(second.facts.fetchedAt, first.facts.fetchedAt);
      assert.equal(seen[1]?.headers['if-modified-since'], 'Thu, 08 Aug 2019 08:30:00 GMT');
      assert.equal((await everythingStored(dataDir)).length, 3);
    });
  });

  it('the same bytes from a server without ETags keep the date of their first fetch', async () => {
    await withPublisher({ [`/${HOST}/a.csv`]: answer(CSV) }, async ({ mirrored }) => {
      const first = await fetchFile(file('/a.csv'), mirrored);
      const second = await fetchFile(file('/a.csv'), mirrored);
      assert.equal(second.facts.fetchedAt, first.facts.fetchedAt);
      assert.equal(second.path, first.path);
    });
  });

  it('a file that was replaced is kept beside the old one', async () => {
    const versions = [CSV, CSV.replace('12', '13')];
    const pages = {
      [`/${HOST}/a.csv`]: (_request: unknown, response: { end: (body: string) => void }) =>
        response.end(versions.shift() ?? ''),
    };
    await withPublisher(pages, async ({ mirrored }) => {
      const first = await fetchFile(file('/a.csv'), mirrored);
      const second = await fetchFile(file('/a.csv'), mirrored);
      assert.notEqual(second.path, first.path);
      assert.equal(Buffer.from(await mirrored.store.read(first)).toString(), CSV);
      assert.equal((await mirrored.store.findByUrl('ae-monthly', first.facts.url))?.path, second.path);
    });
  });

  it('a publisher is not asked twice within the hour, unless somebody insists; a mirror is', async () => {
    await withPublisher({ [`/${HOST}/a.csv`]: answer(CSV) }, async ({ direct, seen }) => {
      let now = Date.parse('2025-01-02T10:00:00Z');
      const effects = { ...direct, clock: { ...direct.clock, now: () => now } };
      await fetchFile(file('/a.csv'), effects);
      now += 59 * 60_000;
      assert.equal((await fetchFile(file('/a.csv'), effects)).outcome, 'fresh');
      assert.equal(seen.length, 1);
      assert.equal((await fetchFile(file('/a.csv', { revalidate: true }), effects)).outcome, 'fetched');
      now += 61 * 60_000;
      assert.equal((await fetchFile(file('/a.csv'), effects)).outcome, 'fetched');
      assert.equal(seen.length, 3);
    });
  });

  it('takes the name the server gives where the address has none', async () => {
    const pages = {
      [`/${HOST}/download/77`]: answer(CSV, {
        'content-disposition': 'attachment; filename="../A&E July.csv"',
      }),
    };
    await withPublisher(pages, async ({ mirrored }) => {
      const kept = await fetchFile(file('/download/77'), mirrored);
      assert.equal(kept.fileName, 'A&E July.csv');
      assert.match(kept.path, /^raw\/ae-monthly\/2019-07\/[0-9a-f]{16}-A&E July\.csv$/);
    });
  });

  it('a file compressed on the way is kept as it is; a decompression bomb is refused', async () => {
    const zipped = (body: string | Uint8Array): ReturnType<typeof answer> =>
      answer(gzipSync(body), { 'content-encoding': 'gzip' });
    const pages = {
      [`/${HOST}/a.csv`]: zipped(CSV),
      [`/${HOST}/bomb.csv`]: zipped(Buffer.alloc(8_000_000, 'a,')),
    };
    await withPublisher(pages, async ({ mirrored, dataDir }) => {
      const kept = await fetchFile(file('/a.csv'), mirrored);
      assert.equal(Buffer.from(await mirrored.store.read(kept)).toString(), CSV);
      assert.equal((await failure(fetchFile(file('/bomb.csv'), mirrored))).code, 'TOO_LARGE');
      assert.equal((await everythingStored(dataDir)).length, 3);
    });
  });

  it('reports how far it is', async () => {
    const body = Buffer.alloc(300_000, 'x,y\n');
    await withPublisher({ [`/${HOST}/a.csv`]: answer(body) }, async ({ mirrored }) => {
      const progress: (readonly [number, number | undefined])[] = [];
      await fetchFile(
        file('/a.csv', { onProgress: (bytes, total) => progress.push([bytes, total]) }),
        mirrored,
      );
      assert.deepEqual(progress.at(-1), [300_000, 300_000]);
    });
  });
});
