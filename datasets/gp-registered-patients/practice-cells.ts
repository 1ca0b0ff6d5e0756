/** Rows of quin-age as cells: practice x sex x band, without an object each. */
import type { Finding } from '../contract/parsed-file.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { type QuinAgeColumn, AGE_BANDS, PRACTICE_TYPE, SEXES } from './layouts.ts';
import { type ListTable, peopleIn } from './list-table.ts';
import { type Notes, practiceCode, setAside, setAsideTwin, twinsDisagree } from './practice-rows.ts';

/** As printed, the sum of both sexes and of all bands first. */
export const PRINTED_SEXES = ['ALL', ...SEXES] as const;
export const PRINTED_BANDS = ['ALL', ...AGE_BANDS] as const;
const BANDS = PRINTED_BANDS.length;
/** Networks have such codes too, which begin with U. */
const CODE_OF_PRACTICE = /^[A-PY]\d{5}$/i;

/** Sex and band are places in the two lists above; 0 is ALL. */
export interface PracticeCells {
  /** In order of the alphabet. */
  readonly codes: readonly string[];
  /** Undefined where the file has no such row: nobody of that age, or a sum that is not printed. */
  readonly people: (practice: number, sex: number, band: number) => number | undefined;
  /** Line of the file. */
  readonly line: (practice: number, sex: number, band: number) => number;
  /** Everybody of a sex (0: of both) on a practice's list, added up from the bands. */
  readonly sum: (practice: number, sex: number) => number;
}

/**
 * Rows of type GP, and those without a type that have an address and the code of a practice (early 2020): networks, which are
 * without one too in some months, have no address.
 * @throws SourceError for a word that is no sex or band, a count that is none, and rows of one cell that disagree
 */
export function practiceCells(table: ListTable<QuinAgeColumn>, notes: Notes): PracticeCells {
  const numbers = new Map<string, number>();
  /** By practice, then cell: the row of the table, from 1; 0 where there is none. */
  const rows: Int32Array[] = [];
  const untyped: number[] = [];
  const take = (row: number, isTyped: boolean): void => {
    const cell = cellOf(table, row);
    const people = peopleIn(table, 'patients', row);
    const code = practiceCode(table.text('organisation', row), table.line(row), notes);
    // Both sexes together by band are not printed; were they, they would only repeat what the sexes say.
    if (code === undefined || (cell > 0 && cell < BANDS)) return;
    const number = numbers.get(code) ?? numbers.size;
    numbers.set(code, number);
    const cells = (rows[number] ??= new Int32Array(PRINTED_SEXES.length * BANDS));
    const earlier = (cells[cell] ?? 0) - 1;
    if (earlier < 0) cells[cell] = row + 1;
    else if (peopleIn(table, 'patients', earlier) === people)
      setAsideTwin(code, [table.line(earlier), table.line(row)], notes);
    else if (!isTyped) setAsideUntyped(table, row, notes);
    else throw twinsDisagree(code, 'numbers of patients', [table.line(earlier), table.line(row)]);
  };
  for (let row = 0; row < table.rows; row += 1) {
    const type = table.text('type', row).toUpperCase();
    if (type === PRACTICE_TYPE) take(row, true);
    else if (type === '' && table.text('postcode', row) !== '') untyped.push(row);
  }
  const ofPractices = untyped.filter((row) => CODE_OF_PRACTICE.test(table.text('organisation', row)));
  for (const row of untyped) {
    if (CODE_OF_PRACTICE.test(table.text('organisation', row))) take(row, false);
    else setAsideUntyped(table, row, notes);
  }
  if (ofPractices.length > 0) notes.findings.push(untypedRows(table, ofPractices));
  const codes = [...numbers.keys()].sort();
  const sorted = codes.map((code) => rows[numbers.get(code) ?? -1]);
  const rowAt = (practice: number, sex: number, band: number): number =>
    (sorted[practice]?.[sex * BANDS + band] ?? 0) - 1;
  const people = (practice: number, sex: number, band: number): number | undefined => {
    const row = rowAt(practice, sex, band);
    return row < 0 ? undefined : Number(table.text('patients', row));
  };
  const sum = (practice: number, sex: number): number => {
    if (sex === 0) return SEXES.reduce((all, _, at) => all + sum(practice, at + 1), 0);
    return AGE_BANDS.reduce((all, _, at) => all + (people(practice, sex, at + 1) ?? 0), 0);
  };
  return { codes, people, line: (...cell) => table.line(rowAt(...cell)), sum };
}

/** A row without a type whose code is no practice's, or that says otherwise than one with a type. */
function setAsideUntyped(table: ListTable<QuinAgeColumn>, row: number, notes: Notes): void {
  const orgCode = table.text('organisation', row);
  const detail =
    'ORG_TYPE is empty, so the row does not say that it is about a practice, though it has a postcode.';
  setAside(notes, { row: table.line(row), orgCode, rule: 'no-type', detail });
}

function untypedRows(table: ListTable<QuinAgeColumn>, rows: readonly number[]): Finding {
  const [first = 0] = rows;
  const message = `ORG_TYPE is empty in ${rows.length} rows that have a postcode and the code of a practice (the first is row ${table.line(first)}, ${table.text('organisation', first)}); they were read as practices' rows.`;
  return { kind: 'no-type', severity: 'warning', message };
}

function cellOf(table: ListTable<QuinAgeColumn>, row: number): number {
  const sex = PRINTED_SEXES.findIndex((one) => one === table.text('sex', row).toUpperCase());
  const band = PRINTED_BANDS.indexOf(table.text('band', row).toUpperCase().replace('-', '_'));
  if (sex >= 0 && band >= 0) return sex * BANDS + band;
  const column = sex < 0 ? 'sex' : 'band';
  const wanted = sex < 0 ? `ALL, ${SEXES.join(' or ')}` : 'ALL or five years such as 5_9, with 95+ the last';
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `${table.place(column, row)} is "${table.text(column, row)}", not ${wanted}. If the layout has changed, add it to datasets/gp-registered-patients/layouts.ts.`,
  );
}
