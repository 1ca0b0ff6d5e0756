/** The financial year a provider-level workbook says it is of. */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import { cellText } from '../../spreadsheet/workbook.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { yearsInName } from './file-name.ts';
import { firstRows } from './read-long-table.ts';
import type { ProviderTable } from './read-provider-tables.ts';

export interface YearEvidence {
  /** For a message: `sheet "TB2021" is titled "NHS Maternity Statistics, England: 2020-21"`. */
  readonly where: string;
  readonly years: readonly FinancialYear[];
}

/** What names a year, the closest to the figures first: titles and names of the tables' sheets, the cover, the file's name. */
export function yearEvidence(
  source: SourceBytes,
  tables: readonly ProviderTable[],
): { readonly inside: readonly YearEvidence[]; readonly name: YearEvidence } {
  const ofTables = tables.flatMap(({ sheet, title }) => [
    titleEvidence(sheet, title),
    { where: `A sheet is named "${sheet}"`, years: yearsInName(sheet) },
  ]);
  const tableSheets = new Set(tables.map(({ sheet }) => sheet));
  const ofOthers = source
    .workbook()
    .sheets.filter(({ hidden, name }) => !hidden && !tableSheets.has(name))
    .map((sheet) =>
      titleEvidence(
        sheet.name,
        firstRows(sheet).flatMap(({ cells }) => cells.map(cellText)),
      ),
    );
  const names = ({ years }: YearEvidence): boolean => years.length > 0;
  const named = ofTables.filter(names);
  return {
    // Of the other sheets the cover, which comes first: notes behind it speak of earlier years.
    inside: named.length > 0 ? named : ofOthers.filter(names).slice(0, 1),
    name: { where: `The file is named "${source.fileName}"`, years: yearsInName(source.fileName) },
  };
}

const TITLE_LENGTH = 160;

/** The first short line that names a year; notes further down name years of all kinds. */
function titleEvidence(sheet: string, lines: readonly string[]): YearEvidence {
  const title = lines.find((line) => line.length <= TITLE_LENGTH && yearsNamed(line).length > 0) ?? '';
  return { where: `Sheet "${sheet}" is titled "${title.trim()}"`, years: yearsNamed(title) };
}

/** @throws SourceError where anything that names years does not name this one, or nothing does. */
export function requireYear(source: SourceBytes, tables: readonly ProviderTable[], fy: FinancialYear): void {
  const { inside, name } = yearEvidence(source, tables);
  const evidence = inside.length > 0 ? inside : [name];
  const other = evidence.find(({ years }) => !years.includes(fy));
  if (other === undefined) return;
  throw new SourceError(
    SourceErrorCode.wrongPeriod,
    `${other.where}, which ${other.years.length === 0 ? `does not say that the figures are of ${fy}, and nothing inside does` : `is ${other.years.join(' and ')}, not ${fy}`}. Take the file of the year from the publisher's page.`,
  );
}
