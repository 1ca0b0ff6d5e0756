/**
 * A file read with the headings that a person has taught. The publication's own reader is shown the layout's words in place
 * of the printed heading, so that everything else it does, totals and checks included, is done as always.
 */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import {
  CellKind,
  cellText,
  columnLetter,
  type CellValue,
  type ColumnarSheet,
  type Sheet,
  type SheetColumn,
  type SheetRow,
} from '../../spreadsheet/workbook.ts';
import {
  MEANS_NOTHING,
  type HeadingMeaning,
  type Headings,
  type HeadingSet,
  type TaughtHeading,
} from '../contract/heading.ts';
import { groupsAbove, placeOf } from './header-row.ts';

/** Headings stand among the first rows of a sheet. */
const SEARCHED_ROWS = 60;
/** A row of groups stands at most so far above the headings. */
const GROUPS_WITHIN = 3;

/** What the year's layouts are, and what was taught of them. */
export interface Lesson {
  readonly headings: Headings;
  readonly fy: FinancialYear;
  readonly taught: readonly TaughtHeading[];
}

export interface ReadAsTaught {
  readonly source: SourceBytes;
  /** Those that were met so far in the file. */
  readonly used: () => readonly TaughtHeading[];
}

/**
 * The file as the reader should see it.
 * @throws SourceError, when the file is read, where a taught heading contradicts the layout or another one.
 */
export function readAsTaught(source: SourceBytes, lesson: Lesson): ReadAsTaught {
  const used = new Set<TaughtHeading>();
  const pupil: Pupil = {
    sets: setsFor(source, lesson.headings, lesson.fy),
    plain: lesson.headings.plain,
    taught: lesson.taught,
    use: (taught) => void used.add(taught),
  };
  let workbook: ReturnType<SourceBytes['workbook']> | undefined;
  return {
    source: {
      ...source,
      workbook: () =>
        (workbook ??= { sheets: source.workbook().sheets.map((sheet) => sheetAsTaught(sheet, pupil)) }),
    },
    used: () => lesson.taught.filter((taught) => used.has(taught)),
  };
}

/** The layouts that a file of its kind can have. */
export function setsFor(
  source: Pick<SourceBytes, 'kind'>,
  headings: Headings,
  fy: FinancialYear,
): readonly HeadingSet[] {
  const ofFile = source.kind === 'csv' ? 'csv' : 'workbook';
  return headings.of(fy).filter(({ kind }) => kind === undefined || kind === ofFile);
}

/** Meanings of columns that are named by their words alone. */
export function wordsOf(columns: Readonly<Record<string, readonly string[]>>): readonly HeadingMeaning[] {
  return Object.entries(columns).flatMap(([means, [first, ...others]]) =>
    first === undefined ? [] : [{ means, words: [first, ...others] as const }],
  );
}

interface Pupil {
  readonly sets: readonly HeadingSet[];
  readonly plain: (printed: string) => string;
  readonly taught: readonly TaughtHeading[];
  readonly use: (taught: TaughtHeading) => void;
}

function sheetAsTaught(sheet: Sheet, pupil: Pupil): Sheet {
  return {
    ...sheet,
    rows: () => rowsAsTaught(sheet, pupil),
    columns: async () => columnsAsTaught(sheet.name, await sheet.columns(), pupil),
  };
}

function* rowsAsTaught(sheet: Sheet, pupil: Pupil): Iterable<SheetRow> {
  const labels = labelsOf(pupil);
  const above: SheetRow[] = [];
  let index = 0;
  for (const row of sheet.rows()) {
    const read = index < SEARCHED_ROWS ? headingsAsTaught(sheet.name, row, above, pupil) : row;
    yield labels.size === 0
      ? read
      : {
          ...read,
          cells: read.cells.map((cell) =>
            typeof cell === 'string' ? labelAsTaught(cell, labels, pupil) : cell,
          ),
        };
    above.push(row);
    if (above.length > GROUPS_WITHIN) above.shift();
    index += 1;
  }
}

/** The row with the layout's words in place of what was taught; the row itself where it is none of headings. */
function headingsAsTaught(sheet: string, row: SheetRow, above: readonly SheetRow[], pupil: Pupil): SheetRow {
  const { plain, taught, sets, use } = pupil;
  const headings = row.cells.map((cell) => (typeof cell === 'string' ? plain(cell) : ''));
  const ofCell = headings.map((heading) =>
    heading === '' ? [] : taught.filter((one) => plain(one.heading) === heading),
  );
  if (ofCell.every((ones) => ones.length === 0)) return row;
  const groups = above.map((each) => groupsAbove(each, headings.length)).toReversed();
  const [best] = sets
    .filter(({ labels }) => !labels)
    .map((set) => ({ set, ...resolved(set, headings, ofCell, groups) }))
    .toSorted((a, b) => b.known + b.cells.size - (a.known + a.cells.size));
  // A word of the text above a table is no heading: beside a heading stand others.
  if (!best || best.known === 0 || best.cells.size === 0) return row;
  requireNoOther(sheet, row, best.set, headings, best.cells, groups);
  const cells = row.cells.map((cell, index): CellValue => {
    const found = best.cells.get(index);
    if (!found) return cell;
    use(found.taught);
    return found.word;
  });
  return { ...row, cells };
}

interface ReadCell {
  readonly taught: TaughtHeading;
  readonly meaning: HeadingMeaning | undefined;
  readonly word: string | null;
}

/** What the taught headings of a row mean in a layout, and how many of the row's other headings the layout knows. */
function resolved(
  set: HeadingSet,
  headings: readonly string[],
  ofCell: readonly (readonly TaughtHeading[])[],
  groups: readonly (readonly string[])[],
): { readonly known: number; readonly cells: ReadonlyMap<number, ReadCell> } {
  const cells = new Map<number, ReadCell>();
  for (const [index, ones] of ofCell.entries()) {
    for (const taught of ones) {
      if (taught.means === MEANS_NOTHING) {
        if (!knownIn(set, headings[index] ?? ''))
          cells.set(index, { taught, meaning: undefined, word: null });
        continue;
      }
      const meaning = set.meanings.find(
        ({ means, under }) => means === taught.means && isUnder(under, index, groups),
      );
      // What the layout has come to know by itself needs no lesson.
      if (!meaning || meaning.words.includes(headings[index] ?? '')) continue;
      cells.set(index, { taught, meaning, word: meaning.words[0] });
    }
  }
  const known = headings.filter((heading, index) => !cells.has(index) && knownIn(set, heading)).length;
  return { known, cells };
}

function isUnder(
  under: HeadingMeaning['under'],
  index: number,
  groups: readonly (readonly string[])[],
): boolean {
  return under === undefined || groups.some((row) => under(row[index] ?? ''));
}

/** Whether a layout reads the heading, under whatever group. */
export function knownIn({ meanings, knows }: HeadingSet, heading: string): boolean {
  if (heading === '') return false;
  return meanings.some(({ words }) => words.includes(heading)) || (knows?.(heading) ?? false);
}

/** A lesson fills a gap: it never overrides what the layout knows, and a figure has one column. */
function requireNoOther(
  sheet: string,
  row: SheetRow,
  set: HeadingSet,
  headings: readonly string[],
  cells: ReadonlyMap<number, ReadCell>,
  groups: readonly (readonly string[])[],
): void {
  const place = `${placeOf(sheet)}, row ${row.number}`;
  const taken = new Map<HeadingMeaning, number>();
  for (const [index, { taught, meaning }] of cells) {
    const shown = `"${cellText(row.cells[index]).trim()}"`;
    const lesson = inWords(taught);
    if (knownIn(set, headings[index] ?? ''))
      throw contradiction(
        `${place}: the layout ${set.layout} knows the heading ${shown} already, and ${lesson} would override it. Undo that decision.`,
      );
    if (!meaning || meaning.again) continue;
    const other =
      taken.get(meaning) ??
      headings.findIndex(
        (heading, at) =>
          !cells.has(at) && meaning.words.includes(heading) && isUnder(meaning.under, at, groups),
      );
    if (other >= 0) {
      const two = `"${cellText(row.cells[other]).trim()}" in column ${columnLetter(other)} and ${shown} in column ${columnLetter(index)}`;
      throw contradiction(
        `${place}: ${two} would both be ${meaning.means}, the second by ${lesson}. A figure has one column: undo that decision.`,
      );
    }
    taken.set(meaning, index);
  }
}

/** `decision 5 of ann ("G & A beds" means available_ga)`. */
function inWords({ heading, means, decision, who }: TaughtHeading): string {
  const by = decision === undefined ? 'what was taught' : `decision ${decision}${who ? ` of ${who}` : ''}`;
  return `${by} ("${heading}" means ${means})`;
}

function contradiction(message: string): SourceError {
  return new SourceError(SourceErrorCode.headingMissing, message);
}

/** Labels of rows, where one row is one figure: what was taught, by its plain form. */
function labelsOf({ sets, plain, taught }: Pupil): ReadonlyMap<string, ReadCell> {
  const labels = new Map<string, ReadCell>();
  for (const one of taught) {
    const heading = plain(one.heading);
    const inLabels = sets.filter(({ labels: isLabels }) => isLabels);
    if (inLabels.length === 0 || inLabels.some((set) => knownIn(set, heading))) continue;
    const meaning = inLabels.flatMap(({ meanings }) => meanings).find(({ means }) => means === one.means);
    if (meaning) labels.set(heading, { taught: one, meaning, word: meaning.words[0] });
  }
  return labels;
}

function labelAsTaught(
  text: string,
  labels: ReadonlyMap<string, ReadCell>,
  { plain, use }: Pupil,
): string | null {
  const found = labels.get(plain(text));
  if (!found) return text;
  use(found.taught);
  return found.word;
}

/** The same of a sheet in columns: the cells of its first rows, and the labels wherever they stand. */
function columnsAsTaught(name: string, sheet: ColumnarSheet, pupil: Pupil): ColumnarSheet {
  const labels = labelsOf(pupil);
  const strings = sheet.strings.map((text) => labelAsTaught(text, labels, pupil) ?? '');
  const columns: SheetColumn[] = [...sheet.columns];
  const above: SheetRow[] = [];
  for (let index = 0; index < Math.min(SEARCHED_ROWS, sheet.rows); index += 1) {
    const row = rowAt(sheet, index);
    const read = headingsAsTaught(name, row, above, pupil);
    for (const [at, cell] of read.cells.entries()) {
      const column = columns[at];
      if (cell === row.cells[at] || !column) continue;
      columns[at] = withCell(column, index, typeof cell === 'string' ? strings.push(cell) - 1 : -1);
    }
    above.push(row);
    if (above.length > GROUPS_WITHIN) above.shift();
  }
  return { ...sheet, strings, columns };
}

function rowAt(sheet: ColumnarSheet, index: number): SheetRow {
  const cells = sheet.columns.map(({ kinds, numbers, indices }): CellValue => {
    const kind = kinds[index];
    if (kind === CellKind.text) return sheet.strings[indices[index] ?? -1] ?? null;
    return kind === CellKind.number ? (numbers[index] ?? null) : null;
  });
  return { number: sheet.rowNumbers[index] ?? 0, cells };
}

/** A copy of the column in which one cell is another string, or empty. */
function withCell(column: SheetColumn, index: number, string: number): SheetColumn {
  const [kinds, indices] = [column.kinds.slice(), column.indices.slice()];
  kinds[index] = string < 0 ? CellKind.empty : CellKind.text;
  indices[index] = string;
  return { ...column, kinds, indices };
}
