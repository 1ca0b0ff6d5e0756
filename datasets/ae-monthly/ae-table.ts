import type { OrganisationTable } from '../tables/organisation-rows.ts';

/** A month's A&E table, from whichever kind of file, before its rows are read. */
export interface AeTable extends OrganisationTable {
  /** A CSV says its month in every row, a workbook in its title block. */
  readonly period: { readonly at: number } | { readonly printed: string };
  /** Column of the percentage within four hours at all types, 0-based; -1 where there is none. */
  readonly shareWithin4hAt: number;
}
