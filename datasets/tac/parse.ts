/** Reads one accounts workbook: the NHS trusts' or the foundation trusts' of a year (dossier tac, sections 4 and 5). */
import { normaliseName } from '../../organisations/normalise-name.ts';
import type { Finding, Observation, ParsedFile, PrintedTotal } from '../contract/parsed-file.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { pickFigures, type Figures } from './figures.ts';
import { yearsIn } from './file-name.ts';
import { findSheets } from './find-sheets.ts';
import { brokenIdentities } from './identities.ts';
import { implausibleFigures } from './implausible.ts';
import type { Line } from './lines.ts';
import { readLines, type AllData } from './read-lines.ts';
import { readPivotTotal, type PivotTotal } from './read-pivot.ts';
import { readProviders, type ProviderList } from './read-providers.ts';
import { sectorOfSlot } from './slots.ts';
import { lineTable, providerTable } from './tables.ts';

/**
 * Observations are the current year's lines behind our measures and their proofs, in the file's own units (£000,
 * WTE); `tac_line` holds every line of both years.
 * @throws SourceError naming sheet, row, column and what was found there.
 */
export async function parse(source: SourceBytes, context: ParseContext): Promise<ParsedFile> {
  refuseOtherYear(source.fileName, `The file is named ${source.fileName}`, context);
  const sheets = findSheets(source.workbook());
  const data = readLines(await sheets.allData.columns(), sheets.allData.name);
  refuseOtherYear(
    data.title,
    `The title above the headings of sheet "${data.sheet}" reads "${data.title}"`,
    context,
  );
  const figures = pickFigures(data);
  const list = readProviders(sheets.providers);
  const sector = sectorOfSlot(context.slot);
  const total = readPivotTotal(sheets.pivot);
  return {
    layout: data.layout,
    maturity: sheets.illustrative ? 'illustrative' : 'final',
    observations: observations(data, figures, context),
    totals:
      total && figures.present.includes(total.line) ? [printedTotal(total, data, figures, context)] : [],
    quarantine: data.quarantine,
    findings: [...doubts(data, figures), ...repeatedFindings(figures), ...listFindings(list, figures)],
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

function observations(data: AllData, figures: Figures, context: ParseContext): readonly Observation[] {
  const lines = figures.present.filter((line) => line.role !== 'split');
  return figures.organisations.flatMap((orgName, organisation) =>
    lines.map((line) => {
      const at = figures.lineOf(organisation, line);
      const value = data.lines.value[at] ?? NaN;
      const missing = Number.isNaN(value);
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

/** Doubts about single organisations, whose figures are kept. */
function doubts(data: AllData, figures: Figures): readonly Finding[] {
  const byMeasure = new Map<string, Line>(figures.present.map((line) => [line.measure, line]));
  return figures.organisations.flatMap((name, organisation) => {
    const figure = (measure: string): number | undefined => {
      const line = byMeasure.get(measure);
      return line && data.lines.value[figures.lineOf(organisation, line)];
    };
    return [...brokenIdentities(name, figure), ...implausibleFigures(name, figure)];
  });
}

function repeatedFindings(figures: Figures): readonly Finding[] {
  return figures.repeated.map((line) => ({
    kind: 'duplicate-line',
    severity: 'warning',
    message: `${line.mainCode} ${line.subCodes[0] ?? ''} stands twice for an organisation; the sums it belongs to were not checked.`,
  }));
}

function listFindings(list: ProviderList, figures: Figures): readonly Finding[] {
  const lacking: readonly Finding[] = list.lacking
    ? [{ kind: 'no-provider-codes', severity: 'info', message: list.lacking }]
    : [];
  const withData = new Set(figures.organisations.map(normaliseName));
  const without = list.providers.filter((provider) => !withData.has(normaliseName(provider.name)));
  return [
    ...lacking,
    ...without.map((provider): Finding => ({
      kind: 'listed-without-data',
      severity: 'info',
      orgName: provider.name,
      ...(provider.code ? { orgCode: provider.code } : {}),
      message: `${provider.name.trim()} is in the List of Providers (row ${provider.row}), but has no lines under that name.`,
    })),
  ];
}
