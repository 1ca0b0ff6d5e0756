/** Provider level analyses of HES and ECDS, whether published as workbook or as CSV: what a file is, and what it gives. */
import type { FinancialYear } from '../../../nhs/financial-year.ts';
import { SourceError, SourceErrorCode } from '../../../nhs/source-error.ts';
import type { SourceBytes } from '../../../spreadsheet/source-bytes.ts';
import type { ParseContext, Recognition } from '../../contract/dataset.ts';
import { yearsOf } from '../../contract/layout.ts';
import type { ParsedFile } from '../../contract/parsed-file.ts';
import { recogniseBy, type Recognised } from '../recognise-table.ts';
import { readProviderCsv, yearOfProviderCsv } from './csv.ts';
import { findingsOnTotals } from './figures.ts';
import { layoutsOfYear, type ProviderRules } from './layouts.ts';
import { findProviderSheet, readProviderSheet, requireLayoutOfYear, titleCells } from './workbook.ts';

export async function readProviderFile(
  source: SourceBytes,
  fy: FinancialYear,
  rules: ProviderRules,
  { note }: Pick<ParseContext, 'note'> = {},
): Promise<ParsedFile> {
  const workbook = source.workbook();
  const file =
    source.kind === 'csv'
      ? await readProviderCsv(workbook, fy, rules, note)
      : readProviderSheet(workbook, fy, rules, note);
  const totals = file.totals.filter(({ measure }) => !rules.notSummed?.includes(measure));
  return { ...file, totals, findings: [...file.findings, ...findingsOnTotals({ ...file, totals })] };
}

/** Tells a provider level analysis from the other files of its publication, and its year, from what is in it. */
export function recogniseProviderFile(source: SourceBytes, rules: ProviderRules): Recognition {
  return recogniseBy(source, {
    title: rules.title,
    years: yearsOf([...rules.workbooks, ...rules.csvs]),
    isNearly: (file) => isSister(file, rules.sister),
    read: (file) => slotOf(file, rules),
  });
}

/** The slot of a provider level analysis, or why it is none. */
export function slotOf(source: SourceBytes, rules: ProviderRules): Recognised | string {
  const { fy, printed } = source.kind === 'csv' ? inCsv(source, rules) : inWorkbook(source, rules);
  if (fy === undefined) return `"${printed}" does not say of which year`;
  return { fy, slot: fy, period: fy };
}

/** Names and titles of a publication's files. */
export function isSister(source: SourceBytes, sister: RegExp): boolean {
  const titles = source.kind === 'csv' ? [] : titleCells(source.workbook()).slice(0, 3);
  return [source.fileName, ...titles].some((text) => sister.test(text));
}

interface YearFound {
  readonly printed: string;
  readonly fy: FinancialYear | undefined;
}

function inCsv(source: SourceBytes, rules: ProviderRules): YearFound {
  const found = yearOfProviderCsv(source.workbook(), rules);
  if (!found) {
    throw new SourceError(SourceErrorCode.wrongTable, `a CSV by provider, but not of ${rules.title}`);
  }
  if (isRead(found.fy, rules)) layoutsOfYear(rules.csvs, found.fy, 'CSV', rules.publication);
  return found;
}

function inWorkbook(source: SourceBytes, rules: ProviderRules): YearFound {
  const found = findProviderSheet(source.workbook(), rules);
  if (isRead(found.fy, rules)) requireLayoutOfYear(found, found.fy, rules);
  return { printed: found.sheet.name, fy: found.fy };
}

function isRead(fy: FinancialYear | undefined, { workbooks, csvs }: ProviderRules): fy is FinancialYear {
  return fy !== undefined && yearsOf([...workbooks, ...csvs]).includes(fy);
}
