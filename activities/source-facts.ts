import type { RawStore } from '../store/raw-store.ts';
import type { SourceFacts } from '../warehouse/load/source-facts.ts';
import type { RawReference } from './references.ts';

/** The facts of a fetch, from the sidecar beside the raw file. */
export async function sourceFacts(
  store: RawStore,
  raw: RawReference,
): Promise<SourceFacts & { readonly sha256: string }> {
  const { url, fileName, sha256, bytes } = raw;
  const stored = await store.findByUrl(raw.dataset, url);
  // Another fetch of the same address may have brought other bytes since: its facts are not these bytes' facts.
  if (stored?.sha256 !== sha256) return { url, fileName, sha256, bytes };
  const { facts } = stored;
  const { etag, lastModified, contentType } = facts.headers;
  return {
    url,
    finalUrl: facts.finalUrl,
    fileName,
    sha256,
    bytes,
    fetchedAt: facts.fetchedAt,
    ...(facts.status > 0 && { httpStatus: facts.status }),
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
    ...(contentType !== undefined && { contentType }),
  };
}
