/** A month's A&E table, from whichever kind of file, before its rows are read. */
import type { SheetRow } from '../../spreadsheet/workbook.ts';
import type { FigureColumn } from '../tables/figure-table.ts';
import { headingsShown } from '../tables/header-row.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';

export interface AeTable {
  readonly layout: string;
  readonly sheet: string;
  readonly body: readonly SheetRow[];
  readonly columns: readonly FigureColumn[];
  readonly orgCodeAt: number;
  readonly orgNameAt: number;
  /** A CSV says its month in every row, a workbook in its title block. */
  readonly period: { readonly at: number } | { readonly printed: string };
  /** Column of the percentage within four hours at all types, 0-based; -1 where there is none. */
  readonly shareWithin4hAt: number;
  readonly published: string;
  readonly revised: string;
}

export function headingMissing(place: string, what: string, row: SheetRow | undefined): SourceError {
  return new SourceError(
    SourceErrorCode.headingMissing,
    `${place}: ${what}. Headings found: ${headingsShown(row)}. If the layout has changed, add it to datasets/ae-monthly/layouts.ts.`,
  );
}

export function unknownColumn(place: string, heading: string, row: SheetRow): SourceError {
  return new SourceError(
    SourceErrorCode.unknownLayout,
    `${place}: ${heading === '' ? 'a column without a heading' : `the column "${heading}"`} holds figures this reader does not know; they may be attendances split off from another column. Headings found: ${headingsShown(row)}. Read what the publisher says about it, then add it to datasets/ae-monthly/layouts.ts.`,
  );
}
