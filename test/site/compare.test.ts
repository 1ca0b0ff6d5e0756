import assert from 'node:assert/strict';
import { load } from 'cheerio';
import { renderToString } from 'preact-render-to-string';
import { readFrom } from '../../site/client/compare.tsx';
import { compareCsv } from '../../site/compare/compare-csv.ts';
import type { CompareData, ComparedFigure, ReadCell, SeenCell } from '../../site/compare/compare-data.ts';
import type { CompareState } from '../../site/compare/compare-state.ts';
import { CompareView } from '../../site/compare/compare-view.tsx';
import { packColumn, unpackColumn } from '../../site/data/packed-columns.ts';

const YEARS = ['2019-20', '2020-21', '2021-22', '2022-23'];
const figure = (name: string, more: Partial<ComparedFigure> = {}): ComparedFigure => ({
  ...{ name, label: name, group: 'Money', unit: 'count', isMean: false, isSize: true },
  ...{ canIndex: false, hasReal: false, display: { divide: 1, decimals: 1, unit: 'things' } },
  ...more,
});
const POUNDS = { unit: 'pounds', display: { divide: 1e6, decimals: 1, unit: '£ million' } };
const data: CompareData = {
  ...{ years: YEARS, illustrative: false, priceBase: '2022-23', release: 'r' },
  figures: [
    figure('share', { unit: 'per cent', display: { divide: 1, decimals: 1, unit: '%' } }),
    figure('beds', { isMean: true }),
    figure('tests', { canIndex: true, display: { divide: 1, decimals: 0, unit: 'tests' } }),
    figure('income', { ...POUNDS, canIndex: true, hasReal: true }),
  ],
  trusts: [['R0A', 'Manchester', 'Acute']],
  breaks: [],
  own: {},
};
const cell = (
  value: number | null,
  status = 'reported',
  mark = '',
  more: Partial<SeenCell> = {},
): SeenCell => ({
  ...{ value, status, mark, real: null, comparable: status === 'reported' },
  ...more,
});
const HIDDEN = cell(300, 'partial', '[or up to 7 more]', { comparable: true });
const CELLS: Readonly<Record<string, readonly (SeenCell | undefined)[]>> = {
  share: [
    cell(10.9, 'lower_bound'),
    cell(9, 'upper_bound'),
    cell(2.53, 'estimate'),
    cell(null, 'missing', '[x]'),
  ],
  beds: [cell(1987.1, 'partial', '[2 of 4 quarters]'), cell(20), cell(30), undefined],
  tests: [cell(200), cell(250, 'partial', '[10 of 12 months]'), HIDDEN, cell(400)],
  income: [
    cell(3e6, 'reported', '', { real: 4e6 }),
    cell(2e6),
    cell(5e6, 'reported', '', { real: 5e6 }),
    undefined,
  ],
};
const read: ReadCell = (_, name, fy) => CELLS[name]?.[YEARS.indexOf(fy)];
const START: CompareState = {
  ...{ trusts: ['R0A'], figure: 'share', against: null, fy: '2019-20', base: null, real: false },
};

function view(state: Partial<CompareState>): {
  texts: string[];
  names: string[];
  page: ReturnType<typeof load>;
} {
  const page = load(renderToString(CompareView({ data, state: { ...START, ...state }, read })));
  const cells = page('tbody td').toArray();
  return {
    page,
    texts: cells.map((one) => page(one).text()),
    names: cells.map((one) => page(one).find('button').attr('aria-label') ?? ''),
  };
}

/** Lines of the CSV as records by heading. */
function records(state: Partial<CompareState>): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = compareCsv({ data, state: { ...START, ...state }, read })
    .trim()
    .split('\n');
  const fields = (line: string): string[] =>
    [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const heads = fields(head);
  return lines.map((line) => {
    const texts = fields(line);
    assert.equal(texts.length, heads.length, line);
    return Object.fromEntries(heads.map((name, index) => [name, texts[index] ?? '']));
  });
}

describe('site: comparing', () => {
  it('a bound and an estimate are said as such: in the cell and in the name of its button', () => {
    const { texts, names } = view({});
    assert.deepEqual(texts, ['at least 10.9', 'at most 9.0', 'about 2.5', '[x]']);
    assert.equal(
      names[0],
      'share, R0A, 2019-20: at least 10.9; at least this: part of the dividend is missing',
    );
    assert.match(names[2] ?? '', /: about 2\.5; an estimate$/);
    const beds = view({ figure: 'beds' });
    assert.deepEqual(beds.texts, ['about 1,987.1[2 of 4 quarters]', '20.0', '30.0', 'no row']);
    assert.match(beds.names[0] ?? '', /: about 1,987\.1 \[2 of 4 quarters\]; a mean over 2 of 4 quarters/);
    assert.equal(beds.names[1], 'beds, R0A, 2020-21: 20.0');
  });

  it('a bound and an estimate are said as such beside another figure of the year', () => {
    assert.deepEqual(view({ against: 'beds' }).texts, ['at least 10.9', 'about 1,987.1[2 of 4 quarters]']);
  });

  it('the text of a chart says no range and no trend of bounds and estimates', () => {
    const desc = view({}).page('desc').text();
    assert.match(desc, /no comparable figure\. R0A: no comparable figure\./);
    assert.match(desc, /drawn as rings: 3 figures/);
    assert.doesNotMatch(desc, /rose|fell|10\.9/);
    const pair = view({ against: 'beds' }).page('desc').text();
    assert.match(pair, /^Two figures of 0 trusts with both comparable.*not comparable: 1\./);
    assert.doesNotMatch(pair, /10\.9|1,987/);
  });

  it('an index of a bound is a bound, and what small numbers hide is set over the base too', () => {
    const { texts, page } = view({ figure: 'tests', base: '2019-20' });
    assert.deepEqual(texts, ['100', '125 or more[10 of 12 months]', '150[or up to 4 more]', '200']);
    assert.match(page('desc').text(), /R0A: 100 in 2019-20; rose from 150 in 2021-22 to 200 in 2022-23\./);
    assert.match(page('svg > title').text(), /index, 2019-20 = 100/);
  });

  it('a figure that is not whole is no base: there is no index, and the reason is said', () => {
    for (const [base, why] of [
      ['2020-21', 'the sum of 10 of 12 months: a lower bound; '],
      ['2021-22', 'or up to 7 more: small numbers are withheld'],
    ] as const) {
      const { texts, names, page } = view({ figure: 'tests', base });
      const said = `no index: the figure of ${base} cannot be set to 100 (${why.replace(/; $/, '')})`;
      assert.deepEqual(texts, Array(4).fill('[no base]'));
      assert.equal(page('tbody th small').text(), said);
      assert.ok(names.every((name) => name.endsWith(`[no base]; ${said}`)));
      assert.equal(page('.multiples svg').length, 0);
    }
  });

  it('money of a year without a price index is no figure in the prices of one year, and other figures stay as filed', () => {
    const { texts, names } = view({ figure: 'income', real: true });
    assert.deepEqual(texts, ['4.0', '[no index]', '5.0', 'no row']);
    assert.match(names[1] ?? '', /\[no index\]; this year has no price index/);
    const pair = view({ figure: 'income', against: 'beds', fy: '2020-21', real: true });
    assert.deepEqual(pair.texts, ['[no index]', '20.0']);
    assert.deepEqual(
      pair
        .page('thead th.num')
        .toArray()
        .map((head) => pair.page(head).text()),
      ['income, £ million in 2022-23 prices', 'beds, things'],
    );
  });

  it('a line of the CSV has the status and its words beside the value', () => {
    const [low, , about] = records({});
    assert.equal(low?.['status'], 'lower_bound');
    assert.equal(low?.['value_rounded'], '10.9');
    assert.equal(low?.['shown'], 'at least 10.9');
    assert.equal(low?.['words'], 'at least this: part of the dividend is missing');
    assert.equal(about?.['status'], 'estimate');
    assert.equal(records({ figure: 'beds' })[3]?.['status'], 'no row');
  });

  it('every number of the CSV has its own unit: the value, the figure as shown, the index', () => {
    const [first, second] = records({ figure: 'income', base: '2019-20', real: true });
    assert.equal(first?.['value_rounded'], '4000000');
    assert.equal(first?.['unit'], 'pounds in 2022-23 prices');
    assert.equal(first?.['shown'], '4.0');
    assert.equal(first?.['shown_unit'], '£ million in 2022-23 prices');
    assert.equal(first?.['index_rounded'], '100');
    assert.equal(first?.['index_unit'], 'index, 2019-20 = 100, in 2022-23 prices');
    assert.equal(second?.['value_rounded'], '');
    assert.equal(second?.['index_words'], 'this year has no price index');
    const [, partial] = records({ figure: 'tests', base: '2019-20' });
    assert.equal(partial?.['index_rounded'], '125');
    assert.equal(partial?.['index_words'], '125 or more; the sum of 10 of 12 months: a lower bound');
    assert.equal('index_rounded' in (records({ figure: 'income' })[0] ?? {}), false);
  });

  it('the scripts of the page read the status of a figure from the file', () => {
    const plain = (CELLS['share'] ?? []).map((one) => one && { ...one });
    const column = unpackColumn(packColumn(plain, { divide: 1, decimals: 1, unit: '%' }));
    const fromFile = readFrom({
      ...{ years: YEARS, codes: ['R0A'], about: [], breaks: [], figures: { share: column } },
    });
    assert.deepEqual(
      YEARS.map((fy) => fromFile('R0A', 'share', fy)),
      CELLS['share'],
    );
    assert.equal(fromFile('R0B', 'share', '2019-20'), undefined);
  });
});
