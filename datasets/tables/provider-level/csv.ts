/**
 * The long CSV of a provider level analysis: one row is one figure (dossiers outpatients 2b, ae-annual 2a,
 * admitted-patient-care 2c). It is read in columns, since a file can have 51 MB, and only rows with a known label become figures.
 */
import type { ParseContext } from '../../contract/dataset.ts';
import { refuseUnlessNoted } from '../note-refusal.ts';
import type { FinancialYear } from '../../../nhs/financial-year.ts';
import { yearsPrinted } from '../../../nhs/named-years.ts';
import { readNumber } from '../../../nhs/printed-number.ts';
import { SourceError, SourceErrorCode } from '../../../nhs/source-error.ts';
import {
  type CellValue,
  type ColumnarSheet,
  type Sheet,
  type SheetRow,
  type Workbook,
  CellKind,
  cellText,
  columnLetter,
} from '../../../spreadsheet/workbook.ts';
import {
  Maturity,
  type Observation,
  type ParsedFile,
  type PrintedTotal,
  type QuarantinedRow,
} from '../../contract/parsed-file.ts';
import { looksLikeCode } from '../figure-table.ts';
import { headingsShown, nearestHeaderRow } from '../header-row.ts';
import { wrongPeriod } from '../refusals.ts';
import { unreadableCells } from './figures.ts';
import { plainLabel } from './label.ts';
import { layoutsOfYear, placeOfWords, type CsvLayout, type Meaning, type ProviderRules } from './layouts.ts';

/** Headings in the form of `plainLabel`; the sister publications write `ORGANISATION_` or `ORG_`. */
/** Headings of the long CSV, in the form of `plainLabel`. */
export const CSV_HEADINGS = {
  period: /^reporting period$/,
  level: /^(?:geography|org) level$/,
  code: /^org(?:anisation)? code$/,
  name: /^org(?:anisation)? description$/,
  type: /^measure type$/,
  measure: /^measure$/,
  value: /^measure value/, // one year has MEASURE_VALUE_SUM_1
} as const;
type Role = keyof typeof CSV_HEADINGS;

const HEADER_WITHIN = 10;
const NATIONAL: ReadonlySet<string> = new Set(['national', 'england']);
const PROVIDER = 'provider';
const LABELS_SHOWN = 12;

interface CsvTable {
  readonly sheet: Sheet;
  readonly header: SheetRow;
  /** 0-based columns. */
  readonly at: Readonly<Record<Role, number>>;
}

/**
 * Every measure type is another cut of the same attendances, so only labels the layout knows are taken. Levels other
 * than national and provider are left out.
 * @throws SourceError when a heading is missing, a label is not known, a row is of another year, or a figure that is required
 * is not there for the providers or for England.
 */
export async function readProviderCsv(
  workbook: Workbook,
  fy: FinancialYear,
  { csvs, publication }: ProviderRules,
  note?: ParseContext['note'],
): Promise<ParsedFile> {
  const layouts = layoutsOfYear(csvs, fy, 'CSV', publication);
  const words = placeOfWords(publication);
  const csv = requireCsvTable(workbook);
  const table = await csv.sheet.columns();
  for (const [index, layout] of layouts.entries()) {
    const rows = readRows(csv, table, fy, layout, words);
    const lacks = layout.required.some((measure) => !rows.providers.some((row) => row.measure === measure));
    if (lacks && index < layouts.length - 1) continue;
    requireFigures(rows, layout.required, words, note);
    return fileOf(layout.layout, rows);
  }
  throw new RangeError(`No layout of ${fy} was tried.`);
}

/** The year of the first row whose label a layout knows; undefined where no row has such a label. */
export function yearOfProviderCsv(
  workbook: Workbook,
  { csvs }: ProviderRules,
): { readonly printed: string; readonly fy: FinancialYear | undefined } | undefined {
  const { sheet, header, at } = requireCsvTable(workbook);
  for (const { number, cells } of sheet.rows()) {
    if (number <= header.number) continue;
    const label = (role: Role): string => plainLabel(cellText(cells[at[role]]));
    const [type, measure] = [label('type'), label('measure')];
    if (csvs.every(({ meaningOf }) => typeof meaningOf(type, measure) === 'string')) continue;
    const printed = cellText(cells[at.period]);
    return { printed, fy: yearsPrinted(printed)[0] };
  }
  return undefined;
}

/** @throws SourceError where none of the first rows has all headings, or a row has two of the figures. */
function requireCsvTable(workbook: Workbook): CsvTable {
  const [sheet] = workbook.sheets;
  const first: SheetRow[] = [];
  for (const row of sheet?.rows() ?? []) {
    first.push(row);
    const headings = row.cells.map((cell) => plainLabel(cellText(cell)));
    const column = (role: Role): number => headings.findIndex((heading) => CSV_HEADINGS[role].test(heading));
    const at = {
      period: column('period'),
      level: column('level'),
      code: column('code'),
      name: column('name'),
      type: column('type'),
      measure: column('measure'),
      value: column('value'),
    };
    if (sheet && Object.values(at).every((index) => index >= 0)) {
      if (headings.filter((heading) => CSV_HEADINGS.value.test(heading)).length > 1) throw twoValues(row);
      return { sheet, header: row, at };
    }
    if (first.length === HEADER_WITHIN) break;
  }
  const nearest = nearestHeaderRow(first, [['measure'], ['measure_value'], ['reporting_period']]) ?? first[0];
  throw new SourceError(
    SourceErrorCode.headingMissing,
    `The CSV: no row has the headings REPORTING_PERIOD, GEOGRAPHY_LEVEL, ORG_CODE, ORG_DESCRIPTION, MEASURE_TYPE, MEASURE and MEASURE_VALUE together. Headings found: ${headingsShown(nearest)}. Make sure this is the provider level file.`,
  );
}

function twoValues(header: SheetRow): SourceError {
  return new SourceError(
    SourceErrorCode.headingMissing,
    `The CSV, row ${header.number}: more than one heading begins with MEASURE_VALUE, and nothing says which has the figures. Headings found: ${headingsShown(header)}. Look at the file, and load another edition of the year.`,
  );
}

/** MEASURE_TYPE and MEASURE as printed, without blanks at the ends. */
interface Label {
  readonly type: string;
  readonly label: string;
  readonly meaning: Meaning;
}

interface CsvRows {
  readonly national: readonly Observation[];
  readonly providers: readonly Observation[];
  readonly aside: readonly QuarantinedRow[];
  /** Each label of the file once. */
  readonly labels: readonly Label[];
}

function readRows(
  { sheet, header, at }: CsvTable,
  table: ColumnarSheet,
  fy: FinancialYear,
  layout: CsvLayout,
  words: string,
): CsvRows {
  const text = (role: Role, row: number): string => cellText(cellOf(table, at[role], row));
  const labels = new Map<string, Label>();
  const ofYear = new Map<string, boolean>();
  const national: Observation[] = [];
  const providers: Observation[] = [];
  const aside: QuarantinedRow[] = [];
  for (let row = 0; row < table.rows; row += 1) {
    const number = table.rowNumbers[row] ?? 0;
    if (number <= header.number) continue;
    const [type, label] = [text('type', row).trim(), text('measure', row).trim()];
    // Notes below the figures have no label.
    if (type === '' && label === '') continue;
    const key = `${type}\n${label}`;
    // Labels repeat hundreds of thousands of times: each pair is judged once.
    const known = labels.get(key) ?? {
      type,
      label,
      meaning: layout.meaningOf(plainLabel(type), plainLabel(label)),
    };
    labels.set(key, known);
    if (known.meaning === 'not known') throw unknownLabel(known, number, words);
    const period = text('period', row);
    const isOfYear = ofYear.get(period) ?? printsYear(period, fy);
    ofYear.set(period, isOfYear);
    if (!isOfYear) throw wrongPeriod(`The CSV, row ${number} says "${period}"`, fy, 'year');
    if (known.meaning === 'not read') continue;
    const cell = cellOf(table, at.value, row);
    const read = readNumber(cell);
    const figure: Observation = {
      orgCode: text('code', row),
      orgName: text('name', row),
      period: fy,
      measure: known.meaning.measure,
      value: read.kind === 'number' ? read.value : null,
      status: read.kind === 'number' ? 'reported' : read.kind === 'suppressed' ? 'suppressed' : 'missing',
      printed: cellText(cell),
      sheet: sheet.name,
      row: number,
      column: columnLetter(at.value),
    };
    const level = plainLabel(text('level', row));
    if (NATIONAL.has(level)) national.push(figure);
    else if (level !== PROVIDER) continue;
    else if (looksLikeCode(figure.orgCode)) providers.push(figure);
    else
      aside.push(
        setAside(figure, 'no-organisation-code', `"${figure.orgCode}" is not an organisation code.`),
      );
  }
  return { national, providers, aside, labels: [...labels.values()] };
}

function printsYear(printed: string, fy: FinancialYear): boolean {
  const years = yearsPrinted(printed);
  return years.length === 1 && years[0] === fy;
}

/** One cell of a sheet in columns. */
function cellOf(table: ColumnarSheet, index: number, row: number): CellValue {
  const column = table.columns[index];
  const kind = column?.kinds[row];
  if (!column || kind === undefined || kind === CellKind.empty) return null;
  if (kind === CellKind.number) return column.numbers[row] ?? null;
  return table.strings[column.indices[row] ?? -1] ?? null;
}

function requireFigures(
  { national, providers, labels }: CsvRows,
  required: readonly string[],
  words: string,
  note: ParseContext['note'],
): void {
  const shown = labelsShown(labels);
  if (providers.length === 0) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `The CSV has the headings of a provider level file, but no row of level "Provider" has a measure that is read. MEASURE_TYPE and MEASURE found: ${shown}. Make sure this is the right publication.`,
    );
  }
  const printed = new Set(providers.map(({ measure }) => measure));
  const lacking = required.filter((measure) => !printed.has(measure));
  if (lacking.length > 0) {
    throw new SourceError(
      SourceErrorCode.headingMissing,
      `The CSV has no row of a provider for ${lacking.join(', ')}. MEASURE_TYPE and MEASURE found: ${shown}. If the labels have changed, add them to ${words}.`,
    );
  }
  const england = new Set(national.filter(({ value }) => value !== null).map(({ measure }) => measure));
  const unchecked = required.filter((measure) => !england.has(measure));
  if (unchecked.length > 0) {
    const refusal = new SourceError(
      SourceErrorCode.totalDisagrees,
      `The CSV has no national figure of ${unchecked.join(', ')}, so the providers cannot be checked against it; the file may be cut short. Load another edition of the year.`,
    );
    refuseUnlessNoted({ note }, refusal);
  }
}

function fileOf(layout: string, { national, providers, aside }: CsvRows): ParsedFile {
  const first = new Map<string, Observation>();
  const kept: Observation[] = [];
  const twice: Observation[] = [];
  for (const figure of providers) {
    const key = `${figure.orgCode.trim().toUpperCase()} ${figure.measure}`;
    const earlier = first.get(key);
    if (!earlier) first.set(key, figure);
    // Rows that disagree are all kept: the check on the file then refuses it, naming both.
    if (earlier && earlier.printed === figure.printed) twice.push(figure);
    else kept.push(figure);
  }
  const sums = new Map<string, number>();
  for (const { measure, value } of kept) sums.set(measure, (sums.get(measure) ?? 0) + (value ?? 0));
  const totals = national.flatMap(({ period, measure, sheet, row, column, value }): PrintedTotal[] =>
    value === null
      ? []
      : [{ period, measure, published: value, sumOfRows: sums.get(measure) ?? 0, sheet, row, column }],
  );
  return {
    layout,
    maturity: Maturity.final,
    observations: kept,
    totals,
    quarantine: [
      ...aside,
      ...twice.map((figure) =>
        setAside(figure, 'duplicate-row', `The same ${figure.measure} as in an earlier row, which was kept.`),
      ),
    ],
    findings: [
      ...twice.map(({ orgCode, orgName, row, measure }) => ({
        kind: 'duplicate-row',
        severity: 'warning' as const,
        orgCode,
        orgName,
        message: `${measure} of ${orgCode} stands in row ${row} and in an earlier one with the same figure; it was counted once.`,
      })),
      ...unreadableCells(kept),
    ],
    tables: [],
  };
}

function setAside(
  { sheet, row, orgCode, orgName }: Observation,
  rule: string,
  detail: string,
): QuarantinedRow {
  return { sheet, row, orgCode, orgName, rule, detail };
}

function unknownLabel({ type, label }: Label, row: number, words: string): SourceError {
  return new SourceError(
    SourceErrorCode.unknownLayout,
    `The CSV, row ${row}: MEASURE "${label}" of MEASURE_TYPE "${type}" is not known, and it may be part of a sum. Read what the publisher says about it, then add it to ${words}.`,
  );
}

/** For a message about a label that is not there: the types, each with its first measures. */
function labelsShown(labels: readonly Label[]): string {
  const byType = new Map<string, string[]>();
  for (const { type, label } of labels) byType.set(type, [...(byType.get(type) ?? []), label]);
  const shown = [...byType].map(([type, all]) => {
    const more = all.length > LABELS_SHOWN ? `, and ${all.length - LABELS_SHOWN} more` : '';
    return `"${type}" (${all.slice(0, LABELS_SHOWN).join(', ')}${more})`;
  });
  return shown.join('; ');
}
