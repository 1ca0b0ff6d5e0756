import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import type { DatasetTable, Observation, ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { withParquetWriter } from '../../parsed/columns-to-parquet.ts';
import { observationsPath, readParsedFile, tablePath, writeParsedFile } from '../../parsed/parsed-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'parsed-'));
after(() => rmSync(folder, { recursive: true }));

async function rowsOf(path: string): Promise<readonly Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet('${path}')`);
  connection.closeSync();
  instance.closeSync();
  return reader.getRowObjects();
}

async function typesOf(path: string): Promise<Record<string, unknown>> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet('${path}')`);
  connection.closeSync();
  instance.closeSync();
  return Object.fromEntries(
    reader.getRowObjects().map((row) => [String(row['column_name']), row['column_type']]),
  );
}

const observation: Observation = {
  orgCode: 'RJ1',
  orgName: "Guy's & St Thomas’ ",
  period: '2019-20',
  measure: 'EXP0390',
  value: 1234.5,
  status: 'reported',
  printed: '1234.5',
  sheet: 'All Data',
  row: 17,
  column: 'G',
};

const table: DatasetTable = {
  name: 'tac_line',
  rows: 3,
  columns: [
    { name: 'organisation', type: 'dictionary', values: ['A', "B's"], indices: Int32Array.of(1, -1, 0) },
    { name: 'value', type: 'double', numbers: Float64Array.of(1.25, NaN, 0) },
    { name: 'source_row', type: 'integer', numbers: Int32Array.of(2, 3, -4) },
  ],
};

const empty: DatasetTable = {
  name: 'tac_provider',
  rows: 0,
  columns: [
    { name: 'code', type: 'dictionary', values: [], indices: new Int32Array(0) },
    { name: 'source_row', type: 'integer', numbers: new Int32Array(0) },
  ],
};

const parsed: ParsedFile = {
  layout: 'all-data total',
  maturity: 'final',
  published: '2021-04-15',
  observations: [observation, { ...observation, value: null, status: 'missing', printed: '' }],
  totals: [
    {
      period: '2019-20',
      measure: 'EXP0390',
      published: 5,
      sumOfRows: 4,
      sheet: 'Pivot',
      row: 9,
      column: 'B',
    },
  ],
  quarantine: [
    { sheet: 'All Data', row: 9, orgCode: '', orgName: 'X', rule: 'unreadable-value', detail: 'text' },
  ],
  findings: [
    { kind: 'identity', severity: 'warning', orgName: 'X', measure: 'turnover', message: 'does not add up' },
  ],
  tables: [table, empty],
};

describe('a parsed file on disk', () => {
  it('has every observation, with nothing for a figure that is missing', async () => {
    const dir = join(folder, 'observations');
    await writeParsedFile(dir, parsed, []);
    assert.deepEqual(await rowsOf(observationsPath(dir)), [
      {
        org_code: 'RJ1',
        org_name: "Guy's & St Thomas’ ",
        period: '2019-20',
        measure: 'EXP0390',
        value: 1234.5,
        status: 'reported',
        printed: '1234.5',
        sheet: 'All Data',
        row_number: 17,
        column_letter: 'G',
      },
      {
        org_code: 'RJ1',
        org_name: "Guy's & St Thomas’ ",
        period: '2019-20',
        measure: 'EXP0390',
        value: null,
        status: 'missing',
        printed: '',
        sheet: 'All Data',
        row_number: 17,
        column_letter: 'G',
      },
    ]);
  });

  it('has the dataset’s own tables, typed even when empty', async () => {
    const dir = join(folder, 'tables');
    await writeParsedFile(dir, parsed, []);
    assert.deepEqual(await rowsOf(tablePath(dir, 'tac_line')), [
      { organisation: "B's", value: 1.25, source_row: 2 },
      { organisation: null, value: null, source_row: 3 },
      { organisation: 'A', value: 0, source_row: -4 },
    ]);
    assert.deepEqual(await typesOf(tablePath(dir, 'tac_provider')), {
      code: 'VARCHAR',
      source_row: 'INTEGER',
    });
    assert.deepEqual(await typesOf(observationsPath(dir)), {
      org_code: 'VARCHAR',
      org_name: 'VARCHAR',
      period: 'VARCHAR',
      measure: 'VARCHAR',
      value: 'DOUBLE',
      status: 'VARCHAR',
      printed: 'VARCHAR',
      sheet: 'VARCHAR',
      row_number: 'INTEGER',
      column_letter: 'VARCHAR',
    });
  });

  it('says in parsed.json what else was found, and gives it back', async () => {
    const dir = join(folder, 'summary');
    const refusals = [{ code: 'TOTAL_DISAGREES', message: 'the rows do not add up' }] as const;
    const written = await writeParsedFile(dir, parsed, refusals);
    assert.deepEqual(await readParsedFile(dir), written);
    assert.deepEqual(written.refusals, refusals);
    assert.deepEqual(written.findings, parsed.findings);
    assert.deepEqual(written.totals, parsed.totals);
    assert.equal(written.published, '2021-04-15');
    assert.equal('revised' in written, false);
    assert.equal(written.observations, 2);
    assert.deepEqual(written.tables, { tac_line: 3, tac_provider: 0 });
  });

  it('is not believed when parsed.json is damaged', async () => {
    const dir = join(folder, 'damaged');
    await writeParsedFile(dir, parsed, []);
    writeFileSync(join(dir, 'parsed.json'), '{"layout":"x"}');
    await assert.rejects(readParsedFile(dir));
    await assert.rejects(readParsedFile(join(folder, 'nowhere')));
  });

  it('has the same bytes every time, and replaces what was there', async () => {
    const fingerprint = (dir: string): string =>
      readdirSync(dir)
        .sort()
        .map(
          (name) =>
            `${name} ${createHash('sha256')
              .update(readFileSync(join(dir, name)))
              .digest('hex')}`,
        )
        .join('\n');
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    await writeParsedFile(two, { ...parsed, observations: [] }, []);
    await writeParsedFile(one, parsed, []);
    await writeParsedFile(two, parsed, []);
    assert.equal(fingerprint(one), fingerprint(two));
  });

  it('is there complete or not at all', async () => {
    const dir = join(folder, 'broken');
    const short: DatasetTable = { ...table, name: 'short', rows: 4 };
    await assert.rejects(
      writeParsedFile(dir, { ...parsed, tables: [table, short] }, []),
      /short.organisation has 3 rows, the table 4/,
    );
    assert.equal(existsSync(dir), false);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('.unfinished')),
      [],
    );
  });

  it('takes no name of a table that could be a path', async () => {
    const evil: DatasetTable = { ...table, name: '../tac_line' };
    await assert.rejects(
      writeParsedFile(join(folder, 'evil'), { ...parsed, tables: [evil] }, []),
      RangeError,
    );
    const twice: DatasetTable = { ...table, name: 'observations' };
    await assert.rejects(
      writeParsedFile(join(folder, 'evil'), { ...parsed, tables: [twice] }, []),
      RangeError,
    );
  });

  it('keeps every text, number and blank of any table, in order, over many chunks', async function () {
    this.timeout(90_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
          { minLength: 1, maxLength: 5 },
        ),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer(),
        async (values, rows, seed) => {
          const indices = Int32Array.from(
            { length: rows },
            (_, row) => ((row * 7 + (seed & 7)) % (values.length + 1)) - 1,
          );
          const numbers = Float64Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? NaN : row / 8));
          const path = join(folder, 'any.parquet');
          await withParquetWriter((writer) =>
            writer.write(
              {
                name: 'any',
                rows,
                columns: [
                  { name: 'a "text"', type: 'dictionary', values, indices },
                  { name: 'number', type: 'double', numbers },
                ],
              },
              path,
            ),
          );
          const read = await rowsOf(path);
          assert.deepEqual(
            read.map((row) => [row['a "text"'], row['number']]),
            [...indices].map((index, row) => [
              index < 0 ? null : values[index],
              Number.isNaN(numbers[row]) ? null : numbers[row],
            ]),
          );
        },
      ),
      { numRuns: 6 },
    );
  });

  it('refuses an index that points at no text', async () => {
    const path = join(folder, 'outside.parquet');
    const outside: DatasetTable = {
      name: 'x',
      rows: 1,
      columns: [{ name: 'a', type: 'dictionary', values: ['one'], indices: Int32Array.of(1) }],
    };
    await assert.rejects(
      withParquetWriter((writer) => writer.write(outside, path)),
      /x\.a points at text 1 of 1/,
    );
  });
});
