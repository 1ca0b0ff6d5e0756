/** `map`: one row a practice with its name, ICB (before July 2022 STP) and region (dossier, section 3.2). */
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { FileReading } from './file-reading.ts';
import { type MapColumn, MAP_COLUMNS } from './layouts.ts';
import { readListTable, requireMonth, type ListTable } from './list-table.ts';
import {
  type Notes,
  practiceCode,
  sameText,
  setAsideTwin,
  textColumn,
  twinsDisagree,
  wholeNumbers,
} from './practice-rows.ts';

/** Columns of `gp_practice`, and the column of the file each is. */
const FILLED: readonly (readonly [name: string, column: MapColumn])[] = [
  ['practice_name', 'practiceName'],
  ['postcode', 'postcode'],
  ['pcn_code', 'pcn'],
  ['sub_icb_code', 'subIcb'],
  ['icb_code', 'icb'],
  ['icb_name', 'icbName'],
  ['region_code', 'regionCode'],
  ['region', 'region'],
];

/** Table `gp_practice`, one row a practice, in order of the codes. */
export async function readPractices(source: SourceBytes, month: string): Promise<FileReading> {
  const table = await readListTable(source, MAP_COLUMNS);
  const extracted = requireMonth(table, month);
  const notes: Notes = { findings: [], quarantine: [] };
  const byCode = practices(table, notes);
  const codes = [...byCode.keys()].sort();
  const rows = codes.map((code) => byCode.get(code) ?? 0);
  const columns = [
    sameText('snapshot_date', `${month}-01`, rows.length),
    textColumn('practice_code', codes),
    ...FILLED.map(([name, column]) =>
      textColumn(
        name,
        rows.map((row) => table.text(column, row)),
      ),
    ),
    wholeNumbers(
      'source_row',
      rows.map((row) => table.line(row)),
    ),
  ];
  const layout = `map-${table.heading('icb') === 'stp_code' ? 'stp' : 'icb'}`;
  return {
    layout,
    extracted,
    tables: [{ name: 'gp_practice', rows: rows.length, columns }],
    totals: [],
    ...notes,
  };
}

/** The row of each practice. */
function practices(table: ListTable<MapColumn>, notes: Notes): ReadonlyMap<string, number> {
  const byCode = new Map<string, number>();
  for (let row = 0; row < table.rows; row += 1) {
    const code = practiceCode(table.text('practice', row), table.line(row), notes);
    if (code === undefined) continue;
    const earlier = byCode.get(code);
    if (earlier === undefined) {
      byCode.set(code, row);
      continue;
    }
    const lines = [table.line(earlier), table.line(row)] as const;
    if (FILLED.some(([, column]) => table.text(column, earlier) !== table.text(column, row)))
      throw twinsDisagree(code, 'names or places', lines);
    setAsideTwin(code, lines, notes);
  }
  return byCode;
}
