/** Figures that are loaded as printed, with a doubt beside them (dossier diagnostic-imaging, sections 5 and 7). */
import type { Finding, Observation } from '../contract/parsed-file.ts';
import { type FinancialYear, monthsOf } from '../../nhs/financial-year.ts';
import { placeOf } from '../tables/header-row.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { MEASURES } from './layouts.ts';
import { roundingOfYear } from './rounding.ts';

const MEASURE = 'imaging_tests';
/** A modality with fewer tests a month than this may well have none in a month. */
const STEADY_AT_LEAST = 100;

/** Months without figures, modalities that stop, and years that are not their months. */
export function doubtsAbout(observations: readonly Observation[], fy: FinancialYear): readonly Finding[] {
  const months = monthsOf(fy);
  const byOrganisation = grouped(observations, (one) => one.orgCode.trim().toUpperCase());
  const printed = months.filter((month) => observations.some((one) => one.period === month && isNumber(one)));
  const notYet = months.filter((month) => !printed.includes(month));
  return [
    ...(notYet.length === 0 ? [] : [partOfYear(notYet)]),
    ...nowhere(observations),
    ...[...byOrganisation.values()].flatMap((ofOne) => gapsOf(ofOne, months)),
    ...[...grouped(observations, ({ sheet, row }) => `${sheet}!${row}`).values()].flatMap((row) =>
      yearBesideMonths(row, fy),
    ),
  ];
}

/** Numbers of the months that a list names, in words: `April to June 2023, March 2024`. */
export function monthsInWords(missing: readonly string[], months: readonly string[]): string {
  const runs: string[][] = [];
  for (const month of missing) {
    const run = runs.at(-1);
    if (run && months.indexOf(month) === months.indexOf(run.at(-1) ?? '') + 1) run.push(month);
    else runs.push([month]);
  }
  return runs
    .map((run) => [run[0] ?? '', run.at(-1) ?? ''])
    .map(([from = '', to = '']) =>
      from === to ? monthInWords(from) : `${monthInWords(from)} to ${monthInWords(to)}`,
    )
    .join(', ');
}

function partOfYear(notYet: readonly string[]): Finding {
  const message = `No organisation has a figure for ${monthsInWords(notYet, notYet)}: the file is of a part of the year.`;
  return { kind: 'part-of-year', severity: 'warning', measure: MEASURE, message };
}

/** A modality that no organisation has a number of: a column left empty, or all columns one too far. */
function nowhere(observations: readonly Observation[]): readonly Finding[] {
  const printed = new Set(observations.filter(isNumber).map(({ measure }) => measure));
  return MEASURES.filter((measure) => !printed.has(measure)).map((measure) => ({
    kind: 'modality-nowhere',
    severity: 'warning',
    measure: MEASURE,
    message: `No organisation has a number of ${measure} in the whole table; compare its columns with the publisher's file.`,
  }));
}

/** Months in which one organisation has no number in any modality; a withheld figure is no number. */
function gapsOf(ofOne: readonly Observation[], months: readonly string[]): readonly Finding[] {
  const [{ orgCode = '', orgName = '' } = {}] = ofOne;
  const isPrinted = (month: string, among: readonly Observation[]): boolean =>
    among.some((one) => one.period === month && isNumber(one));
  const missing = months.filter((month) => !isPrinted(month, ofOne));
  const sent = months.filter((month) => !missing.includes(month));
  const found: Finding[] = [];
  const doubt = (kind: string, message: string): void =>
    void found.push({ kind, severity: 'warning', orgCode, orgName, measure: MEASURE, message });
  if (missing.length > 0) {
    doubt(
      'months-missing',
      `${orgCode} has no number of tests in ${monthsInWords(missing, months)} (${12 - missing.length} of 12 months reported); the year's figure covers the other months only.`,
    );
  }
  for (const [measure, ofModality] of grouped(ofOne, (one) => one.measure)) {
    const ofMonths = ofModality.filter((one) => months.includes(one.period));
    const blank = sent.filter((month) =>
      ofMonths.every((one) => one.period !== month || one.status === 'missing'),
    );
    const total = ofMonths.reduce((sum, one) => sum + (one.value ?? 0), 0);
    const average = Math.round(total / new Set(ofMonths.filter(isNumber).map((one) => one.period)).size);
    if (blank.length === 0 || !(average >= STEADY_AT_LEAST)) continue;
    doubt(
      'modality-missing',
      `${orgCode} has no number of ${measure} in ${monthsInWords(blank, months)}, beside ${average} in its average month: that part may not have been sent.`,
    );
  }
  return found;
}

/** The Year column and the months are rounded one by one, and a withheld month is counted in the year. */
function yearBesideMonths(row: readonly Observation[], fy: FinancialYear): readonly Finding[] {
  const year = row.find((one) => one.period === fy);
  const months = row.filter((one) => one.period !== fy);
  if (!year || year.value === null) return [];
  const sum = months.reduce((all, one) => all + (one.value ?? 0), 0);
  if (Math.abs(year.value - sum) <= roundingOfYear(months)) return [];
  const { orgCode, orgName, measure, value } = year;
  return [
    {
      kind: 'year-not-months',
      severity: 'warning',
      orgCode,
      orgName,
      measure: MEASURE,
      message: `${placeOf(year.sheet)}, row ${year.row} prints ${value} as the year's ${measure}, but its months add up to ${sum}: more apart than rounding explains.`,
    },
  ];
}

function isNumber(one: Observation): boolean {
  return one.status === 'reported';
}

function grouped(
  observations: readonly Observation[],
  keyOf: (one: Observation) => string,
): ReadonlyMap<string, readonly Observation[]> {
  const groups = new Map<string, Observation[]>();
  for (const one of observations) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
