import assert from 'node:assert/strict';
import { transform } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSite } from '../../site/write-site.ts';
import { changesSentence } from '../../site/pages/changes-page.tsx';
import { readState, writeState, type CompareState } from '../../site/compare/compare-state.ts';
import { crosses, seriesOf } from '../../site/compare/series.ts';
import type { CompareData, ReadCell } from '../../site/compare/compare-data.ts';
import { csvText } from '../../site/data/csv-text.ts';
import { readableName } from '../../site/words/trust-name.ts';
import { HOSTILE, openSmallSite, publishSite, type SmallSite } from './small-site.ts';

const KINDS = [
  'index.html',
  'compare.html',
  'mergers.html',
  'changes.html',
  'coverage.html',
  'definitions.html',
  'trust/R1H.html',
];

describe('pages', function () {
  this.timeout(180_000);
  let site: SmallSite;

  before(async () => {
    site = await openSmallSite({ illustrative: true });
  });
  after(async () => {
    await site.close();
  });

  it('every page has one h1, its headings skip no level, and its title names the site and not the NHS', async () => {
    for (const path of KINDS) {
      const page = await site.page(path);
      assert.equal(page('h1').length, 1, path);
      const levels = page('h1, h2, h3, h4')
        .toArray()
        .map(({ tagName }) => Number(tagName[1]));
      for (const [index, level] of levels.entries())
        assert.ok(
          index === 0 ? level === 1 : level <= (levels[index - 1] ?? 0) + 1,
          `${path}: ${levels.join()}`,
        );
      const title = page('title').first().text();
      assert.match(title, / – Trust Years$/);
      if (!path.startsWith('trust/')) assert.doesNotMatch(title, /NHS/);
    }
  });

  it('a ratio made of a made-up figure is marked as made up, like the figure', async () => {
    const page = await site.page('trust/R1H.html');
    for (const figure of ['turnover', 'consultancy_per_1000_income']) {
      const cells = page(`td[id^="${figure}-"]`).toArray();
      assert.ok(cells.length > 0, figure);
      for (const cell of cells) assert.match(page(cell).text(), /\[made up\]/, figure);
    }
  });

  it('every table has a caption and its head cells say their scope', async () => {
    for (const path of KINDS) {
      const page = await site.page(path);
      for (const table of page('table').toArray()) {
        assert.notEqual(page(table).find('caption').text().trim(), '', path);
        assert.equal(page(table).find('th:not([scope])').length, 0, path);
      }
    }
  });

  it('every button and every region has a name, and nothing has a style of its own', async () => {
    for (const path of KINDS) {
      const page = await site.page(path);
      for (const button of page('button').toArray())
        assert.notEqual((page(button).attr('aria-label') ?? page(button).text()).trim(), '', path);
      for (const region of page('[role=region]').toArray()) {
        const named =
          page(region).attr('aria-label') ?? page(`#${page(region).attr('aria-labelledby')}`).text();
        assert.notEqual(named, '', path);
      }
      assert.equal(page('[style], style, script:not([src])').length, 0, path);
    }
  });

  it('every page says that it is no NHS service, which release it is, and that a blank is not a zero', async () => {
    for (const path of KINDS) {
      const page = await site.page(path);
      const footer = page('footer').text().replace(/\s+/g, ' ');
      for (const sentence of [
        'Not an NHS service. Made from files that NHS England publishes; not checked or endorsed by it or by any trust.',
        'Contains public sector information licensed under the Open Government Licence v3.0.',
        'A blank is not a zero. Click a figure to see the file, sheet and cell it came from.',
      ])
        assert.ok(footer.includes(sentence), `${path}: ${sentence}`);
      assert.match(page('[data-release]').text(), /^Release \S+, files as fetched to /);
    }
  });

  it('the warning of the sample is on every page and in every title of a chart', async () => {
    const warning = 'Every ACCOUNTS figure here is MADE UP (illustrative). Do not quote it.';
    for (const path of (await site.files()).filter((file) => file.endsWith('.html'))) {
      const page = await site.page(path);
      assert.equal(page('.warning').text(), warning, path);
    }
    for (const path of ['compare.html', 'mergers.html']) {
      const page = await site.page(path);
      const titles = page('svg[role=img] title')
        .toArray()
        .map((element) => page(element).text());
      assert.ok(titles.length > 0, path);
      for (const title of titles) assert.ok(title.includes(warning), `${path}: ${title}`);
    }
  });

  it('a hostile name is text: it adds no element', async () => {
    const page = await site.page('index.html');
    assert.ok(page('main').text().includes(HOSTILE));
    assert.equal(page('main script').length, 0);
    assert.doesNotMatch(await site.text('index.html'), /<script>alert/);
    assert.doesNotMatch(await site.text('data/search.js'), /<script/);
  });

  it('two writings of the same tables are the same bytes', async () => {
    const read = async (): Promise<readonly string[]> =>
      await Promise.all((await site.files()).map(async (path) => `${path}\n${await site.text(path)}`));
    const first = await read();
    await writeSite(join(site.world.dir, 'published'));
    assert.deepEqual(await read(), first);
  });

  it('the start page lists every trust with its code, and leads to the three answers', async () => {
    const page = await site.page('index.html');
    for (const code of ['R1H', 'RAJ', 'RDD', 'RXX'])
      assert.equal(page(`main .columns a[href="trust/${code}.html"]`).length, 1, code);
    const links = page('.card a')
      .toArray()
      .map((element) => page(element).attr('href'));
    assert.ok(links.includes('changes.html'), links.join());
    assert.ok(
      links.some((href) => href?.startsWith('trust/R1H.html#fy=2020-21&peers=')),
      links.join(),
    );
  });

  it('the page of coverage names gaps: a dataset of which no file is held', async () => {
    const page = await site.page('coverage.html');
    assert.match(page('.gaps').text(), /Outpatients \(HES\), every year: .*no file is held/);
    assert.match(page('h2').first().text(), /Gaps/);
  });

  it('the page of definitions has every measure and ratio, and the words of the trade', async () => {
    const page = await site.page('definitions.html');
    for (const id of ['beds', 'consultancy_spend', 'consultancy_per_1000_income'])
      assert.equal(page(`details#${id}`).length, 1, id);
    const words = page('#glossary + dl dt')
      .toArray()
      .map((element) => page(element).text());
    for (const word of [
      'FAE',
      'FCE',
      'KH03',
      'TAC',
      'G&A',
      'DNA',
      'MSDS',
      'HES',
      'ECDS',
      'ODS',
      'PFI',
      'EBITDA',
    ])
      assert.ok(words.includes(word), word);
  });

  it('without practice lists there is no page of practices', async () => {
    assert.ok(!(await site.files()).includes('gp.html'));
  });

  it('the example of the page of comparing needs no script: the trusts with beds, each with a chart and a row', async () => {
    const page = await site.page('compare.html');
    assert.equal(page('[data-compare] tbody tr').length, 2);
    assert.equal(page('[data-compare] .multiples figure').length, 2);
    assert.match(page('[data-cell="R1H beds 2020-21"]').text(), /^1,802\.5/);
  });

  it('the first release says that nothing has changed; the second counts, lists and gives every change as CSV', async () => {
    assert.match((await site.page('changes.html'))('main').text(), /This is the first release here/);
    const { world } = site;
    await world.load(
      'beds',
      '2020-21',
      '2020-21Q1',
      { R1H: { open: 1701 }, RAJ: { open: 900 } },
      { sha256: 'f'.repeat(64) },
    );
    await publishSite(world);
    const page = await site.page('changes.html');
    assert.match(
      page('main').text(),
      /Of [\d,]+ figures [1-9][\d,]* changed: [\d,]+ because the publisher revised a file/,
    );
    const csv = (await site.text('changes.csv')).split('\n');
    assert.ok(
      csv.some((line) => line.includes(',R1H,') && line.includes(',beds,') && line.includes('1802.5,1777.5')),
      csv.join('\n'),
    );
    const counted = /figures ([\d,]+) changed/.exec(page('main').text())?.[1]?.replace(',', '');
    assert.equal(csv.length - 2, Number(counted));
  });
});

describe('words and figures of the pages', () => {
  it('the sentence of changes counts by cause', () => {
    assert.equal(
      changesSentence(46_300, [
        ['publisher revised', 198],
        ['new file', 9],
        ['reader changed', 5],
      ]),
      'Of 46,300 figures 212 changed: 198 because the publisher revised a file, 9 because a file was new, 5 because we changed how a file is read.',
    );
    assert.equal(changesSentence(12, []), 'Of 12 figures none changed.');
  });

  it('a text of a CSV that a spreadsheet would run is harmless, and a negative number stays a number', () => {
    assert.equal(
      csvText(
        ['a', 'b'],
        [
          ['=cmd()', -5],
          ['x,"y"', null],
        ],
      ),
      'a,b\n\'=cmd(),-5\n"x,""y""",\n',
    );
  });

  it('a name in capitals is shown in usual letters; any other stays as it is printed', () => {
    assert.equal(
      readableName("GUY'S AND ST THOMAS' NHS FOUNDATION TRUST"),
      "Guy's and St Thomas' NHS Foundation Trust",
    );
    assert.equal(readableName('Barts Health NHS Trust'), 'Barts Health NHS Trust');
    assert.equal(readableName('RJ1'), 'RJ1');
  });

  const fallback: CompareState = {
    trusts: ['R1H'],
    figure: 'beds',
    against: null,
    fy: '2020-21',
    base: null,
    real: false,
  };
  const choices = {
    codes: new Set(['R1H', 'RAJ', 'RDD']),
    figures: new Set(['beds', 'turnover']),
    years: ['2019-20', '2020-21'],
  };

  it('the address of the page of comparing holds the whole choice', () => {
    for (const state of [
      fallback,
      { ...fallback, trusts: [], real: true },
      { ...fallback, trusts: ['RAJ', 'R1H'], figure: 'turnover', base: '2019-20' },
      { ...fallback, against: 'turnover', fy: '2019-20' },
    ])
      assert.deepEqual(readState(writeState(state), fallback, choices), state);
  });

  it('what an address says and nobody holds is left out', () => {
    const state = readState(
      '#trusts=R1H.%3Cscript%3E.R1H&figure=constructor&fy=1999-00&base=x',
      fallback,
      choices,
    );
    assert.deepEqual(state, fallback);
  });

  it('a base year is 100 for sums alone, and no figure beyond a break is set against it', () => {
    const display = { divide: 1, decimals: 0, unit: 'x' };
    const figure = {
      name: 'turnover',
      label: 'T',
      group: 'Money',
      display,
      unit: 'pounds',
      isMean: false,
      isSize: true,
      canIndex: true,
      hasReal: false,
    };
    const data: CompareData = {
      ...{ years: ['2018-19', '2019-20', '2020-21'], illustrative: false, priceBase: null, release: 'r' },
      ...{
        figures: [figure, { ...figure, name: 'beds', canIndex: false }],
        trusts: [['A', 'A', '']],
        breaks: [],
      },
      own: { A: [['', '2019-20', '2020-21', 'merged', 0]] },
    };
    const read: ReadCell = (_, __, fy) => ({
      ...{ value: Number(fy.slice(0, 4)) - 2014, real: null, status: 'reported', comparable: true, mark: '' },
    });
    const state = { ...fallback, trusts: ['A'], figure: 'turnover', base: '2018-19' };
    const values = (of: typeof state): readonly (number | undefined)[] =>
      (seriesOf(data, of, read)[0]?.points ?? []).map((point) => point?.value);
    assert.deepEqual(values(state), [100, 125, undefined]);
    assert.deepEqual(values({ ...state, figure: 'beds' }), [4, 5, 6]);
    assert.equal(
      crosses(
        [{ afterYear: '2019-20', untilYear: '2020-21', text: '', ruleOnly: true }],
        '2018-19',
        '2020-21',
      ),
      false,
    );
  });

  it('the style sheet has no unclosed block and weighs less than 15 KB', async () => {
    const sheet = await readFile(new URL('../../site/style.css', import.meta.url), 'utf8');
    const { code, warnings } = await transform(sheet, { loader: 'css', minify: true });
    assert.deepEqual(warnings, []);
    assert.ok(Buffer.byteLength(code) < 15_000, String(code.length));
  });

  it('the base style sheet has text of 4.5:1 and edges of 3:1 on its paper and its shade', async () => {
    const sheet = await readFile(new URL('../../site/style.css', import.meta.url), 'utf8');
    const colour = (name: string): string =>
      new RegExp(`--${name}: (#[0-9a-f]{3,6});`).exec(sheet)?.[1] ?? '';
    for (const ground of ['paper', 'shade']) {
      for (const words of ['ink', 'quiet', 'own'])
        assert.ok(contrast(colour(words), colour(ground)) >= 4.5, words);
      for (const mark of ['edge', 'others'])
        assert.ok(contrast(colour(mark), colour(ground)) >= 3, `${mark} on ${ground}`);
    }
    assert.ok(contrast(colour('ink'), colour('warn')) >= 4.5);
    assert.doesNotMatch(sheet, /#005eb8|#003087|url\((?!#)|@import|@font-face/i);
  });
});

function contrast(one: string, other: string): number {
  const light = (colour: string): number => {
    const hex =
      colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join('') : colour.slice(1);
    const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
      const part = parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}
