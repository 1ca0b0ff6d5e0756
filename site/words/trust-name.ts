/** Names of trusts as people read them: some files print them in capitals. */

const SMALL = new Set(['and', 'of', 'the', 'on', 'in', 'for', 'with']);
const CAPITALS = new Set(['NHS', 'UK', 'LLP']);

/** What the tables put behind the names of trusts with made-up accounts. Every page says so by itself. */
const MADE_UP = / \[ILLUSTRATIVE ACCOUNTS\]$/;

/** A name that is printed in capitals alone in usual letters; any other name as it is printed. */
export function readableName(name: string): string {
  const printed = name.replace(MADE_UP, '');
  if (printed !== printed.toUpperCase() || !/\p{Lu}{4}/u.test(printed)) return printed;
  return printed
    .split(' ')
    .map((word, index) => {
      if (CAPITALS.has(word.replace(/[^\p{L}]/gu, ''))) return word;
      const lower = word.toLowerCase();
      if (index > 0 && SMALL.has(lower)) return lower;
      // After a hyphen, a bracket, and the apostrophe of O'Neill, but not that of GUY'S.
      return lower.replace(
        /(^|[-(/]|^\p{L}['’](?=\p{L}{2}))(\p{L})/gu,
        (_, sign: string, letter: string) => sign.toUpperCase() + letter.toUpperCase(),
      );
    })
    .join(' ');
}

/** Whether two names differ in more than case and punctuation. */
export function sameName(one: string, other: string): boolean {
  return foldName(one) === foldName(other);
}

export function foldName(name: string): string {
  return name
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
