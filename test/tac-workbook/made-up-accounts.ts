/** Accounts that add up, made up from a name: the identities of the form hold, the size is a plausible trust's. */
import type { TacLine } from './spec.ts';

const WTE_SHARES: Readonly<Record<string, number>> = {
  STA0370: 0.12,
  STA0380: 0,
  STA0390: 0.22,
  STA0400: 0.18,
  STA0410: 0.3,
  STA0420: 0.01,
  STA0430: 0.12,
  STA0440: 0.03,
  STA0450: 0.01,
  STA0480: 0.01,
};

/** £000 and WTE of the current year, by sub code. */
export type Accounts = ReadonlyMap<string, number | null>;

/** Fills in what `given` leaves open, keeping the sums of the form true. */
export function madeUpAccounts(name: string, given: Readonly<Record<string, number | null>> = {}): Accounts {
  const size = 60_000 + (hash(name) % 900_000);
  const expenditure = given['EXP0390'] ?? size;
  const patientCare = given['SCI0100A'] ?? Math.round(expenditure * 0.92);
  const otherIncome = given['SCI0110A'] ?? Math.round(expenditure * 0.09);
  const staff = given['STA0360'] ?? Math.round(expenditure * 0.63);
  const groups = Object.entries(WTE_SHARES).map(
    ([code, share]) => [code, given[code] ?? Math.round((staff / 52) * share * 10) / 10] as const,
  );
  const wte = given['STA0490'] ?? round(groups.reduce((sum, [, value]) => sum + value, 0));
  return new Map<string, number | null>([
    ['EXP0190', Math.round(expenditure * 0.002)],
    ['EXP0390', expenditure],
    ['OPX0030', expenditure],
    ['OPX0040', null],
    ['SCI0100A', patientCare],
    ['OPP0001', patientCare],
    ['OPP0002', null],
    ['INC0350', patientCare],
    ['INC1220', patientCare],
    ['INC1364', patientCare],
    ['SCI0110A', otherIncome],
    ['INC1360', otherIncome],
    ['INC1361', otherIncome],
    ['INC1362', null],
    ['INC1365', round(patientCare + otherIncome)],
    ['SCI0125A', -expenditure],
    ['SCI0140A', round(patientCare + otherIncome - expenditure)],
    ['STA0330', staff],
    ['STA0360', staff],
    ['STA0366', staff],
    ['STA0490', wte],
    ...groups,
    ...Object.entries(given),
  ]);
}

/** The value of one line: current year from the accounts, prior year a twentieth less, other columns made up. */
export function valueOfLine(accounts: Accounts, line: TacLine, seed: number): number | null {
  const column = /^A\d\d([CP]Y)01([PO]?)$/.exec(line.mainCode);
  const value = accounts.get(line.subCode);
  if (!column || value === undefined || !/^TAC0[26789] /.test(line.worksheet)) return filler(line, seed);
  if (value === null) return null;
  const year = column[1] === 'CY' ? value : round(value * 0.95);
  if (!column[2]) return year;
  const permanent = round(year * 0.9);
  return column[2] === 'P' ? permanent : round(year - permanent);
}

function filler(line: TacLine, seed: number): number | null {
  const random = mix(seed ^ hash(line.mainCode + line.subCode));
  if (random % 2 === 0) return null;
  return random % 7 === 0 ? (random % 10_000_000) / 100 : random % 100_000;
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

const hashes = new Map<string, number>();

function hash(text: string): number {
  let value = hashes.get(text);
  if (value === undefined) {
    value = 2166136261;
    for (let index = 0; index < text.length; index += 1) {
      value = Math.imul(value ^ text.charCodeAt(index), 16777619);
    }
    value = mix(value);
    hashes.set(text, value);
  }
  return value;
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
