/** `decisions.csv`: one line a decision, made by the commands and edited by hand. Text in, decisions out, and back. */
import { CsvError, parse } from 'csv-parse/sync';
import { type KnownDataset, tidied, type WrongField, wrongFields } from './check-decision.ts';
import type { Decision, DecisionKind } from './decision.ts';
import { quoted } from './plain-text.ts';

/** Name of the file in the data folder. */
export const DECISIONS_FILE = 'decisions.csv';

const COLUMNS = [
  ...['number', 'kind', 'dataset', 'years', 'slot', 'subject', 'value', 'reason', 'who', 'decided'],
  ...['undone', 'undone_by', 'detail'],
] as const;
const NEEDED = ['kind', 'reason'];

/** A line that makes no sense, and the remedy. */
export interface WrongLine {
  readonly line: number;
  /** Empty where the line as a whole is wrong. */
  readonly column: string;
  readonly message: string;
}

export interface ReadDecisions {
  readonly decisions: readonly Decision[];
  /** Lines that are left out of `decisions`. As long as there are any, nothing is loaded or joined. */
  readonly wrong: readonly WrongLine[];
}

/**
 * Reads the file. Nothing is thrown: every wrong line is named, and all others are read. A line that somebody wrote by hand
 * without a number gets the next one.
 * @param datasets the publications that exist; any name is taken where not given
 */
export function readDecisions(text: string, datasets?: readonly KnownDataset[]): ReadDecisions {
  if (text.includes('\ufffd'))
    return only(
      1,
      '',
      'the file is not in UTF-8; save it again as "CSV UTF-8", with the names as they were.',
    );
  const table = readTable(text);
  if ('message' in table) return only(table.line, '', table.message);
  const [header, ...lines] = table.records;
  if (header === undefined) return { decisions: [], wrong: [] };
  const names = header.cells.map((name) => name.trim().toLowerCase());
  const unknown = names.find((name) => name !== '' && !COLUMNS.includes(name as (typeof COLUMNS)[number]));
  if (unknown !== undefined)
    return only(header.line, unknown, `there is no such column; the columns are ${COLUMNS.join(', ')}.`);
  const missing = NEEDED.find((name) => !names.includes(name));
  if (missing !== undefined)
    return only(header.line, missing, `the first line does not name it; write ${COLUMNS.join(',')} there.`);

  const decisions: Decision[] = [];
  const wrong: WrongLine[] = [];
  const given = numbersGiven(lines, names);
  let next = Math.max(0, ...given) + 1;
  for (const { line, cells } of lines) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (cells.slice(names.length).some((cell) => cell.trim() !== '')) {
      wrong.push({
        ...{ line, column: '' },
        message: `it has ${cells.length} columns and the first line ${names.length}; put a text with a comma into quotation marks.`,
      });
      continue;
    }
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    const { decision, faults } = readLine(cell, decisions, datasets);
    if (faults.length > 0) wrong.push(...faults.map((fault) => ({ line, ...fault })));
    else decisions.push({ ...decision, number: decision.number || next++ });
  }
  return { decisions, wrong };
}

/** `decisions.csv line 7, column years: …` for each wrong line, a line each. */
export function wrongLinesText(wrong: readonly WrongLine[]): string {
  return wrong
    .map(({ line, column, message }) =>
      column === ''
        ? `${DECISIONS_FILE} line ${line}: ${message}`
        : `${DECISIONS_FILE} line ${line}, column ${quoted(column).slice(1, -1)}: ${message}`,
    )
    .join('\n');
}

/** The file's text. What is read of it is the same decisions. */
export function printDecisions(decisions: readonly Decision[]): string {
  const lines = decisions.map((one) => [
    ...[String(one.number), one.kind, one.dataset, one.years, one.slot, one.subject, one.value],
    ...[one.reason, one.who, one.decided, one.undone ?? '', one.undoneBy ?? '', one.detail],
  ]);
  return csvText([COLUMNS, ...lines]);
}

/** Rows as the text of a CSV file. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\n`).join('');
}

function csvCell(text: string): string {
  return /[",\n\r;\t]/.test(text) || /^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

interface RecordOfFile {
  readonly line: number;
  readonly cells: readonly string[];
}

function readTable(
  text: string,
): { readonly records: readonly RecordOfFile[] } | { readonly line: number; readonly message: string } {
  const [first = ''] = text.split('\n', 1);
  // A spreadsheet writes the separator of its country.
  const delimiter = [',', ';', '\t'].find((mark) => first.includes(mark)) ?? ',';
  try {
    const options = { bom: true, info: true, delimiter, relax_column_count: true, skip_empty_lines: true };
    // The library's types do not know what `info` adds.
    const rows = parse(text, options) as unknown as readonly {
      readonly record: readonly string[];
      readonly info: { readonly lines: number };
    }[];
    return { records: rows.map(({ record, info }) => ({ line: info.lines, cells: record })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { lines?: unknown }).lines) || 1;
    return {
      line,
      message: 'a quotation mark is open or stands inside a cell; close it, or write it twice.',
    };
  }
}

function numbersGiven(lines: readonly RecordOfFile[], names: readonly string[]): readonly number[] {
  const at = names.indexOf('number');
  return lines.map(({ cells }) => Number(cells[at] ?? '')).filter((number) => Number.isSafeInteger(number));
}

/** A decision whose number is 0 has none yet. */
function readLine(
  cell: (name: string) => string,
  before: readonly Decision[],
  datasets: readonly KnownDataset[] | undefined,
): { readonly decision: Decision; readonly faults: readonly WrongField[] } {
  const text = (name: string): string => cell(name).trim();
  const numberText = text('number');
  const number = Number(numberText || '0');
  const undone = text('undone');
  const undoneBy = text('undone_by');
  const decision: Decision = tidied({
    number,
    kind: text('kind').toLowerCase() as DecisionKind,
    ...{ dataset: text('dataset'), years: text('years'), slot: text('slot'), subject: text('subject') },
    ...{ value: text('value'), reason: text('reason'), who: text('who'), detail: text('detail') },
    decided: text('decided'),
    ...(undone !== '' && { undone }),
    ...(undoneBy !== '' && { undoneBy }),
  });
  const faults: WrongField[] = [];
  if (numberText !== '' && !/^[1-9]\d{0,8}$/.test(numberText))
    faults.push({
      column: 'number',
      message: `${quoted(numberText)} is no number; leave it empty for the next one.`,
    });
  else if (before.some((one) => one.number === number))
    faults.push({
      column: 'number',
      message: `${number} stands on an earlier line; leave it empty for the next one.`,
    });
  for (const column of ['decided', 'undone'] as const) {
    const time = text(column);
    if (time !== '' && !ISO_TIME.test(time))
      faults.push({ column, message: `${quoted(time)} is no day; write 2026-04-30, or leave it empty.` });
  }
  return { decision, faults: [...faults, ...wrongFields(decision, datasets)] };
}

const ISO_TIME = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T[\d:.]+Z?)?$/;

function only(line: number, column: string, message: string): ReadDecisions {
  return { decisions: [], wrong: [{ line, column, message }] };
}
