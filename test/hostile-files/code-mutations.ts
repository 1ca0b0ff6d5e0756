import type { CellValue } from '../../spreadsheet/workbook.ts';
import {
  type Change,
  type Expected,
  type Mutation,
  codeOf,
  inEverySheet,
  inOneSheet,
  largest,
  put,
} from './mutation.ts';

function codes(what: string, expected: Expected, to: (code: string) => CellValue): Mutation {
  return inEverySheet(`codes ${what}`, expected, (rows, place) => {
    for (const row of place.rows) put(rows, row, place.codeAt, to(codeOf(rows, row, place)));
  });
}

/** All rows of one organisation. */
function oneCode(to: CellValue): Change {
  return (rows, place) => {
    const code = codeOf(rows, largest(rows, place), place);
    for (const row of place.rows) if (codeOf(rows, row, place) === code) put(rows, row, place.codeAt, to);
  };
}

/** A trust whose closed record has a row of its own keeps its code. */
const isPlain = (code: string): boolean => /^[A-Z0-9]{3}$/.test(code) && code !== 'RYR';

/** Nobody sees them: no width, joiner, direction, soft hyphen, byte order mark. */
const INVISIBLE = ['\u200b', '\u200d', '\u200e', '\u00ad', '\ufeff'];

export const CODE_MUTATIONS: readonly Mutation[] = [
  codes('between blanks of both kinds', 'same or refused', (code) => ` ${code}\u00a0`),
  ...INVISIBLE.map((character) =>
    codes(
      `with U+${character.codePointAt(0)?.toString(16)} behind and inside`,
      'same',
      (code) => `${code[0] ?? ''}${character}${code.slice(1)}${character}`,
    ),
  ),
  codes('in lower case', 'same or refused', (code) => code.toLowerCase()),
  codes('with -X', 'same or refused', (code) => (isPlain(code) ? `${code}-X` : code)),
  codes('with a long dash and X', 'no other figure', (code) => (isPlain(code) ? `${code}\u2013X` : code)),
  codes('gone', 'refused', () => null),
  inOneSheet('a code gone', 'no other figure', oneCode(null)),
  inOneSheet('a code that is #N/A', 'no other figure', oneCode({ error: '#N/A' })),
];

/** Another code: nobody's, and never taken for the one that was meant. */
export const LETTER_FOR_DIGIT = codes('with the letter O for the digit 0', 'same', (code) =>
  code.replaceAll('0', 'O'),
);
