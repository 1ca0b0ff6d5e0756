import assert from 'node:assert/strict';
import { dirname, join, normalize } from 'node:path';
import { openSmallSite, type SmallSite } from './small-site.ts';

/** An icon of nothing: without it browsers ask for one. */
const NO_ICON = 'data:,';

describe('links of the pages', function () {
  this.timeout(120_000);
  let site: SmallSite;

  before(async () => {
    site = await openSmallSite();
  });
  after(async () => {
    await site.close();
  });

  it('every link, style sheet, script and anchor of every page leads to something that exists', async () => {
    const files = new Set(await site.files());
    const pages = [...files].filter((file) => file.endsWith('.html'));
    assert.ok(pages.length > 10, pages.join(' '));
    const ids = new Map<string, ReadonlySet<string>>();
    for (const path of pages) {
      const page = await site.page(path);
      ids.set(
        path,
        new Set(
          page('[id]')
            .toArray()
            .map((element) => page(element).attr('id') ?? ''),
        ),
      );
    }
    const broken: string[] = [];
    for (const path of pages) {
      const page = await site.page(path);
      for (const element of page('a[href], link[href], script[src]').toArray()) {
        const target = page(element).attr('href') ?? page(element).attr('src') ?? '';
        if (target.startsWith('https://') || target === NO_ICON) continue;
        const [file = '', hash = ''] = target.split('#');
        const to = file === '' ? path : normalize(join(dirname(path), decodeURIComponent(file)));
        // `#fy=2020-21&peers=size` is a state for the script, no anchor.
        const anchored = hash === '' || hash.includes('=') || ids.get(to)?.has(hash) === true;
        if (!files.has(to) && !onDiskElsewhere(to)) broken.push(`${path}: ${target}`);
        else if (!anchored) broken.push(`${path}: no anchor ${target}`);
      }
    }
    assert.deepEqual(broken, []);
  });

  it('every id of a page is there once', async () => {
    for (const path of (await site.files()).filter((file) => file.endsWith('.html'))) {
      const page = await site.page(path);
      const ids = page('[id]')
        .toArray()
        .map((element) => page(element).attr('id'));
      const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
      assert.deepEqual(twice, [], path);
    }
  });

  it('only https addresses leave the folder', async () => {
    for (const path of (await site.files()).filter((file) => file.endsWith('.html'))) {
      const page = await site.page(path);
      for (const element of page('[href], [src]').toArray()) {
        const target = page(element).attr('href') ?? page(element).attr('src') ?? '';
        assert.ok(
          !/^[a-z]+:/i.test(target) || target.startsWith('https://') || target === NO_ICON,
          `${path}: ${target}`,
        );
      }
    }
  });
});

/** Published tables beside the site. */
function onDiskElsewhere(path: string): boolean {
  return path.startsWith('../tables/');
}
