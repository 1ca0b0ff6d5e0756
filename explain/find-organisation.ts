/** Which trust is meant: by its code, or by any name it ever had. Never by similarity. */
import { cleanCode } from '../organisations/codes.ts';
import { normaliseName, shortName } from '../organisations/normalise-name.ts';
import { type Ask, NotExplained } from './published-tables.ts';

export interface FoundOrganisation {
  readonly code: string;
  /** As the accounts of the year print it. */
  readonly name: string;
  /** Set where what was asked for is not the trust itself: a former name, a predecessor. */
  readonly note?: string;
}

/** @throws NotExplained naming the trusts that could be meant, or where the one that is meant has gone. */
export async function findOrganisation(ask: Ask, asked: string, fy: string): Promise<FoundOrganisation> {
  const rows = await ask('SELECT org_code, org_name FROM trust_year WHERE fy = $1 ORDER BY org_code', [fy]);
  const nameOf = new Map(rows.map((row) => [String(row['org_code']), String(row['org_name'])]));
  if (nameOf.size === 0) throw new NotExplained(await noSuchYear(ask, fy));
  const codes = await codesMeant(ask, asked);
  const present = codes.filter((code) => nameOf.has(code));
  const [code, ...others] = present;
  if (code === undefined) throw new NotExplained(await notInYear(ask, asked, fy, codes));
  if (others.length > 0) {
    const list = present.map((code) => `${code} (${nameOf.get(code) ?? ''})`).join(', ');
    throw new NotExplained(
      `"${asked}" is the name of more than one organisation in ${fy}: ${list}. Ask by code.`,
    );
  }
  const name = nameOf.get(code) ?? '';
  const same = cleanCode(asked).code === code || shortName(asked) === shortName(name);
  return same ? { code, name } : { code, name, note: `"${asked}" is a name of ${code}, ${name} in ${fy}.` };
}

/** Codes that the text is, or is a name of: the whole name first, then without NHS, Foundation and Trust. */
async function codesMeant(ask: Ask, asked: string): Promise<readonly string[]> {
  const { code } = cleanCode(asked);
  const known = await ask('SELECT DISTINCT org_code, name FROM organisation_name ORDER BY ALL');
  if (known.some((row) => row['org_code'] === code)) return [code];
  for (const form of [normaliseName, shortName]) {
    const wanted = form(asked);
    const same = known.filter((row) => wanted !== '' && form(String(row['name'])) === wanted);
    if (same.length > 0) return [...new Set(same.map((row) => String(row['org_code'])))];
  }
  return [];
}

async function notInYear(ask: Ask, asked: string, fy: string, codes: readonly string[]): Promise<string> {
  const [code] = codes;
  if (code === undefined) {
    const parts = await ask(
      `SELECT DISTINCT org_code, name FROM organisation_name WHERE contains(upper(name), upper($1)) ORDER BY ALL LIMIT 8`,
      [asked],
    );
    const list = parts.map((row) => `${String(row['org_code'])} ${String(row['name'])}`).join('; ');
    return `No trust has the code or the whole name "${asked}".${list ? ` Names with these words: ${list}.` : ''} Give an ODS code (RJ1) or the whole name in quotes.`;
  }
  const years = await ask('SELECT DISTINCT fy FROM trust_year WHERE org_code = $1 ORDER BY fy', [code]);
  const successions = await ask(
    'SELECT to_code, effective_date FROM organisation_succession WHERE from_code = $1 AND to_code IS NOT NULL ORDER BY effective_date',
    [code],
  );
  const went = successions
    .map((row) => `${String(row['to_code'])} from ${String(row['effective_date'])}`)
    .join(', ');
  const has = years.map((row) => String(row['fy'])).join(', ');
  return [
    `${code} has no accounts in ${fy}, so it has no row.`,
    has ? `It has rows in ${has}.` : '',
    went ? `It became part of ${went}: ask for that trust.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

async function noSuchYear(ask: Ask, fy: string): Promise<string> {
  const years = await ask('SELECT DISTINCT fy FROM trust_year ORDER BY fy');
  const list = years.map((row) => String(row['fy'])).join(', ');
  return list
    ? `${fy} is not published here. Published years: ${list}.`
    : 'No trust is published here: no accounts are loaded.';
}
