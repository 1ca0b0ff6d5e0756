/** Parts of an explanation as sentences, for the screen and for pages: nothing of Node in it. */
import type { ExplainedEngland, ExplainedSpell } from './explanation.ts';

/** A nothing that is left of a sum has no sign. */
const formatter = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6, signDisplay: 'negative' });

/** A value with every digit that counts. */
export function shown(value: number | null): string {
  return value === null ? 'no figure' : formatter.format(value);
}

/** `1,840 beds`, or `no figure`. */
export function shownIn(value: number | null, unit: string): string {
  return value === null ? shown(value) : `${shown(value)} ${unit}`;
}

/** `from release 2026-11-01 until release 2026-11-30: 1,840 beds (partial, provisional; 3 of 4 periods)`. */
export function earlierInWords(spell: ExplainedSpell, unit: string): string {
  const { release_from: from, release_to: to, value, status, maturity } = spell;
  const kind = maturity === null ? status : `${status}, ${maturity}`;
  return `from release ${from} until release ${to}: ${shownIn(value, unit)} (${kind}; ${spell.periods_reported} of ${spell.periods_expected} periods)`;
}

/** England's published total, and where it stands. */
export function englandInWords(england: ExplainedEngland, unit: string): string {
  const { england_published: published, in_trust_year: here, periods } = england;
  const parts: readonly (readonly [number | null, string])[] = [
    [here, 'of trusts in these tables'],
    [england.trusts_without_accounts, 'of trusts without accounts in the year'],
    [england.other_providers, 'of other providers'],
    [england.rounding_and_suppression, 'left by rounding and withheld figures'],
  ];
  const said = parts.flatMap(([value, words]) => (value === null ? [] : [`${shown(value)} ${words}`]));
  const files = periods === 1 ? 'in one period' : `over ${periods} periods`;
  return `the publisher prints ${shownIn(published, unit)} for England ${files}${said.length > 0 ? `: ${said.join(', ')}` : ''}`;
}
