/** Made-up figures: each follows from its own name alone, so that a file and the answer can be made apart. */
import { type Trust, TRUSTS, inSpan } from './trusts.ts';

/** A whole number from `low` up to but without `high`, the same for the same name. */
export function made(name: string, low: number, high: number): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  hash = (hash ^ (hash >>> 13)) >>> 0;
  return low + (hash % (high - low));
}

export const BED_SECTORS = ['ga', 'ld', 'maternity', 'mi'] as const;

export interface BedRow {
  readonly trust: Trust;
  /** General and acute, learning disability, maternity, mental illness. */
  readonly available: readonly number[];
  readonly occupied: readonly number[];
}

/** Who prints beds in a quarter. Zeros: an acute trust whose return was missing, and a trust that had closed its beds. */
export function bedRows(quarter: string): readonly BedRow[] {
  return TRUSTS.filter((trust) => inSpan(trust.beds, quarter)).map((trust) => {
    const size = made(`size ${trust.code}`, 150, 1800);
    const available = (trust.beds?.sectors ?? []).map((share, sector) =>
      share === 0 || noBeds(trust.code, quarter)
        ? 0
        : Math.round(size * share * made(`${quarter} ${trust.code} ${sector}`, 90, 111) * 100) / 10_000,
    );
    const occupied = available.map(
      (beds, sector) => (beds * made(`occupied ${quarter} ${trust.code} ${sector}`, 70, 99)) / 100,
    );
    return { trust, available, occupied };
  });
}

function noBeds(code: string, quarter: string): boolean {
  return (code === 'RGN' && quarter === '2022-23Q2') || (code === 'RNU' && quarter.startsWith('2017-18'));
}

/** Types 1, 2 and other of each. */
export interface AeFigures {
  readonly attendances: readonly number[];
  /** Booked appointments, in columns of their own since August 2020. */
  readonly booked: readonly number[];
  readonly over4h: readonly number[];
  readonly bookedOver4h: readonly number[];
  readonly dta: readonly [number, number];
  readonly admissions: readonly number[];
  readonly otherAdmissions: number;
}

/** A row of nothing but dashes: the provider sent no return. */
export const NOT_SUBMITTED = { code: 'RGN', month: '2017-12' } as const;

/** The figures of a trust or another provider in a month. `edition` gives other figures: a first issue, a workbook. */
export function aeFigures(code: string, month: string, edition = ''): AeFigures {
  const trust = TRUSTS.find((one) => one.code === code);
  const types = trust?.ae?.types ?? [0, 0, 1];
  const size = trust ? made(`a&e ${code}`, 4000, 15_000) : made(`a&e ${code}`, 900, 3000);
  const name = `${edition}${month} ${code}`;
  const attendances = types.map((share, type) =>
    Math.round((size * share * made(`${name} ${type}`, 85, 116)) / 100),
  );
  const booked = types.map((share, type) =>
    month < '2020-08' || share === 0 ? 0 : made(`booked ${name} ${type}`, 0, 90),
  );
  const fieldTest = code === 'RM3' && month >= '2019-05' && month <= '2020-03';
  const over4h = attendances.map((all, type) =>
    fieldTest ? 0 : Math.round((all * made(`late ${name} ${type}`, 2, 40)) / 100),
  );
  const bookedOver4h = booked.map((all) => Math.floor(all / 9));
  const admissions = attendances.map((all, type) => Math.round(all * (type === 0 ? 0.3 : 0.01)));
  return {
    attendances,
    booked,
    over4h,
    bookedOver4h,
    dta: [made(`dta ${name}`, 0, 500), made(`dta12 ${name}`, 0, 60)],
    admissions,
    otherAdmissions: trust ? made(`direct ${name}`, 100, 1200) : 0,
  };
}

/** £000, and people; null is a blank cell. */
export interface AccountFigures {
  readonly patientCare: number;
  readonly otherIncome: number;
  readonly expenditure: number;
  readonly consultancy: number | null;
  readonly staffCosts: number;
  /** Ten groups; their sum is the total. */
  readonly wte: readonly number[];
  /** Staff costs that became part of assets. */
  readonly capitalised: number;
  /** Negative where they are taken back. */
  readonly impairments: number;
  /** What a lead provider pays to others, in the NHS and outside: lines of their own from 2021-22. */
  readonly passedOn: readonly [number, number];
  /** Income and expenditure of operations that were given up: in the totals of TAC07 and TAC08, not in the turnover. */
  readonly discontinued: number;
}

const CONSULTANCY: Readonly<Record<string, number | null>> = {
  'R1H 2018-19': null,
  'TAH 2017-18': null,
  'RNU 2021-22': 0,
  'RJZ 2022-23': -45,
  'RVY 2023-24': -0.5,
};

export function accountFigures(code: string, fy: string): AccountFigures {
  const name = `accounts ${code} ${fy}`;
  const size = made(`turnover ${code}`, 90_000, 1_500_000);
  const patientCare = Math.round(size * made(`${name} care`, 95, 106) + 53) / 100;
  const otherIncome = made(`${name} other`, 5000, 60_000);
  const expenditure = made(`${name} spent`, Math.round(size * 0.95), Math.round(size * 1.1));
  const staffCosts = Math.round(expenditure * 0.62);
  const given = CONSULTANCY[`${code} ${fy}`];
  return {
    patientCare,
    otherIncome,
    expenditure,
    consultancy: given === undefined ? made(`${name} consultancy`, 40, 4000) : given,
    staffCosts,
    wte: [12, 0, 22, 18, 30, 1, 12, 3, 1, 1].map((share) => Math.round((staffCosts / 52) * share) / 100),
    capitalised: made(`${name} capitalised`, 0, 900),
    impairments: made(`${name} impairments`, -2000, 9000),
    passedOn: code === 'RNU' ? [made(`${name} nhs`, 100, 9000), made(`${name} others`, 100, 9000)] : [0, 0],
    discontinued: code === 'R0A' && fy === '2021-22' ? 500 : 0,
  };
}
