/** Which rows the yearly publications print: codes with and without -X, closed codes, and other providers. */
import type { Year } from './calendar.ts';
import { TRUSTS } from './trusts.ts';

/** Publications with one table a year. */
export type Yearly =
  | 'admitted-patient-care'
  | 'outpatients'
  | 'ae-annual'
  | 'critical-care'
  | 'maternity'
  | 'diagnostic-imaging';

/** A row of an NHS trust in a yearly table. */
export interface ProviderRow {
  /** As printed: `RJ1-X`. */
  readonly printed: string;
  /** Without -X. */
  readonly code: string;
  readonly name: string;
}

/** First and last year with activity of its own, where not all seven. */
const LIVED: Readonly<Record<string, readonly [Year | 'never', Year]>> = {
  RJD: ['never', '2017-18'],
  RW3: ['2017-18', '2017-18'],
  RM2: ['2017-18', '2017-18'],
  RQ6: ['2017-18', '2019-20'],
  RNL: ['2017-18', '2019-20'],
  RBA: ['2017-18', '2019-20'],
  RD3: ['2017-18', '2020-21'],
  RDZ: ['2017-18', '2020-21'],
  RT3: ['2017-18', '2020-21'],
  RXH: ['2017-18', '2020-21'],
  R0D: ['2020-21', '2023-24'],
  RW6: ['2017-18', '2021-22'],
  RA4: ['2017-18', '2022-23'],
};

/** Who does none of it. RNN and RH5 began with it when they took over an acute trust. */
const WITHOUT: Readonly<Record<Yearly, readonly string[]>> = {
  'admitted-patient-care': ['RX9', 'RYA'],
  outpatients: ['RX9', 'RYA'],
  'ae-annual': ['RX9', 'TAH', 'RT3'],
  'critical-care': ['RX9', 'RYA', 'TAH', 'RNU'],
  maternity: ['RX9', 'RYA', 'TAH', 'RNU', 'RT3'],
  'diagnostic-imaging': ['RX9', 'RYA', 'TAH'],
};
const BEGAN: Readonly<Record<string, Year>> = {
  'ae-annual RYA': '2021-22',
  'critical-care RNN': '2019-20',
  'maternity RNN': '2019-20',
  'diagnostic-imaging RNN': '2019-20',
  'critical-care RH5': '2020-21',
  'maternity RH5': '2020-21',
};

/** Rows of a year under codes that had closed before it. */
const LATE: readonly (readonly [Yearly, Year, string])[] = [
  ['admitted-patient-care', '2018-19', 'RW3'],
  ['admitted-patient-care', '2020-21', 'RBA'],
  ['outpatients', '2022-23', 'RW6'],
  ['outpatients', '2023-24', 'RA4'],
  ['ae-annual', '2021-22', 'RXH'],
  ['critical-care', '2023-24', 'RA4'],
  ['maternity', '2022-23', 'RW6'],
  ['diagnostic-imaging', '2021-22', 'RXH'],
];

/** Whose the figures of a code are once it has no accounts: written down, not worked out. */
const HEIRS: Readonly<Record<string, readonly [from: Year, heir: string]>> = {
  RW3: ['2018-19', 'R0A'],
  RM2: ['2018-19', 'R0A'],
  RNL: ['2019-20', 'RNN'],
  RBA: ['2020-21', 'RH5'],
  RXH: ['2021-22', 'RYR'],
  RW6: ['2022-23', 'RM3'],
  RA4: ['2023-24', 'RH5'],
};

/** Printed with -X in admitted care and outpatients. */
function suffixed(code: string, fy: Year): boolean {
  return ['RJ1', 'R1F', 'RYR'].includes(code) || (code === 'R0A' && fy >= '2022-23');
}

/** Rows without -X beside those with it: `dataset year`. */
const BOTH_OF_RYR = [
  'admitted-patient-care 2019-20',
  'admitted-patient-care 2021-22',
  'outpatients 2022-23',
  'outpatients 2018-19',
];

/** The rows of NHS trusts in a year, in the order of their codes. */
export function providerRows(dataset: Yearly, fy: Year): readonly ProviderRow[] {
  const rows = TRUSTS.flatMap((trust): ProviderRow[] => {
    const { code } = trust;
    const [from, to] = LIVED[code] ?? ['2017-18', '2023-24'];
    const lives = from !== 'never' && fy >= from && fy <= to;
    const does = !WITHOUT[dataset].includes(code) && fy >= (BEGAN[`${dataset} ${code}`] ?? '2017-18');
    const late = LATE.some(([one, year, other]) => one === dataset && year === fy && other === code);
    if (!late && !(lives && does)) return [];
    const name =
      trust.renamed && `${fy.slice(0, 4)}-09` >= trust.renamed.from ? trust.renamed.printed : trust.printed;
    const x = ['admitted-patient-care', 'outpatients'].includes(dataset) && suffixed(code, fy);
    const row = { printed: x ? `${code}-X` : code, code, name };
    const plain = code === 'RYR' && BOTH_OF_RYR.includes(`${dataset} ${fy}`);
    return plain ? [{ ...row, printed: code }, row] : [row];
  });
  return rows.sort((a, b) => (a.printed < b.printed ? -1 : 1));
}

/** The rows that are a trust's: its own, and those of a code whose figures are its that year. */
export function rowsOf(dataset: Yearly, fy: Year, code: string): readonly ProviderRow[] {
  return providerRows(dataset, fy).filter((row) => {
    const [from, heir] = HEIRS[row.code] ?? [];
    return row.code === code || (heir === code && from !== undefined && fy >= from);
  });
}

/** Others that the yearly tables print: independent sites, a commissioner, a community provider. */
export const OTHERS: readonly (readonly [code: string, name: string])[] = [
  ['NVC01', 'THE BERKSHIRE INDEPENDENT HOSPITAL'],
  ['AAH01', 'TETBURY HOSPITAL, TRUST LIMITED'],
  ['Y8L9S', 'SPIRE "ALEXANDRA" HOSPITAL'],
  ['NT3', 'SPIRE HEALTHCARE'],
  ['NY6', 'MEDICAL SERVICES LTD'],
  ['15A', 'NHS BERKSHIRE WEST CCG'],
];
