/** Doubts about one organisation's results that do not keep the file out. */
import { columnLetter } from '../../spreadsheet/workbook.ts';
import type { Finding } from '../contract/parsed-file.ts';
import { findingsOn } from '../tables/row-findings.ts';
import type { OrganisationRow } from '../tables/figure-table.ts';
import { LAYOUTS } from './layouts.ts';

const FEEDS = new Map(
  LAYOUTS.flatMap(({ figures }) => figures.map(({ measure, feeds }) => [measure, feeds])),
);

export function doubtsAbout(row: OrganisationRow, survey: number, sheet: string): readonly Finding[] {
  const { findings: found, add: doubt } = findingsOn(row, `Survey of ${survey}, sheet "${sheet}"`);
  for (const { column, printed, unreadable } of row.figures) {
    const feeds = FEEDS.get(column.measure);
    if (!unreadable || feeds === undefined) continue;
    const cell = `${columnLetter(column.index)}${row.number}`;
    doubt(
      'unreadable-cell',
      feeds,
      `cell ${cell} (${column.heading}) prints "${printed}", which is not a number; it was taken as not reported.`,
    );
  }
  return found;
}
