/** Brings the published names and codes to organisations/, and its answers back into the warehouse. */
import { firstDay } from '../../nhs/financial-year.ts';
import { cleanCode } from '../../organisations/codes.ts';
import type { DecidedOrganisation } from '../../organisations/decided.ts';
import { organisationsFromOds, successionsFromOds, uniteSuccessions } from '../../organisations/from-ods.ts';
import {
  type AccountsMatch,
  isUndecided,
  listedWithoutData,
  matchAccounts,
} from '../../organisations/match-accounts.ts';
import {
  type OrgMatch,
  ActivityRule,
  linksByCode,
  matchActivity,
} from '../../organisations/match-activity.ts';
import { trustsWithoutAccounts } from '../../organisations/without-accounts.ts';
import { type AwaitedAccounts, writeTrustsWithoutAccounts } from './awaited-accounts.ts';
import type { KnownOrganisation } from '../../organisations/organisation.ts';
import { organisationsByCode, organisationTables } from '../../organisations/organisation-tables.ts';
import { readKnownTables } from './read-known-tables.ts';
import type { AccountsGap, ListedWithoutData } from './join-findings.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import {
  accountsOrganisations,
  listedProviders,
  odsOrganisations,
  odsSuccessions,
  publishedOrganisations,
} from './published-organisations.ts';
import type { LeftOut } from './left-out.ts';
import type { Statements } from '../../duckdb/statements.ts';

export interface Matched {
  /** Providers that the accounts list and have no lines for. */
  readonly silent: readonly ListedWithoutData[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Fills `accounts_match` (temporary), `gold.org_match`, `gold.organisation` and `gold.organisation_succession`. A name of
 * the accounts that has no code, or one code with another, has no trust-year and is returned.
 */
export async function matchOrganisations(
  statements: Statements,
  spine: string,
  gaps: readonly AccountsGap[],
  {
    decided = [],
    awaiting = { years: [], latest: undefined },
  }: {
    readonly decided?: readonly DecidedOrganisation[];
    readonly awaiting?: AwaitedAccounts;
  } = {},
): Promise<Matched> {
  const known = readKnownTables();
  const organisations = [...organisationsFromOds(await odsOrganisations(statements)), ...known.organisations];
  const successions = uniteSuccessions(
    known.successions,
    successionsFromOds(await odsSuccessions(statements)),
  );
  const providers = await listedProviders(statements);

  const accounts = matchAccounts({
    organisations: await accountsOrganisations(statements),
    providers,
    ods: organisations,
    aliases: known.aliases,
    decided,
  });
  const leftOut = accounts
    .filter(isUndecided)
    .map(({ fy, name, sector, detail }) => ({ fy, name, sector, why: detail }));
  const trustYears = accounts.flatMap(({ fy, orgCode }) => (orgCode === undefined ? [] : [{ fy, orgCode }]));
  const withoutAccounts = awaiting.years.flatMap((fy) =>
    trustsWithoutAccounts(
      fy,
      accounts.filter((match) => match.fy === awaiting.latest),
      { organisations: organisationsByCode(organisations), links: linksByCode(successions) },
    ),
  );
  await writeTrustsWithoutAccounts(statements, withoutAccounts);
  const silent = listedWithoutData(providers, accounts);
  const published = await publishedOrganisations(statements);
  const activity = matchActivity({
    published: published.filter(({ dataset }) => dataset !== spine),
    accounts: [...trustYears, ...withoutAccounts],
    listedWithoutData: silent,
    organisations,
    successions,
    parts: known.parts,
    decided,
  }).map((match) => withhold(match, { gaps, leftOut }, organisationsByCode(organisations)));

  await statements.run(`CREATE OR REPLACE TEMP TABLE accounts_match
    (fy VARCHAR, name VARCHAR, sector VARCHAR, org_code VARCHAR, region VARCHAR, trust_type VARCHAR)`);
  await insertRows(
    statements,
    'accounts_match',
    accounts.flatMap(({ fy, name, sector, region, orgCode, trustType }) =>
      orgCode === undefined
        ? []
        : [{ ...{ fy, name, sector, region }, org_code: orgCode, trust_type: trustType }],
    ),
  );
  const ofSpine = published.filter(({ dataset }) => dataset === spine);
  const printed = new Set(ofSpine.map(({ fy, name }) => `${fy} ${name}`));
  const withoutFigures = leftOut
    .filter(({ fy, name }) => !printed.has(`${fy} ${name}`))
    .map(({ fy, name }) => ({ dataset: spine, fy, code: '', name, rows: 0, volume: 0 }));
  const accountOf = new Map(accounts.map((match) => [`${match.fy} ${match.name}`, match]));
  await replaceGold(statements, 'org_match', ORG_MATCH, [
    ...activity.map(({ dataset, fy, rule, reason, rows, volume, ...match }) => ({
      ...{ dataset, fy, rule, reason, rows, volume },
      published_code: match.codeAsPublished,
      published_name: match.nameAsPublished,
      org_code: match.orgCode,
      by_succession: rule === ActivityRule.succession,
    })),
    ...[...ofSpine, ...withoutFigures].map(({ dataset, fy, code, name, rows, volume }) => {
      const account = accountOf.get(`${fy} ${name}`);
      return {
        ...{ dataset, fy, rows, volume },
        published_code: code,
        published_name: name,
        org_code: account?.orgCode,
        rule: account?.rule ?? ActivityRule.none,
        by_succession: false,
        reason: account?.detail ?? 'No line of the accounts has this name.',
      };
    }),
  ]);
  const tables = organisationTables(organisations, successions);
  await replaceGold(
    statements,
    'organisation',
    'org_code VARCHAR, name VARCHAR, open_date VARCHAR, close_date VARCHAR, source VARCHAR',
    tables.organisation.map((row) => ({ ...row })),
  );
  await replaceGold(
    statements,
    'organisation_succession',
    'from_code VARCHAR, to_code VARCHAR, effective_date VARCHAR, kind VARCHAR, source VARCHAR',
    tables.organisation_succession.map((row) => ({ ...row })),
  );
  await replaceGold(
    statements,
    'organisation_name',
    'org_code VARCHAR, name VARCHAR',
    namesOf(organisations, accounts, activity),
  );
  return { silent, leftOut };
}

/** Every spelling once. What a publication prints is a name of the code it prints, not of the successor it counts for. */
function namesOf(
  organisations: readonly KnownOrganisation[],
  accounts: readonly AccountsMatch[],
  activity: readonly OrgMatch[],
): Parameters<typeof insertRows>[2] {
  const known = new Set(organisations.map(({ code }) => code));
  const named = [
    ...organisations.map(({ code, name }) => [code, name] as const),
    ...accounts.flatMap(({ orgCode, name }) => (orgCode === undefined ? [] : [[orgCode, name] as const])),
    ...activity.map((match) => [cleanCode(match.codeAsPublished).code, match.nameAsPublished] as const),
  ].filter(([code, name]) => name !== '' && known.has(code));
  const unique = new Map(named.map(([code, name]) => [`${code} ${name}`, { org_code: code, name }]));
  return [...unique.values()];
}

const ORG_MATCH = `dataset VARCHAR, fy VARCHAR, published_code VARCHAR, published_name VARCHAR, org_code VARCHAR,
  rule VARCHAR, by_succession BOOLEAN, reason VARCHAR, rows BIGINT, volume DOUBLE`;

async function replaceGold(
  statements: Statements,
  table: string,
  columns: string,
  rows: Parameters<typeof insertRows>[2],
): Promise<void> {
  const staged = `${table}_staged`;
  await statements.run(`CREATE OR REPLACE TEMP TABLE ${staged} (${columns})`);
  await insertRows(statements, staged, rows);
  await statements.run(`CREATE OR REPLACE TABLE gold.${table} AS FROM ${staged} ORDER BY ALL`);
  await statements.run(`DROP TABLE ${staged}`);
}

/**
 * A code that closed during the year may have accounts of its own: in a workbook that is not loaded, or under a name that
 * nobody has matched. Until that is known, its figures must not be added to its successor's.
 */
function withhold(
  match: OrgMatch,
  { gaps, leftOut }: { readonly gaps: readonly AccountsGap[]; readonly leftOut: readonly LeftOut[] },
  byCode: ReadonlyMap<string, KnownOrganisation>,
): OrgMatch {
  const gap = gaps.find(({ fy }) => fy === match.fy);
  const unknown = leftOut.find(({ fy }) => fy === match.fy);
  if ((!gap && !unknown) || match.rule !== ActivityRule.succession) return match;
  const { code } = cleanCode(match.codeAsPublished);
  const closed = byCode.get(code)?.close;
  if (closed && closed < firstDay(match.fy)) return match;
  const why = gap
    ? `the ${gap.label} of ${match.fy} are not loaded and may have lines for ${code} itself.`
    : `the accounts of ${match.fy} have lines of "${unknown?.name ?? ''}", which no code is known for and which may be ${code} itself.`;
  return {
    ...match,
    orgCode: null,
    rule: ActivityRule.none,
    reason: `${match.reason} Not moved to ${match.orgCode}: ${why}`,
  };
}
