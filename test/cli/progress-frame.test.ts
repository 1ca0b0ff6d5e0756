import assert from 'node:assert/strict';
import { hintFor } from '../../cli/hint.ts';
import { Standing } from '../../cli/load-standing.ts';
import { progressFrame } from '../../cli/progress-frame.ts';
import { inTheMiddle, loadsOfSize, parked } from './loads-of-size.ts';

const hint = hintFor('data');

describe('the frame of a run of 78 loads', () => {
  for (const [columns, rows] of [
    [80, 24],
    [40, 24],
    [200, 60],
    [20, 6],
    [80, 10],
  ] as const) {
    it(`fits ${columns} columns and ${rows} rows at any moment, and counts every load`, () => {
      const moments = [
        inTheMiddle,
        ...Object.values(Standing).map((standing) => (load: Parameters<typeof inTheMiddle>[0]) => ({
          ...load,
          standing,
          reasons: ['a reason '.repeat(40)],
        })),
      ];
      for (const moment of moments) {
        const loads = loadsOfSize(moment);
        const lines = progressFrame(loads, { columns, rows }, hint);
        assert.ok(lines.length <= rows, lines.join('\n'));
        assert.ok(
          lines.every((line) => [...line].length <= columns),
          lines.join('\n'),
        );
        assert.match(lines.join(' '), /^78 loads/);
      }
    });
  }

  it('shows what waits for somebody, what is asked again, what moves, and a grid of all', () => {
    const text = progressFrame(loadsOfSize(), { columns: 76, rows: 22 }, hint).join('\n');
    assert.match(text, /^78 loads: 3 need attention, 1 asked again, 10 moving/);
    for (const name of ['beds 2022-23', 'outpatients 2019-20', 'admitted-patient-care 2018-19']) {
      assert.match(text, new RegExp(`^! ${name} +No file of this quarter`, 'm'));
    }
    assert.match(text, /^~ outpatients 2020-21 +asked again at /m);
    assert.match(text, /^beds +> +> +> +\. +\. +! +\.$/m);
    assert.match(text, /\d+ more that move/);
    assert.match(text, /In another terminal: npm start -- status beds 2022-23/);
  });

  it('never leaves out the first load that waits, however many move', () => {
    const loads = loadsOfSize((load, index) =>
      index === 77 ? parked(load, ['closed']) : { ...load, standing: Standing.moving, stage: 'loading' },
    );
    assert.match(progressFrame(loads, { columns: 76, rows: 8 }, hint).join('\n'), /^! ods current +closed$/m);
  });

  it('prints no control character of a publisher', () => {
    const text = progressFrame(loadsOfSize(), { columns: 200, rows: 60 }, hint).join('');
    assert.doesNotMatch(text, /[\u0000-\u001f]/);
  });

  it('says that the join goes on when every load has ended', () => {
    const [head = ''] = progressFrame(
      loadsOfSize((load) => load),
      { columns: 80, rows: 24 },
      hint,
    );
    assert.equal(head, '78 loads: 78 done; joining and publishing');
  });
});
