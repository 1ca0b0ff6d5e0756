import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quarterInWords, quarterOfRow, quartersIn } from '../../datasets/beds/quarter.ts';

const anyQuarter = fc.record({
  start: fc.integer({ min: 2010, max: 2040 }),
  quarter: fc.integer({ min: 1, max: 4 }),
});
const ENDS = ['June', 'September', 'December', 'March'] as const;

describe('the quarter of a KH03 file', () => {
  it('is found in every way it is printed', () => {
    fc.assert(
      fc.property(anyQuarter, ({ start, quarter }) => {
        const end = String(start + 1).slice(2);
        const slot = `${start}-${end}Q${quarter}`;
        const ways = [
          `NHS organisations in England, Quarter ${quarter}, ${start}-${end} (XLS, 150KB)`,
          `NHS organisations in England, Quarter ${quarter},\u00a0${start}–${end} (revised 19.11.20) (XLS, 140KB)`,
          `Beds-Open-Overnight-Web_File-Q${quarter}-${start}-${end}-Final-1.xlsx`,
          `Beds-Open-Overnight-Q${quarter}-${start}${end}-REVISED-Web_File-Final.xlsx`,
          `Beds-Open-Overnight-Web_File-Final_Q${quarter}_${start}-${end}.xlsx`,
          `${String(start).slice(2)}${end}-Q${quarter}-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx`,
          `NHS-organisations-in-England-Quarter-${quarter}-${start}-${end}-Overnight.xlsx`,
          `Quarter ${quarter}, ${start}/${end}`,
          `Quarter ${quarter} ${start}-${start + 1}`,
          quarterInWords(slot).replace(/.*\((.*)\)/, '$1'),
        ];
        for (const way of ways) assert.deepEqual(quartersIn(way), [slot], way);
      }),
    );
  });

  it('is not made of years that do not follow each other, or of other numbers', () => {
    for (const text of [
      'Quarter 1, 2019-21',
      'Q5 2019-20',
      'Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx',
      '2010-11 onwards',
      'May to July 2020',
    ]) {
      assert.deepEqual(quartersIn(text), [], text);
    }
  });

  it('is found in each of the published names of the seven years', () => {
    const NAMES: readonly (readonly [string, string])[] = [
      ['Beds-Open-Overnight-Web_File-Q1-2017-18-Final.xlsx', '2017-18Q1'],
      ['Beds-Open-Overnight-Q3-201718-REVISED-Web_File-Final.xlsx', '2017-18Q3'],
      ['Beds-Open-Overnight-Q1-201819-REVISED-Web_File-Final.xlsx', '2018-19Q1'],
      ['Beds-Open-Overnight-Web_File-Final-Q3-201819.xlsx', '2018-19Q3'],
      ['Beds-Open-Overnight-Web_File-Final_Q4_2018-19.xlsx', '2018-19Q4'],
      ['1920-Q3-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx', '2019-20Q3'],
      ['2021-Q1-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx', '2020-21Q1'],
      ['Beds-Open-Overnight-Web_File-Q4-2020-21-Final-1.xlsx', '2020-21Q4'],
      ['Beds-Open-Overnight-Web_File-Final-Q4-2020-21-Final-THSDF.xlsx', '2020-21Q4'],
      ['Beds-Open-Overnight-Web_File-Q2-2021-22-Final-XCVFG.xlsx', '2021-22Q2'],
      ['Beds-Open-Overnight-Web_File-Q3-2023-24-Revised-POKJH.xlsx', '2023-24Q3'],
      ['Beds-Open-Overnight-Web_File-Q1-2024-25-revised.xlsx', '2024-25Q1'],
      ['NHS-organisations-in-England-Quarter-1-2026-27-Overnight.xlsx', '2026-27Q1'],
    ];
    for (const [name, slot] of NAMES) assert.deepEqual(quartersIn(name), [slot], name);
  });
});

describe('the quarter of a row', () => {
  it('ends in the month named, and March lies in the second calendar year', () => {
    fc.assert(
      fc.property(anyQuarter, ({ start, quarter }) => {
        const year = `${start}-${String(start + 1).slice(2)}`;
        const end = ENDS[quarter - 1] ?? '';
        const calendar = quarter === 4 ? start + 1 : start;
        const last = `${calendar}-${['06-30', '09-30', '12-31', '03-31'][quarter - 1] ?? ''}`;
        for (const period of [
          end,
          end.toUpperCase(),
          `${end} ${calendar}`,
          `Q${quarter}`,
          last,
          `${last}T00:00:00`,
        ]) {
          assert.equal(quarterOfRow(year, period), `${year}Q${quarter}`, period);
        }
      }),
    );
  });

  it('is none when year and period contradict each other or cannot be read', () => {
    for (const [year, period] of [
      ['2020-21', 'June 2019'],
      ['2020-21', 'May'],
      ['2020', 'June'],
      ['', 'June'],
      ['2020-21', ''],
      ['2020-22', 'June'],
    ] as const) {
      assert.equal(quarterOfRow(year, period), undefined, `${year} ${period}`);
    }
  });
});
