import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Dataset } from '../datasets/contract/dataset.ts';
import type { SourceBytes } from '../spreadsheet/source-bytes.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { recogniseAsTaught, type YearLesson } from '../datasets/tables/parse-as-taught.ts';
import { type Decision, DecisionKind } from '../decisions/decision.ts';
import { standing } from '../decisions/standing-decisions.ts';
import { covers } from '../decisions/years-of-decision.ts';
import { taughtBy } from '../parsed/lesson.ts';
import { SourceError } from '../nhs/source-error.ts';
import { openSource } from '../spreadsheet/open-source.ts';
import type { FolderEffects, IngestEffects } from './effects.ts';
import type { IngestActivities } from './interface.ts';
import type { FolderContents, RecognisedFile, UnrecognisedFile } from './references.ts';
import { withHeartbeat } from './step.ts';

/** Reads every file of a folder and says what it is, by what is in it; what is not recognised is listed with the reason. */
export function makeRecogniseFolder({
  folder,
}: Pick<IngestEffects, 'folder'>): IngestActivities['recogniseFolder'] {
  return async ({ path, datasets, decisions = [] }) =>
    await withHeartbeat(async (beat, signal) => {
      const stand = standing(decisions);
      const wanted = datasets.map((name) => ({
        dataset: datasetNamed(name),
        lessons: lessonsOf(name, stand),
      }));
      const recognised: RecognisedFile[] = [];
      const others: UnrecognisedFile[] = [];
      const { files, passedOver } = await folder.list(path);
      others.push(...passedOver.map(({ name, reason }) => ({ file: name, reason })));
      for (const file of files) {
        signal.throwIfAborted();
        beat(`looking at ${file.name}`);
        const found = await recogniseFile(join(path, file.name), file.name, wanted, folder);
        recognised.push(...found.recognised);
        others.push(...found.unrecognised);
      }
      return { recognised, unrecognised: listable(others) };
    });
}

/** A publication, and what was taught of its headings. */
interface Wanted {
  readonly dataset: Dataset;
  readonly lessons: readonly YearLesson[];
}

function lessonsOf(name: string, decisions: readonly Decision[]): readonly YearLesson[] {
  return decisions
    .filter(({ kind, dataset }) => kind === DecisionKind.heading && dataset === name)
    .flatMap((decision) =>
      taughtBy(decision).map((taught) => ({
        ...taught,
        holdsIn: (fy: string) => covers(decision.years, fy),
      })),
    );
}

async function recogniseFile(
  path: string,
  name: string,
  wanted: readonly Wanted[],
  folder: FolderEffects,
): Promise<FolderContents> {
  try {
    const sources = await openSource(await folder.read(path), name);
    const answers = sources.flatMap((source) => recogniseSource(source, name, wanted, sources.length > 1));
    return {
      recognised: answers.flatMap((answer) => ('slot' in answer ? [answer] : [])),
      unrecognised: answers.flatMap((answer) => ('reason' in answer ? [answer] : [])),
    };
  } catch (error) {
    if (error instanceof SourceError)
      return { recognised: [], unrecognised: [unrecognised(name, error.message)] };
    // A file that went away or may not be read is the person's to see to; the others are still good.
    if (error instanceof Error && 'syscall' in error) {
      return { recognised: [], unrecognised: [unrecognised(name, `it cannot be read (${error.message})`)] };
    }
    throw error;
  }
}

function recogniseSource(
  source: SourceBytes,
  file: string,
  wanted: readonly Wanted[],
  oneOfSeveral: boolean,
): readonly (RecognisedFile | UnrecognisedFile)[] {
  const shown = oneOfSeveral ? `${file}, ${source.fileName}` : file;
  const reasons: string[] = [];
  let nearly: string | undefined;
  for (const { dataset, lessons } of wanted) {
    const answer = recogniseAsTaught(dataset, source, lessons);
    if ('slot' in answer) {
      const { edition, preference } = answer;
      const { kind } = source;
      const sha256 = createHash('sha256').update(source.bytes).digest('hex');
      return [answer, ...(answer.also ?? [])].map(({ fy, slot, period }) => ({
        ...{ dataset: dataset.name, fy, slot, period, file, kind, sha256 },
        ...(edition && { edition }),
        ...(preference && { preference }),
      }));
    }
    if (answer.nearly) nearly ??= answer.notThis;
    reasons.push(`${dataset.name}: ${shortened(answer.notThis, REASON_LENGTH)}`);
  }
  // A sibling of one publication may be a file of another.
  if (nearly !== undefined) return [unrecognised(shown, nearly)];
  return [unrecognised(shown, `none of the tables looked for. ${reasons.join(' ')}`)];
}

const REASON_LENGTH = 220;
/** All of it travels through Temporal, which takes two megabytes at once. */
const LISTED = 500;
const LISTED_LENGTH = 1200;

function unrecognised(file: string, reason: string): UnrecognisedFile {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const plain = reason.startsWith(`${name} `) ? `it ${reason.slice(name.length + 1)}` : reason;
  return { file, reason: shortened(plain, LISTED_LENGTH) };
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 2).trimEnd()} …`;
}

function listable(files: readonly UnrecognisedFile[]): readonly UnrecognisedFile[] {
  const more = files.length - LISTED;
  if (more <= 0) return files;
  const rest = { file: `… and ${more} more files`, reason: 'give the folder that holds only the downloads' };
  return [...files.slice(0, LISTED), rest];
}
