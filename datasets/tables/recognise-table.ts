/** Tells what a file is, and of which period, by reading it as its publication does. */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { SourceError } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { Recognition } from '../contract/dataset.ts';

/** What the reading gave: the slot a file fills. */
export type Recognised = Omit<Extract<Recognition, { slot: string }>, 'by'> & { readonly by?: 'name' };

export interface RecognitionRules {
  /** For people: `KH03 overnight beds`. */
  readonly title: string;
  readonly years: readonly FinancialYear[];
  /** The period in words: `2020-21 Quarter 1 (April to June 2020)`; the year where not given. */
  readonly inWords?: (slot: string) => string;
  /** Whether the file is of the publication even where the reading fails; then other publications need not speak. */
  readonly isNearly?: (source: SourceBytes) => boolean;
  /** A text says why the file, though of the publication, is none of those that are read. */
  readonly read: (source: SourceBytes) => Recognised | string;
}

/** A file is this publication's when it can be read as such; what refuses it is what a person is told. */
export function recogniseBy(source: SourceBytes, rules: RecognitionRules): Recognition {
  let nearly = false;
  try {
    nearly = rules.isNearly?.(source) ?? false;
    const found = rules.read(source);
    if (typeof found === 'string') return { notThis: `${rules.title}, but ${found}`, nearly: true };
    if (rules.years.length > 0 && !rules.years.includes(found.fy)) {
      const period = rules.inWords?.(found.slot) ?? found.fy;
      return { notThis: `${rules.title} of ${period}, a year this project does not read`, nearly: true };
    }
    return { ...found, by: found.by ?? 'content' };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { notThis: error.message, ...(nearly && { nearly }) };
  }
}
