/** A published folder with mergers, part-years, a withheld and a small figure, and what pages make of it. */
import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quartersOf } from '../../nhs/financial-year.ts';
import { publish } from '../../warehouse/publish/publish.ts';
import { writeSite } from '../../site/write-site.ts';
import { type Account, type Rows, openSmallWorld, twoMonths } from '../warehouse/small-world.ts';

export interface TrustWorld {
  /** The folder `published/`. */
  readonly folder: string;
  /** The value that a data file hands to the page's script. */
  readonly data: (name: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const OTHERS: readonly Account[] = [
  { name: 'Barts Health NHS Trust', code: 'R1H', sector: 'Trust', turnover: [5000, 0], consultancy: 40 },
  { name: "Guy's and St Thomas' NHS Foundation Trust", code: 'RJ1', turnover: [4000, 0], consultancy: -3 },
  { name: 'Royal Free London NHS Foundation Trust', code: 'RAL', turnover: [3000, 0], consultancy: 0 },
  { name: 'Imperial College Healthcare NHS Trust', code: 'RYJ', sector: 'Trust', turnover: [2500, 0] },
  { name: 'Lewisham and Greenwich NHS Trust', code: 'RJ2', sector: 'Trust', turnover: [2000, 0] },
];
const REM = { name: 'Liverpool University Hospitals NHS Foundation Trust', code: 'REM' } as const;
const R0A = { name: 'Manchester University NHS Foundation Trust', code: 'R0A' } as const;

/**
 * 2017-18: R0A opened in October out of RM2 and RW3. 2019-20: RQ6 became part of REM in October. 2020-21: RJ2 has one of two
 * months of A&E, RYJ has a withheld figure of outpatients, RAL has fewer beds than a ratio is compared over.
 */
export async function openTrustWorld(): Promise<TrustWorld> {
  const world = await openSmallWorld();
  await world.accounts('2017-18', [
    { ...R0A, turnover: [300, 0] },
    { name: 'University Hospital of South Manchester NHS Foundation Trust', code: 'RM2', turnover: [100, 0] },
    { name: 'Central Manchester University Hospitals NHS Foundation Trust', code: 'RW3', turnover: [200, 0] },
    ...OTHERS,
  ]);
  await world.accounts('2019-20', [
    {
      ...{ name: 'Royal Liverpool and Broadgreen University Hospitals NHS Trust', code: 'RQ6' },
      ...{ sector: 'Trust', turnover: [200, 50] },
    },
    { ...REM, turnover: [600, 150] },
    ...OTHERS,
  ]);
  await world.accounts('2020-21', [{ ...REM, turnover: [2200, 0] }, ...OTHERS]);
  for (const [index, quarter] of quartersOf('2019-20').entries()) {
    const rows: Rows = index < 2 ? { RQ6: { open: 800 }, REM: { open: 700 } } : { REM: { open: 1400 } };
    await world.load('beds', '2019-20', quarter, rows);
  }
  for (const [index, quarter] of quartersOf('2020-21').entries()) {
    const all: Rows = { R1H: { open: 900 }, RJ1: { open: 800 }, RAL: { open: 10 }, REM: { open: 1500 } };
    await world.load('beds', '2020-21', quarter, index === 0 ? { ...all, RYJ: { open: 700 } } : all);
  }
  const [september = '', october = ''] = twoMonths('2020-21');
  const seen = (type1: number): Rows[string] => ({ type1, type2: 0 });
  const visits: Rows = {
    R1H: seen(9000),
    RJ1: seen(8000),
    RAL: seen(7000),
    RYJ: seen(6000),
    REM: seen(5000),
  };
  await world.load('ae-monthly', '2020-21', september, { ...visits, RJ2: seen(4000) });
  await world.load('ae-monthly', '2020-21', october, visits);
  await world.load('outpatients', '2020-21', '2020-21', {
    RYJ: { male: 300_000, female: 200_000, unknown: '*', dna: '*' },
    R1H: { male: 100, female: 200, unknown: 3, dna: 40 },
  });
  await world.join();
  const { pagesFailed } = await publish(world.warehouse, world.dir, { pages: writeSite });
  assert.equal(pagesFailed, undefined);
  const folder = join(world.dir, 'published');
  return {
    folder,
    data: async (name) => {
      const text = await readFile(join(folder, 'site', 'data', `${name}.js`), 'utf8');
      return JSON.parse(text.slice(text.indexOf(',') + 1, text.lastIndexOf(')'))) as unknown;
    },
    close: async () => {
      await world.close();
      await rm(world.dir, { recursive: true, force: true });
    },
  };
}
