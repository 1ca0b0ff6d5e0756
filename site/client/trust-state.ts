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

/** A code of a trust; everything else in a link is left out. */
const CODE = /^[A-Z0-9]{3,5}$/;

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

/** The link that shows the same again; empty for the page as it is opened. */
export function writeState(state: TrustState, start: TrustState): string {
  const pairs = [
    state.fy === start.fy ? '' : `fy=${state.fy}`,
    state.peers === start.peers ? '' : `peers=${state.peers}`,
    state.own.length === 0 ? '' : `own=${state.own.join('.')}`,
    state.real ? 'real=1' : '',
    state.lfl ? 'lfl=1' : '',
  ];
  return pairs.filter(Boolean).join('&');
}

/** Whether the part behind `#` is a state; else it is the address of a cell or a heading. */
export function isState(hash: string): boolean {
  return hash.includes('=');
}
