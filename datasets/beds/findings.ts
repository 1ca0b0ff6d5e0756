/** Figures that are loaded as printed, with a finding beside them. */
import type { Finding } from '../contract/parsed-file.ts';
import { findingsOn } from '../tables/row-findings.ts';
import { valueOf, type OrganisationRow } from '../tables/figure-table.ts';
import { columnLetter } from '../../spreadsheet/workbook.ts';

const SECTORS = ['ga', 'ld', 'maternity', 'mi'] as const;
const GROUPS = { available: 'beds', occupied: 'beds_occupied' } as const;

/** A row's total less its four sectors; null where one of the five is not printed. */
export function residual(
  value: (measure: string) => number | null | undefined,
  group: keyof typeof GROUPS,
): number | null {
  let rest = value(`${group}_total`) ?? null;
  for (const sector of SECTORS) {
    const part = value(`${group}_${sector}`) ?? null;
    if (rest === null || part === null) return null;
    rest -= part;
  }
  return rest;
}

const IDENTITY_TOLERANCE = 0.01;

/** Findings about one organisation's row of a quarter. */
export function findingsAbout(row: OrganisationRow, quarter: string): readonly Finding[] {
  const { findings, add } = findingsOn(row, quarter);
  for (const group of ['available', 'occupied'] as const) {
    const apart = residual((measure) => valueOf(row, measure), group);
    if (apart !== null && Math.abs(apart) > IDENTITY_TOLERANCE) {
      add(
        'identity',
        GROUPS[group],
        `total ${group} is ${valueOf(row, `${group}_total`) ?? ''}, but the four sectors add up to ${Math.abs(apart).toFixed(2)} ${apart > 0 ? 'less' : 'more'}.`,
      );
    }
    for (const figure of row.figures) {
      if (!figure.unreadable || !figure.column.measure.startsWith(group)) continue;
      const cell = `${columnLetter(figure.column.index)}${row.number}`;
      add(
        'unreadable-cell',
        GROUPS[group],
        `cell ${cell} (${figure.column.heading}) prints "${figure.printed}", which is not a number; it was taken as not reported.`,
      );
    }
  }
  const available = valueOf(row, 'available_total');
  const occupied = valueOf(row, 'occupied_total');
  if (available === 0)
    add('zero-return', 'beds', 'no bed available at all: a missing return is published as zero.');
  if (occupied === 0) {
    const beds = available === null ? 'an unknown number of' : available;
    add(
      'zero-return',
      'beds_occupied',
      `none of ${beds} beds occupied: a missing return is published as zero.`,
    );
  }
  const ofGeneral = valueOf(row, 'available_ga') ?? 0;
  if (valueOf(row, 'occupied_ga') === 0 && ofGeneral > 0 && occupied !== 0) {
    add(
      'zero-return',
      'beds_ga_occupied',
      `none of ${ofGeneral} general and acute beds occupied: a missing return is published as zero.`,
    );
  }
  if (available !== null && occupied !== null && occupied > available * 1.05 + IDENTITY_TOLERANCE) {
    add(
      'occupied-exceeds-available',
      'beds_occupied',
      `${occupied} beds occupied of ${available} available.`,
    );
  }
  return findings;
}
