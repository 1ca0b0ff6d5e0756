import { datasetNamed } from '../datasets/registry.ts';
import { SourceError } from '../nhs/source-error.ts';
import { parsedKey } from '../store/store-key.ts';
import type { ParsedFileSummary } from '../parsed/parsed-files.ts';
import { asFailure } from './failure.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { IngestEffects } from './ingest-effects.ts';
import type { IngestActivities } from './interface.ts';

type Input = Parameters<IngestActivities['parse']>[0];

/** Reads one raw file into Parquet. What was parsed before, by this version of the parser, is not parsed again. */
export function makeParse(
  effects: Pick<IngestEffects, 'store' | 'pool' | 'parsed'>,
): IngestActivities['parse'] {
  return async ({ raw, acceptIllustrative }) =>
    await withHeartbeat(
      async (beat, signal) =>
        await asFailure(`${raw.dataset} ${raw.period}, file ${raw.fileName}`, async () => {
          const { parserVersion } = datasetNamed(raw.dataset);
          const path = parsedKey({ ...raw, parserVersion, illustrative: acceptIllustrative });
          let parsed = await effects.parsed.summary(path);
          if (!parsed) {
            beat(`reading ${raw.fileName}, ${raw.bytes} bytes`);
            parsed = await readAnew({ raw, acceptIllustrative }, path, effects, signal);
          }
          return { raw, parserVersion, path, layout: parsed.layout, observations: parsed.observations };
        }),
    );
}

async function readAnew(
  { raw, acceptIllustrative }: Input,
  key: string,
  { store, pool, parsed }: Pick<IngestEffects, 'store' | 'pool' | 'parsed'>,
  signal: AbortSignal,
): Promise<ParsedFileSummary> {
  const { dataset, fy, slot, period, url, fileName } = raw;
  const context = { fy, slot, period, url, acceptIllustrative };
  const path = await store.localPath(raw);
  const result = await pool.run({ dataset, path, fileName, context, directory: parsed.folder(key) }, signal);
  if ('failure' in result) throw new SourceError(result.failure.code, result.failure.message);
  return await parsed.keep(key);
}
