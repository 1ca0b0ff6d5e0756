/** Lists of figures in a sentence: where all figures under a heading of the page are in a list, the heading says it. */

/** Fewer than these are named one by one. */
const FEWEST = 3;

/**
 * `all under Beds` in place of the figures under that heading, where the list has every one.
 * @param under figures by the heading that they stand under on the page
 */
export function byHeading(
  labels: readonly string[],
  under: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const whole = [...under].filter(
    ([, all]) => all.length >= FEWEST && all.every((label) => labels.includes(label)),
  );
  const said = labels.map((label) => {
    const heading = whole.find(([, all]) => all.includes(label))?.[0];
    return heading === undefined ? label : `all under ${heading}`;
  });
  return [...new Set(said)];
}

/** Things by a text of theirs, in the order in which they come. */
export function labelsBy<T>(
  things: readonly T[],
  headingOf: (thing: T) => string,
  labelOf: (thing: T) => string,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const thing of things) {
    const before = found.get(headingOf(thing));
    if (before) before.push(labelOf(thing));
    else found.set(headingOf(thing), [labelOf(thing)]);
  }
  return found;
}
