/** Medians and quartiles as short texts, and as the lists that scripts read. Runs at publish time and in the browser. */
import type { Display, Model, PeerGroup } from '../read/model.ts';
import { shownNumber } from '../words/shown.ts';
import { unpackNumbers } from './packed-columns.ts';

/** n, lower quartile, median, upper quartile, left out, why, ratio of sums. */
export type SummaryRow = readonly [
  n: number,
  q1: number | null,
  median: number | null,
  q3: number | null,
  leftOut: number,
  why: string,
  ratioOfSums: number | null,
];

/** What scripts get: by figure, then by `fy scheme group`. */
export type Summaries = Readonly<Record<string, Readonly<Record<string, SummaryRow>>>>;

interface PackedFigure {
  /** Digits are those of the page: values are these numbers times `by`. */
  readonly by: number;
  readonly n: string;
  readonly q1: string;
  readonly median: string;
  readonly q3: string;
  readonly left: string;
  /** Places in `whys`. */
  readonly why: string;
  readonly ratio?: string;
}

export interface PackedSummaries {
  /** `fy scheme group`, one for each place of a column. */
  readonly keys: readonly string[];
  readonly whys: readonly string[];
  readonly figures: Readonly<Record<string, PackedFigure>>;
}

export function packSummaries(
  figures: Model['figures'],
  groups: readonly PeerGroup[],
  summaryOf: Model['summary'],
): PackedSummaries {
  const whys = new Map<string, number>([['', 0]]);
  const place = (why: string): number => {
    const known = whys.get(why);
    if (known !== undefined) return known;
    whys.set(why, whys.size);
    return whys.size - 1;
  };
  const packed = figures.map(({ name, kind, display }): [string, PackedFigure] => {
    const rows = groups.map(({ fy, scheme, groupId }) => summaryOf(name, fy, scheme, groupId));
    const printed = (key: 'q1' | 'median' | 'q3' | 'ratioOfSums'): string =>
      rows.map((row) => printedDigits(row?.[key] ?? null, display)).join();
    return [
      name,
      {
        by: display.divide,
        n: rows.map((row) => row?.n ?? '').join(),
        q1: printed('q1'),
        median: printed('median'),
        q3: printed('q3'),
        left: rows.map((row) => row?.leftOut ?? '').join(),
        why: rows.map((row) => place(row?.why ?? '') || '').join(),
        ...(kind === 'ratio' && { ratio: printed('ratioOfSums') }),
      },
    ];
  });
  return {
    keys: groups.map(({ fy, scheme, groupId }) => `${fy} ${scheme} ${groupId}`),
    whys: [...whys.keys()],
    figures: Object.fromEntries(packed),
  };
}

/** As many digits as a page prints, rounded as a page rounds. */
function printedDigits(value: number | null, display: Display): string {
  const printed = shownNumber(value, display);
  return printed === null ? '' : String(Number(printed.replaceAll(',', '')));
}

export function unpackSummaries({ keys, whys, figures }: PackedSummaries): Summaries {
  return Object.fromEntries(
    Object.entries(figures).map(([name, column]) => {
      const times = (list: string): (number | null)[] =>
        unpackNumbers(list).map((one) => (one === null ? null : one * column.by));
      const [n, left, why] = [unpackNumbers(column.n), unpackNumbers(column.left), unpackNumbers(column.why)];
      const [q1, median, q3] = [times(column.q1), times(column.median), times(column.q3)];
      const ratio = times(column.ratio ?? '');
      const rows: Record<string, SummaryRow> = {};
      for (const [index, key] of keys.entries()) {
        const number = n[index];
        if (typeof number !== 'number') continue;
        rows[key] = [
          number,
          q1[index] ?? null,
          median[index] ?? null,
          q3[index] ?? null,
          left[index] ?? 0,
          whys[why[index] ?? 0] ?? '',
          ratio[index] ?? null,
        ];
      }
      return [name, rows];
    }),
  );
}
