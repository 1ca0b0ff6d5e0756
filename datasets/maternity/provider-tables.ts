/**
 * A HES provider-level workbook, from tables to observations (dossier maternity, sections 4e and 5): its
 * tables have to agree.
 */
import { cellText, columnLetter, type SheetRow } from '../../spreadsheet/workbook.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { Finding, ParsedFile, QuarantinedRow } from '../contract/parsed-file.ts';
import type { OrganisationRow } from '../tables/figure-table.ts';
import { plainHeading } from '../tables/header-row.ts';
import { fileOfTable, readOrganisations, type OrganisationRows } from '../tables/organisation-rows.ts';
import { noOrganisations } from '../tables/refusals.ts';
import type { ProviderTable } from './find-provider-tables.ts';
import { residualFindings } from './findings.ts';
import { AREA_CODE, LEVELS } from './layouts.ts';

/** Measure `deliveries`: finished delivery episodes of the year, from the table with most organisations. */
export function parseProviderTables(tables: readonly ProviderTable[], context: ParseContext): ParsedFile {
  const read = tables
    .filter((table) => table.body.some((row) => isOrganisation(table, row)))
    .map((table) => readTable(table, context))
    .toSorted((a, b) => b.rows.kept.length - a.rows.kept.length);
  const [taken, ...others] = read;
  if (!taken) {
    const names = tables.map(({ sheet }) => sheet).join('", "');
    throw noOrganisations(names, 'a table of total deliveries', 'year');
  }
  const { table, rows, sites } = taken;
  return fileOfTable(
    { layout: table.layout, titleBlock: [] },
    { ...rows, quarantine: [...rows.quarantine, ...sites] },
    [
      ...rows.kept.flatMap(unreadable),
      ...findingsOfComparison(taken, others),
      ...residualFindings(rows.totals, rows.kept, 'HES'),
      ...(rows.totals.length === 0 ? [noTotal(taken)] : []),
    ],
  );
}

/** Three characters a trust, five a site or an independent provider; a word such as `England` is no code. */
const CODE = /^[a-z0-9]{3}(?:[a-z0-9]{2})?(?:-x)?$/i;
const TOTAL_NAME =
  /^(?:england|eng|english nhs providers|total|england total|all providers|all submitters|national)$/;
const TOTAL_CODE = /^(?:|-|eng|england|total|all|national|e92000001)$/;

interface ReadTable {
  readonly table: ProviderTable;
  readonly rows: OrganisationRows;
  /** Sites that stand beside their trust. */
  readonly sites: readonly QuarantinedRow[];
}

function readTable(table: ProviderTable, { period }: ParseContext): ReadTable {
  const { sheet } = table;
  const codeOfRow = (row: SheetRow): string => codeOf(cellText(row.cells[table.codeAt]));
  const trusts = new Set(table.body.filter((row) => isOrganisation(table, row)).map(codeOfRow));
  // `R1H12` where `R1H` has a row of its own, which counts it already.
  const isSite = (row: SheetRow): boolean => {
    const code = codeOfRow(row);
    return code.length === 5 && !code.includes('-') && trusts.has(code.slice(0, 3));
  };
  const sites = table.body
    .filter((row) => isSite(row) && isOrganisation(table, row))
    .map((row) => {
      const orgCode = cellText(row.cells[table.codeAt]);
      const detail = `"${orgCode}" is a site of ${orgCode.trim().slice(0, 3)}, which has a row of its own; sites are not added to it.`;
      const orgName = cellText(row.cells[table.nameAt]);
      return { sheet, row: row.number, orgCode, orgName, rule: 'site-of-trust', detail };
    });
  const asSite = new Set(sites.map(({ row }) => row));
  const rows = readOrganisations(
    { ...table, body: table.body.filter(({ number }) => !asSite.has(number)) },
    {
      period,
      what: 'the provider-level analysis',
      edition: 'year',
      totalRow: 'England row',
      isTotal: (_, row) => isTotal(table, row) && printedIn(table, row) !== '',
      isArea: (_, row) => isTotal(table, row) || isArea(table, row),
      isCode: (code) => CODE.test(code.trim()),
      withoutTotal: true,
    },
  );
  return { table, rows, sites };
}

function printedIn({ columns }: ProviderTable, row: SheetRow): string {
  return cellText(row.cells[columns[0]?.index ?? -1]).trim();
}

function isOrganisation(table: ProviderTable, row: SheetRow): boolean {
  if (isTotal(table, row) || isArea(table, row)) return false;
  const isNamed = cellText(row.cells[table.nameAt]).trim() !== '' || printedIn(table, row) !== '';
  return CODE.test(cellText(row.cells[table.codeAt]).trim()) && isNamed;
}

function isTotal(table: ProviderTable, row: SheetRow): boolean {
  if (levelOf(table, row) === 'total') return true;
  const code = plainHeading(cellText(row.cells[table.codeAt]));
  const name = plainHeading(cellText(row.cells[table.nameAt]));
  return TOTAL_CODE.test(code) && (TOTAL_NAME.test(name) || TOTAL_NAME.test(code));
}

function isArea(table: ProviderTable, row: SheetRow): boolean {
  const level = levelOf(table, row);
  if (level !== undefined) return level !== 'provider';
  const name = cellText(row.cells[table.nameAt]);
  return AREA_CODE.test(cellText(row.cells[table.codeAt]).trim()) || /commissioning region/i.test(name);
}

function levelOf({ levelAt }: ProviderTable, row: SheetRow): 'provider' | 'total' | 'other' | undefined {
  const level = levelAt === undefined ? '' : plainHeading(cellText(row.cells[levelAt]));
  if (level === '') return undefined;
  const known = (['provider', 'total'] as const).find((key) => LEVELS[key].some((word) => word === level));
  return known ?? 'other';
}

function codeOf(printed: string): string {
  return printed.trim().toUpperCase();
}

function unreadable({ number, orgCode, orgName, figures }: OrganisationRow): readonly Finding[] {
  return figures
    .filter((figure) => figure.unreadable)
    .map(({ column, printed }) => ({
      kind: 'unreadable-cell',
      severity: 'warning',
      orgCode,
      orgName,
      measure: 'deliveries',
      message: `HES: cell ${columnLetter(column.index)}${number} (${column.heading}) prints "${printed}", which is not a number; it was taken as not reported.`,
    }));
}

function noTotal({ table, rows, sites }: ReadTable): Finding {
  return {
    kind: 'no-printed-total',
    severity: 'warning',
    message: `HES: sheet "${table.sheet}" prints no total for England, so its ${rows.kept.length + sites.length} providers could not be checked against one.`,
  };
}

/** Each table is rounded to the nearest five by itself. */
const ROUNDING = 5;

/** One finding for each organisation whose total in another table is another than in the one taken. */
function findingsOfComparison(taken: ReadTable, others: readonly ReadTable[]): readonly Finding[] {
  const own = new Map(taken.rows.kept.map((row) => [codeOf(row.orgCode), row]));
  const findings = new Map<string, Finding>();
  for (const { table, rows } of others) {
    for (const row of rows.kept) {
      const { orgCode } = row;
      const mine = own.get(codeOf(orgCode));
      if (findings.has(codeOf(orgCode)) || (mine && agree(mine, row))) continue;
      const here = `${mine ? printed(mine) : 'no row'} in sheet "${taken.table.sheet}"${mine ? `, row ${mine.number}` : ''}`;
      findings.set(codeOf(orgCode), {
        kind: 'tables-disagree',
        severity: 'warning',
        orgCode,
        orgName: mine?.orgName ?? row.orgName,
        measure: 'deliveries',
        message: `HES: ${orgCode} has ${printed(row)} deliveries in sheet "${table.sheet}", row ${row.number}, and ${here}, which was taken.`,
      });
    }
  }
  return [...findings.values()];
}

function agree({ figures: [one] }: OrganisationRow, { figures: [other] }: OrganisationRow): boolean {
  if (one?.value == null || other?.value == null) return one?.status === other?.status;
  return Math.abs(one.value - other.value) <= ROUNDING;
}

function printed({ figures: [figure] }: OrganisationRow): string {
  return figure?.printed.trim() ? figure.printed.trim() : 'nothing printed for';
}
