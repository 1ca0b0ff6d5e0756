import assert from 'node:assert/strict';
import { preferInFolder } from '../../activities/prefer-in-folder.ts';
import type { RecognisedFile } from '../../activities/references.ts';

function file(name: string, more: Partial<RecognisedFile> = {}): RecognisedFile {
  const common = { dataset: 'ae-monthly', fy: '2020-21', slot: '2020-11', period: '2020-11' };
  return { ...common, file: name, kind: 'csv', sha256: name, ...more };
}

const order = (...files: readonly RecognisedFile[]): readonly string[] =>
  preferInFolder(files).files.map((one) => one.file);

describe('several files of one period in a folder', () => {
  it('copies of one file are one file', () => {
    assert.deepEqual(order(file('a.csv', { sha256: '1' }), file('copies/a.csv', { sha256: '1' })), ['a.csv']);
  });

  it('the later edition, by the date inside, goes first whatever the names say', () => {
    const first = file('revised.xlsx', { edition: '2020-12-10' });
    const later = file('first.xlsx', { edition: '2021-05-13' });
    assert.deepEqual(order(first, later), ['first.xlsx', 'revised.xlsx']);
  });

  it('where no date is inside, a name that says revised goes first, the later revision before the earlier', () => {
    const files = [file('x.csv'), file('x-revised-110321.csv'), file('b/x-revised-130521.csv')];
    assert.deepEqual(order(...files), ['b/x-revised-130521.csv', 'x-revised-110321.csv', 'x.csv']);
  });

  it('the csv goes before the workbook published beside it', () => {
    assert.deepEqual(order(file('x.xls', { kind: 'xls' }), file('x.csv')), ['x.csv', 'x.xls']);
  });

  it('a name with a later version goes first, and the kind of file the dataset prefers before all', () => {
    assert.deepEqual(order(file('x.csv'), file('x v2.csv'), file('x_V3.csv')), [
      'x_V3.csv',
      'x v2.csv',
      'x.csv',
    ]);
    assert.deepEqual(order(file('x v2.csv', { preference: 1 }), file('y.csv')), ['y.csv', 'x v2.csv']);
  });

  it('two that nothing tells apart are not chosen between, and both are named', () => {
    const { files, undecided } = preferInFolder([file('b/aaa.csv'), file('bbb (2).csv')]);
    assert.deepEqual(files, []);
    assert.match(undecided ?? '', /"b\/aaa\.csv" and "bbb \(2\)\.csv"/);
  });

  it('a revised file is taken even when the first ones are two that differ', () => {
    assert.deepEqual(order(file('a.csv'), file('b.csv'), file('c revised.csv')), ['c revised.csv']);
  });
});
