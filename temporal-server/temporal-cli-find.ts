/**
 * The `temporal` program that is our embedded server: found on this machine, or obtained once and kept.
 *
 * Order: TEMPORAL_CLI; the PATH; our cache; the official download; built with Go. (TEMPORAL_ADDRESS comes before
 * all of them: then there is no embedded server. See open-temporal.ts.)
 */
import { access, chmod, constants, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { withFileLock } from './file-lock.ts';
import { buildTemporalCli, installedGo } from './temporal-cli-build.ts';
import { downloadTemporalCli } from './temporal-cli-download.ts';
import {
  type CliEffects,
  type Machine,
  cacheFolder,
  checkTemporalCli,
  programName,
  TEMPORAL_CLI_VERSION,
  TemporalUnavailableError,
  WAYS_OUT,
} from './temporal-cli.ts';

/** The effects of the running process. */
export function thisMachine(say: (line: string) => void): CliEffects {
  return { machine: { env: process.env, platform: process.platform, arch: process.arch }, say };
}

/**
 * Path of a program that has been run and serves.
 * @throws TemporalUnavailableError when it cannot be had; the message says which ways there are
 */
export async function findTemporalCli(effects: CliEffects): Promise<string> {
  const { machine, say } = effects;
  const named = machine.env['TEMPORAL_CLI'];
  if (named) return namedCli(named);
  for (const path of await programsOnPath(machine)) {
    const check = await checkTemporalCli(path);
    if (check.usable) return path;
    say(`Passing over ${path}: ${check.reason}.`);
  }
  const cached = join(
    cacheFolder(machine),
    `temporal-${TEMPORAL_CLI_VERSION}`,
    programName(machine.platform),
  );
  if (await isExecutable(cached)) return cached;
  return withFileLock(
    join(dirname(cached), 'obtaining.lock'),
    // Whoever held the lock before us has probably done the work.
    async () => ((await isExecutable(cached)) ? cached : obtain(cached, effects)),
    () => say('Another process is obtaining the Temporal CLI; waiting for it.'),
  );
}

async function namedCli(path: string): Promise<string> {
  if (!(await isExecutable(path))) {
    throw new TemporalUnavailableError(
      `TEMPORAL_CLI is "${path}", and there is no program that can be run there. Correct it, or unset it.`,
    );
  }
  const check = await checkTemporalCli(path);
  if (check.usable) return path;
  throw new TemporalUnavailableError(
    `TEMPORAL_CLI is "${path}", which cannot be used: ${check.reason}. Correct it, or unset it.`,
  );
}

async function programsOnPath({ env, platform }: Machine): Promise<readonly string[]> {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found: string[] = [];
  for (const folder of new Set(folders)) {
    const path = join(folder, programName(platform));
    if (await isExecutable(path)) found.push(path);
  }
  return found;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** Download, else build, into a place of its own; only a program that has run is moved to `cached`. */
async function obtain(cached: string, effects: CliEffects): Promise<string> {
  const { machine, say } = effects;
  say('No Temporal CLI on this machine yet: obtaining one (it is kept for the next time).');
  const folder = dirname(cached);
  await mkdir(folder, { recursive: true });
  // What an interrupted attempt has left: we hold the lock, so nobody is using it.
  for (const name of await readdir(folder)) {
    if (name.startsWith('obtaining-')) await rm(join(folder, name), { recursive: true, force: true });
  }
  const work = await mkdtemp(join(folder, 'obtaining-'));
  const fresh = join(work, programName(machine.platform));
  try {
    const reasons: string[] = [];
    for (const way of [download, build]) {
      const reason = await way(fresh, effects);
      if (reason === undefined) {
        await rename(fresh, cached);
        say(`Temporal CLI ${TEMPORAL_CLI_VERSION} is ready: ${cached}`);
        return cached;
      }
      say(reason);
      reasons.push(reason);
    }
    throw new TemporalUnavailableError(
      ['The embedded Temporal server cannot be had on this machine.', ...reasons, WAYS_OUT].join('\n'),
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** A way to obtain the program: undefined when it is there, else why not. */
type Way = (fresh: string, effects: CliEffects) => Promise<string | undefined>;

const download: Way = async (fresh, effects) => {
  if (effects.machine.env['NHS_TEMPORAL_DOWNLOAD'] === 'off') {
    return 'Not downloaded: NHS_TEMPORAL_DOWNLOAD is off.';
  }
  return attempt('Not downloaded', () => downloadTemporalCli(fresh, effects), fresh);
};

const build: Way = async (fresh, effects) => {
  const version = await installedGo(effects.machine.env);
  if (version === undefined) return 'Not built: Go is not installed.';
  return attempt(`Not built with ${version}`, () => buildTemporalCli(fresh, effects), fresh);
};

async function attempt(
  failure: string,
  work: () => Promise<void>,
  fresh: string,
): Promise<string | undefined> {
  try {
    await work();
    await chmod(fresh, 0o755);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `${failure}: ${reason.replace(/\.$/, '')}.`;
  }
  const check = await checkTemporalCli(fresh);
  return check.usable ? undefined : `${failure}: ${check.reason}.`;
}
