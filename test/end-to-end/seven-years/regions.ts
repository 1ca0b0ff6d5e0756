/** The regions that stand above the providers, with the codes and names of the year. */
import type { Year } from './calendar.ts';

function regionsIn(fy: Year): readonly (readonly [code: string, name: string])[] {
  if (fy === '2017-18') {
    return [
      ['Y54', 'North of England'],
      ['Y55', 'Midlands and East of England'],
      ['Y56', 'London'],
      ['Y57', 'South of England'],
    ];
  }
  if (fy === '2018-19') {
    return [
      ['Y54', 'North of England'],
      ['Y55', 'Midlands and East of England'],
      ['Y56', 'London'],
      ['Y58', 'South West of England'],
      ['Y59', 'South East of England'],
    ];
  }
  return [
    ['Y56', 'London'],
    ['Y58', 'South West'],
    ['Y59', 'South East'],
    ['Y60', 'Midlands'],
    ['Y61', 'East of England '],
    ['Y62', 'North West'],
    ['Y63', 'North East and Yorkshire'],
  ];
}

/** Each region with its part of the rows; which part is made up. */
export function byRegion<Row>(
  fy: Year,
  rows: readonly Row[],
): readonly (readonly [code: string, name: string, rows: readonly Row[]])[] {
  const regions = regionsIn(fy);
  return regions.map(([code, name], index) => [
    code,
    name,
    rows.filter((_, at) => at % regions.length === index),
  ]);
}
