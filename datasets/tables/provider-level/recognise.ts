/** Tells a provider level analysis from the other files of its publication, and its year, from what is in it. */
import type { FinancialYear } from '../../../nhs/financial-year.ts';
import type { Recognition } from '../../contract/dataset.ts';
import type { SourceBytes } from '../../../spreadsheet/source-bytes.ts';
import { SourceError } from '../../../nhs/source-error.ts';
import { yearOfProviderCsv } from './csv-header.ts';
import type { CsvLabelRules } from './csv-labels.ts';
import { findProviderSheet, type ProviderSheetRules } from './find-sheet.ts';
import { titleCells } from './title.ts';

export interface ProviderRecognitionRules {
  readonly years: readonly FinancialYear[];
  /** For people: `outpatient activity by provider`. */
  readonly title: string;
  readonly sheet: ProviderSheetRules;
  readonly measureOfCsv: CsvLabelRules['measureOf'];
  /** Names and titles of the publication's other files. */
  readonly sister: RegExp;
}

export function recogniseProviderFile(source: SourceBytes, rules: ProviderRecognitionRules): Recognition {
  try {
    const found = source.kind === 'csv' ? inCsv(source, rules) : inWorkbook(source, rules);
    if (found === undefined) return notThis(source, rules, `a CSV by provider, but not of ${rules.title}`);
    const { fy, printed } = found;
    if (fy === undefined) {
      return { notThis: `${rules.title}, but "${printed}" does not say of which year`, nearly: true };
    }
    if (!rules.years.includes(fy)) {
      return { notThis: `${rules.title} of ${fy}, a year this project does not read`, nearly: true };
    }
    return { fy, slot: fy, period: fy, by: 'content' };
  } catch (error) {
    if (error instanceof SourceError) return notThis(source, rules, error.message);
    throw error;
  }
}

interface Found {
  readonly printed: string;
  readonly fy: FinancialYear | undefined;
}

function inCsv(source: SourceBytes, rules: ProviderRecognitionRules): Found | undefined {
  return yearOfProviderCsv(source.workbook(), rules.measureOfCsv);
}

function inWorkbook(source: SourceBytes, rules: ProviderRecognitionRules): Found {
  const { sheet, fy } = findProviderSheet(source.workbook(), rules.sheet);
  return { printed: sheet.name, fy };
}

function notThis(source: SourceBytes, { sister }: ProviderRecognitionRules, why: string): Recognition {
  const words = [
    source.fileName,
    ...(source.kind === 'csv' ? [] : titleCells(source.workbook()).slice(0, 3)),
  ];
  return words.some((text) => sister.test(text)) ? { notThis: why, nearly: true } : { notThis: why };
}
