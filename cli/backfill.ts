/** `backfill`: the years of a range side by side, as the Temporal UI starts them; and the dates for its date picker. */
import { notDueSentence } from '../calendar/years-asked.ts';
import { CURRENT } from '../datasets/registry.ts';
import { startYearOf } from '../nhs/financial-year.ts';
import type { BackfillInput } from '../workflows/backfill.ts';
import { LOAD_DEFAULTS } from '../workflows/build-input.ts';
import { BACKFILL_WORKFLOW_ID } from '../workflows/messages.ts';
import { UsageError } from './end.ts';
import { parseDatasets, planLoads } from './plan.ts';
import { runBuild } from './run-build.ts';
import type { Environment } from './session.ts';

export interface BackfillFlags {
  readonly dataDir: string;
  readonly years: string;
  readonly datasets?: string;
  readonly askAgain: boolean;
  readonly replace: boolean;
  readonly json: boolean;
}

/** Starts the workflow `backfill` and follows it to its end. */
export async function runBackfill(flags: BackfillFlags, env: Environment): Promise<number> {
  const { years, datasets, askAgain, dataDir, json, replace } = flags;
  const { loads, unreadable, notDue } = planLoads(years, parseDatasets(datasets));
  const left = [...unreadable, ...notDue.map(notDueSentence)];
  if (loads.length === 0) throw new UsageError(`There is nothing to load: ${left.join('; ')}.`);
  const say = json ? console.error : console.log;
  for (const line of schedulePicker(loads.map(({ fy }) => fy))) say(line);
  const input: BackfillInput = {
    years,
    ...(datasets !== undefined && { datasets }),
    ...(askAgain && { 'ask again': true }),
  };
  return await runBuild(
    { ...LOAD_DEFAULTS, loads, source: { kind: 'web', revalidate: askAgain } },
    {
      ...{ dataDir, json, env, replace, unreadable },
      workflow: {
        type: 'backfill',
        workflowId: BACKFILL_WORKFLOW_ID,
        input,
        summary: `Backfill ${years}: ${loads.length} loads, then the join`,
      },
    },
  );
}

/**
 * What to choose under Backfill of the schedule `backfill-by-year`: each year is loaded by the first of April after it.
 * @param years financial years, in any order
 */
export function schedulePicker(years: readonly string[]): readonly string[] {
  const starts = years.filter((fy) => fy !== CURRENT).flatMap((fy) => startYearOf(fy) ?? []);
  if (starts.length === 0) return [];
  const [first, last] = [Math.min(...starts) + 1, Math.max(...starts) + 1];
  return [
    'The same in the Temporal UI, year after year: Schedules, backfill-by-year, Backfill;',
    `  from 1 April ${first} 00:00 to 2 April ${last} 00:00, Europe/London (one run a year: 1 April ${first} loads ${first - 1}-${String(first % 100).padStart(2, '0')}).`,
  ];
}
