import type { CellValue } from '../../spreadsheet/workbook.ts';
import {
  type Change,
  type Expected,
  type Mutation,
  everyRow,
  inEverySheet,
  inOneSheet,
  largest,
  replace,
} from './mutation.ts';

type To = (figure: number) => CellValue;

const NBSP = '\u00a0';
const REFERENCE: CellValue = { error: '#REF!' };

function one(what: string, expected: Expected, to: To): Mutation {
  const change: Change = (rows, place) =>
    replace(rows, [largest(rows, place)], place.figuresAt.slice(0, 1), to);
  return inOneSheet(`a figure ${what}`, expected, change);
}

function every(what: string, expected: Expected, to: To): Mutation {
  return inEverySheet(`every figure ${what}, totals too`, expected, (rows, place) =>
    replace(rows, everyRow(place), place.figuresAt, to),
  );
}

function organisations(what: string, expected: Expected, to: To): Mutation {
  return inEverySheet(`every organisation's figure ${what}`, expected, (rows, place) =>
    replace(rows, place.rows, place.figuresAt, to),
  );
}

function totals(what: string, expected: Expected, to: To): Mutation {
  return inEverySheet(`the totals ${what}`, expected, (rows, place) =>
    replace(rows, place.totals, place.figuresAt, to),
  );
}

function grouped(between: string): To {
  return (figure) =>
    Number.isInteger(figure) ? String(figure).replace(/\B(?=(\d{3})+$)/g, between) : String(figure);
}

export const FIGURE_MUTATIONS: readonly Mutation[] = [
  one('times 1000', 'refused', (figure) => figure * 1000),
  one('times 10', 'refused', (figure) => figure * 10),
  one('over 1000', 'refused', (figure) => figure / 1000),
  one('below zero', 'refused', (figure) => -figure),
  one('of minus one', 'no other figure', () => -1),
  one('of zero', 'refused', () => 0),
  one('with a fraction', 'refused', (figure) => figure + 0.25),
  one('that is empty', 'no other figure', () => null),
  one('that is #REF!', 'no other figure', () => REFERENCE),
  one('that is TRUE', 'no other figure', () => true),
  one('that is a word', 'no other figure', () => 'see note 4'),
  one('with a star behind', 'no other figure', (figure) => `${figure}*`),
  one('with the number of a note behind', 'no other figure', (figure) => `${figure} 1`),
  one('with an exponent', 'no other figure', (figure) => figure.toExponential(2).toUpperCase()),
  one('in brackets', 'no other figure', (figure) => `(${figure})`),
  one('with dots for thousands', 'no other figure', grouped('.')),
  every('times 1000', 'refused', (figure) => figure * 1000),
  every('over 1000', 'refused', (figure) => figure / 1000),
  every('of zero', 'refused', () => 0),
  every('that is #REF!', 'refused', () => REFERENCE),
  every('that is an asterisk', 'refused', () => '*'),
  every('that is empty', 'refused', () => null),
  every('as text with commas', 'same or refused', grouped(',')),
  every('as text with blanks for thousands', 'no other figure', grouped(' ')),
  every('as text with non-breaking blanks for thousands', 'no other figure', grouped(NBSP)),
  every('as text with dots for thousands', 'no other figure', grouped('.')),
  every('as text between blanks of both kinds', 'same or refused', (figure) => `${NBSP}${figure} `),
  every('with .0 behind', 'same or refused', (figure) =>
    Number.isInteger(figure) ? `${figure}.0` : String(figure),
  ),
  organisations('an asterisk', 'refused', () => '*'),
  organisations('a dash', 'refused', () => '-'),
  organisations('empty', 'refused', () => null),
  totals('a tenth more', 'refused', (figure) => Math.round(figure * 1.1)),
  totals('#REF!', 'refused', () => REFERENCE),
  totals('an asterisk', 'refused', () => '*'),
];
