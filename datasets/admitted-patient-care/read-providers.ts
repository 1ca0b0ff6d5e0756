/** The rows of the Hospital providers file: providers, regions, the total, notes (dossier sections 2a and 3). */
import { cellText } from '../../spreadsheet/workbook.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { QuarantinedRow } from '../contract/parsed-file.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import {
  figuresOf,
  keepOnce,
  looksLikeCode,
  noOrganisationCode,
  observationsOf,
  totalsOf,
  type OrganisationRow,
} from '../tables/figure-table.ts';
import { placeOf, plainHeading } from '../tables/header-row.ts';
import { dayIn } from '../../nhs/printed-date.ts';
import { unreadableCells, wrongYear, type ProviderFigures } from '../tables/provider-level/figures.ts';
import { REQUIRED } from './layouts.ts';
import { isCount, type ProviderTable } from './provider-table.ts';

/** Commissioning regions: Y54 to Y63 so far. */
const REGION = /^\s*y\d\d\s*$/i;
const TOTAL_WORDS: readonly string[] = ['total', 'all', 'england', 'england total'];

/** @throws SourceError when the lines above the headings do not name this year and no other. */
export function readProviders(
  table: ProviderTable,
  fy: FinancialYear,
): ProviderFigures & { readonly published: string | undefined } {
  requireYear(table, fy);
  const rows = sortRows(table);
  const { kept, quarantine, findings } = keepOnce(rows.providers, table.sheet);
  const observations = observationsOf(kept, fy, table.sheet);
  return {
    published: table.titles.filter((line) => /^publication date/i.test(line)).map(dayIn)[0],
    observations,
    totals: rows.totals.flatMap((total) =>
      totalsOf(countsOf(total), kept.map(countsOf), fy, table.sheet, REQUIRED),
    ),
    quarantine: [...rows.quarantine, ...quarantine],
    findings: [...findings, ...unreadableCells(observations)],
  };
}

/** The year the table says it is of; undefined where it names none, or several. */
export function yearOf({ titles }: ProviderTable): FinancialYear | undefined {
  const [year, ...more] = new Set(titles.flatMap(yearsNamed));
  return more.length === 0 ? year : undefined;
}

function requireYear(table: ProviderTable, fy: FinancialYear): void {
  if (yearOf(table) === fy) return;
  const said = table.titles.filter((line) => yearsNamed(line).length > 0).map((line) => `"${line}"`);
  throw wrongYear(
    `${placeOf(table.sheet)} says ${said.length === 0 ? 'no year above its headings' : said.join(' and ')}`,
    fy,
  );
}

interface SortedRows {
  readonly providers: readonly OrganisationRow[];
  readonly totals: readonly OrganisationRow[];
  readonly quarantine: readonly QuarantinedRow[];
}

function sortRows(table: ProviderTable): SortedRows {
  const providers: OrganisationRow[] = [];
  const totals: OrganisationRow[] = [];
  const quarantine: QuarantinedRow[] = [];
  for (const row of table.body) {
    const orgCode = cellText(row.cells[table.codeAt]);
    const orgName = cellText(row.cells[table.codeAt + 1]);
    const entry = { number: row.number, orgCode, orgName, figures: figuresOf(row, table.columns) };
    const prints = entry.figures.some(({ status, unreadable }) => status !== 'missing' || unreadable);
    if (prints && isTotal(orgCode, orgName)) totals.push(entry);
    else if (REGION.test(orgCode)) continue;
    else if (looksLikeCode(orgCode) && (prints || orgName.trim() !== '')) providers.push(entry);
    else if (prints) quarantine.push(noOrganisationCode(table.sheet, entry, 'the total'));
  }
  return { providers, totals, quarantine };
}

/** `Total` stands among the codes in some years, among the names in others. */
function isTotal(code: string, name: string): boolean {
  const words = [plainHeading(code), plainHeading(name)].filter((word) => word !== '');
  return words.length > 0 && words.every((word) => TOTAL_WORDS.includes(word));
}

function countsOf({ figures, ...row }: OrganisationRow): OrganisationRow {
  return { ...row, figures: figures.filter(({ column }) => isCount(column)) };
}
