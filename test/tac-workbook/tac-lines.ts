/** The codes of the accounts forms, from the publisher's own illustrative forms of 2019-20, 2021-22 and 2023-24. */
import { readFileSync } from 'node:fs';
import { startYearOf } from '../../datasets/financial-year.ts';
import type { TacLine } from './spec.ts';

interface FormRow {
  readonly worksheet: string;
  readonly tableId: number;
  readonly row: number;
  readonly subCode: string;
  readonly forms: readonly string[];
  readonly mainCodes: readonly string[];
}

let rows: readonly FormRow[] | undefined;

/** Every line of a year's accounts, in the order of the form. Years without a form take the nearest earlier one. */
export function tacLines(fy: string): readonly TacLine[] {
  const start = startYearOf(fy) ?? 2019;
  const form = start >= 2023 ? '23' : start >= 2021 ? '21' : '19';
  return formRows()
    .filter((row) => row.forms.includes(form))
    .flatMap((row) => row.mainCodes.map((mainCode) => lineOf(row, mainCode)))
    .sort(byPlace);
}

/** The lines on the worksheets our measures and identities come from: a tenth of the form. */
export function mainTacLines(fy: string): readonly TacLine[] {
  return tacLines(fy).filter((line) => /^TAC0[26789] /.test(line.worksheet));
}

function lineOf(row: FormRow, mainCode: string): TacLine {
  return {
    worksheet: row.worksheet,
    tableId: row.tableId,
    mainCode,
    // In the data SCI0100A is line 12 where the form has it in row 10.
    rowNumber: row.row + 2,
    subCode: row.subCode,
  };
}

function byPlace(a: TacLine, b: TacLine): number {
  return (
    compare(a.worksheet, b.worksheet) ||
    a.tableId - b.tableId ||
    compare(a.mainCode, b.mainCode) ||
    a.rowNumber - b.rowNumber
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function formRows(): readonly FormRow[] {
  rows ??= readFileSync(new URL('../fixtures/tac-codes.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [worksheet = '', tableId, row, subCode = '', forms = '', mainCodes = ''] = line.split(',');
      return {
        worksheet,
        tableId: Number(tableId),
        row: Number(row),
        subCode,
        forms: forms.split(' '),
        // Six rows of TAC28 have no column of figures.
        mainCodes: mainCodes === '' ? [] : mainCodes.split(' '),
      };
    });
  return rows;
}
