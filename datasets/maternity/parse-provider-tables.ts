/** HES provider-level workbook to observations: total deliveries of each provider (dossier maternity, sections 4e and 5). */
import { type SheetRow, cellText, columnLetter } from '../../spreadsheet/workbook.ts';
import type { Finding, ParsedFile, QuarantinedRow } from '../contract/parsed-file.ts';
import type { ParseContext } from '../contract/dataset.ts';
import {
  figuresOf,
  keepOnce,
  noOrganisationCode,
  observationsOf,
  totalsOf,
  type OrganisationRow,
} from '../tables/figure-table.ts';
import { plainHeading } from '../tables/header-row.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { compareTables, type SortedTable } from './compare-tables.ts';
import { residualDoubts } from './doubts.ts';
import { AREA_CODE, LEVELS } from './layouts.ts';
import type { ProviderTable } from './read-provider-tables.ts';

/** Measure `deliveries`: finished delivery episodes of the year, from the table with most organisations. */
export function parseProviderTables(tables: readonly ProviderTable[], context: ParseContext): ParsedFile {
  const sorted = tables.map(sortRows).toSorted((a, b) => b.organisations.length - a.organisations.length);
  const [first, ...others] = sorted;
  if (!first || first.organisations.length === 0) throw noOrganisations(tables);
  const { sheet } = first.table;
  const { kept, quarantine, findings } = keepOnce(first.organisations, sheet);
  const totals = first.totals.flatMap((total) => totalsOf(total, kept, context.period, sheet));
  return {
    layout: first.table.by === 'plain' ? 'provider-table' : 'provider-table-total',
    maturity: 'final',
    observations: observationsOf(kept, context.period, sheet),
    totals,
    quarantine: [...first.quarantine, ...quarantine],
    findings: [
      ...findings,
      ...unreadable(kept),
      ...compareTables(first, others),
      ...residualDoubts(totals, kept, 'HES'),
      ...(totals.length === 0 ? [noTotal(first)] : []),
    ],
    tables: [],
  };
}

/** Three characters a trust, five a site or an independent provider; a word such as `England` is no code. */
const CODE = /^[a-z0-9]{3}(?:[a-z0-9]{2})?(?:-x)?$/i;
const TOTAL_NAME =
  /^(?:england|eng|english nhs providers|total|england total|all providers|all submitters|national)$/;
const TOTAL_CODE = /^(?:|-|eng|england|total|all|national|e92000001)$/;

function sortRows(table: ProviderTable): SortedTable {
  const organisations: OrganisationRow[] = [];
  const totals: OrganisationRow[] = [];
  const quarantine: QuarantinedRow[] = [];
  for (const row of table.body) {
    const entry = {
      number: row.number,
      orgCode: cellText(row.cells[table.at.orgCode]),
      orgName: cellText(row.cells[table.at.orgName]),
      figures: figuresOf(row, [table.column]),
    };
    const prints = entry.figures.some(({ status }) => status === 'reported');
    if (isTotal(table, row, entry)) totals.push(entry);
    else if (isArea(table, row, entry)) continue;
    else if (CODE.test(entry.orgCode.trim()) && (prints || entry.orgName.trim() !== ''))
      organisations.push(entry);
    else if (prints) quarantine.push(noOrganisationCode(table.sheet, entry, 'the England row'));
  }
  const trusts = new Set(organisations.map(({ orgCode }) => orgCode.trim().toUpperCase()));
  const sites = organisations.filter((row) => isSiteOf(row, trusts));
  return {
    table,
    organisations: organisations.filter((row) => !sites.includes(row)),
    totals: totals.filter(({ figures }) => figures.some(({ printed }) => printed.trim() !== '')),
    quarantine: [...quarantine, ...sites.map((row) => siteRow(table.sheet, row))],
  };
}

function isTotal(table: ProviderTable, row: SheetRow, { orgCode, orgName }: OrganisationRow): boolean {
  if (levelOf(table, row) === 'total') return true;
  const code = plainHeading(orgCode);
  return TOTAL_CODE.test(code) && (TOTAL_NAME.test(plainHeading(orgName)) || TOTAL_NAME.test(code));
}

function isArea(table: ProviderTable, row: SheetRow, { orgCode, orgName }: OrganisationRow): boolean {
  const level = levelOf(table, row);
  if (level !== undefined) return level !== 'provider';
  return AREA_CODE.test(orgCode.trim()) || /commissioning region/i.test(orgName);
}

function levelOf({ at }: ProviderTable, row: SheetRow): 'provider' | 'total' | 'other' | undefined {
  const level = at.level === undefined ? '' : plainHeading(cellText(row.cells[at.level]));
  if (level === '') return undefined;
  const known = (['provider', 'total'] as const).find((key) => LEVELS[key].some((word) => word === level));
  return known ?? 'other';
}

/** `R1H12` where `R1H` has a row of its own, which counts it already. */
function isSiteOf({ orgCode }: OrganisationRow, trusts: ReadonlySet<string>): boolean {
  const code = orgCode.trim().toUpperCase();
  return code.length === 5 && !code.includes('-') && trusts.has(code.slice(0, 3));
}

function siteRow(sheet: string, { number, orgCode, orgName }: OrganisationRow): QuarantinedRow {
  const owner = orgCode.trim().slice(0, 3);
  const detail = `"${orgCode}" is a site of ${owner}, which has a row of its own; sites are not added to it.`;
  return { sheet, row: number, orgCode, orgName, rule: 'site-of-trust', detail };
}

function unreadable(rows: readonly OrganisationRow[]): readonly Finding[] {
  return rows.flatMap(({ number, orgCode, orgName, figures }) =>
    figures
      .filter((figure) => figure.unreadable)
      .map(({ column, printed }) => ({
        kind: 'unreadable-cell',
        severity: 'warning' as const,
        orgCode,
        orgName,
        measure: 'deliveries',
        message: `HES: cell ${columnLetter(column.index)}${number} (${column.heading}) prints "${printed}", which is not a number; it was taken as not reported.`,
      })),
  );
}

function noTotal({ table, organisations }: SortedTable): Finding {
  return {
    kind: 'no-printed-total',
    severity: 'warning',
    message: `HES: sheet "${table.sheet}" prints no total for England, so its ${organisations.length} providers could not be checked against one.`,
  };
}

function noOrganisations(tables: readonly ProviderTable[]): SourceError {
  const sheets = tables.map(({ sheet }) => `"${sheet}"`).join(', ');
  return new SourceError(
    SourceErrorCode.unknownLayout,
    `Sheet ${sheets} has a column "Total deliveries" but no organisation code under its headings. Load another edition of the year.`,
  );
}
