/** Keeps what somebody decides at the terminal: by the warehouse worker where one runs, else in the file itself. */
import { WorkflowFailedError } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { decisionsOf, keepDecisions, WrongDecisionsFile } from '../activities/decisions-file.ts';
import { datasets } from '../datasets/registry.ts';
import { addDecisions, WrongDecision } from '../decisions/add-decisions.ts';
import type { NewDecision } from '../decisions/decision.ts';
import { whoDecides } from '../decisions/who-decides.ts';
import type { decide } from '../workflows/decide.ts';
import { decideWorkflowId, INGEST_QUEUE } from '../workflows/messages.ts';
import { ExitCode } from './end.ts';
import { attach, type Environment } from './session.ts';

/** A decision as a command has it; who decides is known by the machine. */
export type Said = Pick<NewDecision, 'kind' | 'subject' | 'reason'> &
  Partial<Pick<NewDecision, 'dataset' | 'years' | 'slot' | 'value' | 'detail'>>;

/** Prints what was kept, and `then` as what to do next. */
export async function keep(dataDir: string, said: Said, then: string, env: Environment): Promise<number> {
  const who = whoDecides(env, userName);
  const decision = { dataset: '', years: '', slot: '', value: '', detail: '', ...said, who };
  try {
    console.log(`${await kept(dataDir, decision, env)}\n${then}`);
    return ExitCode.complete;
  } catch (error) {
    if (error instanceof WorkflowFailedError) console.error(error.cause?.message ?? error.message);
    else if (error instanceof WrongDecision || error instanceof WrongDecisionsFile)
      console.error(error.message);
    else throw error;
    return ExitCode.failed;
  }
}

async function kept(dataDir: string, decision: NewDecision, env: Environment): Promise<string> {
  const attached = await attach(dataDir, env);
  if (!attached) {
    const before = await decisionsOf(dataDir);
    const occasion = { now: new Date().toISOString(), datasets };
    const { decisions, sentence } = addDecisions(before, [decision], occasion);
    await mkdir(dataDir, { recursive: true });
    if (decisions !== before) await keepDecisions(dataDir, decisions);
    return sentence;
  }
  try {
    const { sentence } = await attached.client.workflow.execute<typeof decide>('decide', {
      workflowId: decideWorkflowId(randomUUID()),
      taskQueue: INGEST_QUEUE,
      args: [{ decisions: [decision] }],
    });
    return sentence;
  } finally {
    await attached.close();
  }
}

function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
