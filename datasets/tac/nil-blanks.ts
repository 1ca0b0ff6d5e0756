/**
 * A blank line of the accounts. The form is filled in where there is something to say, so that a blank is most often nil; it
 * is taken as nil only where a total of the same accounts is the sum of the lines that are filled in. The sums are those of
 * the cells of the publisher's illustrative forms of 2019-20, 2021-22 and 2023-24.
 */
import type { Finding } from '../contract/parsed-file.ts';
import type { Figures } from './figures.ts';
import { ROUNDING, TEMPORARY_WTE, type Line } from './lines.ts';
import type { AllData } from './read-lines.ts';

/** A total of the form, which is the sum of the lines above it in its table and column. */
interface Total {
  readonly total: string;
  /** Lines of our measures that a blank may stand in. */
  readonly of: readonly string[];
  /** The lines begin below this subtotal, and the total has `plus` in it besides. */
  readonly below?: string;
  readonly plus?: readonly string[];
}

const TOTALS: readonly Total[] = [
  {
    total: 'EXP0390',
    of: ['EXP0102', 'EXP0110', 'EXP0112', 'EXP0170', 'EXP0240', 'EXP0250', 'EXP0260', 'EXP0290A', 'EXP0370'],
  },
  { total: 'INC1220', of: ['INC1170'] },
  { total: 'INC1360', of: ['INC1230A', 'INC1230B', 'INC1240A'] },
  { total: 'STA0330', of: ['STA0300', 'STA0310'] },
  { total: 'STA0490', of: ['STA0370', 'STA0410'] },
  { total: 'SCI0240A', of: ['SCI0210'], below: 'SCI0180', plus: ['SCI0140A', 'SCI0180'] },
];

/** Whether a blank line of an organisation is proved to be nil. */
export type IsNil = (organisation: number, line: Line) => boolean;

export function findNilBlanks(data: AllData, figures: Figures): IsNil {
  const proved = new Map<string, readonly boolean[]>(
    TOTALS.flatMap((total) => {
      const whole = wholeTotals(data, figures, total);
      return total.of.map((measure) => [measure, whole] as const);
    }),
  );
  const valueOf = valuesOf(data, figures);
  return (organisation, { measure }) => {
    // The column of those who are not permanently employed is the total less the column of those who are.
    if (measure === TEMPORARY_WTE) {
      const all = valueOf(organisation, 'STA0490');
      return Math.abs(all - valueOf(organisation, 'STA0490-permanent')) <= ROUNDING;
    }
    return proved.get(measure)?.[organisation] ?? false;
  };
}

/** How many blank lines count as nil, by line. */
export function nilFindings(data: AllData, figures: Figures, isNil: IsNil): readonly Finding[] {
  return figures.present.flatMap((line) => {
    const nil = figures.organisations.filter(
      (_, organisation) =>
        Number.isNaN(data.lines.value[figures.lineOf(organisation, line)] ?? NaN) &&
        !data.unreadable.has(figures.lineOf(organisation, line)) &&
        isNil(organisation, line),
    ).length;
    if (nil === 0) return [];
    const message = `${line.mainCode} ${line.subCodes[0] ?? ''} is blank for ${nil} organisations and counts as nil: a total of their accounts is the sum of the lines that are filled in.`;
    return [{ kind: 'blank-is-nil', severity: 'info', message } as const];
  });
}

/** For each organisation, whether the total is the sum of its lines, blanks adding nothing. */
function wholeTotals(
  data: AllData,
  figures: Figures,
  { total, below, plus = [] }: Total,
): readonly boolean[] {
  const { lines } = data;
  const totalLine = lineNamed(figures, total);
  const belowLine = below === undefined ? undefined : lineNamed(figures, below);
  if (!totalLine || (below !== undefined && !belowLine)) return [];
  const ends = figures.organisations.map((_, organisation) => figures.lineOf(organisation, totalLine));
  const begins = figures.organisations.map((_, organisation) =>
    belowLine ? (lines.row[figures.lineOf(organisation, belowLine)] ?? 0) : -Infinity,
  );
  const sums = figures.organisations.map(() => 0);
  for (let at = 0; at < lines.rows; at += 1) {
    const organisation = lines.organisation.indices[at] ?? 0;
    const end = ends[organisation] ?? -1;
    const row = lines.row[at] ?? 0;
    if (row >= (lines.row[end] ?? 0) || row <= (begins[organisation] ?? 0)) continue;
    if (lines.mainCode.indices[at] !== lines.mainCode.indices[end]) continue;
    if (lines.worksheet.indices[at] !== lines.worksheet.indices[end]) continue;
    if (lines.table[at] !== lines.table[end]) continue;
    const value = lines.value[at] ?? NaN;
    // What cannot be read may be any figure.
    if (data.unreadable.has(at)) sums[organisation] = NaN;
    else if (!Number.isNaN(value)) sums[organisation] = (sums[organisation] ?? 0) + value;
  }
  const valueOf = valuesOf(data, figures);
  return sums.map((sum, organisation) => {
    const besides = plus.reduce((all, measure) => all + valueOf(organisation, measure), 0);
    return Math.abs((lines.value[ends[organisation] ?? -1] ?? NaN) - sum - besides) <= ROUNDING;
  });
}

function valuesOf(data: AllData, figures: Figures): (organisation: number, measure: string) => number {
  return (organisation, measure) => {
    const line = lineNamed(figures, measure);
    return (line && data.lines.value[figures.lineOf(organisation, line)]) ?? NaN;
  };
}

function lineNamed(figures: Figures, measure: string): Line | undefined {
  return figures.present.find((line) => line.measure === measure);
}
