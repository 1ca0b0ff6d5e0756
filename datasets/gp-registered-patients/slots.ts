/** A year's files: twelve months, three files each. The slot is `2019-04 quin-age`, the period `2019-04`. */
import type { ExpectedFile } from '../contract/dataset.ts';
import { type FinancialYear, monthsOf } from '../../nhs/financial-year.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { type FileKind, FILE_KINDS, KIND_IN_WORDS } from './layouts.ts';

export function expectedFiles(fy: FinancialYear): readonly ExpectedFile[] {
  return monthsOf(fy).flatMap((month) =>
    FILE_KINDS.map((kind) => ({
      slot: slotOf(month, kind),
      period: month,
      label: `${monthInWords(month)}, ${KIND_IN_WORDS[kind]}`,
    })),
  );
}

export function slotOf(month: string, kind: FileKind): string {
  return `${month} ${kind}`;
}

/** @throws RangeError for what is no slot of this dataset */
export function kindOfSlot(slot: string): FileKind {
  const kind = FILE_KINDS.find((known) => slot.endsWith(` ${known}`));
  if (!kind)
    throw new RangeError(`"${slot}" is not a slot of gp-registered-patients, such as "2019-04 map".`);
  return kind;
}

/** `snapshot_year=2019/snapshot_month=04` for `2019-04`. */
export function rawFolder(month: string): string {
  return `snapshot_year=${month.slice(0, 4)}/snapshot_month=${month.slice(5)}`;
}
