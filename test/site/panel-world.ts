/** A published folder with pages, small and with hostile names, for the rules of the panel. */
import { join } from 'node:path';
import { explain } from '../../explain/explain.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { withFolder } from '../../site/read/published-folder.ts';
import type { Model } from '../../site/read/model.ts';
import { readModel } from '../../site/read/read-model.ts';
import { panelFiles } from '../../site/panel/panel-files.ts';
import type { PanelCommon, PanelTrust } from '../../site/panel/lineage.ts';
import type { FailedFile, SiteFile } from '../../site/site-file.ts';
import { publish } from '../../warehouse/publish/publish.ts';
import { type SmallWorld, openSmallWorld } from '../warehouse/small-world.ts';

export const FY = '2020-21';
export const HOSTILE = '</script><img src=x onerror=alert(1)>"\'\u2028\u202e=cmd';

/** Two trusts, two years, figures of several publications, a second release in which one figure is another. */
export async function openPanelWorld(): Promise<SmallWorld> {
  const world = await openSmallWorld();
  for (const fy of ['2019-20', FY])
    await world.accounts(fy, [
      {
        name: 'Manchester University NHS Foundation Trust',
        code: 'R0A',
        turnover: [900, 100],
        consultancy: 50,
      },
      { name: "Guy's and St Thomas' NHS Foundation Trust", code: 'RJ1', turnover: [null, 7] },
    ]);
  const names = { RJ1: HOSTILE, R0A: "=cmd|' /C calc'!A0" };
  for (const [index, open] of [40, 42, 44].entries())
    await world.load(
      'beds',
      FY,
      `${FY}Q${index + 1}`,
      { RJ1: { open }, R0A: { open: 1234.5 } },
      {
        names,
        totals: [
          {
            ...{ period: `${FY}Q${index + 1}`, measure: 'open', published: 1275, sumOfRows: 1274.5 },
            ...{ sheet: 'Sheet1', row: 9, column: 'A' },
          },
        ],
        findings: [
          {
            kind: 'zero-return',
            severity: 'info',
            orgCode: 'RJ1',
            measure: 'beds',
            message: `Said by ${HOSTILE}.`,
          },
        ],
      },
    );
  await world.load(
    'outpatients',
    FY,
    FY,
    { RJ1: { male: 5, female: '*', unknown: 0, dna: null }, R0A: { male: 9, dna: 2 } },
    { names },
  );
  await world.join();
  await publish(world.warehouse, world.dir);
  await world.load(
    'beds',
    FY,
    `${FY}Q3`,
    { RJ1: { open: 50 }, R0A: { open: 1234.5 } },
    { names, sha256: 'c'.repeat(64) },
  );
  await world.join();
  await publish(world.warehouse, world.dir, { now: new Date(Date.now() + 86_400_000) });
  return world;
}

export function published(world: SmallWorld): string {
  return join(world.dir, 'published');
}

/** Files of the panel by their path. */
export async function filesOf(world: SmallWorld): Promise<ReadonlyMap<string, string>> {
  const made = await madeOf(world, (model) => model);
  return new Map(
    made.map((file) => {
      if ('error' in file) throw file.error;
      return [file.path, file.content];
    }),
  );
}

/** The same of a model that `change` has changed, with what could not be made. */
export async function madeOf(
  world: SmallWorld,
  change: (model: Model) => Model,
): Promise<readonly (SiteFile | FailedFile)[]> {
  return await withFolder(published(world), async (ask, tables) => {
    const made: (SiteFile | FailedFile)[] = [];
    for await (const file of panelFiles({ model: change(await readModel(ask)), ask, tables }))
      made.push(file);
    return made;
  });
}

/** What a data file hands to the page's script, when it is run as the script that it is. */
export function put<T extends PanelCommon | PanelTrust>(content: string | undefined): T {
  let value: unknown;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('TY', content ?? '')({ put: (_: string, given: unknown) => (value = given) });
  return value as T;
}

/** As `explain --json` prints it. */
export async function explained(
  world: SmallWorld,
  asked: readonly (readonly [string, string, string])[],
): Promise<readonly Explanation[]> {
  return await withFolder(published(world), async (ask) => {
    const all: Explanation[] = [];
    for (const [organisation, fy, measure] of asked)
      all.push(JSON.parse(JSON.stringify(await explain(ask, { organisation, fy, measure }))) as Explanation);
    return all;
  });
}
