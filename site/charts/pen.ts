/** Writes the path of many marks of one kind: whole pixels, and steps from mark to mark, as these take the fewest letters. */

export interface Pen {
  /** Goes to a place without drawing. */
  readonly to: (x: number, y: number) => Pen;
  /** Draws a level line. */
  readonly across: (by: number) => Pen;
  /** Draws an upright line. */
  readonly down: (by: number) => Pen;
  /** Draws back to where the mark began. */
  readonly close: () => Pen;
  /** The value of `d`; empty where nothing was drawn. */
  readonly path: () => string;
}

export function pen(): Pen {
  let d = '';
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const drawn: Pen = {
    to(toX, toY) {
      const [right, down] = [Math.round(toX), Math.round(toY)];
      d += d === '' ? `M${right},${down}` : `m${right - x}${signed(down - y)}`;
      [x, y, startX, startY] = [right, down, right, down];
      return drawn;
    },
    across(by) {
      x += Math.round(by);
      // To a place or by a step, whichever is shorter.
      const [place, step] = [`H${x}`, `h${Math.round(by)}`];
      d += by !== 0 && place.length < step.length ? place : step;
      return drawn;
    },
    down(by) {
      d += `v${Math.round(by)}`;
      y += Math.round(by);
      return drawn;
    },
    close() {
      d += 'z';
      [x, y] = [startX, startY];
      return drawn;
    },
    path: () => d,
  };
  return drawn;
}

/** The second number of a pair: a minus parts it from the first as well as a comma does, and commas need no quotes around them. */
function signed(value: number): string {
  return value < 0 ? String(value) : `,${value}`;
}
