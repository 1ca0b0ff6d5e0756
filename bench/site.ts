/**
 * What the pages weigh and how long they take: `npm run bench:site -- data/sample`. Makes the pages of a data folder's published
 * tables again, beside them in a scratch folder, and prints each budget with what was measured (docs/publish.md).
 */
import { existsSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeSite } from '../site/write-site.ts';
import { waitsInBrowser } from './site-in-browser.ts';

const KB = 1000;
const MB = 1000 * KB;

interface Budget {
  readonly what: string;
  readonly limit: number;
  readonly unit: 'KB' | 'MB' | 'files' | 's' | 'ms';
  readonly measured: number;
}

const published = join(
  resolve(process.argv.slice(2).find((word) => !word.startsWith('-')) ?? 'data/sample'),
  'published',
);
if (!existsSync(join(published, 'trust_activity.parquet'))) {
  console.error(
    `${published} has no tables. Run "npm start" for the sample, or name a data folder: npm run bench:site -- data`,
  );
  process.exit(1);
}
// Beside the tables, so that they need not be copied.
const scratch = mkdtempSync(join(published, '..', 'bench-site-'));
try {
  for (const file of readdirSync(published).filter((name) => name.endsWith('.parquet')))
    linkSync(join(published, file), join(scratch, file));
  const before = process.memoryUsage.rss();
  const began = performance.now();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
  await writeSite(scratch);
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  await print(join(scratch, 'site'), seconds, (most - before) / MB);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function print(site: string, seconds: number, grown: number): Promise<void> {
  const files = readdirSync(site, { recursive: true, encoding: 'utf8' })
    .map((path) => ({ path, bytes: statSync(join(site, path)) }))
    .filter(({ bytes }) => bytes.isFile())
    .map(({ path, bytes }) => ({ path: path.replaceAll('\\', '/'), bytes: bytes.size }));
  const largest = (pattern: RegExp): number =>
    files.filter(({ path }) => pattern.test(path)).reduce((most, { bytes }) => Math.max(most, bytes), 0);
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  // A page loads the script of all pages, and that of its kind.
  const scripts = ['trust', 'measure', 'compare'].map((kind) =>
    Buffer.concat(['ty', kind].map((name) => readFileSync(join(site, `${name}.js`)))),
  );
  const most = (sizes: readonly number[]): number => Math.max(...sizes);
  const trusts = files.filter(({ path }) => /^trust\/[^/]+\.html$/.test(path)).length;
  // The sample has four of the seven years.
  const years = new Set(readFileSync(join(site, 'measure', 'turnover.csv'), 'utf8').match(/,\d{4}-\d{2},/g))
    .size;
  const [largestTrust] = files
    .filter(({ path }) => /^trust\/[^/]+\.html$/.test(path))
    .sort((a, b) => b.bytes - a.bytes);
  const waits = largestTrust && (await waitsInBrowser(site, largestTrust.path));
  const budgets: readonly Budget[] = [
    {
      what: 'the largest page of a trust',
      limit: 60,
      unit: 'KB',
      measured: largest(/^trust\/[^/]+\.html$/) / KB,
    },
    {
      what: 'the largest page of a measure',
      limit: 160,
      unit: 'KB',
      measured: largest(/^measure\/.*\.html$/) / KB,
    },
    {
      what: 'the scripts of a page',
      limit: 70,
      unit: 'KB',
      measured: most(scripts.map((all) => all.length)) / KB,
    },
    {
      what: 'the scripts of a page, gzipped',
      limit: 25,
      unit: 'KB',
      measured: most(scripts.map((all) => gzipSync(all).length)) / KB,
    },
    { what: 'the style sheet', limit: 15, unit: 'KB', measured: largest(/^ty\.css$/) / KB },
    { what: 'data/cells.js', limit: 500, unit: 'KB', measured: largest(/^data\/cells\.js$/) / KB },
    {
      what: 'the largest lineage of a trust',
      limit: 60,
      unit: 'KB',
      measured: largest(/^data\/lineage\//) / KB,
    },
    { what: 'the whole site', limit: 40, unit: 'MB', measured: all / MB },
    { what: 'its files', limit: 900, unit: 'files', measured: files.length },
    { what: 'making it', limit: years > 4 ? 15 : 3, unit: 's', measured: seconds },
    { what: 'memory it grew by', limit: 200, unit: 'MB', measured: grown },
    ...(waits
      ? [
          { what: 'the largest page painted', limit: 500, unit: 'ms' as const, measured: waits.painted },
          { what: 'the panel of a figure', limit: 100, unit: 'ms' as const, measured: waits.panel },
          { what: 'the same, pressed at once', limit: 100, unit: 'ms' as const, measured: waits.panelAtOnce },
        ]
      : []),
  ];
  console.log(`${trusts} trusts, ${files.length} files\n`);
  if (!waits) console.log('No Chromium here: how long pages take was not measured.\n');
  for (const { what, limit, unit, measured } of budgets) {
    const figure = unit === 'files' ? String(measured) : measured.toFixed(1);
    console.log(
      `${what.padEnd(32)} ${figure.padStart(8)} ${unit.padEnd(5)} of ${String(limit).padStart(4)}  ${measured <= limit ? '' : 'OVER'}`.trimEnd(),
    );
  }
}
