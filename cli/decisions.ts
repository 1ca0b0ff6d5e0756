/** decisions, undo and accept: what people decide, kept by the warehouse worker wherever the command is typed. */
import { type Client, WorkflowFailedError } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lookAtDecisions } from '../activities/decisions-file.ts';
import type { DatasetYear } from '../activities/references.ts';
import type { Decision } from '../decisions/decision.ts';
import { wrongLinesText } from '../decisions/decisions-csv.ts';
import { inWords } from '../decisions/add-decisions.ts';
import { forUpstream } from '../decisions/for-upstream.ts';
import type { decide } from '../workflows/decide.ts';
import {
  acceptUpdate,
  decideWorkflowId,
  INGEST_QUEUE,
  loadWorkflowId,
  progressQuery,
  Stage,
} from '../workflows/messages.ts';
import type { DecideInput } from '../workflows/read-decide.ts';
import { ExitCode } from './end.ts';
import { type Hint, hintFor } from './hint.ts';
import { send } from './operator.ts';
import { who } from './who.ts';
import { type Environment, attach, closeQuietly, openSession } from './session.ts';
import { workersOf } from './stuck-workflows.ts';

/** Lists every decision; lines of the file that make no sense first. Exit 2 where there are such lines. */
export async function showDecisions(dataDir: string, json: boolean, env: Environment): Promise<number> {
  const hint = hintFor(dataDir);
  // With a server of one's own the warehouse, and the file beside it, may be on another machine.
  if (env['TEMPORAL_ADDRESS'] !== undefined)
    return await withOutcome(dataDir, env, { list: true }, ({ decisions = [] }) =>
      print(decisions, json, hint),
    );
  const { decisions, wrong } = await lookAtDecisions(dataDir);
  if (wrong.length > 0)
    console.error(`${wrongLinesText(wrong)}\nUntil these lines are mended nothing is loaded or joined.`);
  print(decisions, json, hint);
  return wrong.length > 0 ? ExitCode.completeWithGaps : ExitCode.complete;
}

/** Takes a decision back. */
export async function undo(dataDir: string, number: number, env: Environment): Promise<number> {
  return await withOutcome(dataDir, env, { undo: number, who: who(env) }, ({ sentence }) =>
    console.log(sentence),
  );
}

/** What one file is loaded for in spite of its refusal. */
export interface Acceptance {
  readonly reason: string;
  readonly period?: string;
  readonly file?: string;
}

/** Accepts a refused file: of the load that waits for an answer, else of what was refused before. */
export async function accept(
  dataDir: string,
  year: DatasetYear,
  asked: Acceptance,
  env: Environment,
): Promise<number> {
  const { reason, period, file } = asked;
  if (file === undefined && (await isParked(dataDir, year, env))) {
    const answer = { reason, who: who(env), ...(period !== undefined && { period }) };
    return await send(dataDir, year, env, async (client, id) =>
      client.workflow.getHandle(id).executeUpdate(acceptUpdate, { args: [answer] }),
    );
  }
  const { dataset, fy } = year;
  const request = { dataset, fy, reason, who: who(env), ...(period && { period }), ...(file && { file }) };
  return await withOutcome(dataDir, env, { accept: request }, ({ sentence }) => {
    const again = fy === 'current' ? '' : ` --years ${fy}`;
    const run = hintFor(dataDir)(`run${again} --datasets ${dataset}`);
    console.log(`${sentence}\nThe file is loaded by the next run: ${run}`);
  });
}

/** Writes what is worth sending upstream, in the form of the project's known tables. */
export async function exportDecisions(dataDir: string): Promise<number> {
  const { decisions, wrong } = await lookAtDecisions(dataDir);
  if (wrong.length > 0) {
    console.error(wrongLinesText(wrong));
    return ExitCode.failed;
  }
  const files = forUpstream(decisions);
  if (files.length === 0) {
    console.log(
      'No decision that stands is of use to others: only organisations, headings and addresses are.',
    );
    return ExitCode.complete;
  }
  const folder = join(dataDir, 'decisions-export');
  await mkdir(folder, { recursive: true });
  for (const { name, text, where } of files) {
    await writeFile(join(folder, name), text);
    console.log(`${join(folder, name)}: for ${where}`);
  }
  return ExitCode.complete;
}

function print(decisions: readonly Decision[], json: boolean, hint: Hint): void {
  if (json) console.log(JSON.stringify(decisions, null, 2));
  else if (decisions.length === 0) console.log('Nothing has been decided in this data folder.');
  else {
    const lines = decisions.map((one) => {
      const back =
        one.undone === undefined
          ? ''
          : `, taken back ${one.undone.slice(0, 10)} by ${one.undoneBy ?? 'somebody'}`;
      return `${String(one.number).padStart(3)}  ${inWords(one)}\n     ${one.who || 'somebody'}, ${one.decided.slice(0, 10) || 'no day given'}${back}`;
    });
    console.log(`${lines.join('\n')}\nTake one back: ${hint('undo NUMBER')}`);
  }
}

async function isParked(dataDir: string, { dataset, fy }: DatasetYear, env: Environment): Promise<boolean> {
  const attached = await attach(dataDir, env);
  if (!attached) return false;
  const { client, close } = attached;
  try {
    const handle = client.workflow.getHandle(loadWorkflowId(dataset, fy));
    if ((await handle.describe()).status.name !== 'RUNNING') return false;
    const progress = await client.withDeadline(Date.now() + 10_000, () => handle.query(progressQuery));
    return progress.stage === Stage.needsAttention;
  } catch {
    return false;
  } finally {
    await close();
  }
}

type Outcome = Awaited<ReturnType<typeof decide>>;

/** Runs the workflow `decide` and hands its outcome on; what was refused is said in one sentence. */
async function withOutcome(
  dataDir: string,
  env: Environment,
  input: DecideInput,
  use: (outcome: Outcome) => void,
): Promise<number> {
  try {
    use(await withWorkers(dataDir, env, async (client) => await decideBy(client, input)));
    return ExitCode.complete;
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    console.error(error.cause?.message ?? error.message);
    return ExitCode.failed;
  }
}

async function decideBy(client: Client, input: DecideInput): Promise<Outcome> {
  return await client.workflow.execute<typeof decide>('decide', {
    workflowId: decideWorkflowId(randomUUID()),
    taskQueue: INGEST_QUEUE,
    args: [input],
    staticSummary: 'Keep what somebody has decided',
  });
}

/** With what another process has running; where that has no workers, or nothing runs, with workers of this command. */
async function withWorkers<T>(
  dataDir: string,
  env: Environment,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const attached = await attach(dataDir, env);
  try {
    if (attached && (await hasWorkers(attached.client))) return await use(attached.client);
  } finally {
    await attached?.close();
  }
  const say = (line: string): void => console.error(line);
  const session = await openSession({ dataDir, say, env, signal: new AbortController().signal });
  try {
    return await Promise.race([use(session.client), session.failed]);
  } finally {
    await closeQuietly(session);
  }
}

async function hasWorkers(client: Client): Promise<boolean> {
  return (await workersOf(client)).missing.length === 0;
}
