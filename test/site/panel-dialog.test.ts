import assert from 'node:assert/strict';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { rm } from 'node:fs/promises';
import { writeSite } from '../../site/write-site.ts';
import type { SmallWorld } from '../warehouse/small-world.ts';
import { FY, openPanelWorld, published } from './panel-world.ts';

describe('the panel of a cell', function () {
  this.timeout(170_000);
  let world: SmallWorld;

  before(async () => {
    world = await openPanelWorld();
    assert.deepEqual((await writeSite(published(world))).failed, []);
  });
  after(async () => {
    await world.close();
  });

  /** The page of a trust with its scripts running, and what they copied. */
  async function openPage(hash = ''): Promise<{ readonly dom: JSDOM; readonly copied: string[] }> {
    const copied: string[] = [];
    const file = join(published(world), 'site', 'trust', 'RJ1.html');
    const dom = await JSDOM.fromFile(file, {
      url: `file://${file}${hash}`,
      runScripts: 'dangerously',
      resources: 'usable',
      beforeParse: (window) => {
        // jsdom knows the element and not how it is opened.
        const { prototype } = window.HTMLDialogElement;
        prototype.showModal = function (this: HTMLDialogElement): void {
          this.open = true;
        };
        prototype.close = function (this: HTMLDialogElement): void {
          this.open = false;
          this.dispatchEvent(new window.Event('close'));
        };
        Object.defineProperty(window.navigator, 'clipboard', {
          value: { writeText: async (text: string) => await Promise.resolve(copied.push(text)) },
        });
      },
    });
    await new Promise((resolve) => dom.window.addEventListener('load', resolve));
    return { dom, copied };
  }

  async function until<T>(find: () => T | null | undefined | false): Promise<T> {
    for (let turn = 0; turn < 500; turn += 1) {
      const found = find();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('It did not come.');
  }

  const button = (dom: JSDOM, words: string): HTMLButtonElement =>
    [...dom.window.document.querySelectorAll<HTMLButtonElement>('dialog button')].find(
      ({ textContent }) => textContent === words,
    ) as HTMLButtonElement;

  it('a click opens it, its buttons copy, closing gives the focus back to the figure', async () => {
    const { dom, copied } = await openPage();
    const { document, location } = dom.window;
    const figure = document.querySelector<HTMLButtonElement>(`[data-cell="RJ1 beds ${FY}"]`);
    assert.ok(figure);
    figure.focus();
    figure.click();
    const sentence = await until(() => document.querySelector('.panel-sentence'));
    assert.equal(location.hash, `#beds-${FY}`);
    assert.equal(document.activeElement?.id, 'panel-title');
    for (const said of ['about 44.0 beds', '3 of 4 quarters', 'Earlier releases', 'zero-return', 'England:'])
      assert.ok(document.querySelector('dialog')?.textContent.includes(said), said);
    assert.equal(document.querySelectorAll('dialog img, dialog script').length, 0);
    for (const words of ['Copy sentence', 'Copy link', 'Copy as CSV']) button(dom, words).click();
    await until(() => copied.length === 3);
    assert.equal(copied[0], sentence.textContent);
    assert.match(copied[1] ?? '', new RegExp(`trust/RJ1\\.html#beds-${FY}$`));
    assert.match(copied[2] ?? '', /^org_code,org_name,fy,figure,/);
    document.querySelector('dialog')?.close();
    assert.equal(document.activeElement, figure);
    assert.equal(location.hash, '');
    dom.window.close();
  });

  it('the address of a cell opens its panel, for a ratio with both figures and what it does not say', async () => {
    const { dom } = await openPage(`#consultancy_per_bed-${FY}`);
    const { document } = dom.window;
    await until(() => document.querySelector('.panel-sentence'));
    const said = document.querySelector('dialog')?.textContent ?? '';
    for (const words of [
      'consultancy_spend / beds',
      'consultancy spend',
      'beds open overnight',
      'This says nothing about',
    ])
      assert.ok(said.includes(words), words);
    dom.window.close();
  });

  it('where its data cannot be loaded it says so in a sentence, each time', async () => {
    await rm(join(published(world), 'site', 'data', 'lineage', 'RJ1.js'));
    const { dom } = await openPage();
    const { document } = dom.window;
    for (let turn = 0; turn < 2; turn += 1) {
      document.querySelector<HTMLButtonElement>(`[data-cell="RJ1 beds ${FY}"]`)?.click();
      const alert = await until(() => document.querySelector('dialog [role="alert"]'));
      assert.match(alert.textContent, /unpack the whole folder/);
      document.querySelector('dialog')?.close();
    }
    dom.window.close();
  });
});
