import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { entriesOf, fold, search, type SearchData } from '../../site/client/match-names.ts';

const DATA: SearchData = {
  trusts: [
    ['R1H', 'Barts Health NHS Trust', ['Barts and The London NHS Trust']],
    ['RJ1', "Guy's and St Thomas' NHS Foundation Trust", []],
    ['RXX', '<img src=x onerror=alert(1)> NHS Trust', []],
  ],
  figures: [
    ['beds', 'Beds open overnight', 'mean over the quarters of open beds'],
    ['bed_occupancy_pct', 'Bed occupancy', 'share of the beds that are occupied at midnight'],
  ],
  former: [['RT3', 'Royal Brompton & Harefield NHS Foundation Trust', 'RJ1']],
};
const found = (typed: string): readonly string[] =>
  search(entriesOf(DATA), typed, 10).map(({ path }) => path);

describe('finding trusts and figures by name', () => {
  it('folds case, accents and apostrophes', () => {
    assert.equal(fold('Môn’s  A&E—Trust'), 'mons a and e trust');
    assert.deepEqual(found('GUYS and st th'), ['trust/RJ1.html']);
  });

  it('finds a trust by a code, by the beginning of any word, and by a name it had', () => {
    assert.deepEqual(found('r1h'), ['trust/R1H.html']);
    assert.deepEqual(found('barts'), ['trust/R1H.html']);
    assert.deepEqual(found('london'), ['trust/R1H.html']);
    assert.match(search(entriesOf(DATA), 'the london', 1)[0]?.beside ?? '', /also: Barts and The London/);
  });

  it('a code without a page leads to the trust that follows it', () => {
    assert.deepEqual(found('rt3'), ['trust/RJ1.html']);
    assert.deepEqual(found('royal bromp'), ['trust/RJ1.html']);
  });

  it('finds a figure by label, name or meaning, those that begin with the words first', () => {
    assert.deepEqual(found('beds'), ['measure/beds.html', 'measure/bed_occupancy_pct.html']);
    assert.deepEqual(found('midnight'), ['measure/bed_occupancy_pct.html']);
  });

  it('the middle of a word finds nothing', () => {
    assert.deepEqual(found('arts'), []);
  });
});

describe('the search box', function () {
  this.timeout(60_000);
  let script: string;
  before(async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { install } from './data.ts'; import { startSearch } from './search.ts'; install(); startSearch();`,
        resolveDir: fileURLToPath(new URL('../../site/client', import.meta.url)),
        loader: 'ts',
      },
      ...{ bundle: true, write: false, format: 'iife', target: 'es2020' },
    });
    script = outputFiles[0]?.text ?? '';
  });

  function openBox(): {
    readonly window: JSDOM['window'];
    readonly input: HTMLInputElement;
    readonly type: (text: string) => Promise<void>;
    readonly press: (key: string) => Promise<void>;
  } {
    const { window } = new JSDOM(
      '<body data-root=""><header><div data-search hidden></div></header></body>',
      {
        runScripts: 'outside-only',
        url: 'http://127.0.0.1/index.html',
      },
    );
    window.eval(script);
    (window as unknown as { TY: { put: (name: string, value: unknown) => void } }).TY.put('search', DATA);
    const input = window.document.querySelector('input');
    assert.ok(input);
    const settle = async (): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
    };
    return {
      ...{ window, input },
      type: async (text) => {
        input.value = text;
        input.dispatchEvent(new window.Event('input', { bubbles: true }));
        await settle();
      },
      press: async (key) => {
        input.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        await settle();
      },
    };
  }

  it('is a combobox with a label and a list, which arrows walk and Escape closes', async () => {
    const { window, input, type, press } = openBox();
    const list = window.document.querySelector('[role=listbox]');
    assert.ok(list);
    assert.equal(input.getAttribute('role'), 'combobox');
    assert.ok(window.document.querySelector(`label[for="${input.id}"]`)?.textContent);
    assert.equal(input.getAttribute('aria-expanded'), 'false');
    await type('bed');
    assert.equal(input.getAttribute('aria-expanded'), 'true');
    assert.equal(list.querySelectorAll('[role=option]').length, 2);
    await press('ArrowDown');
    await press('ArrowDown');
    const active = window.document.getElementById(input.getAttribute('aria-activedescendant') ?? '');
    assert.equal(active?.getAttribute('aria-selected'), 'true');
    assert.equal(active?.textContent, 'Beds open overnight');
    await press('Escape');
    assert.equal(input.getAttribute('aria-expanded'), 'false');
    assert.equal(input.hasAttribute('aria-activedescendant'), false);
  });

  it('says how many are found, and says so where nothing is', async () => {
    const { window, type } = openBox();
    await type('bed');
    assert.equal(window.document.querySelector('[role=status]')?.textContent, '2 found');
    await type('zzz');
    assert.match(
      window.document.querySelector('[role=listbox]')?.textContent ?? '',
      /Nothing begins with these letters/,
    );
  });

  it('a hostile name is shown as text', async () => {
    const { window, type } = openBox();
    await type('rxx');
    assert.equal(window.document.querySelector('[role=listbox] img'), null);
    assert.match(window.document.querySelector('[role=option]')?.textContent ?? '', /<img src=x/);
  });
});
