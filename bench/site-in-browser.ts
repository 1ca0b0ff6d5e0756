/** How long a reader waits for the page of a trust and for the panel of a figure, from the disk, in the Chromium of the machine. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { browser, chromePath } from '../test/site/browser/chromium.ts';

const TIMES = 5;
/** Milliseconds: nobody presses Enter sooner after the focus has come to a figure. */
const BEFORE = 200;

export interface Waits {
  /** Milliseconds to the first figures on the screen. */
  readonly painted: number;
  /**
   * Milliseconds from Enter on a figure to its sentence in the panel, the first time on a page, where the reader came to the
   * figure BEFORE ago.
   */
  readonly panel: number;
  /** The same, pressed at once. */
  readonly panelAtOnce: number;
}

/** Medians of five; nothing where the machine has no browser. `page` is a path from `site/`. */
export async function waitsInBrowser(site: string, page: string): Promise<Waits | undefined> {
  if (chromePath === undefined) return undefined;
  const chromium = await browser();
  try {
    const painted: number[] = [];
    const panel: number[] = [];
    const panelAtOnce: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      for (const [before, list] of [
        [BEFORE, panel],
        [0, panelAtOnce],
      ] as const) {
        const tab = await chromium.newPage();
        await tab.goto(pathToFileURL(join(site, page)).href);
        await tab.locator('header [role="combobox"]').waitFor();
        painted.push(
          await tab.evaluate(
            () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
          ),
        );
        await tab.waitForTimeout(BEFORE);
        list.push(await tab.evaluate(untilPanel, before));
        await tab.close();
      }
    }
    return { painted: median(painted), panel: median(panel), panelAtOnce: median(panelAtOnce) };
  } finally {
    await chromium.close();
  }
}

/** Runs in the page. */
async function untilPanel(before: number): Promise<number> {
  const figure = document.querySelector<HTMLElement>('main [data-cell]');
  if (before > 0) {
    figure?.focus();
    await new Promise((resolve) => setTimeout(resolve, before));
  }
  const began = performance.now();
  figure?.click();
  while (document.querySelector('dialog[open] .panel-sentence') === null)
    await new Promise(requestAnimationFrame);
  return performance.now() - began;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}
