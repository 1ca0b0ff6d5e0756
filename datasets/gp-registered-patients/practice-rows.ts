/** What the three files have in common: practices by code, each once, and columns of the tables they fill. */
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type {
  DatasetTable,
  Finding,
  ParsedFile,
  QuarantinedRow,
  TableColumn,
} from '../contract/parsed-file.ts';
import { looksLikeCode } from '../tables/figure-table.ts';
import type { FileKind } from './layouts.ts';

/** What was read from one of the three files. */
export interface FileReading extends Pick<
  ParsedFile,
  'layout' | 'tables' | 'totals' | 'findings' | 'quarantine'
> {
  /** ISO day every row was extracted on. */
  readonly extracted: string;
}

/** What was noticed while a file was read. */
export interface Notes {
  readonly findings: Finding[];
  readonly quarantine: QuarantinedRow[];
}

/** An error of the publisher's touches a practice or two; a file with more rows amiss than these is damaged. */
const SET_ASIDE_AT_MOST = 2000;

/** @throws SourceError IMPLAUSIBLE when too much of the file is amiss */
export function setAside(notes: Notes, row: Omit<QuarantinedRow, 'sheet' | 'orgName'>): void {
  if (notes.quarantine.length >= SET_ASIDE_AT_MOST) {
    throw new SourceError(
      SourceErrorCode.implausible,
      `More than ${SET_ASIDE_AT_MOST} rows are there twice or belong to no practice, the last of them row ${row.row}: ${row.detail} The file is damaged; compare with the publisher's file.`,
    );
  }
  notes.quarantine.push({ sheet: '', orgName: '', ...row });
}

/** Code of a practice (`A81001`, `Y02428`), or undefined where the row is set aside because it has none. */
export function practiceCode(printed: string, line: number, notes: Notes): string | undefined {
  if (looksLikeCode(printed)) return printed.toUpperCase();
  const detail = `"${printed}" is not the code of a practice.`;
  setAside(notes, { row: line, orgCode: printed, rule: 'no-practice-code', detail });
  return undefined;
}

/** A practice that is there twice with the same words is taken once; the other row is set aside. */
export function setAsideTwin(
  code: string,
  lines: readonly [first: number, again: number],
  notes: Notes,
): void {
  const [first, again] = lines;
  setAside(notes, {
    row: again,
    orgCode: code,
    rule: 'duplicate-row',
    detail: `The same as row ${first}, which was kept.`,
  });
  if (notes.findings.some(({ kind, orgCode }) => kind === 'duplicate-row' && orgCode === code)) return;
  notes.findings.push({
    kind: 'duplicate-row',
    severity: 'warning',
    orgCode: code,
    message: `${code} stands in rows ${first} and ${again} of the file with the same figures; it was counted once.`,
  });
}

/** A practice that is there twice with different words: nobody can say which are right. */
export function twinsDisagree(
  code: string,
  what: string,
  lines: readonly [first: number, again: number],
): SourceError {
  return new SourceError(
    SourceErrorCode.duplicateRows,
    `${code} is in rows ${lines[0]} and ${lines[1]} with different ${what}. Ask the publisher which row is right, or load another edition.`,
  );
}

/** Texts kept once each; an empty one is null. */
export function textColumn(name: string, texts: readonly string[]): TableColumn {
  const values: string[] = [];
  const known = new Map<string, number>([['', -1]]);
  const indices = Int32Array.from(texts, (text) => {
    const index = known.get(text);
    if (index !== undefined) return index;
    known.set(text, values.length);
    return values.push(text) - 1;
  });
  return { name, type: 'dictionary', values, indices };
}

/** The same text in every row. */
export function sameText(name: string, text: string, rows: number): TableColumn {
  return { name, type: 'dictionary', values: [text], indices: new Int32Array(rows) };
}

export function wholeNumbers(name: string, numbers: readonly number[] | Int32Array): TableColumn {
  return { name, type: 'integer', numbers: Int32Array.from(numbers) };
}

export interface PrintedTotalRow {
  readonly code: string;
  readonly sex: 'ALL' | 'FEMALE' | 'MALE';
  readonly people: number;
  readonly line: number;
}

/** `gp_list_total`: what a file itself prints as the whole list of a practice, by sex where it does. */
export function totalTable(
  unsorted: readonly PrintedTotalRow[],
  month: string,
  kind: FileKind,
): DatasetTable {
  const key = ({ code, sex }: PrintedTotalRow): string => `${code} ${sex}`;
  const rows = unsorted.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  const of = <Value>(cell: (row: PrintedTotalRow) => Value): readonly Value[] => rows.map(cell);
  return {
    name: 'gp_list_total',
    rows: rows.length,
    columns: [
      sameText('snapshot_date', `${month}-01`, rows.length),
      sameText('printed_in', kind, rows.length),
      textColumn(
        'practice_code',
        of(({ code }) => code),
      ),
      textColumn(
        'sex',
        of(({ sex }) => sex),
      ),
      wholeNumbers(
        'patients',
        of(({ people }) => people),
      ),
      wholeNumbers(
        'source_row',
        of(({ line }) => line),
      ),
    ],
  };
}
