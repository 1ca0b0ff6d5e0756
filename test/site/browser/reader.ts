/** A reader with a browser: opens pages of the folder, uses the keyboard alone, and writes down what no page may do. */
import assert from 'node:assert/strict';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { browser } from './chromium.ts';

export interface Reader {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Opens a page by its path from `site/`, with its hash. */
  readonly open: (path: string) => Promise<void>;
  /** Path and hash of the page that is open. */
  readonly place: () => string;
  /** Presses Tab until the focus is on an element that the selector matches, and fails where it never comes there. */
  readonly tabTo: (selector: string, most?: number) => Promise<void>;
  /** Requests so far. */
  readonly asked: readonly string[];
  /** Fails where a page asked for something outside the folder, or an error stood on its console. */
  readonly assertQuiet: () => void;
  readonly close: () => Promise<void>;
}

/** `root` is the address of `site/`, with a slash at its end. */
export async function readerOf(root: string, options: BrowserContextOptions = {}): Promise<Reader> {
  const context = await (await browser()).newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const asked: string[] = [];
  const wrong: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  context.on('requestfailed', (request) => {
    // A page that is left while a file loads gives this; the reader went on, the file is there.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      wrong.push(`${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) wrong.push(`${response.url()} ${response.status()}`);
  });
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => wrong.push(`error: ${error.error().message}`));
  // What the compiler of the tests puts into functions that run in the page.
  await context.addInitScript('globalThis.__name = (named) => named;');
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return {
    ...{ page, context, asked },
    open: async (path) => {
      await page.goto(root + path);
    },
    place: () => decodeURI(page.url()).slice(decodeURI(root).length),
    tabTo: async (selector, most = 400) => {
      const wanted = page.locator(selector);
      await wanted.first().waitFor();
      for (let pressed = 0; pressed < most; pressed += 1) {
        const there = await wanted.evaluateAll((found) =>
          found.some((one) => one === document.activeElement),
        );
        if (there) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`${most} times Tab do not come to ${selector} on ${page.url()}.`);
    },
    assertQuiet: () => {
      assert.deepEqual(wrong, []);
      assert.deepEqual(
        asked.filter((url) => !url.startsWith(root) && !url.startsWith('data:') && !url.startsWith('blob:')),
        [],
      );
    },
    close: async () => await context.close(),
  };
}
