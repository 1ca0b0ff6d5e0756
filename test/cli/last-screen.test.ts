import assert from 'node:assert/strict';
import { fitScreen, rowsOf } from '../../cli/fit-screen.ts';
import { gapsOf } from '../../cli/last-screen.ts';
import type { LoadOutcome } from '../../activities/references.ts';
import type { BuildOutcome } from '../../workflows/build-trust-years.ts';

const load: LoadOutcome = {
  ...{ dataset: 'beds', fy: '2020-21', status: 'complete', loaded: 4, unchanged: 0, gaps: [] },
  refused: [
    {
      slot: '2020-21Q1',
      period: '2020-21Q1',
      url: 'https://p/1',
      code: 'NOT_FOUND',
      message: 'It answers 404.',
    },
  ],
};
const outcome = (...loads: LoadOutcome[]): BuildOutcome => ({
  ...{ loads, unrecognised: [] },
  join: { rebuilt: true, trustYears: 4, illustrative: false, takenOut: [] },
});

describe('what is missing, on the last screen', () => {
  it('says nothing of a file that was only tried again', () => {
    assert.equal(gapsOf(outcome(load)), '');
  });

  it('names a file that is loaded in place of the preferred one, and why', () => {
    const fallbacks = [{ slot: '2020-21Q1', period: '2020-21Q1', reason: 'Its rows do not add up.' }];
    assert.equal(
      gapsOf(outcome({ ...load, fallbacks })),
      'Loaded, though another file was preferred, and why that was refused:\n  beds 2020-21Q1: Its rows do not add up.',
    );
  });

  it('names each thing once', () => {
    const gap = { slot: '2020-21Q2', period: '2020-21Q2', reason: 'It is\u001b[2J of another year.' };
    const twice: BuildOutcome = outcome({ ...load, gaps: [gap] });
    const takenOut = [{ dataset: 'beds', fy: '2020-21', ...gap }];
    const text = gapsOf({ ...twice, join: { ...twice.join, takenOut } });
    assert.equal(text, 'What is missing, and why:\n  beds 2020-21Q2: It is [2J of another year.');
  });
});

describe('the last screen in a window', () => {
  const long = Array.from({ length: 40 }, (_, index) => `row ${index}`).join('\n');
  const sections = [
    { forms: [long, 'in short'] },
    { forms: ['what is missing'] },
    { forms: [long, 'two\nrows', ''] },
  ];

  it('is printed whole into a pipe', () => {
    assert.equal(fitScreen(sections, [0, 2], undefined), `${long}\n\nwhat is missing\n\n${long}`);
  });

  it('shortens what matters least, until all of it fits', () => {
    const text = fitScreen(sections, [0, 2, 2], { columns: 80, rows: 24 });
    assert.equal(text, 'in short\n\nwhat is missing\n\ntwo\nrows');
    assert.equal(fitScreen(sections, [0, 2, 2], { columns: 80, rows: 6 }), 'in short\nwhat is missing');
  });

  it('counts the rows that a long line is wrapped onto', () => {
    assert.equal(rowsOf(`${'a'.repeat(81)}\n\nb`, 80), 4);
  });
});
