import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { parsedKey } from '../../store/store-key.ts';
import { readParsedFile, writeParsedFile } from '../../parsed/parsed-files.ts';
import { type ParsedStore, createParsedStore } from '../../parsed/parsed-store.ts';
import { type Bench, describeBothStores } from '../store/store-benches.ts';

const FROM = {
  dataset: 'beds',
  fy: '2020-21',
  slot: '2020-21Q1',
  sha256: createHash('sha256').update('a raw file').digest('hex'),
  parserVersion: 3,
  illustrative: false,
};
const KEY = parsedKey(FROM);

function parsed(beds: number): ParsedFile {
  return {
    layout: 'beds-2020',
    maturity: 'final',
    observations: [
      {
        orgCode: 'RJ1',
        orgName: 'A trust',
        period: '2020-21Q1',
        measure: 'beds',
        value: beds,
        status: 'reported',
        printed: String(beds),
        sheet: 'Sheet1',
        row: 20,
        column: 'C',
      },
    ],
    totals: [],
    quarantine: [],
    findings: [],
    tables: [
      {
        name: 'tac_line',
        rows: 1,
        columns: [{ name: 'value', type: 'double', numbers: Float64Array.of(beds) }],
      },
    ],
  };
}

async function keep(store: ParsedStore, beds = 100): Promise<void> {
  await writeParsedFile(store.folder(KEY), parsed(beds), []);
  await store.keep(KEY);
}

describeBothStores('parsed files', (withBench) => {
  const withStore = async (test: (store: ParsedStore, bench: Bench) => Promise<void>): Promise<void> =>
    await withBench(async (bench) => await test(createParsedStore(bench.files), bench));
  const another = async (bench: Bench): Promise<ParsedStore> => createParsedStore(await bench.elsewhere());

  it('lie under the year, the slot, the bytes they were read from and the parser', async () => {
    await withStore(async (store, bench) => {
      await keep(store);
      assert.equal(KEY, `parsed/beds/2020-21/2020-21Q1/${FROM.sha256.slice(0, 16)}-v3`);
      const names = ['observations.parquet', 'parsed.json', 'tac_line.parquet'];
      assert.deepEqual(
        await bench.keys(),
        names.map((name) => `${KEY}/${name}`),
      );
      const illustrative = parsedKey({ ...FROM, illustrative: true });
      assert.equal(illustrative, `${KEY}-illustrative`);
    });
  });

  it('what one worker has read another may open, whole', async () => {
    await withStore(async (store, bench) => {
      assert.equal(await store.summary(KEY), undefined);
      await keep(store);
      const reader = await another(bench);
      assert.equal((await reader.summary(KEY))?.observations, 1);
      const { directory, summary } = await reader.fetch(KEY);
      assert.deepEqual(await readParsedFile(directory), summary);
      assert.deepEqual(summary.tables, { tac_line: 1 });
    });
  });

  it('two workers who read the same file at once leave one copy', async () => {
    await withStore(async (store, bench) => {
      const other = await another(bench);
      await Promise.all([keep(store), keep(other)]);
      assert.equal((await bench.keys()).length, 3);
      assert.equal((await (await another(bench)).fetch(KEY)).summary.observations, 1);
    });
  });

  it('a folder without its parsed.json counts as not read: the tables come first', async () => {
    await withStore(async (store, bench) => {
      await keep(store);
      await bench.takeAway(`${KEY}/parsed.json`);
      const reader = await another(bench);
      assert.equal(await reader.summary(KEY), undefined);
      await assert.rejects(reader.fetch(KEY), { code: 'UNREADABLE_FILE' });
      await keep(reader);
      assert.equal((await store.fetch(KEY)).summary.observations, 1);
    });
  });

  it('a table that was altered or is gone is not loaded; the file is then read anew', async () => {
    await withStore(async (store, bench) => {
      for (const spoil of [
        async () => await bench.overwrite(`${KEY}/observations.parquet`, 'PAR1, but not ours'),
        async () => await bench.takeAway(`${KEY}/tac_line.parquet`),
      ]) {
        await keep(store);
        await spoil();
        const reader = await another(bench);
        await assert.rejects(reader.fetch(KEY), {
          code: 'UNREADABLE_FILE',
          message: /read anew from the raw file/,
        });
        assert.equal(await reader.summary(KEY), undefined);
        await keep(reader);
        assert.equal((await (await another(bench)).fetch(KEY)).summary.observations, 1);
      }
    });
  });

  it('a parsed.json that is not of this version counts as none', async () => {
    await withStore(async (store, bench) => {
      await keep(store);
      for (const text of ['', '{', '{"layout":"old"}', 'null']) {
        await bench.overwrite(`${KEY}/parsed.json`, text);
        assert.equal(await (await another(bench)).summary(KEY), undefined);
      }
    });
  });

  it('tables of a run with another reader are replaced together with their parsed.json', async () => {
    await withStore(async (store, bench) => {
      await keep(store, 100);
      await bench.takeAway(`${KEY}/parsed.json`);
      const other = await another(bench);
      await keep(other, 200);
      const { directory, summary } = await (await another(bench)).fetch(KEY);
      assert.deepEqual(await readParsedFile(directory), summary);
    });
  });

  it('a key from outside is no way out of the store', async () => {
    await withStore(async (store) => {
      for (const key of [
        '/etc',
        '..',
        'parsed/beds/../x/0123456789abcdef-v1',
        'raw/beds/2020-21Q1',
        `${KEY}/..`,
      ])
        await assert.rejects(store.summary(key), RangeError, key);
    });
  });
});
