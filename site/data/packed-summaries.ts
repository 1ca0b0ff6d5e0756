/** Medians and quartiles as short texts, and as the lists that scripts read. Runs at publish time and in the browser. */
import type { Display, Model, PeerGroup } from '../read/model.ts';
import { shownNumber } from '../words/shown.ts';
import { exactNumbers, summaryKey } from './exact-numbers.ts';
import { packNumber, unpackNumbers } from './packed-columns.ts';

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
  /** A ratio of sums has the digits of the page: the value is this number times `by`. */
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

/** The middle half is written as figures of trusts are, so that a trust stands in the same quarter in the browser. */
export function packSummaries(model: Model, groups: readonly PeerGroup[]): PackedSummaries {
  const whys = new Map<string, number>([['', 0]]);
  const place = (why: string): number => {
    const known = whys.get(why);
    if (known !== undefined) return known;
    whys.set(why, whys.size);
    return whys.size - 1;
  };
  const keys = groups.map(summaryKey);
  const packed = model.figures.map((figure): [string, PackedFigure] => {
    const { name, kind, display } = figure;
    const rows = groups.map(({ fy, scheme, groupId }) => model.summary(name, fy, scheme, groupId));
    const { summaries } = exactNumbers(model, figure);
    const full = keys.map((key) => summaries.has(key));
    const numbers = (key: 'q1' | 'median' | 'q3'): string =>
      rows.map((row, place) => packNumber(row?.[key] ?? null, display, full[place])).join();
    return [
      name,
      {
        by: display.divide,
        n: rows.map((row) => row?.n ?? '').join(),
        q1: numbers('q1'),
        median: numbers('median'),
        q3: numbers('q3'),
        left: rows.map((row) => row?.leftOut ?? '').join(),
        why: rows.map((row) => place(row?.why ?? '') || '').join(),
        ...(kind === 'ratio' && {
          ratio: rows.map((row) => printedDigits(row?.ratioOfSums ?? null, display)).join(),
        }),
      },
    ];
  });
  return {
    keys,
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
      const [n, left, why] = [unpackNumbers(column.n), unpackNumbers(column.left), unpackNumbers(column.why)];
      const [q1, median, q3] = [unpackNumbers(column.q1), unpackNumbers(column.median), unpackNumbers(column.q3)];
      const ratio = unpackNumbers(column.ratio ?? '').map((one) => (one === null ? null : one * column.by));
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
