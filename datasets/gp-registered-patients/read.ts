/** One of a month's three files to the dataset's own tables (dossier gp-registered-patients, sections 3, 4 and 6). */
import { financialYearOfMonth } from '../../nhs/financial-year.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { cellText } from '../../spreadsheet/workbook.ts';
import type { ParseContext, Recognition } from '../contract/dataset.ts';
import { yearsOf } from '../contract/layout.ts';
import type { Finding, ParsedFile } from '../contract/parsed-file.ts';
import { recogniseBy } from '../tables/recognise-table.ts';
import { type Column, type FileKind, KIND_IN_WORDS, LAYOUTS, PDS_SINCE, PRACTICE_TYPE } from './layouts.ts';
import { readListSizes } from './list-sizes.ts';
import {
  type ListTable,
  extractDate,
  headingsOf,
  kindOfFile,
  layoutOf,
  peopleIn,
  readListTable,
  requireMonth,
} from './list-table.ts';
import {
  type FileReading,
  type Notes,
  type PrintedTotalRow,
  practiceCode,
  sameText,
  setAsideTwin,
  textColumn,
  totalTable,
  twinsDisagree,
  wholeNumbers,
} from './practice-rows.ts';
import { kindOfSlot, slotOf } from './slots.ts';

const READERS: Readonly<Record<FileKind, (table: ListTable, month: string) => FileReading>> = {
  all: readTotals,
  'quin-age': readListSizes,
  map: readPractices,
};

/** Rows go to `gp_list_size`, `gp_list_total` and `gp_practice`; there are no observations. */
export async function parseGpPatients(
  source: SourceBytes,
  { fy, slot, period }: ParseContext,
): Promise<ParsedFile> {
  const wanted = kindOfSlot(slot);
  requireKind(source, wanted);
  const table = await readListTable(source, wanted, fy);
  const { extracted, findings, ...reading } = READERS[wanted](table, period);
  return {
    ...reading,
    maturity: 'final',
    observations: [],
    findings: [...findings, ...notTheFirst(extracted, period), ...otherSource(wanted, period)],
  };
}

/** Tells the three files of a month, and the month, from what is in them: their names are the same every month. */
export function recogniseGpPatients(source: SourceBytes): Recognition {
  const found = kindOfFile(source);
  if (!('kind' in found)) return { notThis: found.why, ...(found.known && { nearly: true as const }) };
  const { kind } = found;
  return recogniseBy(source, {
    title: `the ${KIND_IN_WORDS[kind]}`,
    years: yearsOf(LAYOUTS),
    inWords: (slot) => monthInWords(slot.slice(0, 7)),
    isNearly: () => true,
    read: () => {
      const headings = headingsOf(source);
      const [, first] = source.workbook().sheets[0]?.rows() ?? [];
      const printed = cellText(first?.cells[headings?.names.indexOf('extract_date') ?? -1]).trim();
      const month = extractDate(printed)?.slice(0, 7);
      if (month === undefined) return `its EXTRACT_DATE "${printed}" is no day this reader knows`;
      const fy = financialYearOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
      if (headings && yearsOf(LAYOUTS).includes(fy)) layoutOf(headings, kind, fy);
      return { fy, slot: slotOf(month, kind), period: month };
    },
  });
}

/** A file that is plainly another of the month's is refused by its name; one that is none, by the headings it lacks. */
function requireKind(source: SourceBytes, wanted: FileKind): void {
  const found = kindOfFile(source);
  if ('kind' in found && found.kind === wanted) return;
  const what = 'kind' in found ? KIND_IN_WORDS[found.kind] : found.known ? found.why : undefined;
  if (what === undefined) return;
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `${source.fileName} holds ${what}, not what is wanted here: ${KIND_IN_WORDS[wanted]}. Take gp-reg-pat-prac-${wanted} from the month's page.`,
  );
}

/** Snapshots are of the first of the month; where the file says another day, the published date is still the first. */
function notTheFirst(extracted: string, month: string): readonly Finding[] {
  if (extracted.endsWith('-01')) return [];
  const message = `The file says it was extracted on ${extracted}; it is published as the snapshot of 1 ${monthInWords(month)}.`;
  return [{ kind: 'not-the-first-of-the-month', severity: 'info', message }];
}

/** Said once a month, with the figures. */
function otherSource(kind: FileKind, month: string): readonly Finding[] {
  if (kind !== 'quin-age' || month < PDS_SINCE) return [];
  const message = `Since ${monthInWords(PDS_SINCE)} lists are counted in PDS, before in NHAIS: levels before and after are not quite comparable.`;
  return [{ kind: 'source-changed', severity: 'info', message }];
}

/** `all`: table `gp_list_total`, one row a practice (dossier, section 3.1). The file prints no total of its own. */
function readTotals(table: ListTable, month: string): FileReading {
  const extracted = requireMonth(table, month);
  const notes = { findings: [], quarantine: [] };
  const rows = new Map<string, PrintedTotalRow>();
  for (let row = 0; row < table.rows; row += 1) {
    requireWholePractice(table, row);
    const people = peopleIn(table, row);
    const line = table.line(row);
    const code = practiceCode(table.text('practice', row), line, notes);
    if (code === undefined) continue;
    const earlier = rows.get(code);
    if (!earlier) rows.set(code, { code, sex: 'ALL', people, line });
    else if (earlier.people === people) setAsideTwin(code, [earlier.line, line], notes);
    else throw twinsDisagree(code, 'numbers of patients', [earlier.line, line]);
  }
  const tables = [totalTable([...rows.values()], month, 'all')];
  return { layout: table.layout, extracted, tables, totals: [], ...notes };
}

/** TYPE, SEX and AGE say the same in every row; another word would be part of a practice, or more than one. */
function requireWholePractice(table: ListTable, row: number): void {
  for (const [column, wanted] of [
    ['type', PRACTICE_TYPE],
    ['sex', 'ALL'],
    ['age', 'ALL'],
  ] as const) {
    const text = table.text(column, row);
    if (text.toUpperCase() === wanted) continue;
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `${table.place(column, row)} is "${text}", and in the totals of practices it is ${wanted} in every row. It is another file of the month, or a new layout; take gp-reg-pat-prac-all from the publisher's page.`,
    );
  }
}

/** Columns of `gp_practice`, and the column of the file each is. */
const FILLED: readonly (readonly [name: string, column: Column])[] = [
  ['practice_name', 'practiceName'],
  ['postcode', 'postcode'],
  ['pcn_code', 'pcn'],
  ['sub_icb_code', 'commissioner'],
  ['icb_code', 'icb'],
  ['icb_name', 'icbName'],
  ['region_code', 'regionCode'],
  ['region', 'region'],
];

/**
 * `map`: table `gp_practice`, one row a practice with its name, ICB (before July 2022 STP) and region, in order of the codes
 * (dossier, section 3.2).
 */
function readPractices(table: ListTable, month: string): FileReading {
  const extracted = requireMonth(table, month);
  const notes: Notes = { findings: [], quarantine: [] };
  const byCode = practices(table, notes);
  const codes = [...byCode.keys()].sort();
  const rows = codes.map((code) => byCode.get(code) ?? 0);
  const columns = [
    sameText('snapshot_date', `${month}-01`, rows.length),
    textColumn('practice_code', codes),
    ...FILLED.map(([name, column]) =>
      textColumn(
        name,
        rows.map((row) => table.text(column, row)),
      ),
    ),
    wholeNumbers(
      'source_row',
      rows.map((row) => table.line(row)),
    ),
  ];
  const tables = [{ name: 'gp_practice', rows: rows.length, columns }];
  return { layout: table.layout, extracted, tables, totals: [], ...notes };
}

/** The row of each practice. */
function practices(table: ListTable, notes: Notes): ReadonlyMap<string, number> {
  const byCode = new Map<string, number>();
  for (let row = 0; row < table.rows; row += 1) {
    const code = practiceCode(table.text('practice', row), table.line(row), notes);
    if (code === undefined) continue;
    const earlier = byCode.get(code);
    if (earlier === undefined) {
      byCode.set(code, row);
      continue;
    }
    const lines = [table.line(earlier), table.line(row)] as const;
    if (FILLED.some(([, column]) => table.text(column, earlier) !== table.text(column, row)))
      throw twinsDisagree(code, 'names or places', lines);
    setAsideTwin(code, lines, notes);
  }
  return byCode;
}
