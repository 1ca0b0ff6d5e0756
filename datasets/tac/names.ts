/** What names say about accounts: the year of a file, whose accounts they are, and the slot that the file fills. */
import { type FinancialYear, financialYear } from '../../nhs/financial-year.ts';

/** A year has two workbooks, slots `2019-20 FT` and `2019-20 Trust`. */
export type Sector = 'FT' | 'Trust';

export const SECTORS: readonly Sector[] = ['FT', 'Trust'];

/** 2019-20, 2019–20, 2019/20, 2019_2020, 201920. */
const FOUR_DIGITS = /(?<!\d)(20\d\d)[\s_/–—-]{0,3}(?:20)?(\d\d)(?!\d)/g;
/** 1920, 19-20; but not 2021, which may be the calendar year. */
const TWO_DIGITS = /(?<!\d)(?!2021(?!\d))(1[5-9]|[23]\d)[\s_/–—-]?(\d\d)(?!\d)/g;

/** Every financial year a name mentions, once each; pairs that are not two years in a row are no years. */
export function yearsIn(text: string): readonly FinancialYear[] {
  const found = new Set<FinancialYear>();
  const take = (pattern: RegExp): string =>
    text.replace(pattern, (whole, from: string, to: string) => {
      const start = Number(from.slice(-2));
      if (Number(to) !== (start + 1) % 100) return whole;
      found.add(financialYear(2000 + start));
      return ' ';
    });
  const rest = take(FOUR_DIGITS);
  for (const match of rest.matchAll(TWO_DIGITS)) {
    const start = Number(match[1]);
    if (Number(match[2]) === start + 1) found.add(financialYear(2000 + start));
  }
  return [...found];
}

/** Whose accounts a name speaks of; `both` when it names trusts and foundation trusts. */
export function sectorIn(text: string): Sector | 'both' | undefined {
  const words = text
    .toLowerCase()
    .replace(/['’‘`]/g, '')
    .replace(/[^a-z0-9]+/g, ' ');
  const foundation = /\bfoundation( trusts?)?\b|\bfts?\b/.test(words);
  const trust = /\btrusts?\b/.test(
    words.replace(/\bfoundation( trusts?)?\b|\btrusts? accounts consolidation\b/g, ' '),
  );
  if (foundation && trust) return 'both';
  return foundation ? 'FT' : trust ? 'Trust' : undefined;
}

export const sectorLabel: Readonly<Record<Sector, string>> = {
  FT: 'accounts of NHS foundation trusts',
  Trust: 'accounts of NHS trusts',
};

export function slotOf(fy: FinancialYear, sector: Sector): string {
  return `${fy} ${sector}`;
}

export function sectorOfSlot(slot: string): Sector {
  return slot.endsWith('FT') ? 'FT' : 'Trust';
}

/** Whose accounts these organisations file; `mixed` when neither kind makes up four fifths of them. */
export function sectorOfNames(names: readonly string[]): Sector | 'mixed' {
  const foundation = names.filter((name) => /foundation\s+trust/i.test(name)).length;
  if (foundation >= names.length * 0.8) return 'FT';
  return foundation <= names.length * 0.2 ? 'Trust' : 'mixed';
}
