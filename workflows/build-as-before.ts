/** How a build went before runs shared loads: for the replay of runs that began then, and for their end with today's code. */
import {
  ChildWorkflowFailure,
  executeChild,
  isCancellation,
  ParentClosePolicy,
  setCurrentDetails,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { DatasetYear, FileSource, FolderContents, LoadOutcome } from '../activities/references.ts';
import { ingest } from './activities.ts';
import type { BuildInput, BuildOutcome } from './build-input.ts';
import { failedDetails, folderTable } from './details.ts';
import { joinTrusts } from './join-trusts.ts';
import { isFaultOfMachine } from './fetch-and-parse.ts';
import { loadDataset } from './load-dataset.ts';
import {
  datasetAttribute,
  financialYearAttribute,
  JOIN_WORKFLOW_ID,
  loadWorkflowId,
  Stage,
  stageAttribute,
} from './messages.ts';

/** Loads every dataset and year side by side, then joins; whatever another run has begun is a gap. */
export async function buildAsBefore(input: BuildInput): Promise<BuildOutcome> {
  const folder = await readFolder(input.source, input.loads);
  if (input.source.kind === 'folder') setCurrentDetails(folderTable(folder));
  const loads = await Promise.all(input.loads.map((year) => loadOne(year, input, folder)));
  upsertSearchAttributes([{ key: stageAttribute, value: Stage.joining }]);
  const join = await executeChild(joinTrusts, {
    workflowId: JOIN_WORKFLOW_ID,
    parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
    staticSummary: 'Join every dataset to the trusts of the accounts, and publish',
  });
  upsertSearchAttributes([{ key: stageAttribute, value: Stage.done }]);
  const made = join.pages === undefined ? '' : `. Pages for readers: open \`${join.pages}\``;
  setCurrentDetails(
    `${loads.length} loads, ${join.trustYears} trust-years${made}${failedDetails(join.pagesFailed)}`,
  );
  return { loads, join, unrecognised: folder.unrecognised };
}

async function readFolder(source: FileSource, loads: readonly DatasetYear[]): Promise<FolderContents> {
  if (source.kind === 'web') return { recognised: [], unrecognised: [] };
  const datasets = [...new Set(loads.map((load) => load.dataset))];
  return await ingest.recogniseFolder({ path: source.path, datasets });
}

async function loadOne(year: DatasetYear, input: BuildInput, folder: FolderContents): Promise<LoadOutcome> {
  const { source, onFailure, patience, acceptIllustrative, onlyWhatIsThere } = input;
  const files = folder.recognised.filter((file) => file.dataset === year.dataset && file.fy === year.fy);
  try {
    return await executeChild(loadDataset, {
      workflowId: loadWorkflowId(year.dataset, year.fy),
      parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
      args: [{ ...year, files, source, onFailure, patience, acceptIllustrative, onlyWhatIsThere }],
      typedSearchAttributes: [
        { key: datasetAttribute, value: year.dataset },
        { key: financialYearAttribute, value: year.fy },
        { key: stageAttribute, value: Stage.waiting },
      ],
      staticSummary: `Load ${year.dataset} ${year.fy}`,
    });
  } catch (error) {
    // A load that was cancelled or broke by itself is a gap with a reason; the others still make a table.
    if (isCancellation(error) && !(error instanceof ChildWorkflowFailure)) throw error;
    // A full disk is no gap of a publisher's: nothing is joined or published without the load.
    if (endedByMachine(error)) throw error;
    const reason =
      error instanceof ChildWorkflowFailure ? (error.cause?.message ?? error.message) : String(error);
    return {
      ...year,
      status: 'skipped',
      loaded: 0,
      unchanged: 0,
      gaps: [{ slot: '', period: year.fy, reason: `The load ended before it was done: ${reason}` }],
      refused: [],
    };
  }
}

function endedByMachine(error: unknown): boolean {
  return error instanceof ChildWorkflowFailure && error.cause !== undefined && isFaultOfMachine(error.cause);
}
