/** One survey out of a workbook of results by organisation (dossier staff-survey, sections 4a, 4b and 5). */
import { cellText } from '../../spreadsheet/workbook.ts';
import type { Finding, Observation, ParsedFile, QuarantinedRow } from '../contract/parsed-file.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import {
  figuresOf,
  keepOnce,
  looksLikeCode,
  noOrganisationCode,
  observationsOf,
  type Figure,
  type OrganisationRow,
} from '../tables/figure-table.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { EXCLUSIONS } from './discover.ts';
import { doubtsAbout } from './doubts.ts';
import { editionOfSlot, surveyOf } from './editions.ts';
import { GROUPS_NEEDED } from './layouts.ts';
import { columnsOfSurvey, readSurveyTables, type SurveyTable, type SurveyWorkbook } from './read-tables.ts';

/** Measures by the publisher's names: `responses`, `response_rate` (0-1), `theme_*` and `PP1` to `PP7` (0-10). */
export function parseStaffSurvey(source: SourceBytes, context: ParseContext): ParsedFile {
  requireNoSiblingName(source.fileName);
  const workbook = readSurveyTables(source.workbook());
  const survey = surveyOf(context.fy);
  requireEdition(workbook, context.slot, survey);
  const tables = workbook.tables.filter((table) => printsSurvey(table, survey));
  requireGroups(tables);
  const observations: Observation[] = [];
  const quarantine: QuarantinedRow[] = [];
  const findings: Finding[] = emptyGroups(tables);
  const earlier = new Map<string, Place>();
  for (const table of tables) {
    const sorted = sortRows(workbook, table, survey);
    const once = keepOnce(sorted.organisations, table.sheet);
    const { kept, repeated } = notInEarlierSheets(once.kept, table.sheet, earlier);
    observations.push(...observationsOf(kept, context.period, table.sheet));
    quarantine.push(...sorted.quarantine, ...once.quarantine, ...repeated);
    findings.push(...once.findings, ...kept.flatMap((row) => doubtsAbout(row, survey, table.sheet)));
  }
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
    quarantine,
    findings,
    tables: [],
  };
}

/** The bank workers' workbook has the same headings: its name is the first thing that tells. */
function requireNoSiblingName(fileName: string): void {
  const sibling = EXCLUSIONS.find(([pattern]) => pattern.test(fileName));
  if (!sibling) return;
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `The file is named "${fileName}": ${sibling[1]}. Take the benchmark report Excel data; if the name is wrong, rename the file.`,
  );
}

function requireEdition({ edition, surveys }: SurveyWorkbook, slot: string, survey: number): void {
  const wanted = editionOfSlot(slot);
  if (edition === wanted && surveys.includes(survey)) return;
  throw new SourceError(
    SourceErrorCode.wrongPeriod,
    `The workbook prints the surveys of ${surveys.join(', ')}, so it is the edition of ${edition}; wanted is the survey of ${survey} in the edition of ${wanted}. Take the right one from the publisher's results archive.`,
  );
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

/** Headings without rows have been published (2019: scientific and technical organisations); of trusts that is a doubt. */
function emptyGroups(tables: readonly SurveyTable[]): Finding[] {
  return GROUPS_NEEDED.filter(([pattern]) =>
    tables.every(({ sheet, body }) => !pattern.test(sheet) || body.length === 0),
  ).map(([, group]) => ({
    kind: 'empty-sheet',
    severity: 'warning',
    message: `The sheet of ${group} has headings and no organisation, so that none seems to have taken part. Compare with the publisher's file.`,
  }));
}

interface SortedRows {
  readonly organisations: readonly OrganisationRow[];
  readonly quarantine: readonly QuarantinedRow[];
}

function sortRows(workbook: SurveyWorkbook, table: SurveyTable, survey: number): SortedRows {
  const { layout, edition } = workbook;
  const organisations: OrganisationRow[] = [];
  const quarantine: QuarantinedRow[] = [];
  if (table.body.length === 0) return { organisations, quarantine };
  const columns = columnsOfSurvey(workbook, table, survey);
  const text = (cells: SurveyTable['body'][number]['cells'], name: string): string =>
    cellText(cells[table.at.get(name) ?? -1]);
  for (const row of table.body) {
    const orgCode = text(row.cells, layout.orgCode);
    const orgName = text(row.cells, layout.orgName);
    const figures = figuresOf(row, columns).map(withheld);
    const entry = { number: row.number, orgCode, orgName, figures };
    const prints = figures.some(({ status }) => status !== 'missing');
    if (!isOrganisation(orgCode)) {
      if (prints) quarantine.push(noOrganisationCode(table.sheet, entry, 'a total of the publisher'));
    } else if (table.at.has(layout.group) && text(row.cells, layout.group).trim() === '') {
      if (prints) quarantine.push(noGroup(table.sheet, entry, layout.group));
    } else if (prints || survey === edition) {
      // An organisation without history has its row in a later edition, and blanks for the years before it.
      organisations.push(entry);
    }
  }
  return { organisations, quarantine };
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

function noGroup(sheet: string, row: OrganisationRow, heading: string): QuarantinedRow {
  const { number, orgCode, orgName } = row;
  const detail = `Nothing under "${heading}": a row that somebody added is no organisation.`;
  return { sheet, row: number, orgCode, orgName, rule: 'no-benchmarking-group', detail };
}

interface Place {
  readonly sheet: string;
  readonly row: OrganisationRow;
}

/** A trust stands in one benchmarking group. The same figures in a second sheet are left out; others are for the check. */
function notInEarlierSheets(
  rows: readonly OrganisationRow[],
  sheet: string,
  earlier: Map<string, Place>,
): { readonly kept: readonly OrganisationRow[]; readonly repeated: readonly QuarantinedRow[] } {
  const kept: OrganisationRow[] = [];
  const repeated: QuarantinedRow[] = [];
  for (const row of rows) {
    const code = row.orgCode.trim().toUpperCase();
    const before = earlier.get(code);
    if (!before) earlier.set(code, { sheet, row });
    const printed = (one: OrganisationRow): string => one.figures.map((figure) => figure.printed).join('|');
    if (!before || before.sheet === sheet || printed(before.row) !== printed(row)) {
      kept.push(row);
      continue;
    }
    const { number, orgCode, orgName } = row;
    const detail = `The same figures as row ${before.row.number} of sheet "${before.sheet}", which was kept.`;
    repeated.push({ sheet, row: number, orgCode, orgName, rule: 'duplicate-row', detail });
  }
  return { kept, repeated };
}
