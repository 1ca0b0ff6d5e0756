/**
 * The two pictures of the README, taken from the pages of a data folder: `node --import tsx bench/screenshots.ts data/sample`.
 * Writes `docs/img/start.png` and `docs/img/trust.png`, each under 150 KB.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { browser, chromePath } from '../test/site/browser/chromium.ts';

const MOST_BYTES = 150_000;
const SIZE = { width: 1120, height: 760 };

const site = join(resolve(process.argv[2] ?? 'data/sample'), 'published', 'site');
const cell = process.argv[3] ?? 'trust/RJ1.html#beds-2019-20';
if (!existsSync(join(site, 'index.html')) || chromePath === undefined) {
  console.error(
    chromePath === undefined
      ? 'This machine has no Chromium.'
      : `${site} has no pages. Run "npm start" first.`,
  );
  process.exit(1);
}
const images = fileURLToPath(new URL('../docs/img/', import.meta.url));
mkdirSync(images, { recursive: true });
const chromium = await browser();
try {
  const page = await chromium.newPage({ viewport: SIZE });
  const root = `${pathToFileURL(site).href}/`;
  await page.goto(`${root}index.html`);
  await page.locator('main [role="combobox"]').waitFor();
  await page.screenshot({ path: join(images, 'start.png') });
  await page.goto(root + cell);
  await page.locator('dialog[open] .panel-sentence').waitFor();
  await page.screenshot({ path: join(images, 'trust.png') });
} finally {
  await chromium.close();
}
for (const name of ['start.png', 'trust.png']) {
  const { size } = statSync(join(images, name));
  console.log(`docs/img/${name} ${Math.round(size / 1000)} KB`);
  if (size > MOST_BYTES) process.exitCode = 1;
}
