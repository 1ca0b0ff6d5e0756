/** `all`: one row a practice, everybody on its list (dossier gp-registered-patients, section 3.1). */
import type { DatasetTable } from '../contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { FileReading } from './file-reading.ts';
import { ALL_COLUMNS, PRACTICE_TYPE } from './layouts.ts';
import { type ListTable, peopleIn, readListTable, requireMonth } from './list-table.ts';
import { practiceCode, setAsideTwin, twinsDisagree } from './practice-rows.ts';
import { type PrintedTotalRow, totalTable } from './total-table.ts';

/** Table `gp_list_total`, one row a practice. The file prints no total of its own. */
export async function readTotals(source: SourceBytes, month: string): Promise<FileReading> {
  const table = await readListTable(source, ALL_COLUMNS);
  const extracted = requireMonth(table, month);
  const notes = { findings: [], quarantine: [] };
  const rows = new Map<string, PrintedTotalRow>();
  for (let row = 0; row < table.rows; row += 1) {
    requireWholePractice(table, row);
    const people = peopleIn(table, 'patients', row);
    const line = table.line(row);
    const code = practiceCode(table.text('practice', row), line, notes);
    if (code === undefined) continue;
    const earlier = rows.get(code);
    if (!earlier) rows.set(code, { code, sex: 'ALL', people, line });
    else if (earlier.people === people) setAsideTwin(code, [earlier.line, line], notes);
    else throw twinsDisagree(code, 'numbers of patients', [earlier.line, line]);
  }
  const tables: readonly DatasetTable[] = [totalTable([...rows.values()], month, 'all')];
  const layout = `all-${table
    .heading('commissioner')
    .replace(/_code$/, '')
    .replaceAll('_', '-')}`;
  return { layout, extracted, tables, totals: [], ...notes };
}

/** TYPE, SEX and AGE say the same in every row; another word would be part of a practice, or more than one. */
function requireWholePractice(table: ListTable<(typeof ALL_COLUMNS)[number]['name']>, row: number): void {
  for (const [column, wanted] of [
    ['type', PRACTICE_TYPE],
    ['sex', 'ALL'],
    ['age', 'ALL'],
  ] as const) {
    const text = table.text(column, row);
    if (text.toUpperCase() === wanted) continue;
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `${table.place(column, row)} is "${text}", and in the totals of practices it is ${wanted} in every row. It is another file of the month, or a new layout; take gp-reg-pat-prac-all from the publisher's page.`,
    );
  }
}
