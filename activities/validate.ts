import { readParsedFile } from '../warehouse/parsed-files.ts';
import { checkAcrossPeriods } from '../warehouse/check-across-periods.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { IngestActivities } from './interface.ts';
import type { ParsedReference, RefusedFile } from './references.ts';

/** Judges files by their own totals and sizes, and beside the other periods of their year. */
export function makeValidate(): IngestActivities['validate'] {
  return async ({ dataset, fy, parsed }) =>
    await withHeartbeat(async () => {
      const alone = (await Promise.all(parsed.map(ownRefusals))).flat();
      const refusedAlone = new Set(alone.map((refusal) => refusal.slot));
      const sound = parsed.filter((file) => !refusedAlone.has(file.raw.slot));
      const together = await checkAcrossPeriods(
        sound.map((file) => ({ slot: file.raw.slot, period: file.raw.period, dir: file.directory })),
      );
      return [...alone, ...together.map((one) => refusalOf(fileOf(sound, one.slot), one))];
    });

  function fileOf(files: readonly ParsedReference[], slot: string): ParsedReference {
    const file = files.find((one) => one.raw.slot === slot);
    if (!file) throw new Error(`A check spoke of slot "${slot}", which it was not given.`);
    return file;
  }
}

async function ownRefusals(file: ParsedReference): Promise<readonly RefusedFile[]> {
  const { refusals } = await readParsedFile(file.directory);
  const [first] = refusals;
  if (!first) return [];
  const more = refusals.length > 1 ? ` (and ${refusals.length - 1} more doubts)` : '';
  return [refusalOf(file, { code: first.code, message: first.message + more })];
}

function refusalOf(file: ParsedReference, refusal: { code: string; message: string }): RefusedFile {
  const { dataset, period, fileName, slot, url } = file.raw;
  const message = `${dataset} ${period}, file ${fileName}: ${refusal.message}`;
  return { slot, period, url, code: refusal.code, message, raw: file.raw };
}
