/** Provider level analysis of outpatient activity to observations (dossier outpatients, sections 2 to 4). */
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { financialYears } from '../../nhs/financial-year.ts';
import { totalDoubts } from '../tables/provider-level/checks.ts';
import { readProviderCsv, requireMeasures } from '../tables/provider-level/read-csv.ts';
import type { ProviderFigures } from '../tables/provider-level/figures.ts';
import { readProviderSheet } from '../tables/provider-level/read-sheet.ts';
import type { ProviderSheetRules } from '../tables/provider-level/find-sheet.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { doubtsAbout } from './doubts.ts';
import { measureOfCsv, measureOfHeading } from './labels.ts';
import { CSV_GENDERS, ERAS, REQUIRED_OUTCOMES } from './layouts.ts';

const LAYOUTS = 'datasets/outpatients/layouts.ts';

export const SHEET_RULES: ProviderSheetRules = {
  measureOf: measureOfHeading,
  required: REQUIRED_OUTCOMES.map((stem) => `${stem}_total`),
  layouts: LAYOUTS,
};

/**
 * Measures `attended_`, `dna_`, `patient_cancelled_`, `hospital_cancelled_` and `outcome_unknown_` times `male`,
 * `female`, `gender_unknown` (and in workbooks `total`): appointments of the year; and attendances by type.
 */
export async function parseOutpatients(source: SourceBytes, { fy }: ParseContext): Promise<ParsedFile> {
  if (source.kind === 'csv') return parsedFile('csv-long', await readCsv(source, fy), fy);
  const { published, ...figures } = readProviderSheet(source.workbook(), fy, SHEET_RULES);
  return { ...parsedFile('workbook-mpdp', figures, fy), ...(published !== undefined && { published }) };
}

async function readCsv(source: SourceBytes, fy: string): Promise<ProviderFigures> {
  if (!financialYears(ERAS.csv).includes(fy)) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `This is a CSV; of ${fy} the provider data was published as a workbook, whose totals over the genders are read. Take the workbook from the publisher's page.`,
    );
  }
  const csv = await readProviderCsv(source.workbook(), fy, { measureOf: measureOfCsv, layouts: LAYOUTS });
  const wanted = REQUIRED_OUTCOMES.flatMap((stem) => CSV_GENDERS.map((gender) => `${stem}_${gender}`));
  requireMeasures(csv, wanted, LAYOUTS);
  return csv;
}

function parsedFile(layout: string, figures: ProviderFigures, fy: string): ParsedFile {
  const { observations, totals, quarantine, findings } = figures;
  return {
    layout,
    maturity: 'final',
    observations,
    totals,
    quarantine,
    findings: [...findings, ...totalDoubts(figures), ...doubtsAbout(observations, fy)],
    tables: [],
  };
}
