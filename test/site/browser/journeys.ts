/** What readers do, by keyboard alone, from a folder opened by double click and over HTTP. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Download } from 'playwright-core';
import { describeWithChromium } from './chromium.ts';
import { type Reader, readerOf } from './reader.ts';
import { type Host, serveFolder } from './serve-folder.ts';
import { publishedSite } from './site-world.ts';

const PANEL = 'dialog[open]';

interface Way {
  readonly title: string;
  /** Gives the address of the pages, and what ends it. */
  readonly begin: (site: string) => Promise<Host>;
}

const WAYS: readonly Way[] = [
  {
    title: 'pages opened by double click',
    begin: (site) =>
      Promise.resolve({ address: `${pathToFileURL(site).href}/`, close: () => Promise.resolve() }),
  },
  { title: 'pages on a web host', begin: serveFolder },
];

export function describeJourneys(): void {
  for (const { title, begin } of WAYS) {
    describeWithChromium(title, function () {
      let host: Host | undefined;
      let reader: Reader;
      before(async () => {
        host = await begin((await publishedSite()).site);
      });
      after(async () => await host?.close());
      beforeEach(async () => {
        reader = await readerOf(host?.address ?? '');
      });
      afterEach(async () => {
        await reader.close();
        reader.assertQuiet();
      });
      journeys(() => reader);
    });
  }
}

function journeys(current: () => Reader): void {
  it('a trust is found by its name, and its page says what it is', async () => {
    const { page, open, tabTo, place } = current();
    await open('index.html');
    await tabTo('main [role="combobox"]');
    await page.keyboard.type('barts');
    await page.locator('main [role="option"]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/trust/R1H.html');
    assert.equal(place(), 'trust/R1H.html');
    assert.equal(await page.locator('h1').innerText(), 'Barts Health NHS Trust');
  });

  it('the search box of a page deeper in the folder finds a figure with the arrow keys', async () => {
    const { page, open, tabTo, place } = current();
    await open('trust/R1H.html');
    await tabTo('header [role="combobox"]');
    await page.keyboard.type('overnight');
    await page.locator('header [role="option"]', { hasText: /^Beds open overnight/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    for (let pressed = 0; pressed < 10; pressed += 1) {
      const chosen = await page.locator('header [role="option"][aria-selected="true"]').innerText();
      if (chosen.startsWith('Beds open overnight')) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL('**/measure/beds.html');
    assert.equal(place(), 'measure/beds.html');
  });

  it('a figure opens its panel, the sentence is copied, Escape closes, and the focus is on the figure again', async () => {
    const { page, context, open, tabTo, place } = current();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open('trust/R1H.html');
    await tabTo('[data-cell="R1H beds 2020-21"]');
    await page.keyboard.press('Enter');
    await page.locator(`${PANEL} .panel-sentence`).waitFor();
    assert.equal(place(), 'trust/R1H.html#beds-2020-21');
    assert.ok(await page.evaluate((panel) => document.activeElement?.closest(panel) !== null, PANEL));
    const said = await page.locator(PANEL).innerText();
    for (const words of ['1,216.5', 'Sheet1', 'BARTS HEALTH NHS TRUST', '4 of 4 quarters', '1221'])
      assert.ok(said.includes(words), `${words} is not in: ${said}`);
    await tabTo(`${PANEL} button:has-text("Copy sentence")`);
    await page.keyboard.press('Enter');
    await page.locator(`${PANEL} [role="status"]`, { hasText: 'copied' }).waitFor();
    const copied = await page.evaluate(async () => await navigator.clipboard.readText());
    assert.equal(copied, await page.locator(`${PANEL} .panel-sentence`).innerText());
    assert.match(copied, /^Barts Health NHS Trust had 1,216\.5 beds open overnight .*2020-21.*cell A2/);
    await page.keyboard.press('Escape');
    await page.locator(PANEL).waitFor({ state: 'detached' });
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('data-cell')),
      'R1H beds 2020-21',
    );
    await page.waitForURL(({ hash }) => hash === '');
    assert.equal(place(), 'trust/R1H.html');
  });

  it('the link of a figure opens its panel', async () => {
    const { page, open } = current();
    await open('trust/RJ1.html#beds-2020-21');
    await page.locator(`${PANEL} .panel-sentence`).waitFor();
    assert.match(
      await page.locator(`${PANEL} h2`).innerText(),
      /Guy's and St Thomas'.*beds open overnight, 2020-21/,
    );
  });

  it('a figure of the page of a measure opens the panel of its trust', async () => {
    const { page, open, tabTo } = current();
    await open('measure/beds.html');
    await tabTo('table [data-cell^="R1H beds"]');
    await page.keyboard.press('Enter');
    await page.locator(`${PANEL} .panel-sentence`).waitFor();
    assert.match(await page.locator(`${PANEL} h2`).innerText(), /Barts Health NHS Trust/);
  });

  it('other peers are chosen: the page names them, and the link keeps the choice', async () => {
    const { page, open, tabTo, place } = current();
    await open('trust/R1H.html');
    await tabTo('.controls select:has(option[value="region"])');
    await page.keyboard.type('Same region');
    const region = page.locator('[data-part="profile"]', { hasText: 'of the region London in 2021-22' });
    await region.waitFor();
    assert.match(place(), /^trust\/R1H\.html#.*peers=region/);
    const link = place();
    await open('index.html');
    await open(link);
    await region.waitFor();
  });

  it('real terms are chosen with the space key: money is in prices of one year, and beds stay as they are', async () => {
    const { page, open, tabTo, place } = current();
    await open('trust/R1H.html');
    const figure = async (name: string): Promise<string> =>
      await page.locator(`[data-cell="R1H ${name} 2018-19"]`).innerText();
    const cash = await figure('turnover');
    const beds = await figure('beds');
    await tabTo('.controls label:has-text("prices") input');
    await page.keyboard.press('Space');
    await page.locator('caption', { hasText: 'in 2021-22 prices' }).first().waitFor();
    assert.match(place(), /real=1/);
    assert.notEqual(await figure('turnover'), cash);
    assert.equal(await figure('beds'), beds);
  });

  it('a merger is followed from the page of a trust to its group', async () => {
    const { page, open, tabTo, place } = current();
    await open('trust/RJ1.html');
    await tabTo('main a[href^="../mergers.html#"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/mergers.html#*');
    assert.equal(place(), 'mergers.html#lfl-RJ1');
    const top = await page.locator('#lfl-RJ1').evaluate((heading) => heading.getBoundingClientRect().top);
    assert.ok(Math.abs(top) < 200, `The group stands ${top} pixels from the top.`);
  });

  it('like for like adds up the figures of the trusts before a merger', async () => {
    const { page, open, tabTo } = current();
    await open('trust/RAJ.html');
    await tabTo('.controls label:has-text("Like for like") input');
    await page.keyboard.press('Space');
    await page.locator('caption', { hasText: 'like for like' }).first().waitFor();
    const row = page.locator('[data-part="figures"] tr', {
      has: page.locator('a[href$="measure/beds.html"]'),
    });
    // (7 + 7 + 7) x 61 beds, and 4.5 for each of three trusts.
    assert.match(await row.first().innerText(), /1,294\.5/);
  });

  it('the figures of a trust are downloaded as CSV', async () => {
    const { page, open, tabTo } = current();
    await open('trust/R1H.html');
    await tabTo('.controls button:has-text("Download CSV")');
    const text = await downloaded(page.waitForEvent('download'), page.keyboard.press('Enter'));
    assert.match(text, /R1H/);
    assert.match(text, /1216\.5/);
  });

  it('the table of a measure is downloaded as CSV, with a reason for what is withheld', async () => {
    const { page, open, tabTo } = current();
    await open('measure/op_attendances.html');
    await tabTo('table:has([data-cell^="R1H "]) + button.download');
    const text = await downloaded(page.waitForEvent('download'), page.keyboard.press('Enter'));
    assert.match(text, /R1H/);
    assert.match(text, /RAX/);
  });

  it('what is compared is downloaded as CSV with the status of each figure, as the table says it', async () => {
    const { page, open, tabTo } = current();
    await open('compare.html#trusts=RJ1&figure=turnover&base=2018-19');
    await page.locator('main table [data-cell="RJ1 turnover 2020-21"]').waitFor();
    await tabTo('.controls button:has-text("Download CSV")');
    const text = await downloaded(page.waitForEvent('download'), page.keyboard.press('Enter'));
    assert.match(
      text,
      /value_rounded,unit,shown,shown_unit,status,words,mark,comparable,index_rounded,index_unit/,
    );
    assert.match(
      text,
      /2018-19,turnover,[^\n]*,\d+,pounds,[^\n]*,£ million,reported,[^\n]*,100,"index, 2018-19 = 100"/,
    );
    assert.match(text, /2020-21,turnover,[^\n]*\[nc\] \[p\],false,/);
  });

  it('a trust is added to the comparison by keyboard, and the link keeps it', async () => {
    const { page, open, tabTo, place } = current();
    await open('compare.html#trusts=RJ1&figure=beds');
    const chosen = page.getByRole('list', { name: 'Chosen trusts' });
    await chosen.getByText("Guy's and St Thomas'").waitFor();
    await tabTo('form.controls select:has(option[value="RAL"])');
    await page.keyboard.type('Royal Free');
    await tabTo('form.controls button[type="submit"]');
    await page.keyboard.press('Enter');
    await chosen.getByText('Royal Free London').waitFor();
    assert.match(place(), /trusts=RJ1\.RAL/);
    assert.ok((await page.locator('main table [data-cell="RAL beds 2018-19"]').count()) > 0);
  });
}

async function downloaded(begun: Promise<Download>, pressed: Promise<void>): Promise<string> {
  const [download] = await Promise.all([begun, pressed]);
  return await readFile(await download.path(), 'utf8');
}
