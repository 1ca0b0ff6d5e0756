/** The rows under the headings: organisations, areas, totals and the rest, read to observations. */
import type { ParseContext } from '../contract/dataset.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { refuseUnlessNoted } from './note-refusal.ts';
import { dayIn } from '../../nhs/printed-date.ts';
import { cellText, type SheetRow } from '../../spreadsheet/workbook.ts';
import {
  Maturity,
  ObservationStatus,
  type Finding,
  type ParsedFile,
  type QuarantinedRow,
} from '../contract/parsed-file.ts';
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
  /** 0-based columns; -1 where the table has none. */
  readonly codeAt: number;
  readonly nameAt: number;
  readonly columns: readonly FigureColumn[];
}

/** What a publication says of its rows. */
export interface RowRules<Table extends OrganisationTable = OrganisationTable> {
  /** Of the observations: `2020-21Q1`. */
  readonly period: string;
  /** For refusals, after "the headings of": `KH03`. */
  readonly what: string;
  /** For refusals, after "another edition of the": `quarter`. */
  readonly edition: string;
  /** For refusals, after "has no": `England row`. */
  readonly totalRow: string;
  readonly isTotal: (entry: OrganisationRow, row: SheetRow, table: Table) => boolean;
  /** A level between organisations and England: left out. */
  readonly isArea?: (entry: OrganisationRow, row: SheetRow, table: Table) => boolean;
  /** Where a code of the publication looks otherwise than an ODS code. */
  readonly isCode?: (code: string) => boolean;
  /** @throws SourceError for a row of another period. */
  readonly requirePeriod?: (row: SheetRow, table: Table) => void;
  /** A row that prints no figure is of no organisation; else a row with code and name is one without a return. */
  readonly printedOnly?: true;
  /** Stands for a number withheld, though elsewhere it is a mark for nothing or a number: a dash, -1. */
  readonly withheld?: (figure: Figure) => boolean;
  /** Where every cell is a number a word refuses the file: `a count`. */
  readonly numbersOnly?: string;
  /** A word in the total is refused as a total that cannot be checked, not as a word among numbers. */
  readonly wordsInTotal?: true;
  /** Measures that must have a total; all where not given. */
  readonly totalsOf?: readonly string[];
  /** Measures whose figure in the total row is no sum: a mean. */
  readonly notSummed?: readonly string[];
  /** The publication prints no total, or not always. */
  readonly withoutTotal?: true;
  /** Of the context: takes note of a row of another period, and of a total that is not there; else these are thrown. */
  readonly note?: ParseContext['note'];
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
 * @param tables the table, or several that are stacked in a file: a total is that of the organisations of all
 * @throws SourceError for a row of another period, a word among numbers, no organisation, or no total.
 */
export function readOrganisations<Table extends OrganisationTable>(
  tables: Table | readonly [Table, ...Table[]],
  rules: RowRules<Table>,
): OrganisationRows {
  const stacked: readonly [Table, ...Table[]] = 'body' in tables ? [tables] : tables;
  const [{ sheet }] = stacked;
  const isCode = rules.isCode ?? looksLikeCode;
  const organisations: OrganisationRow[] = [];
  const totalRows: OrganisationRow[] = [];
  const aside: QuarantinedRow[] = [];
  const sheets = new Map<OrganisationRow, string>();
  for (const [table, row] of stacked.flatMap((each) => each.body.map((row) => [each, row] as const))) {
    const entry = entryOf(row, table, rules);
    const prints = entry.figures.some(({ status, unreadable }) => status !== 'missing' || unreadable);
    if (rules.printedOnly && !prints) continue;
    sheets.set(entry, table.sheet);
    if (rules.isTotal(entry, row, table))
      totalRows.push(rules.wordsInTotal ? entry : numbersOf(entry, table.sheet, rules));
    else if (rules.isArea?.(entry, row, table)) continue;
    else if (isCode(entry.orgCode) && (prints || entry.orgName.trim() !== '')) {
      notedPeriod(rules, row, table);
      organisations.push(numbersOf(entry, table.sheet, rules));
    } else if (prints) aside.push(noOrganisationCode(table.sheet, entry, `the ${rules.totalRow}`));
  }
  const sheetOf = (row: OrganisationRow): string => sheets.get(row) ?? sheet;
  if (organisations.length === 0) throw noOrganisations(sheet, rules.what, rules.edition);
  if (totalRows.length === 0 && !rules.withoutTotal)
    refuseUnlessNoted(rules, noTotal(sheet, rules.totalRow, organisations.length, rules.edition));
  const { kept, quarantine, findings } = keepOnce(organisations, sheet);
  return {
    kept,
    totalRows,
    observations: kept.flatMap((row) => observationsOf([row], rules.period, sheetOf(row))),
    totals: totalRows
      .map((total) => ({ ...total, figures: summed(total, rules), sheet: sheetOf(total) }))
      .flatMap((total) => totalsOf(total, kept, { ...rules, sheet: total.sheet, required: rules.totalsOf })),
    quarantine: [...aside, ...quarantine],
    findings,
  };
}

function notedPeriod<Table extends OrganisationTable>(
  rules: RowRules<Table>,
  row: SheetRow,
  table: Table,
): void {
  try {
    rules.requirePeriod?.(row, table);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    refuseUnlessNoted(rules, error);
  }
}

function summed({ figures }: OrganisationRow, { notSummed }: Pick<RowRules, 'notSummed'>): readonly Figure[] {
  return figures.filter(({ column }) => !notSummed?.includes(column.measure));
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

function entryOf(
  row: SheetRow,
  { codeAt, nameAt, columns }: OrganisationTable,
  { withheld }: Pick<RowRules, 'withheld'>,
): OrganisationRow {
  const orgCode = cellText(row.cells[codeAt]);
  const orgName = cellText(row.cells[nameAt]);
  const figures = figuresOf(row, columns).map((figure) =>
    withheld?.(figure) ? { ...figure, value: null, status: ObservationStatus.suppressed } : figure,
  );
  return { number: row.number, orgCode, orgName, figures };
}

function numbersOf(
  entry: OrganisationRow,
  sheet: string,
  { numbersOnly }: Pick<RowRules, 'numbersOnly'>,
): OrganisationRow {
  const word = numbersOnly === undefined ? undefined : entry.figures.find((figure) => figure.unreadable);
  if (word && numbersOnly !== undefined) throw notANumber(sheet, entry.number, word, numbersOnly);
  return entry;
}
