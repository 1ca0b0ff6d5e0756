import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { datasetNamed } from '../datasets/registry.ts';
import { SourceError } from '../datasets/source-error.ts';
import { readParsedFile } from '../warehouse/parsed-files.ts';
import { asFailure } from './failure.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { IngestEffects } from './ingest-effects.ts';
import type { IngestActivities } from './interface.ts';
import { parsedDirectory } from './parsed-directory.ts';

/** Reads one raw file into Parquet. What was parsed before, by this version of the parser, is not parsed again. */
export function makeParse(
  effects: Pick<IngestEffects, 'store' | 'pool' | 'dataDir'>,
): IngestActivities['parse'] {
  return async ({ raw, acceptIllustrative }) =>
    await withHeartbeat(
      async (beat, signal) =>
        await asFailure(`${raw.dataset} ${raw.period}, file ${raw.fileName}`, async () => {
          const { parserVersion } = datasetNamed(raw.dataset);
          const directory = parsedDirectory(effects.dataDir, raw, parserVersion, acceptIllustrative);
          if (!existsSync(join(directory, 'parsed.json'))) {
            beat(`reading ${raw.fileName}, ${raw.bytes} bytes`);
            const context = {
              fy: raw.fy,
              slot: raw.slot,
              period: raw.period,
              url: raw.url,
              acceptIllustrative,
            };
            const path = await effects.store.localPath(raw);
            const task = { dataset: raw.dataset, path, fileName: raw.fileName, context, directory };
            const result = await effects.pool.run(task, signal);
            if ('failure' in result) throw new SourceError(result.failure.code, result.failure.message);
          }
          const parsed = await readParsedFile(directory);
          return { raw, parserVersion, directory, layout: parsed.layout, observations: parsed.observations };
        }),
    );
}
