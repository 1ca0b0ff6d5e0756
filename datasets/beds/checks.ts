/** What keeps a KH03 workbook out (dossier beds, sections 5a and 7). */
import type { ParsedFile, Refusal } from '../contract/parsed-file.ts';
import { checkDuplicates, checkFigures, checkTotals } from '../tables/file-checks.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import { residual } from './doubts.ts';

/** Beds. The England row of the genuine files equals their rows to the last digit; half a bed allows for rounding. */
const TOTAL_TOLERANCE = 0.5;
const BEDS_AT_MOST = 10_000;
/** One slip is a finding; when more than a tenth of the rows slip, the columns are not what their headings say. */
const SHARE_OF_SLIPS = 0.1;
/** Beds, and share of the total: figures rounded one by one stay below, mixed-up columns do not. */
const SLIP = { beds: 2, share: 0.01 } as const;

export function checkBeds(parsed: ParsedFile): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, impossible),
    ...checkTotals(parsed, TOTAL_TOLERANCE),
    ...checkColumns(parsed),
  ];
}

function impossible(value: number): string | undefined {
  if (value < 0) return 'fewer than no beds';
  return value >= BEDS_AT_MOST ? 'no organisation has 10,000 beds' : undefined;
}

type Row = ReadonlyMap<string, number | null>;

const SLIPS: readonly (readonly [what: string, slips: (row: Row) => boolean])[] = [
  ['the total of available beds is not the sum of the four sectors', (row) => notTheSum(row, 'available')],
  ['the total of occupied beds is not the sum of the four sectors', (row) => notTheSum(row, 'occupied')],
  [
    'more beds are occupied than there are',
    (row) => (row.get('occupied_total') ?? 0) > (row.get('available_total') ?? Infinity) * 1.05 + SLIP.beds,
  ],
];

function checkColumns(parsed: ParsedFile): readonly Refusal[] {
  const rows = new Map<number, Map<string, number | null>>();
  for (const { row, measure, value } of parsed.observations) {
    rows.set(row, (rows.get(row) ?? new Map<string, number | null>()).set(measure, value));
  }
  return SLIPS.flatMap(([what, slips]) => {
    const count = [...rows.values()].filter(slips).length;
    if (count < 3 || count <= rows.size * SHARE_OF_SLIPS) return [];
    return [
      {
        code: SourceErrorCode.implausible,
        message: `In ${count} of ${rows.size} rows ${what}. The columns are not what their headings say; compare with the publisher's file.`,
      },
    ];
  });
}

function notTheSum(row: Row, group: 'available' | 'occupied'): boolean {
  const apart = residual((measure) => row.get(measure), group) ?? 0;
  return Math.abs(apart) > Math.max(SLIP.beds, (row.get(`${group}_total`) ?? 0) * SLIP.share);
}
