/**
 * How fast the accounts are read, beside the usual readers: `npm run bench [-- --rows 100000]`.
 * Builds a pair of workbooks of the size the NHS publishes, and measures whole processes, from start to exit.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { tacLines } from '../test/fixtures/tac-workbook/tac-lines.ts';
import { writeTacWorkbook } from '../test/fixtures/tac-workbook/write-tac-workbook.ts';
import { CONTENDERS, YARDSTICK, type Contender, type Workload } from './contenders.ts';

const FY = '2019-20';
const NOT_INSTALLED = 3;

/** What a contender prints when it is done. */
const outcomeSchema = z.object({ rows: z.int(), peakKiB: z.number(), cpuSeconds: z.number() });

interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
  readonly rows: number;
}

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '750000' }, small: { type: 'boolean', default: false } },
});
const rows = z.coerce
  .number()
  .int()
  .min(10_000)
  .parse(values.small ? '10000' : values.rows);
const directory = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  await bench();
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`;
  console.log(`Node ${process.versions.node}, ${machine}, ${Math.round(totalmem() / 2 ** 30)} GiB`);
  const workloads = [build('FT'), build('Trust')];
  print(await measureAll(workloads));
}

function build(sector: 'FT' | 'Trust'): Workload {
  const lines = tacLines(FY);
  const organisations = Array.from({ length: Math.ceil(rows / lines.length) }, (_, index) => ({
    name: `Made-up Hospitals ${index + 1} NHS ${sector === 'FT' ? 'Foundation Trust' : 'Trust'}`,
  }));
  const workbook = join(directory, `TAC_${sector}s_${FY}.xlsx`);
  const started = performance.now();
  writeTacWorkbook(workbook, { fy: FY, sector, organisations, lines, illustrative: true });
  const size = `${organisations.length * lines.length} rows x 7 columns, ${megabytes(statSync(workbook).size)} MB`;
  console.log(`${sector} workbook: ${size}, built in ${seconds(performance.now() - started)} s`);
  return { workbook, sheet: 'All Data', slot: `${FY} ${sector}`, directory: join(directory, sector) };
}

/** In rounds, so that a busy minute of the machine does not fall on one contender alone; the median counts. */
async function measureAll(workloads: readonly Workload[]): Promise<ReadonlyMap<Contender, Measured>> {
  const runs = new Map<Contender, Measured[]>(CONTENDERS.map((contender) => [contender, []]));
  for (let round = 1; [...runs.keys()].some(({ times }) => round <= times); round += 1) {
    for (const [contender, done] of runs) {
      if (round > contender.times) continue;
      const measured = await measurePair(contender, workloads);
      if (typeof measured === 'string') runs.delete(contender);
      else done.push(measured);
      const outcome =
        typeof measured === 'string' ? `skipped, ${measured}` : `${measured.seconds.toFixed(1)} s`;
      console.log(`round ${round}, ${contender.name}: ${outcome}`);
    }
  }
  return new Map([...runs].map(([contender, done]) => [contender, median(done)]));
}

function median(runs: readonly Measured[]): Measured {
  const sorted = [...runs].sort((a, b) => a.seconds - b.seconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('Nothing was measured.');
  return middle;
}

/** Both workbooks one after the other: times add up, the higher peak counts. */
async function measurePair(contender: Contender, workloads: readonly Workload[]): Promise<Measured | string> {
  const pair: Measured[] = [];
  for (const workload of workloads) {
    const measured = await measure(contender, workload);
    if (typeof measured === 'string') return measured;
    pair.push(measured);
  }
  return {
    seconds: pair.reduce((sum, one) => sum + one.seconds, 0),
    cpuSeconds: pair.reduce((sum, one) => sum + one.cpuSeconds, 0),
    peakMiB: Math.max(...pair.map((measured) => measured.peakMiB)),
    rows: pair.reduce((sum, one) => sum + one.rows, 0),
  };
}

function measure(contender: Contender, workload: Workload): Promise<Measured | string> {
  const [command = '', ...args] = contender.command(workload);
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (part: Buffer) => (out += part.toString()));
    child.stderr.on('data', (part: Buffer) => (err += part.toString()));
    child.on('error', () => resolve(`${command} is not on the PATH`));
    child.on('close', (code) => {
      const elapsed = performance.now() - started;
      if (code === NOT_INSTALLED) resolve(err.trim());
      else if (code !== 0) reject(new Error(`${contender.name} ended with ${code ?? 'a signal'}:\n${err}`));
      else {
        const { rows: read, peakKiB, cpuSeconds } = outcomeSchema.parse(JSON.parse(out));
        resolve({ seconds: elapsed / 1000, cpuSeconds, peakMiB: peakKiB / 1024, rows: read });
      }
    });
  });
}

function print(results: ReadonlyMap<Contender, Measured>): void {
  const yardstick = [...results].find(([{ name }]) => name === YARDSTICK)?.[1];
  if (!yardstick) throw new Error(`${YARDSTICK} was not measured`);
  console.log(
    `\nBoth workbooks, ${yardstick.rows} rows. Whole processes; the median of several runs, the slow ones once.\n`,
  );
  console.log('| reader | does | seconds | times ours | CPU seconds | peak memory |');
  console.log('|---|---|---:|---:|---:|---:|');
  for (const [{ name, does }, { seconds: taken, cpuSeconds, peakMiB, rows: read }] of results) {
    if (read !== yardstick.rows) throw new Error(`${name} read ${read} rows, not ${yardstick.rows}`);
    const ratio = (taken / yardstick.seconds).toFixed(2);
    const cpu = cpuSeconds.toFixed(2);
    console.log(
      `| ${name} | ${does} | ${taken.toFixed(2)} | ${ratio} | ${cpu} | ${Math.round(peakMiB)} MiB |`,
    );
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
