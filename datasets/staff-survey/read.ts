/**
 * One survey out of a workbook of results by organisation (dossier staff-survey, sections 4a, 4b and 5). The finding of its
 * tables and the sorting of its rows are its own: each benchmarking group has a sheet, one sheet has the columns of five
 * surveys, a blank in a cell is a figure withheld, and an organisation without history has its row all the same.
 */
import { financialYear } from '../../nhs/financial-year.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import {
  cellText,
  columnLetter,
  type Sheet,
  type SheetRow,
  type Workbook,
} from '../../spreadsheet/workbook.ts';
import type { ParseContext, Recognition } from '../contract/dataset.ts';
import { layoutsOf, yearsOf } from '../contract/layout.ts';
import type { Finding, ParsedFile, QuarantinedRow } from '../contract/parsed-file.ts';
import {
  figuresOf,
  keepOnce,
  looksLikeCode,
  noOrganisationCode,
  observationsOf,
  type Figure,
  type FigureColumn,
  type OrganisationRow,
} from '../tables/figure-table.ts';
import { placeOf, rowsOf } from '../tables/header-row.ts';
import { recogniseBy, type Recognised } from '../tables/recognise-table.ts';
import { headingMissing } from '../tables/refusals.ts';
import { findingsOn } from '../tables/row-findings.ts';
import { EXCLUSIONS } from './discover.ts';
import { editionOfSlot, expectedFiles, slotOf, surveyOf } from './editions.ts';
import {
  ENGAGEMENT,
  FEEDS,
  GROUPS_NEEDED,
  headingOf,
  LAYOUTS,
  OTHER_SHEETS,
  plainName,
  SIBLINGS,
  type SurveyLayout,
} from './layouts.ts';

interface SurveyTable {
  readonly sheet: string;
  readonly header: SheetRow;
  readonly body: readonly SheetRow[];
  /** 0-based column of each heading, by its plain name; -1 where the heading is there twice. */
  readonly at: ReadonlyMap<string, number>;
}

interface SurveyWorkbook {
  readonly layout: SurveyLayout;
  /** Surveys it prints engagement for, ascending; the last is the edition. */
  readonly surveys: readonly number[];
  readonly edition: number;
  readonly tables: readonly SurveyTable[];
}

/** Sheets run on for a million empty rows (Community Surgical Services, 2019): so many in a row are the end. */
const EMPTY_ROWS_AT_MOST = 500;
const HEADER_AMONG_ROWS = 10;
const IDENTITY_AMONG_COLUMNS = 20;
const HEADINGS_SHOWN = 24;
/** A sheet with so many numbers in a row is a table of results, and not words or a list of names. */
const NUMBERS_OF_A_TABLE = 8;
const IDENTITIES = '"org_id" and "org_name", or "trust" and "trustname"';

/** Measures by the publisher's names: `responses`, `response_rate` (0-1), `theme_*` and `PP1` to `PP7` (0-10). */
export function parseStaffSurvey(source: SourceBytes, { fy, slot, period }: ParseContext): ParsedFile {
  const sibling = siblingNamed(source.fileName);
  if (sibling !== undefined) {
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `The file is named "${source.fileName}": ${sibling}. Take the benchmark report Excel data; if the name is wrong, rename the file.`,
    );
  }
  const workbook = readTables(source.workbook());
  const survey = surveyOf(fy);
  requireEdition(workbook, slot, survey);
  const tables = workbook.tables.filter((table) => printsSurvey(table, survey));
  requireGroups(tables);
  const earlier = new Map<string, PlacedRow>();
  const sheets = tables.map((table) => {
    const { sheet } = table;
    const { organisations, aside } = sortRows(workbook, table, survey);
    const once = keepOnce(organisations, sheet);
    const { kept, repeated } = notInEarlierSheets(once.kept, sheet, earlier);
    return {
      observations: observationsOf(kept, period, sheet),
      quarantine: [...aside, ...once.quarantine, ...repeated],
      findings: [...once.findings, ...kept.flatMap((row) => unreadableCells(row, survey, sheet))],
    };
  });
  const observations = sheets.flatMap((sheet) => sheet.observations);
  if (observations.length === 0) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `The workbook has the headings of the survey of ${survey} and no organisation with figures under them. Load another edition.`,
    );
  }
  return {
    layout: workbook.layout.layout,
    maturity: 'final',
    observations,
    totals: [],
    quarantine: sheets.flatMap((sheet) => sheet.quarantine),
    findings: [...emptyGroups(tables), ...sheets.flatMap((sheet) => sheet.findings)],
    tables: [],
  };
}

/** By the surveys whose columns it has. The name counts only against it: the bank workers' workbook looks alike. */
export function recogniseStaffSurvey(source: SourceBytes): Recognition {
  if (source.kind === 'csv') return recogniseCsv(source);
  return recogniseBy(source, {
    title: 'Staff Survey',
    years: yearsOf(LAYOUTS),
    isNearly: ({ workbook }) => speaksOfSurvey(workbook()),
    read: ({ fileName, workbook }) => {
      const { edition, surveys, layout } = readTables(workbook());
      const sibling = siblingNamed(fileName);
      if (sibling !== undefined) return `named as ${sibling}`;
      const slots = surveys.toReversed().flatMap((survey): Recognised[] => {
        const [fy, slot] = [financialYear(survey), slotOf(survey, edition)];
        const isRead = isLayoutOf(layout, survey) && expectedFiles(fy).some((file) => file.slot === slot);
        return isRead ? [{ fy, slot, period: fy }] : [];
      });
      const [main, ...also] = slots;
      if (!main) return `of ${surveys.join(', ')}, an edition that this project does not read`;
      return { ...main, ...(also.length > 0 && { also }) };
    },
  });
}

/** Of this publication by its title, or by a sheet of the questionnaire's first block. */
function speaksOfSurvey({ sheets }: Workbook): boolean {
  const [first] = sheets[0]?.rows() ?? [];
  return (
    /staff\s+survey/i.test(cellText(first?.cells[0])) ||
    sheets.some(({ name }) => /^\s*your\s+job\b/i.test(name))
  );
}

/** Extracts of the detailed spreadsheets are passed around as CSV: percentages and bases by organisation, no scores. */
function recogniseCsv(source: SourceBytes): Recognition {
  const [header] = source.workbook().sheets[0]?.rows() ?? [];
  const headings = new Set(header?.cells.map((cell) => cellText(cell).trim()));
  const isExtract = ['ODS code', 'Benchmarking group', 'Weighting'].every((heading) => headings.has(heading));
  if (!isExtract) return { notThis: 'a CSV; the results of the Staff Survey are workbooks' };
  const notThis =
    'an extract of the Staff Survey with percentages and without scores; the published results are workbooks';
  return { notThis, nearly: true };
}

/** The bank workers' workbook has the same headings: its name is the first thing that tells. */
function siblingNamed(fileName: string): string | undefined {
  return EXCLUSIONS.find(([pattern]) => pattern.test(fileName))?.[1];
}

/** @throws SourceError when it is a sibling of these workbooks, or a sheet of results has not the headings. */
function readTables(workbook: Workbook): SurveyWorkbook {
  const found: { readonly layout: SurveyLayout; readonly table: SurveyTable }[] = [];
  for (const sheet of workbook.sheets.filter(({ hidden }) => !hidden)) {
    const beginning = firstRows(sheet);
    requireNoSibling(sheet, beginning);
    if (OTHER_SHEETS.some((pattern) => pattern.test(sheet.name))) continue;
    const table = tableIn(sheet, beginning);
    if (table) found.push(table);
  }
  const [first] = found;
  if (!first) {
    const names = workbook.sheets.map(({ name }) => `"${name}"`).join(', ');
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `No sheet has the headings ${IDENTITIES}. The sheets are: ${names}. This is no workbook of Staff Survey results by organisation; take the benchmark report Excel data.`,
    );
  }
  return withSurveys(
    first.layout,
    found.map(({ table }) => table),
  );
}

/** A look at a sheet before it is read as a whole: other workbooks have sheets of a million rows. */
function firstRows(sheet: Sheet): readonly SheetRow[] {
  const rows: SheetRow[] = [];
  for (const row of toLastFilled(sheet)) {
    rows.push(row);
    if (rows.length >= HEADER_AMONG_ROWS) break;
  }
  return rows;
}

function* toLastFilled(sheet: Sheet): Iterable<SheetRow> {
  let empty = 0;
  for (const row of sheet.rows()) {
    if (row.cells.some((cell) => cellText(cell).trim() !== '')) {
      empty = 0;
      yield row;
    } else if (++empty > EMPTY_ROWS_AT_MOST) return;
  }
}

function tableIn(
  sheet: Sheet,
  beginning: readonly SheetRow[],
): { readonly layout: SurveyLayout; readonly table: SurveyTable } | undefined {
  for (const [index, header] of beginning.entries()) {
    const first = new Set(namesIn(header, IDENTITY_AMONG_COLUMNS));
    const layout = LAYOUTS.find(({ orgCode, orgName }) => first.has(orgCode) && first.has(orgName));
    if (!layout) continue;
    const at = new Map<string, number>();
    for (const [column, name] of namesIn(header).entries()) at.set(name, at.has(name) ? -1 : column);
    const rows = rowsOf({ ...sheet, rows: () => toLastFilled(sheet) });
    return { layout, table: { sheet: sheet.name, header, body: rows.slice(index + 1), at } };
  }
  const [header] = beginning;
  if (!header || !beginning.some(isResults)) return undefined;
  throw lacking({ sheet: sheet.name, header }, `no row has the headings ${IDENTITIES}, together`);
}

function isResults({ cells }: SheetRow): boolean {
  return cells.filter((cell) => typeof cell === 'number').length >= NUMBERS_OF_A_TABLE;
}

function namesIn({ cells }: SheetRow, columns = cells.length): readonly string[] {
  return cells.slice(0, columns).map((cell) => plainName(cellText(cell)));
}

/** By the sheet's name, and by the words above its table. */
function requireNoSibling(sheet: Sheet, rows: readonly SheetRow[]): void {
  for (const words of [sheet.name, cellText(rows[0]?.cells[0])]) {
    const sibling = SIBLINGS.find(([pattern]) => pattern.test(words));
    if (!sibling) continue;
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `${placeOf(sheet.name)} says "${words.trim().slice(0, 120)}": these are ${sibling[1]}. Take the benchmark report Excel data instead.`,
    );
  }
}

function withSurveys(layout: SurveyLayout, tables: readonly SurveyTable[]): SurveyWorkbook {
  const engagement = new RegExp(`^${ENGAGEMENT.replace('{year}', '(20\\d\\d)')}$`);
  const years = tables.flatMap(({ at }) => [...at.keys()].map((name) => Number(engagement.exec(name)?.[1])));
  const surveys = [...new Set(years.filter((year) => year > 0))].sort();
  const edition = surveys.at(-1);
  if (edition === undefined)
    throw lacking(tables[0], `no heading "${ENGAGEMENT.replace('{year}', '20..')}"`, 'engagement');
  if (surveys.length < layout.yearsAtLeast) {
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `The workbook has the headings of benchmark report data, but prints ${surveys.join(' and ')} only, where the results of staff have five surveys. The results of bank workers look like that. Take the benchmark report Excel data of all staff.`,
    );
  }
  return { layout, surveys, edition, tables };
}

/** Whether a survey's year has a row of the layout. */
function isLayoutOf({ layout }: SurveyLayout, survey: number): boolean {
  return layoutsOf(LAYOUTS, financialYear(survey)).some((row) => row.layout === layout);
}

function requireEdition(workbook: SurveyWorkbook, slot: string, survey: number): void {
  const { edition, surveys, layout, tables } = workbook;
  const wanted = editionOfSlot(slot);
  if (edition !== wanted || !surveys.includes(survey)) {
    throw new SourceError(
      SourceErrorCode.wrongPeriod,
      `The workbook prints the surveys of ${surveys.join(', ')}, so it is the edition of ${edition}; wanted is the survey of ${survey} in the edition of ${wanted}. Take the right one from the publisher's results archive.`,
    );
  }
  if (isLayoutOf(layout, survey)) return;
  const [ofYear] = layoutsOf(LAYOUTS, financialYear(survey));
  const words = `the headings "${layout.orgCode}" and "${layout.orgName}" are of layout ${layout.layout}`;
  throw lacking(tables[0], `${words}, which no survey of ${survey} is known to have`, String(survey), ofYear);
}

/** A group that was not surveyed in a year (ICBs before 2022) may have no column of it; one of trusts has to. */
function printsSurvey({ sheet, at }: SurveyTable, survey: number): boolean {
  return (
    GROUPS_NEEDED.some(([pattern]) => pattern.test(sheet)) ||
    [...at.keys()].some((heading) => heading.endsWith(`_${survey}`))
  );
}

function requireGroups(tables: readonly SurveyTable[]): void {
  const names = tables.map(({ sheet }) => sheet);
  const lost = GROUPS_NEEDED.find(([pattern]) => !names.some((name) => pattern.test(name)));
  if (!lost) return;
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `No sheet has ${lost[1]}. The sheets with headings of results are: ${names.map((name) => `"${name}"`).join(', ')}. The file is not complete; load another edition.`,
  );
}

/** Headings without rows have been published (2019: scientific and technical organisations); of trusts that is a finding. */
function emptyGroups(tables: readonly SurveyTable[]): readonly Finding[] {
  return GROUPS_NEEDED.filter(([pattern]) =>
    tables.every(({ sheet, body }) => !pattern.test(sheet) || body.length === 0),
  ).map(([, group]) => ({
    kind: 'empty-sheet',
    severity: 'warning',
    message: `The sheet of ${group} has headings and no organisation, so that none seems to have taken part. Compare with the publisher's file.`,
  }));
}

/** Columns of one survey. @throws SourceError HEADING_MISSING when one that is needed is not there, or is there twice. */
function columnsOfSurvey(
  { layout, edition }: SurveyWorkbook,
  table: SurveyTable,
  survey: number,
): readonly FigureColumn[] {
  return layout.figures.flatMap(([measure, pattern]) => {
    const heading = headingOf(pattern, survey);
    const index = heading === pattern && survey !== edition ? undefined : table.at.get(heading);
    if (index !== undefined && index >= 0) return [{ measure, index, heading }];
    if (index === undefined && !FEEDS.has(measure)) return [];
    const what = index === undefined ? `no heading "${heading}"` : `the heading "${heading}" more than once`;
    const needed = `${what}, which the survey of ${survey} needs`;
    throw lacking(table, needed, String(survey), layout);
  });
}

/** Sums that somebody added below the table are set aside, with the rule. */
function sortRows(
  workbook: SurveyWorkbook,
  table: SurveyTable,
  survey: number,
): { readonly organisations: readonly OrganisationRow[]; readonly aside: readonly QuarantinedRow[] } {
  const { layout, edition } = workbook;
  const organisations: OrganisationRow[] = [];
  const aside: QuarantinedRow[] = [];
  if (table.body.length === 0) return { organisations, aside };
  const columns = columnsOfSurvey(workbook, table, survey);
  for (const row of table.body) {
    const text = (name: string): string => cellText(row.cells[table.at.get(name) ?? -1]);
    const figures = figuresOf(row, columns).map(withheld);
    const entry = {
      number: row.number,
      orgCode: text(layout.orgCode),
      orgName: text(layout.orgName),
      figures,
    };
    const prints = figures.some(({ status }) => status !== 'missing');
    if (!isOrganisation(entry.orgCode)) {
      if (prints) aside.push(noOrganisationCode(table.sheet, entry, 'a total of the publisher'));
    } else if (table.at.has(layout.group) && text(layout.group).trim() === '') {
      const detail = `Nothing under "${layout.group}": a row that somebody added is no organisation.`;
      if (prints) aside.push(setAside(table.sheet, entry, 'no-benchmarking-group', detail));
    } else if (prints || survey === edition) {
      // An organisation without history has its row in a later edition, and blanks for the years before it.
      organisations.push(entry);
    }
  }
  return { organisations, aside };
}

/** A single blank in a cell stands for fewer than eleven answers; an empty cell for no figure. */
function withheld(figure: Figure): Figure {
  return figure.printed !== '' && figure.printed.trim() === '' ? { ...figure, status: 'suppressed' } : figure;
}

/** Sub-codes of a trust (`R1F1`), and groups of commissioners that were surveyed together (`00C/00D/00J`). */
function isOrganisation(code: string): boolean {
  const parts = code.trim().split(/\s*\/\s*/);
  return parts.every((part) => looksLikeCode(part) && (part.length === 3 || /\d/.test(part)));
}

function setAside(
  sheet: string,
  { number, orgCode, orgName }: OrganisationRow,
  rule: string,
  detail: string,
): QuarantinedRow {
  return { sheet, row: number, orgCode, orgName, rule, detail };
}

interface PlacedRow {
  readonly sheet: string;
  readonly row: OrganisationRow;
}

/** A trust stands in one benchmarking group. The same figures in a second sheet are left out; others are for the check. */
function notInEarlierSheets(
  rows: readonly OrganisationRow[],
  sheet: string,
  earlier: Map<string, PlacedRow>,
): { readonly kept: readonly OrganisationRow[]; readonly repeated: readonly QuarantinedRow[] } {
  const kept: OrganisationRow[] = [];
  const repeated: QuarantinedRow[] = [];
  const printed = ({ figures }: OrganisationRow): string => figures.map((figure) => figure.printed).join('|');
  for (const row of rows) {
    const code = row.orgCode.trim().toUpperCase();
    const before = earlier.get(code);
    if (!before) earlier.set(code, { sheet, row });
    if (!before || before.sheet === sheet || printed(before.row) !== printed(row)) kept.push(row);
    else {
      const detail = `The same figures as row ${before.row.number} of sheet "${before.sheet}", which was kept.`;
      repeated.push(setAside(sheet, row, 'duplicate-row', detail));
    }
  }
  return { kept, repeated };
}

function unreadableCells(row: OrganisationRow, survey: number, sheet: string): readonly Finding[] {
  const { findings, add } = findingsOn(row, `Survey of ${survey}, sheet "${sheet}"`);
  for (const { column, printed, unreadable } of row.figures) {
    const feeds = FEEDS.get(column.measure);
    if (!unreadable || feeds === undefined) continue;
    const cell = `${columnLetter(column.index)}${row.number}`;
    add(
      'unreadable-cell',
      feeds,
      `cell ${cell} (${column.heading}) prints "${printed}", which is not a number; it was taken as not reported.`,
    );
  }
  return findings;
}

/**
 * Of two thousand headings those of the layout are shown, then those that are `like` the heading looked for.
 * @param like the year of the survey, where a layout is given
 */
function lacking(
  table: Pick<SurveyTable, 'sheet' | 'header'> | undefined,
  what: string,
  like = '',
  layout?: SurveyLayout,
): SourceError {
  const figures = layout?.figures.map(([, heading]) => headingOf(heading, Number(like))) ?? [];
  const wanted = layout ? [layout.orgCode, layout.orgName, ...figures] : [];
  const cells = table?.header.cells ?? [];
  const known = cells.filter((cell) => wanted.includes(plainName(cellText(cell))));
  const others = cells.filter((cell) => !known.includes(cell) && cellText(cell).includes(like));
  const row = { number: table?.header.number ?? 0, cells: [...known, ...others.slice(0, HEADINGS_SHOWN)] };
  return headingMissing(
    { sheet: table?.sheet ?? '', row, publication: 'staff-survey' },
    what,
    layout && { layout: layout.layout, headings: wanted, plain: plainName },
  );
}
