import { join } from 'node:path';
import type { Candidate } from '../datasets/contract/discovery.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { fetchFile } from '../fetch/fetch-file.ts';
import { withPatience } from './ask-again.ts';
import { FOLDER_SCHEME } from './discover.ts';
import type { IngestEffects } from './effects.ts';
import type { IngestActivities } from './interface.ts';
import type { DatasetYear, FileSource, RawReference } from './references.ts';
import { step } from './step.ts';

interface Wanted extends DatasetYear {
  readonly source: FileSource;
  readonly candidate: Candidate;
  readonly signal: AbortSignal;
  readonly onProgress?: (bytes: number, total: number | undefined) => void;
}

/** Fetches one file into the raw store; an unchanged file is not fetched again. */
export function makeDownload(effects: IngestEffects): IngestActivities['download'] {
  return async (wanted) => {
    const { dataset, candidate } = wanted;
    return await step(`${dataset} ${candidate.period}`, async (beat, signal) => {
      const tell = (bytes: number, total?: number): void => beat(`${bytes} of ${total ?? '?'} bytes`);
      const fetch = (): Promise<RawReference> => fetchRaw({ ...wanted, signal, onProgress: tell }, effects);
      return await withPatience(candidate.url, effects.askAgainAfterMs, fetch);
    });
  };
}

/** The file in the raw store, from the web or from a folder. */
export async function fetchRaw(wanted: Wanted, effects: IngestEffects): Promise<RawReference> {
  const { dataset: name, fy, source, candidate, signal, onProgress } = wanted;
  const { rawFolder, maxBytes, hosts } = datasetNamed(name);
  const { slot, period, url } = candidate;
  const file = { dataset: name, period: rawFolder?.(period) ?? period, maxBytes };
  const stored =
    source.kind === 'folder' && url.startsWith(FOLDER_SCHEME)
      ? await effects.store.importLocalFile({ ...file, ...inFolder(source.path, url) })
      : await fetchFile(
          {
            ...file,
            url,
            hosts,
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
