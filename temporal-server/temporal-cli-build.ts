/** Builds the Temporal CLI from its published source, pinned and verified by tools/temporal/go.mod and go.sum. */
import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type CliEffects, TEMPORAL_CLI_VERSION } from './temporal-cli.ts';

const run = promisify(execFile);
const PROGRESS_EVERY_MS = 15_000;
const PACKAGE = 'github.com/temporalio/cli/cmd/temporal';
const VERSION_VARIABLE = 'github.com/temporalio/cli/internal/temporalcli.Version';

/** The pinned module in this project. */
const MODULE_FOLDER = fileURLToPath(new URL('../tools/temporal', import.meta.url));

/** What `go version` prints, or undefined where there is no Go. */
export async function installedGo(env: CliEffects['machine']['env']): Promise<string | undefined> {
  return run('go', ['version'], { env: { ...env }, timeout: 30_000 }).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
}

/**
 * Builds to `output`. The module is copied first: the project's folder may be read-only, and Go locks nothing there.
 * @throws Error with the last lines Go printed
 */
export async function buildTemporalCli(output: string, effects: CliEffects): Promise<void> {
  const { machine, say } = effects;
  say(`Building the Temporal server with Go. This happens once and takes about 4 minutes.`);
  const folder = await mkdtemp(join(tmpdir(), 'nhs-temporal-build-'));
  const started = Date.now();
  let compiled = 0;
  const progress = setInterval(() => {
    const done = compiled === 0 ? 'fetching the sources' : `${compiled} packages compiled`;
    say(
      `  building Temporal ${TEMPORAL_CLI_VERSION}: ${elapsed(started)} (about 4 minutes, only this once), ${done}`,
    );
  }, PROGRESS_EVERY_MS);
  try {
    await cp(effects.moduleFolder ?? MODULE_FOLDER, folder, { recursive: true });
    await go(folder, output, machine.env, () => (compiled += 1));
    say(`Built in ${elapsed(started)}.`);
  } finally {
    clearInterval(progress);
    await rm(folder, { recursive: true, force: true });
  }
}

function go(
  folder: string,
  output: string,
  env: CliEffects['machine']['env'],
  onPackage: () => void,
): Promise<void> {
  const flags = ['-v', '-trimpath', '-ldflags', `-s -w -X ${VERSION_VARIABLE}=${TEMPORAL_CLI_VERSION}`];
  // Whatever flags or workspace the person has set for his own work, the lock file decides here.
  const goEnv = { ...env, GOFLAGS: '-mod=readonly -buildvcs=false', GOWORK: 'off', CGO_ENABLED: '0' };
  return new Promise((resolve, reject) => {
    const child = spawn('go', ['build', ...flags, '-o', output, PACKAGE], {
      cwd: folder,
      env: goEnv,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const complaints: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      // With -v Go prints the path of each package it compiles, alone on a line.
      if (/^[\w./~-]+$/.test(line)) onPackage();
      else if (!line.startsWith('go: downloading ')) complaints.push(line);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(complaints.slice(-5).join('\n') || `go ended with code ${code}`));
    });
  });
}

function elapsed(since: number): string {
  const seconds = Math.round((Date.now() - since) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
