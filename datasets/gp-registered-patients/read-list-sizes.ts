/** `quin-age`: practices and all levels above them by sex and five-year band, in one long file (dossier, section 3.3). */
import type { DatasetTable } from '../contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { levelDoubts, otherTypes, practiceDoubts } from './doubts.ts';
import type { FileReading } from './file-reading.ts';
import { levelTotals, practiceTotals } from './level-totals.ts';
import { AGE_BANDS, QUIN_AGE_COLUMNS, SEXES } from './layouts.ts';
import { readListTable, requireMonth } from './list-table.ts';
import { type PracticeCells, practiceCells, PRINTED_SEXES } from './practice-cells.ts';
import { type Notes, sameText } from './practice-rows.ts';
import { totalTable } from './total-table.ts';

/** Published with a hyphen, as people write an age band. */
const BAND_TEXTS = AGE_BANDS.map((band) => band.replace('_', '-'));
const CELLS = SEXES.length * AGE_BANDS.length;

/** Tables `gp_list_size` (practice, sex, band) and `gp_list_total` (what the file prints as their sums). */
export async function readListSizes(source: SourceBytes, month: string): Promise<FileReading> {
  const table = await readListTable(source, QUIN_AGE_COLUMNS);
  const extracted = requireMonth(table, month);
  const notes: Notes = { findings: [], quarantine: [] };
  const cells = practiceCells(table, notes);
  const levels = levelTotals(table, cells, month);
  const findings = [
    ...notes.findings,
    ...practiceDoubts(cells),
    ...levelDoubts(levels, month),
    ...otherTypes(table),
  ];
  const printed = cells.codes.flatMap((code, practice) =>
    PRINTED_SEXES.flatMap((sex, at) => {
      const people = cells.people(practice, at, 0);
      return people === undefined ? [] : [{ code, sex, people, line: cells.line(practice, at, 0) }];
    }),
  );
  return {
    layout: 'quin-age',
    extracted,
    tables: [sizeTable(cells, month), totalTable(printed, month, 'quin-age')],
    totals: [...practiceTotals(cells, month, table.letter('patients')), ...levels],
    findings,
    quarantine: notes.quarantine,
  };
}

/** In order of practice, sex and band: the published table is read from it without sorting. */
function sizeTable(cells: PracticeCells, month: string): DatasetTable {
  const column = (): Int32Array => new Int32Array(cells.codes.length * CELLS);
  const filled = { practice: column(), sex: column(), band: column(), people: column(), line: column() };
  let rows = 0;
  for (let practice = 0; practice < cells.codes.length; practice += 1) {
    for (let cell = 0; cell < CELLS; cell += 1) {
      const [sex, band] = [Math.floor(cell / AGE_BANDS.length), cell % AGE_BANDS.length];
      const people = cells.people(practice, sex + 1, band + 1);
      if (people === undefined) continue;
      filled.practice[rows] = practice;
      filled.sex[rows] = sex;
      filled.band[rows] = band;
      filled.people[rows] = people;
      filled.line[rows] = cells.line(practice, sex + 1, band + 1);
      rows += 1;
    }
  }
  const used = (numbers: Int32Array): Int32Array => numbers.subarray(0, rows);
  return {
    name: 'gp_list_size',
    rows,
    columns: [
      sameText('snapshot_date', `${month}-01`, rows),
      { name: 'practice_code', type: 'dictionary', values: cells.codes, indices: used(filled.practice) },
      { name: 'sex', type: 'dictionary', values: SEXES, indices: used(filled.sex) },
      { name: 'age_band', type: 'dictionary', values: BAND_TEXTS, indices: used(filled.band) },
      { name: 'patients', type: 'integer', numbers: used(filled.people) },
      { name: 'source_row', type: 'integer', numbers: used(filled.line) },
    ],
  };
}
