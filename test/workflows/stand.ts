/** A stand for workflow tests: the real server, the real workflows, and activities whose answers the test decides. */
import type { Client, WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IngestActivities, WarehouseActivities } from '../../activities/interface.ts';
import { makeOtherRuns } from '../../activities/other-runs.ts';
import { makePlan, makePlanRefresh } from '../../activities/plan.ts';
import type {
  DatasetYear,
  FileToLoad,
  Gap,
  LoadedFile,
  RefusedBefore,
  RefusedFile,
} from '../../activities/references.ts';
import type { Decision, NewDecision } from '../../decisions/decision.ts';
import { acceptance } from '../../decisions/standing-decisions.ts';
import type { LatePeriod, Notice, ReleaseChanges } from '../../notices/notice.ts';
import type { PagesFailed } from '../../warehouse/publish/pages-failed.ts';
import { askedAgain } from '../../cli/asked-again.ts';
import { workflowBundle } from '../../workers/bundle.ts';
import type { BuildInput, buildTrustYears } from '../../workflows/build-trust-years.ts';
import {
  type LoadProgress,
  type Stage,
  BUILD_WORKFLOW_ID,
  INGEST_QUEUE,
  loadWorkflowId,
  progressQuery,
  WAREHOUSE_QUEUE,
} from '../../workflows/messages.ts';
import { testServer } from '../temporal-server/shared-server.ts';

/** Slot → addresses, best first. */
type Pages = Readonly<Record<string, readonly string[]>>;

/** What the publishers and the files of a test are like. Addresses not named here are good files. */
export interface Script {
  /** The files on the page of a publication. */
  readonly pages: Pages | ((year: DatasetYear) => Pages);
  /** Address → how it fails, or undefined once it is mended. */
  readonly failing?: (url: string) => ApplicationFailure | undefined;
  /** Datasets whose page cannot be read. */
  readonly siteDown?: (dataset: string) => boolean;
  /** Address → refused when validated. */
  readonly refusing?: (url: string) => string | undefined;
  /** Whether a file turns out to be of the slot it is tried for; every file is when not given. */
  readonly fits?: (slot: string, url: string) => boolean;
  readonly held?: readonly LoadedFile[];
  readonly refusedBefore?: readonly RefusedBefore[];
  /** The bytes served at an address; other bytes at every download when not given. */
  readonly sha256?: (url: string) => string;
  /** Why the warehouse keeps no decision, where it keeps none. */
  readonly keepsNoDecision?: string;
  /** What people have decided, and stands. */
  readonly decisions?: readonly Decision[];
  readonly unchanged?: readonly string[];
  /** What the publication says of pages that could not be made. */
  readonly pagesFailed?: PagesFailed;
  /** What the release changed. */
  readonly changes?: ReleaseChanges;
  /** How telling people fails. */
  readonly notTold?: ApplicationFailure;
  /** Awaited inside every download: a test holds a load here. */
  readonly gate?: (url: string, year: DatasetYear) => Promise<void>;
  /** What a refresh asks; the latest years of every publication when not given. */
  readonly toAsk?: readonly DatasetYear[];
  /** Periods that a refresh finds late. */
  readonly late?: readonly LatePeriod[];
}

/** Everything the activities were asked to do, in order. */
export interface Log {
  readonly steps: string[];
  /** Addresses of the files that were read. */
  readonly parsed: string[];
  readonly loaded: FileToLoad[];
  readonly gaps: Gap[];
  readonly refused: RefusedFile[];
  readonly decided: NewDecision[];
  readonly notices: Notice[];
}

export interface Stand {
  readonly client: Client;
  readonly log: Log;
  readonly build: WorkflowHandle<typeof buildTrustYears>;
  /** Stops the workers that run the workflows and starts some with other code: an upgrade. */
  readonly upgrade: (workflows: { code: string }) => Promise<void>;
  /** Returns once a task of the workflow of a load has failed. */
  readonly untilTaskFails: (dataset: string) => Promise<void>;
  /** Returns once a step of a load has failed and waits for its next try. */
  readonly untilAskedAgain: (dataset: string) => Promise<void>;
  /** The load of a dataset, once it has reached a stage. */
  readonly load: (
    dataset: string,
    stage: Stage,
    when?: (now: LoadProgress) => boolean,
  ) => Promise<{ handle: WorkflowHandle; progress: LoadProgress }>;
}

export const FY = '2019-20';

export function finalFailure(code: string, message: string): ApplicationFailure {
  return ApplicationFailure.create({ type: code, message, nonRetryable: true });
}

/** Workflow code as it was: it reads the reason of a `skip` without looking whether there is one. */
export function brokenBy({ code }: { code: string }): { code: string } {
  const before = code.replace(/function readSkip\(args\) \{/, '$& args[0].reason.trim();');
  if (before === code) throw new Error('The bundle has no readSkip to break.');
  return { code: before };
}

/** Workers of both queues, and what they were asked to do. */
export interface Crew {
  readonly log: Log;
  readonly workers: Worker[];
  readonly running: Promise<void>[];
  readonly ingestWorker: (code: { code: string }) => Promise<Worker>;
  readonly stop: () => Promise<void>;
}

/** Starts workers over the script on the shared server, and no workflow. */
export async function startWorkers(script: Script, workflows?: { code: string }): Promise<Crew> {
  const { address } = await testServer();
  const connection = await NativeConnection.connect({ address });
  const log: Log = {
    ...{ steps: [], parsed: [], loaded: [], gaps: [], refused: [] },
    ...{ decided: [], notices: [] },
  };
  const ingestWorker = async (code: { code: string }): Promise<Worker> =>
    await Worker.create({
      connection,
      taskQueue: INGEST_QUEUE,
      workflowBundle: code,
      activities: { ...ingestScript(script, log) },
    });
  const workers = [
    await ingestWorker(workflows ?? (await workflowBundle())),
    await Worker.create({
      connection,
      taskQueue: WAREHOUSE_QUEUE,
      activities: { ...warehouseScript(script, log) },
      maxConcurrentActivityTaskExecutions: 1,
    }),
  ];
  const running = workers.map((worker) => worker.run());
  const stop = async (): Promise<void> => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    await Promise.all(running);
    await connection.close();
  };
  return { log, workers, running, ingestWorker, stop };
}

/** Runs a build over the script, hands the stand to the test, and cleans up whatever the test left running. */
export async function withBuild(
  script: Script,
  input: Partial<BuildInput>,
  test: (stand: Stand) => Promise<void>,
  workflows?: { code: string },
): Promise<void> {
  const server = await testServer();
  const { log, workers, running, ingestWorker, stop } = await startWorkers(script, workflows);
  const loads = input.loads ?? ['tac', 'beds'].map((dataset) => ({ dataset, fy: FY }));
  const build = await server.client.workflow.start<typeof buildTrustYears>('buildTrustYears', {
    workflowId: BUILD_WORKFLOW_ID,
    taskQueue: INGEST_QUEUE,
    args: [
      {
        source: { kind: 'web', revalidate: false },
        onFailure: 'wait',
        patience: '7 days',
        acceptIllustrative: false,
        onlyWhatIsThere: false,
        ...input,
        loads,
      },
    ],
  });
  const { startTime: startedAt } = await build.describe();
  try {
    await test({ client: server.client, log, build, load, upgrade, untilTaskFails, untilAskedAgain });
  } finally {
    await build.cancel().catch(() => undefined);
    await build.result().catch(() => undefined);
    // A load that is still ending would be in the way of the next test's.
    for (const { dataset, fy } of loads)
      await server.client.workflow
        .getHandle(loadWorkflowId(dataset, fy))
        .terminate()
        .catch(() => undefined);
    await stop();
  }

  async function untilTaskFails(dataset: string): Promise<void> {
    const handle = server.client.workflow.getHandle(loadWorkflowId(dataset, FY));
    for (;;) {
      const { events } = await handle.fetchHistory();
      if (events?.some((event) => event.workflowTaskFailedEventAttributes)) return;
      await sleep(50);
    }
  }

  async function untilAskedAgain(dataset: string): Promise<void> {
    while ((await askedAgain(server.client, loadWorkflowId(dataset, FY))).length === 0) await sleep(50);
  }

  async function upgrade(code: { code: string }): Promise<void> {
    workers[0]?.shutdown();
    await running[0];
    const worker = await ingestWorker(code);
    workers.push(worker);
    running.push(worker.run());
  }

  async function load(...[dataset, stage, when]: Parameters<Stand['load']>): ReturnType<Stand['load']> {
    const handle = server.client.workflow.getHandle(loadWorkflowId(dataset, FY));
    for (;;) {
      // What answers may be the load of the test before.
      const begun = await handle.describe().catch(() => undefined);
      const now =
        begun && begun.startTime >= startedAt
          ? await handle.query(progressQuery).catch(() => undefined)
          : undefined;
      if (now?.stage === stage && (when?.(now) ?? true)) return { handle, progress: now };
      await sleep(30);
    }
  }
}

function ingestScript(script: Script, log: Log): IngestActivities {
  const { toAsk } = script;
  return {
    plan: makePlan(),
    planRefresh: toAsk
      ? () => Promise.resolve({ loads: toAsk, unreadable: [], notDue: [] })
      : makePlanRefresh(),
    latePeriods: ({ seen }) => {
      log.steps.push(`late ${seen.join(', ')}`);
      return Promise.resolve(script.late ?? []);
    },
    otherRuns: makeOtherRuns(),
    recogniseFolder: () => Promise.resolve({ recognised: [], unrecognised: [] }),
    discover: ({ dataset, fy, source }) => {
      log.steps.push(`discover ${dataset}`);
      if (source.kind === 'web' && script.siteDown?.(dataset))
        throw finalFailure('PAGE_CHANGED', `${dataset}: the page has no links`);
      const pages = typeof script.pages === 'function' ? script.pages({ dataset, fy }) : script.pages;
      const slots = Object.entries(pages).map(([slot, urls]) => ({
        slot,
        period: slot,
        label: slot,
        candidates: urls.map((url) => ({
          slot,
          period: slot,
          url,
          text: url,
          pageUrl: 'https://publisher/page',
        })),
      }));
      return Promise.resolve({ slots, rejected: [], rejectedCount: 0, pagesRead: [] });
    },
    checkUnchanged: () => Promise.resolve({ unchanged: script.unchanged ?? [] }),
    download: async ({ dataset, fy, candidate }) => {
      await script.gate?.(candidate.url, { dataset, fy });
      const failure = script.failing?.(candidate.url);
      if (failure) throw failure;
      log.steps.push(`download ${dataset} ${candidate.url}`);
      const { slot, period, url } = candidate;
      const sha256 = script.sha256?.(url) ?? randomUUID();
      return { dataset, fy, slot, period, url, sha256, bytes: 1, path: url, fileName: slot };
    },
    notify: ({ notice }) => {
      log.notices.push(notice);
      if (script.notTold) throw script.notTold;
      return Promise.resolve({ told: true });
    },
    parse: ({ raw }) => {
      log.parsed.push(raw.url);
      if (script.fits?.(raw.slot, raw.url) === false)
        throw finalFailure('WRONG_PERIOD', 'It is of another period.');
      return Promise.resolve({ raw, parserVersion: 1, path: raw.path, layout: 'any', observations: 1 });
    },
    validate: ({ parsed, decisions = [] }) =>
      Promise.resolve(
        parsed.flatMap(({ raw }) => {
          const message = script.refusing?.(raw.url);
          if (!message) return [];
          const code = 'TOTAL_DISAGREES';
          const accepted = acceptance(decisions, raw, code)?.number;
          const { slot, period, url } = raw;
          const read = { raw, readable: true } as const;
          return [{ slot, period, url, code, message, ...read, ...(accepted !== undefined && { accepted }) }];
        }),
      ),
  };
}

function numbered(decided: readonly NewDecision[]): readonly Decision[] {
  return decided.map((one, index) => ({ ...one, number: index + 1, decided: '2026-11-30T12:00:00Z' }));
}

function warehouseScript(script: Script, log: Log): WarehouseActivities {
  return {
    loadedFiles: () =>
      Promise.resolve({
        files: script.held ?? [],
        refused: script.refusedBefore ?? [],
        hasGaps: false,
        decisions: [...(script.decisions ?? []), ...numbered(log.decided)],
      }),
    load: ({ dataset, files }) => {
      log.steps.push(`load ${dataset} ${files.map((file) => file.parsed.raw.slot).join(' ')}`);
      log.loaded.push(...files);
      return Promise.resolve({ observations: files.length });
    },
    slotsSeen: () => Promise.resolve({ loaded: [], seen: [] }),
    recordGaps: ({ gaps, refused }) => {
      log.gaps.push(...gaps);
      log.refused.push(...refused);
      return Promise.resolve();
    },
    decide: ({ decisions }) => {
      if (script.keepsNoDecision !== undefined) throw finalFailure('MESSAGE_REFUSED', script.keepsNoDecision);
      log.steps.push(`decide ${decisions.map(({ kind }) => kind).join(' ')}`);
      log.decided.push(...decisions);
      return Promise.resolve({
        numbers: decisions.map((_, index) => index + 1),
        sentence: 'Decision 1 is kept.',
      });
    },
    undoDecision: ({ number }) => Promise.resolve({ sentence: `Decision ${number} is taken back.` }),
    decisions: () => Promise.resolve(script.decisions ?? []),
    join: () => {
      log.steps.push('join');
      return Promise.resolve({ rebuilt: true, trustYears: 2, illustrative: false, takenOut: [] });
    },
    publish: (input) => {
      log.steps.push(input?.interim ? `publish without ${input.interim.join(', ')}` : 'publish');
      const { pagesFailed, changes } = script;
      return Promise.resolve({
        ...{ directory: 'published', files: 1 },
        ...(pagesFailed && { pagesFailed }),
        ...(changes && { changes }),
      });
    },
  };
}
