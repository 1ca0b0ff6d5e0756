import assert from 'node:assert/strict';
import { expectedRoom, roomForeseen } from '../../cli/room-foreseen.ts';
import { loadsOfSize } from './loads-of-size.ts';

const GB = 1e9;
const machine = (disk: number | undefined, memory: number): Parameters<typeof roomForeseen>[2] => ({
  disk: () =>
    Promise.resolve(disk === undefined ? undefined : { free: disk, size: 100 * GB, moreFiles: true }),
  memory: () => Promise.resolve(memory),
});

describe('room before a run', () => {
  const seven = loadsOfSize();

  it('expects more of seven years of everything than a run at full size has taken', () => {
    // Without practice lists a run at full size left 1.1 GB in its folder, and 0.5 GB more while it published.
    const without = seven.filter(({ dataset }) => dataset !== 'gp-registered-patients');
    assert.ok(expectedRoom(without).disk > 1.6 * GB);
    // All publishers' files are 2.1 GB.
    assert.ok(expectedRoom(seven).disk > 3.5 * GB && expectedRoom(seven).disk < 7 * GB);
  });

  it('says in a sentence what is expected and what is free', async () => {
    const { said, short } = await roomForeseen(
      [{ dataset: 'beds', fy: '2022-23' }],
      '/data',
      machine(50 * GB, 8 * GB),
    );
    assert.equal(
      said,
      'Room: at most about 127 MB on the disk of /data (50.0 GB are free), and up to 700 MB of memory (8.0 GB are free).',
    );
    assert.deepEqual(short, []);
  });

  it('says what is short, by how much, and what to do', async () => {
    const { short } = await roomForeseen(seven, '/data', machine(GB, GB));
    assert.match(short[0] ?? '', /^The disk may become full: it lacks \d\.\d GB .* --data-dir/);
    assert.match(short[1] ?? '', /^Memory is short by 550 MB: .* --datasets/);
  });

  it('names no free room where a disk does not say', async () => {
    const { said, short } = await roomForeseen(seven, '/data', machine(undefined, 8 * GB));
    assert.match(said, /on the disk of \/data, and up to/);
    assert.deepEqual(short, []);
  });
});
