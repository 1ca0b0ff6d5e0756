import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalStore } from '../../store/local-store.ts';
import type { FactsToKeep, RawStore, StoredFile } from '../../store/raw-store.ts';

const PLACE = { dataset: 'beds', period: '2020-21Q1' };
const URL_A = 'https://www.england.nhs.uk/a/Beds.xlsx';

async function withStore(test: (store: RawStore, dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'nhs-store-'));
  try {
    await test(createLocalStore(dataDir), dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

function facts(url: string, at = '2025-01-02T10:00:00.000Z'): FactsToKeep {
  return { url, finalUrl: url, hops: [{ url, status: 200 }], status: 200, headers: { etag: '"1"' }, at };
}

async function keep(
  store: RawStore,
  text: string,
  url = URL_A,
  name = 'Beds.xlsx',
  at?: string,
): Promise<StoredFile> {
  const draft = await store.openDraft(PLACE, url);
  await draft.append(Buffer.from(text));
  return await draft.commit(name, facts(url, at));
}

async function visible(dataDir: string): Promise<readonly string[]> {
  const names = await readdir(join(dataDir, 'raw/beds/2020-21Q1'));
  return names.filter((name) => !name.endsWith('.json')).sort();
}

describe('the raw store', () => {
  it('keeps a file under its fingerprint and name, with the facts of its fetch beside it', async () => {
    await withStore(async (store, dataDir) => {
      const kept = await keep(store, 'one');
      const sha256 = createHash('sha256').update('one').digest('hex');
      assert.equal(kept.path, `raw/beds/2020-21Q1/${sha256.slice(0, 16)}-Beds.xlsx`);
      assert.equal(kept.sha256, sha256);
      assert.equal(kept.bytes, 3);
      assert.equal(await readFile(join(dataDir, kept.path), 'utf8'), 'one');
      const sidecar = (await readdir(join(dataDir, 'raw/beds/2020-21Q1'))).find((name) =>
        name.endsWith('.json'),
      );
      const json: unknown = JSON.parse(
        await readFile(join(dataDir, 'raw/beds/2020-21Q1', sidecar ?? ''), 'utf8'),
      );
      assert.deepEqual(json, kept);
      assert.deepEqual(await store.findByUrl('beds', URL_A), kept);
    });
  });

  it('never changes what it holds: other bytes lie beside it, the same bytes are kept once', async () => {
    await withStore(async (store, dataDir) => {
      const first = await keep(store, 'one');
      const before = await stat(join(dataDir, first.path));
      const again = await keep(store, 'one', URL_A, 'Beds.xlsx', '2026-01-01T00:00:00.000Z');
      const other = await keep(store, 'two');
      assert.deepEqual(
        await visible(dataDir),
        [first.path, other.path].map((path) => path.split('/')[3]).sort(),
      );
      const after = await stat(join(dataDir, first.path));
      assert.deepEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
      assert.equal(again.facts.fetchedAt, first.facts.fetchedAt);
      assert.equal(again.facts.checkedAt, '2026-01-01T00:00:00.000Z');
      assert.equal((await store.findByUrl('beds', URL_A))?.sha256, other.sha256);
    });
  });

  it('two addresses that give the same file each keep their facts', async () => {
    await withStore(async (store) => {
      const url = 'https://www.england.nhs.uk/b/Beds.xlsx';
      const first = await keep(store, 'one');
      const second = await keep(store, 'one', url);
      assert.equal(second.path, first.path);
      assert.equal((await store.findByUrl('beds', URL_A))?.facts.url, URL_A);
      assert.equal((await store.findByUrl('beds', url))?.facts.url, url);
    });
  });

  it('writers of the same file at the same time all succeed, and nothing half-written stays', async () => {
    await withStore(async (_store, dataDir) => {
      const text = 'x'.repeat(100_000);
      const kept = await Promise.all(
        Array.from({ length: 8 }, (_, writer) =>
          keep(createLocalStore(dataDir), text, `${URL_A}?w=${writer % 4}`),
        ),
      );
      assert.equal(new Set(kept.map(({ path }) => path)).size, 1);
      assert.equal((await visible(dataDir)).length, 1);
    });
  });

  it('nothing of a file can be seen before it is complete', async () => {
    await withStore(async (store, dataDir) => {
      const draft = await store.openDraft(PLACE, URL_A);
      await draft.append(Buffer.from('half'));
      assert.deepEqual(
        (await visible(dataDir)).filter((name) => !name.startsWith('.')),
        [],
      );
      assert.equal(await store.findByUrl('beds', URL_A), undefined);
      await draft.discard();
      assert.deepEqual(await visible(dataDir), []);
    });
  });

  it('what a killed process left is no file, and is removed once it is a day old', async () => {
    await withStore(async (store, dataDir) => {
      const killed = await store.openDraft(PLACE, URL_A);
      await killed.append(Buffer.from('half a file'));
      const [left = ''] = await visible(dataDir);
      assert.equal(await store.findByUrl('beds', URL_A), undefined);
      const kept = await keep(store, 'whole');
      assert.equal((await visible(dataDir)).length, 2);
      const yesterday = new Date(Date.now() - 25 * 3600_000);
      await utimes(join(dataDir, 'raw/beds/2020-21Q1', left), yesterday, yesterday);
      await store.openDraft(PLACE);
      assert.deepEqual(await visible(dataDir), [kept.path.split('/')[3]]);
      await killed.discard();
    });
  });

  it('a damaged copy is named, moved aside, and can be fetched again', async () => {
    await withStore(async (store, dataDir) => {
      const kept = await keep(store, 'one');
      await writeFile(join(dataDir, kept.path), 'two');
      await assert.rejects(store.read(kept), { code: 'UNREADABLE_FILE', message: /Beds\.xlsx has changed/ });
      assert.equal(await store.findByUrl('beds', URL_A), undefined);
      assert.match((await visible(dataDir)).join(), /\.damaged-[0-9a-f]{8}$/);
      await assert.rejects(store.read(kept), { code: 'UNREADABLE_FILE', message: /no longer there/ });
      await keep(store, 'one');
      assert.equal(Buffer.from(await store.read(kept)).toString(), 'one');
    });
  });

  it('a copy that was cut short, or damaged without anybody noticing, does not pass for the file', async () => {
    await withStore(async (store, dataDir) => {
      const kept = await keep(store, 'one');
      await truncate(join(dataDir, kept.path), 2);
      assert.equal(await store.findByUrl('beds', URL_A), undefined);
      await writeFile(join(dataDir, kept.path), 'two');
      assert.equal((await keep(store, 'one')).path, kept.path);
      assert.equal(Buffer.from(await store.read(kept)).toString(), 'one');
    });
  });

  it('a sidecar that is not one of ours counts as none', async () => {
    await withStore(async (store, dataDir) => {
      await keep(store, 'one');
      const folder = join(dataDir, 'raw/beds/2020-21Q1');
      const sidecar = (await readdir(folder)).find((name) => name.endsWith('.json')) ?? '';
      for (const text of ['', '{"path":', '{"path":"../../etc/passwd"}', 'null']) {
        await writeFile(join(folder, sidecar), text);
        assert.equal(await store.findByUrl('beds', URL_A), undefined);
      }
    });
  });

  it('a check is noted without touching the file', async () => {
    await withStore(async (store) => {
      const kept = await keep(store, 'one');
      const checked = await store.recordCheck(kept, '2026-02-03T00:00:00.000Z', { etag: '"2"' });
      assert.deepEqual(await store.findByUrl('beds', URL_A), checked);
      assert.equal(checked.facts.fetchedAt, kept.facts.fetchedAt);
      assert.equal(checked.facts.headers.etag, '"2"');
    });
  });

  it('an interrupted download is taken up by one of those who want it', async () => {
    await withStore(async (store) => {
      const draft = await store.openDraft(PLACE, URL_A);
      await draft.append(Buffer.from('first half, '));
      await draft.keepForLater('"v1/+é"');
      const [one, two] = await Promise.all([store.openDraft(PLACE, URL_A), store.openDraft(PLACE, URL_A)]);
      const resumed = one.bytes > 0 ? one : two;
      const fresh = one.bytes > 0 ? two : one;
      assert.equal(resumed.etag, '"v1/+é"');
      assert.equal(fresh.bytes, 0);
      await resumed.append(Buffer.from('second half'));
      const kept = await resumed.commit('a.csv', facts(URL_A));
      assert.equal(Buffer.from(await store.read(kept)).toString(), 'first half, second half');
      await fresh.discard();
    });
  });

  it('a key from outside is no way out of the store', async () => {
    await withStore(async (store, dataDir) => {
      await writeFile(join(dataDir, 'secret'), 'x');
      for (const path of [
        'secret',
        '../secret',
        'raw/../0123456789abcdef-x',
        'raw/beds/../0123456789abcdef-x',
        '/etc/passwd',
      ])
        await assert.rejects(store.localPath({ path, sha256: '', bytes: 1 }), RangeError, path);
      for (const dataset of ['..', '', 'a/b', '.hidden', 'a\\b'])
        await assert.rejects(store.openDraft({ dataset, period: '2019-20' }), RangeError, dataset);
    });
  });

  it('finding 130 of 200 files takes well under a second', async () => {
    await withStore(async (store) => {
      const urls = Array.from({ length: 200 }, (_, index) => `${URL_A}?n=${index}`);
      for (let start = 0; start < urls.length; start += 100)
        await Promise.all(urls.slice(start, start + 100).map((url) => keep(store, url, url)));
      const began = performance.now();
      const found = await Promise.all(urls.slice(50, 180).map((url) => store.findByUrl('beds', url)));
      const took = performance.now() - began;
      assert.deepEqual(
        found.map((file) => file?.facts.url),
        urls.slice(50, 180),
      );
      assert.ok(took < 500, `${took.toFixed(0)} ms`);
    });
  }).timeout(20_000);
});

describe('a file a person downloaded', () => {
  it('is copied under its own name; its own date is the date of the fetch, so two runs agree', async () => {
    await withStore(async (store, dataDir) => {
      const path = join(dataDir, 'Beds Q1 – final.xlsx');
      await writeFile(path, 'bytes');
      const date = new Date('2024-05-06T07:08:09Z');
      await utimes(path, date, date);
      const wanted = { ...PLACE, path, url: 'file:Beds/Beds Q1 – final.xlsx', maxBytes: 100 };
      const first = await store.importLocalFile(wanted);
      assert.equal(first.fileName, 'Beds Q1 – final.xlsx');
      assert.equal(first.facts.url, 'file:Beds/Beds Q1 – final.xlsx');
      assert.equal(first.facts.fetchedAt, '2024-05-06T07:08:09.000Z');
      assert.deepEqual(await store.importLocalFile(wanted), first);
      assert.deepEqual(await store.findByUrl('beds', wanted.url), first);
      await rename(path, `${path}.moved`);
      assert.equal(Buffer.from(await store.read(first)).toString(), 'bytes');
    });
  });

  it('is refused when it is larger than any file of the publication', async () => {
    await withStore(async (store, dataDir) => {
      const path = join(dataDir, 'big.csv');
      await writeFile(path, 'x'.repeat(101));
      await assert.rejects(store.importLocalFile({ ...PLACE, path, url: 'file:big.csv', maxBytes: 100 }), {
        code: 'TOO_LARGE',
      });
      assert.equal(await store.findByUrl('beds', 'file:big.csv'), undefined);
    });
  });
});
