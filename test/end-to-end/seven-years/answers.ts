/** What trust_year must say, worked out from the figures by plain sums: none of the product's code is used here. */
import { type Year, monthsIn, quartersIn, YEARS } from './calendar.ts';
import { accountFigures, aeFigures, bedRows, NOT_SUBMITTED } from './figures.ts';
import type { Cell, Cells } from './publication.ts';
import { PUBLICATIONS } from './publications.ts';
import { type Trust, inSpan, LATE_ROWS, nameIn, TRUSTS } from './trusts.ts';

/** Column of trust_year to what it must hold. */
export type Answer = Readonly<Record<string, string | number | null>>;

/** One row per organisation with accounts, all columns. */
export function trustYears(): readonly Answer[] {
  return YEARS.flatMap((fy) =>
    TRUSTS.flatMap((trust) => {
      const name = nameIn(trust, fy);
      return name === undefined ? [] : [answerOf(trust, fy, name.trim())];
    }),
  );
}

function answerOf(trust: Trust, fy: Year, name: string): Answer {
  const cells: Record<string, Cell> = {
    ...PUBLICATIONS.reduce<Cells>((all, one) => ({ ...all, ...one.cells(trust.code, fy) }), {}),
    ...bedCells(trust.code, fy),
    ...aeCells(trust.code, fy),
    ...accountCells(trust.code, fy),
  };
  const columns = Object.entries(cells).flatMap(([measure, cell]): [string, string | number | null][] => [
    [measure, cell.value],
    [`${measure}_status`, cell.status],
  ]);
  const per = (divisor: string, times = 1): number | null => {
    const above = cells['consultancy_spend']?.value ?? null;
    const below = cells[divisor]?.value ?? null;
    return above === null || below === null || below === 0 ? null : (above / below) * times;
  };
  return {
    org_code: trust.code,
    org_name: name,
    fy,
    sector: trust.sector,
    trust_type: trust.type,
    region: trust.region,
    ...Object.fromEntries(columns),
    consultancy_per_bed: per('beds'),
    consultancy_pct_turnover: per('turnover', 100),
    consultancy_per_admission: per('admissions'),
    consultancy_per_attendance: per('ae_attendances'),
    consultancy_per_wte: per('staff_wte'),
  };
}

/** Its own code, and the closed codes whose late row of that period is its. */
function codesOf(code: string, dataset: 'beds' | 'ae-monthly', period: string): readonly string[] {
  const late = LATE_ROWS.filter(
    (row) => row.dataset === dataset && row.period === period && row.countsFor === code,
  );
  return [code, ...late.map((row) => row.code)];
}

function bedCells(code: string, fy: Year): Record<string, Cell> {
  const quarters = quartersIn(fy).flatMap((quarter) => {
    const rows = bedRows(quarter).filter((row) => codesOf(code, 'beds', quarter).includes(row.trust.code));
    return rows.length === 0 ? [] : [rows];
  });
  const mean = (side: 'available' | 'occupied', sectors = [0, 1, 2, 3]): Cell =>
    cellOf(
      quarters.length,
      4,
      () =>
        sum(quarters.map((rows) => sum(rows.flatMap((row) => sectors.map((one) => row[side][one] ?? 0))))) /
        quarters.length,
    );
  return {
    beds: mean('available'),
    beds_occupied: mean('occupied'),
    beds_ga: mean('available', [0]),
    beds_ga_occupied: mean('occupied', [0]),
    beds_maternity: mean('available', [2]),
    beds_mental_illness: mean('available', [3]),
  };
}

function aeCells(code: string, fy: Year): Record<string, Cell> {
  const months = monthsIn(fy).flatMap((month) => {
    const rows = codesOf(code, 'ae-monthly', month)
      .filter(
        (one) =>
          inSpan(TRUSTS.find((trust) => trust.code === one)?.ae, month) &&
          !(one === NOT_SUBMITTED.code && month === NOT_SUBMITTED.month),
      )
      .map((one) => aeFigures(one, month));
    return rows.length === 0 ? [] : [rows];
  });
  const all = months.flat();
  return {
    ae_attendances: cellOf(months.length, 12, () =>
      sum(all.map((row) => sum(row.attendances) + sum(row.booked))),
    ),
    ae_type1_attendances: cellOf(months.length, 12, () =>
      sum(all.map((row) => (row.attendances[0] ?? 0) + (row.booked[0] ?? 0))),
    ),
    ae_over_4_hours: cellOf(months.length, 12, () =>
      sum(all.map((row) => sum(row.over4h) + sum(row.bookedOver4h))),
    ),
  };
}

function accountCells(code: string, fy: Year): Record<string, Cell> {
  const filed = accountFigures(code, fy);
  const reported = (value: number): Cell => ({ value, status: 'reported' });
  return {
    turnover: reported((filed.patientCare + filed.otherIncome) * 1000),
    operating_expenditure: reported(filed.expenditure * 1000),
    staff_costs: reported(filed.staffCosts * 1000),
    staff_wte: reported(sum(filed.wte)),
    staff_costs_revenue: reported((filed.staffCosts - filed.capitalised) * 1000),
    operating_expenditure_own: reported(
      (filed.expenditure -
        filed.discontinued -
        filed.impairments -
        (fy >= '2021-22' ? sum(filed.passedOn) : 0)) *
        1000,
    ),
    consultancy_spend:
      filed.consultancy === null ? { value: null, status: 'missing' } : reported(filed.consultancy * 1000),
  };
}

function cellOf(periods: number, expected: number, value: () => number): Cell {
  if (periods === 0) return { value: null, status: 'not_applicable' };
  return { value: value(), status: periods === expected ? 'reported' : 'partial' };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
