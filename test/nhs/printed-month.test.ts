import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dayIn } from '../../nhs/printed-date.ts';
import { monthInWords, monthsIn, onlyMonthIn } from '../../nhs/printed-month.ts';

const anyMonth = fc.record({
  year: fc.integer({ min: 2000, max: 2099 }),
  month: fc.integer({ min: 1, max: 12 }),
});
const iso = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`;

describe('a printed month', () => {
  it('is found in every way it is printed', () => {
    fc.assert(
      fc.property(anyMonth, ({ year, month }) => {
        const words = monthInWords(iso(year, month));
        const [name = ''] = words.split(' ');
        const ways = [
          words,
          `Monthly A&E ${words} (CSV, 29KB)`,
          `MSitAE-${name.toUpperCase()}-${year}`,
          `${name}-${year}-AE-by-provider-Q773u.xls`,
          `${name.slice(0, 3)}-${String(year).slice(2)}`,
          `${name}  ${year}`,
          `${name.slice(0, 3)}${String(year).slice(2)}`,
        ];
        for (const way of ways) assert.equal(onlyMonthIn(way), iso(year, month), way);
      }),
    );
  });

  it('is an Excel date too', () => {
    assert.equal(onlyMonthIn('2017-07-01'), '2017-07');
    assert.equal(onlyMonthIn('2017-07-01T00:00:00.000Z'), '2017-07');
  });

  it('is not one month when it is a quarter, a week, a year or nothing', () => {
    const others = [
      'April to June 2019',
      'Quarter 1 2019-20',
      'week ending 7 November 2010',
      '2019-20',
      '',
      'June',
      'Marching 2019',
      'Dismay 2019',
    ];
    for (const text of others) assert.equal(onlyMonthIn(text), undefined, text);
  });

  it('is not read out of a random suffix', () => {
    assert.deepEqual(monthsIn('August-2019-AE-by-provider-mr7ny.xls'), ['2019-08']);
    assert.deepEqual(monthsIn('Monthly-AE-April-2019-revised-220720-632O5.xls'), ['2019-04']);
  });
});

describe('a printed day', () => {
  it('has the day before the month, in words and in figures', () => {
    const days: readonly (readonly [string, string])[] = [
      ['19th November 2020', '2020-11-19'],
      ['1st March 2021', '2021-03-01'],
      ['22 May 2012', '2012-05-22'],
      ['21.07.20', '2020-07-21'],
      ['14/06/2018', '2018-06-14'],
      ['8-2-2018', '2018-02-08'],
      ['2020-11-19', '2020-11-19'],
      ['2020-11-19T00:00:00', '2020-11-19'],
    ];
    for (const [text, day] of days) assert.equal(dayIn(text), day, text);
  });

  it('that does not exist is none', () => {
    for (const text of ['31 June 2020', '30.02.20', '12/13/2020', 'soon', ''])
      assert.equal(dayIn(text), undefined, text);
  });
});
