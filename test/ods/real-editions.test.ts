import assert from 'node:assert/strict';
import { SourceError } from '../../nhs/source-error.ts';
import { ods } from '../../datasets/ods/dataset.ts';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { contextOf, csvFile } from './csv-source.ts';
import { tableRows } from './table-rows.ts';

const EDITIONS = [
  { file: 'etr-content-2016-17.csv', rows: 239, closed: 2, edition: 'etr 2015-09-30' },
  { file: 'etr-content-2020-spring.csv', rows: 227, closed: 4, edition: 'etr 2020-03-26' },
  { file: 'etr-2025-07.csv', rows: 210, closed: 5, edition: 'etr 2024-12-31' },
  { file: 'etr-2025-12-incl-closed.csv', rows: 273, closed: 68, edition: 'etr 2024-12-31' },
] as const;

const real = (name: string) => csvFile(nhsFile('ods', name) ?? '');

describe('ods: the real editions', () => {
  for (const { file, rows, closed, edition } of EDITIONS) {
    itWithNhsFiles(`reads all ${rows} trusts of ${file}, ${closed} of them closed`, () => {
      const parsed = ods.parse(real(file), contextOf('etr')) as ParsedFile;
      const found = tableRows(parsed.tables[0]);
      assert.equal(found.length, rows);
      assert.equal(found.filter((row) => row['close_date'] !== null).length, closed);
      assert.equal(found[0]?.['edition'], edition);
      assert.deepEqual([parsed.quarantine, parsed.findings], [[], []]);
      assert.ok(found.every((row) => /^\d{4}-\d\d-\d\d$/.test(String(row['open_date']))));
    });

    itWithNhsFiles(`recognises ${file} as etr by its content`, () => {
      assert.deepEqual(ods.recognise(real(file)), {
        fy: 'current',
        slot: 'etr',
        period: 'etr',
        by: 'content',
        edition: edition.slice(4),
      });
    });
  }

  itWithNhsFiles('refuses the list of GP practices under the name etr', () => {
    assert.throws(
      () => ods.parse(real('epraccur-2019-10.csv'), contextOf('etr')),
      (error) => error instanceof SourceError && error.code === 'WRONG_TABLE',
    );
  });

  itWithNhsFiles('takes the estates return and the list of changes for no ODS file', () => {
    for (const name of ['ERIC - 201819 - TrustData v4.csv', 'trust-changes.csv', 'epraccur-2019-10.csv']) {
      assert.ok('notThis' in ods.recognise(real(name)), name);
    }
  });
});
