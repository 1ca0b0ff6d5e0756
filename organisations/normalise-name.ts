/**
 * A name in the form in which spellings of one organisation are equal: upper case, & is AND, apostrophes gone, other
 * punctuation a space, no leading THE (dossier `tac`, section 7). No word is dropped.
 */
export function normaliseName(name: string): string {
  return words(name).join(' ');
}

const LEGAL_FORM: ReadonlySet<string> = new Set(['NHS', 'FOUNDATION', 'TRUST', 'FT']);

/**
 * The normalised name without NHS, FOUNDATION, TRUST and FT. No two trusts share one, in any edition looked at; use it
 * only where it leads to a single code. UNIVERSITY, TEACHING, HOSPITALS must stay: without them R0D is RDY.
 */
export function shortName(name: string): string {
  return words(name)
    .filter((word) => !LEGAL_FORM.has(word))
    .join(' ');
}

function words(name: string): string[] {
  const found = name
    .toUpperCase()
    .replaceAll('&', ' AND ')
    .replace(/['’‘`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  while (found.length > 1 && found[0] === 'THE') found.shift();
  return found;
}
