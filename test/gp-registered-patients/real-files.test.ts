/** Every genuine file at hand, with cells and totals as a person reads them in the file or on the publisher's page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { gpRegisteredPatients } from '../../datasets/gp-registered-patients/dataset.ts';
import { openSource } from '../../spreadsheet/open-source.ts';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { refusal } from '../tables/refusal.ts';
import { contextOf, tableRows } from '../fixtures/gp-registered-patients.ts';

interface Known {
  readonly file: string;
  readonly slot: string;
  readonly practices: number;
  /** Patients of all practices; not of a map. */
  readonly people?: number;
  /** A practice, and columns of its row. */
  readonly cell: readonly [code: string, columns: Readonly<Record<string, string | number | null>>];
}

const A84002 = (patients: number): Known['cell'] => ['A84002', { patients, source_row: 2 }];
const DENSHAM = { practice_name: 'THE DENSHAM SURGERY', icb_code: 'QHM', region: 'North East and Yorkshire' };

const FILES: readonly Known[] = [
  {
    file: '2021-01/gp-reg-pat-prac-all.csv',
    slot: '2021-01 all',
    practices: 6658,
    people: 60_606_345,
    cell: A84002(5903),
  },
  {
    file: '2021-07/gp-reg-pat-prac-all.csv',
    slot: '2021-07 all',
    practices: 6587,
    people: 60_970_002,
    cell: A84002(5994),
  },
  {
    file: '2021-08/gp-reg-pat-prac-all.csv',
    slot: '2021-08 all',
    practices: 6567,
    people: 61_032_314,
    cell: A84002(5969),
  },
  {
    file: '2021-10/gp-reg-pat-prac-all.csv',
    slot: '2021-10 all',
    practices: 6554,
    people: 61_194_033,
    cell: A84002(5998),
  },
  {
    file: '2022-01/gp-reg-pat-prac-all.csv',
    slot: '2022-01 all',
    practices: 6527,
    people: 61_469_262,
    cell: A84002(5996),
  },
  {
    file: '2022-03/gp-reg-pat-prac-all.csv',
    slot: '2022-03 all',
    practices: 6522,
    people: 61_573_603,
    cell: A84002(5994),
  },
  {
    file: '2022-04/gp-reg-pat-prac-all.csv',
    slot: '2022-04 all',
    practices: 6518,
    people: 61_625_745,
    cell: A84002(5979),
  },
  {
    file: '2025-04/gp-reg-pat-prac-all.zip',
    slot: '2025-04 all',
    practices: 6239,
    people: 63_769_849,
    cell: ['A81001', {}],
  },
  {
    file: '2020-09/gp-reg-pat-prac-map.csv',
    slot: '2020-09 map',
    practices: 6708,
    cell: ['A81001', DENSHAM],
  },
  {
    file: '2022-01/gp-reg-pat-prac-map.csv',
    slot: '2022-01 map',
    practices: 6527,
    cell: ['A81001', DENSHAM],
  },
  {
    file: '2025-10/gp-reg-pat-prac-map.csv',
    slot: '2025-10 map',
    practices: 6202,
    cell: ['A81001', DENSHAM],
  },
];

async function parsed(file: string, slot: string): Promise<ParsedFile> {
  const [source] = await openSource(readFileSync(nhsFile('gp-registered-patients', file) ?? ''), file);
  assert.ok(source);
  return await gpRegisteredPatients.parse(source, contextOf(slot));
}

describe('genuine files of patients registered at practices', function () {
  this.timeout(90_000);

  for (const { file, slot, practices, people, cell } of FILES) {
    itWithNhsFiles(`${file} is read whole, and passes every check`, async () => {
      const [source] = await openSource(readFileSync(nhsFile('gp-registered-patients', file) ?? ''), file);
      assert.ok(source);
      const found = gpRegisteredPatients.recognise(source);
      assert.equal('slot' in found && found.slot, slot);
      const read = await parsed(file, slot);
      const rows = tableRows(read, read.tables[0]?.name ?? '');
      assert.equal(rows.length, practices);
      const patients = rows.reduce((all, row) => all + Number(row['patients'] ?? 0), 0);
      if (people !== undefined) assert.equal(patients, people);
      const [code, columns] = cell;
      const row = rows.find((one) => one['practice_code'] === code);
      assert.ok(row, code);
      for (const [name, value] of Object.entries(columns)) assert.equal(row[name], value, name);
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

  itWithNhsFiles('what lies outside the years is known for what it is', async () => {
    for (const [file, what] of [
      ['2026-08/gp-reg-pat-prac-map.zip', /August 2026, in a year this project does not read/],
      ['2026-08/gp-reg-pat-prac-sing-age-regions.zip', /single years of age/],
    ] as const) {
      const [source] = await openSource(readFileSync(nhsFile('gp-registered-patients', file) ?? ''), file);
      assert.ok(source);
      const found = gpRegisteredPatients.recognise(source);
      assert.ok('notThis' in found && found.nearly);
      assert.match(found.notThis, what);
    }
    await assert.rejects(
      parsed('2026-08/gp-reg-pat-prac-sing-age-regions.zip', '2025-10 quin-age'),
      refusal('WRONG_TABLE', /single years of age/),
    );
  });

  itWithNhsFiles(
    'after the mergers of April 2026 a board has a code of five characters, which is read as it stands',
    async () => {
      const read = await parsed('2026-08/gp-reg-pat-prac-map.zip', '2026-08 map');
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
