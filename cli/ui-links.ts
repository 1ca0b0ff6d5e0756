/** Addresses in the Temporal UI that are worth opening: a form that is filled in, and lists of what matters. */
import { BACKFILL_WORKFLOW_ID, INGEST_QUEUE, Stage } from '../workflows/messages.ts';

/** Three inputs of `backfill` to copy into the form. */
export const BACKFILL_INPUTS: readonly string[] = [
  '{"years": "2017-18..2023-24"}',
  '{"years": "2022-23", "datasets": "beds, tac"}',
  '{"years": "latest", "ask again": true}',
];

/** The Start Workflow form with everything but the input filled in. */
export function startBackfillLink(uiUrl: string, namespace: string): string {
  const form = { workflowId: BACKFILL_WORKFLOW_ID, taskQueue: INGEST_QUEUE, workflowType: 'backfill' };
  return `${base(uiUrl, namespace)}/start-workflow?${new URLSearchParams(form).toString()}`;
}

/** What waits for a person. */
export function waitingLink(uiUrl: string, namespace: string): string {
  return listLink(uiUrl, namespace, `ExecutionStatus="Running" AND Stage="${Stage.needsAttention}"`);
}

/** Whatever is under way. */
export function runningLink(uiUrl: string, namespace: string): string {
  return listLink(uiUrl, namespace, 'ExecutionStatus="Running"');
}

/** Every load of one financial year. */
export function yearLink(uiUrl: string, namespace: string, fy: string): string {
  return listLink(uiUrl, namespace, `FinancialYear="${fy}"`);
}

/** The lines that `up`, `run` and `backfill` print. */
export function linkLines(uiUrl: string, namespace: string, fy: string): readonly string[] {
  return [
    `  waiting for you:  ${waitingLink(uiUrl, namespace)}`,
    `  running:          ${runningLink(uiUrl, namespace)}`,
    `  ${fy}:          ${yearLink(uiUrl, namespace, fy)}`,
    `  start a backfill: ${startBackfillLink(uiUrl, namespace)}`,
    ...BACKFILL_INPUTS.map((input) => `    input to copy:  ${input}`),
  ];
}

function listLink(uiUrl: string, namespace: string, query: string): string {
  return `${base(uiUrl, namespace)}?query=${encodeURIComponent(query)}`;
}

function base(uiUrl: string, namespace: string): string {
  return `${uiUrl.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows`;
}
