/**
 * Who is in the web of seven years, under which names, and from when to when: chosen for what has gone wrong with
 * real publications (names and dates are real, dossiers tac sections 3 and 7, ods section 4; all figures are made up).
 */
import { type Year, YEARS } from './calendar.ts';

export interface Trust {
  readonly code: string;
  readonly sector: 'FT' | 'Trust';
  readonly type: string;
  readonly region: string;
  /** The name in the accounts from that year on; null: not in the accounts from that year on. */
  readonly names: Partial<Readonly<Record<Year, string | null>>>;
  /** Listed among the providers of that year without lines. */
  readonly listedOnly?: readonly Year[];
  /** As KH03 and the A&E files print it. */
  readonly printed: string;
  /** From that month on they print another name under the same code. */
  readonly renamed?: { readonly from: string; readonly printed: string };
  /** Quarters with a row, first and last; sectors with beds: general and acute, learning disability, maternity, mental illness. */
  readonly beds?: Span & { readonly sectors: readonly [number, number, number, number] };
  /** Months with a row; which types it has. */
  readonly ae?: Span & { readonly types: readonly [number, number, number] };
}

interface Span {
  readonly from?: string;
  readonly to?: string;
  readonly without?: readonly string[];
}

const ACUTE = [1, 0, 0.08, 0] as const;
const FULL = [1, 0.05, 0.6] as const;

export const TRUSTS: readonly Trust[] = [
  {
    code: 'R1H',
    sector: 'Trust',
    type: 'Acute',
    region: 'London',
    names: { '2017-18': 'Barts Health NHS Trust' },
    printed: 'BARTS HEALTH NHS TRUST',
    beds: { sectors: ACUTE },
    ae: { types: FULL },
  },
  {
    code: 'RQ6',
    sector: 'Trust',
    type: 'Acute',
    region: 'North West',
    names: {
      '2017-18': 'Royal Liverpool and Broadgreen University Hospitals NHS Trust',
      '2019-20': 'The Royal Liverpool and Broadgreen University Hospitals NHS Trust',
      '2020-21': null,
    },
    printed: 'ROYAL LIVERPOOL AND BROADGREEN UNIVERSITY HOSPITALS NHS TRUST',
    beds: { to: '2019-20Q2', sectors: ACUTE },
    ae: { to: '2019-09', types: FULL },
  },
  {
    code: 'REM',
    sector: 'FT',
    type: 'Acute',
    region: 'North West',
    names: {
      '2017-18': 'Aintree University Hospitals NHS Foundation Trust',
      '2018-19': 'Aintree University Hospital NHS Foundation Trust',
      '2019-20': 'Liverpool University Hospitals NHS Foundation Trust',
    },
    printed: 'AINTREE UNIVERSITY HOSPITAL NHS FOUNDATION TRUST',
    renamed: { from: '2019-10', printed: 'LIVERPOOL UNIVERSITY HOSPITALS NHS FOUNDATION TRUST' },
    beds: { sectors: ACUTE },
    ae: { types: FULL },
  },
  {
    code: 'RVY',
    sector: 'Trust',
    type: 'Acute',
    region: 'North West',
    names: { '2017-18': 'Southport And Ormskirk Hospital NHS Trust' },
    printed: 'SOUTHPORT AND ORMSKIRK HOSPITAL NHS TRUST',
    beds: { to: '2023-24Q1', sectors: ACUTE },
    ae: { to: '2023-06', types: FULL },
  },
  {
    code: 'RBN',
    sector: 'Trust',
    type: 'Acute',
    region: 'North West',
    names: {
      '2017-18': 'St Helens and Knowsley Hospital Services NHS Trust',
      '2018-19': 'St Helens And Knowsley Teaching Hospitals NHS Trust',
      '2020-21': 'St Helens And Knowsley Hospital Services NHS Trust',
      '2021-22': 'St Helens And Knowsley Teaching Hospitals NHS Trust',
      '2023-24': 'Mersey and West Lancashire Teaching Hospitals NHS Trust',
    },
    printed: 'ST HELENS AND KNOWSLEY TEACHING HOSPITALS NHS TRUST',
    renamed: { from: '2023-07', printed: 'MERSEY AND WEST LANCASHIRE TEACHING HOSPITALS NHS TRUST' },
    beds: { sectors: ACUTE },
    ae: { types: FULL },
  },
  {
    code: 'RD3',
    sector: 'FT',
    type: 'Acute',
    region: 'South West',
    names: { '2017-18': 'Poole Hospital NHS Foundation Trust', '2021-22': null },
    printed: 'POOLE HOSPITAL NHS FOUNDATION TRUST',
    beds: { to: '2020-21Q2', sectors: ACUTE },
    // One month longer than the trust existed: it has accounts that year, so the month is its own.
    ae: { to: '2020-10', types: FULL },
  },
  {
    code: 'RDZ',
    sector: 'FT',
    type: 'Acute',
    region: 'South West',
    names: {
      '2017-18': 'The Royal Bournemouth and Christchurch Hospitals NHS Foundation Trust',
      '2021-22': null,
    },
    printed: 'THE ROYAL BOURNEMOUTH AND CHRISTCHURCH HOSPITALS NHS FOUNDATION TRUST',
    beds: { to: '2020-21Q2', sectors: ACUTE },
    ae: { to: '2020-09', types: FULL },
  },
  {
    code: 'R0D',
    sector: 'FT',
    type: 'Acute',
    region: 'South West',
    names: { '2020-21': 'University Hospitals Dorset NHS Foundation Trust' },
    printed: 'UNIVERSITY HOSPITALS DORSET NHS FOUNDATION TRUST',
    beds: { from: '2020-21Q3', sectors: ACUTE },
    ae: { from: '2020-10', types: FULL },
  },
  {
    code: 'RBA',
    sector: 'FT',
    type: 'Acute',
    region: 'South West',
    names: {
      '2017-18': 'Taunton & Somerset NHS Foundation Trust',
      '2018-19': 'Taunton and Somerset NHS Foundation Trust',
      '2020-21': null,
    },
    printed: 'TAUNTON AND SOMERSET NHS FOUNDATION TRUST',
    beds: { to: '2019-20Q4', sectors: ACUTE },
    // April 2020 still under the old code.
    ae: { to: '2020-04', types: FULL },
  },
  {
    code: 'RH5',
    sector: 'FT',
    type: 'Community',
    region: 'South West',
    names: {
      '2017-18': 'Somerset Partnership NHS Foundation Trust',
      '2020-21': 'Somerset NHS Foundation Trust',
    },
    printed: 'SOMERSET NHS FOUNDATION TRUST',
    beds: { sectors: [0.4, 0.1, 0, 0.5] },
    ae: { without: ['2020-04'], types: [0, 0, 1] },
  },
  {
    code: 'RA4',
    sector: 'FT',
    type: 'Acute',
    region: 'South West',
    names: { '2017-18': 'Yeovil District Hospital NHS Foundation Trust', '2023-24': null },
    printed: 'YEOVIL DISTRICT HOSPITAL NHS FOUNDATION TRUST',
    // One quarter longer than the trust existed, beside its successor.
    beds: { to: '2023-24Q1', sectors: ACUTE },
    ae: { to: '2023-03', types: [1, 0, 0] },
  },
  {
    code: 'RW6',
    sector: 'Trust',
    type: 'Acute',
    region: 'North West',
    names: {
      '2017-18': 'Pennine Acute Hospitals NHS Trust',
      '2018-19': 'The Pennine Acute Hospitals NHS Trust',
      '2022-23': null,
    },
    printed: 'PENNINE ACUTE HOSPITALS NHS TRUST',
    beds: { to: '2022-23Q1', without: ['2021-22Q3', '2021-22Q4'], sectors: ACUTE },
    ae: {
      to: '2022-06',
      without: ['2021-10', '2021-11', '2021-12', '2022-01', '2022-02', '2022-03', '2022-04'],
      types: FULL,
    },
  },
  {
    code: 'RM3',
    sector: 'FT',
    type: 'Acute',
    region: 'North West',
    names: {
      '2017-18': 'Salford Royal NHS Foundation Trust',
      '2021-22': 'Northern Care Alliance NHS Foundation Trust',
    },
    printed: 'SALFORD ROYAL NHS FOUNDATION TRUST',
    renamed: { from: '2021-10', printed: 'NORTHERN CARE ALLIANCE NHS FOUNDATION TRUST' },
    beds: { sectors: ACUTE },
    ae: { types: FULL },
  },
  {
    code: 'R0A',
    sector: 'FT',
    type: 'Acute',
    region: 'North West',
    names: { '2017-18': 'Manchester University NHS Foundation Trust' },
    printed: 'MANCHESTER UNIVERSITY NHS FOUNDATION TRUST',
    beds: { from: '2017-18Q3', sectors: ACUTE },
    ae: { from: '2017-10', types: FULL },
  },
  {
    code: 'RW3',
    sector: 'FT',
    type: 'Acute',
    region: 'North West',
    names: { '2017-18': 'Central Manchester University Hospitals NHS Foundation Trust', '2018-19': null },
    printed: 'CENTRAL MANCHESTER UNIVERSITY HOSPITALS NHS FOUNDATION TRUST',
    beds: { to: '2017-18Q2', sectors: ACUTE },
    ae: { to: '2017-09', types: FULL },
  },
  {
    code: 'RM2',
    sector: 'FT',
    type: 'Acute',
    region: 'North West',
    names: { '2017-18': 'University Hospital of South Manchester NHS Foundation Trust', '2018-19': null },
    printed: 'UNIVERSITY HOSPITAL OF SOUTH MANCHESTER NHS FOUNDATION TRUST',
    beds: { to: '2017-18Q2', sectors: ACUTE },
    ae: { to: '2017-09', types: [1, 0, 0] },
  },
  {
    code: 'TAH',
    sector: 'FT',
    type: 'Mental Health',
    region: 'North East and Yorkshire',
    names: { '2017-18': 'Sheffield Health and Social Care NHS Foundation Trust' },
    printed: 'SHEFFIELD HEALTH AND SOCIAL CARE NHS FOUNDATION TRUST',
    beds: { without: ['2019-20Q4'], sectors: [0, 0.2, 0, 1] },
  },
  {
    code: 'RX9',
    sector: 'Trust',
    type: 'Ambulance',
    region: 'Midlands',
    names: { '2017-18': 'East Midlands Ambulance Service NHS Trust' },
    printed: 'EAST MIDLANDS AMBULANCE SERVICE NHS TRUST',
  },
  {
    code: 'RYA',
    sector: 'FT',
    type: 'Ambulance',
    region: 'Midlands',
    names: {
      '2017-18': 'West Midlands Ambulance Service NHS Foundation Trust',
      '2018-19': 'West Midlands Ambulance Service University NHS Foundation Trust',
    },
    printed: 'WEST MIDLANDS AMBULANCE SERVICE UNIVERSITY NHS FOUNDATION TRUST',
  },
  {
    code: 'RWE',
    sector: 'Trust',
    type: 'Acute',
    region: 'Midlands',
    names: {
      '2017-18': 'University Hospitals of Leicester NHS Trust',
      '2019-20': null,
      '2020-21': 'University Hospitals of Leicester NHS Trust',
    },
    printed: 'UNIVERSITY HOSPITALS OF LEICESTER NHS TRUST',
    beds: { sectors: ACUTE },
    ae: { types: FULL },
  },
  {
    code: 'RF4',
    sector: 'Trust',
    type: 'Acute',
    region: 'London',
    names: {
      '2017-18': 'Barking, Havering and Redbridge University Hospitals NHS Trust',
      '2023-24': null,
    },
    listedOnly: ['2023-24'],
    printed: 'BARKING, HAVERING AND REDBRIDGE UNIVERSITY HOSPITALS NHS TRUST',
    beds: { sectors: ACUTE },
    ae: { types: [1, 0, 0.5] },
  },
  {
    code: 'RQ3',
    sector: 'FT',
    type: 'Specialist',
    region: 'Midlands',
    names: {
      '2017-18': "Birmingham Women's and Children's Hospital NHS Foundation Trust",
      '2018-19': "Birmingham Women’s and Children's NHS Foundation Trust",
      '2023-24': null,
    },
    listedOnly: ['2023-24'],
    printed: "BIRMINGHAM WOMEN'S AND CHILDREN'S NHS FOUNDATION TRUST",
    beds: { sectors: [0.5, 0, 0.3, 0.1] },
    ae: { types: [1, 0, 0] },
  },
  {
    code: 'RJ1',
    sector: 'FT',
    type: 'Acute',
    region: 'London',
    names: {
      '2017-18': "Guy's & St Thomas' NHS Foundation Trust",
      '2018-19': "Guy's and St Thomas' NHS Foundation Trust",
      '2023-24': "Guy's & St Thomas' NHS Foundation Trust",
    },
    printed: "GUY'S AND ST THOMAS' NHS FOUNDATION TRUST",
    beds: { sectors: ACUTE },
    ae: { types: FULL },
  },
  {
    code: 'RT3',
    sector: 'FT',
    type: 'Specialist',
    region: 'London',
    names: { '2017-18': 'Royal Brompton and Harefield NHS Foundation Trust', '2021-22': null },
    printed: 'ROYAL BROMPTON & HAREFIELD NHS FOUNDATION TRUST',
    beds: { to: '2020-21Q3', sectors: [1, 0, 0, 0] },
  },
  {
    code: 'RGN',
    sector: 'FT',
    type: 'Acute',
    region: 'East of England',
    names: {
      '2017-18': 'North West Anglia NHS Foundation Trust ',
      '2018-19': 'North West Anglia NHS Foundation Trust',
    },
    printed: 'NORTH WEST ANGLIA NHS FOUNDATION TRUST',
    beds: { sectors: ACUTE },
    ae: { types: [1, 0, 0.3] },
  },
  {
    code: 'RJD',
    sector: 'FT',
    type: 'Acute',
    region: 'Midlands',
    names: { '2017-18': 'Mid Staffordshire NHS Foundation Trust ', '2018-19': null },
    printed: 'MID STAFFORDSHIRE NHS FOUNDATION TRUST',
  },
  {
    code: 'RJZ',
    sector: 'FT',
    type: 'Acute',
    region: 'London',
    names: {
      '2017-18': 'King’s College Hospital NHS Foundation Trust',
      '2018-19': "King's College Hospital NHS Foundation Trust",
      '2023-24': 'King’s College Hospital NHS Foundation Trust',
    },
    printed: "KING'S COLLEGE HOSPITAL NHS FOUNDATION TRUST",
    beds: { sectors: ACUTE },
    ae: { types: FULL },
  },
  {
    code: 'RNU',
    sector: 'FT',
    type: 'Mental Health',
    region: 'South East',
    names: { '2017-18': 'Oxford Health NHS Foundation Trust' },
    printed: 'OXFORD HEALTH NHS FOUNDATION TRUST',
    beds: { sectors: [0.3, 0.05, 0, 1] },
    ae: { without: ['2022-08', '2022-09'], types: [0, 0, 1] },
  },
  {
    code: 'R1F',
    sector: 'Trust',
    type: 'Acute',
    region: 'South East',
    names: { '2017-18': 'Isle Of Wight NHS Trust' },
    printed: 'ISLE OF WIGHT NHS TRUST',
    beds: { sectors: ACUTE },
    ae: { types: FULL },
  },
  {
    code: 'RYR',
    sector: 'FT',
    type: 'Acute',
    region: 'South East',
    names: {
      '2017-18': 'Western Sussex Hospitals NHS Foundation Trust',
      '2021-22': 'University Hospitals Sussex NHS Foundation Trust',
    },
    printed: 'WESTERN SUSSEX HOSPITALS NHS FOUNDATION TRUST',
    renamed: { from: '2021-04', printed: 'UNIVERSITY HOSPITALS SUSSEX NHS FOUNDATION TRUST' },
    beds: { sectors: ACUTE },
    ae: { types: FULL },
  },
  {
    code: 'RXH',
    sector: 'Trust',
    type: 'Acute',
    region: 'South East',
    names: { '2017-18': 'Brighton And Sussex University Hospitals NHS Trust', '2021-22': null },
    printed: 'BRIGHTON AND SUSSEX UNIVERSITY HOSPITALS NHS TRUST',
    beds: { to: '2020-21Q4', sectors: ACUTE },
    ae: { to: '2021-03', types: FULL },
  },
  {
    code: 'RNL',
    sector: 'Trust',
    type: 'Acute',
    region: 'North East and Yorkshire',
    names: { '2017-18': 'North Cumbria University Hospitals NHS Trust', '2019-20': null },
    printed: 'NORTH CUMBRIA UNIVERSITY HOSPITALS NHS TRUST',
    beds: { to: '2018-19Q4', sectors: ACUTE },
    ae: { to: '2019-03', types: FULL },
  },
  {
    code: 'RNN',
    sector: 'FT',
    type: 'Community',
    region: 'North East and Yorkshire',
    names: {
      '2017-18': 'Cumbria Partnership NHS Foundation Trust',
      '2019-20': 'North Cumbria Integrated Care NHS Foundation Trust',
    },
    printed: 'CUMBRIA PARTNERSHIP NHS FOUNDATION TRUST',
    renamed: { from: '2019-10', printed: 'NORTH CUMBRIA INTEGRATED CARE NHS FOUNDATION TRUST' },
    beds: { sectors: [0.3, 0.1, 0, 0.6] },
    ae: { types: [0, 0, 1] },
  },
];

/** Walk-in centres and independent providers, in the A&E files alone. */
export const OTHER_PROVIDERS: readonly (readonly [string, string])[] = [
  ['AXG', 'PRACTICE PLUS GROUP HOSPITAL'],
  ['NR3', 'NOTTINGHAM CITYCARE PARTNERSHIP'],
  ['AD913', 'BECKENHAM BEACON UCC'],
  ['Y02428', 'BRENT WALK IN CENTRE'],
  ['NL7', 'THE MEDICAL CENTRE, SOUTHAMPTON'],
];

/** Late rows of closed codes without accounts of their own that year: whose figures they are. Written down, not worked out. */
export const LATE_ROWS: readonly {
  readonly dataset: 'beds' | 'ae-monthly';
  readonly period: string;
  readonly code: string;
  readonly countsFor: string;
}[] = [
  { dataset: 'ae-monthly', period: '2020-04', code: 'RBA', countsFor: 'RH5' },
  { dataset: 'beds', period: '2023-24Q1', code: 'RA4', countsFor: 'RH5' },
  { dataset: 'beds', period: '2022-23Q1', code: 'RW6', countsFor: 'RM3' },
  { dataset: 'ae-monthly', period: '2022-05', code: 'RW6', countsFor: 'RM3' },
  { dataset: 'ae-monthly', period: '2022-06', code: 'RW6', countsFor: 'RM3' },
];

/** The name in the accounts of a year, as printed; undefined when it has none. */
export function nameIn(trust: Trust, fy: Year): string | undefined {
  let name: string | null | undefined;
  for (const year of YEARS) {
    if (year > fy) break;
    if (trust.names[year] !== undefined) name = trust.names[year];
  }
  return name ?? undefined;
}

/** The name beside its figures in a month. */
export function printedIn(trust: Trust, month: string): string {
  return trust.renamed && month >= trust.renamed.from ? trust.renamed.printed : trust.printed;
}

/** Whether a row is printed for that month or quarter. */
export function inSpan(span: Span | undefined, period: string): boolean {
  return (
    span !== undefined &&
    (span.from === undefined || period >= span.from) &&
    (span.to === undefined || period <= span.to) &&
    !span.without?.includes(period)
  );
}
