/** The monthly workbooks of NHS Workforce Statistics in three layouts (dossier workforce, section 2). */
import { type Year, monthName, monthsIn } from './calendar.ts';
import { made } from './figures.ts';
import { type Cells, MISSING, NOT_IN_IT } from './publication.ts';
import { inSpan, printedIn, TRUSTS } from './trusts.ts';
import { type Line, workbookOf } from './workbook.ts';

/** Months on the site: a whole year, and three of two others. */
export const STAFF_MONTHS: readonly string[] = [
  ...monthsIn('2020-21'),
  '2021-09',
  '2022-02',
  '2022-03',
  '2023-04',
  '2023-07',
  '2024-03',
];

/** Months in which a code has staff. */
const EMPLOYS: Readonly<
  Record<string, { readonly from?: string; readonly to?: string; readonly without?: readonly string[] }>
> = {
  RQ6: { to: '2019-09' },
  RNL: { to: '2019-09' },
  RBA: { to: '2020-04' },
  RD3: { to: '2020-09' },
  RDZ: { to: '2020-09' },
  R0D: { from: '2020-10' },
  RT3: { to: '2021-01' },
  RXH: { to: '2021-03' },
  RW6: { to: '2021-09' },
  RA4: { to: '2023-04' },
  RVY: { to: '2023-06' },
  RW3: { to: '2017-09' },
  RM2: { to: '2017-09' },
  RJD: { to: '2014-10' },
  TAH: { without: ['2020-11'] },
};

/** Rows of codes that had closed by then: whose they are. */
const LATE: Readonly<Record<string, string>> = { '2020-04 RBA': 'RH5', '2023-04 RA4': 'RH5' };

function fte(code: string, month: string): number | undefined {
  if (!inSpan(EMPLOYS[code] ?? {}, month)) return undefined;
  return made(`staff ${code} ${month}`, 90_000_000, 1_900_000_000) / 1e5;
}

/** Mean of the months. */
export function staffCells(code: string, fy: Year): Cells {
  const months = monthsIn(fy).filter((month) => STAFF_MONTHS.includes(month));
  const late = (month: string): number =>
    TRUSTS.filter((one) => LATE[`${month} ${one.code}`] === code).reduce(
      (sum, one) => sum + (fte(one.code, month) ?? 0),
      0,
    );
  const mine = months.flatMap((month) => {
    const own = fte(code, month);
    return own === undefined ? [] : [own + late(month)];
  });
  if (mine.length === 0) return { staff_fte: months.length >= 6 ? NOT_IN_IT : MISSING };
  const value = mine.reduce((sum, one) => sum + one, 0) / mine.length;
  return { staff_fte: { value, status: mine.length === 12 ? 'reported' : 'partial' } };
}

/** Full-time equivalents by organisation, beside heads and groups of staff that make up the total. */
export function staffWorkbook(month: string): Buffer {
  const organisations = TRUSTS.flatMap((trust) => {
    const total = fte(trust.code, month);
    return total === undefined ? [] : [{ code: trust.code, name: printedIn(trust, month), total }];
  });
  // Commissioners and other employers, of which every month has two hundred.
  const others = [...Array(210).keys()].map((index) => ({
    code: `${String(index % 100).padStart(2, '0')}${'ABC'[Math.floor(index / 100)] ?? ''}`,
    name: `NHS AREA ${index} CCG`,
    total: 100.25 + index,
  }));
  const rows = [...organisations, ...others];
  const england = rows.reduce((sum, row) => sum + row.total, 0);
  const spaced = month < '2021-04';
  const systems = month >= '2023-03';
  const gap: Line = spaced ? [null] : [];
  const head: Line = [
    ...(systems ? ['NHSE region code', 'NHSE region name', 'ICS code', 'ICS name'] : ['NHSE region']),
    ...gap,
    ...(systems ? ['Organisation name', 'Organisation code'] : [null, null]),
    'Total',
    ...gap,
    ...[
      'HCHS doctors',
      'Nurses & health visitors',
      'Midwives',
      'Ambulance staff',
      'NHS infrastructure support',
    ],
  ];
  const line = (place: Line, name: string | null, code: string | null, total: number): Line => [
    ...place,
    ...gap,
    name,
    code,
    total,
    ...gap,
    ...[0.12, 0.31, 0.02, 0.05, 0.5].map((share) => total * share),
  ];
  const empty: Line = systems ? [null, null, null, null] : [null];
  const place: Line = systems ? ['Y56', 'London', 'QMJ', 'North Central London'] : ['London'];
  const sheet = (times: number): Line[] => [
    [
      `NHS Hospital & Community Health Service (HCHS) monthly workforce statistics: ${monthName(month)} ${month.slice(0, 4)}`,
    ],
    ['Full-time equivalents by NHSE region, organisation and main staff group'],
    [],
    head,
    [],
    line(systems ? ['England', null, null, null] : ['England'], null, null, england * times),
    line([...place], null, null, england * times),
    ...rows.map((row) =>
      line(month < '2021-04' ? [...empty] : [...place], row.name, row.code, row.total * times),
    ),
    [],
    ['Source: NHS Digital, Electronic Staff Record'],
  ];
  return workbookOf([
    { name: 'Contents', lines: [['NHS Workforce Statistics'], [`${monthName(month)} ${month.slice(0, 4)}`]] },
    { name: '2. NHSE, Org & SG - HC', lines: sheet(1.2) },
    { name: '3. NHSE, Org & SG - FTE', lines: sheet(1) },
    {
      name: '5. All Staff, NHSE & Org - FTE',
      lines: [['Time series'], ['Organisation', 'Total'], ['R1H', 1]],
    },
  ]);
}
