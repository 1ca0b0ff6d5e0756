/** Names to codes, for one financial year: what the List of Providers, ODS and the reviewed aliases say. */
import { isTrustShaped, isWelshBody } from './trust-code.ts';
import { cleanCode } from './clean-code.ts';
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

export interface NameAnswer {
  readonly orgCode: string | undefined;
  readonly rule: AccountRule;
  /** A sentence: where the answer comes from, or why there is none. */
  readonly detail: string;
}

type Names = ReadonlyMap<string, ReadonlySet<string>>;

/** The list's code as it may be used; undefined where the cell holds no trust's code. */
export function listedCode(provider: ListedProvider): string | undefined {
  const { code } = cleanCode(provider.code);
  return isTrustShaped(code) && !isWelshBody(code) ? code : undefined;
}

/** A function from a name in that year's accounts to its code. */
export function namesOfYear(
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
        detail: `"${name}" is in no List of Providers of the year, no ODS edition and not among the reviewed aliases. If it is a trust, add it to organisations/known-aliases.csv.`,
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
