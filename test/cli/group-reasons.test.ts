import assert from 'node:assert/strict';
import { groupReasons } from '../../cli/group-reasons.ts';

const GP = { dataset: 'gp-registered-patients', fy: '2019-20' };
const because = (reason: string, ...slots: string[]) => slots.map((slot) => ({ slot, reason }));

describe('reasons on the last screen', () => {
  it('files with one reason are said once', () => {
    assert.deepEqual(
      groupReasons({ dataset: 'beds', fy: '2020-21' }, because('No file.', '2020-21Q2', '2020-21Q3')),
      ['beds 2020-21Q2, 2020-21Q3: No file.'],
    );
  });

  it('months that lack the same files stand together', () => {
    const files = ['2019-05', '2019-06'].flatMap((month) => [`${month} all`, `${month} map`]);
    assert.deepEqual(groupReasons(GP, because('No file.', ...files, '2019-07 map')), [
      'gp-registered-patients 2019-05, 2019-06 (all, map each); 2019-07 map: No file.',
    ]);
  });

  it('one month that lacks several files names them', () => {
    assert.deepEqual(groupReasons(GP, because('No file.', '2019-05 all', '2019-05 map')), [
      'gp-registered-patients 2019-05 (all, map): No file.',
    ]);
  });

  it('a reason about the whole year names the year, and a sentence that names its file is left as it is', () => {
    assert.deepEqual(groupReasons(GP, because('The page is gone.', '')), [
      'gp-registered-patients 2019-20: The page is gone.',
    ]);
    assert.deepEqual(
      groupReasons(GP, because('gp-registered-patients 2019-05, file x.csv: broken.', '2019-05 all')),
      ['gp-registered-patients 2019-05, file x.csv: broken.'],
    );
  });
});
