/** The provider level workbook, by the data sheet of its own year (dossier section 2b). */
import type { Workbook } from '../../spreadsheet/workbook.ts';
import type { FinancialYear } from '../contract.ts';
import { wrongYear } from '../reading/provider-level/figures.ts';
import type { ProviderFigures } from '../reading/provider-level/figures.ts';
import type { ProviderSheetRules } from '../reading/provider-level/find-sheet.ts';
import { readProviderSheet } from '../reading/provider-level/read-sheet.ts';
import { titleYears } from '../reading/provider-level/title.ts';
import { REQUIRED, WORDS, WORKBOOK_COLUMNS } from './layouts.ts';

export const SHEET_RULES: ProviderSheetRules = {
  measureOf: (heading) => WORKBOOK_COLUMNS.get(heading),
  required: REQUIRED,
  layouts: WORDS,
};

/** @throws SourceError when the workbook's title is of another year, though it prints this one beside its own. */
export function readWorkbook(
  workbook: Workbook,
  fy: FinancialYear,
): ProviderFigures & { readonly published: string | undefined } {
  if (isOtherYears(workbook, fy)) {
    throw wrongYear(
      `The title sheet says ${titleYears(workbook).join(' and ')}, the last of which is its own`,
      fy,
    );
  }
  return readProviderSheet(workbook, fy, SHEET_RULES);
}

/** The workbook of the next year prints this one too, as republished: where its own sheet is damaged, that must not pass for it. */
export function isOtherYears(workbook: Workbook, fy: FinancialYear): boolean {
  const own = titleYears(workbook).toSorted().at(-1);
  return own !== undefined && own !== fy;
}
