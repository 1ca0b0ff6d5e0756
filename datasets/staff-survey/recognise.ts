/** Tells a workbook of survey results, and its edition, from what is in it. */
import { type Workbook, cellText } from '../../spreadsheet/workbook.ts';
import type { Recognition } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { financialYear } from '../../nhs/financial-year.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { EXCLUSIONS } from './discover.ts';
import { expectedFiles, slotOf, YEARS } from './editions.ts';
import { readSurveyTables } from './read-tables.ts';

/** By the surveys whose columns it has. The name counts only against it: the bank workers' workbook looks alike. */
export function recogniseStaffSurvey(source: SourceBytes): Recognition {
  if (source.kind === 'csv') return csv(source);
  let nearly = false;
  try {
    const workbook = source.workbook();
    nearly = speaksOfSurvey(workbook);
    const { edition, surveys } = readSurveyTables(workbook);
    const named = EXCLUSIONS.find(([pattern]) => pattern.test(source.fileName));
    if (named) return { notThis: `Staff Survey, but named as ${named[1]}`, nearly: true };
    const slots = surveys
      .map((survey) => ({ fy: financialYear(survey), slot: slotOf(survey, edition) }))
      .filter(({ fy, slot }) => YEARS.includes(fy) && expectedFiles(fy).some((one) => one.slot === slot))
      .map(({ fy, slot }) => ({ fy, slot, period: fy }))
      .reverse();
    const [main, ...also] = slots;
    if (!main) {
      return {
        notThis: `Staff Survey of ${surveys.join(', ')}, an edition this project does not read`,
        nearly: true,
      };
    }
    return { ...main, by: 'content', ...(also.length > 0 && { also }) };
  } catch (error) {
    if (error instanceof SourceError) return { notThis: error.message, ...(nearly && { nearly }) };
    throw error;
  }
}

/** Of this publication by its title, or by a sheet of the questionnaire's first block. */
function speaksOfSurvey({ sheets }: Workbook): boolean {
  const [first] = sheets[0]?.rows() ?? [];
  const title = cellText(first?.cells[0]);
  return /staff\s+survey/i.test(title) || sheets.some(({ name }) => /^\s*your\s+job\b/i.test(name));
}

/** Extracts of the detailed spreadsheets are passed around as CSV: percentages and bases by organisation, no scores. */
function csv(source: SourceBytes): Recognition {
  const [header] = source.workbook().sheets[0]?.rows() ?? [];
  const headings = new Set(header?.cells.map((cell) => cellText(cell).trim()));
  if (['ODS code', 'Benchmarking group', 'Weighting'].every((heading) => headings.has(heading))) {
    return {
      notThis:
        'an extract of the Staff Survey with percentages and without scores; the published results are workbooks',
      nearly: true,
    };
  }
  return { notThis: 'a CSV; the results of the Staff Survey are workbooks' };
}
