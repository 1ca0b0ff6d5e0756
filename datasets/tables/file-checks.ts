/** Checks that every table of organisations and figures owes. */
import type { Observation, ParsedFile, PrintedTotal, Refusal } from '../contract/parsed-file.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import { setAside } from './findings-of-file.ts';
import { placeOf } from './header-row.ts';

const SHOWN = 3;

/** In the unit of the column; where it depends on the total (rounding), worked out for each. */
export type Tolerance = number | ((total: PrintedTotal) => number);

/** The file's own totals that are further from the sum of its rows than the tolerance. */
export function totalsApart(totals: readonly PrintedTotal[], tolerance: Tolerance): readonly PrintedTotal[] {
  const allowed = typeof tolerance === 'number' ? (): number => tolerance : tolerance;
  return totals.filter((total) => !(Math.abs(total.published - total.sumOfRows) < allowed(total)));
}

/** The file's own totals against its rows. */
export function checkTotals(
  parsed: Pick<ParsedFile, 'totals' | 'quarantine'>,
  tolerance: Tolerance,
): readonly Refusal[] {
  // Said once, however many totals a lost row is lacking in.
  const lost = parsed.quarantine.filter(({ rule }) => rule !== 'duplicate-row');
  const aside = lost.length === 0 ? '' : ` In this file ${setAside(lost)}.`;
  return totalsApart(parsed.totals, tolerance).map(
    ({ measure, published, sumOfRows, sheet, row, column }, index) => ({
      code: SourceErrorCode.totalDisagrees,
      message: `${placeOf(sheet)}, row ${row}, column ${column} prints ${published} as the total of ${measure}, but the rows add up to ${round(sumOfRows)} (${round(sumOfRows - published)} apart). A row or a column may be lost or shifted; compare with the publisher's file and load another edition.${index === 0 ? aside : ''}`,
    }),
  );
}

/** Smaller figures that are the same for every organisation are numbers of an order or a level, or a file not filled in. */
const ORDERS_BELOW = 10;
const ALIKE_AT_LEAST = 5;

/** A measure that is zero in every row, or one small number. */
export function checkAlike(
  observations: readonly Observation[],
  isUsed: (measure: string) => boolean,
): readonly Refusal[] {
  const used = observations.filter(({ measure, value }) => isUsed(measure) && value !== null);
  return [...new Set(used.map(({ measure }) => measure))].flatMap((measure) => {
    const own = used.filter((figure) => figure.measure === measure);
    const [first] = own;
    const alike = own.every(({ value }) => value === first?.value);
    if (!first || !alike || (first.value ?? 0) >= ORDERS_BELOW) return [];
    if (own.length < (first.value === 0 ? 2 : ALIKE_AT_LEAST)) return [];
    const message = `${placeOf(first.sheet)}, column ${first.column} prints ${first.value} as ${measure} of each of ${own.length} organisations. The file is not filled in, or its columns are not what their headings say; compare with the publisher's file.`;
    return [{ code: SourceErrorCode.implausible, message }];
  });
}

/** A table of which every figure is blank, withheld or unreadable says nothing of anybody. */
export function checkPrinted(
  observations: readonly Observation[],
  isUsed: (measure: string) => boolean,
): readonly Refusal[] {
  const used = observations.filter(({ measure }) => isUsed(measure));
  const [first] = used;
  if (!first || used.some(({ value }) => value !== null)) return [];
  const message = `${placeOf(first.sheet)}, column ${first.column} prints no number as ${first.measure} of any of ${used.length} organisations. The file is not filled in, or its columns are not what their headings say; compare with the publisher's file, and load another edition.`;
  return [{ code: SourceErrorCode.implausible, message }];
}

/** One organisation, two different figures. Rows that agree were merged by the parser. */
export function checkDuplicates(observations: readonly Observation[]): readonly Refusal[] {
  const seen = new Map<string, Observation>();
  const clashes = new Map<string, string>();
  for (const one of observations) {
    const code = one.orgCode.trim().toUpperCase();
    const key = `${code} ${one.measure}`;
    const earlier = seen.get(key);
    if (!earlier) seen.set(key, one);
    else if (earlier.printed !== one.printed && !clashes.has(code)) {
      clashes.set(
        code,
        `${code} is in rows ${earlier.row} and ${one.row} with different figures (${one.measure}: ${earlier.printed || 'nothing'} and ${one.printed || 'nothing'})`,
      );
    }
  }
  return clashes.size === 0
    ? []
    : [
        {
          code: SourceErrorCode.duplicateRows,
          message: `${listed([...clashes.values()])}. Ask the publisher which row is right, or load another edition.`,
        },
      ];
}

/** Figures that no organisation can have. `impossible` says why one is, or undefined. */
export function checkFigures(
  observations: readonly Observation[],
  impossible: (value: number, measure: string) => string | undefined,
): readonly Refusal[] {
  const found = observations.flatMap((one) => {
    const why = one.value === null ? undefined : impossible(one.value, one.measure);
    if (why === undefined) return [];
    return [
      `${placeOf(one.sheet)}, row ${one.row}, column ${one.column} (${one.orgCode} ${one.measure}) is ${one.value}: ${why}`,
    ];
  });
  return found.length === 0
    ? []
    : [
        {
          code: SourceErrorCode.implausible,
          message: `${listed(found)}. Look at the file; a corrected one may be on the publisher's page.`,
        },
      ];
}

/** A single row that breaks a rule has a finding; in more than a tenth of the rows the columns are not what their headings say. */
const SHARE_OF_ROWS = 0.1;
const ROWS_AT_LEAST = 3;

/** The figures of a row by measure; null where the row prints none. */
export type RowFigures = ReadonlyMap<string, number | null>;

/** Rules that single rows may break, each with its words: `the nurses are more than the total`. */
export function checkRows(
  { observations }: Pick<ParsedFile, 'observations'>,
  rules: readonly (readonly [what: string, breaks: (row: RowFigures) => boolean])[],
): readonly Refusal[] {
  const rows = new Map<number, Map<string, number | null>>();
  for (const { row, measure, value } of observations)
    rows.set(row, (rows.get(row) ?? new Map<string, number | null>()).set(measure, value));
  return rules.flatMap(([what, breaks]) => {
    const count = [...rows.values()].filter(breaks).length;
    return mixedUp(`In ${count} of ${rows.size} rows ${what}`, count, rows.size);
  });
}

/** Findings of a kind, of which single organisations may have one: `a total is not the sum of its genders`. */
export function checkFindings(
  { observations, findings }: Pick<ParsedFile, 'observations' | 'findings'>,
  kinds: Readonly<Record<string, string>>,
): readonly Refusal[] {
  const organisations = new Set(observations.map(({ orgCode }) => orgCode)).size;
  return Object.entries(kinds).flatMap(([kind, what]) => {
    const count = new Set(findings.filter((finding) => finding.kind === kind).map(({ orgCode }) => orgCode))
      .size;
    return mixedUp(`For ${count} of ${organisations} organisations ${what}`, count, organisations);
  });
}

function mixedUp(what: string, count: number, of: number): readonly Refusal[] {
  if (count < ROWS_AT_LEAST || count <= of * SHARE_OF_ROWS) return [];
  const message = `${what}. The columns are not what their headings say; compare with the publisher's file.`;
  return [{ code: SourceErrorCode.implausible, message }];
}

function listed(items: readonly string[]): string {
  const more = items.length > SHOWN ? `; and ${items.length - SHOWN} more` : '';
  return items.slice(0, SHOWN).join('; ') + more;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
