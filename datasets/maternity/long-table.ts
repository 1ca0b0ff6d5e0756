/**
 * The long table, from rows to observations of one collection (dossier maternity, sections 4a to 4d and 5).
 */
import { yearsNamed } from '../../nhs/named-years.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { cellText, type SheetRow } from '../../spreadsheet/workbook.ts';
import type { ParseContext } from '../contract/dataset.ts';
import { layoutsOf } from '../contract/layout.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { observationsOf, type OrganisationRow } from '../tables/figure-table.ts';
import { placeOf, plainHeading } from '../tables/header-row.ts';
import { fileOfTable, readOrganisations, type OrganisationRows } from '../tables/organisation-rows.ts';
import { headingMissing, wrongPeriod } from '../tables/refusals.ts';
import { layoutsIn, textOf, type LongTable } from './find-long-table.ts';
import { findingsOfLongTable, organisationsWithoutTotal, residualFindings } from './findings.ts';
import {
  LEVELS,
  LONG_HEADINGS,
  LONG_LAYOUTS,
  MEASURE_OF,
  MONTHS_SUBMITTED,
  NO_PART,
  WITHHELD_AS,
  type Collection,
  type LongLayout,
} from './layouts.ts';

/**
 * Measures `deliveries` (HES) or `deliveries_msds` and `months_submitted_msds` (MSDS): counts of the year.
 */
export function parseLongTable(table: LongTable, collection: Collection, context: ParseContext): ParsedFile {
  requireYear(table, context.fy);
  const layout = layoutOf(table, collection, context.fy);
  const measure = MEASURE_OF[collection];
  const deliveries = readFigure(
    table,
    layout,
    { measure, dimensions: layout.total, countOf: layout.countOf },
    context,
  );
  const months = collection === 'MSDS' ? readFigure(table, layout, MONTHS_SUBMITTED, context) : undefined;
  const figures = [deliveries, months].filter((rows) => rows !== undefined);
  const kept = figures.flatMap((rows) => rows.kept);
  const totals = deliveries?.totals ?? [];
  const without = organisationsWithoutTotal(table, kept, collection);
  const observations = figures.flatMap((rows) => rows.observations);
  return fileOfTable(
    { layout: layout.layout, titleBlock: [] },
    {
      observations: [
        ...observations,
        ...observationsOf(
          without.map((row) => noFigure(table, row, measure)),
          context.period,
          table.sheet,
        ),
      ],
      totals,
      quarantine: figures.flatMap((rows) => rows.quarantine),
      findings: figures.flatMap((rows) => rows.findings),
    },
    [...findingsOfLongTable(table, kept, without, collection), ...residualFindings(totals, kept, collection)],
  );
}

/**
 * The row of the year and collection. @throws SourceError where the table has no such total, or another
 * heading.
 */
function layoutOf(table: LongTable, collection: Collection, fy: string): LongLayout {
  const ofYear = layoutsOf(LONG_LAYOUTS, fy).filter((row) => row.collection === collection);
  const layout = layoutsIn(table).find((row) => ofYear.includes(row));
  if (!layout) {
    const known = ofYear.map(({ total: [word = ''] }) => ` (dimension "${word}")`);
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `${placeOf(table.sheet)} has no total of deliveries of ${collection} of ${fy}${known.join(' or')}. Its dimensions are: ${shown(table.dimensions)}. It is another file of the publication; take the one with ${collection} by provider.`,
    );
  }
  const heading = plainHeading(cellText(table.header.cells[table.at.measure]));
  if (layout.measureHeading.includes(heading)) return layout;
  throw headingMissing(
    { sheet: table.sheet, row: table.header, publication: 'maternity' },
    `no heading "${layout.measureHeading.join('" or "')}"`,
    {
      layout: layout.layout,
      headings: Object.values({ ...LONG_HEADINGS, measure: layout.measureHeading }).map(
        ([word = '']) => word,
      ),
      plain: plainHeading,
    },
  );
}

/** Every row is looked at: a file of another year may have rows of this one. */
function requireYear(table: LongTable, fy: string): void {
  for (const [period, row] of table.periods) {
    const [only, ...more] = yearsNamed(period);
    if (only === fy && more.length === 0) continue;
    const said = period.trim() === '' ? 'no period' : `"${period.trim()}"`;
    throw wrongPeriod(`${placeOf(table.sheet)}, row ${row} says ${said}`, fy, 'year');
  }
}

interface LongFigure {
  readonly measure: string;
  readonly dimensions: readonly string[];
  readonly countOf: readonly string[];
}

/** Undefined where the table does not print the figure. */
function readFigure(
  table: LongTable,
  layout: LongLayout,
  figure: LongFigure,
  { period }: ParseContext,
): OrganisationRows | undefined {
  const isTotalOfDeliveries = figure.dimensions === layout.total;
  const body = table.rows.filter((row) =>
    figure.dimensions.includes(plainHeading(textOf(table, row, 'dimension'))),
  );
  if (body.length === 0) return undefined;
  const isAt = (row: SheetRow, levels: readonly string[]): boolean =>
    levels.includes(plainHeading(textOf(table, row, 'level')));
  const counted = body.filter((row) => isAt(row, [...LEVELS.provider, ...layout.allSubmitters]));
  for (const row of counted) requireCountOf(table, figure, row);
  if (!body.some((row) => isAt(row, LEVELS.provider))) {
    const levels = new Set(body.map((row) => textOf(table, row, 'level')));
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `${placeOf(table.sheet)} has totals of deliveries, but for no provider: the levels are ${shown(levels)}. If the publisher has changed its words, add them to datasets/maternity/layouts.ts.`,
    );
  }
  const heading = cellText(table.header.cells[table.at.value]);
  return readOrganisations(
    {
      layout: layout.layout,
      sheet: table.sheet,
      titleBlock: [],
      body,
      codeAt: table.at.orgCode,
      nameAt: table.at.orgName,
      columns: [{ measure: figure.measure, index: table.at.value, heading }],
    },
    {
      period,
      what: 'maternity data',
      edition: 'year',
      totalRow: 'total of all submitters',
      isTotal: (_, row) => isTotalOfDeliveries && isAt(row, layout.allSubmitters),
      isArea: (_, row) => !isAt(row, LEVELS.provider),
      numbersOnly: 'a count',
      withheld: ({ value }) => value === WITHHELD_AS,
      ...(!isTotalOfDeliveries && { withoutTotal: true }),
    },
  );
}

/**
 * A provider that is in the file with bookings only has no figure here, which is not the same as not being in
 * it: the row that names it stands for the figure that is missing.
 */
function noFigure(table: LongTable, row: SheetRow, measure: string): OrganisationRow {
  const orgCode = textOf(table, row, 'orgCode');
  const heading = cellText(table.header.cells[table.at.orgCode]);
  const column = { measure, index: table.at.orgCode, heading };
  return {
    number: row.number,
    orgCode,
    orgName: textOf(table, row, 'orgName'),
    figures: [{ column, printed: orgCode, value: null, status: 'missing', unreadable: false }],
  };
}

/**
 * Some dimensions count babies in one year and deliveries in another: each row of a total has to say what it
 * counts.
 */
function requireCountOf(table: LongTable, { dimensions, countOf }: LongFigure, row: SheetRow): void {
  const counts = textOf(table, row, 'countOf');
  const part = textOf(table, row, 'measure');
  const isTotal = NO_PART.includes(plainHeading(part)) || dimensions.includes(plainHeading(part));
  if (countOf.includes(plainHeading(counts)) && isTotal) return;
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `${placeOf(table.sheet)}, row ${row.number}: ${textOf(table, row, 'dimension')} counts "${counts}"${isTotal ? '' : `, "${part}" of them`}, where the total of ${countOf.join(' or ')} was looked for. If the publisher has changed its words, add them to datasets/maternity/layouts.ts.`,
  );
}

function shown(words: ReadonlySet<string>): string {
  return [...words]
    .slice(0, 12)
    .map((word) => `"${word}"`)
    .join(', ');
}
