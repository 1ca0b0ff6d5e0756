/**
 * A server must not outlive the processes that use it, whatever ends them. A tiny shell holds the other end of a
 * pipe: when this process goes, even by SIGKILL, the shell reads the end of file and does what `stop` would have done:
 * it asks the server to end, and insists after ten seconds.
 */
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { ServerFolder } from './server-folder.ts';

// Arguments: users folder, this user, server's process id, history file (to be sure the process is still the server).
const SCRIPT = `
read -r word && [ "$word" = stopped ] && exit 0
rm -f "$1/$2"
rmdir "$1" 2>/dev/null || exit 0
serves() {
  if [ -r "/proc/$3/cmdline" ]; then grep -qF -- "$4" "/proc/$3/cmdline"
  else ps -p "$3" -o command= | grep -qF -- "$4"; fi
}
serves "$@" && kill -TERM "$3" || exit 0
sleep 10
serves "$@" && kill -KILL "$3"
`;

/** Starts watching; the returned function says that `stop` has done it. On Windows there is no shell to ask: only `stop` stops the server. */
export function watchOver(files: ServerFolder, user: string, serverPid: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  const watchdog = spawn(
    'sh',
    ['-c', SCRIPT, 'watch-temporal', files.users, user, String(serverPid), files.history],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      // A session of its own: Ctrl-C in the terminal is not meant for it.
      detached: true,
    },
  );
  watchdog.once('error', () => undefined);
  watchdog.unref();
  const { stdin } = watchdog;
  stdin.once('error', () => undefined);
  if (stdin instanceof Socket) stdin.unref();
  return () => stdin.end('stopped\n');
}
