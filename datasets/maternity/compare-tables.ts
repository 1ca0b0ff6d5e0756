/** Several tables of a provider-level workbook print total deliveries: they have to say the same. */
import type { Finding, QuarantinedRow } from '../contract/parsed-file.ts';
import type { OrganisationRow } from '../tables/figure-table.ts';
import type { ProviderTable } from './read-provider-tables.ts';

/** Organisations, totals and rest of one table. */
export interface SortedTable {
  readonly table: ProviderTable;
  readonly organisations: readonly OrganisationRow[];
  readonly totals: readonly OrganisationRow[];
  readonly quarantine: readonly QuarantinedRow[];
}

/** Each table is rounded to the nearest five by itself. */
const ROUNDING = 5;

/** One finding for each organisation whose total in another table is another than in the one taken. */
export function compareTables(taken: SortedTable, others: readonly SortedTable[]): readonly Finding[] {
  const own = new Map(taken.organisations.map((row) => [codeOf(row), row]));
  const found = new Map<string, Finding>();
  for (const other of others) {
    for (const row of other.organisations) {
      const mine = own.get(codeOf(row));
      if (found.has(codeOf(row)) || (mine && agree(mine, row))) continue;
      found.set(codeOf(row), {
        kind: 'tables-disagree',
        severity: 'warning',
        orgCode: row.orgCode,
        orgName: mine?.orgName ?? row.orgName,
        measure: 'deliveries',
        message: `HES: ${row.orgCode} has ${printed(row)} deliveries in sheet "${other.table.sheet}", row ${row.number}, and ${mine ? printed(mine) : 'no row'} in sheet "${taken.table.sheet}"${mine ? `, row ${mine.number}` : ''}, which was taken.`,
      });
    }
  }
  return [...found.values()];
}

function agree(one: OrganisationRow, other: OrganisationRow): boolean {
  const [a] = one.figures;
  const [b] = other.figures;
  if (a?.value == null || b?.value == null) return a?.status === b?.status;
  return Math.abs(a.value - b.value) <= ROUNDING;
}

function printed({ figures: [figure] }: OrganisationRow): string {
  return figure?.printed.trim() ? figure.printed.trim() : 'nothing printed for';
}

function codeOf({ orgCode }: OrganisationRow): string {
  return orgCode.trim().toUpperCase();
}
