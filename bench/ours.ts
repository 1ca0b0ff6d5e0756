/** One workbook through our own chain, as a process of its own: `node --import tsx bench/ours.ts WORKBOOK SLOT DIR [load]`. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { check } from '../datasets/tac/checks.ts';
import { parse } from '../datasets/tac/read.ts';
import { openSource } from '../spreadsheet/open-source.ts';
import { observationsPath, tablePath } from '../parsed/parsed-paths.ts';
import { writeParsedFile } from '../parsed/parsed-writer.ts';

const [workbook = '', slot = '', directory = '', load] = process.argv.slice(2);
const fy = slot.slice(0, 7);
const context = { fy, slot, period: fy, url: workbook, acceptIllustrative: true };

const [source] = await openSource(await readFile(workbook), basename(workbook));
if (!source) throw new Error(`${workbook} holds no table`);
const parsed = await parse(source, context);
const refusals = check(parsed, context);
const summary = await writeParsedFile(directory, parsed, refusals);
if (refusals.length > 0) throw new Error(refusals.map(({ message }) => message).join('\n'));
if (load === 'load') await loadInto(join(directory, '..', 'bench.duckdb'));
const rows = summary.tables['tac_line'] ?? 0;
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({ rows, peakKiB: process.resourceUsage().maxRSS, cpuSeconds: (user + system) / 1e6 }),
);

async function loadInto(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const [name, file] of [
    ['observation', observationsPath(directory)],
    ['tac_line', tablePath(directory, 'tac_line')],
    ['tac_provider', tablePath(directory, 'tac_provider')],
  ] as const) {
    await connection.run(`CREATE OR REPLACE TABLE ${name} AS FROM read_parquet('${file}')`);
  }
  connection.closeSync();
  instance.closeSync();
}
