/** Tables of organisations up to their real number: further rows whose figures are nought, so that every total stays true. */
import { type CellObject, type WorkBook, type WorkSheet, read, utils, write } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';

/** Code and name. */
export type Organisation = readonly [code: string, name: string];

const TRUST = /^[RT][A-Z0-9]{2}$/;

/** Adds them below the last trust of every sheet that has a column of trusts' codes. Formats and other cells stay. */
export function addToWorkbook(
  bytes: Buffer,
  kind: 'xlsx' | 'xls',
  organisations: readonly Organisation[],
): Buffer {
  const book: WorkBook = read(bytes, { cellNF: true });
  let filled = 0;
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name];
    if (!sheet) continue;
    const place = lastTrust(
      utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: null, blankrows: true }),
    );
    if (!place) continue;
    book.Sheets[name] = withRows(sheet, place, organisations);
    filled += 1;
  }
  if (filled === 0) throw new Error(`No sheet of ${book.SheetNames.join(', ')} has a column of trusts.`);
  return write(book, {
    type: 'buffer',
    bookType: kind === 'xls' ? 'biff8' : 'xlsx',
    compression: true,
  }) as Buffer;
}

/** Adds them below the last trust of a CSV. */
export function addToCsv(bytes: Buffer, organisations: readonly Organisation[]): Buffer {
  const lines: string[][] = parse(bytes, { bom: true, relax_column_count: true });
  const place = lastTrust(lines);
  const model = place && lines[place.row];
  if (!model) throw new Error(`No column of trusts under the headings ${lines[0]?.join(', ') ?? ''}.`);
  const nameAt = model.findIndex((cell, at) => at !== place.column && isName(cell));
  const further = organisations.map(([code, name]) =>
    model.map((cell, at) =>
      at === place.column ? code : at === nameAt ? name : /^-?[\d.,]+$/.test(cell) ? '0' : cell,
    ),
  );
  const all = [...lines.slice(0, place.row + 1), ...further, ...lines.slice(place.row + 1)];
  return Buffer.from(all.map((cells) => cells.map(quoted).join(',')).join('\r\n') + '\r\n');
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** The last row of the column that has most codes of trusts. */
function lastTrust(rows: readonly (readonly unknown[])[]): Place | undefined {
  const found = new Map<number, { times: number; row: number }>();
  for (const [row, cells] of rows.entries())
    for (const [column, cell] of cells.entries())
      if (typeof cell === 'string' && TRUST.test(cell.trim()))
        found.set(column, { times: (found.get(column)?.times ?? 0) + 1, row });
  const [column, most] = [...found].sort(([, a], [, b]) => b.times - a.times)[0] ?? [];
  return column === undefined || !most || most.times < 3 ? undefined : { row: most.row, column };
}

function withRows(
  sheet: WorkSheet,
  { row, column }: Place,
  organisations: readonly Organisation[],
): WorkSheet {
  const range = utils.decode_range(sheet['!ref'] ?? 'A1');
  // Rows are counted from the first one that the sheet has.
  const last = row + range.s.r;
  const codeAt = column + range.s.c;
  const made: WorkSheet = {
    '!ref': utils.encode_range(range.s, { r: range.e.r + organisations.length, c: range.e.c }),
  };
  const merges = sheet['!merges']?.map(({ s, e }) => ({
    s: moved(s, last, organisations),
    e: moved(e, last, organisations),
  }));
  if (merges) made['!merges'] = merges;
  let named = false;
  for (const [address, cell] of Object.entries(sheet) as [string, CellObject][]) {
    if (address.startsWith('!')) continue;
    const at = utils.decode_cell(address);
    made[utils.encode_cell(moved(at, last, organisations))] = cell;
    if (at.r !== last) continue;
    const isNameCell: boolean = !named && at.c !== codeAt && isName(cell.v);
    named ||= isNameCell;
    for (const [index, [code, name]] of organisations.entries())
      made[utils.encode_cell({ r: last + 1 + index, c: at.c })] =
        at.c === codeAt ? text(code) : isNameCell ? text(name) : at.c > codeAt ? nought(cell) : { ...cell };
  }
  return made;
}

function moved<T extends { r: number; c: number }>(
  at: T,
  last: number,
  organisations: readonly Organisation[],
): T {
  return at.r > last ? { ...at, r: at.r + organisations.length } : at;
}

function isName(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /\b(nhs|trust|hospitals?)\b/i.test(value) &&
    !/region|commissioning/i.test(value)
  );
}

function text(value: string): CellObject {
  return { t: 's', v: value };
}

function nought(cell: CellObject): CellObject {
  return cell.t === 'n' ? { ...cell, v: 0, w: '0' } : { ...cell };
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
