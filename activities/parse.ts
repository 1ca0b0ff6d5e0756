import { datasetNamed } from '../datasets/registry.ts';
import { SourceError } from '../nhs/source-error.ts';
import { parsedKey } from '../store/store-key.ts';
import { lessonContext, lessonKey, lessonOf, type Lesson } from '../parsed/lesson.ts';
import type { ParsedFileSummary } from '../parsed/parsed-files.ts';
import type { IngestEffects } from './effects.ts';
import type { IngestActivities } from './interface.ts';
import { step } from './step.ts';

type Input = Parameters<IngestActivities['parse']>[0];

type Effects = Pick<IngestEffects, 'store' | 'pool' | 'parsed'>;

/** Reads one raw file into Parquet. What was parsed before, by this version of the parser, is not parsed again. */
export function makeParse(effects: Effects): IngestActivities['parse'] {
  return async ({ raw, acceptIllustrative, decisions }) =>
    await step(`${raw.dataset} ${raw.period}, file ${raw.fileName}`, async (beat, signal) => {
      const { parserVersion } = datasetNamed(raw.dataset);
      const lesson = lessonOf(decisions, raw);
      const path = parsedKey({
        ...{ ...raw, parserVersion, illustrative: acceptIllustrative },
        lesson: lessonKey(lesson),
      });
      let parsed = await effects.parsed.summary(path);
      if (!parsed) {
        beat(`reading ${raw.fileName}, ${raw.bytes} bytes`);
        parsed = await readAnew({ raw, acceptIllustrative, lesson }, path, signal, effects);
      }
      return { raw, parserVersion, path, layout: parsed.layout, observations: parsed.observations };
    });
}

async function readAnew(
  {
    raw,
    acceptIllustrative,
    lesson,
  }: Pick<Input, 'raw' | 'acceptIllustrative'> & { readonly lesson: Lesson },
  key: string,
  signal: AbortSignal,
  { store, pool, parsed }: Effects,
): Promise<ParsedFileSummary> {
  const { dataset, fy, slot, period, url, fileName } = raw;
  const context = { fy, slot, period, url, acceptIllustrative, ...lessonContext(lesson) };
  const path = await store.localPath(raw);
  const result = await pool.run({ dataset, path, fileName, context, directory: parsed.folder(key) }, signal);
  if ('failure' in result) throw new SourceError(result.failure.code, result.failure.message);
  return await parsed.keep(key);
}
