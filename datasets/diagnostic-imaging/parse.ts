/** DID Table 1 of a year to observations (dossier diagnostic-imaging, sections 3 to 5). */
import type { Finding, Maturity, ParsedFile, PrintedTotal } from '../contract/parsed-file.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { observationsOf, totalsOf, type OrganisationRow } from '../tables/figure-table.ts';
import { dayIn } from '../../nhs/printed-date.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { doubtsAbout } from './doubts.ts';
import { providerIssues } from './provider-issues.ts';
import { besideTitle, readImagingTables, type ImagingTable } from './read-tables.ts';
import { WITHHELD_AT_MOST } from './rounding.ts';
import { measureOf, sortRows } from './sort-rows.ts';

/**
 * Measures `tests_*`: imaging tests of one modality, rounded to five by the publisher. Of the year (period `2019-20`) where the
 * table has a column for it, and of every month (`2019-04`). A row is printed only for what an organisation sent.
 */
export function parseDiagnosticImaging(source: SourceBytes, context: ParseContext): ParsedFile {
  const workbook = source.workbook();
  const tables = readImagingTables(workbook);
  const [{ fy, layout }] = tables;
  if (fy !== context.fy) {
    throw new SourceError(
      SourceErrorCode.wrongPeriod,
      `Sheet "${tables[0].sheet}" is of ${fy}, not ${context.fy}. The file is of another year; take the right one from the publisher's page.`,
    );
  }
  const sorted = tables.map((table) => ({ table, rows: sortRows(table) }));
  const observations = sorted.flatMap(({ table, rows }) =>
    table.periods.flatMap((period, index) =>
      observationsOf(
        rows.kept.map((row) => figureAt(row, index)),
        period,
        table.sheet,
      ),
    ),
  );
  const { maturity, doubt } = maturityOf(tables);
  const published = dayIn(besideTitle(tables, 'published'));
  const revised = dayIn(besideTitle(tables, 'revised'));
  const codes = new Set(observations.map((one) => one.orgCode.trim().toUpperCase()));
  return {
    layout,
    maturity,
    ...(published === undefined ? {} : { published }),
    ...(revised === undefined ? {} : { revised }),
    observations,
    totals: sorted.flatMap(({ table, rows }) =>
      rows.england.flatMap((england) => totalsOfRow(table, england, rows.kept)),
    ),
    quarantine: sorted.flatMap(({ rows }) => rows.quarantine),
    findings: [
      ...doubt,
      ...sorted.flatMap(({ rows }) => rows.findings),
      ...doubtsAbout(observations, fy),
      ...providerIssues(workbook, codes),
    ],
    tables: [],
  };
}

function figureAt(row: OrganisationRow, index: number): OrganisationRow {
  return { ...row, figures: row.figures.slice(index, index + 1) };
}

/** The England row against the rows of its modality, column by column. Months to come are blank in both. */
function totalsOfRow(
  table: ImagingTable,
  england: OrganisationRow,
  kept: readonly OrganisationRow[],
): readonly PrintedTotal[] {
  const rows = table.at.modality < 0 ? kept : kept.filter((row) => measureOf(row) === measureOf(england));
  return table.periods.flatMap((period, index) => {
    const printed = [england, ...rows].some((row) => row.figures[index]?.status !== 'missing');
    if (!printed || isTooSmall(england, rows, index)) return [];
    return totalsOf(
      figureAt(england, index),
      rows.map((row) => figureAt(row, index)),
      period,
      table.sheet,
    );
  });
}

/** One or two tests in all of England, withheld as everywhere. */
function isTooSmall(england: OrganisationRow, rows: readonly OrganisationRow[], index: number): boolean {
  const sum = rows.reduce((all, row) => all + (row.figures[index]?.value ?? 0), 0);
  return england.figures[index]?.status === 'suppressed' && sum <= WITHHELD_AT_MOST;
}

/** The file's own word for itself, which its name and its page may contradict. */
function maturityOf(tables: readonly ImagingTable[]): {
  readonly maturity: Maturity;
  readonly doubt: readonly Finding[];
} {
  const printed = besideTitle(tables, 'status');
  if (/provisional/i.test(printed)) return { maturity: 'provisional', doubt: [] };
  if (/final/i.test(printed)) return { maturity: 'final', doubt: [] };
  const message = `The file says ${printed === '' ? 'nothing' : `"${printed}"`} as its status, neither final nor provisional; it was taken as provisional.`;
  return { maturity: 'provisional', doubt: [{ kind: 'status-unknown', severity: 'warning', message }] };
}
