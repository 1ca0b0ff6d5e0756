/** What the page of comparing shows, as the hash of its address: `#trusts=R1H.RAJ&figure=beds&base=2017-18`. */

export const MOST_TRUSTS = 6;

export interface CompareState {
  /** Codes, six at most. */
  readonly trusts: readonly string[];
  readonly figure: string;
  /** The figure it is set against, in one year; nothing: one figure over the years. */
  readonly against: string | null;
  /** Year of two figures. */
  readonly fy: string;
  /** Year that is 100; nothing: figures as they are. */
  readonly base: string | null;
  readonly real: boolean;
}

/** What a state may hold. */
export interface Choices {
  readonly codes: ReadonlySet<string>;
  readonly figures: ReadonlySet<string>;
  readonly years: readonly string[];
}

/** Reads a hash; what it does not say, or what is not held, is taken from `fallback`. */
export function readState(hash: string, fallback: CompareState, choices: Choices): CompareState {
  const pairs = new URLSearchParams(hash.replace(/^#/, ''));
  const oneOf = (name: string, held: (value: string) => boolean): string | null => {
    const value = pairs.get(name);
    return value !== null && held(value) ? value : null;
  };
  const isFigure = (value: string): boolean => choices.figures.has(value);
  const isYear = (value: string): boolean => choices.years.includes(value);
  const codes = pairs.has('trusts')
    ? [...new Set((pairs.get('trusts') ?? '').split('.'))].filter((code) => choices.codes.has(code))
    : fallback.trusts;
  return {
    trusts: codes.slice(0, MOST_TRUSTS),
    figure: oneOf('figure', isFigure) ?? fallback.figure,
    against: oneOf('against', isFigure),
    fy: oneOf('fy', isYear) ?? fallback.fy,
    base: oneOf('base', isYear),
    real: pairs.get('real') === '1',
  };
}

/** The whole state, so that a link shows the same to everybody. */
export function writeState(state: CompareState): string {
  const { trusts, figure, against, fy, base, real } = state;
  const pairs = [
    `trusts=${trusts.map(encodeURIComponent).join('.')}`,
    `figure=${encodeURIComponent(figure)}`,
    ...(against === null ? [] : [`against=${encodeURIComponent(against)}`, `fy=${fy}`]),
    ...(base === null || against !== null ? [] : [`base=${base}`]),
    ...(real ? ['real=1'] : []),
  ];
  return `#${pairs.join('&')}`;
}
