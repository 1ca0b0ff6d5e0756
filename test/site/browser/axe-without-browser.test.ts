/** Where no browser is: axe-core in jsdom, which knows no colours and no sizes. Chromium asks more (every-page.ts). */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { JSDOM } from 'jsdom';
import { chromePath } from './chromium.ts';
import { publishedSite } from './site-world.ts';

const PAGES = ['index.html', 'trust/RJ1.html', 'measure/beds.html', 'mergers.html'];

if (chromePath === undefined) {
  describe('pages without a browser', function () {
    this.timeout(240_000);
    for (const path of PAGES)
      it(`axe-core finds no violation on ${path}`, async () => {
        const { site } = await publishedSite();
        const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
        const { window } = new JSDOM(await readFile(join(site, path), 'utf8'), {
          runScripts: 'outside-only',
        });
        window.eval(axe);
        const { violations, passes } = (await window.eval(
          `axe.run({ preload: false, rules: { 'color-contrast': { enabled: false } } })`,
        )) as AxeResults;
        // A list of this world, not of the page's.
        const found = Array.from(
          violations,
          ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`,
        );
        assert.deepEqual(found, []);
        assert.ok(passes.length > 10);
        window.close();
      });
  });
}
