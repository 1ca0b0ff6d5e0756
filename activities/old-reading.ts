/** What a version of the reader made of a file, for a release that compares with an earlier one. */
import { datasetNamed } from '../datasets/registry.ts';
import { SourceError } from '../nhs/source-error.ts';
import { type Lesson, lessonContext, lessonKey, lessonOf } from '../parsed/lesson.ts';
import { openParsePool } from '../parsed/parse-pool.ts';
import type { ParsedStore } from '../parsed/parsed-store.ts';
import type { RawStore } from '../store/raw-store.ts';
import { fileKey, parsedKey } from '../store/store-key.ts';
import type { FileOfRelease, OldReading } from '../warehouse/releases/rejoin.ts';

/**
 * From the parsed store, where readings are kept by the version that made them; else, where today's version is wanted, from
 * the raw file.
 */
export function oldReading(effects: { readonly parsed: ParsedStore; readonly store: RawStore }): OldReading {
  const { parsed } = effects;
  return async (file, decisions) => {
    const lesson = lessonOf(decisions, file);
    try {
      for (const illustrative of [false, true]) {
        const key = parsedKey({ ...file, illustrative, lesson: lessonKey(lesson) });
        if (await parsed.summary(key)) return (await parsed.fetch(key)).directory;
      }
      if (file.parserVersion !== datasetNamed(file.dataset).parserVersion) return undefined;
      return await readAnew(file, lesson, effects);
    } catch (error) {
      if (error instanceof SourceError || error instanceof RangeError) return undefined;
      throw error;
    }
  };
}

async function readAnew(
  file: FileOfRelease,
  lesson: Lesson,
  { parsed, store }: { readonly parsed: ParsedStore; readonly store: RawStore },
): Promise<string | undefined> {
  const { dataset, fy, slot, period, url, sha256, fileName } = file;
  const place = { dataset, period: datasetNamed(dataset).rawFolder?.(period) ?? period };
  const path = await store.localPath({ path: fileKey(place, sha256, fileName), sha256, bytes: 0 });
  const key = parsedKey({ ...file, illustrative: false, lesson: lessonKey(lesson) });
  const pool = openParsePool();
  try {
    const context = { fy, slot, period, url, acceptIllustrative: false, ...lessonContext(lesson) };
    const task = { dataset, path, fileName, context, directory: parsed.folder(key) };
    const result = await pool.run(task, new AbortController().signal);
    if ('failure' in result) return undefined;
    await parsed.keep(key);
    return (await parsed.fetch(key)).directory;
  } finally {
    await pool.close();
  }
}
