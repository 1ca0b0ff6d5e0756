/** Fits what is printed at the end of a run into the window: what matters least is shortened first. */
import type { Window } from './window.ts';

/** One part of a screen. */
export interface Section {
  /** The same in fewer and fewer lines; the first is the whole. An empty one leaves the part out. */
  readonly forms: readonly string[];
}

/** Rows for the prompt and for what a command says after its last screen. */
const RESERVED = 4;

/**
 * The parts under each other, in their order.
 * @param expendable places of parts in the order in which they are shortened; a part may be named again
 * @param window undefined where the output goes to a file or a pipe: everything is printed there
 */
export function fitScreen(
  sections: readonly Section[],
  expendable: readonly number[],
  window: Window | undefined,
): string {
  const at = sections.map(() => 0);
  const print = (between: string): string =>
    sections
      .map(({ forms }, index) => forms[at[index] ?? 0] ?? '')
      .filter(Boolean)
      .join(between);
  if (window === undefined) return print('\n\n');
  const fits = (text: string): boolean => rowsOf(text, window.columns) <= window.rows - RESERVED;
  for (const index of [undefined, ...expendable]) {
    if (index !== undefined) {
      const last = (sections[index]?.forms.length ?? 1) - 1;
      at[index] = Math.min((at[index] ?? 0) + 1, last);
    }
    const text = [print('\n\n'), print('\n')].find(fits);
    if (text !== undefined) return text;
  }
  return print('\n');
}

/** Rows that a text takes, long lines wrapped. */
export function rowsOf(text: string, columns: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil([...line].length / columns)), 0);
}
