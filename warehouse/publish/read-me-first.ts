import { csvPath } from './published-files.ts';
import type { PublishedTable } from './published-tables.ts';
import {
  ATTRIBUTION,
  ILLUSTRATIVE_WARNING,
  RATIO_STATUS_MEANINGS,
  STATUS_MEANINGS,
} from './status-meanings.ts';
import type { Statements } from '../../duckdb/statements.ts';

/** True when a loaded file of the publication is made up. */
export async function isIllustrative(statements: Pick<Statements, 'rows'>): Promise<boolean> {
  const [row] = await statements.rows(
    `SELECT EXISTS (FROM gold.source_file WHERE status = 'loaded' AND maturity = 'illustrative') AS made_up`,
  );
  return row?.['made_up'] === true;
}

/** The text that explains a published folder to whoever opens it. The same inputs give the same text. */
export async function readMeFirst(
  statements: Pick<Statements, 'rows'>,
  tables: readonly PublishedTable[],
  withReport = false,
): Promise<string> {
  const years = await statements.rows(
    'SELECT fy, count(*)::INTEGER AS trusts FROM gold.trust_year GROUP BY fy ORDER BY fy',
  );
  const rule = '='.repeat(100);
  const warning = (await isIllustrative(statements)) ? [rule, ILLUSTRATIVE_WARNING, rule, ''] : [];
  return [
    ...warning,
    'English NHS trusts: what each spent beside what it did, by financial year',
    '',
    `Years: ${years.map((row) => `${String(row['fy'])} (${String(row['trusts'])} trusts)`).join(', ') || 'none'}`,
    '',
    'FILES',
    '  site/index.html: pages to read. Open this first, by double click: a page for each trust and each measure.',
    '  trust_year.xlsx: for Excel. Open this next. Its first sheet is "my trust": choose a trust, and its years stand beside the trusts of its type.',
    '    Further sheets: benchmark, all measures, ratios, each trust beside its peers, definitions, breaks, sources, dictionary, findings.',
    '  benchmark.csv, trust_year.csv, tables/: the tables as CSV.',
    '  datapackage.json: the tables described for programs (Frictionless Data Package).',
    ...(withReport ? [REPORT] : []),
    ...tables.map(({ name, csv, about }) => `  ${csv ? `${csvPath(name)}, ` : ''}${name}.parquet: ${about}`),
    '  The same tables are in nhs.duckdb, one folder up.',
    '  In the CSV files lists are joined by ";", and text that a spreadsheet would run as a formula has an apostrophe in front.',
    '',
    'EVERY FIGURE HAS A STATUS',
    ...STATUS_MEANINGS.map(({ status, meaning }) => `  ${status}: ${meaning}`),
    '  An empty cell is never zero, and a zero is a printed zero. trust_activity says why a figure is not simply reported.',
    '  Read quality_finding before comparing trusts: it names the doubts about figures that are given all the same.',
    '',
    'EVERY RATIO HAS A STATUS TOO',
    ...RATIO_STATUS_MEANINGS.map(({ status, meaning }) => `  ${status}: ${meaning}`),
    '  benchmark has a ratio only where it is reported or estimate. trust_ratio has both of its figures, and why it is not simply reported.',
    '  No ratio says whether money was well spent or care was good.',
    '  peer_group says whose peers are whose, measure_summary what they have; series_break where a series must not be read across.',
    '',
    'LICENCE',
    `  ${ATTRIBUTION}`,
    '  Figures are as published. Joining them, and any mistake in it, is the work of nhs-trust-activity, not of NHS England.',
    '',
  ].join('\n');
}

const REPORT =
  '  run-report.md, run-report.json: what this release changed, what is missing and why, and what is late.';
