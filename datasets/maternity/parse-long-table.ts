/** The long table to observations: one collection's total of deliveries for each provider (dossier maternity, section 5). */
import { cellText, columnLetter } from '../../spreadsheet/workbook.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import {
  figuresOf,
  keepOnce,
  looksLikeCode,
  noOrganisationCode,
  observationsOf,
  totalsOf,
  type Figure,
  type OrganisationRow,
} from '../tables/figure-table.ts';
import { placeOf, plainHeading } from '../tables/header-row.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { doubtsOfLongTable, MEASURE_OF, organisationsWithoutTotal, residualDoubts } from './doubts.ts';
import { LEVELS, LONG_FIGURES, LONG_LAYOUTS, NO_PART, SUPPRESSED_AS } from './layouts.ts';
import type { LongRow, LongTable } from './read-long-table.ts';
import type { Collection } from './slots.ts';

type LongFigure = (typeof LONG_FIGURES)[number];

/** Measures `deliveries` (HES) or `deliveries_msds` and `months_submitted_msds` (MSDS): counts of the year. */
export function parseLongTable(table: LongTable, collection: Collection, context: ParseContext): ParsedFile {
  requireYear(table, context.fy);
  const figures = LONG_FIGURES.filter((one) => one.collection === collection);
  const tables = figures.map((figure) => readFigure(table, figure)).filter((one) => one !== undefined);
  const kept = tables.map(({ organisations }) => keepOnce(organisations, table.sheet));
  const rows = kept.flatMap((one) => one.kept);
  const totals = tables.flatMap((one, index) =>
    one.totals.flatMap((total) => totalsOf(total, kept[index]?.kept ?? [], context.period, table.sheet)),
  );
  return {
    layout: layoutOf(tables[0]?.total),
    maturity: 'final',
    observations: observationsOf(
      [...rows, ...withoutFigure(table, rows, collection)],
      context.period,
      table.sheet,
    ),
    totals,
    quarantine: [...tables.flatMap((one) => one.quarantine), ...kept.flatMap((one) => one.quarantine)],
    findings: [
      ...kept.flatMap((one) => one.findings),
      ...doubtsOfLongTable(table, rows, collection),
      ...residualDoubts(totals, rows, collection),
    ],
    tables: [],
  };
}

/** Every row is looked at: a file of another year may have rows of this one. */
function requireYear(table: LongTable, fy: string): void {
  for (const [period, row] of table.periods) {
    const [only, ...more] = yearsNamed(period);
    if (only === fy && more.length === 0) continue;
    throw new SourceError(
      SourceErrorCode.wrongPeriod,
      `${placeOf(table.sheet)}, row ${row} says ${period.trim() === '' ? 'no period' : `"${period.trim()}"`}, not ${fy}. The file is of another year; take the right one from the publisher's page.`,
    );
  }
}

/**
 * A provider that is in the file with bookings only has no figure here, which is not the same as not being in it: the row
 * that names it stands for the figure that is missing.
 */
function withoutFigure(
  table: LongTable,
  rows: readonly OrganisationRow[],
  collection: Collection,
): readonly OrganisationRow[] {
  const column = { measure: MEASURE_OF[collection], index: table.codeAt, heading: table.codeHeading };
  return organisationsWithoutTotal(table, rows, collection).map(({ row, orgCode, orgName }) => ({
    number: row.number,
    orgCode,
    orgName,
    figures: [{ column, printed: orgCode, value: null, status: 'missing', unreadable: false }],
  }));
}

function readFigure(
  table: LongTable,
  figure: LongFigure,
):
  | {
      readonly organisations: readonly OrganisationRow[];
      readonly totals: readonly OrganisationRow[];
      readonly total: LongRow | undefined;
      readonly quarantine: readonly ReturnType<typeof noOrganisationCode>[];
    }
  | undefined {
  const rows = table.rows.filter(({ dimension }) => figure.dimensions.includes(plainHeading(dimension)));
  if (rows.length === 0 && !figure.hasTotal) return undefined;
  const at = (levels: readonly string[]): readonly LongRow[] =>
    rows.filter(({ level }) => levels.includes(plainHeading(level)));
  const providers = at(LEVELS.provider);
  const totals = at(LEVELS.total);
  requireRows(table, figure, rows, providers, totals);
  for (const row of [...providers, ...totals]) requireTotalOfDeliveries(table, figure, row);
  const read = providers.map((row) => figureRow(table, figure, row));
  return {
    organisations: read.filter(({ orgCode }) => looksLikeCode(orgCode)),
    totals: figure.hasTotal ? totals.map((row) => figureRow(table, figure, row)) : [],
    total: totals[0],
    quarantine: read
      .filter(({ orgCode }) => !looksLikeCode(orgCode))
      .map((row) => noOrganisationCode(table.sheet, row, 'the total of all submitters')),
  };
}

function figureRow(
  table: LongTable,
  figure: LongFigure,
  { row, orgCode, orgName }: LongRow,
): OrganisationRow {
  const column = { measure: figure.measure, index: table.valueAt, heading: table.valueHeading };
  const figures = figuresOf(row, [column]).map((one): Figure =>
    one.value === SUPPRESSED_AS ? { ...one, value: null, status: 'suppressed' } : one,
  );
  if (figures.some(({ unreadable }) => unreadable)) {
    throw new SourceError(
      SourceErrorCode.implausible,
      `${placeOf(table.sheet)}, row ${row.number}, column ${columnLetter(table.valueAt)} ("${table.valueHeading}") prints "${cellText(row.cells[table.valueAt])}", which is not a count. The columns may be shifted or the file damaged; compare with the publisher's file.`,
    );
  }
  return { number: row.number, orgCode, orgName, figures };
}

/** Some dimensions count babies in one year and deliveries in another: each row of a total has to say what it counts. */
function requireTotalOfDeliveries(table: LongTable, figure: LongFigure, row: LongRow): void {
  const counts = plainHeading(row.countOf);
  const part = plainHeading(row.measure);
  const isTotal = NO_PART.includes(part) || figure.dimensions.includes(part);
  if (figure.countOf.includes(counts) && isTotal) return;
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `${placeOf(table.sheet)}, row ${row.row.number}: ${row.dimension} counts "${row.countOf}"${isTotal ? '' : `, "${row.measure}" of them`}, where the total of ${figure.countOf.join(' or ')} was looked for. If the publisher has changed its words, add them to datasets/maternity/layouts.ts.`,
  );
}

function requireRows(
  table: LongTable,
  figure: LongFigure,
  rows: readonly LongRow[],
  providers: readonly LongRow[],
  totals: readonly LongRow[],
): void {
  const place = placeOf(table.sheet);
  if (rows.length === 0) {
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `${place} has no total of deliveries of ${figure.collection} (dimension "${figure.dimensions[0] ?? ''}"). Its dimensions are: ${shown(table.dimensions)}. It is another file of the publication; take the one with ${figure.collection} by provider.`,
    );
  }
  if (providers.length === 0) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `${place} has totals of deliveries, but for no provider: the levels are ${shown(new Set(rows.map(({ level }) => level)))}. If the publisher has changed its words, add them to datasets/maternity/layouts.ts.`,
    );
  }
  if (totals.length === 0 && figure.hasTotal) {
    throw new SourceError(
      SourceErrorCode.totalDisagrees,
      `${place} prints no total over all submitters, so its ${providers.length} providers cannot be checked; the file may be cut short. Load another edition of the year.`,
    );
  }
}

function layoutOf(total: LongRow | undefined): string {
  const fits = LONG_LAYOUTS.find(
    ({ dimension, level }) =>
      dimension.test(total?.dimension.trim() ?? '') && level.test(total?.level.trim() ?? ''),
  );
  return fits?.layout ?? 'long';
}

function shown(words: ReadonlySet<string>): string {
  return [...words]
    .slice(0, 12)
    .map((word) => `"${word}"`)
    .join(', ');
}
