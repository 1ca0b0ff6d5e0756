import { patched } from '@temporalio/workflow';
import type { DatasetYear, FileSource, FolderContents } from '../activities/references.ts';
import { ingest, warehouse } from './activities.ts';
import { buildAsBefore } from './build-as-before.ts';
import { type BuildInput, type BuildOutcome, readBuildInput } from './build-input.ts';
import { refusal, unwrapped } from './refusal.ts';
import { runLoads } from './run-loads.ts';

export type { BuildInput, BuildOutcome } from './build-input.ts';

/** Loads every dataset and year side by side; joins once every load has finished or was skipped. */
export async function buildTrustYears(input: BuildInput): Promise<BuildOutcome> {
  if (!patched('runs-share')) return await buildAsBefore(input);
  const read = readBuildInput(input);
  if ('refused' in read) throw refusal(read.refused);
  const { loads, ...options } = read.asked;
  await unwrapped(ingest.plan({ loads }));
  const folder = await readFolder(options.source, loads);
  const outcome = await runLoads({ loads, folder, ...options });
  return { ...outcome, unrecognised: folder.unrecognised };
}

async function readFolder(source: FileSource, loads: readonly DatasetYear[]): Promise<FolderContents> {
  if (source.kind === 'web') return { recognised: [], unrecognised: [] };
  const datasets = [...new Set(loads.map((load) => load.dataset))];
  const decisions = patched('taught-in-folders') ? await warehouse.decisions() : [];
  const taught = decisions.filter(({ kind }) => kind === 'heading');
  const asked = { path: source.path, datasets, ...(taught.length > 0 && { decisions: taught }) };
  return await ingest.recogniseFolder(asked);
}
