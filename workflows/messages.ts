/** The messages a person can send to a running load and the names under which Temporal knows our workflows. */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { RefusedFile } from '../activities/references.ts';

export const Stage = {
  waiting: 'waiting',
  discovering: 'discovering',
  downloading: 'downloading and parsing',
  validating: 'validating',
  loading: 'loading',
  needsAttention: 'needs attention',
  joining: 'joining',
  publishing: 'publishing',
  done: 'done',
  doneWithGaps: 'done with gaps',
  skipped: 'skipped',
} as const;
export type Stage = (typeof Stage)[keyof typeof Stage];

/** Answer of the `progress` query. */
export interface LoadProgress {
  readonly dataset: string;
  readonly fy: string;
  readonly stage: Stage;
  readonly expected: number;
  readonly loaded: number;
  readonly unchanged: number;
  /** Open failures, one sentence each; what somebody has to look at while the stage is `needs attention`. */
  readonly problems: readonly RefusedFile[];
  /** What was wrong with the last Signal, as long as none that makes sense has come. */
  readonly refusedMessage?: string;
  /** What became of the last message that made sense. */
  readonly lastAnswer?: string;
  /** While it is parked: ISO time at which it looks by itself; absent where it never does. */
  readonly looksAgainAt?: string;
  /** While it is parked: how often it has looked by itself. */
  readonly looked?: number;
}

/** What a load tells the runs that wait for it, whenever it parks, goes on or ends. */
export interface LoadStage {
  readonly dataset: string;
  readonly fy: string;
  readonly stage: Stage;
  /** How many files are missing. */
  readonly problems: number;
  /** How many files the warehouse holds of it; absent in histories from before. */
  readonly held?: number;
  /** While it is parked: the sentences of what is in the way, shortened. */
  readonly waitingFor?: string;
  /** ISO time at which it ended; absent before. */
  readonly at?: string;
}

/** Which of the loads of a run a message is about: all that wait, where nothing is given. */
export interface LoadFilter {
  readonly dataset?: string;
  readonly year?: string;
}

export interface SkipAllRequest extends LoadFilter {
  readonly reason: string;
  readonly who?: string;
}

export interface RetryRequest {
  /** Another address to fetch the file from; the page's own links when absent. */
  readonly url?: string;
  /** Who asks, where a program sends it for a person. */
  readonly who?: string;
}

export interface SkipRequest {
  readonly reason: string;
  readonly who?: string;
}

export interface AcceptRequest {
  readonly reason: string;
  /** One period, or slot, of the load; every refused file where absent. */
  readonly period?: string;
  readonly who?: string;
}

// What arrives is whatever somebody typed: read-message.ts checks its shape.
export const retryDownloadUpdate = defineUpdate<string, [RetryRequest | undefined]>('retryDownload');
export const retryDownloadSignal = defineSignal<[RetryRequest?]>('retryDownload');
export const skipUpdate = defineUpdate<string, [SkipRequest]>('skip');
export const skipSignal = defineSignal<[SkipRequest?]>('skip');
export const acceptUpdate = defineUpdate<string, [AcceptRequest]>('accept');
export const acceptSignal = defineSignal<[AcceptRequest?]>('accept');
export const progressQuery = defineQuery<LoadProgress>('progress');

// To a run, from its loads.
export const loadStageSignal = defineSignal<[LoadStage]>('loadStage');
// To a load: another run waits for it too; or the run that started it ends before it, and it joins after itself.
export const shareOutcomeSignal = defineSignal<[{ readonly workflowId: string }]>('shareOutcome');
export const goOnAloneSignal = defineSignal('goOnAlone');

// To a run, from people: read-run-message.ts checks their shape.
export const retryAllUpdate = defineUpdate<string, [LoadFilter | undefined]>('retryAll');
export const skipAllUpdate = defineUpdate<string, [SkipAllRequest]>('skipAll');
export const pauseUpdate = defineUpdate<string>('pause');
export const goOnUpdate = defineUpdate<string>('goOn');

export const datasetAttribute = defineSearchAttributeKey('NhsDataset', SearchAttributeType.KEYWORD);
export const financialYearAttribute = defineSearchAttributeKey('FinancialYear', SearchAttributeType.KEYWORD);
export const stageAttribute = defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD);

/** Business ids: what a person types and sees. */
export function loadWorkflowId(dataset: string, fy: string): string {
  return `load/${dataset}/${fy}`;
}
export const BUILD_WORKFLOW_ID = 'build/trust-years';
/** Each decision has a workflow of its own: `decide/<uuid>`. */
export function decideWorkflowId(uuid: string): string {
  return `decide/${uuid}`;
}
export const JOIN_WORKFLOW_ID = 'join/trust-years';
/** The id that the prefilled form of the Temporal UI gives a backfill. */
export const BACKFILL_WORKFLOW_ID = 'backfill';
export const REFRESH_SCHEDULE_ID = 'refresh';
export const BACKFILL_SCHEDULE_ID = 'backfill-by-year';

export const INGEST_QUEUE = 'ingest';
export const WAREHOUSE_QUEUE = 'warehouse';
