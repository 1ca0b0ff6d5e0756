/**
 * A published folder with its pages, made once for the tests of a process: twelve invented acute trusts and two others, four years,
 * a merger within a year and one between years, withheld and missing figures, prices, practice lists. All figures are invented.
 * It lies in a folder named with spaces, `#` and an accent, as readers name their folders.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gdpDeflators } from '../../../datasets/gdp-deflators/dataset.ts';
import { gpRegisteredPatients } from '../../../datasets/gp-registered-patients/dataset.ts';
import type { ParsedFile } from '../../../datasets/contract/parsed-file.ts';
import { quartersOf } from '../../../nhs/financial-year.ts';
import { writeParsedFile } from '../../../parsed/parsed-files.ts';
import { writeSite } from '../../../site/write-site.ts';
import { createDatasetTables } from '../../../warehouse/dataset-tables.ts';
import type { JoinedDataset } from '../../../warehouse/join/write-recipes.ts';
import { loadFile } from '../../../warehouse/load/load-file.ts';
import { publish } from '../../../warehouse/publish/publish.ts';
import { CONTEXT, deflatorCsv, deflatorGrid } from '../../fixtures/gdp-deflators.ts';
import { LONDON, contextOf, monthLines, parse, practice } from '../../fixtures/gp-registered-patients.ts';
import { atEndOfLane } from '../../lane.ts';
import {
  type Account,
  DATASETS,
  type SmallWorld,
  openSmallWorld,
  twoMonths,
} from '../../warehouse/small-world.ts';

export const YEARS = ['2018-19', '2019-20', '2020-21', '2021-22'] as const;
const FOLDER = 'Pages for the board #2 – São João';

/** Code and name; the number is the trust's size. */
const ACUTE = [
  ['R1H', 'Barts Health NHS Trust', 20],
  ['RQM', 'Chelsea and Westminster Hospital NHS Foundation Trust', 9],
  ['RJ7', "St George's University Hospitals NHS Foundation Trust", 11],
  ['RAL', 'Royal Free London NHS Foundation Trust', 12],
  ['RRV', 'University College London Hospitals NHS Foundation Trust', 13],
  ['RJZ', "King's College Hospital NHS Foundation Trust", 16],
  ['RYJ', 'Imperial College Healthcare NHS Trust', 15],
  ['RAS', 'The Hillingdon Hospitals NHS Foundation Trust', 5],
  ['RAX', 'Kingston Hospital NHS Foundation Trust', 6],
  ['RJ1', "Guy's and St Thomas' NHS Foundation Trust", 18],
] as const;
/** Joined RJ1 on 1 February 2021, within a year. */
const BROMPTON = ['RT3', 'Royal Brompton & Harefield NHS Foundation Trust', 4] as const;
/** Became one on 1 April 2020, between two years. */
const SOUTHEND = ['RAJ', 'Southend University Hospital NHS Foundation Trust', 7] as const;
const ESSEX = ['RAJ', 'Mid and South Essex NHS Foundation Trust', 21] as const;
const BEFORE_ESSEX = [
  ['RDD', 'Basildon and Thurrock University Hospitals NHS Foundation Trust', 7],
  ['RQ8', 'Mid Essex Hospital Services NHS Trust', 7],
] as const;
type Trust = readonly [code: string, name: string, size: number];

function trustsOf(fy: string): readonly Trust[] {
  const inOne = fy >= '2020-21';
  return [
    ...ACUTE,
    ...(fy <= '2020-21' ? [BROMPTON] : []),
    ...(inOne ? [ESSEX] : [SOUTHEND, ...BEFORE_ESSEX]),
  ];
}

/** The accounts of the small world have no spending as a whole, which sizes of trusts are told by. */
const JOINED: readonly JoinedDataset[] = [
  ...DATASETS.map((dataset): JoinedDataset => {
    const [first] = dataset.measures;
    if (dataset.name !== 'tac' || !first) return dataset;
    const spending = { ...first, measure: 'operating_expenditure', meaning: 'spending', parts: ['INC1'] };
    return { ...dataset, measures: [...dataset.measures, spending] };
  }),
  gdpDeflators,
  gpRegisteredPatients,
];

export interface PublishedSite {
  /** Where the tables are. */
  readonly published: string;
  /** Where the pages are. */
  readonly site: string;
}

let made: Promise<PublishedSite> | undefined;

/** The folder, made when it is first asked for and removed with the last test of the process. */
export async function publishedSite(): Promise<PublishedSite> {
  made ??= make();
  return await made;
}

async function make(): Promise<PublishedSite> {
  const home = await mkdtemp(join(tmpdir(), 'pages-'));
  atEndOfLane(async () => await rm(home, { recursive: true }));
  const folder = join(home, FOLDER);
  await mkdir(folder);
  const world = await openSmallWorld();
  try {
    await createDatasetTables(world.warehouse, [gdpDeflators, gpRegisteredPatients]);
    for (const [index, fy] of YEARS.entries()) await loadYear(world, fy, index);
    await loadPrices(world);
    await loadPractices(world);
    await world.join(JOINED);
    const { pagesFailed } = await publish(world.warehouse, world.dir, { pages: writeSite });
    assert.equal(pagesFailed, undefined);
    await rename(join(world.dir, 'published'), join(folder, 'published'));
  } finally {
    await world.close();
  }
  const published = join(folder, 'published');
  return { published, site: join(published, 'site') };
}

async function loadYear(world: SmallWorld, fy: string, index: number): Promise<void> {
  const trusts = trustsOf(fy);
  const accounts = trusts.map(([code, name, size]): Account => ({
    ...{ code, name, sector: name.includes('Foundation') ? 'FT' : 'Trust' },
    turnover: [size * (40_000 + 1500 * index), 4000 + 77 * size],
    consultancy: size * 90 + ((size * 37 + index * 53) % 400),
  }));
  await world.accounts(fy, accounts, fy === '2020-21' ? { maturity: 'provisional' } : {});
  const names = Object.fromEntries(trusts.map(([code, name]) => [code, name.toUpperCase()]));
  const figures = (
    of: (trust: Trust) => Record<string, number | '*' | null>,
  ): Parameters<SmallWorld['load']>[3] => Object.fromEntries(trusts.map((trust) => [trust[0], of(trust)]));
  for (const [quarter, slot] of quartersOf(fy).entries()) {
    // One quarter of the latest year is not out yet.
    if (fy === YEARS.at(-1) && quarter === 3) continue;
    const open = trusts.filter(([code]) => code !== 'RT3' || fy !== '2020-21' || quarter < 3);
    const rows = Object.fromEntries(
      open.map(([code, , size]) => [code, { open: size * 61 + quarter * 3 - index * 4 }]),
    );
    await world.load('beds', fy, slot, rows, { names });
  }
  for (const period of twoMonths(fy))
    await world.load(
      'ae-monthly',
      fy,
      period,
      figures(([, , size]) => ({ type1: size * 900, type2: size * 7 })),
      { names },
    );
  await world.load(
    'outpatients',
    fy,
    fy,
    figures(([code, , size]) => ({
      ...{ male: size * 20_000, female: size * 24_000, dna: code === 'RAS' ? null : size * 3100 },
      unknown: code === 'RAX' ? '*' : size,
    })),
    { names },
  );
  await world.load(
    'staff-survey',
    fy,
    fy,
    figures(([, , size]) => ({ score: 6.5 + size / 50, rate: 0.45, responses: size * 300 })),
    { names },
  );
  const critical = figures(([code, , size]) => ({ periods: code === 'RAX' ? '*' : size * 110 }));
  await world.load('critical-care', fy, fy, critical, { names });
}

/** Every index is made up. */
async function loadPrices(world: SmallWorld): Promise<void> {
  const source = await deflatorCsv(deflatorGrid({}), 'GDP_Deflators.csv');
  const parsed = await gdpDeflators.parse(source, CONTEXT);
  const { fy, url } = CONTEXT;
  await loadOther(world, gdpDeflators.name, { fy, url, slot: 'deflators', period: 'deflators' }, parsed);
}

async function loadPractices(world: SmallWorld): Promise<void> {
  const practices = [
    practice('A81001', 10, { region: ['Y63', 'North East and Yorkshire'], icb: 'QHM' }),
    practice('E85124', 100, { region: LONDON, icb: 'QRV' }),
  ];
  for (const month of ['2021-04', '2021-05'])
    for (const kind of ['all', 'quin-age', 'map']) {
      const slot = `${month} ${kind}`;
      const { fy, period, url } = contextOf(slot);
      const parsed = await parse(monthLines(slot, practices), slot);
      await loadOther(world, gpRegisteredPatients.name, { fy, url, slot, period }, parsed);
    }
}

interface Place {
  readonly fy: string;
  readonly slot: string;
  readonly period: string;
  readonly url: string;
}

async function loadOther(
  { dir, warehouse }: SmallWorld,
  dataset: string,
  { fy, slot, period, url }: Place,
  parsed: ParsedFile,
): Promise<void> {
  const sha256 = createHash('sha256').update(`${dataset} ${slot}`).digest('hex');
  const parsedDir = join(dir, 'parsed', `${dataset} ${slot}`);
  await writeParsedFile(parsedDir, parsed, []);
  await loadFile(warehouse, {
    dataset,
    fy,
    slot,
    period,
    source: { url, sha256 },
    parsedDir,
    parserVersion: 1,
  });
}
