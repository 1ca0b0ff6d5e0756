import { patched, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { JoinInput, JoinOutcome } from '../activities/references.ts';
import { warehouse } from './activities.ts';
import { interimDetails, publishedDetails } from './details.ts';
import { Stage, stageAttribute } from './messages.ts';
import { tell } from './notices.ts';
import { readJoinInput } from './read-input.ts';
import { refusal } from './refusal.ts';

/** Joins every loaded dataset to the organisations of the accounts, reconciles, and publishes. */
export async function joinTrusts(sent?: JoinInput): Promise<JoinOutcome> {
  const read = readJoinInput(sent);
  // Joins from before the input was read have begun without one.
  if ('refused' in read && patched('input-is-read')) throw refusal(read.refused);
  const input = 'asked' in read ? read.asked : {};
  upsertSearchAttributes([{ key: stageAttribute, value: Stage.joining }]);
  const joined = await warehouse.join();
  if (!joined.rebuilt) {
    upsertSearchAttributes([{ key: stageAttribute, value: Stage.done }]);
    setCurrentDetails('Nothing has changed since the last publication');
    return joined;
  }
  upsertSearchAttributes([{ key: stageAttribute, value: Stage.publishing }]);
  const { interim = [] } = input;
  const { directory, pagesFailed, changes } = await (interim.length > 0
    ? warehouse.publish({ interim })
    : warehouse.publish());
  const pages = `${directory}/site/index.html`;
  upsertSearchAttributes([{ key: stageAttribute, value: Stage.done }]);
  setCurrentDetails(publishedDetails(joined.trustYears, pages, pagesFailed) + interimDetails(interim));
  if (changes) await tell({ kind: 'changed', changes });
  return { ...joined, pages, ...(pagesFailed && { pagesFailed }) };
}
