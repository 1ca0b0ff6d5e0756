import { hasGaps, loadedFiles, refusedFiles } from '../warehouse/load/load-state.ts';
import type { WarehouseActivities } from './interface.ts';
import type { WarehouseEffects } from './warehouse-effects.ts';

/** What the warehouse holds of a dataset-year. */
export function makeLoadedFiles({ warehouse }: WarehouseEffects): WarehouseActivities['loadedFiles'] {
  return async ({ dataset, fy }) => ({
    files: await loadedFiles(warehouse, dataset, fy),
    refused: await refusedFiles(warehouse, dataset, fy),
    hasGaps: await hasGaps(warehouse, dataset, fy),
  });
}
