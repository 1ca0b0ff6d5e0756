import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset, SourceBytes } from '../datasets/contract.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { SourceError } from '../datasets/source-error.ts';
import { openSource } from '../spreadsheet/open-source.ts';
import { listFolder } from '../store/list-folder.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { IngestActivities } from './interface.ts';
import type { RecognisedFile, UnrecognisedFile } from './references.ts';

/** Reads every file of a folder and says what it is, by what is in it; what is not recognised is listed with the reason. */
export function makeRecogniseFolder(): IngestActivities['recogniseFolder'] {
  return async ({ path, datasets }) =>
    await withHeartbeat(async (beat, signal) => {
      const wanted = datasets.map(datasetNamed);
      const recognised: RecognisedFile[] = [];
      const unrecognised: UnrecognisedFile[] = [];
      const { files, passedOver } = await listFolder(path);
      unrecognised.push(...passedOver.map(({ name, reason }) => ({ file: name, reason })));
      for (const file of files) {
        signal.throwIfAborted();
        beat(`looking at ${file.name}`);
        const found = await whatIsIt(join(path, file.name), file.name, wanted);
        recognised.push(...found.recognised);
        if (found.recognised.length === 0) unrecognised.push({ file: file.name, reason: found.reason });
      }
      return { recognised, unrecognised };
    });
}

async function whatIsIt(
  path: string,
  name: string,
  wanted: readonly Dataset[],
): Promise<{ recognised: readonly RecognisedFile[]; reason: string }> {
  try {
    const sources = await openSource(await readFile(path), name);
    const answers = sources.map((source) => recogniseOne(source, name, wanted));
    const reasons = answers.flatMap((answer) => ('reason' in answer ? [answer.reason] : []));
    return {
      recognised: answers.flatMap((answer) => ('file' in answer ? [answer.file] : [])),
      reason: reasons[0] ?? 'there is nothing in it that can be read',
    };
  } catch (error) {
    if (error instanceof SourceError) return { recognised: [], reason: error.message };
    throw error;
  }
}

function recogniseOne(
  source: SourceBytes,
  file: string,
  wanted: readonly Dataset[],
): { file: RecognisedFile } | { reason: string } {
  const reasons: string[] = [];
  for (const dataset of wanted) {
    const answer = dataset.recognise(source);
    if ('slot' in answer) {
      const { fy, slot, period, edition } = answer;
      return { file: { dataset: dataset.name, fy, slot, period, file, ...(edition && { edition }) } };
    }
    reasons.push(`${dataset.name}: ${answer.notThis}`);
  }
  return { reason: reasons.join('; ') };
}
