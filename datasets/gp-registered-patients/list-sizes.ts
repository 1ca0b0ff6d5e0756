/**
 * `quin-age`: practices and all levels above them by sex and five-year band, in one long file (dossier, section 3.3). Its
 * 350,000 rows are held as places in the table, practice by sex by band, without an object each; so neither the rows nor the
 * totals of tables/ fit here.
 */
import { monthInWords } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { DatasetTable, Finding, PrintedTotal } from '../contract/parsed-file.ts';
import { AGE_BANDS, LEVELS, NETWORK_TYPE, PRACTICE_TYPE, SEXES } from './layouts.ts';
import { type ListTable, peopleIn, requireMonth } from './list-table.ts';
import {
  type FileReading,
  type Notes,
  practiceCode,
  sameText,
  setAside,
  setAsideTwin,
  totalTable,
  twinsDisagree,
} from './practice-rows.ts';

/** Published with a hyphen, as people write an age band. */
const BAND_TEXTS = AGE_BANDS.map((band) => band.replace('_', '-'));
const CELLS = SEXES.length * AGE_BANDS.length;
/** As printed, the sum of both sexes and of all bands first. */
const PRINTED_SEXES = ['ALL', ...SEXES] as const;
const PRINTED_BANDS = ['ALL', ...AGE_BANDS] as const;
const BANDS = PRINTED_BANDS.length;
/** Networks have such codes too, which begin with U. */
const CODE_OF_PRACTICE = /^[A-PY]\d{5}$/i;

/** A finding of this kind is about one practice; checks.ts counts them. */
export const PRACTICE_DISAGREES = 'practice-total-disagrees';

/** Tables `gp_list_size` (practice, sex, band) and `gp_list_total` (what the file prints as their sums). */
export function readListSizes(table: ListTable, month: string): FileReading {
  const extracted = requireMonth(table, month);
  const notes: Notes = { findings: [], quarantine: [] };
  const cells = practiceCells(table, notes);
  const levels = levelTotals(table, cells, month);
  const findings = [
    ...notes.findings,
    ...practiceFindings(cells),
    ...levelFindings(levels, month),
    ...otherTypes(table),
  ];
  const printed = cells.codes.flatMap((code, practice) =>
    PRINTED_SEXES.flatMap((sex, at) => {
      const people = cells.people(practice, at, 0);
      return people === undefined ? [] : [{ code, sex, people, line: cells.line(practice, at, 0) }];
    }),
  );
  return {
    layout: table.layout,
    extracted,
    tables: [sizeTable(cells, month), totalTable(printed, month, 'quin-age')],
    totals: [...practiceTotals(cells, month, table.letter('patients')), ...levels],
    findings,
    quarantine: notes.quarantine,
  };
}

/** In order of practice, sex and band: the published table is read from it without sorting. */
function sizeTable(cells: PracticeCells, month: string): DatasetTable {
  const column = (): Int32Array => new Int32Array(cells.codes.length * CELLS);
  const filled = { practice: column(), sex: column(), band: column(), people: column(), line: column() };
  let rows = 0;
  for (let practice = 0; practice < cells.codes.length; practice += 1) {
    for (let cell = 0; cell < CELLS; cell += 1) {
      const [sex, band] = [Math.floor(cell / AGE_BANDS.length), cell % AGE_BANDS.length];
      const people = cells.people(practice, sex + 1, band + 1);
      if (people === undefined) continue;
      filled.practice[rows] = practice;
      filled.sex[rows] = sex;
      filled.band[rows] = band;
      filled.people[rows] = people;
      filled.line[rows] = cells.line(practice, sex + 1, band + 1);
      rows += 1;
    }
  }
  const used = (numbers: Int32Array): Int32Array => numbers.subarray(0, rows);
  return {
    name: 'gp_list_size',
    rows,
    columns: [
      sameText('snapshot_date', `${month}-01`, rows),
      { name: 'practice_code', type: 'dictionary', values: cells.codes, indices: used(filled.practice) },
      { name: 'sex', type: 'dictionary', values: SEXES, indices: used(filled.sex) },
      { name: 'age_band', type: 'dictionary', values: BAND_TEXTS, indices: used(filled.band) },
      { name: 'patients', type: 'integer', numbers: used(filled.people) },
      { name: 'source_row', type: 'integer', numbers: used(filled.line) },
    ],
  };
}

/** Sex and band are places in the two lists above; 0 is ALL. */
interface PracticeCells {
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
function practiceCells(table: ListTable, notes: Notes): PracticeCells {
  const numbers = new Map<string, number>();
  /** By practice, then cell: the row of the table, from 1; 0 where there is none. */
  const rows: Int32Array[] = [];
  const untyped: number[] = [];
  const take = (row: number, isTyped: boolean): void => {
    const cell = cellOf(table, row);
    const people = peopleIn(table, row);
    const code = practiceCode(table.text('organisation', row), table.line(row), notes);
    // Both sexes together by band are not printed; were they, they would only repeat what the sexes say.
    if (code === undefined || (cell > 0 && cell < BANDS)) return;
    const number = numbers.get(code) ?? numbers.size;
    numbers.set(code, number);
    const cells = (rows[number] ??= new Int32Array(PRINTED_SEXES.length * BANDS));
    const earlier = (cells[cell] ?? 0) - 1;
    if (earlier < 0) cells[cell] = row + 1;
    else if (peopleIn(table, earlier) === people)
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
function setAsideUntyped(table: ListTable, row: number, notes: Notes): void {
  const orgCode = table.text('organisation', row);
  const detail =
    'ORG_TYPE is empty, so the row does not say that it is about a practice, though it has a postcode.';
  setAside(notes, { row: table.line(row), orgCode, rule: 'no-type', detail });
}

function untypedRows(table: ListTable, rows: readonly number[]): Finding {
  const [first = 0] = rows;
  const message = `ORG_TYPE is empty in ${rows.length} rows that have a postcode and the code of a practice (the first is row ${table.line(first)}, ${table.text('organisation', first)}); they were read as practices' rows.`;
  return { kind: 'no-type', severity: 'warning', message };
}

function cellOf(table: ListTable, row: number): number {
  const sex = PRINTED_SEXES.findIndex((sex) => sex === table.text('sex', row).toUpperCase());
  const band = PRINTED_BANDS.indexOf(table.text('band', row).toUpperCase().replace('-', '_'));
  if (sex >= 0 && band >= 0) return sex * BANDS + band;
  const column = sex < 0 ? 'sex' : 'band';
  const wanted = sex < 0 ? `ALL, ${SEXES.join(' or ')}` : 'ALL or five years such as 5_9, with 95+ the last';
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `${table.place(column, row)} is "${table.text(column, row)}", not ${wanted}. If the layout has changed, add it to datasets/gp-registered-patients/layouts.ts.`,
  );
}

/** Practices whose bands do not add up to what the file prints for them, by sex and in all. */
function practiceFindings(cells: PracticeCells): readonly Finding[] {
  return cells.codes.flatMap((code, practice) => {
    const apart = PRINTED_SEXES.flatMap((sex, at) => {
      const printed = cells.people(practice, at, 0);
      const sum = cells.sum(practice, at);
      if (printed === sum) return [];
      // A sex nobody of is registered has no row.
      if (printed === undefined)
        return sum === 0 ? [] : [`no row for ${sex}, where its bands add up to ${sum}`];
      return [`${printed} for ${sex} (row ${cells.line(practice, at, 0)}), where its bands add up to ${sum}`];
    });
    if (apart.length === 0) return [];
    const message = `${code} has ${apart.join('; ')}. The bands are loaded.`;
    return [{ kind: PRACTICE_DISAGREES, severity: 'warning' as const, orgCode: code, message }];
  });
}

/**
 * Sums of the practices' own ALL rows, by sex: measures `printed_by_practice_all`, `_female`, `_male`. Row and column
 * are those of the first practice's, for a total that is printed in parts.
 */
function practiceTotals(cells: PracticeCells, month: string, column: string): readonly PrintedTotal[] {
  return PRINTED_SEXES.flatMap((sex, at) => {
    const first = cells.codes.findIndex((_, practice) => cells.people(practice, at, 0) !== undefined);
    if (first < 0) return [];
    return [
      {
        period: month,
        measure: `printed_by_practice_${sex.toLowerCase()}`,
        published: add(cells, (practice) => cells.people(practice, at, 0) ?? 0),
        sumOfRows: add(cells, (practice) => cells.sum(practice, at)),
        sheet: '',
        row: cells.line(first, at, 0),
        column,
      },
    ];
  });
}

/**
 * Sums of the ALL rows of each level above the practices: measures `printed_by_comm_region`, `printed_by_icb` and so on.
 * Every one of them alone is England.
 */
function levelTotals(table: ListTable, cells: PracticeCells, month: string): readonly PrintedTotal[] {
  const levels = new Map<string, { published: number; row: number }>();
  for (let row = 0; row < table.rows; row += 1) {
    const level = levelNamed(table.text('type', row));
    if (level === undefined || !isWhole(table, row)) continue;
    const total = levels.get(level) ?? { published: 0, row: table.line(row) };
    total.published += peopleIn(table, row);
    levels.set(level, total);
  }
  const sumOfRows = add(cells, (practice) => cells.sum(practice, 0));
  return [...levels].map(([level, { published, row }]) => ({
    period: month,
    measure: `printed_by_${level}`,
    published,
    sumOfRows,
    sheet: '',
    row,
    column: table.letter('patients'),
  }));
}

/** Name of the level an ORG_TYPE stands for; undefined for practices, networks and what is not known. */
function levelNamed(type: string): string | undefined {
  const upper = type.toUpperCase();
  return Object.hasOwn(LEVELS, upper) ? LEVELS[upper] : undefined;
}

function isWhole(table: ListTable, row: number): boolean {
  return table.text('sex', row).toUpperCase() === 'ALL' && table.text('band', row).toUpperCase() === 'ALL';
}

function add({ codes }: PracticeCells, people: (practice: number) => number): number {
  return codes.reduce((all, _, practice) => all + people(practice), 0);
}

/** Levels above the practices that do not add up to them. */
function levelFindings(levels: readonly PrintedTotal[], month: string): readonly Finding[] {
  return levels
    .filter(({ published, sumOfRows }) => published !== sumOfRows)
    .map(({ measure, published, sumOfRows }) => ({
      kind: 'level-total-disagrees',
      severity: 'warning' as const,
      message: `${monthInWords(month)}: the rows of level ${measure.replace('printed_by_', '')} add up to ${published} people, those of the practices to ${sumOfRows} (${sumOfRows - published} apart). The practices are loaded.`,
    }));
}

/** Kinds of organisation that nobody has met before: passed over, with a word. */
function otherTypes(table: ListTable): readonly Finding[] {
  const seen = new Map<string, number>();
  for (let row = 0; row < table.rows; row += 1) {
    const type = table.text('type', row);
    if (!seen.has(type)) seen.set(type, table.line(row));
  }
  return [...seen]
    .filter(([type]) => !['', PRACTICE_TYPE, NETWORK_TYPE].includes(type.toUpperCase()))
    .filter(([type]) => levelNamed(type) === undefined)
    .map(([type, line]) => ({
      kind: 'unknown-level',
      severity: 'info' as const,
      message: `Rows with ORG_TYPE "${type}" (the first is row ${line}) are of a kind this reader does not know. They were passed over; only rows of practices (GP) are read.`,
    }));
}
