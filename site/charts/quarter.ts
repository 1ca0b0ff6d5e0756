/** Where a figure stands among its peers. Strictly beyond a quartile: a trust that is the quartile is in the middle half. */

export type Quarter = 'highest' | 'middle' | 'lowest';

/** Nothing where either side has no number. */
export function quarterOf(
  value: number | null,
  { q1, q3 }: { readonly q1: number | null; readonly q3: number | null },
): Quarter | undefined {
  if (value === null || q1 === null || q3 === null) return undefined;
  return value > q3 ? 'highest' : value < q1 ? 'lowest' : 'middle';
}
