/**
 * Figures that are loaded as printed, with a finding beside them (dossier diagnostic-imaging, sections 5 and
 * 7).
 */
import { type FinancialYear, monthsOf } from '../../nhs/financial-year.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { cellText, type Workbook } from '../../spreadsheet/workbook.ts';
import type { Finding, Observation } from '../contract/parsed-file.ts';
import { firstRows, placeOf } from '../tables/header-row.ts';
import { roundingOfYear } from './checks.ts';
import { CT_AND_MRI, MEASURES, PROVIDER_CHANGES, TITLE_PAGE } from './layouts.ts';

/** All of them are of this column of trust_year, those of CT and MRI of `ct_mri_tests` too. */
const measure = 'imaging_tests';
/** A modality with fewer tests a month than this may well have none in a month. */
const STEADY_AT_LEAST = 100;

/** Months without figures, modalities that stop, and years that are not their months. */
export function findingsAbout(figures: readonly Observation[], fy: FinancialYear): readonly Finding[] {
  const months = monthsOf(fy);
  const notYet = monthsWithout(figures, months);
  const organisations = grouped(figures, ({ orgCode }) => orgCode.trim().toUpperCase());
  const rows = grouped(figures, ({ sheet, row }) => `${sheet}!${row}`);
  return [
    ...(notYet.length === 0 ? [] : [partOfYear(notYet)]),
    ...nowhere(figures),
    ...organisations.flatMap((ofOne) => gapsOf(ofOne, months)),
    ...rows.flatMap((row) => yearBesideMonths(row, fy)),
  ];
}

/** Months of which no figure is a number; a withheld figure is no number. */
function monthsWithout(figures: readonly Observation[], months: readonly string[]): readonly string[] {
  const printed = new Set(figures.filter(isNumber).map(({ period }) => period));
  return months.filter((month) => !printed.has(month));
}

/** `April 2023 to June 2023, March 2024`; `months` are those of the year. */
function monthsInWords(missing: readonly string[], months: readonly string[]): string {
  const runs: string[][] = [];
  for (const month of missing) {
    const run = runs.at(-1);
    if (run && months.indexOf(month) === months.indexOf(run.at(-1) ?? '') + 1) run.push(month);
    else runs.push([month]);
  }
  return runs
    .map((run) => [...new Set([run[0] ?? '', run.at(-1) ?? ''])].map(monthInWords).join(' to '))
    .join(', ');
}

function partOfYear(notYet: readonly string[]): Finding {
  const message = `No organisation has a figure for ${monthsInWords(notYet, notYet)}: the file is of a part of the year.`;
  return { kind: 'part-of-year', severity: 'warning', measure, message };
}

/** A modality that no organisation has a number of: a column left empty, or all columns one too far. */
function nowhere(figures: readonly Observation[]): readonly Finding[] {
  const printed = new Set(figures.filter(isNumber).map((figure) => figure.measure));
  return MEASURES.filter((modality) => !printed.has(modality)).map((modality) => {
    const message = `No organisation has a number of ${modality} in the whole table; compare its columns with the publisher's file.`;
    return { kind: 'modality-nowhere', severity: 'warning', measure, message };
  });
}

/**
 * Months in which one organisation has no number in any modality, and modalities that it has in some months
 * only.
 */
function gapsOf(ofOne: readonly Observation[], months: readonly string[]): readonly Finding[] {
  const [{ orgCode = '', orgName = '' } = {}] = ofOne;
  const findings: Finding[] = [];
  const add = (kind: string, message: string, about = measure): void =>
    void findings.push({ kind, severity: 'warning', orgCode, orgName, measure: about, message });
  const missing = monthsWithout(ofOne, months);
  const sent = months.filter((month) => !missing.includes(month));
  if (missing.length > 0) {
    add(
      'months-missing',
      `${orgCode} has no number of tests in ${monthsInWords(missing, months)} (${12 - missing.length} of 12 months reported); the year's figure covers the other months only.`,
    );
  }
  for (const ofModality of grouped(ofOne, (figure) => figure.measure)) {
    const ofMonths = ofModality.filter(({ period }) => months.includes(period));
    const blank = sent.filter((month) =>
      ofMonths.every(({ period, status }) => period !== month || status === 'missing'),
    );
    const total = ofMonths.reduce((sum, { value }) => sum + (value ?? 0), 0);
    const average = Math.round(total / new Set(ofMonths.filter(isNumber).map(({ period }) => period)).size);
    if (blank.length === 0 || !(average >= STEADY_AT_LEAST)) continue;
    const modality = ofModality[0]?.measure ?? '';
    const message = `${orgCode} has no number of ${modality} in ${monthsInWords(blank, months)}, beside ${average} in its average month: that part may not have been sent.`;
    add('modality-missing', message);
    if (CT_AND_MRI.includes(modality)) add('modality-missing', message, 'ct_mri_tests');
  }
  return findings;
}

/** The Year column and the months are rounded one by one, and a withheld month is counted in the year. */
function yearBesideMonths(row: readonly Observation[], fy: FinancialYear): readonly Finding[] {
  const year = row.find(({ period }) => period === fy);
  const months = row.filter(({ period }) => period !== fy);
  if (!year || year.value === null) return [];
  const sum = months.reduce((all, { value }) => all + (value ?? 0), 0);
  if (Math.abs(year.value - sum) <= roundingOfYear(months)) return [];
  const { orgCode, orgName, value } = year;
  const message = `${placeOf(year.sheet)}, row ${year.row} prints ${value} as the year's ${year.measure}, but its months add up to ${sum}: more apart than rounding explains.`;
  return [{ kind: 'year-not-months', severity: 'warning', orgCode, orgName, measure, message }];
}

function isNumber({ status }: Observation): boolean {
  return status === 'reported';
}

/** Groups in the order of their first figures. */
function grouped(
  figures: readonly Observation[],
  keyOf: (figure: Observation) => string,
): readonly (readonly Observation[])[] {
  const groups = new Map<string, Observation[]>();
  for (const figure of figures) {
    const group = groups.get(keyOf(figure));
    if (group) group.push(figure);
    else groups.set(keyOf(figure), [figure]);
  }
  return [...groups.values()];
}

const ROWS_OF_TITLE_PAGE = 200;
const LENGTH_AT_MOST = 600;

/**
 * What the title page says about single providers: a finding for each organisation of the table that the list
 * names by its code. Shortfalls may be in months that look complete.
 */
export function providerIssues(workbook: Workbook, codes: ReadonlySet<string>): readonly Finding[] {
  const page = workbook.sheets.find(({ name, hidden }) => !hidden && TITLE_PAGE.test(name));
  if (!page) return [];
  const findings: Finding[] = [];
  let listed = false;
  let heading = '';
  for (const row of firstRows(page, ROWS_OF_TITLE_PAGE)) {
    const text = row.cells.map(cellText).join(' ').replace(/\s+/g, ' ').trim();
    if (/^provider issues/i.test(text)) listed = true;
    else if (/^further information/i.test(text)) break;
    if (!listed) continue;
    if (/^\d+\s*\./.test(text)) heading = text;
    const severity = PROVIDER_CHANGES.test(heading) ? 'info' : 'warning';
    const said = text.replace(/^(?:[·•]|\d+\s*\.)\s*/, '').slice(0, LENGTH_AT_MOST);
    const message = `The publisher says on sheet "${page.name}", row ${row.number}: ${said}`;
    for (const orgCode of codesIn(text).filter((code) => codes.has(code)))
      findings.push({ kind: 'provider-issue', severity, orgCode, measure, message });
  }
  return findings;
}

/**
 * Codes in brackets, once each: `Poole Hospital NHS Foundation Trust (RD3)`. Sites and abbreviations are told
 * by the table.
 */
function codesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\(([A-Z0-9]{3,5})\)/g)].map(([, code = '']) => code))];
}
