/** The wide data sheet of a provider level workbook: one row is one organisation (dossiers outpatients 2a, ae-annual 1). */
import { type Workbook, cellText } from '../../../spreadsheet/workbook.ts';
import type { FinancialYear } from '../../../nhs/financial-year.ts';
import { SourceError, SourceErrorCode } from '../../../nhs/source-error.ts';
import {
  figuresOf,
  keepOnce,
  looksLikeCode,
  noOrganisationCode,
  observationsOf,
  totalsOf,
  type FigureColumn,
  type OrganisationRow,
} from '../figure-table.ts';
import { placeOf, rowsOf } from '../header-row.ts';
import { dayIn } from '../../../nhs/printed-date.ts';
import { unreadableCells, wrongYear, type ProviderFigures } from './figures.ts';
import {
  findProviderSheet,
  knownColumns,
  type ProviderSheet,
  type ProviderSheetRules,
} from './find-sheet.ts';
import { plainLabel } from './label.ts';
import { titleCells, titleYears } from './title.ts';

const ENGLAND: readonly string[] = ['all', 'eng', 'england', 'total', 'england total'];
/** Commissioning regions, Wales (`Q99`), and activity whose region is not known: cuts of England, not organisations. */
const REGION = /^(?:[yq]\d\d|y|-)$/i;
/** @throws SourceError when the sheet or the title is of another year, or there is no England row or no organisation. */
export function readProviderSheet(
  workbook: Workbook,
  fy: FinancialYear,
  rules: ProviderSheetRules,
): ProviderFigures & { readonly published: string | undefined } {
  const found = findProviderSheet(workbook, rules);
  const { sheet } = found;
  if (found.fy !== fy)
    throw wrongYear(`${placeOf(sheet.name)} holds ${found.fy ?? 'no year that can be told'}`, fy);
  const titles = titleYears(workbook);
  if (titles.length > 0 && !titles.includes(fy)) {
    throw wrongYear(`The title says ${titles.join(', ')}`, fy);
  }
  const rows = sortRows(found, knownColumns(found, rules));
  requireRows(sheet.name, rows);
  const { kept, quarantine, findings } = keepOnce(rows.organisations, sheet.name);
  const observations = observationsOf(kept, fy, sheet.name);
  return {
    published: titleCells(workbook)
      .filter((text) => /^\s*publication date/i.test(text))
      .map(dayIn)[0],
    observations,
    totals: rows.england.flatMap((england) => totalsOf(england, kept, fy, sheet.name, rules.required)),
    quarantine: [...rows.quarantine, ...quarantine],
    findings: [...findings, ...unreadableCells(observations)],
  };
}

interface SortedRows {
  readonly organisations: readonly OrganisationRow[];
  readonly england: readonly OrganisationRow[];
  readonly quarantine: ProviderFigures['quarantine'];
}

function sortRows(
  { sheet, header, codeAt, nameAt }: ProviderSheet,
  columns: readonly FigureColumn[],
): SortedRows {
  const organisations: OrganisationRow[] = [];
  const england: OrganisationRow[] = [];
  const quarantine: ProviderFigures['quarantine'][number][] = [];
  for (const row of rowsOf(sheet)) {
    if (row.number <= header.number) continue;
    const orgCode = cellText(row.cells[codeAt]);
    const orgName = cellText(row.cells[nameAt]);
    const entry = { number: row.number, orgCode, orgName, figures: figuresOf(row, columns) };
    const prints = entry.figures.some((figure) => figure.status !== 'missing' || figure.unreadable);
    if ([orgCode, orgName].some((text) => ENGLAND.includes(plainLabel(text)))) england.push(entry);
    else if (REGION.test(orgCode.trim())) continue;
    else if (looksLikeCode(orgCode) && (prints || orgName.trim() !== '')) organisations.push(entry);
    else if (prints) quarantine.push(noOrganisationCode(sheet.name, entry, 'the England row'));
  }
  return { organisations, england, quarantine };
}

function requireRows(sheet: string, { organisations, england }: SortedRows): void {
  if (organisations.length === 0) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `${placeOf(sheet)} has the headings of provider data but no organisation under them. Load another edition of the year.`,
    );
  }
  if (england.length === 0) {
    throw new SourceError(
      SourceErrorCode.totalDisagrees,
      `${placeOf(sheet)} has no England row, so its ${organisations.length} organisations cannot be checked against a total; the file may be cut short. Load another edition of the year.`,
    );
  }
}
