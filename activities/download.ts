import { join } from 'node:path';
import type { Candidate } from '../datasets/contract/discovery.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { fetchFile } from '../fetch/fetch-file.ts';
import { withPatience } from './ask-again.ts';
import { FOLDER_SCHEME } from './discover.ts';
import { asFailure } from './failure.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { IngestEffects } from './ingest-effects.ts';
import type { IngestActivities } from './interface.ts';
import type { DatasetYear, FileSource, RawReference } from './references.ts';

type Wanted = DatasetYear & { readonly source: FileSource; readonly candidate: Candidate };

/** Fetches one file into the raw store; an unchanged file is not fetched again. */
export function makeDownload(effects: IngestEffects): IngestActivities['download'] {
  return async (wanted) =>
    await withHeartbeat(
      async (beat, signal) =>
        await asFailure(
          `${wanted.dataset} ${wanted.candidate.period}`,
          async () =>
            await withPatience(
              wanted.candidate.url,
              effects.askAgainAfterMs,
              async () =>
                await fetchRaw(wanted, effects, signal, (got, of) => beat(`${got} of ${of ?? '?'} bytes`)),
            ),
        ),
    );
}

/** The file in the raw store, from the web or from a folder. */
export async function fetchRaw(
  { dataset: name, fy, source, candidate }: Wanted,
  effects: IngestEffects,
  signal: AbortSignal,
  onProgress?: (bytes: number, total: number | undefined) => void,
): Promise<RawReference> {
  const dataset = datasetNamed(name);
  const { slot, period, url } = candidate;
  const folder = dataset.rawFolder?.(period) ?? period;
  const common = { dataset: name, period: folder, maxBytes: dataset.maxBytes };
  const stored =
    source.kind === 'folder' && url.startsWith(FOLDER_SCHEME)
      ? await effects.store.importLocalFile({ ...common, ...inFolder(source.path, url) })
      : await fetchFile(
          {
            ...common,
            url,
            hosts: dataset.hosts,
            signal,
            revalidate: source.kind === 'web' && source.revalidate,
            ...(onProgress && { onProgress }),
          },
          effects,
        );
  const { sha256, bytes, path, fileName } = stored;
  return { dataset: name, fy, slot, period, url, sha256, bytes, path, fileName };
}

function inFolder(folder: string, url: string): { path: string; url: string } {
  return { path: join(folder, decodeURI(url.slice(FOLDER_SCHEME.length))), url };
}
