/** Where this user's programs keep what can be had again. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

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
