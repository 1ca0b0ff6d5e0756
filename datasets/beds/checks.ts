/** What keeps a KH03 workbook out (dossier beds, sections 5a and 7). */
import type { ParsedFile, Refusal } from '../contract/parsed-file.ts';
import {
  checkDuplicates,
  checkFigures,
  checkRows,
  checkTotals,
  type RowFigures,
} from '../tables/file-checks.ts';
import { residual } from './findings.ts';

/** Beds. The England row of the genuine files equals their rows to the last digit; half a bed allows for rounding. */
const TOTAL_TOLERANCE = 0.5;
const BEDS_AT_MOST = 10_000;
/** Beds, and share of the total: figures rounded each by itself stay below, mixed-up columns do not. */
const APART = { beds: 2, share: 0.01 } as const;

export function checkBeds(parsed: ParsedFile): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, impossible),
    ...checkTotals(parsed, TOTAL_TOLERANCE),
    ...checkRows(parsed, MIXED_UP),
  ];
}

function impossible(value: number): string | undefined {
  if (value < 0) return 'fewer than no beds';
  return value >= BEDS_AT_MOST ? 'no organisation has 10,000 beds' : undefined;
}

const MIXED_UP: readonly (readonly [what: string, breaks: (row: RowFigures) => boolean])[] = [
  ['the total of available beds is not the sum of the four sectors', (row) => notTheSum(row, 'available')],
  ['the total of occupied beds is not the sum of the four sectors', (row) => notTheSum(row, 'occupied')],
  [
    'more beds are occupied than there are',
    (row) => (row.get('occupied_total') ?? 0) > (row.get('available_total') ?? Infinity) * 1.05 + APART.beds,
  ],
];

function notTheSum(row: RowFigures, group: 'available' | 'occupied'): boolean {
  const apart = residual((measure) => row.get(measure), group) ?? 0;
  return Math.abs(apart) > Math.max(APART.beds, (row.get(`${group}_total`) ?? 0) * APART.share);
}
