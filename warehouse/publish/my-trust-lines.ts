/**
 * The rows of "lookups" that the chart of "my trust" is drawn from. A line is drawn year by year, each piece a series of its own:
 * Excel 2016 joins points over a gap, and a line must stop where a figure is missing and where the series breaks.
 */
import { type LaidSheet, columnLetter, rangeOf } from './laid-sheet.ts';
import { MY_TRUST } from './workbook-sheets.ts';
import type { FormulaCell, Result } from './write-formula-sheet.ts';

/** A row of "lookups" that a series of the chart shows. */
export interface ChartSeries {
  readonly name: string;
  readonly row: number;
  readonly values: readonly Result[];
  readonly look: 'own' | 'hollow' | 'median' | 'quartile';
  /** A piece of a line between two years; without one the series is points. */
  readonly piece?: true;
}

export interface ChartPlan {
  readonly title: string;
  readonly titleRow: number;
  readonly years: readonly string[];
  readonly yearsRow: number;
  readonly series: readonly ChartSeries[];
  /** The row of "my trust" above the chart, and how many rows it has. */
  readonly below: number;
  readonly rows: number;
  /** Said first in its text for people who do not see it. */
  readonly warning: string | undefined;
}

export interface ChartInput {
  readonly years: readonly string[];
  /** The first row of "lookups" that is free. */
  readonly above: number;
  /** The row of "lookups" with the years. */
  readonly yearsRow: number;
  readonly code: string;
  readonly trust: string;
  readonly figure: string;
  readonly units: ReadonlyMap<string, string>;
  readonly breaks: LaidSheet;
  readonly warning: string | undefined;
  readonly cells: Readonly<Record<'trust' | 'figure' | 'code', string>>;
  /** The rows of the figure as "my trust" has them. */
  readonly figureRows: readonly (readonly FormulaCell[])[];
  /** Where "my trust" has the rows of the figures. */
  readonly lines: {
    readonly first: number;
    readonly last: number;
    readonly place: number;
    readonly column: (year: number) => string;
  };
  readonly unitColumn: string;
  readonly room: Pick<ChartPlan, 'below' | 'rows'>;
}

const NOT_THERE = { error: '#N/A' } as const;
const YEARS_FROM = 3;
const MINE = `'${MY_TRUST}'`;

export function chartRows(input: ChartInput): {
  readonly rows: readonly (readonly (FormulaCell | undefined)[])[];
  readonly plan: ChartPlan;
} {
  const { years, above, lines, figure, trust, units, warning, cells } = input;
  const rows: (readonly (FormulaCell | undefined)[])[] = [];
  const add = (label: string, of: string, values: readonly (FormulaCell | undefined)[]): number => {
    rows.push([{ value: label }, { value: of }, ...values]);
    return above + rows.length - 1;
  };
  const letter = (year: number): string => columnLetter(YEARS_FROM + year);
  const range = (column: string): string => `${MINE}!$${column}$${lines.first}:$${column}$${lines.last}`;

  const placeRow = above + 1;
  const place = `$C$${placeRow}`;
  const madeUp = warning === undefined ? '' : ' [MADE UP]';
  const title = `${trust}: ${figure} (${units.get(figure) ?? ''})${madeUp}`;
  const titleRow = add('title of the chart', '', [
    {
      formula: `${cells.trust}&": "&${cells.figure}&" ("&INDEX(${range(input.unitColumn)},${place})&")${madeUp}"`,
      value: title,
    },
  ]);
  add('row of its figure', '', [{ formula: `MATCH(${cells.figure},${range('A')},0)`, value: lines.place }]);

  const cached = (row: number, year: number): Result => input.figureRows[row]?.[year]?.value ?? '';
  const fromFigure =
    (offset: number) =>
    (_: string, year: number): FormulaCell => ({
      formula: `INDEX(${range(lines.column(year))},${place}+${offset})`,
      value: cached(offset, year),
    });
  const valueRow = add('value', 'this trust', years.map(fromFigure(0)));
  const statusRow = add('status', 'this trust', years.map(fromFigure(1)));
  const isCompared = (year: number): boolean => {
    const status = cached(1, year);
    return !(typeof status === 'string' && status.endsWith('not compared'));
  };
  const ownPoint =
    (compared: boolean) =>
    (_: string, year: number): FormulaCell => {
      const [value, status] = [`${letter(year)}$${valueRow}`, `${letter(year)}$${statusRow}`];
      const result = cached(0, year);
      return {
        formula: `IF(AND(ISNUMBER(${value}),RIGHT(${status},12)${compared ? '<>' : '='}"not compared"),${value},NA())`,
        value: typeof result === 'number' && isCompared(year) === compared ? result : NOT_THERE,
      };
    };
  const ofType =
    (offset: number) =>
    (_: string, year: number): FormulaCell => {
      const value = `INDEX(${range(lines.column(year))},${place}+${offset})`;
      const result = cached(offset, year);
      return {
        formula: `IF(ISNUMBER(${value}),${value},NA())`,
        value: typeof result === 'number' ? result : NOT_THERE,
      };
    };
  const points: ChartSeries[] = [];
  const point = (
    name: string,
    look: ChartSeries['look'],
    make: (fy: string, year: number) => FormulaCell,
  ): ChartSeries => {
    const made = years.map(make);
    const series = { name, look, row: add('points', name, made), values: made.map(({ value }) => value) };
    points.push(series);
    return series;
  };
  const own = point('this trust', 'own', ownPoint(true));
  point('this trust, not compared', 'hollow', ownPoint(false));
  const ofItsType = [
    point('its type: median', 'median', ofType(2)),
    point('its type: lower quartile', 'quartile', ofType(3)),
    point('its type: upper quartile', 'quartile', ofType(4)),
  ];

  const everybody = breaksRow(input, false);
  const everybodyRow = add('breaks before the next year', 'every trust', everybody);
  const trustOnly = breaksRow(input, true);
  const trustRow = add('breaks before the next year', 'this trust', trustOnly);
  const pieces = [own, ...ofItsType].flatMap((of) => {
    const breaks = of === own ? [everybodyRow, trustRow] : [everybodyRow];
    return years.slice(0, -1).flatMap((fy, year) => {
      if (startOf(years[year + 1] ?? '') !== startOf(fy) + 1) return [];
      const ends = [year, year + 1].map((end) => `${letter(end)}$${of.row}`);
      const whole = `AND(ISNUMBER(${ends[0] ?? ''}),ISNUMBER(${ends[1] ?? ''}),${breaks.map((row) => `${letter(year)}$${row}`).join('+')}=0)`;
      const broken = [everybody, ...(of === own ? [trustOnly] : [])].some((row) => row[year]?.value !== 0);
      const [from, to] = [of.values[year], of.values[year + 1]];
      const drawn = !broken && typeof from === 'number' && typeof to === 'number';
      const values: (FormulaCell | undefined)[] = years.map((_, place) => {
        if (place !== year && place !== year + 1) return undefined;
        const end = ends[place - year] ?? '';
        return {
          formula: `IF(${whole},${end},NA())`,
          value: drawn ? (of.values[place] ?? NOT_THERE) : NOT_THERE,
        };
      });
      const row = add('line', of.name, values);
      return [
        {
          name: of.name,
          look: of.look,
          piece: true as const,
          row,
          values: values.map((cell) => cell?.value ?? NOT_THERE),
        },
      ];
    });
  });
  return {
    rows,
    plan: {
      title,
      titleRow,
      years,
      yearsRow: input.yearsRow,
      series: [...points, ...pieces],
      warning,
      ...input.room,
    },
  };
}

/** How many breaks lie between a year and the next: of the series for everybody, or for the chosen trust alone. */
function breaksRow(
  { years, breaks, figure, code, cells }: ChartInput,
  ofTheTrust: boolean,
): readonly FormulaCell[] {
  const column = (name: string): string => rangeOf(breaks, name);
  return years.slice(0, -1).map((fy) => {
    const start = startOf(fy);
    const between = `${column('from_year')},"<=${start}",${column('to_year')},">=${start + 1}"`;
    const counts = ofTheTrust
      ? [cells.figure, '""'].map(
          (measure) =>
            `COUNTIFS(${column('measure')},${measure},${column('org_code')},${cells.code},${between})`,
        )
      : [`COUNTIFS(${column('measure')},${cells.figure},${column('org_code')},"",${between})`];
    const value = breaks.rows.filter(
      (row) =>
        isFrom(row['from_year'], 0, start) &&
        isFrom(row['to_year'], start + 1, Infinity) &&
        (ofTheTrust
          ? row['org_code'] === code && (row['measure'] === figure || row['measure'] === null)
          : row['org_code'] === null && row['measure'] === figure),
    ).length;
    return { formula: counts.join('+'), value };
  });
}

/** Whether there is a year, between two. */
function isFrom(year: unknown, least: number, most: number): boolean {
  return typeof year === 'number' && year >= least && year <= most;
}

function startOf(fy: string): number {
  return Number(fy.slice(0, 4));
}
