import assert from 'node:assert/strict';
import type { Cell } from '../../site/read/model.ts';
import { SHOWN } from '../../site/words/figures.ts';
import { cellWords, numberInWords, shownNumber } from '../../site/words/shown.ts';
import { withoutEmptySigns } from '../../site/words/empty-signs.ts';
import { withLabels } from '../../site/words/about.ts';
import { peersInWords, whyInWords } from '../../site/words/peers.ts';
import { RATIOS } from '../../warehouse/join/ratios.ts';
import { TRUST_YEAR_MEASURES } from '../../warehouse/join/trust-year-columns.ts';

const BEDS = { divide: 1, decimals: 1, unit: 'beds' };
const COUNT = { divide: 1, decimals: 0, unit: 'attendances' };
const MILLIONS = { divide: 1e6, decimals: 1, unit: '£ million' };

const cell = (change: Partial<Cell>): Cell => ({
  ...{
    value: 1847,
    status: 'reported',
    reason: null,
    maturity: 'final',
    periodsReported: 4,
    periodsExpected: 4,
  },
  ...{ shortfallMax: null, comparable: true, leftOut: null, small: false, real: null },
  ...change,
});
const said = (change: Partial<Cell>, display = BEDS, isMean = false): readonly string[] => {
  const { shown, mark, words } = cellWords(cell(change), display, isMean);
  return [shown, mark, words];
};

describe('site: words of figures', () => {
  it('every measure and ratio of trust_year that is a column of its own has a label and a format', () => {
    const shown = new Set(Object.values(SHOWN).flatMap((list) => list.map(({ name }) => name)));
    for (const { ratio } of RATIOS) assert.ok(shown.has(ratio), ratio);
    // Measures that are only parts of ratios have no page.
    const parts = new Set(RATIOS.flatMap(({ dividend, divisor }) => [dividend, divisor]));
    for (const { measure } of TRUST_YEAR_MEASURES)
      assert.ok(shown.has(measure) || parts.has(measure), measure);
    assert.equal(shown.size, Object.values(SHOWN).flat().length);
  });

  it('a part of a sum is a lower bound, a part of a mean an estimate', () => {
    const part = { status: 'partial', periodsReported: 1, comparable: false };
    assert.deepEqual(said(part, BEDS, true), [
      'about 1,847.0',
      '[1 of 4 quarters]',
      'a mean over 1 of 4 quarters: an estimate',
    ]);
    assert.deepEqual(said({ ...part, periodsReported: 10, periodsExpected: 12, value: 243_100 }, COUNT), [
      '243,100 or more',
      '[10 of 12 months]',
      'the sum of 10 of 12 months: a lower bound',
    ]);
  });

  it('a difference of which a part is blank is no bound', () => {
    const part = { status: 'partial', periodsReported: 1, periodsExpected: 1, comparable: false };
    assert.deepEqual(said(part, BEDS, true).slice(0, 2), ['about 1,847.0', '[part]']);
    assert.deepEqual(said(part, BEDS).slice(0, 2), ['1,847.0 or more', '[part]']);
  });

  it('a shortfall that is too small to matter is said beside the figure', () => {
    const hidden = {
      status: 'partial',
      shortfallMax: 7,
      value: 912_450,
      periodsReported: 1,
      periodsExpected: 1,
    };
    assert.deepEqual(said(hidden, COUNT).slice(0, 2), ['912,450', '[or up to 7 more]']);
    assert.equal(said({ ...hidden, comparable: false }, COUNT)[0], '912,450 or more');
  });

  it('bounds and estimates of ratios are said in words', () => {
    const ratio = { maturity: null, comparable: false };
    assert.equal(said({ ...ratio, status: 'upper_bound' })[0], 'at most 1,847.0');
    assert.equal(said({ ...ratio, status: 'lower_bound' })[0], 'at least 1,847.0');
    assert.equal(said({ ...ratio, status: 'estimate' })[0], 'about 1,847.0');
    assert.deepEqual(said({ ...ratio, status: 'not_comparable' }).slice(1), ['[nc]', 'not comparable']);
    assert.deepEqual(said({ ...ratio, small: true }).slice(0, 2), ['1,847.0', '[small]']);
  });

  it('a cell without a number has a mark and a reason', () => {
    for (const [status, mark] of [
      ['suppressed', '[c]'],
      ['not_applicable', '[z]'],
      ['missing', '[x]'],
      ['not_comparable', '[nc]'],
      ['reported', '[x]'],
      ['partial', '[x]'],
    ] as const) {
      const [shown, marked, words] = said({ status, value: null, comparable: false });
      assert.deepEqual([shown, marked], ['', mark], status);
      assert.ok((words ?? '').length > 5, status);
    }
  });

  it('a reported figure that is in no quartile is marked', () => {
    assert.deepEqual(said({ comparable: false }).slice(0, 2), ['1,847.0', '[nc]']);
  });

  it('provisional and made-up figures say so whatever their status', () => {
    assert.deepEqual(said({ maturity: 'provisional' }), ['1,847.0', '[p]', 'reported; provisional']);
    const [, mark] = said({
      maturity: 'illustrative',
      status: 'partial',
      periodsReported: 1,
      comparable: false,
    });
    assert.equal(mark, '[1 of 4 quarters] [made up]');
  });

  it('what rounds to nothing has no sign; a zero is a zero', () => {
    assert.equal(shownNumber(-0.04, BEDS), '0.0');
    assert.equal(shownNumber(-0.06, BEDS), '-0.1');
    assert.equal(said({ value: 0 }, COUNT)[0], '0');
    assert.equal(shownNumber(null, BEDS), null);
  });

  it('a nothing that is left over has no sign, and a figure that is not there no unit', () => {
    const said =
      'prints no figure per cent for England: -0 left by rounding, -0.5 of others, -0.0 (-0), 2019-0';
    assert.equal(
      withoutEmptySigns(said, 'per cent'),
      'prints no figure for England: 0 left by rounding, -0.5 of others, 0.0 (0), 2019-0',
    );
    assert.equal(withoutEmptySigns('-0', ''), '0');
    assert.equal(withoutEmptySigns('-0,5 and -05', ''), '-0,5 and -05');
  });

  it('money in a sentence has its sign before the pound', () => {
    assert.equal(numberInWords(1_847_000_000, MILLIONS), '£1,847.0 million');
    assert.equal(numberInWords(-3_000_000, MILLIONS), '-£3.0 million');
    assert.equal(numberInWords(88.44, { divide: 1, decimals: 1, unit: '%' }), '88.4%');
  });

  it('names of columns are said as the pages call them', () => {
    const labels = new Map([['staff_wte', 'Staff of the accounts (WTE)']]);
    assert.equal(
      withLabels('pfi_costs is missing; staff_wte is not_applicable', labels),
      'PFI charges is missing; Staff of the accounts (WTE) is not in the publication',
    );
  });

  it('peers are named with their number and year, and who is left out with the reason', () => {
    const peers = { fy: '2019-20', members: ['RJ1', 'R1H'], own: 'RJ1' };
    assert.equal(
      peersInWords({
        ...peers,
        scheme: 'size',
        label: 'Acute trusts with operating expenditure of £484m to £604m',
      }),
      '2 acute trusts with operating expenditure of £484m to £604m in 2019-20, this trust among them',
    );
    assert.equal(whyInWords(['p', 'p', 'z']), '2 with part of a year, 1 not in the publication');
  });
});
