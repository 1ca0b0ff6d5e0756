/** How long a reader waits for the page of a trust and for the panel of a figure, from the disk, in the Chromium of the machine. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { browser, chromePath } from '../test/site/browser/chromium.ts';

const TIMES = 5;

export interface Waits {
  /** Milliseconds to the first figures on the screen. */
  readonly painted: number;
  /** Milliseconds from Enter on a figure to its sentence in the panel, the first time on a page. */
  readonly panel: number;
}

/** Medians of five; nothing where the machine has no browser. `page` is a path from `site/`. */
export async function waitsInBrowser(site: string, page: string): Promise<Waits | undefined> {
  if (chromePath === undefined) return undefined;
  const chromium = await browser();
  try {
    const painted: number[] = [];
    const panel: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const tab = await chromium.newPage();
      await tab.goto(pathToFileURL(join(site, page)).href);
      await tab.locator('header [role="combobox"]').waitFor();
      painted.push(
        await tab.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN),
      );
      panel.push(await tab.evaluate(untilPanel));
      await tab.close();
    }
    return { painted: median(painted), panel: median(panel) };
  } finally {
    await chromium.close();
  }
}

/** Runs in the page. */
async function untilPanel(): Promise<number> {
  const began = performance.now();
  document.querySelector<HTMLElement>('main [data-cell]')?.click();
  while (document.querySelector('dialog[open] .panel-sentence') === null)
    await new Promise(requestAnimationFrame);
  return performance.now() - began;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}
