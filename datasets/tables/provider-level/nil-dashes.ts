/**
 * A dash in place of a count. By the symbol convention of the publishers it stands for nil, and in other tables it stands for
 * a figure that nobody has: it is taken as nil only where a total that the file prints itself leaves nothing else. In the
 * export of Table A of admitted patient care of 2020-21, 877 dashes stand for nil: the totals of all its columns say so.
 */
import { withoutInvisible } from '../../../nhs/visible-text.ts';
import type { Finding, Observation, ParsedFile, PrintedTotal } from '../../contract/parsed-file.ts';
import { ROUNDED_AWAY, WITHHELD_AT_MOST } from '../small-numbers.ts';
import { byOrganisation } from './figures.ts';

/** Figures of a row that add up: `whole` is the sum of `parts`, or of these and of parts that a file may not print. */
export interface RowSum {
  readonly whole: readonly string[];
  readonly parts: readonly string[];
}

type Figures = ReadonlyMap<string, Observation>;
type Proof = 'row' | 'column' | 'none';

/**
 * Rounding moves each figure by 2.5 at most, either way; it moves the sum of n figures by more than this times the root of n
 * in one column of fifteen thousand (four standard deviations).
 */
const ROUNDING_OF_SUM = (4 * 5) / Math.sqrt(12);

/**
 * The file with every dash that is proved to be nil as a printed nil: value 0, reported, and the dash as its printed text.
 * What is not proved stays missing. Findings say how many of each figure.
 * @param isCount measures of which nil is a count; a mean of nothing is no nil
 */
export function withNilDashes(
  file: ParsedFile,
  sums: readonly RowSum[] = [],
  isCount: (measure: string) => boolean = () => true,
): ParsedFile {
  if (!file.observations.some(isDash)) return file;
  const totals = new Map(file.totals.map((total) => [total.measure, total]));
  const organisations = byOrganisation(file.observations);
  const columns = new Map<string, boolean>();
  const proofs = new Map<string, Map<Proof, number>>();
  const observations = file.observations.map((one): Observation => {
    if (!isDash(one) || !isCount(one.measure)) return one;
    const said = ofRow(organisations.get(one.orgCode) ?? new Map<string, Observation>(), one.measure, sums);
    const column = columns.get(one.measure) ?? columnIsWhole(file.observations, totals.get(one.measure));
    columns.set(one.measure, column);
    const proof = said === 'nil' ? 'row' : said === undefined && column ? 'column' : 'none';
    const counts = proofs.get(one.measure) ?? new Map<Proof, number>();
    proofs.set(one.measure, counts.set(proof, (counts.get(proof) ?? 0) + 1));
    return proof === 'none' ? one : { ...one, value: 0, status: 'reported' };
  });
  const findings = [...proofs].flatMap(([measure, counts]) => findingsOf(measure, counts));
  return { ...file, observations, findings: [...file.findings, ...findings] };
}

export function isDash({ status, printed }: Observation): boolean {
  return status === 'missing' && /^[-–—−]$/.test(withoutInvisible(printed).trim());
}

/** What the sums of a row say of a dash in it: nil, that something is hidden there, or nothing. */
function ofRow(row: Figures, measure: string, sums: readonly RowSum[]): 'nil' | 'not nil' | undefined {
  let said: 'nil' | 'not nil' | undefined;
  for (const { whole, parts } of sums) {
    if (!parts.includes(measure)) continue;
    const [of, to] = [whole, parts].map((names) => names.flatMap((name) => row.get(name) ?? []));
    if (!of || !to || of.length < whole.length || of.some(({ status }) => status === 'missing')) continue;
    const explained = [...of, ...to].reduce((sum, figure) => sum + hidden(figure), 0);
    const apart = added(of) - added(to);
    if (Math.abs(apart) <= explained) return 'nil';
    // With parts that the file does not print, or that are blank, the whole may well be larger.
    const all = to.length === parts.length && to.every((one) => one.status !== 'missing' || isDash(one));
    if (all || apart < 0) said = 'not nil';
  }
  return said;
}

/** Whether the total that the file prints is the sum of the rows, so that nothing can stand behind a dash. */
function columnIsWhole(observations: readonly Observation[], total: PrintedTotal | undefined): boolean {
  if (!total) return false;
  const figures = observations.filter(({ measure }) => measure === total.measure);
  const counted = figures.filter(({ value }) => value !== null && value !== 0).length;
  const withheld = figures.filter(({ status }) => status === 'suppressed').length;
  const explained = ROUNDING_OF_SUM * Math.sqrt(counted) + WITHHELD_AT_MOST * withheld + 0.5;
  return counted > 0 && Math.abs(total.published - total.sumOfRows) <= explained;
}

function hidden({ status, value }: Observation): number {
  if (status === 'suppressed') return WITHHELD_AT_MOST;
  return value ? ROUNDED_AWAY : 0;
}

function added(figures: readonly Observation[]): number {
  return figures.reduce((sum, { value }) => sum + (value ?? 0), 0);
}

function findingsOf(measure: string, counts: ReadonlyMap<Proof, number>): readonly Finding[] {
  const [row, column, none] = (['row', 'column', 'none'] as const).map((proof) => counts.get(proof) ?? 0);
  const proved = [
    ...(row ? [`${row} by the total of the row`] : []),
    ...(column ? [`${column} by the total of the column, which is the sum of its rows`] : []),
  ];
  return [
    ...(proved.length > 0
      ? [
          {
            kind: 'dash-is-nil',
            severity: 'info' as const,
            message: `Dashes of ${measure} count as nil: ${proved.join(', ')}.`,
          },
        ]
      : []),
    ...(none
      ? [
          {
            kind: 'dash-unproved',
            severity: 'warning' as const,
            message: `${none} dashes of ${measure} count as missing: no total that the file prints shows that they are nil.`,
          },
        ]
      : []),
  ];
}
