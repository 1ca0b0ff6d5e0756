import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'cheerio';
import { renderToString } from 'preact-render-to-string';
import { trustPages } from '../../site/pages/trust-page.tsx';
import type { Model } from '../../site/read/model.ts';
import { withFolder } from '../../site/read/published-folder.ts';
import { readModel } from '../../site/read/read-model.ts';
import { cellWords } from '../../site/words/shown.ts';
import { type TrustWorld, openTrustWorld } from './trust-world.ts';

const HOSTILE = `</script><img src=x onerror=alert(1)>"' \u202E =cmd|'/c calc'!A0`;

describe('site: the page of a trust', function () {
  this.timeout(120_000);
  let world: TrustWorld;
  let model: Model;

  before(async () => {
    world = await openTrustWorld();
    model = await withFolder(world.folder, async (ask) => await readModel(ask));
  });
  after(async () => {
    await world.close();
  });

  const pageOf = async (code: string): Promise<ReturnType<typeof load>> =>
    load(await readFile(join(world.folder, 'site', 'trust', `${code}.html`), 'utf8'));

  it('every figure on a page is that of the tables at its printed digits, with its mark', async () => {
    let read = 0;
    for (const code of model.trusts.keys()) {
      const $ = await pageOf(code);
      for (const button of $('[data-part="figures"] td[id]').toArray()) {
        const [, name = '', fy = ''] = /^(.+)-(\d{4}-\d{2})$/.exec($(button).attr('id') ?? '') ?? [];
        const figure = model.figures.find((one) => one.name === name);
        assert.ok(figure, name);
        const { shown, mark } = cellWords(model.cell(code, name, fy), figure.display, figure.isMean);
        assert.equal($(button).text(), [shown, mark].filter(Boolean).join(' '));
        assert.notEqual($(button).text(), '', `${code} ${name} ${fy}`);
        read += 1;
      }
    }
    assert.ok(read > 100);
  });

  it('no cell is blank without a reason: a figure stands in the table, or in a sentence below', async () => {
    for (const code of model.trusts.keys()) {
      const $ = await pageOf(code);
      const rows = new Set(
        $('[data-part="figures"] tbody th[scope="row"] a')
          .toArray()
          .map((one) => $(one).text()),
      );
      const sentences = $('main > p').text();
      for (const { label } of model.figures) assert.ok(rows.has(label) || sentences.includes(label), label);
    }
  });

  it('every mark on a page is explained in the key, and every marked figure has a note', async () => {
    const $ = await pageOf('RYJ');
    const notes = $('details dl').text();
    assert.match(notes, /suppressed by the publisher[^:]*2020-21: Outpatient attendances/);
    assert.match(notes, /no row for this trust2020-21: Beds open overnight/);
    for (const mark of $('[data-part="figures"] td :is(i, u)').toArray()) {
      const text = $(mark).text().trim();
      if (/^\[[a-z]+\]$/.test(text)) assert.ok($('.key').text().includes(text), text);
    }
    assert.ok($('#beds-2020-21').text().startsWith('about 700.0'));
    assert.ok($('#op_attendances-2020-21').text().startsWith('500,000'));
  });

  it('the small lines of a trust stop at its merger', async () => {
    const merger = model.breaks('', 'REM').find(({ orgCode }) => orgCode === 'REM');
    assert.ok(merger, 'the small world has a break at the merger');
    const lines = async (code: string): Promise<string> => {
      const $ = await pageOf(code);
      return $('#turnover-2020-21').parent().find('svg path').first().attr('d') ?? '';
    };
    assert.match(await lines('R1H'), /l/, 'a trust that did not merge has a line from 2019-20 to 2020-21');
    assert.doesNotMatch(await lines('REM'), /l/);
  });

  it('a merger is said with its date, on both pages', async () => {
    const $ = await pageOf('REM');
    assert.match(
      $('main').text(),
      /Royal Liverpool and Broadgreen University Hospitals NHS Trust \(RQ6\) joined on 1 October 2019\. Figures before are of REM alone\. See like for like/,
    );
    assert.match((await pageOf('RQ6'))('main').text(), /It became part of .*\(REM\) on 1 October 2019\./);
    assert.match((await pageOf('R0A'))('main').text(), /The accounts of 2017-18 cover 6 of 12 months\./);
  });

  it('peers are named with their number, and who is left out with the reason', async () => {
    const text = (await pageOf('R1H'))('[data-part="profile"]').text();
    assert.match(text, /Peers: 6 acute trusts in 2020-21, this trust among them\./);
    assert.match(text, /RAL REM RJ1/);
  });

  it('a hostile name changes nothing but the words: the same elements, and no script', async () => {
    await withFolder(world.folder, async (ask, tables) => {
      const draw = async (name: string): Promise<ReturnType<typeof load>> => {
        const trusts = new Map(
          [...model.trusts].map(([code, trust]) => [code, { ...trust, name, otherNames: [`${name} once`] }]),
        );
        const pages = await trustPages({ model: { ...model, trusts }, ask, tables });
        const page = pages.find(({ path }) => path === 'trust/R1H.html');
        assert.ok(page);
        return load(renderToString(page.make()));
      };
      const [plain, hostile] = [await draw('Plain name'), await draw(HOSTILE)];
      const elements = ($: ReturnType<typeof load>): string[] =>
        $('*')
          .toArray()
          .map((one) => ('tagName' in one ? one.tagName : ''));
      assert.deepEqual(elements(hostile), elements(plain));
      assert.equal(hostile('h1').text(), HOSTILE);
      assert.equal(hostile('script:not([src])').length, 0);
      assert.equal(hostile('[style], [onerror]').length, 0);
    });
  });
});
