/** Judges parsed files by their own totals and sizes, and beside the other periods of their year. Asks nobody. */
import type { Decision } from '../decisions/decision.ts';
import { acceptance } from '../decisions/standing-decisions.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { SourceErrorCode } from '../nhs/source-error.ts';
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

/** @returns those that must not be loaded, each with its reason; and refusals that are accepted, marked so */
export async function judgeFiles(input: FilesToJudge, store: ParsedStore): Promise<readonly RefusedFile[]> {
  const files = await Promise.all(
    input.parsed.map(async (file) => ({ file, ...(await store.fetch(file.path, [OBSERVATIONS])) })),
  );
  const decisions = input.decisions ?? [];
  const alone = files.flatMap(({ file, summary }) => ownRefusals(file, summary, decisions));
  const refusedAlone = new Set(alone.filter(isOpen).map((refusal) => refusal.slot));
  const sound = files.filter(({ file }) => !refusedAlone.has(file.raw.slot));
  const fresh = sound.map(({ file: { raw }, directory }) => ({
    slot: raw.slot,
    period: raw.period,
    dir: directory,
  }));
  const stocks = datasetNamed(input.dataset).measures.flatMap((recipe) =>
    recipe.across === 'mean' ? recipe.parts : [],
  );
  const bySlot = new Map(sound.map(({ file }) => [file.raw.slot, file]));
  const judge = async (periods: readonly ParsedPeriod[]): Promise<readonly RefusedFile[]> =>
    (await checkAcrossPeriods(periods, stocks)).flatMap((refusal) => {
      const file = bySlot.get(refusal.slot);
      return file ? [refusalOf(file, refusal, decisions)] : [];
    });
  const periods = [...fresh, ...(await loadedBefore(input, store))];
  const verdicts = await judge(periods);
  const accepted = verdicts.filter((verdict) => !isOpen(verdict));
  if (accepted.length === 0) return [...alone, ...verdicts];
  // A file that is accepted although it is far from the others says nothing against the others.
  const out = new Set(accepted.map(({ slot }) => slot));
  return [...alone, ...accepted, ...(await judge(periods.filter(({ slot }) => !out.has(slot))))];
}

function isOpen({ accepted }: RefusedFile): boolean {
  return accepted === undefined;
}

/** What the year's other periods were loaded from, as far as it is still kept. */
async function loadedBefore(input: FilesToJudge, store: ParsedStore): Promise<readonly ParsedPeriod[]> {
  const { dataset, fy, neighbours, decisions = [], acceptIllustrative: illustrative } = input;
  const usual = neighbours.filter((file) => !acceptance(decisions, file, SourceErrorCode.implausible));
  const periods = usual.map(async ({ slot, sha256, parserVersion }) => {
    const lesson = lessonKey(lessonOf(decisions, { dataset, fy, slot }));
    const key = parsedKey({ dataset, fy, slot, sha256, parserVersion, illustrative, lesson });
    if (!(await store.summary(key))) return [];
    return [{ slot, period: slot, dir: (await store.fetch(key, [OBSERVATIONS])).directory }];
  });
  return (await Promise.all(periods)).flat();
}

/** The first refusal that nobody has accepted, and one for each code that somebody has. */
function ownRefusals(
  file: ParsedReference,
  { refusals }: ParsedFileSummary,
  decisions: readonly Decision[],
): readonly RefusedFile[] {
  const codes = [...new Set(refusals.map(({ code }) => code))];
  const isAccepted = (code: string): boolean => acceptance(decisions, file.raw, code) !== undefined;
  const open = refusals.filter(({ code }) => !isAccepted(code));
  const groups = [
    ...codes.filter(isAccepted).map((code) => refusals.filter((refusal) => refusal.code === code)),
    open,
  ];
  return groups.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const more = group.length > 1 ? ` (${group.length - 1} more of this kind in the file's parsed.json)` : '';
    return [refusalOf(file, { code: first.code, message: first.message + more }, decisions)];
  });
}

function refusalOf(
  file: ParsedReference,
  { code, message }: { code: string; message: string },
  decisions: readonly Decision[],
): RefusedFile {
  const { dataset, period, fileName, slot, url } = file.raw;
  const decision = acceptance(decisions, file.raw, code);
  return {
    ...{ slot, period, url, code, message: `${dataset} ${period}, file ${fileName}: ${message}` },
    ...{ raw: file.raw, readable: true },
    ...(decision && { accepted: decision.number }),
  };
}
