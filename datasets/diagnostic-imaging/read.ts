/**
 * Table 1 of a year, from sheets to observations (dossier diagnostic-imaging, sections 3 to 5). The sorting
 * of its rows is its own: an organisation has a row for each region and modality, and a table of the year has
 * a column for each period.
 */
import { dayIn } from '../../nhs/printed-date.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { cellText, columnLetter, type SheetRow } from '../../spreadsheet/workbook.ts';
import type { ParseContext, Recognition } from '../contract/dataset.ts';
import { yearsOf } from '../contract/layout.ts';
import {
  Maturity,
  type Finding,
  type ParsedFile,
  type PrintedTotal,
  type QuarantinedRow,
} from '../contract/parsed-file.ts';
import {
  figuresOf,
  keepOnce,
  looksLikeCode,
  noOrganisationCode,
  observationsOf,
  totalsOf,
  type KeptRows,
  type OrganisationRow,
} from '../tables/figure-table.ts';
import { besideLabel, plainHeading } from '../tables/header-row.ts';
import { fileOfTable } from '../tables/organisation-rows.ts';
import { recogniseBy } from '../tables/recognise-table.ts';
import { noOrganisations, notANumber, wrongPeriod } from '../tables/refusals.ts';
import { WITHHELD_AT_MOST } from './checks.ts';
import { findTables, isOfPublication, modalityNamed, type ImagingTable } from './find-tables.ts';
import { findingsAbout, providerIssues } from './findings.ts';
import { LAYOUTS, MEASURES, NOTHING_SENT } from './layouts.ts';

/**
 * Measures `tests_*`: imaging tests of one modality, rounded to five by the publisher. Of the year (period
 * `2019-20`) where the table has a column for it, and of every month (`2019-04`). A row is printed only for
 * what an organisation sent.
 */
export function parseDiagnosticImaging(source: SourceBytes, { fy }: ParseContext): ParsedFile {
  const workbook = source.workbook();
  const tables = findTables(workbook);
  const [first] = tables;
  if (first.fy !== fy) throw wrongPeriod(`Sheet "${first.sheet}" is of ${first.fy}`, fy, 'year');
  const sorted = tables.map((table) => ({ table, rows: sortRows(table) }));
  const observations = sorted.flatMap(({ table, rows }) =>
    table.columns.flatMap(({ period }, index) =>
      observationsOf(
        rows.kept.map((row) => figureAt(row, index)),
        period,
        table.sheet,
      ),
    ),
  );
  const totals = sorted.flatMap(({ table, rows }) =>
    rows.england.flatMap((england) => totalsOfRow(table, england, rows.kept)),
  );
  const quarantine = sorted.flatMap(({ rows }) => rows.quarantine);
  const titleBlock = titlesOf(tables);
  const { maturity, findings } = maturityOf(besideLabel(titleBlock, 'status'));
  const codes = new Set(observations.map(({ orgCode }) => orgCode.trim().toUpperCase()));
  findings.push(
    ...sorted.flatMap(({ rows }) => rows.findings),
    ...findingsAbout(observations, fy),
    ...providerIssues(workbook, codes),
  );
  const { layout } = first.layout;
  return { ...fileOfTable({ layout, titleBlock }, { observations, totals, quarantine, findings }), maturity };
}

/** Tells a Table 1, and its year, from what is in it. */
export function recogniseDiagnosticImaging(source: SourceBytes): Recognition {
  if (source.kind === 'csv')
    return { notThis: 'a CSV; Table 1 of the Diagnostic Imaging Dataset is a workbook' };
  return recogniseBy(source, {
    title: 'imaging tests (DID Table 1)',
    years: yearsOf(LAYOUTS),
    isNearly: ({ workbook }) => isOfPublication(workbook()),
    read: ({ workbook }) => {
      const tables = findTables(workbook());
      const [{ fy }] = tables;
      const titles = titlesOf(tables);
      const edition = dayIn(besideLabel(titles, 'revised')) ?? dayIn(besideLabel(titles, 'published'));
      return { fy, slot: fy, period: fy, ...(edition !== undefined && { edition }) };
    },
  });
}

/** The lines of the title blocks that say something beside their label, first sheet first. */
function titlesOf(tables: readonly ImagingTable[]): readonly SheetRow[] {
  return tables.flatMap(({ titleBlock }) =>
    titleBlock.filter(({ cells }) => cells.filter((cell) => cellText(cell).trim() !== '').length > 1),
  );
}

/** The file's own word for itself, which its name and its page may contradict. */
function maturityOf(printed: string): { readonly maturity: Maturity; readonly findings: Finding[] } {
  if (/provisional/i.test(printed)) return { maturity: Maturity.provisional, findings: [] };
  if (/final/i.test(printed)) return { maturity: Maturity.final, findings: [] };
  const message = `The file says ${printed === '' ? 'nothing' : `"${printed}"`} as its status, neither final nor provisional; it was taken as provisional.`;
  const finding: Finding = { kind: 'status-unknown', severity: 'warning', message };
  return { maturity: Maturity.provisional, findings: [finding] };
}

interface SortedRows extends KeptRows {
  readonly england: readonly OrganisationRow[];
}

/**
 * @throws SourceError for an unknown modality, a word among the counts, rows that disagree, or an England row
 * that is not there.
 */
function sortRows(table: ImagingTable): SortedRows {
  const england: OrganisationRow[] = [];
  const aside: QuarantinedRow[] = [];
  const sent = new Map<string, OrganisationRow[]>();
  for (const row of table.body) {
    const orgCode = cellText(row.cells[table.at.orgCode]);
    const orgName = cellText(row.cells[table.at.orgName]);
    const entry = { number: row.number, orgCode, orgName, figures: figuresOf(row, table.columns) };
    const prints = entry.figures.some(({ status }) => status !== 'missing');
    if (!looksLikeCode(orgCode) && plainHeading(orgName) === 'england') {
      england.push(countsOf(table, row, entry));
    } else if (looksLikeCode(orgCode) && (prints || orgName.trim() !== '')) {
      const counts = countsOf(table, row, entry);
      const key = [cellText(row.cells[table.at.region]), orgCode, orgName, measureOf(counts)];
      const place = key.map((part) => part.trim().toUpperCase()).join('|');
      sent.set(place, [...(sent.get(place) ?? []), counts]);
    } else if (prints) aside.push(noOrganisationCode(table.sheet, entry, 'an England row'));
  }
  requireEngland(table, england);
  requireUnderHeadings(table, [...england, ...[...sent.values()].flat()]);
  if (sent.size === 0) throw noOrganisations(table.sheet, 'Table 1', 'year');
  const once = [...sent.values()].map((rows) => oneRow(table, rows));
  return {
    england,
    kept: once.flatMap(({ kept }) => kept).sort((a, b) => a.number - b.number),
    quarantine: [...aside, ...once.flatMap(({ quarantine }) => quarantine)],
    findings: once.flatMap(({ findings }) => findings),
  };
}

/** The figures with the row's modality; marks for "nothing sent" are told from words that are no count. */
function countsOf(table: ImagingTable, { cells }: SheetRow, row: OrganisationRow): OrganisationRow {
  const word = row.figures.find(({ unreadable, printed }) => unreadable && !NOTHING_SENT.test(printed));
  const { modality: at } = table.at;
  const named = at === undefined ? '' : cellText(cells[at]);
  const modality = modalityNamed(table.layout, named);
  if (at !== undefined && modality === undefined) {
    const known = Object.values(table.layout.modalities).map(([name = '']) => name);
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `Sheet "${table.sheet}", row ${row.number}, column ${columnLetter(at)} says "${named}", which is none of the nine modalities (${known.join(', ')}). Read what the publisher says about it, then add it to datasets/diagnostic-imaging/layouts.ts.`,
    );
  }
  if (word) throw notANumber(table.sheet, row.number, word, 'a count');
  const figures = row.figures.map((figure) => ({
    ...figure,
    unreadable: false,
    column: { ...figure.column, measure: modality ?? figure.column.measure },
  }));
  return { ...row, figures };
}

/** The measure of a row's first figure: the modality, where there is a row for each. */
function measureOf(row: OrganisationRow): string {
  return row.figures[0]?.column.measure ?? '';
}

/**
 * An independent provider has a row in every region, and a trust that changed its name has one under each
 * name: those are added. The same region, code, name and modality twice counts once where the figures agree,
 * and is refused where not.
 */
function oneRow(table: ImagingTable, rows: readonly OrganisationRow[]): KeptRows {
  const once = keepOnce(rows, table.sheet);
  const [first, other] = once.kept;
  if (!first || !other) return once;
  throw new SourceError(
    SourceErrorCode.duplicateRows,
    `Sheet "${table.sheet}", rows ${first.number} and ${other.number} are both of ${first.orgCode} (${first.orgName.trim()}), of the same region and modality, with different figures. Ask the publisher which row is right, or load another edition.`,
  );
}

/**
 * Numbers right of the last heading, in more than a tenth of the rows: the figures stand one column too far.
 */
function requireUnderHeadings(table: ImagingTable, entries: readonly OrganisationRow[]): void {
  const last = Math.max(...table.columns.map(({ index }) => index), ...Object.values(table.at));
  const numbers = new Set(entries.map(({ number }) => number));
  const outside = table.body.filter(
    ({ number, cells }) =>
      numbers.has(number) && cells.slice(last + 1).some((cell) => typeof cell === 'number'),
  );
  const [first] = outside;
  if (!first || outside.length <= numbers.size / 10) return;
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `Sheet "${table.sheet}": ${outside.length} of ${numbers.size} rows print a number right of the last heading, in column ${columnLetter(last)}; the first is row ${first.number}. The columns may be shifted; compare with the publisher's file.`,
  );
}

/** One England figure for each modality; without it a modality may have been cut off. */
function requireEngland(table: ImagingTable, england: readonly OrganisationRow[]): void {
  for (const measure of MEASURES) {
    const found = england.filter((row) => row.figures.some(({ column }) => column.measure === measure));
    if (found.length === 1) continue;
    const [name = measure] = table.layout.modalities[measure] ?? [];
    throw new SourceError(
      SourceErrorCode.totalDisagrees,
      `Sheet "${table.sheet}" has ${found.length === 0 ? 'no England row' : `${found.length} England rows`} for ${name}, so its rows cannot be checked against a total; the file may be cut short. Load another edition of the year.`,
    );
  }
}

/** The England row against the rows of its modality, column by column. Months to come are blank in both. */
function totalsOfRow(
  table: ImagingTable,
  england: OrganisationRow,
  kept: readonly OrganisationRow[],
): readonly PrintedTotal[] {
  const ofModality = (row: OrganisationRow): boolean => measureOf(row) === measureOf(england);
  const rows = table.at.modality === undefined ? kept : kept.filter(ofModality);
  return table.columns.flatMap(({ period }, index) => {
    const own = rows.map((row) => figureAt(row, index));
    const total = figureAt(england, index);
    const printed = [total, ...own].some(({ figures: [figure] }) => figure?.status !== 'missing');
    return printed && !isTooSmall(total, own) ? totalsOf(total, own, { period, sheet: table.sheet }) : [];
  });
}

/** One or two tests in all of England, withheld as everywhere. */
function isTooSmall(england: OrganisationRow, rows: readonly OrganisationRow[]): boolean {
  const sum = rows.reduce((all, { figures: [figure] }) => all + (figure?.value ?? 0), 0);
  return england.figures[0]?.status === 'suppressed' && sum <= WITHHELD_AT_MOST;
}

function figureAt(row: OrganisationRow, index: number): OrganisationRow {
  return { ...row, figures: row.figures.slice(index, index + 1) };
}
