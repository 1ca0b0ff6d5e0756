import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rotatingLog } from '../../workers/rotating-log.ts';

describe('the log of the workers', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-'));
    path = join(folder, 'worker.log');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const line = (number: number): string => `${String(number).padStart(9, '0')}\n`;
  const written = (name: string): string => readFileSync(join(folder, name), 'utf8');

  it('stays within four files of the size that is allowed, the newest line in the first', () => {
    const log = rotatingLog(path, 100, 1);
    for (let number = 1; number <= 1000; number += 1) log.write(line(number));
    assert.deepEqual(readdirSync(folder).sort(), [
      'worker.log',
      'worker.log.1',
      'worker.log.2',
      'worker.log.3',
    ]);
    for (const name of readdirSync(folder)) assert.ok(written(name).length <= 110, name);
    assert.match(written('worker.log'), /000001000\n$/);
    assert.match(written('worker.log.1'), /000000990\n$/);
  });

  it('two processes that write it lose no line when one of them moves it aside', () => {
    const [one, other] = [rotatingLog(path, 100, 1), rotatingLog(path, 100, 1)];
    for (let number = 1; number <= 20; number += 2) {
      one.write(line(number));
      other.write(line(number + 1));
    }
    const all = ['worker.log.2', 'worker.log.1', 'worker.log'].map((name) => {
      try {
        return written(name);
      } catch {
        return '';
      }
    });
    assert.equal(all.join(''), Array.from({ length: 20 }, (_, index) => line(index + 1)).join(''));
  });

  it('what was there before stays, and is written behind', () => {
    rotatingLog(path).write(line(1));
    rotatingLog(path).write(line(2));
    assert.equal(written('worker.log'), line(1) + line(2));
  });
});
