/** Finds the sheets of an accounts workbook by name, and says what a workbook without them is. */
import type { Sheet, Workbook } from '../../spreadsheet/workbook.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { keyOf, SHEETS } from './layouts.ts';

export interface AccountsSheets {
  readonly allData: Sheet;
  readonly providers: Sheet | undefined;
  readonly pivot: Sheet | undefined;
  /** The workbook says of itself that its figures are made up. */
  readonly illustrative: boolean;
}

/** @throws SourceError WRONG_TABLE for the blank illustrative form and for any other workbook. */
export function findSheets(workbook: Workbook): AccountsSheets {
  const named = (pattern: RegExp): readonly Sheet[] =>
    workbook.sheets.filter((sheet) => pattern.test(keyOf(sheet.name)));
  const [allData, second] = named(SHEETS.allData);
  if (!allData) throw new SourceError(SourceErrorCode.wrongTable, whatElse(workbook));
  if (second) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `Two sheets could be the accounts data: "${allData.name}" and "${second.name}". Delete the one that is not.`,
    );
  }
  return {
    allData,
    providers: named(SHEETS.providers)[0],
    pivot: named(SHEETS.pivot)[0],
    illustrative: named(SHEETS.illustrativeFigures).length > 0,
  };
}

/** A sentence about a workbook that has no All data sheet. */
export function whatElse(workbook: Workbook): string {
  if (workbook.sheets.some((sheet) => SHEETS.illustrativeForm.test(keyOf(sheet.name)))) {
    return (
      'This is the blank illustrative form, which explains the codes and holds no figures. ' +
      "Take the workbook named like TAC-data-published-in-NHS-trusts-accounts-for-2019-20.xlsx from the publisher's page."
    );
  }
  const names = workbook.sheets.map((sheet) => `"${sheet.name}"`).join(', ');
  return `No sheet is named "All data", so this is not a workbook of NHS accounts (TAC). Sheets found: ${names}.`;
}
