/** What people have decided that changes how a file is read: part of what its parsed folder is kept under. */
import { createHash } from 'node:crypto';
import type { DecidedRow } from '../datasets/contract/dataset.ts';
import { MEANS_NOTHING, type TaughtHeading } from '../datasets/contract/heading.ts';
import { type Decision, DecisionKind } from '../decisions/decision.ts';
import { covers } from '../decisions/years-of-decision.ts';

/** A file of a dataset and year, or any of its files. */
export interface LessonPlace {
  readonly dataset: string;
  readonly fy: string;
  readonly slot: string;
}

export interface Lesson {
  readonly taught: readonly TaughtHeading[];
  readonly decided: readonly DecidedRow[];
}

/** Of decisions that stand; those about another dataset, year or slot are left out. */
export function lessonOf(decisions: readonly Decision[] = [], place: LessonPlace): Lesson {
  const ours = decisions.filter(
    ({ dataset, years, slot }) =>
      dataset === place.dataset && covers(years, place.fy) && (slot === '' || slot === place.slot),
  );
  const of = (kind: DecisionKind): readonly Decision[] => ours.filter((decision) => decision.kind === kind);
  return {
    taught: of(DecisionKind.heading).flatMap(taughtBy),
    decided: of(DecisionKind.organisation).map(({ number, subject, value, who, reason }) => ({
      ...{ printed: subject, orgCode: value === MEANS_NOTHING ? null : value },
      ...{ decision: number, who, reason },
    })),
  };
}

/** A heading that stands in several groups may mean several things: `available_ga, occupied_ga`. */
export function taughtBy({ number, subject, value, who, reason }: Decision): readonly TaughtHeading[] {
  return value
    .split(',')
    .map((means) => means.trim())
    .filter((means) => means !== '')
    .map((means) => ({ heading: subject, means, decision: number, who, reason }));
}

/** The same for the same lesson; undefined where nothing was taught, so that what was parsed before is found. */
export function lessonKey({ taught, decided }: Lesson): string | undefined {
  if (taught.length === 0 && decided.length === 0) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([taught, decided]))
    .digest('hex')
    .slice(0, 8);
}

/** For a parser: only what there is. */
export function lessonContext({ taught, decided }: Lesson): Partial<Lesson> {
  return { ...(taught.length > 0 && { taught }), ...(decided.length > 0 && { decided }) };
}
