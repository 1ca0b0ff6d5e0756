/** The last two steps: the trust-years are made anew and replace what was published. */
import { Context } from '@temporalio/activity';
import { datasets } from '../datasets/registry.ts';
import { systemClock } from '../fetch/clock.ts';
import { writeRunReport } from '../notices/write-run-report.ts';
import { releaseChanges } from '../notices/release-changes.ts';
import { writeSite } from '../site/write-site.ts';
import { joinYears, publishedCounts } from '../warehouse/join/join-years.ts';
import { writeDecisions } from '../warehouse/decision-table.ts';
import { loadsThatWait } from '../warehouse/load/load-state.ts';
import { isPublished, publish } from '../warehouse/publish/publish.ts';
import { type LeftOut, leftOutOf } from '../warehouse/join/left-out.ts';

import { plainLine } from '../decisions/plain-text.ts';
import { deciding } from './decide.ts';
import { decisionsOf } from './decisions-file.ts';
import { withinMemory } from '../warehouse/within-memory.ts';
import type { WarehouseEffects } from './effects.ts';
import type { WarehouseActivities } from './interface.ts';
import { oldReading } from './old-reading.ts';
import { step } from './step.ts';

/** Matches organisations and builds every trust-year; does nothing when what is published was made from the same loads. */
export function makeJoin({
  warehouse,
  dataDir,
  clock = systemClock,
}: WarehouseEffects): WarehouseActivities['join'] {
  return async () =>
    await step('The join', async () => {
      // From the file, so that what was edited by hand counts.
      await writeDecisions(warehouse, await deciding(async () => await decisionsOf(dataDir)));
      if (await isPublished(warehouse, dataDir, datasets)) {
        const leftOut = (await leftOutOf(warehouse)).map(told);
        return { rebuilt: false, ...(await publishedCounts(warehouse)), takenOut: [], leftOut };
      }
      const today = new Date(clock.now()).toISOString().slice(0, 10);
      const joined = await withinMemory(warehouse, () => joinYears(warehouse, { datasets, today }));
      const { trustYears, illustrative, takenOut, leftOut } = joined;
      return { rebuilt: true, trustYears, illustrative, takenOut, leftOut: leftOut.map(told) };
    });
}

const LONGEST_NAME = 200;

/** Names are hostile: one line, and not longer than a line of a screen or two. */
function told({ fy, name, why }: LeftOut): LeftOut {
  const plain = (text: string, most: number): string => plainLine(text).slice(0, most);
  return { fy, name: plain(name, LONGEST_NAME), why: plain(why, 4 * LONGEST_NAME) };
}

/** Replaces `published/` and `nhs.duckdb` as a whole. */
export function makePublish(effects: WarehouseEffects): WarehouseActivities['publish'] {
  const { warehouse, dataDir, clock = systemClock } = effects;
  const rejoin = { datasets, reading: oldReading(effects) };
  return async ({ interim = [] } = {}) =>
    await step('Publishing', async () => {
      const waiting = [...new Set([...interim, ...(await loadsThatWait(warehouse))])];
      const report = async (folder: string): Promise<void> => await writeRunReport(folder, warehouse);
      const { directory, files, pagesFailed, newRelease } = await withinMemory(warehouse, () =>
        publish(warehouse, dataDir, {
          ...{ now: new Date(clock.now()), rejoin, interim: waiting, report },
          ...{ pages: writeSite, publications: datasets },
        }),
      );
      // A worker that died after the release was in its place has told nobody; notify leaves out what was told.
      const mayBeUntold = newRelease || Context.current().info.attempt > 1;
      const changes = mayBeUntold ? await releaseChanges(directory) : undefined;
      return { directory, files, ...(pagesFailed && { pagesFailed }), ...(changes && { changes }) };
    });
}
