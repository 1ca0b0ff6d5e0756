import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRawStore } from '../../store/create-raw-store.ts';
import type { FactsToKeep, RawStore, StoredFile } from '../../store/raw-store.ts';
import { sidecarKey } from '../../store/store-key.ts';
import { type Bench, describeBothStores } from './store-benches.ts';

const PLACE = { dataset: 'beds', period: '2020-21Q1' };
const URL_A = 'https://www.england.nhs.uk/a/Beds.xlsx';

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

/** Raw files that are in the store: neither their facts nor what is on its way in. */
async function kept(bench: Bench): Promise<readonly string[]> {
  return (await bench.keys()).filter((key) => !key.endsWith('.json') && !key.includes('/.by-address/'));
}

/** What lies in the folder where a file comes in, on this machine. */
async function comingIn({ files }: Bench): Promise<readonly string[]> {
  return (await readdir(files.at('raw/beds/2020-21Q1'))).filter((name) => name.startsWith('.'));
}

describeBothStores('raw files', (withBench, kind) => {
  const withStore = async (test: (store: RawStore, bench: Bench) => Promise<void>): Promise<void> =>
    await withBench(async (bench) => await test(createRawStore(bench.files), bench));
  const another = async (bench: Bench): Promise<RawStore> => createRawStore(await bench.elsewhere());
  const textOf = async (store: RawStore, file: StoredFile): Promise<string> =>
    Buffer.from(await store.read(file)).toString();

  it('a file is kept under its fingerprint and name, with the facts of its fetch beside it', async () => {
    await withStore(async (store, bench) => {
      const one = await keep(store, 'one');
      const sha256 = createHash('sha256').update('one').digest('hex');
      assert.equal(one.path, `raw/beds/2020-21Q1/${sha256.slice(0, 16)}-Beds.xlsx`);
      assert.equal(one.sha256, sha256);
      assert.equal(one.bytes, 3);
      assert.equal(await bench.text(one.path), 'one');
      assert.deepEqual(JSON.parse(await bench.text(sidecarKey(one.path, URL_A))), one);
      assert.deepEqual(await store.findByUrl('beds', URL_A), one);
      assert.deepEqual(await (await another(bench)).findByUrl('beds', URL_A), one);
    });
  });

  it('a folder may be partitioned, as GP registrations are by year and month', async () => {
    await withStore(async (store, bench) => {
      const place = { dataset: 'gp-registered-patients', period: 'snapshot_year=2019/snapshot_month=04' };
      const draft = await store.openDraft(place, URL_A);
      await draft.append(Buffer.from('one'));
      const file = await draft.commit('gp.csv', facts(URL_A));
      assert.match(
        file.path,
        /^raw\/gp-registered-patients\/snapshot_year=2019\/snapshot_month=04\/[0-9a-f]{16}-gp\.csv$/,
      );
      const reader = await another(bench);
      assert.deepEqual(await reader.findByUrl(place.dataset, URL_A), file);
      assert.equal(await textOf(reader, file), 'one');
    });
  });

  it('what is held is never changed: other bytes lie beside it, the same bytes are kept once', async () => {
    await withStore(async (store, bench) => {
      const first = await keep(store, 'one');
      const before = await bench.version(first.path);
      const again = await keep(await another(bench), 'one', URL_A, 'Beds.xlsx', '2026-01-01T00:00:00.000Z');
      const other = await keep(store, 'two');
      assert.deepEqual(await kept(bench), [first.path, other.path].sort());
      assert.equal(await bench.version(first.path), before);
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
    await withStore(async (_store, bench) => {
      const text = 'x'.repeat(100_000);
      const files = await Promise.all(
        Array.from({ length: 8 }, async (_, writer) =>
          keep(await another(bench), text, `${URL_A}?w=${writer % 4}`),
        ),
      );
      assert.equal(new Set(files.map(({ path }) => path)).size, 1);
      assert.equal((await kept(bench)).length, 1);
    });
  });

  it('nothing of a file can be seen before it is complete', async () => {
    await withStore(async (store, bench) => {
      const draft = await store.openDraft(PLACE, URL_A);
      await draft.append(Buffer.from('half'));
      assert.deepEqual(await bench.keys(), []);
      assert.equal(await store.findByUrl('beds', URL_A), undefined);
      await draft.discard();
      assert.deepEqual(await comingIn(bench), []);
    });
  });

  it('what a killed process left is no file, and is removed once it is a day old', async () => {
    await withStore(async (store, bench) => {
      const killed = await store.openDraft(PLACE, URL_A);
      await killed.append(Buffer.from('half a file'));
      const [left = ''] = await comingIn(bench);
      assert.equal(await store.findByUrl('beds', URL_A), undefined);
      const whole = await keep(store, 'whole');
      assert.deepEqual(await comingIn(bench), [left]);
      const yesterday = new Date(Date.now() - 25 * 3600_000);
      await utimes(join(bench.files.at('raw/beds/2020-21Q1'), left), yesterday, yesterday);
      await store.openDraft(PLACE);
      assert.deepEqual(await comingIn(bench), []);
      assert.deepEqual(await kept(bench), [whole.path]);
      await killed.discard();
    });
  });

  it('a damaged copy is named, moved aside, and can be fetched again', async () => {
    await withStore(async (store, bench) => {
      const one = await keep(store, 'one');
      await bench.overwrite(one.path, 'two');
      const reader = await another(bench);
      await assert.rejects(reader.read(one), { code: 'UNREADABLE_FILE', message: /Beds\.xlsx has changed/ });
      assert.equal(await store.findByUrl('beds', URL_A), undefined);
      assert.match((await kept(bench)).join(), /\.damaged-[0-9a-f]{8}$/);
      await assert.rejects(reader.read(one), { code: 'UNREADABLE_FILE', message: /no longer there/ });
      await keep(store, 'one');
      assert.equal(await textOf(reader, one), 'one');
    });
  });

  it('a copy that was cut short, or damaged without anybody noticing, does not pass for the file', async () => {
    await withStore(async (store, bench) => {
      const one = await keep(store, 'one');
      await bench.overwrite(one.path, 'on');
      assert.equal(await store.findByUrl('beds', URL_A), undefined);
      await bench.overwrite(one.path, 'two');
      assert.equal((await keep(store, 'one')).path, one.path);
      assert.equal(await textOf(await another(bench), one), 'one');
    });
  });

  it('a sidecar that is not one of ours counts as none', async () => {
    await withStore(async (store, bench) => {
      const one = await keep(store, 'one');
      for (const text of ['', '{"path":', '{"path":"../../etc/passwd"}', 'null']) {
        await bench.overwrite(sidecarKey(one.path, URL_A), text);
        assert.equal(await store.findByUrl('beds', URL_A), undefined);
      }
      assert.deepEqual(await keep(store, 'one'), one);
    });
  });

  it('a check is noted without touching the file', async () => {
    await withStore(async (store, bench) => {
      const one = await keep(store, 'one');
      const before = await bench.version(one.path);
      const checked = await store.recordCheck(one, '2026-02-03T00:00:00.000Z', { etag: '"2"' });
      assert.deepEqual(await store.findByUrl('beds', URL_A), checked);
      assert.equal(checked.facts.fetchedAt, one.facts.fetchedAt);
      assert.equal(checked.facts.headers.etag, '"2"');
      assert.equal(await bench.version(one.path), before);
    });
  });

  it('an interrupted download is taken up by one of those who want it', async () => {
    await withStore(async (store, bench) => {
      const draft = await store.openDraft(PLACE, URL_A);
      await draft.append(Buffer.from('first half, '));
      await draft.keepForLater('"v1/+é"');
      assert.deepEqual(await bench.keys(), []);
      const [one, two] = await Promise.all([store.openDraft(PLACE, URL_A), store.openDraft(PLACE, URL_A)]);
      const resumed = one.bytes > 0 ? one : two;
      const fresh = one.bytes > 0 ? two : one;
      assert.equal(resumed.etag, '"v1/+é"');
      assert.equal(fresh.bytes, 0);
      await resumed.append(Buffer.from('second half'));
      const file = await resumed.commit('a.csv', facts(URL_A));
      assert.equal(await textOf(await another(bench), file), 'first half, second half');
      await fresh.discard();
    });
  });

  it('a key from outside is no way out of the store', async () => {
    await withStore(async (store, bench) => {
      await writeFile(join(bench.folder, 'secret'), 'x');
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

  it('finding many files takes well under a second: no folder is listed for it', async () => {
    // Three requests for each file are enough work for a server on a busy machine.
    const [all, first, last] = kind === 's3' ? [40, 10, 36] : [200, 50, 180];
    await withStore(async (store) => {
      const urls = Array.from({ length: all }, (_, index) => `${URL_A}?n=${index}`);
      for (let start = 0; start < urls.length; start += 100)
        await Promise.all(urls.slice(start, start + 100).map((url) => keep(store, url, url)));
      const began = performance.now();
      const found = await Promise.all(urls.slice(first, last).map((url) => store.findByUrl('beds', url)));
      const took = performance.now() - began;
      assert.deepEqual(
        found.map((file) => file?.facts.url),
        urls.slice(first, last),
      );
      assert.ok(took < (kind === 's3' ? 1500 : 500), `${took.toFixed(0)} ms`);
    });
  }).timeout(20_000);

  it('a file a person downloaded is copied under its own name, its own date being that of the fetch', async () => {
    await withStore(async (store, bench) => {
      const path = join(bench.folder, 'Beds Q1 – final.xlsx');
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
      assert.equal(await textOf(await another(bench), first), 'bytes');
    });
  });

  it('such a file is refused when it is larger than any file of the publication', async () => {
    await withStore(async (store, bench) => {
      const path = join(bench.folder, 'big.csv');
      await writeFile(path, 'x'.repeat(101));
      await assert.rejects(store.importLocalFile({ ...PLACE, path, url: 'file:big.csv', maxBytes: 100 }), {
        code: 'TOO_LARGE',
      });
      assert.equal(await store.findByUrl('beds', 'file:big.csv'), undefined);
    });
  });
});
