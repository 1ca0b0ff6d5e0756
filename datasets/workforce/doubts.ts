/** Figures that are loaded as printed, with a doubt beside them. */
import type { Finding } from '../contract/parsed-file.ts';
import { valueOf, type OrganisationRow } from '../tables/figure-table.ts';
import { ABSENCE_MEASURES } from './layouts.ts';

/** The rate is printed with two decimals; all genuine files keep within half of the last. */
const RATE_TOLERANCE = 0.011;

/** Whether the three figures of a row cannot all be right: the rate is the days lost of the days available, in percent. */
export function rateIsApart(lost: number | null, available: number | null, rate: number | null): boolean {
  if (lost === null || available === null) return false;
  if (lost > available) return true;
  return rate !== null && available !== 0 && Math.abs((100 * lost) / available - rate) > RATE_TOLERANCE;
}

/** Organisations whose rate is not that of their days. */
export function absenceDoubts(rows: readonly OrganisationRow[], month: string): readonly Finding[] {
  return rows.flatMap((row): readonly Finding[] => {
    const { lost, available, rate } = ABSENCE_MEASURES;
    const [days, all, printed] = [valueOf(row, lost), valueOf(row, available), valueOf(row, rate)];
    if (!rateIsApart(days, all, printed)) return [];
    const { number, orgCode, orgName } = row;
    const message = `${month}, row ${number}: ${orgCode} has ${days} days lost of ${all} available and a rate of ${printed ?? 'nothing'} %, which do not fit together.`;
    return [{ kind: 'rate-apart', severity: 'warning', orgCode, orgName, message }];
  });
}
