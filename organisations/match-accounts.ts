/** The organisations of the accounts, which print names alone, to ODS codes: one financial year at a time. */
import { cleanCode, isTrustShaped, isWelshBody } from './codes.ts';
import { decidedFor, type Decided, type DecidedOrganisation } from './decided.ts';
import { normaliseName, shortName } from './normalise-name.ts';
import type { KnownAlias, KnownOrganisation } from './organisation.ts';

/** One row of a workbook's List of Providers. */
export interface ListedProvider {
  readonly fy: string;
  readonly sector: string;
  readonly name: string;
  /** As printed. */
  readonly code: string;
  readonly region: string | null;
  readonly trustType: string | null;
}

export const AccountRule = {
  /** A person has decided which organisation the name is, or that it is none. */
  decided: 'decided',
  /** The workbook's own List of Providers has the name. */
  listOfProviders: 'list-of-providers',
  /** An edition of ODS has the name. */
  odsName: 'ods-name',
  /** The reviewed alias table has the name. */
  alias: 'alias',
  /** Equal to a single organisation's name but for NHS, FOUNDATION, TRUST, FT. */
  shortName: 'short-name',
  conflict: 'conflict',
  none: 'none',
} as const;
export type AccountRule = (typeof AccountRule)[keyof typeof AccountRule];

interface NameAnswer {
  readonly orgCode: string | undefined;
  readonly rule: AccountRule;
  /** A sentence: where the answer comes from, or why there is none. */
  readonly detail: string;
}

/** A name that occurs in a year's All data. */
export interface AccountsOrganisation {
  readonly fy: string;
  readonly sector: string;
  /** As printed. */
  readonly name: string;
}

export interface AccountsInput {
  /** Distinct names of All data. */
  readonly organisations: readonly AccountsOrganisation[];
  /** The List of Providers of the same workbooks; empty for a year whose workbooks have none. */
  readonly providers: readonly ListedProvider[];
  /** Every edition there is, loaded and reviewed; former names too. */
  readonly ods: readonly KnownOrganisation[];
  readonly aliases: readonly KnownAlias[];
  /** What people have decided about names of the accounts. */
  readonly decided?: readonly DecidedOrganisation[];
}

export interface AccountsMatch extends AccountsOrganisation, NameAnswer {
  /** From the List of Providers, by code: its names do not always equal those of All data. A row without a code goes by its name. */
  readonly region: string | null;
  readonly trustType: string | null;
}

/**
 * One answer per organisation, year by year. `orgCode` is undefined where there is no answer, where a person has decided
 * that the name is no trust, and where two names of one year lead to one code: none of these is given a trust-year.
 */
export function matchAccounts(input: AccountsInput): AccountsMatch[] {
  const years = [...new Set(input.organisations.map(({ fy }) => fy))];
  return years.flatMap((year) => {
    const listed = input.providers.filter(({ fy }) => fy === year);
    const codeOf = namesOfYear(listed, input.ods, input.aliases);
    const answered = input.organisations
      .filter(({ fy }) => fy === year)
      .map((organisation) => ({
        ...organisation,
        ...withDecision(organisation, codeOf(organisation.name), input, listed),
      }));
    return withoutRivals(answered).map((match) => {
      const provider = providerOf(match, listed, codeOf);
      return { ...match, region: provider?.region ?? null, trustType: provider?.trustType ?? null };
    });
  });
}

/** Providers that are listed and have no lines in All data (five in 2023-24): named in the run's report. */
export function listedWithoutData(
  providers: readonly ListedProvider[],
  matches: readonly AccountsMatch[],
): (AccountsOrganisation & { readonly orgCode: string })[] {
  const seen = new Set(matches.map(({ fy, orgCode }) => `${fy} ${orgCode}`));
  return providers.flatMap((provider) => {
    const orgCode = listedCode(provider);
    const key = `${provider.fy} ${orgCode}`;
    if (orgCode === undefined || seen.has(key)) return [];
    seen.add(key);
    return [{ fy: provider.fy, sector: provider.sector, name: provider.name, orgCode }];
  });
}

type Answered = AccountsOrganisation & NameAnswer;

/** Whether the name is without an answer that a person should give: not one that was decided to be no trust. */
export function isUndecided({ orgCode, rule }: Pick<AccountsMatch, 'orgCode' | 'rule'>): boolean {
  return orgCode === undefined && rule !== AccountRule.decided;
}

/**
 * A decision fills a gap and settles a doubt. Against a single code that list or ODS give, it makes a doubt: a false match
 * is worse than a gap.
 */
function withDecision(
  { fy, name }: AccountsOrganisation,
  found: NameAnswer,
  { decided = [], ods }: AccountsInput,
  listed: readonly ListedProvider[],
): NameAnswer {
  const decision: Decided | undefined = decidedFor(decided, { dataset: ACCOUNTS, fy, code: '', name });
  if (!decision) return found;
  const { orgCode, detail } = decision;
  if (orgCode === undefined) return conflict(detail);
  if (orgCode === null) return { orgCode: undefined, rule: AccountRule.decided, detail };
  if (found.orgCode === orgCode) return found;
  if (found.orgCode !== undefined) return conflict(`${detail} But ${found.detail}`);
  const known = ods.some(({ code }) => code === orgCode) || listed.some((row) => listedCode(row) === orgCode);
  if (!known || isWelshBody(orgCode))
    return conflict(`${detail} But no ODS edition and no List of Providers of the year has ${orgCode}.`);
  return { orgCode, rule: AccountRule.decided, detail };
}

/** The publication whose names these are. */
const ACCOUNTS = 'tac';

/** Names of one year that lead to the same code all lose it; where some do by decision only, these alone. */
function withoutRivals(matches: readonly Answered[]): Answered[] {
  return matches.map((match) => {
    const rivals = matches.filter(({ orgCode }) => orgCode !== undefined && orgCode === match.orgCode);
    if (rivals.length < 2) return match;
    const asFound = rivals.filter(({ rule }) => rule !== AccountRule.decided);
    if (asFound.length === 1 && asFound[0] === match) return match;
    const names = rivals.map(({ name, sector }) => `"${name}" (${sector})`).join(' and ');
    const detail = `${names} lead to one code, ${match.orgCode}, in ${match.fy}.`;
    return { ...match, orgCode: undefined, rule: AccountRule.conflict, detail };
  });
}

/** The list's row of the same code, of the same sector before the other. */
function providerOf(
  match: Answered,
  listed: readonly ListedProvider[],
  codeOf: (name: string) => NameAnswer,
): ListedProvider | undefined {
  if (match.orgCode === undefined) return undefined;
  const same = listed.filter(
    (provider) => (listedCode(provider) ?? codeOf(provider.name).orgCode) === match.orgCode,
  );
  return same.find(({ sector }) => sector === match.sector) ?? same[0];
}

type Names = ReadonlyMap<string, ReadonlySet<string>>;

/** The list's code as it may be used; undefined where the cell holds no trust's code. */
function listedCode(provider: ListedProvider): string | undefined {
  const { code } = cleanCode(provider.code);
  return isTrustShaped(code) && !isWelshBody(code) ? code : undefined;
}

/** A function from a name in that year's accounts to its code. */
function namesOfYear(
  listed: readonly ListedProvider[],
  organisations: readonly KnownOrganisation[],
  aliases: readonly KnownAlias[],
): (name: string) => NameAnswer {
  const usable = listed.flatMap((provider) => {
    const code = listedCode(provider);
    return code === undefined ? [] : [{ name: provider.name, code }];
  });
  const english = organisations.filter((organisation) => !isWelshBody(organisation.code));
  const inList = indexed(usable, normaliseName);
  const inOds = indexed(english, normaliseName);
  const inAliases = indexed(aliases, normaliseName);
  const short = indexed([...usable, ...english], shortName);

  return (name) => {
    const normal = normaliseName(name);
    const fromList = inList.get(normal);
    const fromOds = inOds.get(normal);
    const steps = [
      { rule: AccountRule.listOfProviders, codes: fromList, where: "the workbook's List of Providers" },
      { rule: AccountRule.odsName, codes: fromOds, where: 'ODS' },
      { rule: AccountRule.alias, codes: inAliases.get(normal), where: 'the reviewed aliases' },
      {
        rule: AccountRule.shortName,
        codes: short.get(shortName(name)),
        where: 'the List of Providers and ODS, leaving out NHS, Foundation and Trust',
      },
    ];
    const step = steps.find(({ codes }) => codes !== undefined);
    if (!step?.codes) {
      return {
        orgCode: undefined,
        rule: AccountRule.none,
        detail: `"${name}" is in no List of Providers of the year, no ODS edition and not among the reviewed aliases.`,
      };
    }
    const [code, ...others] = step.codes;
    if (code === undefined || others.length > 0) {
      return conflict(`"${name}" stands for several codes in ${step.where}: ${[...step.codes].join(', ')}.`);
    }
    if (fromList && fromOds && !fromOds.has(code)) {
      return conflict(
        `"${name}" is ${code} in the workbook's List of Providers and ${[...fromOds].join(', ')} in ODS.`,
      );
    }
    return { orgCode: code, rule: step.rule, detail: `"${name}" is ${code} in ${step.where}.` };
  };
}

function conflict(detail: string): NameAnswer {
  return { orgCode: undefined, rule: AccountRule.conflict, detail };
}

function indexed(
  entries: readonly { readonly name: string; readonly code: string }[],
  key: (name: string) => string,
): Names {
  const index = new Map<string, Set<string>>();
  for (const { name, code } of entries) {
    const normal = key(name);
    if (normal === '') continue;
    index.set(normal, (index.get(normal) ?? new Set()).add(code));
  }
  return index;
}
