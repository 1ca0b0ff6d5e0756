/** What the ingest activities reach the world through; tests give others. */
import type { FetchEffects } from '../fetch/fetch-effects.ts';
import type { ParsedStore } from '../parsed/parsed-store.ts';
import type { ParsePool } from '../parsed/parse-pool.ts';

export interface IngestEffects extends FetchEffects {
  readonly pool: ParsePool;
  readonly parsed: ParsedStore;
}
