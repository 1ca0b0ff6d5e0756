import type { RawStore } from '../store/raw-store.ts';
import type { ParsedStore } from '../parsed/parsed-store.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** What the warehouse activities reach the world through. */
export interface WarehouseEffects {
  readonly warehouse: Warehouse;
  /** For the facts of a fetch, which are published beside each figure. */
  readonly store: RawStore;
  readonly parsed: ParsedStore;
  /** The data folder, absolute. */
  readonly dataDir: string;
}
