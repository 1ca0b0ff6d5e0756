import { writeFile } from 'node:fs/promises';
import type ExcelJS from 'exceljs';
import { TRUST_YEAR_COLUMNS, columnName } from '../join/trust-year-columns.ts';
import { isIllustrative } from './read-me-first.ts';
import { ATTRIBUTION, ILLUSTRATIVE_WARNING, STATUS_MEANINGS } from './status-meanings.ts';
import type { Row } from '../../duckdb/statements.ts';
import type { Warehouse } from '../warehouse.ts';
import { withFixedDates } from './zip-dates.ts';

/** The workbook's own dates: fixed, so that the same tables give the same bytes. */
const NO_PARTICULAR_DAY = new Date(Date.UTC(2000, 0, 1));

interface SheetPlan {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** `trust_year.xlsx`, for people who live in Excel. Text stays text: no cell can run as a formula. */
export async function writeWorkbook(warehouse: Warehouse, path: string): Promise<void> {
  // Loaded when there is something to publish: a run with nothing changed should not wait for it.
  const { default: library } = await import('exceljs');
  const workbook = new library.Workbook();
  workbook.created = NO_PARTICULAR_DAY;
  workbook.modified = NO_PARTICULAR_DAY;
  workbook.creator = 'nhs-trust-activity';
  workbook.lastModifiedBy = 'nhs-trust-activity';
  const illustrative = await isIllustrative(warehouse);
  for (const plan of await plans(warehouse)) addSheet(workbook, plan, illustrative);
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  await writeFile(path, withFixedDates(bytes));
}

async function plans(warehouse: Warehouse): Promise<readonly SheetPlan[]> {
  const measures = await warehouse.rows(
    `SELECT measure AS status, string_agg(meaning || ' (' || unit || ', from ' || dataset || years || ')', '; ' ORDER BY first_year) AS meaning
     FROM (
       SELECT dataset, measure, meaning, unit, min(fy) AS first_year,
         CASE WHEN count(*) OVER (PARTITION BY dataset, measure) > 1 THEN ', ' || min(fy) || ' to ' || max(fy) ELSE '' END AS years
       FROM measure_recipe GROUP BY dataset, measure, meaning, unit)
     GROUP BY dataset, measure ORDER BY dataset, measure`,
  );
  return [
    await table(warehouse, 'benchmark', 'FROM gold.benchmark'),
    await table(warehouse, 'trust_year', 'FROM gold.trust_year'),
    {
      title: 'what the statuses mean',
      columns: ['status', 'meaning'],
      rows: [...STATUS_MEANINGS, ...measures, { status: 'licence', meaning: ATTRIBUTION }].map((row) => ({
        ...row,
      })),
    },
    await table(
      warehouse,
      'sources',
      'SELECT dataset, fy, period, status, url, file_name, sha256, bytes, published, revised, layout, maturity, reason FROM gold.source_file ORDER BY ALL',
    ),
    await table(
      warehouse,
      'findings',
      'SELECT fy, org_code, measure, severity, kind, message, dataset, url, sha256 FROM gold.quality_finding ORDER BY ALL',
    ),
  ];
}

async function table(warehouse: Warehouse, title: string, query: string): Promise<SheetPlan> {
  const columns = await warehouse.rows(`DESCRIBE ${query}`);
  return {
    title,
    columns: columns.map((column) => String(column['column_name'])),
    rows: await warehouse.rows(query),
  };
}

function addSheet(workbook: ExcelJS.Workbook, plan: SheetPlan, illustrative: boolean): void {
  const headerRow = illustrative ? 2 : 1;
  const sheet = workbook.addWorksheet(plan.title, { views: [{ state: 'frozen', ySplit: headerRow }] });
  if (illustrative) {
    const cell = sheet.addRow([ILLUSTRATIVE_WARNING]).getCell(1);
    cell.font = { bold: true, color: { argb: 'FFC00000' } };
  }
  sheet.addRow([...plan.columns]).font = { bold: true };
  for (const row of plan.rows) {
    const added = sheet.addRow(plan.columns.map((column) => cellValue(row[column])));
    added.eachCell((cell, index) => {
      const format = numberFormat(plan.columns[index - 1] ?? '', cell.value);
      if (format !== undefined) cell.numFmt = format;
    });
  }
  plan.columns.forEach((name, index) => {
    sheet.getColumn(index + 1).width = columnWidth(name, plan.rows);
  });
  sheet.autoFilter = {
    from: { row: headerRow, column: 1 },
    to: { row: headerRow + plan.rows.length, column: plan.columns.length },
  };
}

/** Plain numbers and plain strings only: ExcelJS writes a string as text, whatever it begins with. */
function cellValue(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return excelText(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Excel holds at most 32,767 characters in a cell, and no control characters but tab and line ends. */
function excelText(text: string): string {
  return text.replace(/[^\P{Cc}\t\r\n]|[\ufffe\uffff]/gu, '\ufffd').slice(0, 32_000);
}

const DECIMALS = new Map(
  TRUST_YEAR_COLUMNS.map((column) => [columnName(column), 'ratio' in column ? 2 : column.decimals]),
);

/** `@` is Excel's Text format: such a cell stays text even when somebody edits it. */
function numberFormat(column: string, value: unknown): string | undefined {
  if (typeof value === 'string') return /^[=+\-@\t\r\n]/.test(value) ? '@' : undefined;
  if (typeof value !== 'number') return undefined;
  const decimals = DECIMALS.get(column) ?? 0;
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

function columnWidth(name: string, rows: readonly Row[]): number {
  const longest = rows.slice(0, 200).reduce((most, row) => {
    const value = row[name];
    return Math.max(most, typeof value === 'string' ? value.length : typeof value === 'number' ? 12 : 0);
  }, name.length);
  return Math.min(longest + 2, 60);
}
