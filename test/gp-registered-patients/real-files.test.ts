/** Every genuine file at hand, with cells and totals as a person reads them in the file or on the publisher's page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { gpRegisteredPatients } from '../../datasets/gp-registered-patients/dataset.ts';
import { openSource } from '../../spreadsheet/open-source.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { refusal } from '../tables/refusal.ts';
import { contextOf, tableRows } from '../fixtures/gp-registered-patients.ts';

/** Columns of a practice's row. */
type Cells = Readonly<Record<string, string | number | null>>;

const A84002 = (patients: number): readonly [code: string, Cells] => ['A84002', { patients, source_row: 2 }];
const DENSHAM = [
  'A81001',
  { practice_name: 'THE DENSHAM SURGERY', icb_code: 'QHM', region: 'North East and Yorkshire' },
] as const;

/** Practices and their patients, which a map does not have; then cells of one practice. */
const FILES: readonly (readonly [
  file: string,
  practices: number,
  people: number | undefined,
  cells: readonly [code: string, Cells],
])[] = [
  ['2021-01/gp-reg-pat-prac-all.csv', 6658, 60_606_345, A84002(5903)],
  ['2021-07/gp-reg-pat-prac-all.csv', 6587, 60_970_002, A84002(5994)],
  ['2021-08/gp-reg-pat-prac-all.csv', 6567, 61_032_314, A84002(5969)],
  ['2021-10/gp-reg-pat-prac-all.csv', 6554, 61_194_033, A84002(5998)],
  ['2022-01/gp-reg-pat-prac-all.csv', 6527, 61_469_262, A84002(5996)],
  ['2022-03/gp-reg-pat-prac-all.csv', 6522, 61_573_603, A84002(5994)],
  ['2022-04/gp-reg-pat-prac-all.csv', 6518, 61_625_745, A84002(5979)],
  ['2025-04/gp-reg-pat-prac-all.zip', 6239, 63_769_849, ['A81001', {}]],
  ['2020-09/gp-reg-pat-prac-map.csv', 6708, undefined, DENSHAM],
  ['2022-01/gp-reg-pat-prac-map.csv', 6527, undefined, DENSHAM],
  ['2025-10/gp-reg-pat-prac-map.csv', 6202, undefined, DENSHAM],
];

async function open(file: string): Promise<SourceBytes> {
  const [source] = await openSource(readFileSync(nhsFile('gp-registered-patients', file) ?? ''), file);
  assert.ok(source);
  return source;
}

async function parsed(file: string, slot: string): Promise<ParsedFile> {
  return await gpRegisteredPatients.parse(await open(file), contextOf(slot));
}

describe('genuine files of patients registered at practices', function () {
  this.timeout(90_000);

  for (const [file, practices, people, [code, cells]] of FILES) {
    itWithNhsFiles(`${file} is read whole, and passes every check`, async () => {
      const slot = file.replace(/^(.{7}).*-(all|map)\..*$/, '$1 $2');
      const found = gpRegisteredPatients.recognise(await open(file));
      assert.equal('slot' in found && found.slot, slot);
      const read = await parsed(file, slot);
      const rows = tableRows(read, read.tables[0]?.name ?? '');
      assert.equal(rows.length, practices);
      const patients = rows.reduce((all, row) => all + Number(row['patients'] ?? 0), 0);
      assert.equal(patients, people ?? 0);
      const row = rows.find((other) => other['practice_code'] === code);
      assert.ok(row, code);
      for (const [name, value] of Object.entries(cells)) assert.equal(row[name], value, name);
      assert.deepEqual(read.quarantine, []);
      assert.deepEqual(gpRegisteredPatients.check(read, contextOf(slot)), []);
    });
  }

  itWithNhsFiles(
    'the four practices of 2017-09 are read to the last cell, and refused: they are not England',
    async () => {
      const read = await parsed('2017-09/gp-reg-pat-prac-quin-age.csv', '2017-09 quin-age');
      const rows = tableRows(read, 'gp_list_size');
      assert.equal(new Set(rows.map((row) => row['practice_code'])).size, 4);
      assert.deepEqual(rows[0], {
        snapshot_date: '2017-09-01',
        practice_code: 'B85010',
        sex: 'FEMALE',
        age_band: '0-4',
        patients: 212,
        source_row: 3,
      });
      const [all] = read.totals;
      assert.equal(all?.published, all?.sumOfRows);
      const refused = gpRegisteredPatients.check(read, contextOf('2017-09 quin-age'));
      assert.match(refused[0]?.message ?? '', /4 practices; England has between 5500 and 10000/);
    },
  );

  itWithNhsFiles(
    'a file of single years of age is known for what it is, and the map of the newest year for its month',
    async () => {
      const map = gpRegisteredPatients.recognise(await open('2026-08/gp-reg-pat-prac-map.zip'));
      assert.ok('fy' in map);
      assert.deepEqual([map.fy, map.period], ['2026-27', '2026-08']);
      const found = gpRegisteredPatients.recognise(
        await open('2026-08/gp-reg-pat-prac-sing-age-regions.zip'),
      );
      assert.ok('notThis' in found && found.nearly);
      assert.match(found.notThis, /single years of age/);
      await assert.rejects(
        parsed('2026-08/gp-reg-pat-prac-sing-age-regions.zip', '2025-10 quin-age'),
        refusal('WRONG_TABLE', /single years of age/),
      );
    },
  );

  itWithNhsFiles(
    'after the mergers of April 2026 a board has a code of five characters, which is read as it stands',
    async () => {
      const context = { ...contextOf('2026-08 map'), fy: '2025-26' };
      const read = await gpRegisteredPatients.parse(await open('2026-08/gp-reg-pat-prac-map.zip'), context);
      const boards = new Set(tableRows(read, 'gp_practice').map((row) => row['icb_code']));
      assert.equal(boards.size, 36);
      assert.ok(boards.has('S1Y5D'));
    },
  );

  itWithNhsFiles('in January 2022 totals and map name the same practices', async () => {
    const totals = tableRows(await parsed('2022-01/gp-reg-pat-prac-all.csv', '2022-01 all'), 'gp_list_total');
    const map = tableRows(await parsed('2022-01/gp-reg-pat-prac-map.csv', '2022-01 map'), 'gp_practice');
    const codes = (rows: typeof map): readonly unknown[] => rows.map((row) => row['practice_code']);
    assert.deepEqual(codes(totals), codes(map));
  });
});
