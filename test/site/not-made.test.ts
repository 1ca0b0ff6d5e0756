import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load as parsed, type CheerioAPI } from 'cheerio';
import { JSDOM, VirtualConsole } from 'jsdom';
import { lastScreen } from '../../cli/last-screen.ts';
import { DATA_FILE_MAKERS } from '../../site/pages/every-data-file.ts';
import { PAGE_MAKERS } from '../../site/pages/every-page.ts';
import type { PageMaker } from '../../site/site-file.ts';
import { whyNotMade } from '../../site/why-not-made.ts';
import { type SiteMakers, writeSite } from '../../site/write-site.ts';
import { pagesFailedOf, pagesFailedSentence } from '../../warehouse/publish/pages-failed.ts';
import { filesBelow } from '../../warehouse/publish/published-files.ts';
import { isPublished, publish } from '../../warehouse/publish/publish.ts';
import { DATASETS } from '../warehouse/small-world.ts';
import { openSmallSite, type SmallSite } from './small-site.ts';

const R1H = 'trust/R1H.html';
const HOSTILE_MESSAGE = `no <img src=x onerror=alert(1)> in "/srv/somebody/data/file.parquet"\u202e\nstack`;

/** The makers of the site, with the page of one trust that throws when it is made. */
const failing: SiteMakers = {
  dataFiles: DATA_FILE_MAKERS,
  pages: PAGE_MAKERS.map((maker): PageMaker => ({
    ...maker,
    make: async (source) =>
      (await maker.make(source)).map((page) =>
        page.path !== R1H
          ? page
          : {
              path: R1H,
              make: () => {
                throw new TypeError(HOSTILE_MESSAGE);
              },
            },
      ),
  })),
};

describe('pages that cannot be made', function () {
  this.timeout(170_000);
  let site: SmallSite;
  let published: string;
  let scratch: string;

  before(async () => {
    site = await openSmallSite();
    published = join(site.world.dir, 'published');
    scratch = await mkdtemp(join(tmpdir(), 'not-made-'));
  });
  after(async () => {
    await site.close();
    await rm(scratch, { recursive: true, force: true });
  });

  /** A copy of the published tables, without some of them and without pages. */
  async function tablesWithout(...names: readonly string[]): Promise<string> {
    const folder = await mkdtemp(join(scratch, 'published-'));
    await cp(published, folder, { recursive: true });
    for (const name of ['site', ...names.map((table) => `${table}.parquet`)])
      await rm(join(folder, name), { recursive: true });
    return folder;
  }

  async function pageOf(folder: string, path: string): Promise<CheerioAPI> {
    return parsed(await readFile(join(folder, 'site', path), 'utf8'));
  }

  async function contents(folder: string): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (const path of await filesBelow(folder))
      found.set(path, await readFile(join(folder, path), 'latin1'));
    return found;
  }

  it('a page that cannot be made is replaced by one that says so, and no other file is another', async () => {
    const folder = await tablesWithout();
    const { failed } = await writeSite(folder, failing);
    const why = 'no <img src=x onerror=alert(1)> in "file.parquet"';
    assert.deepEqual(failed, [{ path: R1H, why }]);
    const page = await pageOf(folder, R1H);
    assert.equal(page('h1').text(), 'This page could not be made');
    assert.equal(page('[data-why]').text(), `${why}.`);
    assert.equal(page('main img').length, 0);
    assert.match(page('main').text(), /tables beside the pages are whole/);
    assert.match(page('main').text(), /npm start -- rebuild/);
    assert.equal(page('nav a').length, 7);
    const [whole, now] = [await contents(site.root), await contents(join(folder, 'site'))];
    assert.deepEqual([...now.keys()], [...whole.keys()]);
    assert.deepEqual(
      [...now].filter(([path, content]) => whole.get(path) !== content).map(([path]) => path),
      [R1H],
    );
  });

  it('a page that cannot be made is replaced by one that says so, and the tables are published', async () => {
    const { world } = site;
    const tables = async (): Promise<readonly string[]> =>
      (await filesBelow(published)).filter((path) => !path.startsWith('site/'));
    const before = await tables();
    const made = await publish(world.warehouse, world.dir, {
      pages: (folder) => writeSite(folder, failing),
    });
    assert.deepEqual(await tables(), before);
    assert.deepEqual([made.pagesFailed?.pages, made.pagesFailed?.dataFiles], [1, 0]);
    assert.equal((await site.page(R1H))('h1').text(), 'This page could not be made');
    assert.equal((await site.page('trust/RXX.html'))('[data-why]').length, 0);
    // The next run tries again.
    assert.equal(await isPublished(world.warehouse, world.dir, DATASETS), false);
    const again = await publish(world.warehouse, world.dir, { pages: writeSite });
    assert.equal(again.pagesFailed, undefined);
    assert.equal((await site.page(R1H))('[data-why]').length, 0);
    assert.equal(await isPublished(world.warehouse, world.dir, DATASETS), true);
  });

  it('the last screen of a run says so beside the address of the pages', async () => {
    const { dir } = site.world;
    const pagesFailed = pagesFailedOf([{ path: R1H, why: 'no years' }]);
    assert.ok(pagesFailed);
    const join = { rebuilt: true, trustYears: 4, illustrative: false, takenOut: [], pagesFailed };
    const screen = await lastScreen(
      { loads: [], unrecognised: [], join },
      { dataDir: dir, uiUrl: undefined },
    );
    assert.match(
      screen,
      /Open this: .*index\.html .*\n1 page could not be made: trust\/R1H\.html \(no years\); the tables are whole\..*\nFiles:/,
    );
  });

  it('a maker that cannot list its pages or files costs those alone', async () => {
    const folder = await tablesWithout('quality_finding');
    const { failed } = await writeSite(folder);
    const paths = new Set(failed.map(({ path }) => path));
    for (const code of ['R1H', 'RAJ', 'RDD', 'RXX']) {
      assert.equal((await pageOf(folder, `trust/${code}.html`))('h1').text(), 'This page could not be made');
      for (const path of [`trust/${code}.html`, `data/lineage/${code}.js`, `trust/${code}/figures.json`])
        assert.ok(paths.has(path), path);
    }
    assert.ok(paths.has('data/panel.js'));
    for (const { path, why } of failed) {
      assert.match(why, /quality_finding/, path);
      assert.equal(existsSync(join(folder, 'site', path)), path.endsWith('.html'), path);
    }
    for (const path of [
      'index.html',
      'measures.html',
      'measure/beds.html',
      'compare.html',
      'definitions.html',
    ])
      assert.equal(await readFile(join(folder, 'site', path), 'utf8'), await site.text(path), path);
    for (const path of ['data/cells.js', 'data/compare.js', 'measure/beds.csv'])
      assert.ok(existsSync(join(folder, 'site', path)), path);
  });

  it('where the tables cannot be read for the pages, the only page says so', async () => {
    const folder = await tablesWithout('series_break');
    const { failed } = await writeSite(folder);
    assert.deepEqual(
      failed.map(({ path }) => path),
      ['index.html'],
    );
    const names = await readdir(join(folder, 'site'));
    assert.deepEqual(
      names.filter((name) => name.endsWith('.html') || name === 'trust'),
      ['index.html'],
    );
    const page = await pageOf(folder, 'index.html');
    assert.match(page('[data-why]').text(), /series_break/);
    assert.equal(page('nav, [data-search]').length, 0);
    assert.ok(names.includes('ty.css'));
  });

  it('a full disk still ends the writing of pages, and what was published stays', async function () {
    // Writing to this device fails as a full disk does.
    if (!existsSync('/dev/full')) this.skip();
    const { world } = site;
    const before = await contents(published);
    const pages = async (folder: string): ReturnType<typeof writeSite> => {
      await mkdir(join(folder, 'site'));
      await symlink('/dev/full', join(folder, 'site', 'compare.html'));
      return await writeSite(folder);
    };
    await assert.rejects(publish(world.warehouse, world.dir, { pages }), { code: 'ENOSPC' });
    assert.deepEqual(await contents(published), before);
  });

  it('want of memory still ends the writing of pages, whether a page or a data file meets it', async () => {
    const folder = await tablesWithout();
    const greedy = 'SELECT list(range) AS l FROM range(100000000)';
    const page: PageMaker = {
      paths: () => [],
      make: async ({ ask }) => {
        await ask(greedy);
        return [];
      },
    };
    const file: SiteMakers['dataFiles'][number] = {
      paths: () => [],
      make: async function* ({ ask }) {
        await ask(greedy);
        yield { path: 'data/x.js', content: '' };
      },
    };
    const memory = /Out of Memory Error/;
    await assert.rejects(writeSite(folder, { dataFiles: [], pages: [page] }), memory);
    await assert.rejects(writeSite(folder, { dataFiles: [file], pages: [] }), memory);
  });

  /** The page of a trust with its scripts running. */
  async function openPage(folder: string, hash: string): Promise<JSDOM> {
    const file = join(folder, 'site', R1H);
    const dom = await JSDOM.fromFile(file, {
      ...{ url: `file://${file}${hash}`, runScripts: 'dangerously', resources: 'usable' },
      // Says on the terminal what these tests want to happen.
      virtualConsole: new VirtualConsole(),
    });
    await new Promise((resolve) => dom.window.addEventListener('load', resolve));
    return dom;
  }

  async function until(find: () => Element | null | undefined): Promise<string> {
    for (let turn = 0; turn < 500; turn += 1) {
      const found = find();
      if (found) return found.textContent;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('It did not come.');
  }

  for (const [how, spoil] of [
    ['missing', (path: string): Promise<void> => rm(path)],
    ['cut short', (path: string): Promise<void> => writeFile(path, 'TY.put("')],
  ] as const) {
    it(`a page whose data file is ${how} says so when something is chosen, and keeps its figures`, async () => {
      const folder = await tablesWithout();
      await writeSite(folder);
      await spoil(join(folder, 'site', 'data', 'cells.js'));
      const { window } = await openPage(folder, '#fy=2019-20&peers=size');
      const { document } = window;
      const note = await until(() => document.querySelector('[data-not-loaded]'));
      assert.match(note, /data\/cells\.js cannot be loaded/);
      assert.ok(document.querySelector('[data-cell="R1H beds 2020-21"]'));
      window.close();
    });

    it(`the search box says so where the list of names is ${how}, though the page names the file itself`, async () => {
      const folder = await tablesWithout();
      await writeSite(folder);
      await spoil(join(folder, 'site', 'data', 'search.js'));
      const { window } = await openPage(folder, '');
      const { document } = window;
      assert.ok(document.querySelector('script[src="../data/search.js"]'));
      const input = document.querySelector<HTMLInputElement>('[role=combobox]');
      assert.ok(input);
      input.value = 'barts';
      input.dispatchEvent(new window.Event('input', { bubbles: true }));
      const said = await until(() => document.querySelector('[role=listbox]:not([hidden]) [role=option]'));
      assert.match(said, /list of names cannot be loaded/);
      window.close();
    });
  }
});

describe('what is said of pages that could not be made', () => {
  const why = 'reason';
  const page = (path: string): { path: string; why: string } => ({ path, why });

  it('the sentence counts pages and data files, names some, and says a common reason once', () => {
    const failed = [page('data/cells.js'), page('trust/RJ1.html'), page('trust/RJ2.html')];
    const kept = pagesFailedOf(failed);
    assert.ok(kept);
    assert.equal(
      pagesFailedSentence(kept),
      '2 pages and 1 data file could not be made: trust/RJ1.html, trust/RJ2.html, data/cells.js (reason); the tables are whole. To try again: npm start -- rebuild',
    );
    assert.equal(pagesFailedOf([]), undefined);
  });

  it('a thousand failures are kept as a dozen, and counted', () => {
    const kept = pagesFailedOf(Array.from({ length: 1000 }, (_, index) => page(`trust/X${index}.html`)));
    assert.ok(kept);
    assert.equal(kept.named.length, 12);
    assert.match(pagesFailedSentence(kept), /^1000 pages .* and 996 more; the tables are whole\./);
  });

  it('a reason is one short line without folders of this machine and without marks that are not printed', () => {
    const folder = '/srv/a b/data/published.new-1';
    const said = (message: string): string => whyNotMade(new Error(message), folder);
    assert.equal(said(`Cannot open file "${folder}/x.parquet".\nmore`), 'Cannot open file "x.parquet"');
    assert.equal(said('in C:\\Users\\x\\y.ts:1'), 'in y.ts:1');
    assert.equal(said('a\u202eb\u0007c'), 'a b c');
    assert.equal(said('x'.repeat(500)).length, 161);
    assert.equal(said(''), 'no reason is known');
    assert.equal(whyNotMade('text', folder), 'text');
  });
});
