/** Reads what explanations are assembled from: a few queries for one figure, and as many for a batch of trusts. */
import type { Row } from '../duckdb/statements.ts';
import { totalsOf } from './assemble-totals.ts';
import { type Collected, type Common, type Scope, byKey, listsByKey } from './collected.ts';
import { type Ask, tablesThere } from './published-tables.ts';
import { text } from './row-values.ts';

/** The rows of a scope. `common` is given where it has been collected already, of all years. */
export async function collect(ask: Ask, scope: Scope, common?: Common): Promise<Collected> {
  const there = await tablesThere(ask);
  const ofAll = common ?? (await collectCommon(ask, scope.fy));
  const key = [scope.codes.join(' '), scope.fy ?? '', listed(scope.measures)];
  return {
    common: ofAll,
    figures: byKey(
      await rowsOf(
        ask,
        `SELECT * EXCLUDE (lineage) FROM trust_activity WHERE ${FIGURES}`,
        'measure, fy',
        key,
      ),
      ...['fy', 'org_code', 'measure'],
    ),
    ratios: byKey(
      there.has('trust_ratio') && scope.ratios?.length !== 0
        ? await rowsOf(ask, RATIO_ROWS, 'ratio, fy', [
            scope.codes.join(' '),
            scope.fy ?? '',
            listed(scope.ratios),
          ])
        : [],
      ...['fy', 'org_code', 'ratio'],
    ),
    cells: listsByKey(await cellsOf(ask, key, ofAll), 'figure_fy', 'figure_code', 'figure_measure'),
    findings: listsByKey(
      await ask(
        `SELECT DISTINCT fy, org_code, measure, kind, severity, message FROM quality_finding
         WHERE list_contains(string_split($1, ' '), org_code) AND $2 IN ('', fy)
         ORDER BY ALL`,
        key.slice(0, 2),
      ),
      ...['fy', 'org_code'],
    ),
    spells: there.has('cell_version')
      ? listsByKey(
          await ask(
            `SELECT * EXCLUDE (known_from, known_to, file_shas) FROM cell_version
             WHERE release_to IS NOT NULL AND ${FIGURES}
             ORDER BY fy, org_code, measure, release_from`,
            key,
          ),
          ...['fy', 'org_code', 'measure'],
        )
      : undefined,
  };
}

/**
 * Common rows with the cells of all figures gathered in a table: to find the cells of a batch of trusts, every published cell
 * is read, and so they are found for all batches at once.
 */
export async function gatherCells(ask: Ask, common: Common): Promise<Common> {
  await ask(`CREATE TEMP TABLE gathered_cell AS ${cellRows('false')}`);
  // A year takes a seventh of the memory.
  for (const { fy } of await ask('SELECT DISTINCT fy FROM trust_activity ORDER BY fy'))
    await ask(`INSERT INTO gathered_cell ${cellRows('fy = $1')}`, [text(fy)]);
  return { ...common, gathered: true };
}

/** The rows that are of no one trust, of one year or of all. */
export async function collectCommon(ask: Ask, fy = ''): Promise<Common> {
  const there = await tablesThere(ask);
  return {
    recipes: byKey(
      await ask(`FROM measure WHERE $1 IN ('', fy) ORDER BY fy, measure`, [fy]),
      'fy',
      'measure',
    ),
    ratios: byKey(there.has('ratio') ? await ask('FROM ratio ORDER BY ratio') : [], 'ratio'),
    files: byKey(
      await ask(
        `SELECT url, sha256, any_value(file_name ORDER BY file_name) AS file_name, min(fetched_at)[:10] AS fetched
         FROM source_file WHERE sha256 <> '' GROUP BY url, sha256 ORDER BY url, sha256`,
      ),
      ...['url', 'sha256'],
    ),
    matches: new Map(
      (
        await ask(
          `SELECT n, published_code, published_name, rule, reason FROM (${NUMBERED_MATCHES}) WHERE $1 IN ('', fy) ORDER BY n`,
          [fy],
        )
      ).map((row) => [Number(row['n']), row]),
    ),
    totals: totalsByKey(
      await ask(
        `SELECT DISTINCT period, measure, published_total, sum_of_rows, residual, url, dataset, fy
         FROM reconciliation WHERE $1 IN ('', fy) ORDER BY ALL`,
        [fy],
      ),
    ),
    fileFindings: listsByKey(
      await ask(
        `SELECT DISTINCT sha256, kind, severity, message FROM quality_finding
         WHERE org_code IS NULL AND sha256 IS NOT NULL ORDER BY ALL`,
      ),
      'sha256',
    ),
    england: there.has('england_total')
      ? byKey(await ask(`FROM england_total WHERE $1 IN ('', fy) ORDER BY ALL`, [fy]), 'fy', 'measure')
      : undefined,
    deflators: byKey(
      there.has('gdp_deflator') ? await ask('FROM gdp_deflator WHERE NOT forecast ORDER BY ALL') : [],
      ...['edition', 'fy'],
    ),
  };
}

/** Figures of $1 codes, in the year $2 or any, of the measures $3 or any. */
const FIGURES = `list_contains(string_split($1, ' '), org_code) AND $2 IN ('', fy)
   AND ($3 = '' OR list_contains(string_split($3, ' '), measure))`;

const RATIO_ROWS = `
  SELECT * EXCLUDE (dividend_lineage, divisor_lineage)
  FROM trust_ratio
  WHERE list_contains(string_split($1, ' '), org_code) AND $2 IN ('', fy)
   AND ($3 = '' OR list_contains(string_split($3, ' '), ratio))`;

/** Files and matches by number: their long texts are read once, and not with each of 260,000 cells. */
const NUMBERED_FILES = `SELECT url, sha256, row_number() OVER (ORDER BY url, sha256) - 1 AS n
  FROM (SELECT DISTINCT url, sha256 FROM source_file WHERE sha256 <> '')`;
const NUMBERED_MATCHES = `SELECT *, row_number() OVER (ORDER BY dataset, fy, published_code, published_name) AS n FROM org_match`;

/** The cells that the figures chosen rest on; a cell that is read as two measures is taken as the recipe reads it. */
const cellRows = (figures: string): string => `
  SELECT
    figure.fy AS figure_fy, figure.org_code AS figure_code, figure.measure AS figure_measure,
    cell.period, cell.measure, cell.printed, cell.value, cell.status, cell.org_code, cell.org_name,
    match.n AS match, file.n AS file, cell.url, cell.sha256, cell.sheet, cell.row_number, cell.column_letter
  FROM (
    SELECT fy, org_code, measure, dataset, unnest(list_distinct(lineage)) AS place FROM trust_activity WHERE ${figures}
  ) AS figure
  JOIN measure AS recipe ON recipe.fy = figure.fy AND recipe.measure = figure.measure AND recipe.dataset = figure.dataset
  JOIN observation AS cell
    ON cell.dataset = figure.dataset AND cell.fy = figure.fy AND cell.observation_id = figure.place
   AND list_contains(list_concat(recipe.parts, recipe.optional_parts, recipe.less_parts), cell.measure)
  LEFT JOIN (${NUMBERED_MATCHES}) AS match
    ON match.dataset = cell.dataset AND match.fy = cell.fy AND match.published_code = cell.org_code
   AND match.published_name = trim(cell.org_name)
  LEFT JOIN (${NUMBERED_FILES}) AS file ON file.url = cell.url AND file.sha256 = cell.sha256`;
/** The same from the table that gatherCells makes. */
const GATHERED_ROWS = `
  SELECT * FROM gathered_cell
  WHERE list_contains(string_split($1, ' '), figure_code) AND $2 IN ('', figure_fy)
    AND ($3 = '' OR list_contains(string_split($3, ' '), figure_measure))`;
const CELL_ORDER = [
  ...['period', 'measure', 'org_code', 'row_number', 'column_letter', 'url', 'sha256', 'sheet', 'org_name'],
  ...['figure_fy', 'figure_code', 'figure_measure'],
]
  .map((column) => `line.${column}`)
  .join(', ');
const CELL_VALUES = [
  ...['figure_fy', 'figure_code', 'figure_measure', 'period', 'measure', 'printed', 'value', 'status'],
  ...['sheet', 'row_number', 'column_letter'],
] as const;

/** The cells as lists in one JSON text, with their file and match put back. */
async function cellsOf(
  ask: Ask,
  values: readonly string[],
  { files, matches, gathered }: Common,
): Promise<readonly Row[]> {
  const list = CELL_VALUES.map((column) => `line.${column}`).join(', ');
  const [answer] = await ask(
    `SELECT to_json(list(json_array(
       line.match, line.file, if(line.match IS NULL, [line.org_code, line.org_name], NULL),
       if(line.file IS NULL, [line.url, line.sha256], NULL), ${list}
     ) ORDER BY ${CELL_ORDER}))::VARCHAR AS lines FROM (${gathered ? GATHERED_ROWS : cellRows(FIGURES)}) AS line`,
    values,
  );
  const lines = JSON.parse(text(answer?.['lines']) || '[]') as readonly CellLine[];
  const fileOf = [...files.values()];
  return lines.map((line) => {
    const matched = line[0] === null ? undefined : matches.get(line[0]);
    const known = line[1] === null ? undefined : fileOf[line[1]];
    return {
      figure_fy: line[4],
      figure_code: line[5],
      figure_measure: line[6],
      period: line[7],
      measure: line[8],
      printed: line[9],
      value: line[10],
      status: line[11],
      sheet: line[12],
      row_number: line[13],
      column_letter: line[14],
      org_code: matched?.['published_code'] ?? line[2]?.[0],
      org_name: matched?.['published_name'] ?? line[2]?.[1],
      match_rule: matched?.['rule'],
      match_reason: matched?.['reason'],
      url: known?.['url'] ?? line[3]?.[0],
      sha256: known?.['sha256'] ?? line[3]?.[1],
    } satisfies Row;
  });
}

type CellLine = readonly [
  match: number | null,
  file: number | null,
  printedFor: readonly (string | null)[] | null,
  from: readonly (string | null)[] | null,
  ...rest: readonly (string | number | null)[],
];

/** Rows as one JSON text: column by column and row by row they take ten times as long, and hold memory of DuckDB's. */
async function rowsOf(
  ask: Ask,
  select: string,
  order: string,
  values: readonly string[],
): Promise<readonly Row[]> {
  const columns = order
    .split(', ')
    .map((column) => `line.${column}`)
    .join(', ');
  const [answer] = await ask(
    `SELECT to_json(list(line ORDER BY ${columns}))::VARCHAR AS lines FROM (${select}) AS line`,
    values,
  );
  const lines: unknown = JSON.parse(text(answer?.['lines']) || '[]');
  return Array.isArray(lines) ? (lines as Row[]) : [];
}

function totalsByKey(rows: readonly Row[]): Common['totals'] {
  const lists = listsByKey(rows, 'dataset', 'fy');
  return new Map([...lists].map(([key, list]) => [key, totalsOf(list)]));
}

function listed(names: readonly string[] | undefined): string {
  return names?.join(' ') ?? '';
}
