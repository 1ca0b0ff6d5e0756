/**
 * Reads one accounts workbook: the NHS trusts' or the foundation trusts' of a year (dossier tac, sections 4 and 5).
 * A reader of its own, because a row is no organisation here: it is one line of the form of one organisation.
 */
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { cellText, type Sheet, type Workbook } from '../../spreadsheet/workbook.ts';
import type { ParseContext, Recognition } from '../contract/dataset.ts';
import type { Observation, ParsedFile, PrintedTotal } from '../contract/parsed-file.ts';
import { yearsOf } from '../contract/layout.ts';
import { recogniseBy } from '../tables/recognise-table.ts';
import { pickFigures, type Figures } from './figures.ts';
import { findHeadings, type TextRow } from './find-headings.ts';
import { findingsOf } from './findings.ts';
import { EVERY_SPELLING, HEADER_ROWS, keyOf, LAYOUTS, PROVIDER_HEADINGS, SHEETS } from './layouts.ts';
import { sectorOfNames, sectorOfSlot, slotOf, yearsIn } from './names.ts';
import { findNilBlanks, nilFindings, type IsNil } from './nil-blanks.ts';
import { readLines, type AllData } from './read-lines.ts';
import { readPivotTotal, type PivotTotal } from './read-pivot.ts';
import { readProviders } from './read-providers.ts';
import { lineTable, providerTable } from './tables.ts';

/**
 * Observations are the current year's lines behind our measures and their proofs, in the file's own units (£000,
 * WTE); `tac_line` holds every line of both years.
 * @throws SourceError naming sheet, row, column and what was found there.
 */
export async function parse(source: SourceBytes, context: ParseContext): Promise<ParsedFile> {
  refuseOtherYear(source.fileName, `The file is named ${source.fileName}`, context);
  const sheets = findSheets(source.workbook());
  const data = readLines(await sheets.allData.columns(), sheets.allData.name, context.fy);
  refuseOtherYear(
    data.title,
    `The title above the headings of sheet "${data.sheet}" reads "${data.title}"`,
    context,
  );
  const figures = pickFigures(data);
  const isNil = findNilBlanks(data, figures);
  const list = readProviders(sheets.providers);
  const sector = sectorOfSlot(context.slot);
  const total = readPivotTotal(sheets.pivot);
  return {
    layout: data.layout,
    maturity: sheets.illustrative ? 'illustrative' : 'final',
    observations: observations(data, figures, isNil, context),
    totals:
      total && figures.present.includes(total.line) ? [printedTotal(total, data, figures, context)] : [],
    quarantine: data.quarantine,
    findings: [...findingsOf(data, figures, list), ...nilFindings(data, figures, isNil)],
    tables: [lineTable(data.lines, context.fy, sector), providerTable(list.providers, context.fy, sector)],
  };
}

/** All data prints no year, but names and titles do. */
function refuseOtherYear(text: string, where: string, context: ParseContext): void {
  const years = yearsIn(text);
  if (years.length === 0 || years.includes(context.fy)) return;
  throw new SourceError(
    SourceErrorCode.wrongPeriod,
    `${where}: these are the accounts of ${years.join(' and ')}, where ${context.fy} was asked for.`,
  );
}

function observations(
  data: AllData,
  figures: Figures,
  isNil: IsNil,
  context: ParseContext,
): readonly Observation[] {
  const lines = figures.present.filter((line) => line.role !== 'split');
  return figures.organisations.flatMap((orgName, organisation) =>
    lines.map((line) => {
      const at = figures.lineOf(organisation, line);
      const blank = Number.isNaN(data.lines.value[at] ?? NaN);
      const nil = blank && !data.unreadable.has(at) && isNil(organisation, line);
      const value = nil ? 0 : (data.lines.value[at] ?? NaN);
      const missing = blank && !nil;
      return {
        orgCode: '',
        orgName,
        period: context.period,
        measure: line.measure,
        value: missing ? null : value,
        status: missing ? ('missing' as const) : ('reported' as const),
        printed: data.printed(at),
        sheet: data.sheet,
        row: data.lines.sourceRow[at] ?? 0,
        column: data.valueColumn,
      };
    }),
  );
}

function printedTotal(
  total: PivotTotal,
  data: AllData,
  figures: Figures,
  context: ParseContext,
): PrintedTotal {
  let sumOfRows = 0;
  figures.organisations.forEach((_, organisation) => {
    const value = data.lines.value[figures.lineOf(organisation, total.line)] ?? NaN;
    if (!Number.isNaN(value)) sumOfRows += value;
  });
  const { published, sheet, row, column } = total;
  return { period: context.period, measure: total.line.measure, published, sumOfRows, sheet, row, column };
}

/** Whose accounts they are, by what is inside; of which year, by the name, because All data prints no year. */
export function recognise(source: SourceBytes): Recognition {
  return recogniseBy(source, {
    title: 'TAC accounts workbook',
    years: yearsOf(LAYOUTS),
    isNearly: () => speaksOfAccounts(source.workbook()),
    read: () => {
      const sheets = findSheets(source.workbook());
      const [fy, ...others] = yearsIn(source.fileName);
      const rename = 'rename it like TAC_FTs_2019-20.xlsx';
      if (fy === undefined) return `its name has no financial year; ${rename}`;
      if (others.length > 0)
        return `its name has several financial years (${[fy, ...others].join(', ')}); ${rename}`;
      const names = providerNames(sheets.providers) ?? firstOrganisation(sheets.allData);
      if (!names) {
        const what = `Sheet "${sheets.allData.name}" does not have the headings of NHS accounts (TAC).`;
        throw new SourceError(SourceErrorCode.wrongTable, what);
      }
      const sector = sectorOfNames(names);
      if (sector === 'mixed') return 'with trusts and foundation trusts mixed; the NHS publishes them apart.';
      return { fy, slot: slotOf(fy, sector), period: fy };
    },
  });
}

/** Has a sheet of an accounts workbook, or of its blank form. */
function speaksOfAccounts(workbook: Workbook): boolean {
  const ours = [SHEETS.allData, SHEETS.illustrativeForm];
  return workbook.sheets.some(({ name }) => ours.some((pattern) => pattern.test(keyOf(name))));
}

function providerNames(sheet: Sheet | undefined): readonly string[] | undefined {
  if (!sheet) return undefined;
  const rows = firstRows(sheet, 500);
  const headings = findHeadings(rows.slice(0, HEADER_ROWS), PROVIDER_HEADINGS, sheet.name);
  const at = headings?.columns.name;
  if (!headings || at === undefined) return undefined;
  const names = rows
    .slice(headings.index + 1)
    .flatMap((row) => (row.texts[at]?.trim() ? [row.texts[at]] : []));
  return names.length > 0 ? names : undefined;
}

function firstOrganisation(sheet: Sheet): readonly string[] | undefined {
  const rows = firstRows(sheet, HEADER_ROWS + 1);
  const headings = findHeadings(rows.slice(0, HEADER_ROWS), EVERY_SPELLING, sheet.name);
  const at = headings?.columns.organisation;
  const name = at === undefined || !headings ? undefined : rows[headings.index + 1]?.texts[at];
  return name?.trim() ? [name] : undefined;
}

function firstRows(sheet: Sheet, most: number): readonly TextRow[] {
  const rows: TextRow[] = [];
  for (const row of sheet.rows()) {
    rows.push({ number: row.number, texts: row.cells.map((cell) => cellText(cell)) });
    if (rows.length >= most) break;
  }
  return rows;
}

interface AccountsSheets {
  readonly allData: Sheet;
  readonly providers: Sheet | undefined;
  readonly pivot: Sheet | undefined;
  /** The workbook says of itself that its figures are made up. */
  readonly illustrative: boolean;
}

/** @throws SourceError WRONG_TABLE for the blank illustrative form and for any other workbook. */
function findSheets(workbook: Workbook): AccountsSheets {
  const named = (pattern: RegExp): readonly Sheet[] =>
    workbook.sheets.filter((sheet) => pattern.test(keyOf(sheet.name)));
  const [allData, second] = named(SHEETS.allData);
  if (!allData) throw new SourceError(SourceErrorCode.wrongTable, whatElse(workbook));
  if (second) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `Two sheets could be the accounts data: "${allData.name}" and "${second.name}". Delete the one that is not.`,
    );
  }
  return {
    allData,
    providers: named(SHEETS.providers)[0],
    pivot: named(SHEETS.pivot)[0],
    illustrative: named(SHEETS.illustrativeFigures).length > 0,
  };
}

/** A sentence about a workbook that has no All data sheet. */
function whatElse(workbook: Workbook): string {
  if (workbook.sheets.some((sheet) => SHEETS.illustrativeForm.test(keyOf(sheet.name)))) {
    return (
      'This is the blank illustrative form, which explains the codes and holds no figures. ' +
      "Take the workbook named like TAC-data-published-in-NHS-trusts-accounts-for-2019-20.xlsx from the publisher's page."
    );
  }
  const names = workbook.sheets.map((sheet) => `"${sheet.name}"`).join(', ');
  return `No sheet is named "All data", so this is not a workbook of NHS accounts (TAC). Sheets found: ${names}.`;
}
