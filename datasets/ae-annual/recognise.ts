/** Tells the provider level analysis of annual A&E, and its year, from what is in it. */
import { cellText } from '../../spreadsheet/workbook.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { Recognition } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { recogniseProviderFile } from '../tables/provider-level/recognise.ts';
import { TYPE_1_ONLY } from './layouts.ts';
import { cutOf, sheetRules } from './parse.ts';

export function recogniseAeAnnual(source: SourceBytes, years: readonly FinancialYear[]): Recognition {
  if (isMsitae(source)) return { notThis: TYPE_1_ONLY, nearly: true };
  return recogniseProviderFile(source, {
    years,
    title: 'annual A&E attendances by provider',
    sheet: sheetRules('attendances'),
    measureOfCsv: cutOf,
    sister: /^ae_?\d{4}.*(?:ecds|cqi|tables|metadata|workforce|provider)|acci-emer-|hospital accident/i,
  });
}

/** By its name, or by the sheets it is known for. */
function isMsitae(source: SourceBytes): boolean {
  if (source.kind === 'csv') return false;
  if (/msitae/i.test(source.fileName)) return true;
  const [table6] = source.workbook().sheets.filter(({ name }) => /^\s*table 6\s*$/i.test(name));
  if (!table6) return false;
  for (const row of table6.rows()) {
    if (row.number > 10) return false;
    if (row.cells.some((cell) => /^\s*provider code\s*$/i.test(cellText(cell)))) return true;
  }
  return false;
}
