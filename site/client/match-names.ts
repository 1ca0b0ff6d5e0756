/** Finds trusts and figures by the beginnings of words, with case and accents folded. Needs no page, so tests read it alone. */

/** `data/search.js`. */
export interface SearchData {
  /** Code, name, other names. */
  readonly trusts: readonly (readonly [string, string, readonly string[]])[];
  /** Name, label, meaning. */
  readonly figures: readonly (readonly [string, string, string])[];
  /** Codes without a page: code, name, the trust that has its page. */
  readonly former?: readonly (readonly [string, string, string])[];
}

export interface Found {
  readonly kind: 'trust' | 'figure';
  /** From the folder of the site. */
  readonly path: string;
  readonly words: string;
  /** Code, or the name that was found where it is another than the present one. */
  readonly beside: string;
}

export interface Entry extends Found {
  /** Folded texts, the most telling first: where a query is found decides the place. */
  readonly texts: readonly string[];
  readonly former: readonly string[];
}

/** Lower case without accents; apostrophes join, every other sign parts words. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function entriesOf({ trusts, figures, former = [] }: SearchData): readonly Entry[] {
  return [
    ...trusts.map(([code, name, others]): Entry => ({
      ...{ kind: 'trust', path: `trust/${encodeURIComponent(code)}.html`, words: name, beside: code },
      ...{ texts: [fold(code), fold(name), ...others.map(fold)], former: ['', '', ...others] },
    })),
    ...former.map(([code, name, now]): Entry => ({
      ...{ kind: 'trust', path: `trust/${encodeURIComponent(now)}.html`, words: name || code },
      ...{ beside: `${code}, now ${now}`, texts: [fold(code), fold(name)], former: [] },
    })),
    ...figures.map(([name, label, meaning]): Entry => ({
      ...{ kind: 'figure', path: `measure/${encodeURIComponent(name)}.html`, words: label, beside: '' },
      ...{ texts: [fold(name), fold(label), fold(meaning)], former: [] },
    })),
  ];
}

/** How well every word of the query begins a word of the text: 0 best, null not at all. */
function rank(text: string, query: string): number | null {
  if (text === query) return 0;
  if (text.startsWith(`${query} `)) return 1;
  if (text.startsWith(query)) return 2;
  const spaced = ` ${text}`;
  if (spaced.includes(` ${query}`)) return 3;
  return query.split(' ').every((word) => spaced.includes(` ${word}`)) ? 4 : null;
}

/** The best `most` entries, trusts before figures where they are found equally well. */
export function search(entries: readonly Entry[], typed: string, most: number): readonly Found[] {
  const query = fold(typed);
  if (query === '') return [];
  const found: { entry: Entry; place: number; at: number; order: number }[] = [];
  for (const [order, entry] of entries.entries()) {
    let best: { place: number; at: number } | undefined;
    for (const [at, text] of entry.texts.entries()) {
      const how = rank(text, query);
      const place = how === null ? null : how * 3 + Math.min(at, 2);
      if (place !== null && (!best || place < best.place)) best = { place, at };
    }
    if (best) found.push({ entry, ...best, order });
  }
  found.sort((a, b) => a.place - b.place || a.order - b.order);
  return found.slice(0, most).map(({ entry, at }) => {
    const { kind, path, words, beside, former } = entry;
    const once = former[at];
    return { kind, path, words, beside: once ? `${beside}, also: ${once}` : beside };
  });
}
