/**
 * What publishers print beside a figure or in its place. One table for all publications: the shorthand of the Government
 * Analysis Function (Using symbols and shorthand in data tables), and the older signs of NHS Digital and NHS England.
 */
import { withoutInvisible } from './visible-text.ts';

/** In place of a figure. */
export const InPlace = {
  /** The publisher knows the figure and withholds it. */
  suppressed: 'suppressed',
  /** Nobody has it, or it makes no sense here: no figure, and never a zero. */
  none: 'none',
} as const;
export type InPlace = (typeof InPlace)[keyof typeof InPlace];

interface Mark {
  /** As it stands there, in lower case. */
  readonly sign: string;
  readonly meaning: string;
  /** Absent where it stands beside a figure only. */
  readonly inPlace?: InPlace;
  /** Whether it may stand beside a figure, which then counts. */
  readonly beside?: true;
}

export const MARKS: readonly Mark[] = [
  { sign: '*', meaning: 'marked by the publisher', inPlace: InPlace.suppressed, beside: true },
  { sign: '[c]', meaning: 'confidential', inPlace: InPlace.suppressed },
  { sign: '[low]', meaning: 'a small number', inPlace: InPlace.suppressed },
  { sign: '[x]', meaning: 'not available', inPlace: InPlace.none },
  { sign: '..', meaning: 'not available', inPlace: InPlace.none },
  { sign: ':', meaning: 'not available', inPlace: InPlace.none },
  { sign: '[z]', meaning: 'not applicable', inPlace: InPlace.none },
  { sign: '[r]', meaning: 'revised', beside: true },
  { sign: '[p]', meaning: 'provisional', beside: true },
  { sign: '[e]', meaning: 'estimated', beside: true },
  { sign: '[u]', meaning: 'of low reliability', beside: true },
];

/** What a text stands for in place of a figure; undefined where it is none of the table. */
export function inPlaceOfFigure(text: string): InPlace | undefined {
  const sign = plainSign(text);
  const mark = MARKS.find((known) => known.sign === sign || (known.sign === '*' && /^\*+$/.test(sign)));
  return mark?.inPlace;
}

/** The text of a figure without the marks beside it, and those; undefined where there is a mark that is not in the table. */
export function withoutMarks(
  text: string,
): { readonly figure: string; readonly marks: readonly Mark[] } | undefined {
  let figure = withoutInvisible(text).trim();
  const marks: Mark[] = [];
  for (;;) {
    const sign = /^(?:\[[^\]]{0,9}\]|\*)(?=.)|(?<=.)(?:\[[^\]]{0,9}\]|\*)$/.exec(figure);
    if (!sign) return { figure, marks };
    const mark = MARKS.find((known) => known.beside && known.sign === plainSign(sign[0]));
    if (!mark) return undefined;
    marks.push(mark);
    figure = (figure.slice(0, sign.index) + figure.slice(sign.index + sign[0].length)).trim();
  }
}

/** Case and blanks inside brackets vary. */
function plainSign(text: string): string {
  return withoutInvisible(text).toLowerCase().replace(/\s+/g, '');
}
