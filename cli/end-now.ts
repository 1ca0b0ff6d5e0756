/** Ending the process for certain. */
import { spawn } from 'node:child_process';

/** What has been told to end has this long to finish what it is writing. */
const ORDERLY_WITHIN_MS = 8000;

/**
 * Ends the process. Node waits at its end for whatever DuckDB is computing, and that may take minutes: a tiny shell
 * ends this process a second later if it is still there. What was half-written is put right by the next run.
 */
export function endNow(code: number): never {
  if (process.platform !== 'win32') {
    const script = `sleep 1; kill -KILL ${process.pid}`;
    const killer = spawn('sh', ['-c', script], { stdio: 'ignore', detached: true });
    killer.once('error', () => undefined);
    killer.unref();
  }
  process.exit(code);
}

/** Gives the process its time to end in order, and then ends it. */
export function endInTime(code: number): void {
  // Its reason has been said. What a connection still does while it is being closed adds nothing.
  process.on('uncaughtException', (error) => {
    if (process.env['NHS_DEBUG']) console.error(error);
  });
  setTimeout(() => endNow(code), ORDERLY_WITHIN_MS).unref();
}
