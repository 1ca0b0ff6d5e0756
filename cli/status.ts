/** `status`: how every load stands, one line each and a count; full sentences for one load, or with --verbose. */
import type { DatasetYear } from '../activities/references.ts';
import { ExitCode } from './end.ts';
import { hintFor } from './hint.ts';
import { type LoadStanding, HAS_ENDED, Standing, WANTS_A_PERSON } from './load-standing.ts';
import { withClient } from './operator.ts';
import type { Environment } from './session.ts';
import { type Status, statusOf } from './status-of.ts';
import { loadText, statusText } from './status-text.ts';
import { ownWindow } from './window.ts';

export interface StatusFlags {
  readonly json: boolean;
  readonly verbose: boolean;
}

/**
 * Prints the status of every load, or of one. Exit 2 while any waits for somebody, has failed or gives no answer, or a
 * workflow cannot be run; 1 where there is no such load.
 */
export async function showStatus(
  dataDir: string,
  one: DatasetYear | undefined,
  flags: StatusFlags,
  env: Environment,
): Promise<number> {
  return await withClient(dataDir, env, async (client, uiUrl) => {
    const hint = hintFor(dataDir);
    const status = await statusOf(client, one);
    const [load] = status.loads;
    if (one && !load) {
      console.error(`No load of ${one.dataset} ${one.fy} is known here. All loads: ${hint('status')}`);
      return ExitCode.failed;
    }
    if (flags.json) console.log(JSON.stringify({ uiUrl, ...asJson(status) }, null, 2));
    else if (one && load) console.log(loadText(load, hint, linkTo(uiUrl, load)));
    else console.log(statusText(status, { hint, uiUrl, verbose: flags.verbose, window: ownWindow() }));
    return wantsAPerson(status, one) ? ExitCode.completeWithGaps : ExitCode.complete;
  });
}

function wantsAPerson({ loads, stuck, missing, failed }: Status, one: DatasetYear | undefined): boolean {
  if (loads.some(({ standing }) => WANTS_A_PERSON.has(standing))) return true;
  if (one) return false;
  const underWay = loads.some(({ standing }) => !HAS_ENDED.has(standing));
  return stuck.length > 0 || failed !== undefined || (underWay && missing.length > 0);
}

/** Loads as they answer, and those that do not answer by themselves. */
function asJson({ loads, ...others }: Status): object {
  const silent = loads.filter(({ standing }) => standing === Standing.noAnswer);
  return {
    loads: loads
      .filter(({ standing }) => standing !== Standing.noAnswer)
      .map(({ progress, ...load }) => ({ ...progress, ...load })),
    silent: silent.map((load) => ({ load: `${load.dataset}/${load.fy}`, reason: load.reasons.join(' ') })),
    ...others,
  };
}

/** The page of a load in the Temporal UI. */
function linkTo(uiUrl: string | undefined, { workflowId }: LoadStanding): string | undefined {
  return uiUrl && `${uiUrl}/namespaces/default/workflows/${encodeURIComponent(workflowId)}`;
}
