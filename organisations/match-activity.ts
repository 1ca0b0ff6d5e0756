/** The organisations of the activity publications, by code, to trust-years. Never by similarity. */
import { lastDay } from '../nhs/financial-year.ts';
import { cleanCode, isTrustShaped, isWelshBody } from './codes.ts';
import { decidedFor, type Decided, type DecidedOrganisation } from './decided.ts';
import { followSuccessions, type World } from './follow-successions.ts';
import type { KnownOrganisation, KnownPart, KnownSuccession } from './organisation.ts';
import { organisationsByCode } from './organisation-tables.ts';

/** A code and name as a publication prints them in a year, and how much hangs on them. */
export interface PublishedOrganisation {
  readonly dataset: string;
  readonly fy: string;
  readonly code: string;
  readonly name: string;
  readonly rows: number;
  readonly volume: number;
}

export interface TrustYear {
  readonly fy: string;
  readonly orgCode: string;
}

export interface ActivityInput {
  readonly published: readonly PublishedOrganisation[];
  /** Trust-years with lines in the accounts. */
  readonly accounts: readonly TrustYear[];
  /** Listed as providers of the year, without lines. */
  readonly listedWithoutData: readonly TrustYear[];
  /** Loaded ODS files and the reviewed table together; newest first. */
  readonly organisations: readonly KnownOrganisation[];
  /** As `uniteSuccessions` gives them. */
  readonly successions: readonly KnownSuccession[];
  /** Codes that stand for a part of a trust. */
  readonly parts: readonly KnownPart[];
  /** What people have decided about printed codes and names. */
  readonly decided?: readonly DecidedOrganisation[];
}

export const ActivityRule = {
  /** A person has decided which organisation the code or name is, or that it is none. */
  decided: 'decided',
  exact: 'exact',
  suffixX: 'suffix-x',
  part: 'part-of-trust',
  succession: 'succession',
  none: 'none',
} as const;
export type ActivityRule = (typeof ActivityRule)[keyof typeof ActivityRule];

export interface OrgMatch {
  readonly dataset: string;
  readonly fy: string;
  readonly codeAsPublished: string;
  readonly nameAsPublished: string;
  readonly orgCode: string | null;
  readonly rule: ActivityRule;
  /** How it was matched, or why not: sentences for a person. */
  readonly reason: string;
  readonly rows: number;
  readonly volume: number;
  /** Codes the successions name on the way, in order; parts that went elsewhere included. */
  readonly successors: readonly string[];
}

/**
 * One answer per published organisation, in the order given. A match by `succession` holds for counts and stocks
 * only; whoever joins must not move scores or rates by it.
 */
export function matchActivity(input: ActivityInput): OrgMatch[] {
  const organisations = organisationsByCode(input.organisations);
  const links = linksByCode(input.successions);
  const accounts = keysOf(input.accounts);
  const listed = keysOf(input.listedWithoutData);
  const parts = new Map(input.parts.map((part) => [part.code, part]));
  return input.published.map((published) => {
    const { code, hadSuffix } = cleanCode(published.code);
    const has = (other: string): boolean => accounts.has(`${published.fy} ${other}`);
    const world: World = { organisations, links, hasAccounts: has, lastDay: lastDay(published.fy) };
    const part = has(code) ? undefined : parts.get(code);
    const decision = decidedFor(input.decided ?? [], published);
    const answer = decision
      ? answerByDecision(decision, code, { listed, fy: published.fy }, world)
      : part
        ? answerForPart(part, listed.has(`${published.fy} ${part.trust}`), world)
        : has(code)
          ? {
              orgCode: code,
              rule: hadSuffix ? ActivityRule.suffixX : ActivityRule.exact,
              reason: '',
              successors: [],
            }
          : answerWithoutAccounts(code, listed.has(`${published.fy} ${code}`), world);
    return {
      dataset: published.dataset,
      fy: published.fy,
      codeAsPublished: published.code,
      nameAsPublished: published.name,
      rows: published.rows,
      volume: published.volume,
      ...answer,
    };
  });
}

type Answer = Pick<OrgMatch, 'orgCode' | 'rule' | 'reason' | 'successors'>;

function answerWithoutAccounts(code: string, listed: boolean, world: World): Answer {
  const none = (reason: string, successors: readonly string[] = []): Answer => ({
    orgCode: null,
    rule: ActivityRule.none,
    reason,
    successors,
  });
  if (code === '' || code === '-') return none('The row prints no organisation code.');
  if (isWelshBody(code)) return none(`${code} is a Welsh body; the accounts cover England.`);
  const silent = `${code} is in the year's List of Providers, but the accounts data have no lines for it.`;
  if (!world.organisations.has(code) && !world.links.has(code)) {
    return none(listed ? silent : stranger(code, world));
  }
  const followed = followSuccessions(code, world);
  const reason = [...(listed ? [silent] : []), ...followed.steps].join(' ');
  return followed.orgCode === undefined
    ? none(reason, followed.successors)
    : { orgCode: followed.orgCode, rule: ActivityRule.succession, reason, successors: followed.successors };
}

/**
 * A decision says which organisation a code stands for; its figures go where that organisation's figures go. A code that
 * has accounts of its own is that trust, whatever was decided: then neither counts.
 */
function answerByDecision(
  { orgCode, detail }: Decided,
  code: string,
  { listed, fy }: { readonly listed: ReadonlySet<string>; readonly fy: string },
  world: World,
): Answer {
  const none = (reason: string, rule: ActivityRule = ActivityRule.none): Answer => ({
    ...{ orgCode: null, rule, reason },
    successors: [],
  });
  if (orgCode === undefined) return none(detail);
  if (world.hasAccounts(code) && orgCode !== code)
    return none(`${detail} But ${code} has accounts of its own in ${fy}: the row counts for nobody.`);
  if (orgCode === null) return none(detail, ActivityRule.decided);
  if (world.hasAccounts(orgCode))
    return { orgCode, rule: ActivityRule.decided, reason: detail, successors: [] };
  const followed = answerWithoutAccounts(orgCode, listed.has(`${fy} ${orgCode}`), world);
  return { ...followed, reason: `${detail} ${followed.reason}` };
}

/** A part counts as its trust does, and goes where its trust goes. */
function answerForPart({ code, trust, part }: KnownPart, listed: boolean, world: World): Answer {
  const reason = `${code} is the ${part}.`;
  if (world.hasAccounts(trust)) return { orgCode: trust, rule: ActivityRule.part, reason, successors: [] };
  const followed = answerWithoutAccounts(trust, listed, world);
  return { ...followed, reason: `${reason} ${followed.reason}` };
}

/** Why a code that no edition of ODS has as a trust is left alone. */
function stranger(code: string, world: World): string {
  const withZeros = code.replaceAll('O', '0');
  if (withZeros !== code && (world.organisations.has(withZeros) || world.hasAccounts(withZeros))) {
    return `${code} is no ODS code. ${withZeros} with a zero is one; if the letter O is a slip of the publisher, correct the file: it is not changed here.`;
  }
  const owner = code.slice(0, 3);
  if (code.length === 5 && (world.organisations.has(owner) || world.hasAccounts(owner))) {
    return `${code} has the form of a site of ${owner}; sites are not added to their trust.`;
  }
  if (isTrustShaped(code)) return `${code} has the form of a trust's code, but no ODS edition has it.`;
  return `${code} is not the code of an NHS trust: an independent, community or other provider, without accounts in TAC.`;
}

/** The links out of each code. */
export function linksByCode(successions: readonly KnownSuccession[]): Map<string, KnownSuccession[]> {
  const links = new Map<string, KnownSuccession[]>();
  for (const link of successions) {
    const before = links.get(link.from);
    if (before) before.push(link);
    else links.set(link.from, [link]);
  }
  return links;
}

function keysOf(years: readonly TrustYear[]): Set<string> {
  return new Set(years.map(({ fy, orgCode }) => `${fy} ${orgCode}`));
}
