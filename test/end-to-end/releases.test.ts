/** Releases over real editions of one month of A&E: the first issue, and the one that was published in its place. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parse } from 'csv-parse/sync';
import { datasetNamed, datasets } from '../../datasets/registry.ts';
import { explainAsOf } from '../../explain/explain-as-of.ts';
import { publishedChanges } from '../../explain/published-changes.ts';
import { NotExplained } from '../../explain/published-tables.ts';
import { parseTask } from '../../parsed/parse-task.ts';
import { createParsedStore } from '../../parsed/parsed-store.ts';
import { closeNetwork } from '../../rebuild/no-network.ts';
import { NotRebuilt } from '../../rebuild/read-plan.ts';
import { rebuild } from '../../rebuild/rebuild.ts';
import { writeRunReport } from '../../notices/write-run-report.ts';
import { writeSite } from '../../site/write-site.ts';
import { createRawStore } from '../../store/create-raw-store.ts';
import { localFiles } from '../../store/local-files.ts';
import { parsedKey } from '../../store/store-key.ts';
import { joinYears } from '../../warehouse/join/join-years.ts';
import { loadFile } from '../../warehouse/load/load-file.ts';
import { openWarehouse } from '../../warehouse/open-warehouse.ts';
import { publish } from '../../warehouse/publish/publish.ts';
import { mainTacLines } from '../fixtures/tac-workbook/tac-lines.ts';
import { tacWorkbook } from '../fixtures/tac-workbook/write-tac-workbook.ts';
import { itWithNhsFiles, nhsFile, nhsFilesDir } from '../nhs-files.ts';
import { published } from './published.ts';

const FY = '2022-23';
const MONTH = '2022-04';
/** Trusts of which the two editions print other figures, and two of which they print the same. */
const CODES = ['RBD', 'RM3', 'RW4', 'RX1', 'RXF', 'RXQ', 'R1H', 'RJ1'];
/** Which columns of the file are a measure, counted from 0. */
const MEASURES: Readonly<Record<string, readonly number[]>> = {
  ae_attendances: [4, 5, 6, 7, 8, 9],
  ae_type1_attendances: [4, 7],
  ae_over_4_hours: [10, 11, 12, 13, 14, 15],
  ae_over_4_hours_type1: [10, 13],
};

describe('two releases of one month of A&E as it was published twice', function () {
  this.timeout(600_000);
  const scratch = mkdtempSync(join(tmpdir(), 'releases-'));
  const dataDir = join(scratch, 'data');
  const first = nhsFile('ae-monthly-first-issues', 'April2022.csv') ?? '';
  const revised = join(scratch, 'Monthly-AE-April-2022-revised.csv');

  before(async () => {
    if (nhsFilesDir === undefined) return;
    copyFileSync(nhsFile('ae-monthly', 'ae_2022_04.csv') ?? '', revised);
    await withWarehouse(async (load, publishOn) => {
      for (const { slot } of datasetNamed('tac').expectedFiles(FY))
        await load('tac', slot, FY, accounts(slot));
      await load('ae-monthly', MONTH, MONTH, first);
      await publishOn('2025-01-10');
      await load('ae-monthly', MONTH, MONTH, revised);
      await publishOn('2025-03-01');
    });
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  type Load = (dataset: string, slot: string, period: string, path: string) => Promise<void>;

  async function withWarehouse(
    work: (load: Load, publishOn: (day: string) => Promise<unknown>) => Promise<void>,
  ): Promise<void> {
    const warehouse = await openWarehouse(join(dataDir, 'warehouse.duckdb'), datasets);
    const files = localFiles(dataDir);
    const [store, parsed] = [createRawStore(files), createParsedStore(files)];
    const load: Load = async (name, slot, period, path) => {
      const { parserVersion } = datasetNamed(name);
      const url = `file:${path.split('/').at(-1) ?? ''}`;
      const raw = await store.importLocalFile({ dataset: name, period, path, url, maxBytes: 1e9 });
      const { sha256, bytes, fileName, facts } = raw;
      const key = parsedKey({ dataset: name, fy: FY, slot, sha256, parserVersion, illustrative: false });
      const context = { fy: FY, slot, period, url, acceptIllustrative: false };
      const task = { dataset: name, path, fileName, context, directory: parsed.folder(key) };
      assert.deepEqual(await parseTask(task), { parsed: true });
      await parsed.keep(key);
      await loadFile(warehouse, {
        ...{ dataset: name, fy: FY, slot, period, parsedDir: parsed.folder(key), parserVersion },
        source: { url, finalUrl: url, fileName, sha256, bytes, fetchedAt: facts.fetchedAt },
      });
    };
    try {
      await work(load, async (day) => {
        await joinYears(warehouse, { datasets });
        const now = new Date(`${day}T12:00:00Z`);
        const report = async (folder: string): Promise<void> => await writeRunReport(folder, warehouse);
        const made = await publish(warehouse, dataDir, {
          now,
          report,
          pages: writeSite,
          publications: datasets,
        });
        assert.equal(made.pagesFailed, undefined);
        return made;
      });
    } finally {
      await warehouse.close();
    }
  }

  /** A made-up accounts workbook with the trusts of one sector; names are those of the month's file. */
  function accounts(slot: string): string {
    const sector = slot.endsWith('FT') ? 'FT' : 'Trust';
    const organisations = rowsOf(first)
      .filter((row) => CODES.includes(row[1] ?? '') && /FOUNDATION/.test(row[3] ?? '') === (sector === 'FT'))
      .map((row) => ({
        name: row[3] ?? '',
        listed: { code: row[1] ?? '', region: 'Midlands', type: 'Acute' },
      }));
    const path = join(scratch, `TAC ${sector} ${FY}.xlsx`);
    writeFileSync(path, tacWorkbook({ fy: FY, sector, lines: mainTacLines(FY), organisations }));
    return path;
  }

  itWithNhsFiles(
    'exactly the cells whose printed figures differ have changed, as publisher revised',
    async () => {
      const [before, now] = [figuresOf(first), figuresOf(revised)];
      const differing = [...now].filter(([cell, value]) => before.get(cell) !== value).map(([cell]) => cell);
      const rows = await published(dataDir, 'FROM release_change');
      console.log(`      ${rows.length} cells of ${CODES.length} trusts changed`);
      assert.ok(differing.length >= 6);
      assert.deepEqual(
        rows.map((row) => `${String(row['org_code'])} ${String(row['measure'])}`).sort(),
        differing.sort(),
      );
      for (const row of rows) {
        const cell = `${String(row['org_code'])} ${String(row['measure'])}`;
        assert.equal(row['change_kind'], 'publisher revised');
        assert.deepEqual([row['old_value'], row['new_value']], [before.get(cell), now.get(cell)], cell);
        assert.deepEqual([row['cause_old_sha'], row['cause_new_sha']], [shaOf(first), shaOf(revised)]);
        assert.match(
          String(row['cause_text']),
          /Monthly-AE-April-2022-revised\.csv took the place of April2022\.csv\.$/,
        );
      }
    },
  );

  itWithNhsFiles('`changes` says in one sentence how many figures changed and why', async () => {
    const { sentence, changed, largest } = await publishedChanges(dataDir, {});
    assert.match(
      sentence,
      new RegExp(
        `^Of [\\d,]+ figures ${changed} changed: ${changed} because the publisher revised a file\\.$`,
      ),
    );
    assert.equal(largest.length, changed);
    assert.equal((await publishedChanges(dataDir, { dataset: 'tac' })).changed, 0);
    assert.equal((await publishedChanges(dataDir, { since: '2025-03-01' })).changed, 0);
    assert.equal((await publishedChanges(dataDir, { since: '2025-01-31' })).changed, changed);
    await assert.rejects(
      publishedChanges(dataDir, { since: '2024-12-31' }),
      /Nothing had been released here by 2024-12-31\. Releases here: 2025-01-10, 2025-03-01/,
    );
    await assert.rejects(publishedChanges(dataDir, { dataset: 'bed' }), /no figure is of a dataset "bed"/i);
  });

  itWithNhsFiles(
    'a figure as of a day has the value and the source cells of the file that was loaded then',
    async () => {
      const question = { organisation: 'RXF', fy: FY, measure: 'ae_type1_attendances' };
      const then = await explainAsOf(dataDir, question, '2025-02-28');
      const now = await explainAsOf(dataDir, question, '2025-03-01');
      assert.equal(then.figures[0]?.value, figuresOf(first).get('RXF ae_type1_attendances'));
      assert.equal(now.figures[0]?.value, figuresOf(revised).get('RXF ae_type1_attendances'));
      assert.deepEqual([then.as_of?.release_id, then.as_of?.latest], ['2025-01-10', false]);
      assert.deepEqual(then.as_of?.places_only, []);
      const cells = then.figures[0]?.cells ?? [];
      assert.deepEqual(cells.map(({ printed, file_name: name }) => [printed, name]).sort(), [
        ['120', 'April2022.csv'],
        ['17533', 'April2022.csv'],
      ]);
    },
  );

  itWithNhsFiles('before the first release the answer is "not known here"', async () => {
    const question = { organisation: 'RXF', fy: FY, measure: 'ae_attendances' };
    await assert.rejects(explainAsOf(dataDir, question, '2024-12-31'), (error) => {
      assert.ok(error instanceof NotExplained);
      assert.match(error.message, /^Not known here: the first release of this data folder is 2025-01-10/);
      return true;
    });
    await assert.rejects(explainAsOf(dataDir, question, '2024-02-31'), /"2024-02-31" is not a day/);
  });

  const quietly = { env: {}, say: () => undefined };

  itWithNhsFiles('rebuild makes the same bytes of the raw files, with no way to the network', async () => {
    const before = bytesOf('published', 'releases/2025-01-10', 'releases/2025-03-01');
    const result = await rebuild(dataDir, quietly);
    assert.deepEqual(result.differing, []);
    assert.deepEqual([result.files, result.newRelease, result.release], [3, false, '2025-03-01']);
    assert.deepEqual(bytesOf('published', 'releases/2025-01-10', 'releases/2025-03-01'), before);
  });

  itWithNhsFiles(
    'rebuild does without the warehouse and what was parsed: the last release lists the files',
    async () => {
      const before = bytesOf('published');
      rmSync(join(dataDir, 'warehouse.duckdb'));
      rmSync(join(dataDir, 'parsed'), { recursive: true });
      rmSync(join(dataDir, 'published'), { recursive: true });
      const result = await rebuild(dataDir, quietly);
      assert.equal(result.newRelease, false);
      assert.deepEqual(bytesOf('published'), before);
      assert.deepEqual(
        readdirSync(dataDir).filter((name) => /\.new-/.test(name)),
        [],
      );
    },
  );

  itWithNhsFiles('a raw file that is gone is named before anything is changed', async () => {
    const before = bytesOf('published');
    const folder = join(dataDir, 'raw', 'ae-monthly', MONTH);
    const name = readdirSync(folder).find((file) => file.endsWith('revised.csv')) ?? '';
    const bytes = readFileSync(join(folder, name));
    rmSync(join(folder, name));
    await assert.rejects(rebuild(dataDir, quietly), (error) => {
      assert.ok(error instanceof NotRebuilt);
      assert.match(
        error.message,
        /ae-monthly 2022-04, Monthly-AE-April-2022-revised\.csv .* is not in the raw store any more/,
      );
      return true;
    });
    assert.deepEqual(bytesOf('published'), before);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), bytes);
  });

  it('where nothing was ever loaded there is nothing to rebuild, and the message says what to do', async () => {
    await assert.rejects(
      rebuild(join(scratch, 'empty'), quietly),
      /There is nothing to rebuild in .*empty: .* Run "npm start -- run/,
    );
  });

  it('while the network is closed every connection is an error, and afterwards it is open again', async () => {
    const open = closeNetwork();
    try {
      assert.throws(() => connect(9, '127.0.0.1'), /A rebuild asks nobody/);
      await assert.rejects(fetch('http://127.0.0.1:9/'));
    } finally {
      open();
    }
    await new Promise<void>((resolve) => {
      connect(9, '127.0.0.1')
        .once('error', () => resolve())
        .once('connect', () => resolve());
    });
  });

  /** SHA-256 of every file of these folders and the folders in them. */
  function bytesOf(...folders: readonly string[]): Record<string, string> {
    const names = folders.flatMap((folder) =>
      readdirSync(join(dataDir, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(dataDir, join(entry.parentPath, entry.name))),
    );
    return Object.fromEntries(names.map((name) => [name, shaOf(join(dataDir, name))]));
  }
});

function rowsOf(path: string): readonly (readonly string[])[] {
  return parse(readFileSync(path));
}

/** What a file prints for each trust and measure, by its columns. */
function figuresOf(path: string): ReadonlyMap<string, number> {
  const rows = rowsOf(path).filter((row) => CODES.includes(row[1] ?? ''));
  return new Map(
    rows.flatMap((row) =>
      Object.entries(MEASURES).map(([measure, columns]): [string, number] => [
        `${row[1] ?? ''} ${measure}`,
        columns.reduce((sum, column) => sum + Number(row[column]), 0),
      ]),
    ),
  );
}

function shaOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
