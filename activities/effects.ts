/** What the activities reach the world through; tests give others. */
import type { Clock } from '../fetch/clock.ts';
import type { FetchEffects } from '../fetch/fetch-effects.ts';
import type { ParsedStore } from '../parsed/parsed-store.ts';
import type { ParsePool } from '../parsed/parse-pool.ts';
import type { FolderListing } from '../store/list-folder.ts';
import type { SendEffects } from '../notices/send-notice.ts';
import type { KeyedFiles } from '../store/keyed-files.ts';
import type { RawStore } from '../store/raw-store.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

export interface IngestEffects extends FetchEffects {
  readonly pool: ParsePool;
  readonly parsed: ParsedStore;
  readonly folder: FolderEffects;
}

/** A folder of files that a person downloaded. */
export interface FolderEffects {
  readonly list: (path: string) => Promise<FolderListing>;
  readonly read: (path: string) => Promise<Uint8Array>;
}

export interface WarehouseEffects {
  readonly warehouse: Warehouse;
  /** For the facts of a fetch, which are published beside each figure. */
  readonly store: RawStore;
  readonly parsed: ParsedStore;
  /** The data folder, absolute. */
  readonly dataDir: string;
  /** The machine's clock when not given. */
  readonly clock?: Pick<Clock, 'now'>;
}

/** What a notice needs. */
export interface NoticeEffects extends SendEffects {
  /** Of the webhook; undefined where nobody is to be told. */
  readonly address: URL | undefined;
  /** Where it is noted what was told. */
  readonly files: Pick<KeyedFiles, 'readText' | 'updateText'>;
  /** Takes secrets out of a text. */
  readonly clean: (text: string) => string;
  /** The Temporal UI, where it is known. */
  readonly uiUrl: string | undefined;
}
