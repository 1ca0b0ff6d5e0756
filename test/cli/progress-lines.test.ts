import assert from 'node:assert/strict';
import { hintFor } from '../../cli/hint.ts';
import { type LoadStanding, Standing } from '../../cli/load-standing.ts';
import { progressLines } from '../../cli/progress-lines.ts';
import { loadsOfSize, parked } from './loads-of-size.ts';

const hint = hintFor('elsewhere');

describe('progress in a log or a pipe', () => {
  let lines: string[] = [];
  let clock = 0;
  const start = (): ((loads: readonly LoadStanding[]) => void) => {
    lines = [];
    clock = 0;
    return progressLines(
      hint,
      (line) => lines.push(line),
      () => clock,
    );
  };
  const moving = loadsOfSize((load) => ({ ...load, standing: Standing.moving, stage: 'discovering' }));
  const withFirst = (first: (load: LoadStanding) => LoadStanding): LoadStanding[] =>
    moving.map((load, index) => (index === 0 ? first(load) : load));

  it('is silent as long as nothing changes', () => {
    const look = start();
    for (clock = 0; clock < 600_000; clock += 400) look(moving);
    assert.deepEqual(lines, ['0 of 78 loads finished; 78 discovering']);
  });

  it('says once that a load has ended, and the count when it has changed', () => {
    const look = start();
    look(moving);
    const ended = withFirst((load) => ({ ...load, standing: Standing.done, stage: Standing.done }));
    for (clock = 0; clock < 20_000; clock += 400) look(ended);
    assert.deepEqual(lines, ['tac 2017-18: done', '1 of 78 loads finished; 77 discovering']);
  });

  it('tells of a load that parks, goes on, and parks again for another reason, with the folder in each command', () => {
    const look = start();
    look(withFirst((load) => parked(load, ['It answers 404.'])));
    look(withFirst((load) => parked(load, ['It answers 404.'])));
    look(moving);
    look(withFirst((load) => parked(load, ['It answers 404.'])));
    look(withFirst((load) => parked(load, ['It is of another year.'])));
    assert.deepEqual(
      lines.map((line) => line.split('\n').slice(0, 2).join('|')),
      [
        'NEEDS ATTENTION: tac 2017-18|  It answers 404.',
        'tac 2017-18: goes on, discovering',
        'NEEDS ATTENTION: tac 2017-18|  It answers 404.',
        'NEEDS ATTENTION: tac 2017-18|  It is of another year.',
      ],
    );
    assert.match(lines[0] ?? '', /npm start -- retry tac 2017-18 --data-dir elsewhere \[--url/);
  });
});
