/** What the ingest activities reach the world through; tests give others. */
import type { FetchEffects } from '../fetch/fetch-effects.ts';
import type { ParsedStore } from '../warehouse/parsed-store.ts';
import type { ParsePool } from '../workers/parse-pool.ts';

export interface IngestEffects extends FetchEffects {
  readonly pool: ParsePool;
  readonly parsed: ParsedStore;
}
