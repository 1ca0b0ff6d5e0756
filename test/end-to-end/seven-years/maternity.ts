/** Deliveries by two sources: hospital episodes, and the maternity data set (dossier maternity, section 5). */
import type { Year } from './calendar.ts';
import { made } from './figures.ts';
import { type ProviderRow, providerRows, rowsOf } from './provider-rows.ts';
import { type Cells, type Printed, MISSING, rounded, sumOfRows } from './publication.ts';

export type Source = 'HES' | 'MSDS';

/** The maternity data set of 2018-19 is on no page of the release. */
export const WITHOUT_MSDS: Year = '2018-19';

const SMALL: Readonly<Record<string, number>> = {
  'HES 2017-18 R1F': 5,
  'MSDS 2017-18 RM2': 3,
  'HES 2022-23 RW6': 4,
  'HES 2019-20 RH5': 0,
  'MSDS 2020-21 R1F': 0,
  'HES 2023-24 R1F': 6,
};

/** Who sends no record, or only bookings, in a year: the data set has no total for it. */
export const SILENT: Readonly<Record<string, 'no row' | 'bookings only'>> = {
  '2019-20 R0A': 'no row',
  '2017-18 RF4': 'no row',
  '2022-23 RGN': 'bookings only',
  '2022-23 RW6': 'no row',
};

/** True deliveries. */
export function deliveries(source: Source, code: string, fy: Year): number {
  const size = made(`deliveries ${code}`, 900, 9000);
  const few = SMALL[`${source} ${fy} ${code}`];
  const share = source === 'HES' ? [950, 1080] : [500, 1100];
  return few ?? Math.round((size * made(`${source} ${fy} ${code}`, share[0]!, share[1]!)) / 1000);
}

/** In the CSV years nothing is hidden: every figure is rounded, and of few deliveries that can be 0. */
export function shown(source: Source, code: string, fy: Year): Printed {
  const count = deliveries(source, code, fy);
  if (source === 'HES' || fy === '2017-18') return rounded(count);
  return Math.round(count / 5) * 5;
}

/** Who has rows in a source. */
export function maternityRows(source: Source, fy: Year): readonly ProviderRow[] {
  const rows = providerRows('maternity', fy);
  return source === 'HES' ? rows : rows.filter((row) => SILENT[`${fy} ${row.code}`] !== 'no row');
}

/** Deliveries of a trust by both sources. */
export function maternityCells(code: string, fy: Year): Cells {
  const of = (source: Source): readonly ProviderRow[] =>
    rowsOf('maternity', fy, code).filter((row) =>
      maternityRows(source, fy).some((one) => one.code === row.code),
    );
  const msds = of('MSDS').map((row) => [
    SILENT[`${fy} ${row.code}`] === undefined ? shown('MSDS', row.code, fy) : null,
  ]);
  return {
    deliveries: sumOfRows(of('HES').map((row) => [shown('HES', row.code, fy)])),
    deliveries_msds: fy === WITHOUT_MSDS ? MISSING : sumOfRows(msds),
  };
}

/** England. */
export function sum(source: Source, fy: Year): number {
  return maternityRows(source, fy).reduce((total, row) => total + deliveries(source, row.code, fy), 0);
}
