import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listFolder } from '../../store/list-folder.ts';

async function withFolder(files: readonly string[], test: (folder: string) => Promise<void>): Promise<void> {
  const outer = await mkdtemp(join(tmpdir(), 'nhs-folder-'));
  const folder = join(outer, 'given');
  try {
    for (const name of files) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), name);
    }
    await test(folder);
  } finally {
    await rm(outer, { recursive: true, force: true });
  }
}

describe('a folder of downloaded files', () => {
  it('lists any names at any depth, in the same order everywhere', async () => {
    await withFolder(
      ['b.csv', 'Z/x.xls', 'a b – c.xlsx', 'a/1/2/3/deep.zip', 'a.csv', 'noending'],
      async (folder) => {
        const { files, passedOver } = await listFolder(folder);
        assert.deepEqual(
          files.map(({ name }) => name),
          ['Z/x.xls', 'a b – c.xlsx', 'a.csv', 'a/1/2/3/deep.zip', 'b.csv', 'noending'],
        );
        assert.equal(files[2]?.bytes, 5);
        assert.deepEqual(passedOver, []);
      },
    );
  });

  it('says what it passes over, and why', async () => {
    const names = [
      '.DS_Store',
      '.git/config',
      '__MACOSX/._a.csv',
      'x/~$Beds.xlsx',
      'Thumbs.db',
      'a.csv.crdownload',
      'b.part',
    ];
    await withFolder([...names, 'empty.csv', 'huge.csv', 'good.csv'], async (folder) => {
      await truncate(join(folder, 'empty.csv'), 0);
      await truncate(join(folder, 'huge.csv'), 600 * 1024 * 1024);
      const { files, passedOver } = await listFolder(folder);
      assert.deepEqual(
        files.map(({ name }) => name),
        ['good.csv'],
      );
      const reasons = new Map(passedOver.map(({ name, reason }) => [name, reason]));
      assert.deepEqual(
        [...reasons.keys()],
        [
          '.DS_Store',
          '.git',
          'Thumbs.db',
          '__MACOSX',
          'a.csv.crdownload',
          'b.part',
          'empty.csv',
          'huge.csv',
          'x/~$Beds.xlsx',
        ],
      );
      assert.match(reasons.get('x/~$Beds.xlsx') ?? '', /lock file of Excel/);
      assert.match(reasons.get('a.csv.crdownload') ?? '', /unfinished download/);
      assert.match(reasons.get('empty.csv') ?? '', /0 bytes/);
      assert.match(reasons.get('huge.csv') ?? '', /more than any file/);
    });
  });

  it('follows no link, out of the folder or round in it', async () => {
    await withFolder(['a.csv', 'sub/b.csv'], async (folder) => {
      await writeFile(join(folder, '..', 'outside.csv'), 'x');
      await symlink(join(folder, '..', 'outside.csv'), join(folder, 'out.csv'));
      await symlink('..', join(folder, 'sub', 'round'));
      await symlink('nowhere', join(folder, 'dangling'));
      const { files, passedOver } = await listFolder(folder);
      assert.deepEqual(
        files.map(({ name }) => name),
        ['a.csv', 'sub/b.csv'],
      );
      assert.deepEqual(
        passedOver.map(({ name, reason }) => `${name}: ${reason.slice(0, 21)}`),
        [
          'dangling: a link that leads now',
          'out.csv: a link that leads out',
          'sub/round: a link to something i',
        ],
      );
    });
  });

  it('may itself be given by a link', async () => {
    await withFolder(['a.csv'], async (folder) => {
      await symlink(folder, join(folder, '..', 'link'));
      assert.equal((await listFolder(join(folder, '..', 'link'))).files.length, 1);
    });
  });

  it('that is not there, or is a file, is named', async () => {
    await withFolder(['a.csv'], async (folder) => {
      for (const path of [join(folder, 'nothing'), join(folder, 'a.csv')])
        await assert.rejects(listFolder(path), { code: 'NOT_FOUND', message: /--from-folder/ });
    });
  });
});
