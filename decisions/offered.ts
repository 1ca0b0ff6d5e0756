/** What a publisher's page offered for a slot when somebody decided about the slot: whether it offers anything new since. */

const OFFERED = 'The page offered: ';
const NOTHING = 'nothing';
/** A decision is a line of a file: the first addresses tell as much as all. */
const KEPT = 8;

/** For `detail` of the decisions `skip` and `address`. */
export function offeredText(urls: readonly string[]): string {
  return OFFERED + (urls.length === 0 ? NOTHING : firstOf(urls).join(' '));
}

/**
 * Whether the page offers the slot what it offered then. Where the decision does not say (it was written by hand), it stands
 * until somebody takes it back.
 */
export function offersTheSame(detail: string, urls: readonly string[]): boolean {
  const at = detail.indexOf(OFFERED);
  return at < 0 || detail.slice(at) === offeredText(urls);
}

/**
 * Whether the page offered the address already when the decision was made; undefined where the decision does not say what
 * the page offered.
 */
export function wasOffered(detail: string, url: string): boolean | undefined {
  const at = detail.indexOf(OFFERED);
  if (at < 0) return undefined;
  const kept = detail.slice(at + OFFERED.length).split(' ');
  return kept.includes(url) || kept.length >= KEPT;
}

function firstOf(urls: readonly string[]): readonly string[] {
  return [...new Set(urls)].sort().slice(0, KEPT);
}

const GIVEN = 'given by decision ';

/** Text of a candidate that no page links. */
export function givenBy(number: number): string {
  return `${GIVEN}${number}`;
}

/** Whether a candidate's text says that a decision gave its address. */
export function isGiven(text: string): boolean {
  return text.startsWith(GIVEN);
}
