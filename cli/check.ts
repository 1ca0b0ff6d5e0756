/**
 * `status --check` for monitors: one line, and an exit code. Only lists are read, no load is asked: a worker that hangs
 * does not keep the monitor waiting.
 */
import { ExitCode } from './end.ts';
import { hintFor } from './hint.ts';
import { loadExecutions } from './load-executions.ts';
import { HAS_ENDED, type LoadStanding, listedStanding, WANTS_A_PERSON } from './load-standing.ts';
import { oneLine, shortened } from './plain-text.ts';
import { type Runs, runsOf } from './runs-under-way.ts';
import { type Environment, attach } from './session.ts';
import { type Workers, workersOf } from './stuck-workflows.ts';
import { nameOf } from './waiting-loads.ts';

/** The line and the code: 0 all is well, 2 somebody has something to do, 1 nothing can be done here. */
export interface Check {
  readonly line: string;
  readonly code: ExitCode;
}

const NAMED = 5;
const REASON_COLUMNS = 200;

/** Prints the one line. */
export async function checkStatus(dataDir: string, env: Environment): Promise<number> {
  const { line, code } = await check(dataDir, env);
  console.log(line);
  return code;
}

async function check(dataDir: string, env: Environment): Promise<Check> {
  try {
    const attached = await attach(dataDir, env);
    if (!attached) {
      return broken(`nothing is running in ${dataDir}; start it with: ${hintFor(dataDir)('up')}`);
    }
    try {
      const { client } = attached;
      const [executions, workers, runs] = await Promise.all([
        loadExecutions(client),
        workersOf(client),
        runsOf(client),
      ]);
      return judge({ ...workers, ...runs, loads: [...executions.values()].map(listedStanding) });
    } finally {
      await attached.close();
    }
  } catch (error) {
    return broken(error instanceof Error ? error.message : String(error));
  }
}

/** What the lists say, in one line. */
export function judge(now: Workers & Runs & { readonly loads: readonly LoadStanding[] }): Check {
  if (now.missing.length > 0) return broken(`no worker works on ${now.missing.join(' and ')}`);
  if (now.failed) {
    return broken(
      `the last run (${now.failed.workflowId}) failed at ${now.failed.endedAt}: ${now.failed.reason}`,
    );
  }
  const waiting = now.loads.filter(({ standing }) => WANTS_A_PERSON.has(standing));
  const parts = [
    ...(waiting.length > 0
      ? [
          `${waiting.length} ${waiting.length === 1 ? 'load needs' : 'loads need'} somebody (${named(waiting.map(nameOf))})`,
        ]
      : []),
    ...(now.stuck.length > 0
      ? [`no worker can run ${named(now.stuck.map(({ workflowId }) => workflowId))}`]
      : []),
  ];
  if (parts.length > 0)
    return { line: `ATTENTION: ${oneLine(parts.join('; '))}`, code: ExitCode.completeWithGaps };
  return { line: `OK: ${ended(now.loads)}`, code: ExitCode.complete };
}

/** The lists do not say whether a load has ended with gaps. */
function ended(loads: readonly LoadStanding[]): string {
  if (loads.length === 0) return 'no load has been started yet';
  const over = loads.filter(({ standing }) => HAS_ENDED.has(standing)).length;
  const underWay = loads.length - over;
  return `${over} ${over === 1 ? 'load has' : 'loads have'} ended (published/run-report.md names the gaps), ${underWay} under way`;
}

function broken(reason: string): Check {
  return { line: `FAILED: ${shortened(reason, REASON_COLUMNS)}`, code: ExitCode.failed };
}

function named(names: readonly string[]): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return `${[...names]
    .sort()
    .slice(0, NAMED)
    .map((name) => shortened(name, 60))
    .join(', ')}${more}`;
}
