/**
 * Workers that share a Temporal server and a bucket, on this machine: who took how many activities, and how long each
 * queue was at work. `node --import tsx bench/workers.ts [--ingest 2] [--full]`; needs Go, for the S3 server of the tests.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Effort, type Share, activityShares, inWords } from '../test/end-to-end/activity-counts.ts';
import { type Started, startCommand } from '../test/end-to-end/command-line.ts';
import { startSevenYearsWeb } from '../test/end-to-end/seven-years-web.ts';
import { BUCKET, startS3Server } from '../test/s3/versitygw.ts';
import { tacLines } from '../test/fixtures/tac-workbook/tac-lines.ts';
import { startEmbeddedServer } from '../temporal-server/embedded-server.ts';
import { connect } from '../temporal-server/temporal-connection.ts';
import { watchMemory } from './process-memory.ts';

const RUN = [
  'run',
  '--years',
  '2017-18..2023-24',
  '--datasets',
  'tac,ods,beds,ae-monthly',
  '--on-failure',
  'skip',
];

const { values } = parseArgs({
  options: { ingest: { type: 'string', default: '2' }, full: { type: 'boolean', default: false } },
});
const ingest = z.coerce.number().int().min(1).max(20).parse(values.ingest);
const root = mkdtempSync(join(tmpdir(), 'workers-'));
const say = (line: string): void => console.log(line);
const ports = { server: 0, ui: 0 };
const temporal = await startEmbeddedServer({ dataDir: join(root, 'temporal'), say, ports });
const s3 = await startS3Server();
const web = await startSevenYearsWeb(values.full ? tacLines : undefined);
const env = {
  ...s3.env,
  NHS_STORE: `s3://${BUCKET}/trusts`,
  NHS_MIRROR_URL: web.url,
  TEMPORAL_ADDRESS: temporal.address,
};
const workers: Started[] = [];
try {
  say(`Node ${process.versions.node}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);
  const names = new Map<string, string>();
  const start = async (queue: string, name: string): Promise<void> => {
    const worker = startCommand(['work', '--queue', queue, '--data-dir', join(root, name)], env);
    workers.push(worker);
    names.set(String(worker.child.pid), name);
    await worker.printed(/Working on/);
  };
  await start('warehouse', 'warehouse');
  for (let number = 1; number <= ingest; number += 1) await start('ingest', `ingest ${number}`);
  const memory = workers.map(({ child }) => watchMemory(child.pid ?? 0));
  const began = new Date();
  const { code, stdout, stderr } = await startCommand([...RUN, '--data-dir', join(root, 'client')], env)
    .ended;
  const seconds = (Date.now() - began.getTime()) / 1000;
  if (code !== 0) throw new Error(`The run ended with ${code}:\n${stdout}\n${stderr}`);
  const cpu = workers.map(({ child }) => cpuSeconds(child.pid ?? 0));
  const peaks = memory.map((watch) => [...(watch.stop()?.values() ?? [])].reduce((sum, mib) => sum + mib, 0));
  const { client, close } = await connect(temporal.target);
  const shares = await activityShares(client, began);
  await close();
  say(`run: ${seconds.toFixed(1)} s with ${ingest} ingest workers and one warehouse worker`);
  for (const share of shares) {
    const pid = share.worker.split('@')[0] ?? '';
    const at = workers.findIndex(({ child }) => String(child.pid) === pid);
    say(
      `${names.get(pid) ?? share.worker}: ${share.activities} activities (${inWords(share)}), ${cpu[at] ?? '?'} CPU seconds, ${Math.round(peaks[at] ?? 0)} MiB at most`,
    );
  }
  for (const [kind, { count, seconds: took }] of byKind(shares))
    say(`${kind}: ${count}, ${took.toFixed(1)} s`);
} finally {
  for (const { child } of workers) child.kill('SIGINT');
  await Promise.all(workers.map((worker) => worker.ended));
  await web.close();
  await s3.stop();
  await temporal.stop();
  rmSync(root, { recursive: true, force: true });
}

/** Of a process and its threads so far; undefined where the system does not tell. */
function cpuSeconds(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    // utime and stime, in hundredths of a second.
    return ((Number(fields[11]) + Number(fields[12])) / 100).toFixed(1);
  } catch {
    return undefined;
  }
}

function byKind(shares: readonly Share[]): ReadonlyMap<string, Effort> {
  const kinds = new Map<string, Effort>();
  for (const [kind, effort] of shares.flatMap((share) => Object.entries(share.kinds))) {
    const { count, seconds: before } = kinds.get(kind) ?? { count: 0, seconds: 0 };
    kinds.set(kind, { count: count + effort.count, seconds: before + effort.seconds });
  }
  return kinds;
}
