/** From the bytes of a file to rows of text that are known to be of one of the ODS layouts. */
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { cellText, columnLetter } from '../../spreadsheet/workbook.ts';
import { LAYOUTS, ORGANISATION, SUCCESSION, type OdsLayout } from './layouts.ts';

/** A row as text, white space around the cells removed. `number` is the 1-based line. */
export interface OdsRow {
  readonly number: number;
  readonly cells: readonly string[];
}

export interface OdsRows {
  readonly layout: OdsLayout;
  readonly rows: readonly OdsRow[];
}

const CODE = /^[A-Z0-9]{3,8}$/;

/**
 * Rows of an ODS file; `limit` stops early, for recognition.
 * @throws SourceError when it is no ODS file: empty, HTML, a heading line, another number of columns.
 */
export function readRows(source: SourceBytes, limit = Infinity): OdsRows {
  if (source.kind !== 'csv') {
    throw new SourceError(
      SourceErrorCode.wrongType,
      `ODS files are CSV; this one is ${source.kind}. Download the zip of the same name from the ODS page and give that.`,
    );
  }
  const rows: OdsRow[] = [];
  let layout: OdsLayout | undefined;
  for (const row of source.workbook().sheets[0]?.rows() ?? []) {
    const cells = row.cells.map((cell) => cellText(cell).trim());
    if (cells.every((cell) => cell === '')) continue;
    layout ??= layoutOf(cells, row.number);
    if (cells.length !== layout.columns) {
      throw new SourceError(
        SourceErrorCode.unknownLayout,
        `Row ${row.number} has ${cells.length} columns where the rows before it have ${layout.columns}: the file is damaged or cut short. Download it again.`,
      );
    }
    rows.push({ number: row.number, cells });
    if (rows.length >= limit) break;
  }
  if (!layout) {
    throw new SourceError(SourceErrorCode.empty, 'The file holds no row. Download it again.');
  }
  return { layout, rows };
}

/** The first row is already data; what looks like a heading shows a copy that somebody has rearranged. */
function layoutOf(cells: readonly string[], rowNumber: number): OdsLayout {
  const first = cells[0] ?? '';
  if (/^<(?:!doctype|html|\?xml|head|body)/i.test(first)) {
    throw new SourceError(
      SourceErrorCode.htmlInsteadOfFile,
      'This is a web page, not an ODS file. Open the address in a browser; a page that refuses scripts can be got round by downloading the zip by hand and giving its folder with --from-folder.',
    );
  }
  const layout = LAYOUTS.find((candidate) => candidate.columns === cells.length);
  const dateAt = layout?.content === 'successions' ? SUCCESSION.date : ORGANISATION.open;
  if (!CODE.test(first) || (layout && /[A-Za-z]/.test(cells[dateAt] ?? ''))) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `Row ${rowNumber} is not a row of an ODS file, which starts with data and a code, without headings. Found: ${shown(cells)}. Give the file as ODS publishes it, not a rearranged copy.`,
    );
  }
  if (!layout) {
    const known = LAYOUTS.map(({ layout: name }) => name).join('; ');
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `Row ${rowNumber} has ${cells.length} columns. The layouts known are: ${known}. Found: ${shown(cells)}.`,
    );
  }
  return layout;
}

/**
 * The date in a cell, ISO, null where the cell is empty.
 * @throws SourceError for a day that does not exist.
 */
export function dateIn(row: OdsRow, position: number): string | null {
  const text = row.cells[position] ?? '';
  const date = odsDate(text);
  if (date === undefined) {
    throw new SourceError(
      SourceErrorCode.implausible,
      `Row ${row.number}, column ${columnLetter(position)}: "${text}" is not a date written YYYYMMDD. The file is damaged or its columns have moved; download it again.`,
    );
  }
  return date;
}

/**
 * An ODS date, `20190401`, as ISO text: `2019-04-01`. Null for an empty cell; undefined for anything that is no day
 * of the calendar (`20190230`, `01/04/2019`, a heading).
 */
function odsDate(text: string): string | null | undefined {
  if (text === '') return null;
  const match = /^(1[89]\d\d|20\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!match) return undefined;
  const iso = `${match[1]}-${match[2]}-${match[3]}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : undefined;
}

/** First and last day that the dates of a file name, ISO; undefined where no cell names a day. */
export function datesInside({ layout, rows }: OdsRows): { first: string; last: string } | undefined {
  const positions =
    layout.content === 'successions' ? [SUCCESSION.date] : [ORGANISATION.open, ORGANISATION.close];
  const days = rows
    .flatMap((row) => positions.map((position) => odsDate(row.cells[position] ?? '')))
    .filter((day) => typeof day === 'string')
    .sort();
  const [first] = days;
  const last = days.at(-1);
  return first === undefined || last === undefined ? undefined : { first, last };
}

function shown(cells: readonly string[]): string {
  const some = cells.slice(0, 6).map((cell) => JSON.stringify(cell.slice(0, 40)));
  return some.join(', ') + (cells.length > some.length ? ', …' : '');
}
