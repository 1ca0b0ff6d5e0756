import assert from 'node:assert/strict';
import { hintFor } from '../../cli/hint.ts';
import { loadText, statusText } from '../../cli/status-text.ts';
import { Stage } from '../../workflows/messages.ts';
import { LONG_REASON, loadsOfSize, parked } from './loads-of-size.ts';

const nothing = { missing: [], stuck: [], underWay: [] };
const view = { hint: hintFor('data'), uiUrl: 'http://127.0.0.1:8233', verbose: false };

describe('what status prints of 78 loads', () => {
  it('in a pipe: a line a load, what waits last, and a count', () => {
    const text = statusText({ ...nothing, loads: loadsOfSize() }, { ...view, window: undefined });
    const lines = text.split('\n');
    assert.equal(lines.filter((line) => /^[a-z-]+ (20\d\d-\d\d|current) /.test(line)).length, 78);
    assert.match(text, /^78 loads: 3 need attention, 1 asked again, 10 moving, 27 to come, 37 done\.$/m);
    assert.match(text, /^What to do: npm start -- status beds 2022-23 {3}or --verbose for all$/m);
  });

  for (const columns of [40, 80, 200]) {
    it(`in a window of ${columns} columns: no line is wider, and what is done shares a line for each dataset`, () => {
      const window = { columns, rows: 24 };
      const done = loadsOfSize((load, index) => (index === 20 ? parked(load, [LONG_REASON]) : load));
      const lines = statusText({ ...nothing, loads: done }, { ...view, window }).split('\n');
      assert.ok(
        lines.every((line) => line.length <= columns),
        lines.join('\n'),
      );
      assert.ok(lines.length <= 24, lines.join('\n'));
      const narrow = columns < 60;
      assert.match(
        lines.join('\n'),
        narrow ? /^7 done +tac 2017-18\.\.2023-24$/m : /^tac 2017-18\.\.2023-24 +7 done +84$/m,
      );
      assert.match(
        lines.join('\n'),
        narrow ? /^needs attention +ae-monthly 2023-24/m : /^ae-monthly 2023-24 +needs attention/m,
      );
    });
  }

  it('names what no worker can run, and that nobody works', () => {
    const startedAt = new Date().toISOString();
    const stuck = [
      { type: 'backfil\u001b[2J', workflowId: 'mine', startedAt, reason: 'No worker knows it.' },
    ];
    const text = statusText(
      { ...nothing, loads: loadsOfSize(), stuck, missing: ['warehouse'] },
      { ...view, window: undefined },
    );
    assert.match(text, /^NO WORKER CAN RUN: backfil \[2J "mine", started at .*\n {2}No worker knows it\.$/m);
    assert.match(text, /^NO WORKER: nobody works on warehouse\.$/m);
  });

  it('of one load: every reason in full, its last answer, and when it looks again', () => {
    const load = loadsOfSize()[12];
    assert.ok(load);
    const asked = { ...load, reasons: Array.from({ length: 9 }, (_, index) => `${index}: ${LONG_REASON}`) };
    const progress = {
      ...{
        dataset: 'beds',
        fy: '2022-23',
        stage: Stage.needsAttention,
        expected: 4,
        loaded: 3,
        unchanged: 0,
        problems: [],
      },
      ...{ lastAnswer: 'Trying beds 2022-23 again.', looksAgainAt: '2030-01-02T12:00:00.000Z' },
    } as const;
    const text = loadText({ ...asked, progress }, view.hint, undefined);
    assert.equal(text.split(LONG_REASON).length, 10);
    assert.match(text, /Last answer: Trying beds 2022-23 again\./);
    assert.match(text, /Looks again by itself on 2030-01-02 at /);
    assert.match(text, /npm start -- retry beds 2022-23 \[--url/);
  });
});
