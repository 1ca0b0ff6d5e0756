/** The organisations of the accounts to ODS codes (design section 6). */
import {
  AccountRule,
  listedCode,
  namesOfYear,
  type ListedProvider,
  type NameAnswer,
} from './account-names.ts';
import type { KnownAlias, KnownOrganisation } from './organisation.ts';

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
}

export interface AccountsMatch extends AccountsOrganisation, NameAnswer {
  /** From the List of Providers, by code: its names do not always equal those of All data. A row without a code goes by its name. */
  readonly region: string | null;
  readonly trustType: string | null;
}

/**
 * One answer per organisation, year by year. `orgCode` is undefined where there is no answer, and where two names of
 * one year lead to one code: the run must not go on with either.
 */
export function matchAccounts(input: AccountsInput): AccountsMatch[] {
  const years = [...new Set(input.organisations.map(({ fy }) => fy))];
  return years.flatMap((year) => {
    const listed = input.providers.filter(({ fy }) => fy === year);
    const codeOf = namesOfYear(listed, input.ods, input.aliases);
    const answered = input.organisations
      .filter(({ fy }) => fy === year)
      .map((organisation) => ({ ...organisation, ...codeOf(organisation.name) }));
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

/** Names of one year that lead to the same code all lose it. */
function withoutRivals(matches: readonly Answered[]): Answered[] {
  return matches.map((match) => {
    const rivals = matches.filter(({ orgCode }) => orgCode !== undefined && orgCode === match.orgCode);
    if (rivals.length < 2) return match;
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
