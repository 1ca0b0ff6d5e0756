/**
 * Characters that nobody sees: of no width, joining, of direction, soft hyphens, byte order marks inside a text. A code with
 * one of them looks like its trust's and equals no other; so the readers take them out of every text, in this one place.
 */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** A number, asterisks, or a mark in brackets. What is printed as a figure is published as it stands. */
const LIKE_A_FIGURE = /^\s*[-+]?[\d,]*\.?\d*%?\s*(?:\*+\s*|\[\s*\w{1,6}\s*\]\s*)*$/;

/** Whether there is any such character. */
export function hasInvisible(text: string): boolean {
  INVISIBLE.lastIndex = 0;
  return INVISIBLE.test(text);
}

/** The text without them. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** The text of a cell as its reader gives it: figures as they stand, everything else without them. */
export function visibleText(text: string): string {
  if (!hasInvisible(text)) return text;
  const visible = withoutInvisible(text);
  return visible !== '' && LIKE_A_FIGURE.test(visible) ? text : visible;
}
