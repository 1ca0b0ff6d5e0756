/** What a reader has chosen on the page of a trust, as the part of the address behind `#`: `fy=2020-21&peers=size&real=1`. */

/** Schemes of peers with the words of the control. */
export const SCHEMES = [
  ['type', 'Same type'],
  ['size', 'Same type and size'],
  ['nearest', 'Ten nearest'],
  ['region', 'Same region'],
  ['research', 'Like share of research and education'],
  ['england', 'England'],
  ['own', 'Own list'],
] as const;
export type Scheme = (typeof SCHEMES)[number][0];

export interface TrustState {
  readonly fy: string;
  readonly peers: Scheme;
  /** Codes of the own list. */
  readonly own: readonly string[];
  readonly real: boolean;
  readonly lfl: boolean;
}

/** A code, or a word that a reader took for one, which the page then names; everything else in a link is left out. */
const CODE = /^[A-Z0-9]{2,20}$/;

/** Codes in a text, each once. */
export function codesIn(text: string): readonly string[] {
  return [...new Set(text.toUpperCase().split(/[^A-Z0-9]+/))].filter((code) => CODE.test(code));
}

/** What a reader typed as codes: names, where commas part them, stand for the trust that the search finds first. */
export function codesTyped(
  typed: string,
  isCode: (code: string) => boolean,
  codeOf: (name: string) => string | undefined,
): readonly string[] {
  const found = typed.split(/[,;\n]+/).flatMap((piece) => {
    const codes = codesIn(piece);
    if (codes.every(isCode)) return codes;
    const named = codeOf(piece);
    return named === undefined ? codes : [named];
  });
  return [...new Set(found)];
}

/** Reads what a link says; what it does not say, or says wrongly, is as on the page that was opened. */
export function readState(hash: string, start: TrustState, years: readonly string[]): TrustState {
  const pairs = new URLSearchParams(hash.replace(/^#/, ''));
  const fy = pairs.get('fy');
  const peers = SCHEMES.find(([scheme]) => scheme === pairs.get('peers'))?.[0];
  const own = [...new Set((pairs.get('own') ?? '').toUpperCase().split(/[.,\s]+/))].filter((code) =>
    CODE.test(code),
  );
  return {
    fy: fy !== null && years.includes(fy) ? fy : start.fy,
    peers: peers ?? (own.length > 0 ? 'own' : start.peers),
    own,
    real: pairs.get('real') === '1',
    lfl: pairs.get('lfl') === '1',
  };
}

/** The link that shows the same again; empty for the page as it is opened. Beside an own list the peers are always said. */
export function writeState(state: TrustState, start: TrustState): string {
  const pairs = [
    state.fy === start.fy ? '' : `fy=${state.fy}`,
    state.peers === start.peers && state.own.length === 0 ? '' : `peers=${state.peers}`,
    state.own.length === 0 ? '' : `own=${state.own.join('.')}`,
    state.real ? 'real=1' : '',
    state.lfl ? 'lfl=1' : '',
  ];
  return pairs.filter(Boolean).join('&');
}

/** Whether the part behind `#` is a state; else it is the address of a cell or a heading, or there is none. */
export function isState(hash: string): boolean {
  return hash.includes('=');
}

/** Cells that a choice has put away keep their addresses. */
const CELL_ADDRESS = /^.+-\d{4}-\d{2}$/;

/**
 * What the page shows once its address has changed to `hash`. A place of the page says nothing about the choices, and keeps them;
 * every other address without a choice is the page as it is opened.
 */
export function stateAt(
  hash: string,
  now: TrustState,
  start: TrustState,
  years: readonly string[],
  isPlace: (id: string) => boolean,
): TrustState {
  if (isState(hash)) return readState(hash, start, years);
  const id = hash.replace(/^#/, '');
  return id !== '' && (CELL_ADDRESS.test(id) || isPlace(id)) ? now : start;
}
