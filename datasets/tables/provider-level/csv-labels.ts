/** MEASURE_TYPE and MEASURE of the long CSV, and what of them is read. */
import { type CellValue, type ColumnarSheet, CellKind, cellText } from '../../../spreadsheet/workbook.ts';
import { SourceError, SourceErrorCode } from '../../../nhs/source-error.ts';
import type { CsvHeader } from './csv-header.ts';
import { plainLabel, type MeasureOfLabel } from './label.ts';

const SHOWN = 12;

export interface CsvLabelRules {
  /** By the plain forms of MEASURE_TYPE and MEASURE. */
  readonly measureOf: (type: string, measure: string) => MeasureOfLabel;
  /** Where a new label is to be added: `datasets/outpatients/layouts.ts`. */
  readonly layouts: string;
}

export interface Label {
  /** MEASURE_TYPE and MEASURE as printed, without blanks at the ends. */
  readonly type: string;
  readonly label: string;
  readonly measure: string | undefined;
}

/** Labels repeat hundreds of thousands of times: each pair is judged once. Undefined for a row without a label, as notes are. */
export function labelReader(
  table: ColumnarSheet,
  at: CsvHeader['at'],
  rules: CsvLabelRules,
): { readonly labelAt: (row: number) => Label | undefined; readonly labels: () => readonly Label[] } {
  const known = new Map<string, Label | undefined>();
  const labelAt = (row: number): Label | undefined => {
    const type = cellText(cellOf(table, at.type, row)).trim();
    const label = cellText(cellOf(table, at.measure, row)).trim();
    const key = `${type}\n${label}`;
    if (known.has(key)) return known.get(key);
    const measure = rules.measureOf(plainLabel(type), plainLabel(label));
    if (measure === null) {
      throw new SourceError(
        SourceErrorCode.unknownLayout,
        `The CSV, row ${table.rowNumbers[row] ?? 0}: MEASURE "${label}" of MEASURE_TYPE "${type}" is not known, and it may be part of a sum. Read what the publisher says about it, then add it to ${rules.layouts}.`,
      );
    }
    const found = type === '' && label === '' ? undefined : { type, label, measure };
    known.set(key, found);
    return found;
  };
  return {
    labelAt,
    labels: () => [...known.values()].flatMap((label) => (label ? [label] : [])),
  };
}

/** One cell of a sheet in columns. */
export function cellOf(table: ColumnarSheet, index: number, row: number): CellValue {
  const column = table.columns[index];
  const kind = column?.kinds[row];
  if (!column || kind === undefined || kind === CellKind.empty) return null;
  if (kind === CellKind.number) return column.numbers[row] ?? null;
  return table.strings[column.indices[row] ?? -1] ?? null;
}

/** For a message about a label that is not there: the types, each with its first measures. */
export function labelsShown(labels: readonly Pick<Label, 'type' | 'label'>[]): string {
  const byType = new Map<string, string[]>();
  for (const { type, label } of labels) byType.set(type, [...(byType.get(type) ?? []), label]);
  const shown = [...byType].map(([type, all]) => {
    const more = all.length > SHOWN ? `, and ${all.length - SHOWN} more` : '';
    return `"${type}" (${all.slice(0, SHOWN).join(', ')}${more})`;
  });
  return shown.join('; ');
}
