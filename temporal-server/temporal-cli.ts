/** The `temporal` program: which release we run, what we ask of one that is installed, and where ours is kept. */
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Release of github.com/temporalio/cli that is downloaded or built; the same as in tools/temporal/go.mod. */
export const TEMPORAL_CLI_VERSION = '1.8.2';

/**
 * Oldest server that serves us: the first whose Workflow Updates (`retryDownload`, `skip`) need no switch.
 * Compared as [major, minor].
 */
export const OLDEST_SERVER = [1, 25] as const;

/** Where the publisher keeps its releases. The archive's fingerprint is in `checksums.txt` beside it. */
export const RELEASES_URL = 'https://github.com/temporalio/cli/releases/download';

/** Node's names for operating systems and processors, in the words of the release archives. */
const OS_NAMES: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const ARCH_NAMES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** Name of the archive for this machine, or undefined where there is none. */
export function archiveName(platform: NodeJS.Platform, arch: string): string | undefined {
  const os = OS_NAMES[platform];
  const cpu = ARCH_NAMES[arch];
  return os && cpu ? `temporal_cli_${TEMPORAL_CLI_VERSION}_${os}_${cpu}.tar.gz` : undefined;
}

/** Name of the program itself. */
export function programName(platform: NodeJS.Platform): string {
  return platform === 'win32' ? 'temporal.exe' : 'temporal';
}

/** What the search may touch. */
export interface CliEffects {
  readonly machine: Machine;
  /** Shown to the person, one line at a time. */
  readonly say: (line: string) => void;
  /** Where releases are, when not at their publisher's. */
  readonly releasesUrl?: string;
  /** The Go module to build from, when not tools/temporal. */
  readonly moduleFolder?: string;
}

/** The embedded Temporal server cannot be had; the message is all a person needs to read. */
export class TemporalUnavailableError extends Error {
  override readonly name = 'TemporalUnavailableError';
}

/** The three ways out, for the end of every message. */
export const WAYS_OUT = [
  'There are three ways to go on:',
  '  1. install the Temporal CLI (https://docs.temporal.io/cli), or set TEMPORAL_CLI to the program if it is not on the PATH;',
  '  2. set TEMPORAL_ADDRESS (host:port) to use a Temporal server that is running already;',
  '  3. install Go (https://go.dev/dl): the server is then built once, in about four minutes, and kept.',
].join('\n');

/** A program that can be used, with the versions it prints, or the reason it cannot. */
export type CliCheck =
  { readonly usable: true; readonly version: string } | { readonly usable: false; readonly reason: string };

/** Runs `<path> --version`. Never throws. */
export async function checkTemporalCli(path: string): Promise<CliCheck> {
  let printed: string;
  try {
    // A first start from a cold disk, or under a virus scanner, may take many seconds.
    printed = (await run(path, ['--version'], { timeout: 60_000, windowsHide: true })).stdout.trim();
  } catch (error) {
    return { usable: false, reason: `it does not run (${firstLine(error)})` };
  }
  const server = /^temporal version .*\(Server (\d+)\.(\d+)\.\d+/.exec(printed);
  if (!server) return { usable: false, reason: 'it is not the Temporal CLI' };
  const [major, minor] = [Number(server[1]), Number(server[2])];
  const old = major < OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor < OLDEST_SERVER[1]);
  return old
    ? {
        usable: false,
        reason: `it is too old (${printed}; Server ${OLDEST_SERVER.join('.')} or newer is needed)`,
      }
    : { usable: true, version: printed.replace(/^temporal version /, '') };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

/** The machine as the search for a program sees it. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/** Our folder under the user's cache: `~/.cache/nhs-trust-activity` on Linux. Not created here. */
export function cacheFolder({ env, platform }: Machine): string {
  return join(userCache(env, platform), 'nhs-trust-activity');
}

function userCache(env: Machine['env'], platform: NodeJS.Platform): string {
  const xdg = env['XDG_CACHE_HOME'];
  // The XDG rules say that a relative path is to be ignored.
  if (xdg && isAbsolute(xdg)) return xdg;
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  return join(home, '.cache');
}
