/** Judges parsed files by their own totals and sizes, and beside the other periods of their year. Asks nobody. */
import type { Decision } from '../decisions/decision.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { parsedKey } from '../store/store-key.ts';
import { type ParsedPeriod, checkAcrossPeriods } from '../warehouse/load/check-across-periods.ts';
import { type ParsedFileSummary, OBSERVATIONS } from '../parsed/parsed-files.ts';
import { lessonKey, lessonOf } from '../parsed/lesson.ts';
import type { ParsedStore } from '../parsed/parsed-store.ts';
import type { DatasetYear, LoadedFile, ParsedReference, RefusedFile } from './references.ts';

/** Parsed files of a dataset-year; `neighbours` are loaded already and are not judged. */
export interface FilesToJudge extends DatasetYear {
  readonly parsed: readonly ParsedReference[];
  readonly neighbours: readonly LoadedFile[];
  readonly acceptIllustrative: boolean;
  /** Those that stand of the year: a refusal that somebody has accepted comes back with the decision's number. */
  readonly decisions?: readonly Decision[];
}

/** @returns those that must not be loaded, each with its reason */
export async function judgeFiles(input: FilesToJudge, store: ParsedStore): Promise<readonly RefusedFile[]> {
  const files = await Promise.all(
    input.parsed.map(async (file) => ({ file, ...(await store.fetch(file.path, [OBSERVATIONS])) })),
  );
  const alone = files.flatMap(({ file, summary }) => ownRefusals(file, summary));
  const refusedAlone = new Set(alone.map((refusal) => refusal.slot));
  const sound = files.filter(({ file }) => !refusedAlone.has(file.raw.slot));
  const fresh = sound.map(({ file: { raw }, directory }) => ({
    slot: raw.slot,
    period: raw.period,
    dir: directory,
  }));
  const stocks = datasetNamed(input.dataset).measures.flatMap((recipe) =>
    recipe.across === 'mean' ? recipe.parts : [],
  );
  const together = await checkAcrossPeriods([...fresh, ...(await loadedBefore(input, store))], stocks);
  const bySlot = new Map(sound.map(({ file }) => [file.raw.slot, file]));
  const verdicts = together.flatMap((refusal) => {
    const file = bySlot.get(refusal.slot);
    return file ? [refusalOf(file, refusal)] : [];
  });
  return [...alone, ...verdicts];
}

/** What the year's other periods were loaded from, as far as it is still kept. */
async function loadedBefore(input: FilesToJudge, store: ParsedStore): Promise<readonly ParsedPeriod[]> {
  const { dataset, fy, neighbours, acceptIllustrative: illustrative } = input;
  const periods = neighbours.map(async ({ slot, sha256, parserVersion }) => {
    const lesson = lessonKey(lessonOf(input.decisions, { dataset, fy, slot }));
    const key = parsedKey({ dataset, fy, slot, sha256, parserVersion, illustrative, lesson });
    if (!(await store.summary(key))) return [];
    return [{ slot, period: slot, dir: (await store.fetch(key, [OBSERVATIONS])).directory }];
  });
  return (await Promise.all(periods)).flat();
}

function ownRefusals(file: ParsedReference, { refusals }: ParsedFileSummary): readonly RefusedFile[] {
  const [first] = refusals;
  if (!first) return [];
  const more =
    refusals.length > 1 ? ` (${refusals.length - 1} more of this kind in the file's parsed.json)` : '';
  return [refusalOf(file, { code: first.code, message: first.message + more })];
}

function refusalOf(file: ParsedReference, refusal: { code: string; message: string }): RefusedFile {
  const { dataset, period, fileName, slot, url } = file.raw;
  const message = `${dataset} ${period}, file ${fileName}: ${refusal.message}`;
  return { slot, period, url, code: refusal.code, message, raw: file.raw };
}
