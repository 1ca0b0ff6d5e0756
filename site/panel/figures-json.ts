/** `trust/<CODE>/figures.json`: every figure and ratio of a trust with where it comes from, for programs. */
import type { ExplainedCell } from '../../explain/explanation.ts';
import { RATIOS } from '../../warehouse/join/ratios.ts';
import type { Facts } from '../read/model.ts';
import type { SiteFile } from '../site-file.ts';
import { reasonOfRatio } from '../words/ratio-reason.ts';
import type { TrustExplained } from './compact.ts';

/**
 * The shape of `trust/<CODE>/figures.json`. A row is a list in the order of `columns`, as data frames take them:
 * `pandas.DataFrame(json["measures"]["rows"]["beds"], columns=json["measures"]["columns"])`. Within a `version` columns are added
 * at the end, fields are added, and none is renamed or taken away.
 */
export interface FiguresJson {
  readonly version: 1;
  /** ODS code. */
  readonly org_code: string;
  readonly release: string;
  /** True where the accounts are made up (the sample): do not quote them. */
  readonly illustrative: boolean;
  /** The page of the trust, from `site/`. With `#beds-2020-21` behind it the page opens at that figure. */
  readonly page: string;
  /** Name by financial year. */
  readonly names: Readonly<Record<string, string>>;
  /** Why figures are not simply reported. */
  readonly reasons: readonly string[];
  /** Files the figures were read from: the first twelve digits of their sha256, as in `observation_id` of the table `observation`. */
  readonly files: readonly string[];
  /** Sheets of the files; a CSV has none, and no name. */
  readonly sheets: readonly (readonly [file: number, sheet: string])[];
  /** By column of trust_year, or part of a ratio; a row for each year. */
  readonly measures: {
    readonly columns: typeof MEASURE_COLUMNS;
    readonly rows: Readonly<Record<string, readonly MeasureRow[]>>;
  };
  readonly ratios: {
    readonly columns: typeof RATIO_COLUMNS;
    readonly rows: Readonly<Record<string, readonly RatioRow[]>>;
  };
}

const MEASURE_COLUMNS = [
  ...(['fy', 'value', 'status', 'reason', 'comparable'] as const),
  ...(['periods_reported', 'periods_expected', 'lineage'] as const),
] as const;
const RATIO_COLUMNS = [...(['fy', 'value', 'status', 'reason', 'comparable'] as const)] as const;

const PARTS = new Map(RATIOS.map(({ ratio, dividend, divisor }) => [ratio, [dividend, divisor]]));

export type MeasureRow = readonly [
  fy: string,
  value: number | null,
  /** reported, partial, suppressed, not_applicable or missing. */
  status: string,
  /** Place in `reasons`, from 0. */
  reason: number | null,
  /** Whether the figure counts in medians and quartiles. */
  comparable: boolean,
  periodsReported: number,
  periodsExpected: number,
  /** Cells the figure was read from. */
  lineage: readonly CellsOfSheet[],
];

/** Place of the sheet in `sheets`, and its cells: `G18 H18`. */
export type CellsOfSheet = readonly [sheet: number, cells: string];

export type RatioRow = readonly [
  fy: string,
  value: number | null,
  /** reported, upper_bound, lower_bound, estimate, not_comparable or missing. */
  status: string,
  /** Place in `reasons`. Of a ratio without a part: which part, as `beds is missing`; the measure's row says why. */
  reason: number | null,
  comparable: boolean,
];

export function figuresJson(facts: Facts, { code, names, figures, ratios }: TrustExplained): SiteFile {
  const reasons = places();
  const files = places();
  const sheets = places();
  const sheetOf = ({ sha256, sheet }: ExplainedCell): number =>
    sheets.of(`${files.of(sha256.slice(0, 12))} ${sheet}`);
  const measureRows = rowsOf(figures, (fy, figure): MeasureRow => {
    const { value, status, reason, comparable, periods_reported, periods_expected, cells } = figure;
    const why = reason === null ? null : reasons.of(reason);
    return [
      ...([fy, value, status, why, comparable === true] as const),
      ...([periods_reported, periods_expected, lineageOf(cells, sheetOf)] as const),
    ];
  });
  const ratioRows = rowsOf(ratios, (fy, { column, value, status, reason, comparable }): RatioRow => {
    const parts = PARTS.get(column) ?? [];
    const short = reasonOfRatio(
      reason,
      parts.map((part) => figures.get(part)?.get(fy)),
    );
    return [fy, value, status, short === null ? null : reasons.of(short), comparable];
  });
  const json: FiguresJson = {
    version: 1,
    org_code: code,
    release: facts.release,
    illustrative: facts.illustrative,
    page: `trust/${code}.html`,
    names: Object.fromEntries(names),
    reasons: reasons.all,
    files: files.all,
    sheets: sheets.all.map((place) => {
      const end = place.indexOf(' ');
      return [Number(place.slice(0, end)), place.slice(end + 1)];
    }),
    measures: { columns: MEASURE_COLUMNS, rows: measureRows },
    ratios: { columns: RATIO_COLUMNS, rows: ratioRows },
  };
  return { path: `trust/${code}/figures.json`, content: `${JSON.stringify(json)}\n` };
}

function rowsOf<T, S>(
  figures: ReadonlyMap<string, ReadonlyMap<string, T>>,
  row: (fy: string, value: T) => S,
): Record<string, readonly S[]> {
  return Object.fromEntries(
    [...figures].map(([name, years]) => [name, [...years].map(([fy, value]) => row(fy, value))]),
  );
}

function lineageOf(
  cells: readonly ExplainedCell[],
  sheetOf: (cell: ExplainedCell) => number,
): readonly CellsOfSheet[] {
  const sheets = new Map<number, string[]>();
  for (const cell of cells) {
    const sheet = sheetOf(cell);
    const known = sheets.get(sheet);
    const place = `${cell.column}${cell.row}`;
    if (known) known.push(place);
    else sheets.set(sheet, [place]);
  }
  return [...sheets].map(([sheet, places]) => [sheet, places.join(' ')]);
}

/** Texts in the order in which they are first met. */
function places(): { readonly all: readonly string[]; readonly of: (text: string) => number } {
  const all: string[] = [];
  const known = new Map<string, number>();
  return {
    all,
    of: (text) => {
      const place = known.get(text) ?? all.push(text) - 1;
      known.set(text, place);
      return place;
    },
  };
}
