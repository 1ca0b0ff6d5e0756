/** What every kind of page owes its readers: read without scripts, on a narrow screen, in colours of their own, on paper, by ear. */
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { AxeResults, RunOptions } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describeWithChromium } from './chromium.ts';
import { PAGE_KINDS } from './page-kinds.ts';
import { readerOf } from './reader.ts';
import { publishedSite } from './site-world.ts';

/** Paper of A4 less the margins of the sheet, in pixels. */
const PAPER = 688;

export function describeEveryPage(): void {
  describeWithChromium('every kind of page', function () {
    let root: string;
    before(async () => {
      root = `${pathToFileURL((await publishedSite()).site).href}/`;
    });

    /** Opens each page and asks of it; names the pages that do not answer with nothing. */
    async function ask(
      options: BrowserContextOptions,
      question: (page: Page, path: string) => Promise<readonly string[]>,
      paths = PAGE_KINDS,
    ): Promise<void> {
      const reader = await readerOf(root, options);
      const wrong: string[] = [];
      try {
        for (const path of paths) {
          // A page with another hash alone would not be opened anew.
          if (reader.place().split('#')[0] === path.split('#')[0]) await reader.page.goto('about:blank');
          await reader.open(path);
          if (options.javaScriptEnabled !== false) await settled(reader.page, path);
          wrong.push(...(await question(reader.page, path)).map((words) => `${path}: ${words}`));
        }
      } finally {
        await reader.close();
      }
      assert.deepEqual(wrong, []);
      reader.assertQuiet();
    }

    it('opens without an error, and asks for nothing outside the folder: all pages of the site', async () => {
      const { site } = await publishedSite();
      const files = await readdir(site, { recursive: true });
      const paths = files.filter((file) => file.endsWith('.html')).sort();
      assert.ok(paths.length > 40);
      await ask({}, async (page) => ((await page.locator('h1').count()) === 1 ? [] : ['no title']), paths);
    });

    it('shows its figures and charts with scripts off', async () => {
      await ask({ javaScriptEnabled: false }, async (page, path) => {
        const [kind = ''] = path.split('#');
        const words = await page.locator('main').innerText();
        const wanted = FIGURES[kind];
        assert.ok(wanted, `No figure is known of ${kind}.`);
        const charts = await page.locator('main svg').count();
        return [
          ...(words.includes(wanted) ? [] : [`${wanted} is not there`]),
          ...(charts > 0 || !CHARTS.includes(kind) ? [] : ['no chart']),
        ];
      });
    });

    it('is 320 pixels wide without scrolling sideways', async () => {
      await ask({ viewport: { width: 320, height: 700 } }, sideways);
    });

    it('is read at four times the size of its letters', async () => {
      await ask({ viewport: { width: 1280, height: 1024 } }, async (page) => {
        await page.evaluate(() => document.documentElement.style.setProperty('font-size', '400%'));
        return await sideways(page);
      });
    });

    it('has targets of 24 pixels at least, besides links within a text', async () => {
      await ask({}, async (page) => await page.evaluate(smallTargets));
    });

    for (const colorScheme of ['light', 'dark'] as const)
      it(`keeps its marks apart from the ground in forced colours, ${colorScheme}`, async () => {
        await ask({ forcedColors: 'active', colorScheme }, async (page) => await page.evaluate(paleMarks));
      });

    it('on paper has its figures whole, without what only a screen can use', async () => {
      await ask(
        { viewport: { width: PAPER, height: 1000 } },
        async (page) => {
          await page.emulateMedia({ media: 'print' });
          const cut = await page.evaluate(cutOnPaper);
          await page.emulateMedia({ media: 'screen' });
          return cut;
        },
        PAGE_KINDS.filter((path) => !/#\w+-\d/.test(path)),
      );
    });

    it('has no violation that axe-core finds', async () => {
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      const options: RunOptions = {
        // It would fetch the sheet again, which the policy forbids.
        preload: false,
        resultTypes: ['violations'],
        rules: { 'target-size': { enabled: true } },
      };
      await ask({}, async (page) => {
        // The policy of the page forbids a script tag; the debugger's door does not.
        await page.evaluate(axe);
        const { violations } = await page.evaluate(
          async (chosen) =>
            await (window as unknown as { axe: { run: (options: unknown) => Promise<AxeResults> } }).axe.run(
              chosen,
            ),
          options as unknown,
        );
        return violations.map(
          ({ id, help, nodes }) =>
            `${id}: ${help}: ${nodes
              .slice(0, 3)
              .map(({ html }) => html.slice(0, 160))
              .join(' | ')}`,
        );
      });
    });
  });
}

/** A figure or a text that is in the page as it was written. */
const FIGURES: Readonly<Record<string, string>> = {
  'index.html': 'Barts Health NHS Trust',
  'trust/RJ1.html': '1,102.5',
  'trust/RAJ.html': '1,277.5',
  'measures.html': 'Beds open overnight',
  'measure/beds.html': '1,216.5',
  'measure/consultancy_per_1000_income.html': '2.12',
  'compare.html': 'Compare',
  'mergers.html': '1,294.5',
  'changes.html': 'first release',
  'coverage.html': 'KH03',
  'definitions.html': 'KH03',
  'gp.html': 'never add months',
};
const CHARTS: readonly string[] = ['trust/RJ1.html', 'measure/beds.html', 'mergers.html'];

/** Waits until the script has drawn what the hash asks for. */
async function settled(page: Page, path: string): Promise<void> {
  await page.locator('header [role="combobox"]').waitFor();
  if (/#\w+-\d{4}-\d\d$/.test(path)) await page.locator('dialog[open] .panel-sentence').waitFor();
  if (path.includes('lfl=1')) await page.locator('caption', { hasText: 'like for like' }).first().waitFor();
}

async function sideways(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const panel = document.querySelector('dialog[open]');
    return [
      ...(scrollWidth > clientWidth ? [`${scrollWidth} pixels of ${clientWidth}`] : []),
      ...(panel && panel.scrollWidth > panel.clientWidth
        ? [`panel: ${panel.scrollWidth} of ${panel.clientWidth}`]
        : []),
    ];
  });
}

/** Runs in the page. A link within a text may be as high as its line. */
function smallTargets(): string[] {
  const wrong: string[] = [];
  const scope = document.querySelector('dialog[open]') ?? document;
  for (const target of scope.querySelectorAll<HTMLElement>(
    'a, button, select, input, summary, [role="option"]',
  )) {
    const { width, height } = target.getBoundingClientRect();
    if (width === 0 || height === 0 || target.closest('.skip, .unseen')) continue;
    if (target.matches('a') && getComputedStyle(target).display === 'inline') continue;
    if (Math.min(width, height) < 23.9) wrong.push(`${target.outerHTML.slice(0, 120)}: ${width} x ${height}`);
  }
  return wrong.slice(0, 5);
}

/** Runs in the page: marks of charts whose line and ground are nearly the colour of the page. */
function paleMarks(): string[] {
  const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = light(getComputedStyle(document.body).backgroundColor);
  const contrast = (colour: string): number => {
    if (colour === 'none' || channels(colour)[3] === 0) return 1;
    const mark = light(colour);
    return (Math.max(mark, ground) + 0.05) / (Math.min(mark, ground) + 0.05);
  };
  const pale = new Map<string, string>();
  for (const mark of document.querySelectorAll('main svg :is(circle, path, line, rect, text)')) {
    const { fill, stroke, strokeWidth } = getComputedStyle(mark);
    const seen = Math.max(
      mark instanceof SVGLineElement ? 1 : contrast(fill),
      parseFloat(strokeWidth) > 0 ? contrast(stroke) : 1,
    );
    const kind = `${mark.tagName}.${mark.getAttribute('class') ?? ''}`;
    if (seen < 3 && !mark.closest('[aria-hidden="true"] .grid, .grid, .band'))
      pale.set(kind, `${kind} ${fill} ${stroke}`);
  }
  return [...pale.values()];
}

/** Runs in the page, laid out for paper. */
function cutOnPaper(): string[] {
  const wrong: string[] = [];
  const width = document.documentElement.clientWidth;
  for (const part of document.querySelectorAll('main table, main svg, main figure')) {
    const { right, width: own } = part.getBoundingClientRect();
    if (own > 0 && right > width + 1) wrong.push(`${part.tagName} ends at ${Math.round(right)} of ${width}`);
  }
  for (const part of document.querySelectorAll('nav, .search, .controls, .skip'))
    if (part.getBoundingClientRect().height > 0) wrong.push(`${part.className || part.tagName} is printed`);
  for (const details of document.querySelectorAll('main details')) {
    const inside = details.querySelector('summary')?.nextElementSibling;
    if (inside && inside.getBoundingClientRect().height === 0) wrong.push('details are closed');
  }
  const footer = document.querySelector('footer')?.getBoundingClientRect().height ?? 0;
  if (footer === 0) wrong.push('no footer');
  return [...new Set(wrong)];
}
