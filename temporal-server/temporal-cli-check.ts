/** Does this program serve? Asked by running it, because a name says nothing. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { OLDEST_SERVER } from './temporal-release.ts';

const run = promisify(execFile);

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
