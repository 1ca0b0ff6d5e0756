/** The rows under the headings: organisations, areas, totals and the rest, read to observations. */
import { dayIn } from '../../nhs/printed-date.ts';
import { cellText, type SheetRow } from '../../spreadsheet/workbook.ts';
import { Maturity, type Finding, type ParsedFile, type QuarantinedRow } from '../contract/parsed-file.ts';
import {
  figuresOf,
  keepOnce,
  looksLikeCode,
  noOrganisationCode,
  observationsOf,
  totalsOf,
  type Figure,
  type FigureColumn,
  type OrganisationRow,
} from './figure-table.ts';
import { besideLabel } from './header-row.ts';
import { noOrganisations, notANumber, noTotal } from './refusals.ts';

/** A table that was found by its headings. */
export interface OrganisationTable {
  readonly layout: string;
  readonly sheet: string;
  /** Rows above the headings. */
  readonly titleBlock: readonly SheetRow[];
  /** Rows below them. */
  readonly body: readonly SheetRow[];
  /** 0-based columns. */
  readonly codeAt: number;
  readonly nameAt: number;
  readonly columns: readonly FigureColumn[];
}

/** What a publication says of its rows. */
export interface RowRules {
  /** Of the observations: `2020-21Q1`. */
  readonly period: string;
  /** For refusals, after "the headings of": `KH03`. */
  readonly what: string;
  /** For refusals, after "another edition of the": `quarter`. */
  readonly edition: string;
  /** For refusals, after "has no": `England row`. */
  readonly totalRow: string;
  readonly isTotal: (entry: OrganisationRow, row: SheetRow) => boolean;
  /** A level between organisations and England: left out. */
  readonly isArea?: (entry: OrganisationRow, row: SheetRow) => boolean;
  /** Where a code of the publication looks otherwise than an ODS code. */
  readonly isCode?: (code: string) => boolean;
  /** @throws SourceError for a row of another period. */
  readonly requirePeriod?: (row: SheetRow) => void;
  /** Where every cell is a number a word refuses the file: `a count`. */
  readonly numbersOnly?: string;
  /** A number that is printed in place of a withheld figure: -1. */
  readonly withheldAs?: number;
  /** Measures that must have a total; all where not given. */
  readonly totalsOf?: readonly string[];
  /** The publication prints no total, or not always. */
  readonly withoutTotal?: true;
}

/** What the rows gave. `kept` are organisations, each once; `totals` the rows of the publisher's total. */
export interface OrganisationRows extends Pick<
  ParsedFile,
  'observations' | 'totals' | 'quarantine' | 'findings'
> {
  readonly kept: readonly OrganisationRow[];
  readonly totalRows: readonly OrganisationRow[];
}

/**
 * Rows with figures that are neither organisation, area nor total are set aside, with the rule.
 * @throws SourceError for a row of another period, a word among numbers, no organisation, or no total.
 */
export function readOrganisations(table: OrganisationTable, rules: RowRules): OrganisationRows {
  const { sheet } = table;
  const isCode = rules.isCode ?? looksLikeCode;
  const organisations: OrganisationRow[] = [];
  const totalRows: OrganisationRow[] = [];
  const aside: QuarantinedRow[] = [];
  for (const row of table.body) {
    const entry = entryOf(row, table, rules.withheldAs);
    const prints = entry.figures.some(({ status, unreadable }) => status !== 'missing' || unreadable);
    if (rules.isTotal(entry, row)) totalRows.push(numbersOf(entry, sheet, rules));
    else if (rules.isArea?.(entry, row)) continue;
    else if (isCode(entry.orgCode) && (prints || entry.orgName.trim() !== '')) {
      rules.requirePeriod?.(row);
      organisations.push(numbersOf(entry, sheet, rules));
    } else if (prints) aside.push(noOrganisationCode(sheet, entry, `the ${rules.totalRow}`));
  }
  if (organisations.length === 0) throw noOrganisations(sheet, rules.what, rules.edition);
  if (totalRows.length === 0 && !rules.withoutTotal)
    throw noTotal(sheet, rules.totalRow, organisations.length, rules.edition);
  const { kept, quarantine, findings } = keepOnce(organisations, sheet);
  return {
    kept,
    totalRows,
    observations: observationsOf(kept, rules.period, sheet),
    totals: totalRows.flatMap((total) => totalsOf(total, kept, rules.period, sheet, rules.totalsOf)),
    quarantine: [...aside, ...quarantine],
    findings,
  };
}

/** The parsed file of one table, with the days its title block prints. */
export function fileOfTable(
  table: Pick<OrganisationTable, 'layout' | 'titleBlock'>,
  rows: Pick<ParsedFile, 'observations' | 'totals' | 'quarantine' | 'findings'>,
  findings: readonly Finding[] = [],
): ParsedFile {
  const published = dayIn(besideLabel(table.titleBlock, 'published'));
  const revised = dayIn(besideLabel(table.titleBlock, 'revised'));
  return {
    layout: table.layout,
    maturity: Maturity.final,
    ...(published !== undefined && { published }),
    ...(revised !== undefined && { revised }),
    observations: rows.observations,
    totals: rows.totals,
    quarantine: rows.quarantine,
    findings: [...rows.findings, ...findings],
    tables: [],
  };
}

/** The day of the edition that a title block prints: revised, else published. */
export function editionOf({ titleBlock }: Pick<OrganisationTable, 'titleBlock'>): string | undefined {
  return dayIn(besideLabel(titleBlock, 'revised')) ?? dayIn(besideLabel(titleBlock, 'published'));
}

function entryOf(row: SheetRow, table: OrganisationTable, withheldAs?: number): OrganisationRow {
  const orgCode = cellText(row.cells[table.codeAt]);
  const orgName = cellText(row.cells[table.nameAt]);
  const figures = figuresOf(row, table.columns).map((figure): Figure =>
    figure.value !== null && figure.value === withheldAs
      ? { ...figure, value: null, status: 'suppressed' }
      : figure,
  );
  return { number: row.number, orgCode, orgName, figures };
}

function numbersOf(entry: OrganisationRow, sheet: string, { numbersOnly }: RowRules): OrganisationRow {
  const word = numbersOnly === undefined ? undefined : entry.figures.find((figure) => figure.unreadable);
  if (word && numbersOnly !== undefined) throw notANumber(sheet, entry.number, word, numbersOnly);
  return entry;
}
