/**
 * Rows that would be set aside because their code is none, and that a person has said to be of an organisation. The
 * publication's own reader is shown the organisation's code, so that sums and checks for rows that stand there twice are
 * made as always; what is kept is the code as printed, and the join gives it the same organisation by the same decision.
 */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { normaliseName } from '../../organisations/normalise-name.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import {
  CellKind,
  cellText,
  type ColumnarSheet,
  type Sheet,
  type SheetRow,
} from '../../spreadsheet/workbook.ts';
import type { DecidedRow } from '../contract/dataset.ts';
import type { Headings, HeadingSet } from '../contract/heading.ts';
import type { Finding, ParsedFile } from '../contract/parsed-file.ts';
import { looksLikeCode } from './figure-table.ts';
import { placeOf } from './header-row.ts';
import { setsFor } from './taught-headings.ts';

const SEARCHED_ROWS = 60;
/** Meaning of the column of codes, in every publication. */
const CODES = 'org_code';

export interface WithDecidedRows {
  readonly source: SourceBytes;
  /** The parsed file with the codes as they are printed, and a finding on each row that was decided. */
  readonly asPrinted: (parsed: ParsedFile) => ParsedFile;
}

interface Met {
  readonly sheet: string;
  readonly row: number;
  /** The cell of the code, as printed. */
  readonly printed: string;
  readonly by: DecidedRow & { readonly orgCode: string };
}

/** The file as the reader should see it. A printed code that looks like one is never touched: the join alone decides on it. */
export function withDecidedRows(
  source: SourceBytes,
  {
    headings,
    fy,
    decided,
  }: {
    readonly headings: Headings | undefined;
    readonly fy: FinancialYear;
    readonly decided: readonly DecidedRow[];
  },
): WithDecidedRows {
  const corrections = decided.flatMap(({ orgCode, ...row }) =>
    orgCode === null || looksLikeCode(row.printed) ? [] : [{ ...row, orgCode }],
  );
  const met = new Map<string, Met>();
  const reader: Reader = {
    corrections,
    plain: headings?.plain ?? ((text) => text),
    sets: headings ? setsFor(source, headings, fy) : [],
    note: (one) => void met.set(`${one.sheet} ${one.row}`, one),
  };
  if (corrections.length === 0) return { source, asPrinted: (parsed) => parsed };
  let workbook: ReturnType<SourceBytes['workbook']> | undefined;
  return {
    source: {
      ...source,
      workbook: () =>
        (workbook ??= { sheets: source.workbook().sheets.map((sheet) => sheetDecided(sheet, reader)) }),
    },
    asPrinted: (parsed) => asPrinted(parsed, met),
  };
}

interface Reader {
  readonly corrections: readonly Met['by'][];
  readonly plain: (printed: string) => string;
  readonly sets: readonly HeadingSet[];
  readonly note: (met: Met) => void;
}

function sheetDecided(sheet: Sheet, reader: Reader): Sheet {
  return {
    ...sheet,
    rows: () => rowsDecided(sheet, reader),
    columns: async () => columnsDecided(sheet.name, await sheet.columns(), reader),
  };
}

function* rowsDecided(sheet: Sheet, reader: Reader): Iterable<SheetRow> {
  let codeAt = -1;
  let index = 0;
  for (const row of sheet.rows()) {
    const header = index < SEARCHED_ROWS ? codeColumn(row, reader) : -1;
    index += 1;
    if (header >= 0) codeAt = header;
    yield header >= 0 || codeAt < 0 ? row : rowDecided(sheet.name, row, codeAt, reader);
  }
}

/** Column of the codes where the row is one of headings; -1 for every other row. */
function codeColumn({ cells }: SheetRow, { plain, sets }: Reader): number {
  const headings = cells.map((cell) => (typeof cell === 'string' ? plain(cell) : ''));
  for (const { meanings, labels } of sets) {
    if (labels) continue;
    const words: readonly string[] = meanings.find(({ means }) => means === CODES)?.words ?? [];
    const at = headings.findIndex((heading) => heading !== '' && words.includes(heading));
    const beside = headings.some(
      (heading, other) => other !== at && meanings.some((meaning) => meaning.words.includes(heading)),
    );
    if (at >= 0 && beside) return at;
  }
  return -1;
}

function rowDecided(sheet: string, row: SheetRow, codeAt: number, { corrections, note }: Reader): SheetRow {
  const printed = cellText(row.cells[codeAt]);
  if (looksLikeCode(printed)) return row;
  const code = printed.trim().toUpperCase();
  const unnamed = code === '' || code === '-';
  const names: readonly string[] = unnamed
    ? row.cells
        .filter((cell, at) => at !== codeAt && typeof cell === 'string')
        .map((cell) => normaliseName(cellText(cell)))
    : [];
  const by = corrections.find((one) =>
    unnamed ? names.includes(normaliseName(one.printed)) : one.printed.trim().toUpperCase() === code,
  );
  if (!by) return row;
  note({ sheet, row: row.number, printed, by });
  return {
    ...row,
    cells: Array.from({ length: Math.max(row.cells.length, codeAt + 1) }, (_, at) =>
      at === codeAt ? by.orgCode : (row.cells[at] ?? null),
    ),
  };
}

/** Of a sheet in columns the codes alone are told: a row without one has nothing that could be replaced. */
function columnsDecided(name: string, sheet: ColumnarSheet, { corrections, note }: Reader): ColumnarSheet {
  const byString = new Map<number, Met['by']>();
  const strings = sheet.strings.map((text, index) => {
    const by = corrections.find(({ printed }) => printed.trim().toUpperCase() === text.trim().toUpperCase());
    if (by) byString.set(index, by);
    return by ? by.orgCode : text;
  });
  if (byString.size === 0) return sheet;
  for (const { kinds, indices } of sheet.columns) {
    for (let index = 0; index < sheet.rows; index += 1) {
      const by = kinds[index] === CellKind.text ? byString.get(indices[index] ?? -1) : undefined;
      if (by)
        note({
          sheet: name,
          row: sheet.rowNumbers[index] ?? 0,
          printed: sheet.strings[indices[index] ?? -1] ?? '',
          by,
        });
    }
  }
  return { ...sheet, strings };
}

function asPrinted(parsed: ParsedFile, met: ReadonlyMap<string, Met>): ParsedFile {
  const used = new Map<string, Met & { readonly orgName: string }>();
  const observations = parsed.observations.map((one) => {
    const key = `${one.sheet} ${one.row}`;
    const here = met.get(key);
    if (!here || one.orgCode !== here.by.orgCode) return one;
    used.set(key, { ...here, orgName: one.orgName });
    return { ...one, orgCode: here.printed };
  });
  const findings = [...used.values()].map(({ sheet, row, printed, orgName, by }): Finding => {
    const who =
      by.decision === undefined ? '' : ` by decision ${by.decision}${by.who ? ` of ${by.who}` : ''}`;
    const why = by.reason ? `: ${by.reason}` : '';
    return {
      ...{ kind: 'decided-organisation', severity: 'warning', orgCode: printed, orgName },
      message: `${placeOf(sheet)}, row ${row}: "${printed.trim() || orgName.trim()}" is no code and was read as ${by.orgCode}${who}${why}${/[.!?]$/.test(why) ? '' : '.'}`,
    };
  });
  return findings.length === 0
    ? parsed
    : { ...parsed, observations, findings: [...parsed.findings, ...findings] };
}
