/** How workflows of other runs stand: asked of the Temporal server itself. */
import { Context } from '@temporalio/activity';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { IngestActivities } from './interface.ts';
import type { FileSource, OtherRun } from './references.ts';

/** The search attribute of a load, and its value while it waits for somebody (workflows/messages.ts). */
const STAGE = 'Stage';
const PARKED = 'needs attention';

/** @param client of the Temporal server that the worker works for */
export function makeOtherRuns(
  client: () => Client = () => Context.current().client,
): IngestActivities['otherRuns'] {
  return async ({ workflowIds }) => ({
    runs: await Promise.all(workflowIds.map(async (workflowId) => await stateOf(client(), workflowId))),
  });
}

async function stateOf(client: Client, workflowId: string): Promise<OtherRun> {
  try {
    const { status, runId, startTime, closeTime, searchAttributes } = await client.workflow
      .getHandle(workflowId)
      .describe();
    const source = await sourceOf(client, workflowId, runId);
    const known = {
      workflowId,
      startedAt: startTime.toISOString(),
      ...(closeTime && { closedAt: closeTime.toISOString() }),
      ...(source && { source }),
    };
    if (status.name === 'RUNNING') {
      return { ...known, status: 'running', parked: searchAttributes[STAGE]?.[0] === PARKED };
    }
    if (status.name !== 'COMPLETED') return { ...known, status: 'ended' };
    const outcome: unknown = await client.workflow.getHandle(workflowId, runId).result();
    return { ...known, status: 'completed', outcome };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { workflowId, status: 'none' };
    throw error;
  }
}

/** What a load was started with says where its files come from; undefined for other workflows. */
async function sourceOf(client: Client, workflowId: string, runId: string): Promise<FileSource | undefined> {
  const { history } = await client.workflowService.getWorkflowExecutionHistory({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: 1,
  });
  const [payload] = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  if (!payload) return undefined;
  try {
    return readSource(defaultPayloadConverter.fromPayload(payload));
  } catch {
    // A person has started it with something that is no JSON.
    return undefined;
  }
}

function readSource(input: unknown): FileSource | undefined {
  if (typeof input !== 'object' || input === null || !('source' in input)) return undefined;
  const { source } = input;
  if (typeof source !== 'object' || source === null || !('kind' in source)) return undefined;
  if (source.kind === 'web') {
    return { kind: 'web', revalidate: 'revalidate' in source && source.revalidate === true };
  }
  return 'path' in source && typeof source.path === 'string'
    ? { kind: 'folder', path: source.path }
    : undefined;
}
