/** What a run says of periods whose files have not come and are not late: they are no gaps. */
import type { LoadOutcome } from '../activities/references.ts';

const SHOWN = 12;

/** One line for each dataset-year that has such periods; empty where there is none. */
export function notPublishedYet(loads: readonly Pick<LoadOutcome, 'dataset' | 'fy' | 'notYetDue'>[]): string {
  const waiting = loads.filter(({ notYetDue = [] }) => notYetDue.length > 0);
  if (waiting.length === 0) return '';
  const lines = waiting.slice(0, SHOWN).map(({ dataset, fy, notYetDue = [] }) => {
    const [next] = [...notYetDue].sort((a, b) => (a.due < b.due ? -1 : 1));
    const files = notYetDue.length === 1 ? '1 file' : `${notYetDue.length} files`;
    return `  ${dataset} ${fy}: ${files}, the next (${next?.slot ?? ''}) due on ${next?.due ?? ''}`;
  });
  const more = waiting.length > SHOWN ? [`  and ${waiting.length - SHOWN} more dataset-years`] : [];
  return ['Not published yet, so no gap (npm start -- calendar):', ...lines, ...more].join('\n');
}
