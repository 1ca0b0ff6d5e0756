/** The rows of the table as years, and what the notes say of them: outturn, or forecast. */
import { yearsNamed } from '../../nhs/named-years.ts';
import { readNumber } from '../../nhs/printed-number.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { cellText, columnLetter, type SheetRow } from '../../spreadsheet/workbook.ts';
import type { Finding } from '../contract/parsed-file.ts';
import { placeOf } from '../tables/header-row.ts';
import { notANumber } from '../tables/refusals.ts';
import type { DeflatorYear } from './deflator-years.ts';
import type { FoundTable } from './find-deflators.ts';
import { NOTE_MARKS } from './layouts.ts';

const YEAR = /^(\d{4})-(\d\d)$/;
/** `(2) text`, `2. text`, `2) text`. */
const NOTE = /^\(?(\d{1,2})(?:\)\.?|\.)\s*(\D[^]*)$/;
const OF_FORECASTS = /forecast|\bobr\b|office for budget responsibility/i;

export interface ReadYears {
  readonly years: readonly DeflatorYear[];
  readonly findings: readonly Finding[];
}

/**
 * The years down to the first text that is none: notes, or calendar years.
 * @throws SourceError for a year that cannot be read, a figure without a year, a figure that is no number
 */
export function readYears(table: FoundTable): ReadYears {
  const { body, yearAt } = table;
  const end = body.findIndex((row) => /^(?!\d)\S/.test(yearText(row, yearAt)) || isCalendarYear(row, yearAt));
  const rows = end < 0 ? body : body.slice(0, end);
  const below = end < 0 ? [] : body.slice(end);
  requireNoYearsBelow(table, below);
  const notes = notesIn([...table.titleBlock, ...below]);
  const findings: Finding[] = [];
  const years = rows.flatMap((row) => {
    const text = yearText(row, yearAt);
    const index = figureIn(table, row, table.indexAt);
    const change = figureIn(table, row, table.changeAt);
    if (text === '' && index === null && change === null) return [];
    const fy = yearIn(table, row, text);
    const marks = [...(NOTE_MARKS.exec(text)?.[0].matchAll(/\d+/g) ?? [])].map(([mark]) => mark);
    const unknown = marks.filter((mark) => !notes.texts.has(mark));
    if (unknown.length > 0) findings.push(markWithoutNote(fy, row, unknown));
    const forecast =
      index === null ||
      unknown.length > 0 ||
      marks.some((mark) => OF_FORECASTS.test(notes.texts.get(mark) ?? '')) ||
      (notes.forecastFrom !== undefined && fy >= notes.forecastFrom);
    return [...[{ fy, index, change, forecast, sheet: table.sheet, row: row.number }]].map((year) => ({
      ...year,
      column: columnLetter(table.indexAt),
    }));
  });
  return { years, findings };
}

interface Notes {
  /** By their marks. */
  readonly texts: ReadonlyMap<string, string>;
  /** The first year that a line about forecasts, and not about outturn, names. */
  readonly forecastFrom: string | undefined;
}

function notesIn(rows: readonly SheetRow[]): Notes {
  const lines = rows.map(({ cells }) =>
    cells
      .map((cell) => cellText(cell).trim())
      .filter((text) => text !== '')
      .join(' '),
  );
  const texts = new Map(
    lines.flatMap((line) => {
      const [, mark, text] = NOTE.exec(line) ?? [];
      return mark === undefined || text === undefined ? [] : [[mark, text] as const];
    }),
  );
  const [forecastFrom] = lines
    .filter((line) => /forecast/i.test(line) && !/out-?turn/i.test(line))
    .flatMap((line) => yearsNamed(line))
    .sort();
  return { texts, forecastFrom };
}

function yearText({ cells }: SheetRow, yearAt: number): string {
  return cellText(cells[yearAt])
    .replace(/[‐-―−]/g, '-')
    .trim();
}

/** Calendar years may stand below: `1955`. */
function isCalendarYear(row: SheetRow, yearAt: number): boolean {
  return /^\d{4}$/.test(yearText(row, yearAt).replace(NOTE_MARKS, ''));
}

/** `1999-00` of a cell that may have the marks of notes behind it. */
function yearIn({ sheet, yearAt }: FoundTable, row: SheetRow, text: string): string {
  const plain = text.replace(NOTE_MARKS, '');
  const [, from, to] = YEAR.exec(plain) ?? [];
  if (from !== undefined && Number(to) === (Number(from) + 1) % 100) return plain;
  const said = text === '' ? 'is empty beside a figure' : `prints "${text}", which is no financial year`;
  throw new SourceError(
    SourceErrorCode.wrongPeriod,
    `${placeOf(sheet)}, row ${row.number}, column ${columnLetter(yearAt)} ${said}. The columns may be shifted or the file damaged; compare with the publisher's file.`,
  );
}

/** Null where nothing is printed, or a dash. A mark in place of or beside a figure is not read. */
function figureIn({ sheet, header }: FoundTable, row: SheetRow, at: number): number | null {
  const cell = row.cells[at];
  const printed = cellText(cell);
  const read = readNumber(cell);
  const marked = /[[\]*:]|\.\./.test(printed);
  if (read.kind === 'number' && !marked) return read.value;
  if (read.kind === 'blank' && !marked) return null;
  const column = { measure: 'index', index: at, heading: cellText(header.cells[at]).trim() };
  const figure = { column, printed, value: null, status: 'missing', unreadable: true } as const;
  throw notANumber(sheet, row.number, figure, 'a number');
}

/** A text among the years ends the table; years below it would be lost without a word. */
function requireNoYearsBelow({ sheet, yearAt, indexAt }: FoundTable, below: readonly SheetRow[]): void {
  const lost = below.find(
    (row) =>
      YEAR.test(yearText(row, yearAt).replace(NOTE_MARKS, '')) &&
      readNumber(row.cells[indexAt]).kind === 'number',
  );
  const [first] = below;
  if (!lost || !first) return;
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `${placeOf(sheet)}, row ${first.number} prints "${yearText(first, yearAt).slice(0, 60)}" where a financial year should be, and row ${lost.number} has a year again. Look at the file; compare with the publisher's.`,
  );
}

function markWithoutNote(fy: string, row: SheetRow, marks: readonly string[]): Finding {
  const shown = marks.map((mark) => `(${mark})`).join(', ');
  const message = `Row ${row.number}: ${fy} is marked ${shown}, and the file has no such note. The year is taken for a forecast, so no money is brought to or from its prices.`;
  return { kind: 'mark-without-note', severity: 'warning', message };
}
