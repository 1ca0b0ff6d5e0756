/** A cell as a figure, or why it is none. Never turns a blank, a dash or an error into zero. */
import { withoutInvisible } from './visible-text.ts';
import { inPlaceOfFigure, InPlace, withoutMarks } from './printed-marks.ts';

export type PrintedNumber =
  | { readonly kind: 'number'; readonly value: number }
  /** Nothing there, a dash for nothing, or a mark that says that there is none (`[x]`, `..`). */
  | { readonly kind: 'blank' }
  /** `*`, `[c]`: the publisher knows the figure and withholds it. */
  | { readonly kind: 'suppressed' }
  /** `#REF!` and other error cells, words, `1,23,4`, `12 345`, `(7)`, `1.2E+05`: not to be guessed at. */
  | { readonly kind: 'unreadable' };

const PLAIN = /^-?\d+(?:\.\d+)?$/;
/** Commas only where thousands are: `1,234,567`. */
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** What a cell of a workbook or CSV holds. */
type Printed = string | number | boolean | { readonly error: string } | null | undefined;

export function readNumber(cell: Printed): PrintedNumber {
  if (cell === null || cell === undefined) return { kind: 'blank' };
  if (typeof cell === 'number')
    return Number.isFinite(cell) ? { kind: 'number', value: cell } : { kind: 'unreadable' };
  if (typeof cell !== 'string') return { kind: 'unreadable' };
  const text = withoutInvisible(cell).trim();
  if (text === '' || /^[-–—−]$/.test(text)) return { kind: 'blank' };
  const inPlace = inPlaceOfFigure(text);
  if (inPlace !== undefined) return { kind: inPlace === InPlace.suppressed ? 'suppressed' : 'blank' };
  const figure = withoutMarks(text)?.figure ?? text;
  if (PLAIN.test(figure) || GROUPED.test(figure))
    return { kind: 'number', value: Number(figure.replaceAll(',', '')) };
  return { kind: 'unreadable' };
}
