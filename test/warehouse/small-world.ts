/** A warehouse on the disk with a few trusts in it, for trying one rule at a time. Figures are invented. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  DatasetTable,
  Finding,
  Maturity,
  Observation,
  ParsedFile,
  PrintedTotal,
  TableColumn,
} from '../../datasets/contract/parsed-file.ts';
import type { ExpectedFile } from '../../datasets/contract/dataset.ts';
import { monthsOf, quartersOf } from '../../nhs/financial-year.ts';
import { joinYears, type JoinResult } from '../../warehouse/join/join-years.ts';
import { loadFile } from '../../warehouse/load/load-file.ts';
import { openWarehouse } from '../../warehouse/open-warehouse.ts';
import { writeParsedFile } from '../../parsed/parsed-files.ts';
import type { Row } from '../../duckdb/statements.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { JoinedDataset } from '../../warehouse/join/write-recipes.ts';

const YEARS = ['2017-18', '2018-19', '2019-20', '2020-21', '2021-22'];
const once = {
  kind: 'flow',
  across: 'only',
  periodsExpected: 1,
  scale: 1,
  followsSuccession: false,
} as const;
const count = { ...once, followsSuccession: true } as const;

/** A short year, so that a test need not write twelve files: September and October. */
export function twoMonths(fy: string): readonly string[] {
  return monthsOf(fy).slice(5, 7);
}

const aPeriodEach = (periods: readonly string[]): readonly ExpectedFile[] =>
  periods.map((period) => ({ slot: period, period, label: period }));

function dataset(
  name: string,
  title: string,
  expectedFiles: JoinedDataset['expectedFiles'],
  measures: JoinedDataset['measures'],
): JoinedDataset {
  return { name, title, spine: name === 'tac', yearless: false, years: YEARS, expectedFiles, measures };
}

/** Datasets with the shapes the rules are about: every option of a recipe is in one of them (docs/recipes.md). */
export const DATASETS: readonly JoinedDataset[] = [
  dataset(
    'tac',
    'accounts',
    (fy) => [
      { slot: `${fy} FT`, period: fy, label: 'accounts of NHS foundation trusts' },
      { slot: `${fy} Trusts`, period: fy, label: 'accounts of NHS trusts' },
    ],
    [
      {
        ...once,
        measure: 'turnover',
        meaning: 'income',
        unit: 'pounds',
        parts: ['INC1', 'INC2'],
        scale: 1000,
      },
      {
        ...once,
        measure: 'consultancy_spend',
        meaning: 'consultancy',
        unit: 'pounds',
        parts: ['EXP'],
        scale: 1000,
      },
      {
        ...{ ...once, measure: 'operating_surplus', meaning: 'surplus', unit: 'pounds' },
        ...{ parts: ['EXP'], scale: 1000, balance: true },
      },
    ],
  ),
  dataset('beds', 'beds', (fy) => aPeriodEach(quartersOf(fy)), [
    {
      ...{ ...count, measure: 'beds', meaning: 'open beds', unit: 'beds', parts: ['open'] },
      ...{ across: 'mean', periodsExpected: 4, kind: 'stock' },
    },
  ]),
  dataset('ae-monthly', 'A&E', (fy) => aPeriodEach(twoMonths(fy)), [
    {
      ...{ ...count, measure: 'ae_attendances', meaning: 'attendances', unit: 'attendances' },
      ...{ parts: ['type1', 'type2'], optionalParts: ['booked'], across: 'sum', periodsExpected: 2 },
    },
  ]),
  dataset(
    'staff-survey',
    'survey',
    (fy) => [
      { slot: fy, period: fy, label: fy },
      { slot: `${fy} edition 2024`, period: fy, label: fy, standIn: 1, optional: true },
      { slot: `${fy} edition 2023`, period: fy, label: fy, standIn: 2, optional: true },
    ],
    [
      {
        ...{ ...once, measure: 'staff_engagement', meaning: 'engagement', unit: 'score' },
        ...{ parts: ['score'], weightedBy: 'responses', kind: 'rate' },
      },
      {
        ...{ ...once, measure: 'staff_survey_response_rate', meaning: 'response rate', unit: 'rate' },
        ...{ parts: ['rate'], weightedBy: 'responses', harmonic: true, kind: 'rate' },
      },
    ],
  ),
  dataset('ae-annual', 'A&E, annual', (fy) => aPeriodEach([fy]), [
    {
      ...{ ...once, measure: 'ae_attendances_annual', meaning: 'HES A&E', unit: 'attendances' },
      ...{ parts: ['hes'], years: ['2017-18', '2018-19', '2019-20'] },
    },
    {
      ...{ ...once, measure: 'ae_attendances_annual', meaning: 'ECDS', unit: 'attendances' },
      ...{ parts: ['ecds'], years: ['2020-21', '2021-22'] },
    },
  ]),
  dataset('diagnostic-imaging', 'imaging', (fy) => aPeriodEach([fy]), [
    {
      ...{
        ...count,
        measure: 'imaging_tests',
        meaning: 'tests, months',
        unit: 'tests',
        parts: ['ct', 'mri'],
      },
      ...{ across: 'sum', periodsExpected: 12, years: ['2017-18'] },
    },
    {
      ...{
        ...count,
        measure: 'imaging_tests',
        meaning: 'tests, year column',
        unit: 'tests',
        parts: ['ct', 'mri'],
      },
      ...{ monthsBeside: true, years: YEARS.slice(1) },
    },
  ]),
  dataset('outpatients', 'outpatients', (fy) => aPeriodEach([fy]), [
    {
      ...{ ...count, measure: 'op_attendances', meaning: 'attendances', unit: 'attendances' },
      ...{ parts: ['male', 'female', 'unknown'], suppressedUpTo: 7 },
    },
    {
      ...{ ...count, measure: 'op_dna', meaning: 'not attended', unit: 'appointments' },
      ...{ parts: ['dna'] },
    },
  ]),
  dataset('maternity', 'maternity', (fy) => aPeriodEach(twoMonths(fy)), [
    {
      ...{ ...count, measure: 'deliveries', meaning: 'deliveries in hospital', unit: 'deliveries' },
      ...{ parts: ['all'], less: ['at_home'], across: 'sum', periodsExpected: 2, suppressedUpTo: 7 },
    },
    {
      ...{ ...count, measure: 'deliveries_msds', meaning: 'deliveries', unit: 'deliveries' },
      ...{ parts: ['all'], across: 'sum', periodsExpected: 2, suppressedUpTo: 7 },
    },
  ]),
  dataset(
    'critical-care',
    'critical care',
    (fy) => [
      ...aPeriodEach([fy]),
      ...aPeriodEach(twoMonths(fy)).map((file) => ({ ...file, optional: true as const })),
    ],
    [
      { ...once, measure: 'critical_care_periods', meaning: 'periods', unit: 'periods', parts: ['periods'] },
      {
        ...{ ...once, measure: 'cc_beds_open_avg', meaning: 'beds', unit: 'beds', parts: ['open'] },
        ...{ across: 'mean', periodsExpected: 2, kind: 'stock' },
      },
    ],
  ),
];

/** A figure as a test writes it: a number, `*` for suppressed, null for a blank cell. */
export type Figure = number | '*' | null;

/** Code, then figures by observation measure. */
export type Rows = Readonly<Record<string, Readonly<Record<string, Figure>>>>;

export interface Account {
  readonly name: string;
  readonly code: string;
  readonly sector?: 'FT' | 'Trust';
  /** Thousands of pounds; null is a blank cell. */
  readonly turnover?: readonly [number | null, number | null];
  readonly consultancy?: number | null;
}

export interface FileOptions {
  readonly fallback?: string;
  readonly maturity?: Maturity;
  readonly findings?: readonly Finding[];
  readonly totals?: readonly PrintedTotal[];
  /** Names by code; else the name is `TRUST <code>`. */
  readonly names?: Readonly<Record<string, string>>;
  /** Else a number made from dataset and slot. */
  readonly sha256?: string;
  readonly period?: string;
  /** Version of the reader; 1 when not given. */
  readonly parserVersion?: number;
}

export interface SmallWorld {
  readonly dir: string;
  readonly warehouse: Warehouse;
  /** Loads both workbooks; returns the folders they were parsed into. */
  readonly accounts: (
    fy: string,
    accounts: readonly Account[],
    options?: FileOptions,
  ) => Promise<readonly string[]>;
  /** Loads one file; a measure may name its period: `ct 2019-04`. Returns the folder it was parsed into. */
  readonly load: (
    dataset: string,
    fy: string,
    slot: string,
    rows: Rows,
    options?: FileOptions,
  ) => Promise<string>;
  /** With these datasets where the small ones are not meant. */
  readonly join: (datasets?: readonly JoinedDataset[]) => Promise<JoinResult>;
  /** The row of trust_activity. */
  readonly cell: (fy: string, orgCode: string, measure: string) => Promise<Row>;
  readonly findings: (kind: string) => Promise<readonly Row[]>;
  /** Forgets everything that was loaded: quicker than opening another warehouse for every test. */
  readonly empty: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openSmallWorld(): Promise<SmallWorld> {
  const dir = await mkdtemp(join(tmpdir(), 'warehouse-'));
  const warehouse = await openWarehouse(join(dir, 'warehouse.duckdb'));

  async function load(
    dataset: string,
    fy: string,
    slot: string,
    observations: readonly Observation[],
    tables: readonly DatasetTable[],
    options: FileOptions,
  ): Promise<string> {
    const parsed: ParsedFile = {
      layout: 'invented',
      maturity: options.maturity ?? 'final',
      observations,
      totals: options.totals ?? [],
      quarantine: [],
      findings: options.findings ?? [],
      tables,
    };
    // What a test before has written is not written again.
    const content = createHash('sha256').update(JSON.stringify(parsed)).digest('hex').slice(0, 16);
    const parsedDir = join(dir, 'parsed', `${dataset} ${slot} ${content}`);
    if (!existsSync(parsedDir)) await writeParsedFile(parsedDir, parsed, []);
    const sha256 = options.sha256 ?? createHash('sha256').update(`${dataset} ${slot}`).digest('hex');
    await loadFile(warehouse, {
      dataset,
      fy,
      slot,
      period: options.period ?? periodOf(slot, fy),
      source: { url: `https://www.england.nhs.uk/${dataset}/${encodeURIComponent(slot)}`, sha256 },
      parsedDir,
      parserVersion: options.parserVersion ?? 1,
      ...(options.fallback === undefined ? {} : { fallback: { reason: options.fallback } }),
    });
    return parsedDir;
  }

  return {
    dir,
    warehouse,
    accounts: async (fy, accounts, options = {}) => {
      const folders: string[] = [];
      for (const [sector, slot] of [
        ['FT', `${fy} FT`],
        ['Trust', `${fy} Trusts`],
      ] as const) {
        const ours = accounts.filter((account) => (account.sector ?? 'FT') === sector);
        const observations = ours.flatMap((account, index) => accountObservations(account, fy, index));
        folders.push(
          await load('tac', fy, slot, observations, accountTables(ours, fy, sector), {
            ...options,
            period: fy,
          }),
        );
      }
      return folders;
    },
    load: async (dataset, fy, slot, rows, options = {}) => {
      const observations = Object.entries(rows).flatMap(([code, figures], index) =>
        Object.entries(figures).map(([measure, figure], column) =>
          observation(figure, {
            orgCode: code,
            orgName: options.names?.[code] ?? `TRUST ${code}`,
            period: measure.split(' ')[1] ?? options.period ?? periodOf(slot, fy),
            measure: measure.split(' ')[0] ?? measure,
            row: index + 2,
            column: 'ABCDEFGH'[column] ?? 'Z',
          }),
        ),
      );
      return await load(dataset, fy, slot, observations, [], options);
    },
    join: async (datasets = DATASETS) => await joinYears(warehouse, { datasets }),
    cell: async (fy, orgCode, measure) => {
      const [row] = await warehouse.rows(
        'SELECT * FROM gold.trust_activity WHERE fy = $1 AND org_code = $2 AND measure = $3',
        [fy, orgCode, measure],
      );
      if (!row) throw new Error(`No cell ${fy} ${orgCode} ${measure}.`);
      return row;
    },
    findings: async (kind) =>
      await warehouse.rows('SELECT * FROM gold.quality_finding WHERE kind = $1 ORDER BY ALL', [kind]),
    empty: async () => {
      const tables = await warehouse.rows(
        `SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = 'main'`,
      );
      for (const { name } of tables) {
        if (name !== 'schema_version') await warehouse.run(`DELETE FROM ${String(name)}`);
      }
    },
    close: async () => {
      await warehouse.close();
      await rm(dir, { recursive: true });
    },
  };
}

/** `2019-20 FT` is about its year; `2019-07` is a period itself. */
function periodOf(slot: string, fy: string): string {
  return slot.startsWith(fy) && slot.includes(' ') ? fy : slot;
}

function observation(
  figure: Figure,
  place: Pick<Observation, 'orgCode' | 'orgName' | 'period' | 'measure' | 'row' | 'column'>,
): Observation {
  const status = figure === '*' ? 'suppressed' : figure === null ? 'missing' : 'reported';
  return {
    ...place,
    value: typeof figure === 'number' ? figure : null,
    status,
    printed: String(figure ?? ''),
    sheet: 'Sheet1',
  };
}

function accountObservations(account: Account, fy: string, index: number): Observation[] {
  const [income, other] = account.turnover ?? [900, 100];
  const figures = {
    INC1: income,
    INC2: other,
    EXP: account.consultancy === undefined ? 50 : account.consultancy,
  };
  return Object.entries(figures).map(([measure, figure], line) =>
    observation(figure, {
      orgCode: '',
      orgName: account.name,
      period: fy,
      measure,
      row: 2 + index * 3 + line,
      column: 'G',
    }),
  );
}

/** One line and one entry of the List of Providers for each account. */
function accountTables(accounts: readonly Account[], fy: string, sector: string): DatasetTable[] {
  const rows = accounts.length;
  const text = (name: string, of: (account: Account) => string): TableColumn => ({
    ...{ name, type: 'dictionary', values: accounts.map(of) },
    indices: Int32Array.from(accounts, (_, index) => index),
  });
  const same = (columns: Readonly<Record<string, string>>): TableColumn[] =>
    Object.entries({ fy, sector, ...columns }).map(([name, value]) => text(name, () => value));
  const integers = (name: string): TableColumn => ({
    ...{ name, type: 'integer' },
    numbers: Int32Array.from(accounts, (_, index) => index + 2),
  });
  return [
    {
      ...{ name: 'tac_line', rows },
      columns: [
        text('organisation', ({ name }) => name),
        ...same({ worksheet: 'x', main_code: 'x', sub_code: 'x', year_kind: 'x' }),
        { name: 'value', type: 'double', numbers: Float64Array.from(accounts, () => 1) },
        ...['table_id', 'row_number', 'source_row'].map(integers),
      ],
    },
    {
      ...{ name: 'tac_provider', rows },
      columns: [
        text('name', ({ name }) => name),
        text('code', ({ code }) => code),
        ...same({ region: 'London', trust_type: 'Acute', authorised: 'London', comments: 'London' }),
        integers('source_row'),
      ],
    },
  ];
}
