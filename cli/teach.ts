/** teach: in this publication and these years, this heading means this. Said only where the publication could use it. */
import { MEANS_NOTHING } from '../datasets/contract/heading.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { knownIn } from '../datasets/tables/taught-headings.ts';
import { DecisionKind } from '../decisions/decision.ts';
import { plainLine, quoted } from '../decisions/plain-text.ts';
import { financialYears } from '../nhs/financial-year.ts';
import { UsageError, usage } from './end.ts';
import { hintFor } from './hint.ts';
import { keep } from './keep-decisions.ts';
import type { Environment } from './session.ts';

export interface Lesson {
  readonly dataset: string;
  readonly years: string;
  readonly heading: string;
  readonly means: readonly string[];
  readonly reason: string;
}

/** @throws UsageError where the heading is known already, or no layout of the years has such a meaning */
export async function teach(dataDir: string, lesson: Lesson, env: Environment): Promise<number> {
  const { dataset, years, heading, reason } = lesson;
  const means = lesson.means
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter(Boolean);
  const wrong = whyNotTaught({ ...lesson, means });
  if (wrong !== undefined) throw new UsageError(wrong);
  const hint = hintFor(dataDir);
  return await keep(
    dataDir,
    { kind: DecisionKind.heading, dataset, years, subject: heading, value: means.join(', '), reason },
    `Where the load waits: ${hint(`retry ${dataset} ${years}`)}. Else: ${hint(`run --years ${years} --datasets ${dataset}`)}`,
    env,
  );
}

/** A sentence; undefined where the lesson makes sense in each of its years. */
export function whyNotTaught({ dataset, years, heading, means }: Omit<Lesson, 'reason'>): string | undefined {
  const { headings, name } = usage(() => datasetNamed(dataset));
  if (!headings) return `Headings of ${name} cannot be taught: its columns are not told by words.`;
  if (plainLine(heading) === '') return 'The heading is empty; write it as the file prints it.';
  if (means.length === 0) return 'Say what the heading means.';
  for (const fy of usage(() => financialYears(years))) {
    const sets = headings.of(fy);
    if (sets.length === 0) return `No layout of ${name} is known of ${fy}.`;
    const there = [...new Set(sets.flatMap(({ meanings }) => meanings.map((meaning) => meaning.means)))];
    const unknown = means.find((one) => one !== MEANS_NOTHING && !there.includes(one));
    if (unknown !== undefined)
      return `Nothing of ${name} in ${fy} is called ${quoted(unknown)}. A heading can mean: ${[...there, MEANS_NOTHING].join(', ')}.`;
    const plain = headings.plain(heading);
    // Of two kinds of file one may know the words, and the other not.
    const knowing = sets.filter((set) => knownIn(set, plain));
    if (knowing.length > 0 && knowing.length === sets.length)
      return `${name} knows the heading ${quoted(heading)} in ${fy} already; a lesson never overrides it.`;
  }
  return undefined;
}
