/** What a parsing thread does with one raw file: open, recognise the member, parse, check, write Parquet. */
import { readFile } from 'node:fs/promises';
import type { ParseContext } from '../datasets/contract/dataset.ts';
import type { SourceBytes } from '../spreadsheet/source-bytes.ts';
import { withFindingsOfFile } from '../datasets/tables/findings-of-file.ts';
import { parseAsTaught, recogniseAsTaught } from '../datasets/tables/parse-as-taught.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import { openSource } from '../spreadsheet/open-source.ts';
import { noteRefusals } from './noted-refusals.ts';
import { writeParsedFile } from './parsed-files.ts';

export interface ParseTask {
  readonly dataset: string;
  /** Absolute path of the raw file. */
  readonly path: string;
  readonly fileName: string;
  readonly context: ParseContext;
  /** Where the Parquet files go; replaced as a whole. */
  readonly directory: string;
}

/** Errors cross the thread as data: an Error loses its class on the way. */
export type ParseTaskResult =
  | { readonly parsed: true }
  | { readonly failure: { readonly code: SourceErrorCode; readonly message: string } };

export async function parseTask(task: ParseTask): Promise<ParseTaskResult> {
  const noted = noteRefusals();
  try {
    const dataset = datasetNamed(task.dataset);
    const source = onlyMember(await openSource(await readFile(task.path), task.fileName), task);
    const context = { ...task.context, note: noted.note };
    const { parsed: read, asPrinted } = await parseAsTaught(dataset, source, context);
    const parsed = withFindingsOfFile(read, task.context.fy, dataset.layouts);
    const refusals = [...noted.refusals(), ...dataset.check(parsed, task.context)];
    await writeParsedFile(task.directory, asPrinted(parsed), refusals);
    return { parsed: true };
  } catch (error) {
    // What was noted first would have ended the reading.
    const [first] = error instanceof SourceError ? noted.refusals() : [];
    if (first) return { failure: first };
    if (error instanceof SourceError) return { failure: { code: error.code, message: error.message } };
    throw error;
  }
}

/** The one file meant: the file itself, or the member of a zip that is this slot's. */
function onlyMember(sources: readonly SourceBytes[], task: ParseTask): SourceBytes {
  const [first] = sources;
  if (first && sources.length === 1) return first;
  const dataset = datasetNamed(task.dataset);
  const isOfYear = (fy: string): boolean => fy === task.context.fy;
  const ours = sources.filter((source) => {
    const lessons = (task.context.taught ?? []).map((taught) => ({ ...taught, holdsIn: isOfYear }));
    const found = recogniseAsTaught(dataset, source, lessons);
    return 'slot' in found && found.slot === task.context.slot && found.fy === task.context.fy;
  });
  if (ours.length === 1 && ours[0]) return ours[0];
  const names = sources.map((source) => source.fileName).join(', ') || 'nothing that can be read';
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `The archive holds ${names}; ${ours.length === 0 ? 'none' : 'more than one'} of them is ${task.dataset} ${task.context.period}. Unpack it and give the one file.`,
  );
}
