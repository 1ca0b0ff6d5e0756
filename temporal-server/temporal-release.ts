/** Which Temporal we run, and what we ask of one that is already installed. */
import type { Machine } from './cache-folder.ts';

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
