/** The long CSV of a provider level analysis: one row is one figure (dossiers outpatients 2b, ae-annual 2a). */
import { yearsPrinted } from '../../../nhs/named-years.ts';
import { type CellValue, type Workbook, cellText, columnLetter } from '../../../spreadsheet/workbook.ts';
import type { FinancialYear } from '../../../nhs/financial-year.ts';
import type { Observation, PrintedTotal } from '../../contract/parsed-file.ts';
import { SourceError, SourceErrorCode } from '../../../nhs/source-error.ts';
import { looksLikeCode } from '../figure-table.ts';
import { readNumber } from '../../../nhs/printed-number.ts';
import { requireCsvHeader, type Role } from './csv-header.ts';
import { cellOf, labelReader, labelsShown, type CsvLabelRules, type Label } from './csv-labels.ts';
import { unreadableCells, wrongYear, type ProviderFigures } from './figures.ts';
import { plainLabel } from './label.ts';

const NATIONAL: ReadonlySet<string> = new Set(['national', 'england']);
const PROVIDER = 'provider';

export interface ProviderCsv extends ProviderFigures {
  /** Each label of the file once. */
  readonly labels: readonly Label[];
}

/**
 * Every measure type is another cut of the same attendances, so only labels the dataset knows are taken. Levels other
 * than national and provider are left out.
 * @throws SourceError when a heading is missing, a label is not known, a row is of another year, or no row is a provider's.
 */
export async function readProviderCsv(
  workbook: Workbook,
  fy: FinancialYear,
  rules: CsvLabelRules,
): Promise<ProviderCsv> {
  const { sheet, header, at } = requireCsvHeader(workbook);
  const table = await sheet.columns();
  const cell = (role: Role, row: number): CellValue => cellOf(table, at[role], row);
  const taken: TakenRows = { national: [], providers: [], quarantine: [] };
  const labelled = labelReader(table, at, rules);
  const yearOf = new Map<string, boolean>();
  for (let row = 0; row < table.rows; row += 1) {
    const number = table.rowNumbers[row] ?? 0;
    if (number <= header.number) continue;
    const label = labelled.labelAt(row);
    if (!label) continue;
    const period = cellText(cell('period', row));
    const ours = yearOf.get(period) ?? isYear(period, fy);
    yearOf.set(period, ours);
    if (!ours) throw wrongYear(`The CSV, row ${number} says "${period}"`, fy);
    const { measure } = label;
    if (measure === undefined) continue;
    const read = readNumber(cell('value', row));
    const one: Observation = {
      orgCode: cellText(cell('code', row)),
      orgName: cellText(cell('name', row)),
      period: fy,
      measure,
      value: read.kind === 'number' ? read.value : null,
      status: read.kind === 'number' ? 'reported' : read.kind === 'suppressed' ? 'suppressed' : 'missing',
      printed: cellText(cell('value', row)),
      sheet: sheet.name,
      row: number,
      column: columnLetter(at.value),
    };
    const level = plainLabel(cellText(cell('level', row)));
    if (NATIONAL.has(level)) taken.national.push(one);
    else if (level === PROVIDER) takeProvider(one, taken);
  }
  if (taken.providers.length === 0) throw noProviders(labelled.labels());
  return { ...figuresFrom(taken), labels: labelled.labels() };
}

/** @throws SourceError where no provider, or no row of England, has a figure of one of these measures. */
export function requireMeasures(csv: ProviderCsv, measures: readonly string[], layouts: string): void {
  const printed = new Set(csv.observations.map((one) => one.measure));
  const lacking = measures.filter((measure) => !printed.has(measure));
  if (lacking.length > 0) {
    throw new SourceError(
      SourceErrorCode.headingMissing,
      `The CSV has no row of a provider for ${lacking.join(', ')}. MEASURE_TYPE and MEASURE found: ${labelsShown(csv.labels)}. If the labels have changed, add them to ${layouts}.`,
    );
  }
  const unchecked = measures.filter((measure) => !csv.totals.some((total) => total.measure === measure));
  if (unchecked.length === 0) return;
  throw new SourceError(
    SourceErrorCode.totalDisagrees,
    `The CSV has no national figure of ${unchecked.join(', ')}, so the providers cannot be checked against it; the file may be cut short. Load another edition of the year.`,
  );
}

interface TakenRows {
  readonly national: Observation[];
  readonly providers: Observation[];
  readonly quarantine: ProviderFigures['quarantine'][number][];
}

function isYear(printed: string, fy: FinancialYear): boolean {
  const years = yearsPrinted(printed);
  return years.length === 1 && years[0] === fy;
}

function takeProvider(one: Observation, taken: TakenRows): void {
  if (looksLikeCode(one.orgCode)) {
    taken.providers.push(one);
    return;
  }
  const { sheet, row, orgCode, orgName } = one;
  const detail = `"${orgCode}" is not an organisation code.`;
  taken.quarantine.push({ sheet, row, orgCode, orgName, rule: 'no-organisation-code', detail });
}

function figuresFrom({ national, providers, quarantine }: TakenRows): ProviderFigures {
  const first = new Map<string, Observation>();
  const kept: Observation[] = [];
  const twice: Observation[] = [];
  for (const one of providers) {
    const key = `${one.orgCode.trim().toUpperCase()} ${one.measure}`;
    const earlier = first.get(key);
    if (!earlier) first.set(key, one);
    // Rows that disagree are all kept: the check on the file then refuses it, naming both.
    if (earlier && earlier.printed === one.printed) twice.push(one);
    else kept.push(one);
  }
  const totals = national.flatMap(
    ({ period, measure, sheet, row, column, value }): readonly PrintedTotal[] => {
      if (value === null) return [];
      const sumOfRows = kept.reduce((sum, one) => sum + (one.measure === measure ? (one.value ?? 0) : 0), 0);
      return [{ period, measure, published: value, sumOfRows, sheet, row, column }];
    },
  );
  return {
    observations: kept,
    totals,
    quarantine: [
      ...quarantine,
      ...twice.map(({ sheet, row, orgCode, orgName, measure }) => ({
        sheet,
        row,
        orgCode,
        orgName,
        rule: 'duplicate-row',
        detail: `The same ${measure} as in an earlier row, which was kept.`,
      })),
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
  };
}

function noProviders(labels: readonly Label[]): SourceError {
  return new SourceError(
    SourceErrorCode.unknownLayout,
    `The CSV has the headings of a provider level file, but no row of level "Provider" has a measure that is read. MEASURE_TYPE and MEASURE found: ${labelsShown(labels)}. Make sure this is the right publication.`,
  );
}
