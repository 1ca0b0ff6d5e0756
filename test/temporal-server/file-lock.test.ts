import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { withFileLock } from '../../temporal-server/file-lock.ts';
import { smallDisk } from '../end-to-end/small-disk.ts';

describe('a lock between processes', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'nhs-lock-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('lets in one at a time', async () => {
    let inside = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      assert.equal(inside, 1);
      await turn();
      inside -= 1;
    };
    await Promise.all([1, 2, 3].map(() => withFileLock(join(folder, 'lock'), work)));
  });

  it('is given back when the work fails', async () => {
    const lock = join(folder, 'lock');
    await assert.rejects(
      withFileLock(lock, () => Promise.reject(new Error('disk is full'))),
      /disk is full/,
    );
    assert.equal(existsSync(lock), false);
  });

  it('leaves nothing behind where a full disk cannot hold it', async function () {
    const disk = smallDisk(1) ?? this.skip();
    try {
      disk.fill();
      const lock = join(disk.path, 'lock');
      await assert.rejects(
        withFileLock(lock, () => Promise.resolve()),
        /ENOSPC/,
      );
      assert.equal(existsSync(lock), false);
      disk.giveBack();
      assert.equal(await withFileLock(lock, () => Promise.resolve('done')), 'done');
    } finally {
      disk.remove();
    }
  });

  it('does not wait for a process that has died', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const lock = join(folder, 'lock');
    await writeFile(lock, JSON.stringify({ pid, host: hostname(), token: 'of the dead' }));
    assert.equal(await withFileLock(lock, () => Promise.resolve('done')), 'done');
  });
});
