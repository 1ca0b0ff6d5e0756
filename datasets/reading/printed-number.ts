/** A cell as a figure, or why it is none. Never turns a blank, a dash or an error into zero. */
import type { CellValue } from '../../spreadsheet/workbook.ts';

export type PrintedNumber =
  | { readonly kind: 'number'; readonly value: number }
  /** Nothing there, or a dash for nothing. */
  | { readonly kind: 'blank' }
  /** An asterisk: the publisher knows the figure and withholds it. */
  | { readonly kind: 'suppressed' }
  /** `#REF!` and other error cells, words, `1,23,4`, `12 345`, `(7)`, `1.2E+05`: not to be guessed at. */
  | { readonly kind: 'unreadable' };

const PLAIN = /^-?\d+(?:\.\d+)?$/;
/** Commas only where thousands are: `1,234,567`. */
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

export function readNumber(cell: CellValue | undefined): PrintedNumber {
  if (cell === null || cell === undefined) return { kind: 'blank' };
  if (typeof cell === 'number')
    return Number.isFinite(cell) ? { kind: 'number', value: cell } : { kind: 'unreadable' };
  if (typeof cell !== 'string') return { kind: 'unreadable' };
  const text = cell.trim();
  if (text === '' || /^[-–—−]$/.test(text)) return { kind: 'blank' };
  if (/^\*+$/.test(text)) return { kind: 'suppressed' };
  if (PLAIN.test(text) || GROUPED.test(text))
    return { kind: 'number', value: Number(text.replaceAll(',', '')) };
  return { kind: 'unreadable' };
}
