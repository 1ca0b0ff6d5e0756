/** What the warehouse knows of a dataset-year beside its figures: files, refusals, gaps. */
import { DecisionKind } from '../decisions/decision.ts';
import { aboutYear, marksOf, standing } from '../decisions/standing-decisions.ts';
import { isStatedGap } from '../nhs/source-error.ts';
import {
  clearGap,
  hasGaps,
  loadedFiles,
  recordGaps,
  refusedFiles,
  takeOutUndecided,
} from '../warehouse/load/load-state.ts';
import { slotsSeen } from '../warehouse/load/slots-seen.ts';
import { recordFile } from '../warehouse/load/record-file.ts';
import { deciding } from './decide.ts';
import { decisionsOf } from './decisions-file.ts';
import type { WarehouseEffects } from './effects.ts';
import type { WarehouseActivities } from './interface.ts';
import { sourceFacts } from './source-facts.ts';
import { withHeartbeat } from './step.ts';

/** Without such a decision the file is refused, or is not the file of the slot: its figures do not stay until the refusal is seen again. */
const REFUSED_WITHOUT = [DecisionKind.accept, DecisionKind.heading, DecisionKind.address];

/**
 * What the warehouse holds of a dataset-year, and what was refused before. What stood on a decision that has been taken back
 * is taken out.
 */
export function makeLoadedFiles({
  warehouse,
  dataDir,
}: WarehouseEffects): WarehouseActivities['loadedFiles'] {
  return async ({ dataset, fy }) =>
    await deciding(async () => {
      const decisions = aboutYear(standing(await decisionsOf(dataDir)), dataset, fy);
      await takeOutUndecided(
        warehouse,
        { dataset, fy },
        { kinds: REFUSED_WITHOUT, marks: new Set(marksOf(decisions).split(' ')) },
      );
      return {
        files: await loadedFiles(warehouse, dataset, fy),
        refused: await refusedFiles(warehouse, dataset, fy),
        hasGaps: await hasGaps(warehouse, dataset, fy),
        ...(decisions.length > 0 && { decisions }),
      };
    });
}

/** The slots that are loaded and those of which a file was seen (`calendar/periods.ts`). */
export function makeSlotsSeen({
  warehouse,
}: Pick<WarehouseEffects, 'warehouse'>): WarehouseActivities['slotsSeen'] {
  return async () => {
    const { loaded, seen } = await slotsSeen(warehouse);
    return { loaded: [...loaded].sort(), seen: [...seen].sort() };
  };
}

/** Replaces the noted gaps of a dataset-year, and notes files refused, with the reasons. */
export function makeRecordGaps({ warehouse, store }: WarehouseEffects): WarehouseActivities['recordGaps'] {
  return async ({ dataset, fy, gaps, refused }) =>
    await withHeartbeat(async () => {
      await clearGap(warehouse, dataset, fy);
      await recordGaps(
        warehouse,
        gaps.map((gap) => ({ dataset, fy, ...gap })),
      );
      for (const { slot, period, url, code, message, raw, readable } of refused) {
        await recordFile(warehouse, {
          key: { dataset, fy, slot, period },
          source: raw ? await sourceFacts(store, raw) : { url },
          status: isStatedGap(code) ? 'skipped' : 'refused',
          reason: message,
          ...(readable && { refusalCode: code }),
        });
      }
    });
}
