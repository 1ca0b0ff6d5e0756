/** Where values stand on an axis, and which of them are printed beside it. Ticks by d3-array; d3-scale would be 29 KB more. */
import { nice, ticks } from 'd3-array';
import type { Display } from '../read/model.ts';

/** A value's place in pixels. */
export type Place = (value: number) => number;

export interface Axis {
  readonly place: Place;
  readonly ticks: readonly { readonly at: number; readonly words: string }[];
}

/** Pixels to a tenth: short in the page and exact enough for the eye. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}

/** An axis of equal steps over the values; it begins at 0 where the values come near to it. */
export function linearAxis(
  values: readonly number[],
  [from, to]: readonly [number, number],
  display: Display,
  count = 5,
): Axis {
  const printed = values.map((value) => value / display.divide);
  let low = printed.length === 0 ? 0 : Math.min(...printed);
  let high = printed.length === 0 ? 1 : Math.max(...printed);
  if (low > 0 && low < high * 0.35) low = 0;
  // Figures that differ in their last binary digits alone are one figure.
  if (high - low <= Math.max(Math.abs(low), Math.abs(high)) * 1e-9) {
    const room = Math.abs(low) * 0.1 || 1;
    low -= room;
    high += room;
  }
  const [first, last] = nice(low, high, count);
  const place: Place = (value) =>
    px(from + ((value / display.divide - first) / (last - first)) * (to - from));
  const marks = ticks(first, last, count);
  const step = (marks[1] ?? last) - (marks[0] ?? first);
  const decimals = step > 0 ? Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) : 0;
  return {
    place,
    ticks: marks.map((mark) => ({
      at: place(mark * display.divide),
      words: withDigits(mark, decimals),
    })),
  };
}

/** An axis on which each step multiplies: for sizes. Values of 0 and less have no place on it; callers leave them out. */
export function logAxis(
  values: readonly number[],
  [from, to]: readonly [number, number],
  display: Display,
): Axis {
  const printed = values.map((value) => value / display.divide).filter((value) => value > 0);
  const low = Math.log10(printed.length === 0 ? 1 : Math.min(...printed)) - 0.04;
  const high = Math.max(Math.log10(printed.length === 0 ? 10 : Math.max(...printed)) + 0.04, low + 0.3);
  const place: Place = (value) =>
    px(from + ((Math.log10(value / display.divide) - low) / (high - low)) * (to - from));
  // Over more than two powers of ten 1, 10, 100; over less also 2 and 5.
  const heads = high - low > 2.4 ? [1] : high - low > 1.4 ? [1, 3] : [1, 2, 5];
  const marks: number[] = [];
  for (let power = Math.floor(low); power <= high; power += 1)
    for (const head of heads) {
      const mark = head * 10 ** power;
      if (Math.log10(mark) >= low && Math.log10(mark) <= high) marks.push(mark);
    }
  return {
    place,
    ticks: marks.map((mark) => ({
      at: place(mark * display.divide),
      words: withDigits(mark, mark < 1 ? Math.ceil(-Math.log10(mark)) : 0),
    })),
  };
}

/** No axis needs more; a browser refuses more than twenty. */
const MOST_DECIMALS = 12;

function withDigits(value: number, decimals: number): string {
  const digits = Math.min(decimals, MOST_DECIMALS);
  return value
    .toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replace(/^-(?=[0.,]*$)/, '');
}
