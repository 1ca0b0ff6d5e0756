/** Dots at nearly the same value stand one above the other. */

/** Room between the middles of dots, in pixels. */
const APART = 6.4;

/**
 * How far each dot moves off the line, in the order of `places`. Dots do not overlap while there is room up to `most` pixels;
 * then they do.
 */
export function dodge(places: readonly number[], most: number): readonly number[] {
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0) || a - b);
  const offsets = places.map(() => 0);
  /** The right edge of what stands in each lane. */
  const taken = new Map<number, number>();
  const lanes = [0];
  for (let lane = 1; lane * APART <= most; lane += 1) lanes.push(lane * APART, -lane * APART);
  for (const index of order) {
    const place = places[index] ?? 0;
    const free = lanes.find((lane) => (taken.get(lane) ?? -Infinity) + APART <= place);
    const lane =
      free ?? lanes.reduce((best, one) => ((taken.get(one) ?? 0) < (taken.get(best) ?? 0) ? one : best));
    taken.set(lane, place);
    offsets[index] = Math.round(lane * 10) / 10;
  }
  return offsets;
}
