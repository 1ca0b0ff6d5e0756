/** Names of the accounts that nobody knows the trust of: named first, with the command that decides. */
import { plainLine } from '../decisions/plain-text.ts';
import type { BuildOutcome } from '../workflows/build-trust-years.ts';

const SHOWN = 10;

/** Empty where every name has its trust. */
export function leftOutText({ leftOut = [] }: Pick<BuildOutcome['join'], 'leftOut'>): string {
  if (leftOut.length === 0) return '';
  const lines = leftOut
    .slice(0, SHOWN)
    .flatMap(({ fy, name, why }) => [
      `  ${fy}: ${plainLine(name)}. ${plainLine(why)}`,
      `    npm start -- organisation "${typed(name)}" CODE --years ${fy} --reason "…"`,
    ]);
  const more =
    leftOut.length > SHOWN
      ? [`  … and ${leftOut.length - SHOWN} more; run with --json to see them all.`]
      : [];
  const [names, are] = leftOut.length === 1 ? ['A name', 'has'] : [`${leftOut.length} names`, 'have'];
  return [
    `INCOMPLETE: ${names} of the accounts ${are} no trust-year, because nobody knows which trust it is. Decide with CODE, an ODS code, or none:`,
    ...lines,
    ...more,
  ].join('\n');
}

/** Between quotation marks of a shell. */
function typed(name: string): string {
  return /["$`\\!%]/.test(name) ? '…' : plainLine(name);
}
