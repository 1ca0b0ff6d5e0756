/** What keeps a file of deflators out: an index that cannot be one, or that its own changes contradict. */
import { SourceErrorCode } from '../../nhs/source-error.ts';
import type { Finding, ParsedFile, Refusal } from '../contract/parsed-file.ts';
import { type DeflatorTable, type DeflatorYear, yearsIn } from './deflator-years.ts';

/** An edition has all years since 1955-56. */
const YEARS_AT_LEAST = 30;
/** The price of the whole economy rose by a quarter in 1975-76, the most in the series, and never fell by a tenth. */
const CHANGE = { least: -10, most: 35 } as const;
/** Indices are printed with three decimals, changes with two: half of the last digit. */
const HALF = { index: 0.0005, change: 0.0051 } as const;
/** Percentage points beyond rounding. A smaller difference is a slip of the publisher's and gets a finding. */
const APART_AT_MOST = 0.1;
/** The first edition with a year's outturn comes three months after the year, the last before the next after fifteen. */
const MONTHS_AFTER_OUTTURN = { least: 0, most: 24 } as const;

const COMPARE = "Compare with the publisher's file and download it again.";

export function checkDeflators(parsed: ParsedFile): readonly Refusal[] {
  const table = yearsIn(parsed);
  const refusals = [
    ...checkOrder(table),
    ...checkBase(table),
    ...checkForecasts(table),
    ...checkChanges(table),
    ...checkEdition(table),
  ];
  if (table.years.length >= YEARS_AT_LEAST) return refusals;
  const message = `The file has ${table.years.length} financial years; an edition has more than ${YEARS_AT_LEAST}. Rows are lost. ${COMPARE}`;
  return [...refusals, { code: SourceErrorCode.implausible, message }];
}

/** Slips that are too small to refuse the file, and years whose index nothing can be held against. */
export function changeFindings({ years }: DeflatorTable): readonly Finding[] {
  return pairs(years).flatMap(({ before, year }): readonly Finding[] => {
    if (year.change === null) {
      const message = `Row ${year.row}: ${year.fy} prints an index and no change on the year before, so the index could not be checked.`;
      return [{ kind: 'change-not-printed', severity: 'warning', message }];
    }
    const apart = pointsApart(before.index, year.index, year.change);
    if (apart <= 0 || apart > APART_AT_MOST) return [];
    const message = `Row ${year.row}: ${year.fy} prints a change of ${year.change} per cent; by its indices it is ${changeOf(before.index, year.index).toFixed(2)}. The index is taken.`;
    return [{ kind: 'change-apart', severity: 'warning', message }];
  });
}

function checkOrder({ years }: DeflatorTable): readonly Refusal[] {
  return years.flatMap((year, at): readonly Refusal[] => {
    const before = years[at - 1];
    if (!before || startOf(year) === startOf(before) + 1) return [];
    const twice = years.findIndex(({ fy }) => fy === year.fy) < at;
    const message = `${rowOf(year)} is ${year.fy} and follows ${before.fy}: ${twice ? 'a year is printed twice' : 'years are missing or out of order'}. ${COMPARE}`;
    return [{ code: twice ? SourceErrorCode.duplicateRows : SourceErrorCode.implausible, message }];
  });
}

function checkBase({ base, years }: DeflatorTable): readonly Refusal[] {
  const year = years.find(({ fy }) => fy === base);
  if (year?.index === 100) return [];
  const said = year
    ? `${rowOf(year)} prints ${year.index ?? 'no index'} for ${base}`
    : `The table has no row of ${base}`;
  const message = `${said}, and its heading says ${base} = 100: it is the index of another base, or rows are shifted. ${COMPARE}`;
  return [{ code: SourceErrorCode.implausible, message }];
}

/** Outturn comes first, then forecasts: another order means that an index is lost or a mark misread. */
function checkForecasts({ years }: DeflatorTable): readonly Refusal[] {
  const first = years.findIndex(({ forecast }) => forecast);
  const year = years[first];
  const later = first < 0 ? undefined : years.slice(first).find(({ forecast }) => !forecast);
  if (!year || !later) return [];
  const why = year.index === null ? 'prints no index' : 'is marked as a forecast';
  const message = `${rowOf(year)}: ${year.fy} ${why}, and row ${later.row} has an outturn for the later year ${later.fy}. A figure is lost or a note has changed. ${COMPARE}`;
  return [{ code: SourceErrorCode.implausible, message }];
}

function checkChanges({ years }: DeflatorTable): readonly Refusal[] {
  const notPositive = years.filter(({ index }) => index !== null && index <= 0);
  return [
    ...notPositive.map((year) => ({
      code: SourceErrorCode.implausible,
      message: `${rowOf(year)} prints the index ${year.index} for ${year.fy}; an index is above nought. ${COMPARE}`,
    })),
    ...pairs(years).flatMap(({ before, year }): readonly Refusal[] => {
      const change = changeOf(before.index, year.index);
      if (change < CHANGE.least || change > CHANGE.most) {
        const message = `${rowOf(year)}: the index goes from ${before.index} in ${before.fy} to ${year.index} in ${year.fy}, a change of ${change.toFixed(1)} per cent, which no year has had. ${COMPARE}`;
        return [{ code: SourceErrorCode.implausible, message }];
      }
      if (year.change === null || pointsApart(before.index, year.index, year.change) <= APART_AT_MOST)
        return [];
      const message = `${rowOf(year)} prints a change of ${year.change} per cent for ${year.fy}; by its indices ${before.index} and ${year.index} it is ${change.toFixed(2)}. Columns are shifted or a figure is damaged. ${COMPARE}`;
      return [{ code: SourceErrorCode.totalDisagrees, message }];
    }),
  ];
}

/** A file under another edition's name shows in the years that it has outturn for. */
function checkEdition({ edition, years }: DeflatorTable): readonly Refusal[] {
  const last = years.findLast(({ forecast }) => !forecast);
  if (!last) {
    const message = `No financial year of the file is outturn: all are forecasts. Look at the notes of the file, and add what they say to datasets/gdp-deflators.`;
    return [{ code: SourceErrorCode.unknownLayout, message }];
  }
  const [year = 0, month = 0] = edition.split('-').map(Number);
  const months = (year - startOf(last) - 1) * 12 + month - 3;
  if (months >= MONTHS_AFTER_OUTTURN.least && months <= MONTHS_AFTER_OUTTURN.most) return [];
  const message = `The edition is ${edition} by the file's title block or name, and the last outturn (row ${last.row}) is ${last.fy}: ${months < 0 ? 'that year was not over' : 'an edition of that month has later years'}. The file has another edition's name or a forecast is not marked; take the file from the release page.`;
  return [{ code: SourceErrorCode.wrongPeriod, message }];
}

interface Pair {
  readonly before: DeflatorYear & { readonly index: number };
  readonly year: DeflatorYear & { readonly index: number };
}

/** Years with an index, each with the year before. */
function pairs(years: readonly DeflatorYear[]): readonly Pair[] {
  return years.flatMap((year, at) => {
    const before = years[at - 1];
    if (before === undefined || before.index === null || year.index === null) return [];
    return before.index > 0
      ? [{ before: { ...before, index: before.index }, year: { ...year, index: year.index } }]
      : [];
  });
}

function changeOf(before: number, index: number): number {
  return 100 * (index / before - 1);
}

/** Percentage points between the printed change and that of the indices, beyond what rounding can do; 0 where it can. */
function pointsApart(before: number, index: number, change: number): number {
  const rounding = HALF.change + (100 * HALF.index * (1 + index / before)) / before;
  return Math.max(0, Math.abs(changeOf(before, index) - change) - rounding);
}

function startOf({ fy }: DeflatorYear): number {
  return Number(fy.slice(0, 4));
}

function rowOf({ sheet, row, column }: DeflatorYear): string {
  return `${sheet === '' ? 'The CSV' : `Sheet "${sheet}"`}, row ${row}, column ${column}`;
}
