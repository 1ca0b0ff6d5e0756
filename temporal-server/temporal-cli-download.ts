/** Fetches the Temporal CLI from its publisher's releases. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import got, { type Agents, HTTPError } from 'got';
import { proxyFailure, proxyFor, proxyRefusal } from '../fetch/proxy.ts';
import {
  type CliEffects,
  archiveName,
  programName,
  RELEASES_URL,
  TEMPORAL_CLI_VERSION,
} from './temporal-cli.ts';

const run = promisify(execFile);
const PROGRESS_EVERY_MS = 3_000;
const MAX_BYTES = 300_000_000;

/** An offline machine, or a firewall that swallows packets, is given up quickly; a slow line is not. */
const TIMEOUT = {
  lookup: 8_000,
  connect: 8_000,
  secureConnect: 8_000,
  response: 20_000,
  socket: 20_000,
} as const;

/**
 * Downloads the archive for this machine, compares its SHA-256 with the publisher's list, takes the one program
 * out of it and moves that to `output`, which is in a folder that exists.
 * @throws Error whose message says what went wrong
 */
export async function downloadTemporalCli(output: string, effects: CliEffects): Promise<void> {
  const { machine, say } = effects;
  const archive = archiveName(machine.platform, machine.arch);
  if (!archive) throw new Error(`there is no release for ${machine.platform} on ${machine.arch}`);
  const base = `${effects.releasesUrl ?? RELEASES_URL}/v${TEMPORAL_CLI_VERSION}`;
  say(`Downloading the Temporal CLI ${TEMPORAL_CLI_VERSION} from ${base}/${archive}`);
  const folder = await mkdtemp(join(dirname(output), 'download-'));
  try {
    const expected = await publishedSha256(`${base}/checksums.txt`, archive, effects);
    await fetchTo(join(folder, archive), `${base}/${archive}`, effects);
    const actual = await sha256Of(join(folder, archive));
    if (actual !== expected) throw new Error(`${archive} does not have the SHA-256 its publisher states`);
    const program = programName(machine.platform);
    // Only the one member is named, and names are relative: nothing can be written outside the folder.
    await run('tar', ['-xzf', archive, program], { cwd: folder });
    if (!(await lstat(join(folder, program))).isFile()) throw new Error(`${archive} holds no program`);
    await rename(join(folder, program), output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function publishedSha256(url: string, archive: string, effects: CliEffects): Promise<string> {
  const list = await throughProxy(url, effects, async (options) => await got(url, options).text());
  const line = list.split('\n').find((each) => each.trim().endsWith(` ${archive}`));
  const sha256 = line && /^[0-9a-f]{64}/i.exec(line.trim())?.[0];
  if (!sha256) throw new Error(`${url} does not list ${archive}`);
  return sha256.toLowerCase();
}

async function fetchTo(file: string, url: string, effects: CliEffects): Promise<void> {
  await throughProxy(url, effects, async (options) => {
    const stream = got.stream(url, options);
    let told = Date.now();
    stream.on('downloadProgress', ({ transferred, total }: { transferred: number; total?: number }) => {
      if (transferred > MAX_BYTES) stream.destroy(new Error(`${url} is larger than any release`));
      if (Date.now() - told < PROGRESS_EVERY_MS) return;
      told = Date.now();
      effects.say(`  ${megabytes(transferred)}${total ? ` of ${megabytes(total)}` : ''} MB`);
    });
    await pipeline(stream, createWriteStream(file));
  });
}

interface Options {
  readonly timeout: typeof TIMEOUT;
  readonly retry: { readonly limit: 0 };
  readonly agent?: Agents;
}

/** A proxy that does not let us through is named, with what to write into `https_proxy`; it is not the publisher's refusal. */
async function throughProxy<T>(
  url: string,
  { machine }: CliEffects,
  request: (options: Options) => Promise<T>,
): Promise<T> {
  const target = new URL(url);
  const proxy = proxyFor(target, machine.env);
  try {
    return await request({ timeout: TIMEOUT, retry: { limit: 0 }, ...(proxy && { agent: proxy.agents }) });
  } catch (error) {
    const status = error instanceof HTTPError ? error.response.statusCode : undefined;
    const fault =
      proxy && (status === undefined ? proxyFailure(proxy, error) : proxyRefusal(proxy, target, status));
    throw fault ?? error;
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
