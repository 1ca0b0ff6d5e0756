/** Annual A&E by provider to observations (dossier ae-annual, sections 1 to 3). */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { Finding, Observation, ParsedFile } from '../contract/parsed-file.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { totalDoubts } from '../tables/provider-level/checks.ts';
import { readProviderCsv, requireMeasures } from '../tables/provider-level/read-csv.ts';
import { byOrganisation, type ProviderFigures } from '../tables/provider-level/figures.ts';
import type { MeasureOfLabel } from '../tables/provider-level/label.ts';
import { readProviderSheet } from '../tables/provider-level/read-sheet.ts';
import { titleCells } from '../tables/provider-level/title.ts';
import type { ProviderSheetRules } from '../tables/provider-level/find-sheet.ts';
import { collectionFindings, collectionOf } from './collection.ts';
import { ALL_ATTENDANCES, CSV_CUTS } from './layouts.ts';

const LAYOUTS = 'datasets/ae-annual/layouts.ts';
/** Two roundings to five, or a rounding and a suppressed figure. */
const SAME_WITHIN = 10;

/** By the column of all attendances; the name of the measure is that of the year's collection. */
export function sheetRules(measure: string): ProviderSheetRules {
  return {
    measureOf: (heading) => (ALL_ATTENDANCES.includes(heading) ? measure : undefined),
    required: [measure],
    layouts: LAYOUTS,
  };
}

/** Index among the cuts of all attendances, as text; undefined for every other cut. */
export function cutOf(type: string, label: string): MeasureOfLabel {
  const index = CSV_CUTS.findIndex((cut) => cut.type === type && cut.labels.includes(label));
  return index < 0 ? undefined : String(index);
}

/** Measures `hes_attendances` or `ecds_attendances`: A&E attendances of the year; `_by_source` is the same in another cut. */
export async function parseAeAnnual(source: SourceBytes, { fy }: ParseContext): Promise<ParsedFile> {
  const { measure } = collectionOf(fy);
  if (source.kind === 'csv') {
    const { layout, figures } = await readCsv(source, fy, measure);
    return parsedFile(layout, figures, [
      ...collectionFindings(fy, []),
      ...cutsApart(figures.observations, measure, fy),
    ]);
  }
  const workbook = source.workbook();
  const { published, ...figures } = readProviderSheet(workbook, fy, sheetRules(measure));
  const parsed = parsedFile('workbook-data-sheet', figures, collectionFindings(fy, titleCells(workbook)));
  return { ...parsed, ...(published !== undefined && { published }) };
}

/** The first cut the file prints is all attendances, whatever its place among the cuts. */
async function readCsv(
  source: SourceBytes,
  fy: FinancialYear,
  measure: string,
): Promise<{ readonly layout: string; readonly figures: ProviderFigures }> {
  const csv = await readProviderCsv(source.workbook(), fy, { measureOf: cutOf, layouts: LAYOUTS });
  const main = csv.observations.map((one) => Number(one.measure)).reduce((a, b) => Math.min(a, b), Infinity);
  requireMeasures(csv, [String(main)], LAYOUTS);
  const named = <T extends { readonly measure: string }>(one: T): T => {
    const ending = one.measure === String(main) ? '' : (CSV_CUTS[Number(one.measure)]?.ending ?? '');
    return { ...one, measure: `${measure}${ending}` };
  };
  return {
    layout: CSV_CUTS[main]?.layout ?? '',
    figures: { ...csv, observations: csv.observations.map(named), totals: csv.totals.map(named) },
  };
}

/** All attendances of one provider, printed in two cuts, should be the same figure. */
function cutsApart(observations: readonly Observation[], measure: string, fy: string): readonly Finding[] {
  return [...byOrganisation(observations).values()].flatMap((figures) => {
    const [one, other] = [figures.get(measure), figures.get(`${measure}_by_source`)];
    const [a, b] = [one?.value ?? null, other?.value ?? null];
    if (!one || !other || a === null || b === null || Math.abs(a - b) <= SAME_WITHIN) return [];
    const { orgCode, orgName } = one;
    return [
      {
        kind: 'identity',
        severity: 'warning' as const,
        orgCode,
        orgName,
        measure: 'ae_attendances_annual',
        message: `${fy}: row ${one.row} prints ${a} attendances, row ${other.row} prints ${b} in the cut by source; the first was taken.`,
      },
    ];
  });
}

function parsedFile(layout: string, figures: ProviderFigures, findings: readonly Finding[]): ParsedFile {
  const { observations, totals, quarantine } = figures;
  return {
    layout,
    maturity: 'final',
    observations,
    totals,
    quarantine,
    findings: [...figures.findings, ...totalDoubts(figures), ...findings],
    tables: [],
  };
}
