/** Workbooks up to their real size: further columns, and further organisations whose figures are nought or another's. */
import { read, utils, write, type WorkSheet } from '@e965/xlsx';

export interface Enlarged {
  readonly sheet: (name: string) => boolean;
  /** In all, and on each sheet. */
  readonly columns: number;
  /** Code and name of the organisations that come on top, on each sheet. */
  readonly organisations: (sheet: number) => readonly (readonly [code: string, name: string])[];
  /** Whether they have the figures of the organisation they stand beside; or else nought, so that totals stay true. */
  readonly copied: boolean;
}

type Cell = string | number | null;

export function enlargeWorkbook(bytes: Buffer, enlarged: Enlarged): Buffer {
  const book = read(bytes);
  const names = book.SheetNames.filter(enlarged.sheet);
  if (names.length === 0)
    throw new Error(`None of the sheets ${book.SheetNames.join(', ')} is the one meant.`);
  for (const [at, name] of names.entries()) {
    const sheet = book.Sheets[name];
    if (sheet) book.Sheets[name] = enlargeSheet(sheet, enlarged.organisations(at), enlarged);
  }
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}

function enlargeSheet(
  sheet: WorkSheet,
  organisations: ReturnType<Enlarged['organisations']>,
  { columns, copied }: Enlarged,
): WorkSheet {
  const lines = utils.sheet_to_json<Cell[]>(sheet, { header: 1, defval: null });
  const last = lines.findLastIndex((line) => /^[A-Z][A-Z0-9-]{2,5}$/.test(String(line[0])));
  const model = lines[last];
  // A group that nobody is in any more.
  if (!model) return sheet;
  const rows = organisations.map(([code, name]) =>
    model.map((cell, index): Cell => {
      if (index === 0) return code;
      if (index === 1 && typeof cell === 'string' && cell !== '*') return name;
      return copied || cell === null ? cell : 0;
    }),
  );
  const all = [...lines.slice(0, last + 1), ...rows, ...lines.slice(last + 1)];
  const width = Math.max(...all.map((line) => line.length));
  const wide = all.map((line): Cell[] => {
    if (line.filter((cell) => cell !== null).length < 4) return line;
    const isHeading = line.every((cell) => typeof cell !== 'number');
    const more = Array.from({ length: columns - width }, (_, index): Cell =>
      isHeading ? `further_figure_${index + 1}` : index * 1.25,
    );
    return [...line, ...Array<null>(width - line.length).fill(null), ...more];
  });
  return { ...utils.aoa_to_sheet(wide), ...(sheet['!merges'] && { '!merges': sheet['!merges'] }) };
}
