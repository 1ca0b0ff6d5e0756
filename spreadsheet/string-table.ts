/** Distinct strings, each with a number counted from 0. */
export interface StringTable {
  readonly add: (text: string) => number;
  readonly numberOf: (text: string) => number | undefined;
  readonly text: (number: number) => string;
  readonly size: () => number;
  readonly all: () => readonly string[];
}

/** An empty table, or one that goes on counting where `base` ended and leaves it as it is. */
export function createStringTable(base?: StringTable): StringTable {
  const own: string[] = [];
  const numbers = new Map<string, number>();
  const start = base?.size() ?? 0;
  const numberOf = (text: string): number | undefined => base?.numberOf(text) ?? numbers.get(text);
  return {
    numberOf,
    add(text) {
      const known = numberOf(text);
      if (known !== undefined) return known;
      const number = start + own.length;
      own.push(text);
      numbers.set(text, number);
      return number;
    },
    text: (number) => (base && number < start ? base.text(number) : (own[number - start] ?? '')),
    size: () => start + own.length,
    all: () => (base ? (own.length === 0 ? base.all() : [...base.all(), ...own]) : own),
  };
}
