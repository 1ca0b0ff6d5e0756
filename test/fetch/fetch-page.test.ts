import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type FetchedPage, fetchPage } from '../../fetch/fetch-page.ts';
import { pageText } from '../../fetch/page-text.ts';
import { type Publisher, answer, HOST, HOSTS, redirect, withPublisher } from './publisher.ts';
import { failure } from './wanted.ts';

const PAGE =
  '<!DOCTYPE html><html><head><title>Beds – overnight</title></head><body><a href="/x.xls">Q1</a></body></html>';
const html = { 'content-type': 'text/html; charset=UTF-8' };

async function page(publisher: Publisher, path: string): Promise<FetchedPage> {
  const wanted = { url: `https://${HOST}${path}`, dataset: 'beds', hosts: HOSTS };
  return await fetchPage(wanted, publisher.mirrored);
}

describe('fetching a page', () => {
  it('gives its text, the address asked for and the one it was found at', async () => {
    const pages = {
      [`/${HOST}/beds`]: redirect('/statistics/beds/', 301),
      [`/${HOST}/statistics/beds/`]: answer(gzipSync(PAGE), { ...html, 'content-encoding': 'gzip' }),
    };
    await withPublisher(pages, async (publisher) => {
      assert.deepEqual(await page(publisher, '/beds'), {
        url: `https://${HOST}/beds`,
        finalUrl: `https://${HOST}/statistics/beds/`,
        html: PAGE,
        status: 200,
      });
      const [kept] = await readdir(join(publisher.dataDir, 'raw/beds/pages'));
      assert.match(kept ?? '', /^[0-9a-f]{16}-beds\.html/);
    });
  });

  it('comes from the store when the server says it still stands', async () => {
    const pages: Parameters<typeof withPublisher>[0] = {
      [`/${HOST}/`]: (request, response) => {
        const same = request.headers['if-none-match'] === 'W/"p1"';
        response.writeHead(same ? 304 : 200, { ...html, etag: 'W/"p1"' }).end(same ? undefined : PAGE);
      },
    };
    await withPublisher(pages, async (publisher) => {
      const first = await page(publisher, '/');
      assert.deepEqual(await page(publisher, '/'), first);
      assert.equal(publisher.seen.length, 2);
      const folder = join(publisher.dataDir, 'raw/beds/pages');
      const kept = (await readdir(folder)).find((name) => name.endsWith('.html')) ?? '';
      await writeFile(join(folder, kept), 'x'.repeat(Buffer.byteLength(PAGE)));
      assert.deepEqual(await page(publisher, '/'), first, 'a damaged copy is fetched again');
    });
  });

  it('a page of a site without links is given on; discovery says what is missing', async () => {
    const pages = { [`/${HOST}/a`]: answer('<p>Nothing here', html), [`/${HOST}/b`]: answer('Moved.', html) };
    await withPublisher(pages, async (publisher) => {
      assert.equal((await page(publisher, '/a')).html, '<p>Nothing here');
      assert.equal((await page(publisher, '/b')).html, 'Moved.');
    });
  });

  it('an ordinary page with a captcha in a form and a protection script is no challenge', async () => {
    const links = Array.from({ length: 12 }, (_, index) => `<a href="/${index}">link</a>`).join('');
    const body = `${PAGE}${links}<form class="captcha"></form><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>`;
    await withPublisher({ [`/${HOST}/`]: answer(body, html) }, async (publisher) => {
      assert.equal((await page(publisher, '/')).html, body);
    });
  });

  it('the data that a site keeps beside its pages is a page: JSON at an address that ends in .json', async () => {
    const path = '/page-data/results/page-data.json';
    const data = '\ufeff{"staticQueryHashes": ["1"], "name": "Results – 2023"}';
    const pages = { [`/${HOST}${path}`]: answer(data, { 'content-type': 'application/json' }) };
    await withPublisher(pages, async (publisher) => {
      assert.equal((await page(publisher, path)).html, data.slice(1));
      const [kept] = await readdir(join(publisher.dataDir, 'raw/beds/pages'));
      assert.match(kept ?? '', /^[0-9a-f]{16}-page-data\.json/);
    });
  });

  it('text that is no JSON at such an address is WRONG_TYPE', async () => {
    const pages = { [`/${HOST}/a.json`]: answer('hello', { 'content-type': 'application/json' }) };
    await withPublisher(pages, async (publisher) => {
      assert.equal((await failure(page(publisher, '/a.json'))).code, 'WRONG_TYPE');
    });
  });

  for (const [what, give, code] of [
    ['a challenge', answer('<html><title>Attention Required! | Cloudflare</title></html>', html), 'BLOCKED'],
    ['a captcha alone', answer('<html><body><div class="g-recaptcha"></div></body></html>', html), 'BLOCKED'],
    [
      'JSON at the address of a page',
      answer('{"a":1}', { 'content-type': 'application/json' }),
      'WRONG_TYPE',
    ],
    ['a workbook', answer(Buffer.from('504b0304140000000000', 'hex'), html), 'WRONG_TYPE'],
    ['plain text', answer('hello', { 'content-type': 'text/plain' }), 'WRONG_TYPE'],
    ['nothing', answer('', html), 'EMPTY'],
    ['a page of 9 MB', answer(Buffer.alloc(9_000_000, PAGE), html), 'TOO_LARGE'],
    [
      'a page that grows to 9 MB',
      answer(gzipSync(Buffer.alloc(9_000_000, PAGE)), { ...html, 'content-encoding': 'gzip' }),
      'TOO_LARGE',
    ],
  ] as const) {
    it(`${what} is ${code}`, async () => {
      await withPublisher({ [`/${HOST}/`]: give }, async (publisher) => {
        assert.equal((await failure(page(publisher, '/'))).code, code);
      });
    });
  }
});

describe('the text of a page', () => {
  const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Buffer => Buffer.from(text, encoding);
  it('a byte order mark outranks the header, the header the meta, the meta the guess', () => {
    assert.equal(pageText(bytes('\ufeff–'), 'text/html; charset=windows-1252'), '–');
    assert.equal(pageText(bytes('\ufeffAé', 'utf16le'), undefined), 'Aé');
    assert.equal(pageText(Buffer.from([0x96]), 'text/html; charset="windows-1252"'), '–');
    assert.match(pageText(bytes('<meta charset=windows-1252>\x96', 'latin1'), 'text/html'), /–$/);
    assert.match(pageText(bytes('<meta charset="utf-16">–'), undefined), /–$/);
  });
  it('undeclared text is UTF-8 when it can be, else Windows-1252; an unknown name is no declaration', () => {
    assert.equal(pageText(bytes('Beds – Q1'), undefined), 'Beds – Q1');
    assert.equal(pageText(bytes('Beds \x96 Q1', 'latin1'), 'text/html; charset=klingon'), 'Beds – Q1');
  });
});
