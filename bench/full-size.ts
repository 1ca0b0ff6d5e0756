/**
 * A run over twelve datasets and seven years with files as large as the real ones, and the same run again with nothing
 * changed: `npm run bench:full [-- --datasets tac,beds] [-- --keep]`; `-- --small` tries all of it in a minute,
 * with one year and a few rows of everything. Its publishers' web is made once (some 2 GB in the
 * folder for temporary files); no internet. Prints what each kind of step took, and what was held in memory meanwhile.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Ended, startCommand } from '../test/end-to-end/command-line.ts';
import { published } from '../test/end-to-end/published.ts';
import { financialYears } from '../nhs/financial-year.ts';
import { PUBLISHER_PACE } from '../fetch/host-limiter.ts';
import type { Mirror } from '../test/mirror/mirror-server.ts';
import { startEmbeddedServer } from '../temporal-server/embedded-server.ts';
import { connect } from '../temporal-server/temporal-connection.ts';
import { type FullSizeWeb, startFullSizeWeb } from './full-size/full-size-web.ts';
import { type HistoryFacts, type Step, historyFacts } from './full-size/steps.ts';
import { type MemorySample, watchMemory } from './process-memory.ts';

const GOAL_MIB = 1536;
const NOTHING: MemorySample = { at: 0, held: new Map() };

interface Measured {
  readonly seconds: number;
  readonly requests: Mirror['requests'];
  readonly bytes: number;
  readonly samples: readonly MemorySample[];
  readonly ended: Ended;
  readonly facts: HistoryFacts;
}

const { values } = parseArgs({
  options: {
    datasets: { type: 'string' },
    years: { type: 'string' },
    small: { type: 'boolean', default: false },
    /** Leaves the data folder, to look into. */
    keep: { type: 'boolean', default: false },
    'first-only': { type: 'boolean', default: false },
  },
});
const dataDir = mkdtempSync(join(tmpdir(), 'full-size-run-'));
const years = financialYears(values.years ?? (values.small ? '2023-24' : '2017-18..2023-24'));
const web = await startFullSizeWeb(console.log, { small: values.small, years });
try {
  const machine = `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  console.log(`Node ${process.versions.node}, ${machine}; files of real size: ${mb(web.bytes)} MB\n`);
  await report('first run', await measure(web));
  if (!values['first-only']) await report('again, nothing changed', await measure(web));
} finally {
  await web.close();
  if (values.keep) console.log(`kept: ${dataDir}`);
  else rmSync(dataDir, { recursive: true, force: true });
}

async function measure(mirror: FullSizeWeb): Promise<Measured> {
  const asked = mirror.requests.length;
  const since = new Date();
  const args = ['run', '--years', years.join(','), '--on-failure', 'skip', '--data-dir', dataDir];
  if (values.datasets !== undefined) args.push('--datasets', values.datasets);
  const command = startCommand(args, { NHS_MIRROR_URL: mirror.url });
  const memory = watchMemory(command.child.pid ?? 0);
  const ended = await command.ended;
  const seconds = (Date.now() - since.getTime()) / 1000;
  memory.stop();
  const requests = mirror.requests.slice(asked);
  return {
    ...{ seconds, ended, samples: memory.samples, requests },
    bytes: requests.reduce((sum, request) => sum + request.bytes, 0),
    facts: await factsSince(since),
  };
}

/** The server of the data folder once more, for the histories it keeps. */
async function factsSince(since: Date): Promise<HistoryFacts> {
  const ports = { server: 0, ui: 0 };
  const server = await startEmbeddedServer({ dataDir, say: () => undefined, ports });
  const { client, close } = await connect(server.target);
  try {
    return await historyFacts(client, since);
  } finally {
    await close();
    await server.stop();
  }
}

async function report(
  what: string,
  { seconds, requests, bytes, samples, ended, facts }: Measured,
): Promise<void> {
  if (ended.code !== 0 && ended.code !== 2)
    throw new Error(`The ${what} ended with ${ended.code}:\n${ended.stdout}\n${ended.stderr}`);
  if (values.keep) console.log(ended.stdout, ended.stderr);
  const peak = highest(samples);
  const load = loadavg()[0]?.toFixed(1);
  const observations = await countObservations();
  console.log(
    `${what}: ${observations.toLocaleString('en-GB')} observations, ${seconds.toFixed(1)} s, exit code ${ended.code}, load ${load}`,
  );
  console.log(`${requests.length} requests, ${mb(bytes)} MB fetched; ${slowestHost(requests)}`);
  console.log(
    `most in all: ${Math.round(together(peak))} MiB (${programs(peak)}), ${runningAt(peak, facts)}`,
  );
  for (const name of new Set(samples.flatMap(({ held }) => [...held.keys()]))) {
    const most = Math.max(...samples.map(({ held }) => held.get(name) ?? 0));
    console.log(`most of ${name}: ${Math.round(most)} MiB`);
  }
  console.log(
    `the goal is ${GOAL_MIB} MiB in all: ${together(peak) <= GOAL_MIB ? 'met' : 'missed'}\n` +
      `${facts.workflows} workflows; longest history ${facts.longest.events} events (${facts.longest.workflowId}); ` +
      `largest payload ${facts.largest.bytes} bytes (${facts.largest.kind} of ${facts.largest.workflowId}); ` +
      `${facts.steps.filter(({ attempt }) => attempt > 1).length} steps tried again\n`,
  );
  console.log('| step | times | seconds, added up | longest | from | to | most in all, MiB |');
  console.log('|---|---:|---:|---:|---:|---:|---:|');
  for (const [kind, steps] of byKind(facts.steps)) {
    const began = samples[0]?.at ?? 0;
    const took = steps.map(({ start, end }) => (end - start) / 1000);
    const from = (Math.min(...steps.map(({ start }) => start)) - began) / 1000;
    const to = (Math.max(...steps.map(({ end }) => end)) - began) / 1000;
    const most = highest(
      samples.filter(({ at }) => steps.some(({ start, end }) => at >= start && at <= end)),
    );
    const numbers = [took.reduce((a, b) => a + b, 0), Math.max(...took), from, to].map((one) =>
      one.toFixed(1),
    );
    console.log(`| ${kind} | ${steps.length} | ${numbers.join(' | ')} | ${Math.round(together(most))} |`);
  }
  console.log('');
}

async function countObservations(): Promise<number> {
  const [row] = await published(dataDir, 'SELECT count(*)::INTEGER AS n FROM observation');
  return Number(row?.['n']);
}

function byKind(steps: readonly Step[]): ReadonlyMap<string, readonly Step[]> {
  const kinds = new Map<string, Step[]>();
  for (const step of steps.toSorted((a, b) => a.start - b.start))
    kinds.set(step.kind, [...(kinds.get(step.kind) ?? []), step]);
  return kinds;
}

function highest(samples: readonly MemorySample[]): MemorySample {
  return samples.reduce((most, one) => (together(one) > together(most) ? one : most), NOTHING);
}

function together({ held }: MemorySample): number {
  return [...held.values()].reduce((sum, mib) => sum + mib, 0);
}

function programs({ held }: MemorySample): string {
  return [...held].map(([name, mib]) => `${name} ${Math.round(mib)}`).join(', ');
}

/** What was being done then, apart from asking and waiting. */
function runningAt({ at }: MemorySample, { steps }: HistoryFacts): string {
  const busy = steps.filter(({ kind, start, end }) => kind !== 'checkUnchanged' && at >= start && at <= end);
  const named = busy.map(({ kind, workflowId }) => `${kind} ${workflowId.replace('load/', '')}`);
  return `during ${[...new Set(named)].slice(0, 6).join(', ') || 'no step'}`;
}

/** What the politeness to publishers adds on the real web: one host's requests start one after the other. */
function slowestHost(requests: Mirror['requests']): string {
  const counts = new Map<string, number>();
  for (const { url } of requests) counts.set(new URL(url).host, (counts.get(new URL(url).host) ?? 0) + 1);
  const [[host, count] = ['', 0]] = [...counts].sort(([, a], [, b]) => b - a);
  const seconds = Math.round((count * PUBLISHER_PACE.intervalMs) / 1000);
  return `at the pace kept with publishers they would take ${seconds} s at least (${count} of ${host})`;
}

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
