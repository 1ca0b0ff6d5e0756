import assert from 'node:assert/strict';
import { load } from 'cheerio';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { linearAxis } from '../../site/charts/axis.ts';
import {
  type ChartBreak,
  type LinePoint,
  type Quartiles,
  chartBreaks,
} from '../../site/charts/chart-data.ts';
import { dodge } from '../../site/charts/dodge.ts';
import { Lines } from '../../site/charts/lines.tsx';
import { Profile, type ProfileRow } from '../../site/charts/profile.tsx';
import { nextYear } from '../../site/charts/runs.ts';
import { SizeScatter } from '../../site/charts/size-scatter.tsx';
import { Spark } from '../../site/charts/spark.tsx';
import { Strip, placeStrip } from '../../site/charts/strip.tsx';
import { WARNING } from '../../site/words/warning.ts';
import type { Display } from '../../site/read/model.ts';

const BEDS: Display = { divide: 1, decimals: 1, unit: 'beds' };
const MILLIONS: Display = { divide: 1e6, decimals: 1, unit: '£ million' };
const YEARS = ['2017-18', '2018-19', '2019-20', '2020-21', '2021-22', '2022-23', '2023-24'];
const points = (values: readonly (number | null)[]): (LinePoint | null)[] =>
  values.map((value) => (value === null ? null : { value }));
const draw = (chart: VNode | null | undefined): ReturnType<typeof load> =>
  load(chart ? renderToString(chart) : '');

/** Every pair of places that a path joins. */
function segments(path: string | undefined): [number, number][] {
  const joined: [number, number][] = [];
  for (const piece of (path ?? '').split('M').filter(Boolean)) {
    const across = piece.split('L').map((place) => Number(place.split(' ')[0]));
    for (const [index, x] of across.slice(1).entries()) joined.push([across[index] ?? NaN, x]);
  }
  return joined;
}

/** Steps that the path of a spark joins: `M4 18l12-3 12-2` has two. */
function steps(path: string | undefined): number {
  return [...(path ?? '').matchAll(/l([^A-Zz]*)/g)].reduce(
    (sum, [, numbers = '']) => sum + (numbers.match(/-?\d+/g)?.length ?? 0) / 2,
    0,
  );
}

/** Across: where each mark of a path begins, `M4,18h0m12-3h0` at 4 and at 16. */
function marks(path: string | undefined): readonly number[] {
  let x = 0;
  return [...(path ?? '').matchAll(/([Mm])(-?\d+)/g)].map(([, letter, by]) => {
    x = letter === 'M' ? Number(by) : x + Number(by);
    return x;
  });
}

/** Places of the years, from their words below the chart. */
function yearPlaces($: ReturnType<typeof load>, years: readonly string[]): readonly number[] {
  return years.map((year) =>
    Number(
      $('text')
        .filter((_, text) => $(text).text() === year)
        .attr('x'),
    ),
  );
}

describe('charts: lines over years', () => {
  const chart = (
    values: readonly (number | null)[],
    breaks: readonly ChartBreak[] = [],
    years = YEARS,
  ): ReturnType<typeof load> =>
    draw(
      Lines({
        title: 'Beds',
        display: BEDS,
        years,
        breaks,
        series: [{ label: 'RJ1', points: points(values) }],
      }),
    );
  const joinedYears = ($: ReturnType<typeof load>, path: string, years = YEARS): string[] => {
    const places = yearPlaces($, years);
    return segments($(path).attr('d')).map(
      ([a, b]) => `${years[places.indexOf(a)] ?? '?'}>${years[places.indexOf(b)] ?? '?'}`,
    );
  };

  it('a line stops at a gap: no segment leads over a year without a figure', () => {
    assert.deepEqual(joinedYears(chart([1, 2, null, 4, 5, null, 7]), '.line'), [
      '2017-18>2018-19',
      '2020-21>2021-22',
    ]);
  });

  it('a line stops at a year that is not held', () => {
    const years = ['2017-18', '2018-19', '2021-22', '2022-23'];
    assert.deepEqual(joinedYears(chart([1, 2, 3, 4], [], years), '.line', years), [
      '2017-18>2018-19',
      '2021-22>2022-23',
    ]);
  });

  it('a line stops at a break, which has a rule and its words', () => {
    const $ = chart([1, 2, 3, 4, 5, 6, 7], [{ afterYear: '2019-20', text: 'Counted in ECDS.' }]);
    assert.deepEqual(
      joinedYears($, '.line').filter((pair) => pair.startsWith('2019-20')),
      [],
    );
    assert.equal(joinedYears($, '.line').length, 5);
    assert.equal($('path.break').length, 1);
    const rule = Number(/^M([\d.]+)/.exec($('path.break').attr('d') ?? '')?.[1]);
    const places = yearPlaces($, YEARS);
    assert.ok(rule > (places[2] ?? NaN) && rule < (places[3] ?? NaN));
    assert.equal($('.letter').text(), 'a');
    assert.equal($('.chart-breaks').text(), 'a Counted in ECDS.');
  });

  it('years inside a break are joined with neither side', () => {
    const $ = chart([1, 2, 3, 4, 5, 6, 7], [{ afterYear: '2018-19', untilYear: '2021-22', text: 'x' }]);
    assert.deepEqual(joinedYears($, '.line'), ['2017-18>2018-19', '2021-22>2022-23', '2022-23>2023-24']);
    assert.equal($('path.break').length, 2);
  });

  it('a break of accounting has its rule and words, and the line goes on', () => {
    const breaks = chartBreaks([
      {
        ...{ figure: 'turnover', fromFy: '2018-19', toFy: '2019-20', orgCode: null },
        ...{ kind: 'accounting', text: 'Pensions.', source: '' },
      },
    ]);
    const $ = chart([1, 2, 3, 4, 5, 6, 7], breaks);
    assert.equal(joinedYears($, '.line').length, 6);
    assert.equal($('path.break.rule-only').length, 1);
    assert.match($('.chart-breaks').text(), /Pensions\./);
  });

  it('a break of one trust stops the line of that trust alone', () => {
    const series = ['RJ1', 'R1H'].map((label) => ({
      ...{ label, points: points([1, 2, 3, 4, 5, 6, 7]) },
      ...(label === 'RJ1' && { breaks: [{ afterYear: '2020-21', text: 'Merger.' }] }),
    }));
    const $ = draw(Lines({ title: 'Beds', display: BEDS, years: YEARS, breaks: [], series }));
    assert.deepEqual(
      $('.line')
        .toArray()
        .map((line) => segments($(line).attr('d')).length),
      [5, 6],
    );
    assert.match($('.chart-breaks').text(), /RJ1: Merger\./);
  });

  it('a figure that is not comparable is a ring, and the lines to it are dashed', () => {
    const series = [
      { label: 'RJ1', points: [{ value: 1 }, { value: 2, hollow: true }, { value: 3 }, { value: 4 }] },
    ];
    const years = YEARS.slice(0, 4);
    const $ = draw(Lines({ title: 'Beds', display: BEDS, years, breaks: [], series }));
    assert.equal($('circle.ring').length, 1);
    assert.equal(($('.points').attr('d') ?? '').split('M').length - 1, 3);
    assert.deepEqual(joinedYears($, '.dashed', years), ['2017-18>2018-19', '2018-19>2019-20']);
    assert.deepEqual(joinedYears($, '.line', years), ['2019-20>2020-21']);
  });

  it('the median and the middle half of a group stop at gaps and breaks too', () => {
    const one: Quartiles = { n: 9, q1: 1, median: 2, q3: 3 };
    const few: Quartiles = { n: 4, q1: null, median: null, q3: null };
    const band = [one, one, few, one, one, one, null];
    const $ = draw(
      Lines({
        ...{ title: 'Beds', display: BEDS, years: YEARS, series: [], band },
        breaks: [{ afterYear: '2020-21', text: 'x' }],
      }),
    );
    const places = yearPlaces($, YEARS);
    const long = segments($('path.median').attr('d')).filter(([a, b]) => b - a > 10);
    assert.deepEqual(
      long.map(([a, b]) => [places.indexOf(a), places.indexOf(b)]),
      [
        [0, 1],
        [4, 5],
      ],
    );
    assert.equal(($('path.half').attr('d') ?? '').split('Z').length - 1, 3);
  });

  it('the years after 1999 and 2009 are the next ones', () => {
    assert.deepEqual(['1999-00', '2009-10', '2018-19'].map(nextYear), ['2000-01', '2010-11', '2019-20']);
  });

  it('a small chart names every second year, and the last', () => {
    const series = [{ label: 'RJ1', points: points([1, 2, 3, 4, 5, 6, 7]) }];
    const $ = draw(Lines({ title: 'Beds', display: BEDS, years: YEARS, breaks: [], series, small: true }));
    const named = $('text')
      .toArray()
      .map((text) => $(text).text())
      .filter((words) => YEARS.includes(words));
    assert.deepEqual(named, ['2017-18', '2019-20', '2021-22', '2023-24']);
  });

  it('where the page says the breaks of every series, a chart says those of its own alone', () => {
    const $ = draw(
      Lines({
        ...{ title: 'Beds', display: BEDS, years: YEARS, saidBelow: true },
        breaks: [{ afterYear: '2018-19', text: 'Of every trust.' }],
        series: [
          { label: 'RJ1', points: points([1, 2, 3]), breaks: [{ afterYear: '2017-18', text: 'A merger.' }] },
        ],
      }),
    );
    assert.equal($('.chart-breaks').text(), 'b RJ1: A merger.');
    assert.match($('desc').text(), /Of every trust\./);
  });

  it('the small line of a row stops like the large one', () => {
    const $ = draw(
      Spark({
        ...{ years: YEARS, points: points([1, 2, null, 4, 5, 6, 7]) },
        breaks: [{ afterYear: '2021-22', text: 'x' }],
      }),
    );
    assert.equal(steps($('path').first().attr('d')), 3);
    assert.equal($('path').length, 1);
    assert.equal($('svg').attr('role'), 'none');
    assert.equal(Spark({ years: YEARS, points: points([null, null]) }), null);
  });
});

describe('charts: a year', () => {
  const dots = (values: readonly number[]): { code: string; value: number }[] =>
    values.map((value, index) => ({ code: `R${String(index)}`, value }));
  const summary: Quartiles = { n: 6, q1: 20, median: 30, q3: 50 };

  it('quartiles stand where the table says, whatever the dots are', () => {
    const rows = [{ label: 'Acute', summary, dots: dots([10, 20, 30, 40, 50, 90]) }];
    const $ = draw(Strip({ title: 'Beds', display: BEDS, rows }));
    const { axis } = placeStrip({ rows, display: BEDS });
    const half = $('rect.half');
    assert.equal(Number(half.attr('x')), axis.place(20));
    assert.ok(Math.abs(Number(half.attr('x')) + Number(half.attr('width')) - axis.place(50)) < 0.2);
    assert.match($('path.median').attr('d') ?? '', new RegExp(`^M${axis.place(30)} `));
    assert.match($('svg').text(), /median 30\.0.*20\.0 to 50\.0/);
  });

  it('fewer than five figures: dots only, and the sentence that they are too few', () => {
    const few = { n: 2, q1: null, median: null, q3: null };
    const $ = draw(
      Strip({
        title: 'Beds',
        display: BEDS,
        rows: [{ label: 'Ambulance', summary: few, dots: dots([1, 2]) }],
      }),
    );
    assert.equal($('rect.half, path.median').length, 0);
    assert.equal(marks($('path.dots').attr('d')).length, 2);
    assert.match($('svg').text(), /Too few to compare\./);
    const $scatter = draw(
      SizeScatter({
        ...{ title: 'x', display: BEDS, summary: few, size: { label: 'Income', display: MILLIONS } },
        dots: dots([1, 2]).map((dot) => ({ ...dot, size: 1e6 })),
      }),
    );
    assert.equal($scatter('rect.half, path.median').length, 0);
    assert.match($scatter('svg').text(), /Too few to compare\./);
  });

  it('a figure that is not counted is a ring, a chosen trust is dark and has its label', () => {
    const [first, second, third] = dots([1, 2, 3]);
    assert.ok(first && second && third);
    const rows = [
      { label: 'Acute', summary, dots: [first, { ...second, hollow: true }, { ...third, own: true }] },
    ];
    const $ = draw(Strip({ title: 'Beds', display: BEDS, rows }));
    assert.equal(($('path.rings').attr('d') ?? '').split('M').length - 1, 1);
    assert.equal($('path.holes').attr('d'), $('path.rings').attr('d'));
    assert.equal($('circle.own').length, 1);
    assert.equal($('.own-label').text(), 'R2');
    assert.equal(($('path.dots').attr('d') ?? '').split('M').length - 1, 1);
  });

  it('on the scale of sizes each tenfold is as far as the next, and a size of nothing is not drawn', () => {
    const sized = [1e6, 1e7, 1e8, 0].map((size, index) => ({
      code: `R${String(index)}`,
      value: 5 + index,
      size,
    }));
    const $ = draw(
      SizeScatter({
        ...{ title: 'x', display: BEDS, summary, dots: sized },
        size: { label: 'Income', display: MILLIONS },
      }),
    );
    const across = marks($('path.dots').attr('d'));
    assert.equal(across.length, 3);
    const [a = 0, b = 0, c = 0] = across;
    assert.ok(Math.abs(b - a - (c - b)) <= 1);
  });

  it('dots at one value stand one above the other until there is no room', () => {
    const offsets = dodge([10, 10, 10, 200], 20);
    assert.equal(new Set(offsets.slice(0, 3)).size, 3);
    assert.equal(offsets[3], 0);
    const crowd = dodge(
      Array.from({ length: 100 }, () => 10),
      20,
    );
    assert.ok(crowd.every((offset) => Math.abs(offset) <= 20));
  });

  it('an axis of values that are all the same has room on both sides, and its words are in the printed unit', () => {
    const axis = linearAxis([2e6, 2e6], [0, 100], MILLIONS);
    assert.ok(axis.place(2e6) > 0 && axis.place(2e6) < 100);
    assert.ok(axis.ticks.some(({ words }) => words === '2.0'));
  });
});

describe('charts: a trust among its peers', () => {
  const row: ProfileRow = {
    ...{ label: 'Beds', display: BEDS, peers: [10, 20, 30, 40, 50], n: 5 },
    ...{ q1: 20, median: 30, q3: 40, own: 45, shown: '45.0', mark: '' },
  };

  it('has for each figure the range, the middle half, the median, the trust and n', () => {
    const $ = draw(
      Profile({ title: 'RJ1', rows: [row, { ...row, own: 5, hollow: true }, { ...row, own: null }] }),
    );
    for (const [path, count] of [
      ['path.range', 3],
      ['path.half', 3],
      ['path.median', 3],
      ['path.own', 1],
    ] as const)
      assert.equal(($(path).attr('d') ?? '').split(/m/i).length - 1, count, path);
    assert.equal(($('path.holes').attr('d') ?? '').split('M').length - 1, 1);
    assert.match(
      $('desc').text(),
      /1 in the highest quarter of the peers, 1 not placed, as not comparable, 1 without a figure/,
    );
  });

  it('a figure that is not comparable is in no quarter, with few peers too', () => {
    const few = { q1: null, median: null, q3: null };
    const rows = [
      { ...row, own: 5 },
      ...[5, 25, 45].map((own) => ({ ...row, own, hollow: true })),
      { ...row, ...few },
      { ...row, ...few, hollow: true },
    ];
    const said = draw(Profile({ title: 'RJ1', rows }))('desc').text();
    assert.match(
      said,
      /: 1 in the lowest quarter, 1 with too few peers to compare, 4 not placed, as not comparable\.$/,
    );
  });

  it('numbers of a row stand in its line of each column', () => {
    const $ = draw(
      Profile({
        title: 'RJ1',
        rows: [
          { ...row, group: 'Beds' },
          { ...row, label: 'Other beds', own: null, shown: '', n: 4 },
          { ...row, label: 'Part', shown: 'about 45.0', mark: '[part]', hollow: true },
        ],
      }),
    );
    const columns = $('.words > span')
      .toArray()
      .map((column) => $(column).text().trimEnd().split('\n'));
    assert.deepEqual(columns, [
      ['Beds', 'Beds', 'Other beds', 'Part'],
      ['', '45.0', '–', 'about 45.0'],
      ['', '', '', '[part]'],
      ['', '30.0', '30.0', '30.0'],
      ['', '5', '4', '5'],
    ]);
  });

  it('has dots and no bar where fewer than five can be compared', () => {
    const few = { ...row, peers: [1, 2], n: 2, q1: null, median: null, q3: null };
    const $ = draw(Profile({ title: 'RJ1', rows: [few] }));
    assert.equal($('path.half, path.range, path.median').length, 0);
    assert.match($('svg').text(), /Too few to compare\./);
  });
});

describe('charts: what they say without being seen', () => {
  const title = 'Beds open overnight';
  const every = (illustrative: boolean): VNode[] => {
    const words = { title, illustrative, display: BEDS };
    const summary = { n: 5, q1: 1, median: 2, q3: 3 };
    return [
      Strip({
        ...words,
        rows: [{ label: 'Acute', summary, dots: [{ code: 'RJ1', value: 2, own: true }] }],
      }),
      SizeScatter({
        ...{ ...words, summary, dots: [{ code: 'RJ1', value: 2, size: 3 }] },
        size: { label: 'Income', display: MILLIONS },
      }),
      Lines({ ...words, years: YEARS, breaks: [], series: [{ label: 'RJ1', points: points([1, 2]) }] }),
      Profile({ ...words, rows: [] }),
    ];
  };

  it('every chart has a title and a description, and the title warns where figures are made up', () => {
    for (const illustrative of [true, false])
      for (const chart of every(illustrative)) {
        const $ = draw(chart);
        assert.equal($('svg').attr('role'), 'img');
        assert.equal($('svg > title').text(), illustrative ? `${title}. ${WARNING}` : title);
        assert.match($('svg > desc').text(), /chart/);
      }
  });

  it('nothing is styled in place, and hostile labels stay text', () => {
    const label = `</text><script>alert(1)</script>" onload="x`;
    const html = [
      ...every(false),
      Lines({
        title: label,
        display: BEDS,
        years: YEARS,
        breaks: [{ afterYear: '2018-19', text: label }],
        series: [{ label, points: points([1, 2]) }],
      }),
      Profile({
        title: label,
        rows: [
          {
            ...{ group: label, label, display: BEDS, peers: [], n: 0, q1: null, median: null, q3: null },
            ...{ own: 1, shown: label, mark: label },
          },
        ],
      }),
    ]
      .map((chart) => renderToString(chart))
      .join('');
    assert.doesNotMatch(html, /style=|<script|\sonload="/);
  });

  it('lines say type, range and trend, and no trend over a break', () => {
    const $ = draw(
      Lines({
        ...{ title, display: BEDS, years: YEARS.slice(0, 4) },
        ...{ breaks: [{ afterYear: '2018-19', text: 'Counted anew.' }] },
        series: [{ label: 'RJ1', points: points([1, 2, 9, 4]) }],
      }),
    );
    assert.equal(
      $('desc').text(),
      'Line chart, 2017-18 to 2020-21, from 1.0 beds to 9.0 beds. ' +
        'RJ1: rose from 1.0 beds in 2017-18 to 2.0 beds in 2018-19; fell from 9.0 beds in 2019-20 to 4.0 beds in 2020-21. ' +
        'After 2018-19: Counted anew.',
    );
  });

  it('a trend is said of comparable figures alone, and of none from or to a ring', () => {
    const said = (hollow: readonly number[], values = [1, 2, 9, 4]): string =>
      draw(
        Lines({
          ...{ title, display: BEDS, years: YEARS.slice(0, 4), breaks: [] },
          series: [
            {
              label: 'RJ1',
              points: values.map((value, index) => ({ value, hollow: hollow.includes(index) })),
            },
          ],
        }),
      )('desc').text();
    assert.equal(
      said([2]),
      'Line chart, 2017-18 to 2020-21, from 1.0 beds to 4.0 beds. ' +
        'RJ1: rose from 1.0 beds in 2017-18 to 2.0 beds in 2018-19; 4.0 beds in 2020-21. ' +
        'Not comparable, and drawn as rings: 1 figure.',
    );
    assert.match(said([1, 2]), /RJ1: 1\.0 beds in 2017-18; 4\.0 beds in 2020-21\./);
    assert.equal(
      said([0, 1, 2, 3]),
      'Line chart, 2017-18 to 2020-21, no comparable figure. RJ1: no comparable figure. ' +
        'Not comparable, and drawn as rings: 4 figures.',
    );
  });

  it('a difference of scores under 0.1 is no change, and the same printed figure is none', () => {
    const said = (values: number[], unit: string): string =>
      draw(
        Lines({
          ...{ title, display: { divide: 1, decimals: 2, unit }, years: YEARS.slice(0, 2), breaks: [] },
          series: [{ label: 'RJ1', points: points(values) }],
        }),
      )('desc').text();
    assert.match(said([6.95, 7.04], 'score, 0 to 10'), /no change to speak of from 6\.95/);
    assert.match(said([6.9, 7.04], 'score, 0 to 10'), /rose from 6\.90/);
    assert.match(said([6.951, 6.952], 'beds'), /6\.95 beds in 2017-18 and in 2018-19/);
  });

  it('dots say how many, their range, the median of each group and the chosen trust', () => {
    const [strip] = every(false);
    assert.equal(
      draw(strip)('desc').text(),
      'Dot chart of 1 trust in 1 group, from 2.0 beds to 2.0 beds. ' +
        'Acute: Median of 5 trusts: 2.0 beds. Middle half: from 1.0 beds to 3.0 beds. RJ1: 2.0 beds.',
    );
  });
});
