import { existsSync } from 'node:fs';
import { datasetNamed } from '../datasets/registry.ts';
import { readParsedFile } from '../warehouse/parsed-files.ts';
import { checkAcrossPeriods } from '../warehouse/check-across-periods.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { IngestEffects } from './ingest-effects.ts';
import type { IngestActivities } from './interface.ts';
import { parsedDirectory } from './parsed-directory.ts';
import type { ParsedReference, RefusedFile } from './references.ts';

/** Judges files by their own totals and sizes, and beside the other periods of their year. */
export function makeValidate({ dataDir }: Pick<IngestEffects, 'dataDir'>): IngestActivities['validate'] {
  return async ({ dataset, fy, parsed, neighbours, acceptIllustrative }) =>
    await withHeartbeat(async () => {
      const alone = (await Promise.all(parsed.map(ownRefusals))).flat();
      const refusedAlone = new Set(alone.map((refusal) => refusal.slot));
      const sound = parsed.filter((file) => !refusedAlone.has(file.raw.slot));
      const loaded = neighbours.flatMap(({ slot, sha256, parserVersion }) => {
        const dir = parsedDirectory(
          dataDir,
          { dataset, fy, slot, sha256 },
          parserVersion,
          acceptIllustrative,
        );
        return existsSync(dir) ? [{ slot, period: slot, dir }] : [];
      });
      const stocks = datasetNamed(dataset).measures.flatMap((recipe) =>
        recipe.across === 'mean' ? recipe.parts : [],
      );
      const fresh = sound.map(({ raw, directory }) => ({
        slot: raw.slot,
        period: raw.period,
        dir: directory,
      }));
      const together = await checkAcrossPeriods([...fresh, ...loaded], stocks);
      const bySlot = new Map(sound.map((file) => [file.raw.slot, file]));
      const verdicts = together.flatMap((one) => {
        const file = bySlot.get(one.slot);
        return file ? [refusalOf(file, one)] : [];
      });
      return [...alone, ...verdicts];
    });
}

async function ownRefusals(file: ParsedReference): Promise<readonly RefusedFile[]> {
  const { refusals } = await readParsedFile(file.directory);
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
