/** MSDS csv files true to sections 4b to 4d of the maternity dossier, with made-up figures. */
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { sourceOf } from '../tables/source-of.ts';

/** The words of an era of the csv. */
export interface Era {
  readonly headings: string;
  readonly total: string;
  readonly method: string;
  /** Level, code and name of the total. */
  readonly submitters: readonly [string, string, string];
  readonly provider: string;
  readonly region: string;
  readonly deliveries: string;
  readonly bom?: true;
  readonly lineEnd?: '\r\n';
}

export const UPPER_CASE: Era = {
  headings: 'period,dimension,org_level,org_code,org_name,measure1,count_of,value',
  total: 'TOTAL DELIVERIES',
  method: 'METHODOFDELIVERY',
  submitters: ['ALL SUBMITTERS', 'ALL', 'ALL SUBMITTERS'],
  provider: 'PROVIDER',
  region: 'REGION',
  deliveries: 'deliveries',
};

export const NATIONAL: Era = {
  headings: 'Period,Dimension,Org_Level,Org_Code,Org_Name,Measure,Count_Of,Value',
  total: 'TotalDeliveries',
  method: 'MethodOfDelivery',
  submitters: ['National', 'National', 'ALL SUBMITTERS'],
  provider: 'Provider',
  region: 'NHS England (Region)',
  deliveries: 'Deliveries',
};

/** As the flat file of 2017-18, in a csv: the likeliest form of 2018-19. */
export const ALL_SUBMITTERS: Era = {
  ...NATIONAL,
  headings: 'Period,Dimension,Org_Level,Org_Code,Org_Name,Measure1,Count_Of,Value',
  submitters: ['All Submitters', 'ALL', 'All Submitters'],
  region: 'Region',
  deliveries: 'Women',
};

/** Code, name, deliveries as printed. RY2 has bookings and no total. */
export type Provider = readonly [code: string, name: string, deliveries: string | undefined];

export const PROVIDERS: readonly Provider[] = [
  ['RJ1', "GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", '6105'],
  ['R1H', 'BARTS HEALTH NHS TRUST', '14120'],
  ['RNL', 'NORTH CUMBRIA INTEGRATED CARE NHS FOUNDATION TRUST', '1200'],
  ['RNN', 'NORTH CUMBRIA INTEGRATED CARE NHS FOUNDATION TRUST', '1305'],
  ['RJN', '"EAST CHESHIRE, NHS TRUST"', '0'],
  ['RY2', 'BRIDGEWATER COMMUNITY HEALTHCARE NHS FOUNDATION TRUST', undefined],
];

export interface LongTableFile {
  readonly fy: string;
  readonly era: Era;
  readonly providers?: readonly Provider[];
  readonly total?: string;
  /** Last touch on the lines, headings first. */
  readonly edit?: (lines: readonly string[]) => readonly string[];
  readonly fileName?: string;
}

export async function longTableFile(options: LongTableFile): Promise<SourceBytes> {
  const { fy, era, providers = PROVIDERS, total = '22730' } = options;
  const row = (dimension: string, where: readonly string[], measure: string, value: string): string =>
    [fy, dimension, ...where, measure, era.deliveries, value].join(',');
  const lines = [
    era.headings,
    row(era.method, era.submitters, 'Caesarean', '9000'),
    ...providers.flatMap(([code, name, deliveries]) => [
      row(era.method, [era.provider, code, name], 'Caesarean', '900'),
      row('OnsetOfLabour', [era.provider, code, name], 'Spontaneous', deliveries ?? '500'),
    ]),
    row(era.total, era.submitters, '', total),
    row(era.total, [era.region, 'Y56', 'LONDON'], '', '20225'),
    row(era.total, [era.region, 'Y62', 'NORTH WEST'], '', '2505'),
    ...providers.flatMap(([code, name, deliveries]) =>
      deliveries === undefined ? [] : [row(era.total, [era.provider, code, name], '', deliveries)],
    ),
  ];
  const text = (options.edit?.(lines) ?? lines).join(era.lineEnd ?? '\n');
  return await sourceOf(
    new TextEncoder().encode(`${era.bom ? '\ufeff' : ''}${text}\n`),
    options.fileName ?? `hosp-epis-stat-mat-msdscsv-${fy}.csv`,
  );
}
