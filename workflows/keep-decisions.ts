/** What an answer to a parked load decides, as it is kept: the decisions of a person about files that are missing or refused. */
import type { DatasetYear, RefusedFile, SlotCandidates } from '../activities/references.ts';
import { isPeriod } from '../decisions/accept-refused.ts';
import { ACCEPTABLE } from '../decisions/check-decision.ts';
import { isGiven, offeredText } from '../decisions/offered.ts';
import { type NewDecision, DecisionKind } from '../decisions/decision.ts';
import { TEMPORAL_UI } from '../decisions/who-decides.ts';
import type { AnswerAccept, AnswerRetry, AnswerSkip } from './read-message.ts';

/** What the page offered stands behind the sentence and must not be cut off. */
const LONGEST_SENTENCE = 1500;

/** Whether the refused file may be loaded all the same: its figures could be read, and the refusal is one of judgement. */
export function isAcceptable({ code, raw, readable }: RefusedFile): boolean {
  return raw !== undefined && readable === true && ACCEPTABLE.has(code);
}

/** Why nothing can be accepted; undefined where the answer has a file that it is about. */
export function whyNotAcceptable(
  name: string,
  problems: readonly RefusedFile[],
  { period }: AnswerAccept,
): string | undefined {
  const files = problems.filter(isAcceptable);
  if (files.some((file) => isPeriod(file, period))) return undefined;
  if (period !== undefined && files.length > 0) {
    const slots = files.map(({ slot }) => `"${slot}"`).join(', ');
    return `No refused file of ${name} is of the period "${period.slice(0, 60)}"; there are: ${slots}. Send {"reason": "…", "period": ${slots.split(',')[0]}}.`;
  }
  const codes = [...new Set(problems.map(({ code }) => code))].join(', ');
  return (
    `${name} has no file that can be accepted: accept is for a file that was read and refused for ` +
    `${[...ACCEPTABLE].join(', ')}, and what is in the way is ${codes}. ` +
    'Send retryDownload with {"url": "https://…"} where the right file is elsewhere, or skip with {"reason": "…"}.'
  );
}

/** One decision for each refused file: the file with these bytes is loaded in spite of this refusal. */
export function decisionsToAccept(
  year: DatasetYear,
  problems: readonly RefusedFile[],
  answer: AnswerAccept,
): readonly NewDecision[] {
  return problems
    .filter((file) => isAcceptable(file) && isPeriod(file, answer.period))
    .map(({ slot, code, message, raw }) => ({
      ...about(year, slot, answer),
      kind: DecisionKind.accept,
      subject: raw?.sha256 ?? '',
      value: code,
      reason: answer.reason,
      detail: message,
    }));
}

/** One decision for each missing file, or one for the year where no page could be read. */
export function decisionsToSkip(
  year: DatasetYear,
  problems: readonly RefusedFile[],
  answer: AnswerSkip,
  slots: readonly SlotCandidates[],
): readonly NewDecision[] {
  return problems.map(({ slot, message }) => ({
    ...about(year, slot, answer),
    kind: DecisionKind.skip,
    ...{
      subject: '',
      value: '',
      reason: answer.reason,
      detail: `${message.slice(0, LONGEST_SENTENCE)} ${offeredFor(slot, slots)}`,
    },
  }));
}

/** One decision for each slot that the file at an address has filled; `before` is what was in the way. */
export function decisionsOfAddress(
  year: DatasetYear,
  filled: readonly string[],
  before: readonly RefusedFile[],
  answer: AnswerRetry,
  slots: readonly SlotCandidates[],
): readonly NewDecision[] {
  return filled.map((slot) => {
    const problem = before.find((one) => one.slot === slot) ?? before[0];
    return {
      ...about(year, slot, answer),
      kind: DecisionKind.address,
      ...{ subject: '', value: answer.url ?? '' },
      reason: 'The address was given by hand, and its file fills the slot.',
      detail: `${problem === undefined ? '' : problem.message.slice(0, LONGEST_SENTENCE)} ${offeredFor(slot, slots)}`,
    };
  });
}

/** What the publisher's page offers for the slot: once it offers something else, the decision is over. */
function offeredFor(slot: string, slots: readonly SlotCandidates[]): string {
  const ours = slots.find((one) => one.slot === slot)?.candidates ?? [];
  return offeredText(ours.filter(({ text }) => !isGiven(text)).map(({ url }) => url));
}

function about(
  { dataset, fy }: DatasetYear,
  slot: string,
  { who = TEMPORAL_UI }: { readonly who?: string },
): Pick<NewDecision, 'dataset' | 'years' | 'slot' | 'who'> {
  return { dataset, years: fy, slot, who };
}
