import type { KnownSuccession } from './organisation.ts';

/**
 * The reviewed successions, and those of the loaded ODS files that say something new. Where both name the same two
 * codes the reviewed date counts; a link that succ and succarc both carry is kept once. A loaded successor
 * replaces a reviewed "no successor known".
 */
export function uniteSuccessions(
  reviewed: readonly KnownSuccession[],
  loaded: readonly KnownSuccession[],
): KnownSuccession[] {
  const pairs = new Set(reviewed.map(({ from, to }) => `${from} ${to}`));
  const fresh = new Map(
    loaded
      .filter(({ from, to }) => !pairs.has(`${from} ${to}`))
      .map((link) => [`${link.from} ${link.to} ${link.effectiveDate}`, link]),
  );
  const followed = new Set([...fresh.values()].map(({ from }) => from));
  return [...reviewed.filter(({ from, to }) => to !== null || !followed.has(from)), ...fresh.values()];
}
