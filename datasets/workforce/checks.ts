/** What keeps a file of the NHS workforce out. */
import type { ParseContext } from '../contract/dataset.ts';
import type { ParsedFile, Refusal } from '../contract/parsed-file.ts';
import {
  checkDuplicates,
  checkFigures,
  checkRows,
  checkTotals,
  type RowFigures,
} from '../tables/file-checks.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import { ABSENCE, FTE_NURSES, FTE_TOTAL } from './layouts.ts';
import { rateIsApart } from './read-absence.ts';
import { isAbsenceSlot } from './slots.ts';

/** The largest trust has under 30,000 full-time equivalents; about 280 organisations are in a month. */
const FTE_AT_MOST = 60_000;
const ORGANISATIONS_AT_LEAST = 100;
/** A month's organisations have 5,000 full-time equivalents in the mean. */
const FTE_IN_THE_MEAN_AT_LEAST = 10;
const DAYS_AT_LEAST = 28;
/** England is the sum of its organisations, which may be printed rounded one by one. */
const SHARE_OF_TOTAL = 0.001;

export function checkWorkforce(parsed: ParsedFile, { slot }: ParseContext): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, impossible),
    ...checkTotals(parsed, ({ published }) => Math.abs(published) * SHARE_OF_TOTAL + 1),
    ...checkSize(parsed),
    ...(isAbsenceSlot(slot)
      ? checkMean(parsed, ABSENCE.available, FTE_IN_THE_MEAN_AT_LEAST * DAYS_AT_LEAST)
      : checkMean(parsed, FTE_TOTAL, FTE_IN_THE_MEAN_AT_LEAST)),
    ...checkRows(parsed, isAbsenceSlot(slot) ? RATE_APART : NURSES_ABOVE_TOTAL),
  ];
}

function impossible(value: number, measure: string): string | undefined {
  if (value < 0) return 'fewer than none';
  if (measure.startsWith('fte_days'))
    return value > FTE_AT_MOST * 31 ? 'no organisation has so many days' : undefined;
  if (measure === ABSENCE.rate) return value > 100 ? 'more than all days' : undefined;
  return value > FTE_AT_MOST ? 'no organisation has 60,000 full-time equivalents' : undefined;
}

function checkSize(parsed: ParsedFile): readonly Refusal[] {
  const organisations = new Set(parsed.observations.map(({ orgCode }) => orgCode.trim())).size;
  if (organisations >= ORGANISATIONS_AT_LEAST) return [];
  return [
    {
      code: SourceErrorCode.implausible,
      message: `The file has ${organisations} organisations; every month has over 200. It may be cut short; download it again or load another edition.`,
    },
  ];
}

/** Days available are full-time equivalents times the days of the month. */
function checkMean({ observations }: ParsedFile, measure: string, least: number): readonly Refusal[] {
  const values = observations.flatMap((figure) =>
    figure.measure === measure && figure.value !== null ? [figure.value] : [],
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
  if (mean >= least) return [];
  const message = `The organisations have ${Math.round(mean * 10) / 10} ${measure} in the mean. The file is in another unit or not filled in; compare with the publisher's file.`;
  return [{ code: SourceErrorCode.implausible, message }];
}

const RATE_APART = [
  [
    'the rate is not the days lost of the days available',
    (row: RowFigures) =>
      rateIsApart(
        row.get(ABSENCE.lost) ?? null,
        row.get(ABSENCE.available) ?? null,
        row.get(ABSENCE.rate) ?? null,
      ),
  ],
] as const;

const NURSES_ABOVE_TOTAL = [
  [
    'the nurses are more than the total',
    (row: RowFigures) => (row.get(FTE_NURSES) ?? 0) > (row.get(FTE_TOTAL) ?? Infinity) + 1,
  ],
] as const;
