import assert from 'node:assert/strict';
import { UnreadableMessage } from '../../workflows/payload-converter.ts';
import { readJoinInput, readLoadInput } from '../../workflows/read-input.ts';

const BEDS = { dataset: 'beds', fy: '2022-23' };

function refusedBy(read: { readonly asked: unknown } | { readonly refused: string }): string {
  assert.ok('refused' in read, JSON.stringify(read));
  assert.ok(read.refused.length < 400, read.refused);
  assert.doesNotMatch(read.refused, /undefined|TypeError|\[object|\n|\u001b/);
  return read.refused;
}

describe('the input that a workflow is started with', () => {
  it('a load needs its publication and its year; all else is as in a run from the web', () => {
    const read = readLoadInput(BEDS);
    assert.ok('asked' in read);
    assert.deepEqual(read.asked, {
      ...BEDS,
      source: { kind: 'web', revalidate: true },
      files: [],
      onFailure: 'wait',
      patience: '7 days',
      acceptIllustrative: false,
      onlyWhatIsThere: false,
    });
  });

  it('the input of a load that a run has started is taken as it is: "Start Workflow Like This One" sends it again', () => {
    const sent = {
      ...BEDS,
      ...{ source: { kind: 'folder', path: '/downloads/somebody/files' }, files: [], onFailure: 'skip' },
      ...{ patience: '1 minute', acceptIllustrative: true, onlyWhatIsThere: true, lookAgain: false },
    };
    assert.deepEqual(readLoadInput(sent), { asked: sent });
  });

  it('any other input of a load is refused by what is wrong with it, with an example', () => {
    const wrong: readonly (readonly [unknown, RegExp])[] = [
      [undefined, /^Nothing was given/],
      [null, /^Nothing was given/],
      ['beds 2022-23', /cannot be "beds 2022-23"/],
      [5, /cannot be 5 \(a number\)/],
      [[BEDS], /cannot be a list/],
      [new UnreadableMessage(), /cannot be read as JSON/],
      [{ dataset: 'beds' }, /"fy" must be a financial year, such as "2022-23"/],
      [{ dataset: 'beds', fy: '2022-24' }, /"fy" must be/],
      [{ dataset: 'beds', fy: 2022 }, /"fy" must be/],
      [{ fy: '2022-23' }, /"dataset" must be the name of a publication/],
      [{ dataset: '../etc', fy: '2022-23' }, /"dataset" must be/],
      [{ ...BEDS, year: '2022-23' }, /knows no "year"/],
      [{ ...BEDS, ['\u001b[31m'.repeat(90)]: 1 }, /knows no/],
      [{ ...BEDS, onFailure: 'stop' }, /"onFailure" must be "wait" or "skip"/],
      [{ ...BEDS, patience: 'long' }, /"patience" must be a time, such as "7 days"/],
      [{ ...BEDS, patience: 7 }, /"patience" must be/],
      [{ ...BEDS, source: 'web' }, /"source" must be \{"kind": "web"/],
      [{ ...BEDS, files: [1] }, /"files" must be a list/],
      [{ ...BEDS, lookAgain: { every: '1 hour' } }, /"lookAgain" must be false, or waits such as/],
      [{ ...BEDS, lookAgain: { every: '1 hour', times: -1, then: '1 day' } }, /"lookAgain" must be/],
    ];
    for (const [sent, pattern] of wrong) {
      const sentence = refusedBy(readLoadInput(sent));
      assert.match(sentence, pattern);
      assert.match(sentence, /Start loadDataset with \{"dataset": "beds", "fy": "2022-23"\}/);
    }
  });

  it('a join needs nothing, and may name the loads that are waited for', () => {
    for (const sent of [undefined, null, {}, { interim: null }])
      assert.deepEqual(readJoinInput(sent), { asked: {} });
    assert.deepEqual(readJoinInput({ interim: ['beds 2022-23'] }), { asked: { interim: ['beds 2022-23'] } });
    for (const sent of [
      5,
      'x',
      [],
      { years: '2022-23' },
      { interim: 'beds' },
      { interim: [5] },
      new UnreadableMessage(),
    ])
      assert.match(refusedBy(readJoinInput(sent)), /Start joinTrusts without an input\.$/);
  });
});
