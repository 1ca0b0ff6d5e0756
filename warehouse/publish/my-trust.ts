/**
 * The sheet "my trust": a trust is chosen from a list, and its years stand beside the median and the quartiles of the trusts
 * of its type. The sheet "lookups" finds the rows once; both are formulas that Excel 2016 and LibreOffice know. Every formula
 * is written with the result it has for the first trust.
 */
import { figureFormat, cellValue } from './cell-look.ts';
import { type LaidSheet, columnLetter, rangeOf } from './laid-sheet.ts';
import { type ChartPlan, chartRows } from './my-trust-lines.ts';
import { notesRows } from './start-sheet.ts';
import type { WorkbookNotes } from './workbook-notes.ts';
import { LOOKED_UP, LOOKUPS, MY_TRUST, MY_TRUST_FIGURES } from './workbook-sheets.ts';
import type { Row } from '../../duckdb/statements.ts';
import type { FormulaCell, FormulaSheet, Result } from './write-formula-sheet.ts';

export interface MyTrustInput {
  readonly sheets: ReadonlyMap<string, LaidSheet>;
  readonly units: ReadonlyMap<string, string>;
  readonly meanings: ReadonlyMap<string, string>;
  readonly notes: WorkbookNotes;
}

export interface MyTrust {
  readonly sheet: FormulaSheet;
  readonly lookups: FormulaSheet;
  /** Nothing where there is no trust. */
  readonly chart?: ChartPlan;
}

/** Rows left free for the chart. */
const CHART_ROWS = 19;
/** What stands in the rows of a figure, in their order. */
const ROW_NAMES = [
  'this trust',
  'status',
  'its type: median',
  'its type: lower quartile',
  'its type: upper quartile',
  'its type: trusts counted',
] as const;
/** The ending of a status whose figure is in no quartile and no line. */
export const NOT_COMPARED = ', not compared';
const NO_ACCOUNTS = 'no accounts of this year';

/** A formula that gives the number or text that a range has in a row, and the empty text where the cell is empty. */
function at(range: string, row: string, kind: 'NUMBER' | 'TEXT' = 'NUMBER'): string {
  return `IF(IS${kind}(INDEX(${range},${row})),INDEX(${range},${row}),"")`;
}

function ifFound(row: string, then: string, otherwise = '""'): string {
  return `IF(ISNUMBER(${row}),${then},${otherwise})`;
}

/** What both sheets count on: where rows and columns are. */
interface Places {
  readonly years: readonly string[];
  /** Rows of "my trust": the chosen trust, the chosen figure, the code, the headings, the first row of figures. */
  readonly trust: number;
  readonly figure: number;
  readonly code: number;
  readonly headings: number;
  readonly first: number;
  /** Rows of "lookups": of the three sheets, the type, the first figure, the first row of the chart. */
  readonly rowOf: Readonly<Record<'trustYear' | 'ratios' | 'years', number>>;
  readonly type: number;
  readonly figures: number;
  readonly chart: number;
}

/** Columns of the years: D and on in "my trust", C and on in "lookups". */
const MY_YEARS = 4;
const LOOKUP_YEARS = 3;

export function myTrust({ sheets, units, meanings, notes }: MyTrustInput): MyTrust {
  const sheet = (name: keyof typeof LOOKED_UP): LaidSheet => {
    const found = sheets.get(LOOKED_UP[name]);
    if (!found) throw new Error(`The sheet ${LOOKED_UP[name]} is not laid out.`);
    return found;
  };
  const above = notesRows(notes);
  const [first] = sheet('trusts').rows;
  if (first === undefined) return { sheet: empty(MY_TRUST), lookups: empty(LOOKUPS) };
  const places: Places = {
    years: [...new Set(sheet('years').rows.map((row) => String(row['fy'])))].sort(),
    ...{ trust: above + 2, figure: above + 3, code: above + 4, headings: above + 5 },
    first: above + 6 + CHART_ROWS,
    rowOf: { trustYear: above + 2, ratios: above + 3, years: above + 4 },
    ...{ type: above + 5, figures: above + 6, chart: above + 6 + MY_TRUST_FIGURES.length },
  };
  const code = String(first['org_code']);
  const found = findRows(sheet, places.years, code);
  const told = new Map(
    MY_TRUST_FIGURES.map((figure, index) => [figure, figureRows(figure, index, { sheet, places, found })]),
  );
  // The first figure of which the first trust has the most years.
  const known = (figure: string): number =>
    (told.get(figure)?.[0] ?? []).filter(({ value }) => typeof value === 'number').length;
  const shown = [...MY_TRUST_FIGURES].sort((a, b) => known(b) - known(a))[0] ?? '';
  const trust = cellValue(first['trust']) ?? '';
  const { rows: forChart, plan } = chartRows({
    ...{ years: places.years, above: places.chart, code, trust: String(trust), figure: shown },
    ...{ units, breaks: sheet('breaks'), warning: notes.warning },
    cells: {
      trust: `'${MY_TRUST}'!$B$${places.trust}`,
      figure: `'${MY_TRUST}'!$B$${places.figure}`,
      code: `'${MY_TRUST}'!$B$${places.code}`,
    },
    figureRows: told.get(shown) ?? [],
    lines: {
      first: places.first,
      last: places.first + MY_TRUST_FIGURES.length * ROW_NAMES.length - 1,
      place: MY_TRUST_FIGURES.indexOf(shown) * ROW_NAMES.length + 1,
      column: (year) => columnLetter(MY_YEARS + year),
    },
    unitColumn: 'B',
    yearsRow: notesRowOf(places),
    room: { below: places.headings, rows: CHART_ROWS - 1 },
  });
  const lastTrust = sheet('trusts').headerRow + sheet('trusts').rows.length;
  const figuresEnd = places.figures + MY_TRUST_FIGURES.length - 1;
  return {
    sheet: {
      title: MY_TRUST,
      widths: [34, 44, 26, ...places.years.map(() => 16), 60],
      headings: 5,
      choices: {
        [`B${places.trust}`]: {
          from: rangeOf(sheet('trusts'), 'trust'),
          prompt: `A trust, by its last name: ${lastTrust - sheet('trusts').headerRow} in the list.`,
        },
        [`B${places.figure}`]: {
          from: `'${LOOKUPS}'!$B$${places.figures}:$B$${figuresEnd}`,
          prompt: 'The figure that the chart shows.',
        },
      },
      rows: [
        [
          text(
            'My trust beside the trusts of its type. Click B' +
              `${places.trust} or B${places.figure}, then the arrow beside the cell, and choose.`,
            true,
          ),
        ],
        [text('trust', true), { value: String(trust), format: '@', bold: true }],
        [
          text('figure of the chart', true),
          { value: shown, format: '@', bold: true },
          text(
            'A line of the chart stops where a figure is missing, and where its series breaks (sheet "breaks").',
          ),
        ],
        [
          text('code'),
          {
            formula: `TRIM(RIGHT(SUBSTITUTE(LEFT(B${places.trust},LEN(B${places.trust})-1),"(",REPT(" ",99)),99))`,
            value: code,
          },
          text('type of the trust'),
          ...found.map(({ type }, year) => ({
            formula: `${LOOKUPS}!${columnLetter(LOOKUP_YEARS + year)}$${places.type}`,
            value: type,
          })),
        ],
        [
          ...['figure', 'unit', 'row'].map((heading) => text(heading, true)),
          ...places.years.map((fy) => text(fy, true)),
          text('what it is', true),
        ],
        ...Array.from({ length: CHART_ROWS }, () => []),
        ...MY_TRUST_FIGURES.flatMap((figure) =>
          (told.get(figure) ?? []).map((cells, index) => [
            text(figure, index === 0 ? true : undefined),
            text(units.get(figure) ?? ''),
            text(ROW_NAMES[index] ?? ''),
            ...cells,
            ...(index === 0 ? [text(meanings.get(figure) ?? '')] : []),
          ]),
        ),
      ],
    },
    lookups: {
      title: LOOKUPS,
      widths: [36, 34, ...places.years.map(() => 14)],
      headings: 1,
      rows: [
        [
          text('For the sheet "my trust": where its figures are', true),
          text('of', true),
          ...places.years.map((fy) => text(fy, true)),
        ],
        ...lookupRows({ sheet, places, found }),
        ...forChart,
      ],
    },
    chart: plan,
  };
}

interface Context {
  readonly sheet: (name: keyof typeof LOOKED_UP) => LaidSheet;
  readonly places: Places;
  readonly found: readonly FoundYear[];
}

/** Where the trust stands in the looked up sheets in one year: places from 1, as MATCH counts. */
interface FoundYear {
  readonly fy: string;
  readonly rows: Readonly<Record<'trustYear' | 'ratios' | 'years', number | undefined>>;
  readonly type: string;
  readonly peers: ReadonlyMap<string, number>;
  readonly row: (sheet: 'trustYear' | 'ratios' | 'years') => Row | undefined;
}

function findRows(sheet: Context['sheet'], years: readonly string[], code: string): readonly FoundYear[] {
  return years.map((fy) => {
    const place = (name: 'trustYear' | 'ratios' | 'years'): number | undefined => {
      const index = sheet(name).rows.findIndex((row) => row['key'] === `${code} ${fy}`);
      return index < 0 ? undefined : index + 1;
    };
    const rows = { trustYear: place('trustYear'), ratios: place('ratios'), years: place('years') };
    const row = (name: 'trustYear' | 'ratios' | 'years'): Row | undefined =>
      rows[name] === undefined ? undefined : sheet(name).rows[rows[name] - 1];
    const type = row('years')?.['peers_of_type'];
    const peers = new Map<string, number>();
    for (const [index, peer] of sheet('peers').rows.entries())
      if (peer['fy'] === fy && peer['peers_of_type'] === type) peers.set(String(peer['figure']), index + 1);
    return { fy, rows, row, peers, type: typeof type === 'string' ? type : '' };
  });
}

const NOT_FOUND = { error: '#N/A' } as const;

function lookupRows({ sheet, places, found }: Context): readonly (readonly FormulaCell[])[] {
  const code = `'${MY_TRUST}'!$B$${places.code}`;
  const heading = (year: number): string => `${columnLetter(LOOKUP_YEARS + year)}$${notesRowOf(places)}`;
  const rowIn = (name: 'trustYear' | 'ratios' | 'years'): readonly FormulaCell[] => [
    text('row'),
    text(LOOKED_UP[name]),
    ...found.map(({ rows }, year) => ({
      formula: `MATCH(${code}&" "&${heading(year)},${rangeOf(sheet(name), 'key')},0)`,
      value: rows[name] ?? NOT_FOUND,
    })),
  ];
  const types = rangeOf(sheet('years'), 'peers_of_type');
  return [
    rowIn('trustYear'),
    rowIn('ratios'),
    rowIn('years'),
    [
      text('type of trust'),
      text(LOOKED_UP.years),
      ...found.map(({ type }, year) => {
        const row = `${columnLetter(LOOKUP_YEARS + year)}$${places.rowOf.years}`;
        return { formula: ifFound(row, at(types, row, 'TEXT')), value: type };
      }),
    ],
    ...MY_TRUST_FIGURES.map((figure) => [
      text(`row in ${LOOKED_UP.peers}`),
      text(figure),
      ...found.map(({ peers }, year) => ({
        formula: `MATCH(${heading(year)}&" "&${columnLetter(LOOKUP_YEARS + year)}$${places.type}&" "&$B${places.figures + MY_TRUST_FIGURES.indexOf(figure)},${rangeOf(sheet('peers'), 'key')},0)`,
        value: peers.get(figure) ?? NOT_FOUND,
      })),
    ]),
  ];
}

/** The row of "lookups" with the years. */
function notesRowOf({ rowOf }: Places): number {
  return rowOf.trustYear - 1;
}

/** The six rows of a figure: by year the trust's own, its status in words, and what its type has. */
function figureRows(
  figure: string,
  index: number,
  { sheet, places, found }: Context,
): readonly (readonly FormulaCell[])[] {
  const name = sheet('trustYear').columns.includes(figure) ? 'trustYear' : 'ratios';
  const own = sheet(name);
  const words = own.columns.includes(`${figure}_is`) ? `${figure}_is` : `${figure}_status`;
  const hasWords = own.columns.includes(words);
  const format = figureFormat(figure);
  const top = places.first + index * ROW_NAMES.length;
  const [compared, peers] = [rangeOf(sheet('years'), 'compared'), sheet('peers')];
  const lookup = (year: number, row: number): string =>
    `${LOOKUPS}!${columnLetter(LOOKUP_YEARS + year)}$${row}`;
  const values = found.map((year, place) => {
    const row = lookup(place, places.rowOf[name]);
    return {
      formula: ifFound(row, at(rangeOf(own, figure), row)),
      value: shownValue(year.row(name)?.[figure]),
      format,
    };
  });
  const statuses = found.map((year, place) => {
    const row = lookup(place, places.rowOf[name]);
    const judged = lookup(place, places.rowOf.years);
    const cell = `${columnLetter(MY_YEARS + place)}${top}`;
    const said = hasWords
      ? `SUBSTITUTE(INDEX(${rangeOf(own, words)},${row}),"_"," ")`
      : `IF(ISNUMBER(${cell}),"reported","missing")`;
    const note = `IF(AND(ISNUMBER(${cell}),MID(INDEX(${compared},${judged}),${index + 1},1)="0"),"${NOT_COMPARED}","")`;
    return {
      formula: ifFound(row, `${said}&${note}`, `"${NO_ACCOUNTS}"`),
      value: statusOf(year, { name, figure, words, hasWords, index }),
    };
  });
  const ofType = (column: string, numFmt: string): readonly FormulaCell[] =>
    found.map((year, place) => {
      const row = lookup(place, places.figures + index);
      const position = year.peers.get(figure);
      const peer = position === undefined ? undefined : peers.rows[position - 1];
      return {
        formula: ifFound(row, at(rangeOf(peers, column), row)),
        value: shownValue(peer?.[column]),
        format: numFmt,
      };
    });
  return [
    values,
    statuses,
    ofType('median', format),
    ofType('q1', format),
    ofType('q3', format),
    ofType('n', '#,##0'),
  ];
}

function statusOf(
  year: FoundYear,
  {
    name,
    figure,
    words,
    hasWords,
    index,
  }: {
    readonly name: 'trustYear' | 'ratios';
    readonly figure: string;
    readonly words: string;
    readonly hasWords: boolean;
    readonly index: number;
  },
): string {
  const row = year.row(name);
  if (!row) return NO_ACCOUNTS;
  const value = shownValue(row[figure]);
  const told = cellValue(row[words]) ?? '';
  const said = hasWords
    ? String(told).replaceAll('_', ' ')
    : typeof value === 'number'
      ? 'reported'
      : 'missing';
  const compared = year.row('years')?.['compared'];
  const isNot = typeof compared === 'string' && compared.charAt(index) === '0';
  return `${said}${typeof value === 'number' && isNot ? NOT_COMPARED : ''}`;
}

function shownValue(value: unknown): Result {
  return cellValue(value) ?? '';
}

function text(value: string, bold?: boolean): FormulaCell {
  return { value, ...(bold && { bold: true as const }) };
}

function empty(title: string): FormulaSheet {
  return {
    title,
    widths: [60],
    headings: 1,
    rows: [[text('No accounts are loaded, so there is no trust to choose.', true)]],
  };
}
