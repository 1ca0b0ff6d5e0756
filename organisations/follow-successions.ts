/** Where the activity of a code that has closed belongs in a later year. Forward only. */
import type { KnownOrganisation, KnownSuccession } from './organisation.ts';

export interface World {
  readonly organisations: ReadonlyMap<string, KnownOrganisation>;
  /** Links out of each code. */
  readonly links: ReadonlyMap<string, readonly KnownSuccession[]>;
  readonly hasAccounts: (code: string) => boolean;
  /** Last day of the financial year, ISO. */
  readonly lastDay: string;
}

export interface Followed {
  /** The code with accounts, or undefined. */
  readonly orgCode: string | undefined;
  /** What happened at each step, or why it ends: whole sentences. */
  readonly steps: readonly string[];
  /** Codes named on the way, those that took a part included. */
  readonly successors: readonly string[];
}

/** How far before its closing a code's last known transfer may lie and still be the closing itself. */
const CLOSING_DAYS = 31;

/** Follows dated links from code to code until one has accounts, or the trail ends. */
export function followSuccessions(code: string, world: World): Followed {
  const steps: string[] = [];
  const successors: string[] = [];
  const visited = new Set<string>();
  for (let current = code; ;) {
    visited.add(current);
    const { heir, sentence, named } = heirOf(current, world);
    steps.push(sentence);
    successors.push(...named);
    if (heir === undefined) return { orgCode: undefined, steps, successors };
    if (world.hasAccounts(heir)) return { orgCode: heir, steps, successors };
    if (visited.has(heir)) {
      const circle = `The successions run in a circle: ${[...visited, heir].join(', ')}.`;
      return { orgCode: undefined, steps: [...steps, circle], successors };
    }
    current = heir;
  }
}

interface Closing {
  readonly heir: string | undefined;
  readonly sentence: string;
  readonly named: readonly string[];
}

/**
 * Who holds what a code still reported at its closing. After an earlier partial transfer that is the remainder, and it
 * went where the last link says (RW6: North Manchester to R0A in April 2021, the rest to RM3 in October). Several
 * successors on the last day cannot be told apart, so nothing moves.
 */
function heirOf(code: string, { organisations, links, lastDay }: World): Closing {
  const known = organisations.get(code);
  const all = links.get(code) ?? [];
  const dated = all.filter((link) => link.effectiveDate <= lastDay);
  const lastDate = dated.reduce((date, link) => (link.effectiveDate > date ? link.effectiveDate : date), '');
  const atClosing = dated.filter((link) => link.effectiveDate === lastDate);
  const earlier = dated.filter((link) => link.effectiveDate < lastDate);
  const heirs = codesOf(atClosing);
  const [heir, ...others] = heirs;
  const named = [...codesOf(earlier), ...heirs];
  const moved = earlier.map((link) => `; a part had moved to ${link.to} on ${link.effectiveDate}`).join('');
  const end = (sentence: string): Closing => ({ heir: undefined, sentence, named });

  // A code that ODS lists without a closing date is open; of one it does not list, the last link is the closing.
  const closed = known ? known.close : lastDate || null;
  if (!known && all.length === 0) return end(`${code} is in no ODS edition and has no accounts data.`);
  if (known?.open && known.open > lastDay) return end(`${code} opened on ${known.open}, after the year.`);
  if (closed === null || closed > lastDay) {
    const parts = named.length > 0 ? `; parts of it had moved to ${named.join(', ')}` : '';
    return end(`${code} was open at the end of the year and has no accounts data for it${parts}.`);
  }
  const later = lastDate === '' ? all.find(({ to }) => to !== null) : undefined;
  if (later) {
    return end(
      `${code} closed on ${closed}; its successor ${later.to} begins on ${later.effectiveDate}, after the year.`,
    );
  }
  if (heir === undefined) return end(`${code} closed on ${closed} and has no recorded successor${moved}.`);
  if (daysBetween(lastDate, closed) > CLOSING_DAYS) {
    return end(
      `${code} closed on ${closed}; the last recorded transfer, to ${heirs.join(', ')}, was on ${lastDate}: who took the rest is not known.`,
    );
  }
  if (others.length > 0) {
    const shared = heirs.join(' and ');
    return end(
      `${code} was split on ${lastDate} between ${shared}; its figures cannot be apportioned${moved}.`,
    );
  }
  return { heir, sentence: `${code} became ${heir} on ${lastDate}${moved}.`, named };
}

function codesOf(links: readonly KnownSuccession[]): string[] {
  return [...new Set(links.flatMap(({ to }) => to ?? []))];
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
