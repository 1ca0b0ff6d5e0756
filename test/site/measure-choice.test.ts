import assert from 'node:assert/strict';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { drawnCodes, notHighlighted, readChoice } from '../../site/client/measure-choice.ts';
import { whyFileNames } from '../../site/data/why-files.ts';
import type { MeasureSettings } from '../../site/measure/measure-controls.tsx';
import { readMeasureSources } from '../../site/measure/read-sources.ts';
import { aboutOf, yearViewOf } from '../../site/measure/read-view.ts';
import { YearChart } from '../../site/measure/year-chart.tsx';
import { YearTable } from '../../site/measure/year-table.tsx';
import { withFolder } from '../../site/read/published-folder.ts';
import { readModel } from '../../site/read/read-model.ts';
import { GROUPS, type Model } from '../../site/read/model.ts';
import { writeSite } from '../../site/write-site.ts';
import { publish } from '../../warehouse/publish/publish.ts';
import { type SmallWorld, openSmallWorld } from '../warehouse/small-world.ts';

const YEARS = ['2019-20', '2020-21'] as const;
/** R1H is renamed; RDU has one quarter of beds, RGT none. */
const TRUSTS = ['R0A', 'RJ1', 'RTH', 'R1H', 'RAL', 'RFS', 'RDU', 'RGT'];
/** A measure, a ratio of two measures with pages, and one whose dividend has none. */
const FIGURES = ['beds', 'consultancy_per_1000_income', 'operating_margin_pct'];
const turnoverOf = (code: string, value: number): readonly [number | null, number] =>
  code === 'RFS' ? [null, 7] : code === 'RAL' ? [0, 0] : [value, 100];
const SETTINGS = {
  ...{ about: { years: YEARS }, fy: '2020-21', why: 'why/beds' },
  types: [{ id: 'type-acute', label: 'Acute trusts' }],
} as unknown as MeasureSettings;

describe('choosing on the page of a measure', function () {
  this.timeout(170_000);
  let world: SmallWorld;
  let folder: string;
  let model: Model;
  let written: ReadonlyMap<string, readonly string[]>;

  before(async () => {
    world = await openSmallWorld();
    for (const [step, fy] of YEARS.entries()) {
      await world.accounts(
        fy,
        TRUSTS.map((code, index) => ({
          ...{ code, name: code === 'R1H' ? `Barts ${fy}` : `TRUST ${code}`, consultancy: 50 + index },
          // A turnover that is not loaded, and one of 0.
          turnover: turnoverOf(code, 900 + 100 * index + step),
        })),
        { maturity: 'illustrative' },
      );
      for (const [index, quarter] of [1, 2, 3, 4].entries())
        await world.load('beds', fy, `${fy}Q${String(quarter)}`, {
          ...Object.fromEntries(
            TRUSTS.slice(0, 6).map((code, number) => [code, { open: 1000 + 50 * number + index + step }]),
          ),
          ...(index === 0 ? { RDU: { open: 77 } } : {}),
        });
    }
    await world.join();
    await publish(world.warehouse, world.dir);
    folder = join(world.dir, 'published');
    assert.deepEqual((await writeSite(folder)).failed, []);
    const pages = new Map<string, readonly string[]>();
    await withFolder(folder, async (ask) => {
      model = await readModel(ask);
      const { parts } = await readMeasureSources(ask);
      for (const name of FIGURES) {
        const figure = model.figures.find((one) => one.name === name);
        assert.ok(figure);
        const about = aboutOf(model, figure, parts);
        for (const fy of YEARS) {
          const view = yearViewOf(model, about, fy);
          const table = renderToString(h(YearTable, { about, view, root: '../' }));
          pages.set(`${name} ${fy}`, [
            plain(new JSDOM(renderToString(h(YearChart, { about, view }))).window.document.body),
            plain(new JSDOM(table).window.document.body),
          ]);
        }
      }
    });
    written = pages;
  });
  after(async () => {
    await world.close();
  });

  /** What readers see and hear: without the buttons that scripts make. */
  function plain(place: Element | null): string {
    assert.ok(place);
    const copy = place.cloneNode(true) as Element;
    for (const button of copy.querySelectorAll('.download')) button.remove();
    for (const button of copy.querySelectorAll('button')) button.replaceWith(...button.childNodes);
    for (const table of copy.querySelectorAll('[data-csv-done]')) table.removeAttribute('data-csv-done');
    copy.normalize();
    return copy.innerHTML.replaceAll(' class=""', '').replaceAll(/<tr/g, '\n<tr');
  }

  async function open(figure: string, hash = ''): Promise<JSDOM> {
    const file = join(folder, 'site', 'measure', `${figure}.html`);
    const dom: JSDOM = await JSDOM.fromFile(file, {
      url: `file://${file}${hash}`,
      ...{ runScripts: 'dangerously', resources: 'usable' },
      beforeParse: (window) => {
        // Unlike browsers, jsdom lets no page of a folder change what stands after the # of its address.
        window.history.replaceState = (_state, _title, url): void =>
          dom.reconfigure({ url: new URL(String(url), window.location.href).href });
      },
    });
    await new Promise((resolve) => dom.window.addEventListener('load', resolve));
    return dom;
  }

  async function until(come: () => boolean): Promise<void> {
    for (let turn = 0; turn < 500; turn += 1) {
      if (come()) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('It did not come.');
  }

  const part = ({ window }: JSDOM, name: string): Element | null =>
    window.document.querySelector(`[data-part="${name}"]`);
  const note = (dom: JSDOM): string => part(dom, 'year-chart')?.querySelector('.note')?.textContent ?? '';
  const chosen = (dom: JSDOM): string => dom.window.document.querySelector('[data-fy]')?.textContent ?? '';
  async function choose(dom: JSDOM, fy: string): Promise<void> {
    const select = dom.window.document.querySelector<HTMLSelectElement>('[data-measure] select');
    assert.ok(select);
    select.value = fy;
    select.dispatchEvent(new dom.window.Event('change', { bubbles: true }));
    await until(() => chosen(dom) === fy);
  }

  for (const figure of FIGURES)
    it(`${figure}: a year that is chosen, and the first year again, show what the tables give for them`, async () => {
      const dom = await open(figure);
      const first = chosen(dom);
      const atFirst = ['year-chart', 'years-chart', 'year-table'].map((name) => plain(part(dom, name)));
      for (const fy of [...YEARS, first]) {
        await choose(dom, YEARS.find((one) => one !== fy) ?? '');
        await choose(dom, fy);
        const shown = ['year-chart', 'year-table'].map((name) => plain(part(dom, name)));
        assert.deepEqual(shown, written.get(`${figure} ${fy}`));
      }
      assert.deepEqual(
        ['year-chart', 'years-chart', 'year-table'].map((name) => plain(part(dom, name))),
        atFirst,
      );
      dom.window.close();
    });

  it('a trust has the name of the chosen year', async () => {
    const dom = await open('beds');
    await choose(dom, '2019-20');
    assert.ok(part(dom, 'year-table')?.textContent?.includes('Barts 2019-20'));
    dom.window.close();
  });

  it('a trust without a dot is counted under the chart, by the reason', async () => {
    const dom = await open('operating_margin_pct');
    assert.doesNotMatch(note(dom), /divisor of 0/);
    assert.match(note(dom), /Not drawn: \d+ without a figure\.$/);
    dom.window.close();
  });

  it('a year or group of a link that the page does not have is taken out of the address and shown nowhere', async () => {
    const dom = await open('beds', '#peers=type-nonsense&fy=1999-00');
    assert.equal(dom.window.location.hash, '');
    assert.doesNotMatch(dom.window.document.querySelector('main')?.textContent ?? '', /nonsense|1999/);
    dom.window.close();
  });

  it('a code that no trust has is said beside the controls, and drawn nowhere', async () => {
    const dom = await open('beds', '#own=ZZZ.RJ1.RGT');
    const controls = dom.window.document.querySelector('[data-measure]');
    await until(() => controls?.querySelector('.note') !== null);
    assert.equal(
      controls?.querySelector('.note')?.textContent,
      'ZZZ is no code of a trust here. RGT has no figure of 2020-21.',
    );
    assert.ok(part(dom, 'years-chart')?.textContent?.includes('RJ1'));
    assert.ok(!part(dom, 'years-chart')?.textContent?.includes('ZZZ'));
    dom.window.close();
  });

  it('a link gives a group of the page, and codes of letters and digits', () => {
    assert.deepEqual(readChoice('#peers=type-acute&own=rj1.<b>.RJ1&fy=2019-20', SETTINGS), {
      ...{ fy: '2019-20', type: 'type-acute', own: ['RJ1', 'B'] },
    });
    assert.equal(readChoice('#peers=type-', SETTINGS).type, '');
  });

  it('six trusts are drawn at most, and the others are named', () => {
    const choice = { fy: '2020-21', type: '', own: ['ZZZ', ...TRUSTS] };
    assert.deepEqual(drawnCodes(choice, TRUSTS), TRUSTS.slice(0, 6));
    const rows = TRUSTS.slice(1).map((code) => ({
      ...{ code, name: code, type: '' },
      cell: { value: 1, status: 'reported', comparable: true, mark: '' },
    }));
    assert.deepEqual(notHighlighted(choice, TRUSTS, { fy: '2020-21', rows }), [
      'ZZZ is no code of a trust here.',
      'R0A is not among the trusts of 2020-21.',
      'Six at most are drawn: not RDU, RGT.',
    ]);
  });

  it('a chosen type that a year lacks is said so, and no figure of England stands in its place', () => {
    const members = new Set<string>();
    const summary = { n: 0, q1: null, median: null, q3: null, leftOut: 0, why: '', ratioOfSums: null };
    const england = { id: 'england', label: 'All', members, summary: { ...summary, n: 7, leftOut: 1 } };
    const figure = model.figures.find(({ name }) => name === 'beds');
    assert.ok(figure);
    const view = { fy: '2019-20', rows: [], types: [], own: [], england };
    const about = aboutOf(model, figure, new Map());
    const html = (chart: typeof view): string => renderToString(h(YearChart, { about, view: chart }));
    const type = { id: 'type-acute', label: 'Acute trusts', members, summary };
    assert.match(html({ ...view, chosen: type } as never), /2019-20 has no Acute trusts\./);
    assert.doesNotMatch(html({ ...view, chosen: type } as never), /7 of 8/);
    assert.match(html(view), /7 of 8 trusts are compared/);
  });

  it('the reasons of a group of figures stand in one file', () => {
    assert.ok(whyFileNames(model).length <= GROUPS.length + 1);
    assert.ok(whyFileNames(model).includes('why/urgent-care'));
  });
});
